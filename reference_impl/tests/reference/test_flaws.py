"""Each flaw does what it is named for, and says which clause that breaks."""

import pytest

from mapi_conformance.mapi import Ref
from mapi_reference.flawed.catalogue import FLAWS
from mapi_reference.provider.logon import Logon
from mapi_reference.provider.provider import Provider
from mapi_reference.provider.store import Store
from mapi_reference.provider.subsystem import Support


NO_WAIT, ORDERLY = 0x1, 0x2


def open_flawed(name: str, support: Support, events: list[str]) -> Store:
    """Open a store through the entry point of a flaw."""
    provider: Ref[Provider | None] = Ref()
    logon: Ref[Logon | None] = Ref()
    store: Ref[Store | None] = Ref()
    FLAWS[name].entry(None, None, None, None, None, 0, 0x00010010, None, provider)
    assert provider.value is not None
    provider.value.logon(
        support, 0, None, b"reference-store-1", 0, None, None, None, logon, store
    )
    events.clear()
    assert store.value is not None
    return store.value


def test_first_flag_wins(support: Support, events: list[str]) -> None:
    """The second flag is ignored, where it should replace the first."""
    store = open_flawed("first-flag-wins", support, events)
    store.store_logoff(Ref(ORDERLY))
    store.store_logoff(Ref(NO_WAIT))

    store.release()

    assert events == ["StoreLogoffTransports(0x2)", "Release"]


def test_flags_merged(support: Support, events: list[str]) -> None:
    """Both flags are passed on, where the second should replace the first."""
    store = open_flawed("flags-merged", support, events)
    store.store_logoff(Ref(ORDERLY))
    store.store_logoff(Ref(NO_WAIT))

    store.release()

    assert events == ["StoreLogoffTransports(0x3)", "Release"]


def test_default_not_abort(support: Support, events: list[str]) -> None:
    """Without StoreLogoff the flag is LOGOFF_NO_WAIT, where it should be ABORT."""
    store = open_flawed("default-not-abort", support, events)

    store.release()

    assert events == ["StoreLogoffTransports(0x1)", "Release"]


def test_default_not_abort_remembers(support: Support, events: list[str]) -> None:
    """With StoreLogoff the same flaw shows nothing."""
    store = open_flawed("default-not-abort", support, events)
    store.store_logoff(Ref(ORDERLY))

    store.release()

    assert events == ["StoreLogoffTransports(0x2)", "Release"]


def test_transports_early(support: Support, events: list[str]) -> None:
    """The transports are told inside StoreLogoff, and not again by Release."""
    store = open_flawed("transports-early", support, events)

    store.store_logoff(Ref(ORDERLY))
    assert events == ["StoreLogoffTransports(0x2)"]

    store.release()
    assert events == ["StoreLogoffTransports(0x2)", "Release"]


def test_support_first(support: Support, events: list[str]) -> None:
    """The support object is released and then called."""
    store = open_flawed("support-first", support, events)

    store.release()
    store.release()

    assert events == ["Release", "StoreLogoffTransports(0x8)"]


@pytest.mark.parametrize(
    ("name", "clause"),
    [
        ("first-flag-wins", "STORELOGOFF-014"),
        ("flags-merged", "STORELOGOFF-015"),
        ("default-not-abort", "STORELOGOFF-016"),
        ("transports-early", "STORELOGOFF-012"),
        ("support-first", "SLT-004"),
    ],
)
def test_catalogue(name: str, clause: str) -> None:
    """A flaw is found by its name and breaks its clause first of all."""
    assert FLAWS[name].name == name
    assert FLAWS[name].breaks == (clause,)
    assert clause not in FLAWS[name].also
    assert FLAWS[name].summary.endswith(".")
