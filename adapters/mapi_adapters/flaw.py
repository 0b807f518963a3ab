"""The road to what is wrong on purpose, in this process: a provider, or our MAPI."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from mapi_adapters.entries import EntryPoint
from mapi_adapters.inprocess import describe_provider
from mapi_conformance.errors import UnknownProvider
from mapi_conformance.port import Flaw, Provider, Target
from mapi_conformance.wording import near
from mapi_host.flawed.catalogue import HOST_FLAWS
from mapi_host.host import open_host
from mapi_reference.flawed.catalogue import FLAWS
from mapi_reference.provider.entry import ms_provider_init


def flaw_names() -> Iterable[str]:
    """List what may stand after ``flaw:``."""
    return (*FLAWS, *HOST_FLAWS)


def declare_flaws() -> Iterable[Flaw]:
    """Say of each flaw what it breaks."""
    for subject, flaws in (("provider", FLAWS), ("mapi", HOST_FLAWS)):
        for flaw in flaws.values():
            yield Flaw(
                name=flaw.name,
                selector=f"flaw:{flaw.name}",
                subject=subject,
                summary=flaw.summary,
                breaks=flaw.breaks,
                also=flaw.also,
            )


def open_flaw(target: Target, reference: Mapping[str, str]) -> Provider:
    """Open ``flaw:NAME``, configured as the reference is unless the user says more.

    Raises:
        UnknownProvider: No flaw has the name.
        UnknownSetting: A setting has a value that it does not take.
    """
    name = str(target.address)
    if flaw := FLAWS.get(name):
        settings = {**reference, "profile": flaw.profile, **target.settings}
        return _open(replace(target, settings=settings), name, flaw.entry)
    if name in HOST_FLAWS:
        settings = {**reference, **target.settings}
        return _on_wrong_host(replace(target, settings=settings))
    names = tuple(flaw_names())
    raise UnknownProvider(
        f"no flaw is called {name!r}; there are {', '.join(names)}{near(name, names)}"
    )


def _open(target: Target, name: str, entry: EntryPoint) -> Provider:
    if not target.isolated:
        return describe_provider(target, entry)
    from mapi_adapters.wire.road import open_isolated  # noqa: PLC0415 - only then

    address = f"mapi_reference.flawed.catalogue:FLAWS.{name}.entry"
    return open_isolated(target, address, "--entry")


def _on_wrong_host(target: Target) -> Provider:
    """Open the reference where MAPI is what is wrong."""
    parts = HOST_FLAWS[str(target.address)].parts
    provider = describe_provider(target, ms_provider_init)
    return replace(
        provider,
        open=lambda: open_host(ms_provider_init, provider.configuration, parts),
        brings_host=True,
    )
