"""What the engine learns of the roads of this package; nothing heavy is imported."""

from collections.abc import Iterable, Mapping
from importlib import metadata
from typing import Final

from mapi_adapters.com.settings import LIBRARY
from mapi_adapters.wire.settings import CHILD, COMMAND, PEER, TESTEE
from mapi_conformance.port import Flaw, NamedProvider, Provider, Road, Target, hookimpl


_CAPABILITIES: Final = (
    "fast-shutdown",
    "folders",
    "provider-shutdown",
    "spooler-logon",
    "status-object",
)
#: How the reference is configured, in each of its forms.
REFERENCE: Final[Mapping[str, str]] = {
    "version": metadata.version("mapi-conformance"),
    "profile": "deferred",
    "first-store": "reference-store-1",
    "second-store": "reference-store-2",
    "unconfigured-store": "reference-store-unconfigured",
    "unreachable-store": "reference-store-unreachable",
    "capabilities": ",".join(_CAPABILITIES),
}


@hookimpl
def mapi_roads() -> Iterable[Road]:
    """Declare the roads of this package."""
    return (
        Road(
            scheme="py",
            form="py:package.module:name",
            about="a Python factory of provider objects, or an entry point",
            settings=(*TESTEE, *CHILD),
            open=_open_python,
        ),
        Road(
            scheme="flaw",
            form="flaw:NAME",
            about="the reference, or its MAPI, wrong on purpose in one way",
            settings=(*TESTEE, *CHILD),
            open=_open_flaw,
            names=_flaw_names,
        ),
        Road(
            scheme="cmd",
            form="cmd:./testee",
            about="a program in any language that speaks JSON-RPC on its streams",
            settings=(*TESTEE, *CHILD, *COMMAND),
            open=_open_command,
        ),
        Road(
            scheme="com",
            form="com:./mystore.dll",
            about="a library (.dll, .so) that exports MSProviderInit, through vtables",
            settings=(*TESTEE, *CHILD, *LIBRARY),
            open=_open_library,
        ),
        Road(
            scheme="tcp",
            form="tcp:127.0.0.1:9000",
            about="the same over TCP: the testee listens, and we connect",
            settings=(*TESTEE, *PEER),
            open=_open_tcp,
        ),
    )


@hookimpl
def mapi_providers() -> Iterable[NamedProvider]:
    """Declare the reference, in both readings and with both ways to treat children."""
    return tuple(
        NamedProvider(
            name=name,
            selector=f"py:mapi_reference.provider.entry:{entry}",
            about=f"the documented provider, {about}",
            settings={**REFERENCE, "profile": profile},
            documented=True,
        )
        for name, entry, profile, about in (
            ("reference", "ms_provider_init", "deferred", "deferred reading"),
            ("reference-eager", "eager", "eager", "eager reading"),
            (
                "reference-neuter",
                "neuter",
                "deferred",
                "deferred reading; open children end with their store",
            ),
            (
                "reference-eager-neuter",
                "eager_neuter",
                "eager",
                "eager reading; open children end with their store",
            ),
        )
    )


@hookimpl
def mapi_flaws() -> Iterable[Flaw]:
    """Declare what is wrong on purpose."""
    from mapi_adapters.flaw import declare_flaws  # noqa: PLC0415 - only when asked

    return tuple(declare_flaws())


def _open_python(target: Target) -> Provider:
    from mapi_adapters.inprocess import open_python  # noqa: PLC0415 - only when chosen

    return open_python(target)


def _open_flaw(target: Target) -> Provider:
    from mapi_adapters.flaw import open_flaw  # noqa: PLC0415 - only when chosen

    return open_flaw(target, REFERENCE)


def _open_command(target: Target) -> Provider:
    from mapi_adapters.wire.road import open_command  # noqa: PLC0415 - only when chosen

    return open_command(target)


def _open_library(target: Target) -> Provider:
    from mapi_adapters.com.road import open_library  # noqa: PLC0415 - only when chosen

    return open_library(target)


def _open_tcp(target: Target) -> Provider:
    from mapi_adapters.wire.tcp import open_tcp  # noqa: PLC0415 - only when chosen

    return open_tcp(target)


def _flaw_names() -> Iterable[str]:
    from mapi_adapters.flaw import flaw_names  # noqa: PLC0415 - only when asked

    return flaw_names()
