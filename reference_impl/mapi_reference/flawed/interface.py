"""Flaws in the interface through which a logon gives a store."""

from typing import Any, Final

from mapi_conformance.mapi import Ref
from mapi_conformance.mapi.codes import (
    MAPI_E_INTERFACE_NOT_SUPPORTED,
    failed,
    succeeded,
)
from mapi_conformance.mapi.identifiers import (
    Iid,
    IID_IAddrBook,
    IID_IMAPIProp,
    IID_IMsgStore,
    IID_IUnknown,
)
from mapi_reference.flawed.flaw import Flaw
from mapi_reference.flawed.places import AT_ENTRYID, AT_INTERFACE, AT_STORE
from mapi_reference.provider.entry import entry_point
from mapi_reference.provider.pointers import fill
from mapi_reference.provider.provider import Provider
from mapi_reference.provider.store import Store


class _Face:
    """A pointer to a store from which one interface cannot be reached."""

    def __init__(self, store: Store, without: Iid) -> None:
        self._store = store
        self._without = without

    def query_interface(
        self, interface: Iid, pointer: Ref[object | None] | None
    ) -> int:
        if interface == self._without:
            fill(pointer, None)
            return MAPI_E_INTERFACE_NOT_SUPPORTED
        return self._store.query_interface(interface, pointer)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


class UnknownIsADeadEnd(Provider):
    """A provider whose IUnknown leads nowhere."""

    def logon(self, *words: Any, **named: Any) -> int:
        """Hide IMsgStore behind IID_IUnknown; breaks LOGON-009."""
        code = super().logon(*words, **named)
        if succeeded(code) and words[AT_INTERFACE] == IID_IUnknown:
            words[AT_STORE].value = _Face(words[AT_STORE].value, IID_IMsgStore)
        return code


class _Shell:
    """An object around a store, with an IUnknown of its own."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def query_interface(
        self, interface: Iid, pointer: Ref[object | None] | None
    ) -> int:
        code = self._store.query_interface(interface, pointer)
        if interface == IID_IUnknown:
            fill(pointer, self)
        return code

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


class DefaultIsAnotherObject(Provider):
    """A provider that wraps a store where no interface is named."""

    _shell: Any = None

    def logon(self, *words: Any, **named: Any) -> int:
        """Give something around IMsgStore for null; breaks LOGON-007."""
        code = super().logon(*words, **named)
        if failed(code) or words[AT_INTERFACE] is not None:
            return code
        shells = self._shell = self._shell or {}
        store = words[AT_STORE].value
        words[AT_STORE].value = shells.setdefault(store, _Shell(store))
        return code


class _Choosy(Provider):
    """A provider that opens no store under an interface which its stores have."""

    _unknown_to_it: Iid

    def logon(self, *words: Any, **named: Any) -> int:
        is_open = words[AT_ENTRYID] in self.open_stores
        if is_open or words[AT_INTERFACE] != self._unknown_to_it:
            return super().logon(*words, **named)
        unknown = (*words[:AT_INTERFACE], IID_IAddrBook, *words[AT_INTERFACE + 1 :])
        return super().logon(*unknown, **named)


class RefusesIMsgStore(_Choosy):
    """A provider that gives IMsgStore where it is not named; breaks LOGON-008."""

    _unknown_to_it = IID_IMsgStore


class RefusesIMAPIProp(_Choosy):
    """A provider that does not know the base of IMsgStore; breaks LOGON-010."""

    _unknown_to_it = IID_IMAPIProp


class IgnoresTheInterface(Provider):
    """A provider that gives IMsgStore whatever it is asked for."""

    def logon(self, *words: Any, **named: Any) -> int:
        """Ask for nothing in particular; breaks LOGON-011."""
        asked = (*words[:AT_INTERFACE], None, *words[AT_INTERFACE + 1 :])
        return super().logon(*asked, **named)


INTERFACE: Final = (
    Flaw(
        name="default-is-another-object",
        summary="gives an object around IMsgStore where no interface is named.",
        breaks=("LOGON-007",),
        also=("RELOGON-002", "RELOGON-003", "UNKNOWN-005"),
        entry=entry_point(make=DefaultIsAnotherObject),
    ),
    Flaw(
        name="refuses-imsgstore",
        summary="gives a store by default and not under IID_IMsgStore.",
        breaks=("LOGON-008",),
        also=("LOGON-001",),
        entry=entry_point(make=RefusesIMsgStore),
    ),
    Flaw(
        name="unknown-is-a-dead-end",
        summary="gives under IID_IUnknown what leads to no other interface.",
        breaks=("LOGON-009",),
        entry=entry_point(make=UnknownIsADeadEnd),
    ),
    Flaw(
        name="refuses-imapiprop",
        summary="gives no store under IID_IMAPIProp.",
        breaks=("LOGON-010",),
        entry=entry_point(make=RefusesIMAPIProp),
    ),
    Flaw(
        name="ignores-the-interface",
        summary="gives IMsgStore whatever interface is asked for.",
        breaks=("LOGON-011",),
        also=("RELOGON-004",),
        entry=entry_point(make=IgnoresTheInterface),
    ),
)
