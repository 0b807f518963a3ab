"""(b) The same calls and assertions by hand: what a provider's author would write."""

import os
from collections.abc import Iterator

import pytest
from words import PAIRS

from mapi_conformance.mapi.codes import S_OK
from mapi_conformance.mapi.flags import MDB_WRITE
from mapi_conformance.port.host import Event, Host, Pointer
from mapi_conformance.port.provider import Configuration
from mapi_host.host import open_host
from mapi_reference.provider.entry import ms_provider_init


CONFIGURATION = Configuration(first_store=b"reference-store-1")
WATCHED = {("IMAPISupport", "StoreLogoffTransports"), ("support", "gone")}
CASES = [PAIRS[number % len(PAIRS)] for number in range(int(os.environ["CASES"]))]


def watched(event: Event) -> list[tuple[str, object]]:
    """What happened below a call that nobody may do unasked."""
    found: list[tuple[str, object]] = []
    for child in event.children:
        if child.kind in WATCHED:
            found.append((child.name, child.arguments.get("flags")))
        found += watched(child)
    return found


@pytest.fixture
def host() -> Iterator[Host]:
    """Play MAPI for one case."""
    host = open_host(ms_provider_init, CONFIGURATION)
    yield host
    assert not [event.fault for event in host.end() if event.fault]


@pytest.fixture
def store(host: Host) -> Pointer:
    """Open the first store."""
    event = host.start()
    assert event.code == S_OK
    provider = event.results["provider"]
    assert isinstance(provider, Pointer)
    arguments = {"entryid": CONFIGURATION.first_store, "flags": MDB_WRITE}
    event = host.call(provider, "Logon", arguments)
    assert event.code == S_OK
    opened = event.results["store"]
    assert isinstance(opened, Pointer)
    return opened


@pytest.mark.parametrize(("first", "last"), CASES)
def test_last_flag_wins(host: Host, store: Pointer, first: int, last: int) -> None:
    """The second word is the one that arrives."""
    for flags in (first, last):
        event = host.call(store, "StoreLogoff", {"flags": flags})
        assert event.code == S_OK
        assert watched(event) == []

    event = host.call(store, "Release", {})

    assert event.fault is None
    assert watched(event) == [("StoreLogoffTransports", last), ("gone", None)]
