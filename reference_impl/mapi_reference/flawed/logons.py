"""Flaws in Logon: of a store, of a store once more, and of one that is open already."""

from typing import Any, Final

from mapi_conformance.mapi import Ref
from mapi_conformance.mapi.codes import (
    MAPI_E_INTERFACE_NOT_SUPPORTED,
    MAPI_E_LOGON_FAILED,
    failed,
)
from mapi_conformance.mapi.identifiers import Iid, IID_IMAPIProp, IID_IMsgStore
from mapi_reference.flawed.flaw import Flaw, entry_with
from mapi_reference.flawed.situations import AwareProvider, LogonWords
from mapi_reference.provider.contents import Contents
from mapi_reference.provider.logon import Logon
from mapi_reference.provider.pointers import empty, fill
from mapi_reference.provider.properties import PROVIDER_UID
from mapi_reference.provider.provider import Provider, write_profile
from mapi_reference.provider.store import Store
from mapi_reference.provider.subsystem import Support


class LogonObjectOnce(AwareProvider):
    """A provider that makes one logon object for each of its stores."""

    def logon(self, *arguments: Any) -> int:
        """Give none for a later opening; breaks LOGON-001."""
        words = LogonWords(*arguments)
        code = super().logon(*arguments)
        if self.openings[words.entryid or b""] > 1:
            fill(words.logon, None)
        return code


class _Refusing(Provider):
    """A provider that refuses further logons for one interface."""

    interface: Iid
    code: int

    def logon(self, *arguments: Any) -> int:
        """Refuse where the store is open and the interface is the one."""
        words = LogonWords(*arguments)
        if words.interface != self.interface or words.entryid not in self.open_stores:
            return super().logon(*arguments)
        empty(words.security, words.error, words.logon, words.store)
        return self.code


class FurtherLogonRefused(_Refusing):
    """A provider with one client a store; breaks RELOGON-001."""

    interface, code = IID_IMsgStore, MAPI_E_LOGON_FAILED


class FurtherLogonOtherInterfaceRefused(_Refusing):
    """A provider that does not ask the open store; breaks RELOGON-003."""

    interface, code = IID_IMAPIProp, MAPI_E_INTERFACE_NOT_SUPPORTED


class FurtherLogonNewStore(Provider):
    """A provider that forgets what is open when it is asked for an IMsgStore."""

    def logon(self, *arguments: Any) -> int:
        """Make another store object; breaks RELOGON-002."""
        words = LogonWords(*arguments)
        if words.interface == IID_IMsgStore:
            self.open_stores.pop(words.entryid or b"", None)
        return super().logon(*arguments)


class FurtherLogonAnyInterface(Provider):
    """A provider that gives an open store to whoever asks, for whatever."""

    def _choose(
        self, entryid: bytes | None, interface: Iid | None, store: Ref[Any] | None
    ) -> Contents | int:
        """Look at no interface where the store is open; breaks RELOGON-004."""
        if entryid in self.open_stores:
            interface = None
        return super()._choose(entryid, interface, store)


class FurtherLogonNewLogon(AwareProvider):
    """A provider with a logon object for each client."""

    def log_on_again(self, store: Store, words: LogonWords) -> None:
        """Give another logon object; breaks RELOGON-005."""
        fill(words.logon, Logon(store))


class FurtherLogonOpensSection(AwareProvider):
    """A provider that writes to the profile whenever it logs on."""

    def log_on_again(self, store: Store, words: LogonWords) -> None:
        """Open a profile section; breaks RELOGON-006."""
        write_profile(words.support, store.contents.name)


class FurtherLogonRegisters(AwareProvider):
    """A provider that registers its identifier whenever it logs on."""

    def log_on_again(self, store: Store, words: LogonWords) -> None:
        """Call SetProviderUID; breaks RELOGON-007."""
        words.support.set_provider_uid(PROVIDER_UID, 0)


class FurtherLogonMakesRow(AwareProvider):
    """A provider with a status row for each client."""

    def log_on_again(self, store: Store, words: LogonWords) -> None:
        """Call ModifyStatusRow; breaks RELOGON-008."""
        words.support.modify_status_row((), 0)


class FurtherLogonGivesSecurity(AwareProvider):
    """A provider that sends the spooler after each client."""

    def log_on_again(self, store: Store, words: LogonWords) -> None:
        """Give data for the spooler; breaks RELOGON-009."""
        fill(words.security, b"spooler of " + store.contents.entryid)


class FurtherLogonKeepsSupport(AwareProvider):
    """A provider that keeps the support object of each client to the end."""

    def __init__(self, *arguments: Any, **choices: Any) -> None:
        super().__init__(*arguments, **choices)
        self.kept: list[Support] = []

    def log_on_again(self, store: Store, words: LogonWords) -> None:
        """Take a reference on the new support object; breaks RELOGON-010."""
        words.support.add_ref()
        self.kept.append(words.support)

    def forget(self, store: Store) -> None:
        """Give it back when the store ends."""
        super().forget(store)
        kept, self.kept = self.kept, []
        for support in kept:
            support.release()


class FurtherLogonLeaksSupport(AwareProvider):
    """A provider that leaks a reference for each further client."""

    def log_on_again(self, store: Store, words: LogonWords) -> None:
        """Take a reference and forget it; breaks SDSTORE-019."""
        words.support.add_ref()


class RefusedLogonLeaksSupport(Provider):
    """A provider that takes a reference before it knows whether it needs one."""

    def logon(self, *arguments: Any) -> int:
        """Keep the support object of a refused logon; breaks SDSTORE-019."""
        code = super().logon(*arguments)
        if failed(code):
            LogonWords(*arguments).support.add_ref()
        return code


class FurtherLogonUncounted(AwareProvider):
    """A provider that hands an open store out without a reference."""

    def log_on_again(self, store: Store, words: LogonWords) -> None:
        """Take the reference of the new client back; breaks RELOGON-011."""
        store.release()


LOGONS: Final = (
    Flaw(
        name="logon-object-once",
        summary="gives no logon object for a store that was opened before.",
        breaks=("LOGON-001",),
        entry=entry_with(provider_type=LogonObjectOnce),
    ),
    Flaw(
        name="further-logon-refused",
        summary="refuses an IMsgStore to a second client of a store.",
        breaks=("RELOGON-001",),
        entry=entry_with(provider_type=FurtherLogonRefused),
    ),
    Flaw(
        name="further-logon-new-store",
        summary="makes another store object for a second client that asks for"
        " IMsgStore.",
        breaks=("RELOGON-002",),
        entry=entry_with(provider_type=FurtherLogonNewStore),
    ),
    Flaw(
        name="further-logon-other-interface-refused",
        summary="refuses an IMAPIProp to a second client of a store.",
        breaks=("RELOGON-003",),
        entry=entry_with(provider_type=FurtherLogonOtherInterfaceRefused),
    ),
    Flaw(
        name="further-logon-any-interface",
        summary="ignores which interface a second client of a store asks for.",
        breaks=("RELOGON-004",),
        entry=entry_with(provider_type=FurtherLogonAnyInterface),
    ),
    Flaw(
        name="further-logon-new-logon",
        summary="gives a new logon object to a second client of a store.",
        breaks=("RELOGON-005",),
        entry=entry_with(provider_type=FurtherLogonNewLogon),
    ),
    Flaw(
        name="further-logon-opens-section",
        summary="opens a profile section for a second client of a store.",
        breaks=("RELOGON-006",),
        entry=entry_with(provider_type=FurtherLogonOpensSection),
    ),
    Flaw(
        name="further-logon-registers",
        summary="registers its identifier again for a second client of a store.",
        breaks=("RELOGON-007",),
        entry=entry_with(provider_type=FurtherLogonRegisters),
    ),
    Flaw(
        name="further-logon-makes-row",
        summary="makes another status row for a second client of a store.",
        breaks=("RELOGON-008",),
        entry=entry_with(provider_type=FurtherLogonMakesRow),
    ),
    Flaw(
        name="further-logon-gives-security",
        summary="gives data for the spooler to a second client of a store.",
        breaks=("RELOGON-009",),
        entry=entry_with(provider_type=FurtherLogonGivesSecurity),
    ),
    Flaw(
        name="further-logon-keeps-support",
        summary="keeps the support object of a second client until the store ends.",
        breaks=("RELOGON-010",),
        entry=entry_with(provider_type=FurtherLogonKeepsSupport),
    ),
    Flaw(
        name="further-logon-leaks-support",
        summary="never gives the support object of a second client back.",
        breaks=("SDSTORE-019",),
        entry=entry_with(provider_type=FurtherLogonLeaksSupport),
    ),
    Flaw(
        name="refused-logon-leaks-support",
        summary="never gives the support object of a refused logon back.",
        breaks=("SDSTORE-019",),
        also=("LOGON-043",),
        entry=entry_with(provider_type=RefusedLogonLeaksSupport),
    ),
    Flaw(
        name="further-logon-uncounted",
        summary="takes no reference on the store for a second client.",
        breaks=("RELOGON-011",),
        also=("SDSTORE-006", "SDSTORE-007", "STORELOGOFF-102", "STORELOGOFF-103"),
        entry=entry_with(provider_type=FurtherLogonUncounted),
    ),
)
