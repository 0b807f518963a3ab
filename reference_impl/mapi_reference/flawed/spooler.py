"""Flaws in how the spooler is logged on."""

from typing import Any, Final

from mapi_conformance.mapi.codes import (
    MAPI_E_CALL_FAILED,
    MAPI_E_INTERFACE_NOT_SUPPORTED,
    MAPI_E_LOGON_FAILED,
    MAPI_E_UNCONFIGURED,
    MAPI_E_USER_CANCEL,
    succeeded,
)
from mapi_conformance.mapi.flags import MDB_NO_DIALOG
from mapi_conformance.mapi.identifiers import IID_IMsgStore, IID_IUnknown
from mapi_reference.flawed.flaw import Flaw, entry_with
from mapi_reference.flawed.places import (
    AT_ENTRYID,
    AT_FLAGS,
    AT_INTERFACE,
    AT_LOGON,
    AT_SECURITY,
    AT_STORE,
)
from mapi_reference.provider.entry import entry_point
from mapi_reference.provider.pointers import empty, fill
from mapi_reference.provider.provider import Provider
from mapi_reference.provider.store import Store


class StoreTooEmpty(Store):
    """A store that has nothing to say to the spooler."""

    def get_props(self, *words: Any, **named: Any) -> int:
        """Refuse the spooler; breaks SPOOLERLOGON-001."""
        if self.for_spooler:
            return MAPI_E_CALL_FAILED
        return super().get_props(*words, **named)


class NoLogonObject(Provider):
    """A provider that takes the spooler for somebody who needs no logon object."""

    def spooler_logon(self, *words: Any, **named: Any) -> int:
        """Give the store alone; breaks SPOOLERLOGON-002."""
        code = super().spooler_logon(*words, **named)
        if words[AT_INTERFACE] == IID_IMsgStore:
            fill(words[AT_LOGON], None)
        return code


class AnotherStore(Provider):
    """A provider whose spooler gets whatever store it knows last."""

    def spooler_logon(self, *words: Any, **named: Any) -> int:
        """Take another identifier; breaks SPOOLERLOGON-005."""
        last = list(self._contents)[-1]
        chosen = last if words[AT_ENTRYID] in self._contents else words[AT_ENTRYID]
        asked = (*words[:AT_ENTRYID], chosen, *words[AT_ENTRYID + 1 :])
        return super().spooler_logon(*asked, **named)


class RefusesUnknown(Provider):
    """A provider that lets the spooler have IMsgStore or nothing."""

    def spooler_logon(self, *words: Any, **named: Any) -> int:
        """Refuse IID_IUnknown, which Logon takes; breaks SPOOLERLOGON-007."""
        if words[AT_INTERFACE] == IID_IUnknown:
            empty(words[AT_LOGON], words[AT_STORE])
            return MAPI_E_INTERFACE_NOT_SUPPORTED
        return super().spooler_logon(*words, **named)


class _Translates(Provider):
    """A provider with another word for one failure of SpoolerLogon."""

    _right: int
    _wrong: int

    def spooler_logon(self, *words: Any, **named: Any) -> int:
        code = super().spooler_logon(*words, **named)
        return self._wrong if code == self._right else code


class UnconfiguredIsFailed(_Translates):
    """A provider that does not ask to be configured; breaks SPOOLERLOGON-008."""

    _right, _wrong = MAPI_E_UNCONFIGURED, MAPI_E_CALL_FAILED


class AsksTheSpooler(_Translates):
    """A provider that has the spooler show a dialog; breaks SPOOLERLOGON-010."""

    _right, _wrong = MAPI_E_LOGON_FAILED, MAPI_E_USER_CANCEL


class DataIsAnAddress(Provider):
    """A provider whose data for the spooler names an object in memory."""

    _addresses: Any = None

    def logon(self, *words: Any, **named: Any) -> int:
        """Give an address out; breaks LOGON-031."""
        code = super().logon(*words, **named)
        security = words[AT_SECURITY]
        if succeeded(code) and security is not None and security.value:
            security.value = b"%d" % id(words[AT_STORE].value)
            self._addresses = {*(self._addresses or ()), security.value}
        return code

    def spooler_logon(self, *words: Any, **named: Any) -> int:
        """Ask the user in another process, where nothing lies at the address."""
        if words[AT_FLAGS] & MDB_NO_DIALOG and self._is_lost(words):
            empty(words[AT_LOGON], words[AT_STORE])
            return MAPI_E_LOGON_FAILED
        return super().spooler_logon(*words, **named)

    def _is_lost(self, words: tuple[Any, ...]) -> bool:
        known = words[AT_ENTRYID] in self._contents
        return known and words[AT_SECURITY] not in (self._addresses or ())


SPOOLER: Final = (
    Flaw(
        name="spooler-store-is-mute",
        summary="gives the spooler a store that it cannot use.",
        breaks=("SPOOLERLOGON-001",),
        also=("SPOOLERLOGON-005",),
        entry=entry_with(StoreTooEmpty),
    ),
    Flaw(
        name="spooler-without-logon-object",
        summary="gives the spooler no logon object where it names IID_IMsgStore.",
        breaks=("SPOOLERLOGON-002",),
        entry=entry_point(make=NoLogonObject),
    ),
    Flaw(
        name="spooler-gets-another-store",
        summary="logs the spooler on to another store than the client.",
        breaks=("SPOOLERLOGON-005",),
        entry=entry_point(make=AnotherStore),
    ),
    Flaw(
        name="spooler-may-not-choose",
        summary="refuses the spooler an interface that it gives a client.",
        breaks=("SPOOLERLOGON-007",),
        entry=entry_point(make=RefusesUnknown),
    ),
    Flaw(
        name="spooler-unconfigured-is-failed",
        summary="does not say to the spooler that the profile says too little.",
        breaks=("SPOOLERLOGON-008",),
        entry=entry_point(make=UnconfiguredIsFailed),
    ),
    Flaw(
        name="asks-the-spooler",
        summary="has the spooler show a dialog that MDB_NO_DIALOG forbids.",
        breaks=("SPOOLERLOGON-010",),
        entry=entry_point(make=AsksTheSpooler),
    ),
    Flaw(
        name="security-data-is-an-address",
        summary="gives the spooler data that mean something in one process only.",
        breaks=("LOGON-031",),
        entry=entry_point(make=DataIsAnAddress),
    ),
)
