"""The hooks of this suite: how roads and providers reach the engine.

A plug-in implements them as functions of these names, marked with
:data:`hookimpl`, in a module that it registers under the entry point group
``mapi_conformance``; a ``conftest.py`` may implement them too.
"""

from collections.abc import Iterable

import pluggy

from mapi_conformance.port.flaw import Flaw
from mapi_conformance.port.provider import NamedProvider, Road


PROJECT = "mapi_conformance"
hookspec = pluggy.HookspecMarker(PROJECT)
#: Marks the implementation of a hook of this suite.
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def mapi_roads() -> Iterable[Road]:  # type: ignore[empty-body]  # a specification has no body
    """Declare ways to reach a provider.

    Called once, when the first selector is resolved. Two roads of one scheme are an
    error that names both.
    """


@hookspec
def mapi_providers() -> Iterable[NamedProvider]:  # type: ignore[empty-body]  # a specification has no body
    """Declare providers by name, for ``--provider=NAME``.

    Called once, when the first selector is resolved. Declaring costs nothing: the
    provider is opened only when it is chosen.
    """


@hookspec
def mapi_flaws() -> Iterable[Flaw]:  # type: ignore[empty-body]  # a specification has no body
    """Declare what is wrong on purpose, so that ``prove`` can see it found.

    Called when flaws are asked for, which an ordinary run never does. Each flaw is
    opened by its selector, as ``--provider`` would.
    """
