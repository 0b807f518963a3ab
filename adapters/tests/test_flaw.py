"""The road to a provider that is wrong on purpose."""

from pathlib import Path

import pytest

from mapi_adapters.flaw import flaw_names, open_flaw
from mapi_adapters.hooks import mapi_flaws
from mapi_conformance.errors import UnknownProvider
from mapi_conformance.mapi.codes import S_OK
from mapi_conformance.port import Flaw, Target
from mapi_host.flawed.catalogue import HOST_FLAWS
from mapi_reference.flawed.catalogue import FLAWS


REFERENCE = {"first-store": "reference-store-1", "profile": "deferred"}


def a_target(name: str, **settings: str) -> Target:
    """Name a flaw as a user does."""
    return Target(name=f"flaw:{name}", address=name, settings=settings, base=Path())


def test_opens_by_name() -> None:
    """A flaw is configured as the reference is, and the user may say more."""
    provider = open_flaw(a_target("support-first", version="7"), REFERENCE)

    assert provider.name == "flaw:support-first"
    assert provider.version == "7"
    assert provider.profiles == {"deferred"}
    assert provider.configuration.first_store == b"reference-store-1"
    assert provider.open().start().code == S_OK


def test_declares_its_reading() -> None:
    """A flaw of the eager reading is judged under it."""
    provider = open_flaw(a_target("eager-drops-the-answer"), REFERENCE)

    assert provider.profiles == {"eager"}


def test_lists_names() -> None:
    """What can be named is known."""
    assert "support-first" in set(flaw_names())


def test_unknown_flaw() -> None:
    """Another name is refused, with a near miss and the list."""
    with pytest.raises(UnknownProvider) as raised:
        open_flaw(a_target("support-frist"), REFERENCE)

    text = str(raised.value)
    assert text.startswith("no flaw is called 'support-frist'; there are ")
    assert ", flags-merged, " in text
    assert text.endswith("; did you mean 'support-first'?")


def test_wrong_host() -> None:
    """A flaw of MAPI opens the reference, and brings the host that is wrong."""
    provider = open_flaw(a_target("status-row-first"), REFERENCE)

    assert provider.name == "flaw:status-row-first"
    assert provider.brings_host
    assert provider.open().start().code == S_OK


def test_no_name_twice() -> None:
    """A wrong provider and a wrong host are never called the same."""
    assert set(FLAWS) & set(HOST_FLAWS) == set()


def test_declared() -> None:
    """Each flaw says what it breaks, and how it is opened."""
    flaws = {flaw.name: flaw for flaw in mapi_flaws()}

    assert set(flaws) == {*FLAWS, *HOST_FLAWS}
    assert flaws["support-first"] == Flaw(
        name="support-first",
        selector="flaw:support-first",
        subject="provider",
        summary="releases the support object before it calls StoreLogoffTransports.",
        breaks=("SLT-004",),
        also=FLAWS["support-first"].also,
    )
    assert flaws["status-row-first"].subject == "mapi"
