"""The road to a provider that is wrong on purpose, in this process."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from mapi_adapters.inprocess import describe_provider
from mapi_conformance.errors import UnknownProvider
from mapi_conformance.port import Provider, Target
from mapi_conformance.wording import near
from mapi_reference.flawed.catalogue import FLAWS


def flaw_names() -> Iterable[str]:
    """List what may stand after ``flaw:``."""
    return tuple(FLAWS)


def open_flaw(target: Target, reference: Mapping[str, str]) -> Provider:
    """Open ``flaw:NAME``, configured as the reference is unless the user says more.

    Raises:
        UnknownProvider: No flaw has the name.
        UnknownSetting: A setting has a value that it does not take.
    """
    name = str(target.address)
    flaw = FLAWS.get(name)
    if flaw is None:
        raise UnknownProvider(
            f"no flaw is called {name!r}; there are {', '.join(FLAWS)}"
            f"{near(name, FLAWS)}"
        )
    settings = {**reference, "profile": flaw.profile, **target.settings}
    target = replace(target, settings=settings)
    if target.isolated:
        from mapi_adapters.wire.road import open_isolated  # noqa: PLC0415 - only then

        address = f"mapi_reference.flawed.catalogue:FLAWS.{name}.entry"
        return open_isolated(target, address, "--entry")
    return describe_provider(target, flaw.entry)
