"""A tiny documented provider, and a host in conversation with it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from mapi_conformance.mapi.codes import MAPI_E_INTERFACE_NOT_SUPPORTED, S_OK
from mapi_conformance.mapi.flags import LOGOFF_ABORT
from mapi_conformance.mapi.identifiers import IID_IUnknown
from mapi_conformance.mapi.refs import Ref
from mapi_conformance.port.host import Event, Host, Pointer
from mapi_conformance.port.provider import Configuration
from mapi_host.host import open_host
from mapi_host.model.parts import Parts


class Counted:
    """An object with references; ``end`` runs when the last one goes."""

    references = 1

    def query_interface(self, interface: Any, pointer: Ref[Any]) -> int:
        """Answer for IUnknown alone."""
        pointer.value = None
        if interface != IID_IUnknown:
            return MAPI_E_INTERFACE_NOT_SUPPORTED
        self.references += 1
        pointer.value = self
        return S_OK

    def add_ref(self) -> int:
        """Take a reference."""
        self.references += 1
        return self.references

    def release(self) -> int:
        """Give a reference back."""
        self.references -= 1
        if self.references == 0:
            self.end()
        return self.references

    def end(self) -> None:
        """End quietly."""


class Store(Counted):
    """Remembers the last flag of StoreLogoff until its end."""

    def __init__(self, support: Any) -> None:
        self.support, self.flag, self.open = support, LOGOFF_ABORT, True

    def store_logoff(self, flags: Ref[int]) -> int:
        """Remember a flag."""
        self.flag, flags.value = flags.value, 0
        return S_OK

    def end(self) -> None:
        """Tell the transports and let go of MAPI, once."""
        if self.open:
            self.open = False
            self.support.store_logoff_transports(Ref(self.flag))
            self.support.release()


class Logon(Counted):
    """Ends its store when told."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def logoff(self, flags: Ref[int]) -> int:
        """End the store."""
        self.store.end()
        return S_OK


class Provider(Counted):
    """Opens one store, and gives the same one to a second client."""

    store_type = Store
    logon_type = Logon

    def __init__(self) -> None:
        self.store: Store | None = None

    def logon(self, support: Any, *arguments: Any) -> int:
        """Open the store, or share it."""
        _, _, _, _, _, _, _, logon, store = arguments
        logon.value = None
        if self.store is not None and self.store.open:
            self.store.add_ref()
        else:
            support.add_ref()
            self.store = self.store_type(support)
            logon.value = self.logon_type(self.store)
        store.value = self.store
        return S_OK

    def shutdown(self, flags: Ref[int]) -> int:
        """Agree."""
        return S_OK


@dataclass
class Conversation:
    """A host with one provider, started."""

    host: Host
    provider: Pointer

    def call(self, pointer: object, method: str, **arguments: object) -> Event:
        """Make one call."""
        assert isinstance(pointer, Pointer)
        return self.host.call(pointer, method, arguments)

    def logon(self) -> Event:
        """Log a client on."""
        return self.call(self.provider, "Logon", entryid=b"first")


def outline(event: Event, depth: int = 0) -> Iterator[str]:
    """Write a tree of events as indented lines."""
    yield f"{'  ' * depth}{event.interface}.{event.name}"
    for child in event.children:
        yield from outline(child, depth + 1)


@pytest.fixture(name="lines")
def _lines() -> Callable[..., list[str]]:
    def lines(*events: Event) -> list[str]:
        return [line for event in events for line in outline(event)]

    return lines


@pytest.fixture(name="converse")
def _converse() -> Callable[..., Conversation]:
    """Start a conversation with a tiny provider, some of whose methods are others."""

    def converse(
        *,
        store: Mapping[str, object] | None = None,
        logon: Mapping[str, object] | None = None,
        provider: Mapping[str, object] | None = None,
        deadline: float = 10.0,
        parts: Parts | None = None,
    ) -> Conversation:
        types = {
            "store_type": type("Store", (Store,), dict(store or {})),
            "logon_type": type("Logon", (Logon,), dict(logon or {})),
        }
        made = type("Provider", (Provider,), {**types, **(provider or {})})

        def entry(*arguments: Any) -> int:
            arguments[-1].value = made()
            return S_OK

        host = open_host(entry, Configuration(deadline=deadline), parts or Parts())
        started = host.start().results["provider"]
        assert isinstance(started, Pointer)
        return Conversation(host, started)

    return converse
