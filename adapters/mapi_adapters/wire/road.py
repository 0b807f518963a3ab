"""The road ``cmd:``, and the wall around a Python provider."""

import math
import os
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from mapi_adapters.wire.child import Child, split
from mapi_adapters.wire.conversation import Limits
from mapi_adapters.wire.settings import Options, read_options
from mapi_adapters.wire.testee import ADVICE, Link, Terms, Testee
from mapi_conformance.errors import ProviderUnusable
from mapi_conformance.port import Provider, Target
from mapi_conformance.port.settings import read_configuration, read_names


#: MiB of address space of a Python provider behind the wall.
MEMORY = 1024


def open_command(target: Target) -> Provider:
    """Open ``cmd:PROGRAM ARGUMENTS``.

    Raises:
        ProviderUnusable: It does not start, or does not speak as it should.
        UnknownSetting: A setting has a value that it does not take.
    """
    argv = split(target.settings.get("argv") or str(target.address))
    if not argv:
        raise ProviderUnusable("'cmd:' does not say what to run; write cmd:./testee")
    options = read_options(target.settings)
    connect = start_child(target, argv, options)
    return open_testee(target, f"cmd:{target.address}", connect, options, "a program")


def open_isolated(target: Target, address: str = "", *flags: str) -> Provider:
    """Open a Python provider in a process of its own.

    Args:
        target: What the user asked for.
        address: What the other process is to find, where it is not the target's own.
        flags: What else the serving side is told.

    Raises:
        ProviderUnusable: It cannot be found from another process, or not be used.
        UnknownSetting: A setting has a value that it does not take.
    """
    found = f"py:{address or _address(target)}"
    argv = [sys.executable, "-m", "mapi_adapters.wire.serve", *flags, found]
    options = read_options(target.settings, memory=MEMORY)
    path = {"PYTHONPATH": _search_path()}
    connect = start_child(target, argv, options, path, pinned=True)
    return open_testee(target, found, connect, options, "in a process of its own")


def start_child(
    target: Target,
    argv: list[str] | str,
    options: Options,
    environment: Mapping[str, str] | None = None,
    *,
    pinned: bool = False,
) -> Callable[[], Link]:
    """Say how to start a testee."""
    folder = target.base / target.settings.get("folder", ".")
    return partial(
        Child,
        argv,
        folder,
        environment or {},
        line=options.message,
        memory=options.memory,
        attach=options.attach,
        pinned=pinned,
    )


def open_testee(
    target: Target,
    title: str,
    connect: Callable[[], Link],
    options: Options,
    road: str,
    *,
    token: str = "",
    advice: str = ADVICE,
    lingers: bool = True,
) -> Provider:
    """Greet a testee and say what is known of it.

    Args:
        target: What the user asked for.
        title: How sentences call it.
        connect: Starts it, or connects to it.
        options: What was set about it.
        road: How it is reached, in words.
        token: What it wants to hear.
        advice: What to do about one that ends before it has greeted.
        lingers: The conversation goes on until the first case.

    Raises:
        ProviderUnusable: It cannot be reached, or does not speak as it should.
        UnknownSetting: A setting has a value that it does not take.
    """
    configuration = read_configuration(target.settings)
    deadline = math.inf if options.attach else configuration.deadline
    limits = Limits(deadline=deadline, handles=options.handles)
    terms = Terms(
        title=title, limits=limits, start=options.start, token=token, advice=advice
    )
    testee = Testee(connect, terms)
    testee.start()
    said = testee.greeting
    if not lingers:
        # Others may want to speak to it, such as the workers of one run.
        testee.close()
    return Provider(
        name=target.name,
        version=target.settings.get("version", said.version),
        road=road,
        profiles=read_names(target.settings, "profile") or frozenset(said.profiles),
        capabilities=_capabilities(target.settings, said.capabilities),
        configuration=configuration,
        digest=said.digest,
        # What a peer at the other end of a socket runs, no file of ours can show.
        remote=not lingers,
        open=lambda: testee.open(configuration),
        close=testee.close,
    )


def _capabilities(settings: Mapping[str, str], said: tuple[str, ...]) -> frozenset[str]:
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
