"""The roads ``cmd:`` and ``tcp:``, and the wall around a Python provider."""

import os
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Final

from mapi_adapters.wire.child import Child, split
from mapi_adapters.wire.conversation import Limits
from mapi_adapters.wire.testee import Terms, Testee
from mapi_conformance.errors import ProviderUnusable
from mapi_conformance.port import Provider, Target
from mapi_conformance.port.settings import read_configuration, read_names
from mapi_host.model.subsystem import Parts


#: Bytes of address space of a Python provider behind the wall.
MEMORY: Final = 1 << 30
#: Seconds in which a testee has to greet back.
START: Final = 10.0


def open_command(target: Target) -> Provider:
    """Open ``cmd:PROGRAM ARGUMENTS``.

    Raises:
        ProviderUnusable: It does not start, or does not speak as it should.
        UnknownSetting: A setting has a value that it does not take.
    """
    argv = split(str(target.address))
    if not argv:
        raise ProviderUnusable("'cmd:' does not say what to run; write cmd:./testee")
    connect = partial(Child, argv, target.base, {})
    return _open(target, f"cmd:{target.address}", connect, "a child process")


def open_isolated(target: Target) -> Provider:
    """Open a Python provider in a process of its own.

    Raises:
        ProviderUnusable: It cannot be found from another process, or not be used.
        UnknownSetting: A setting has a value that it does not take.
    """
    address = _address(target)
    argv = [sys.executable, "-m", "mapi_adapters.wire.serve", f"py:{address}"]
    path = {"PYTHONPATH": _search_path()}
    connect = partial(Child, argv, target.base, path, memory=MEMORY)
    return _open(target, f"py:{address}", connect, "isolated in a child process")


def _open(target: Target, title: str, connect: partial[Child], road: str) -> Provider:
    configuration = read_configuration(target.settings)
    terms = Terms(
        title=title, limits=Limits(deadline=configuration.deadline), start=START
    )
    testee = Testee(connect, terms)
    testee.start()
    said = testee.greeting
    return Provider(
        name=target.name,
        version=target.settings.get("version", said.version),
        road=road,
        profiles=read_names(target.settings, "profile") or frozenset(said.profiles),
        capabilities=_capabilities(target.settings, said.capabilities),
        configuration=configuration,
        open=lambda: testee.open(configuration, _nothing, Parts()),
        close=testee.close,
    )


def _nothing() -> None:
    """Do nothing between cases: the reset is enough."""


def _capabilities(
    settings: Mapping[str, str], said: tuple[str, ...]
) -> frozenset[str]:
    if "capabilities" in settings:
        return read_names(settings, "capabilities")
    return frozenset(said)


def _address(target: Target) -> str:
    """Spell a provider so that another process finds it."""
    if isinstance(target.address, str):
        return target.address
    found = target.address
    name = getattr(found, "__qualname__", "")
    module = sys.modules.get(getattr(found, "__module__", ""))
    file = getattr(module, "__file__", None)
    if not name or "<" in name or not file:
        raise ProviderUnusable(
            f"{target.name} cannot be isolated: nothing names its factory from outside;"
            " declare it as py:package.module:name"
        )
    return f"{Path(file)}:{name}"


def _search_path() -> str:
    return os.pathsep.join(entry for entry in sys.path if entry)
