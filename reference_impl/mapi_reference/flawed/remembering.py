"""Flaws in how a store remembers the flag of StoreLogoff until it ends."""

from collections.abc import Callable
from typing import Final

from mapi_conformance.mapi.flags import (
    LOGOFF_ABORT,
    LOGOFF_NO_WAIT,
    LOGOFF_ORDERLY,
    LOGOFF_PURGE,
    LOGOFF_QUIET,
)
from mapi_reference.flawed.flaw import Flaw, entry_with
from mapi_reference.flawed.situations import AwareProvider, AwareStore, LogonWords
from mapi_reference.provider.children import Count
from mapi_reference.provider.store import Store
from mapi_reference.provider.subsystem import Counted


class FirstFlagWins(Store):
    """A store that keeps the flag of the first StoreLogoff."""

    def remember(self, request: int) -> None:
        """Keep an earlier flag; breaks STORELOGOFF-014."""
        if self.remembered is None:
            super().remember(request)


class FlagsMerged(Store):
    """A store that adds the flag of each StoreLogoff to the ones before."""

    def remember(self, request: int) -> None:
        """Merge where the page overwrites; breaks STORELOGOFF-015."""
        super().remember((self.remembered or 0) | request)


class DefaultNotAbort(Store):
    """A store that takes the absence of StoreLogoff for LOGOFF_NO_WAIT."""

    def logoff_flag(self) -> int:
        """Default to the wrong flag; breaks STORELOGOFF-016."""
        return LOGOFF_NO_WAIT if self.remembered is None else super().logoff_flag()


class AddRefResetsTheFlag(Store):
    """A store that takes each new reference for a new beginning."""

    def add_ref(self) -> int:
        """Forget the flag; breaks STORELOGOFF-010."""
        self.remembered = None
        return super().add_ref()


class FurtherLogonDropsTheFlag(AwareProvider):
    """A provider that hands a store out as if it were freshly opened."""

    def log_on_again(self, store: Store, words: LogonWords) -> None:
        """Forget the flag of the clients before; breaks STORELOGOFF-010."""
        store.remembered = None


class ChildrenTakeTheFlag(Count):
    """A policy under which the Release of a child resets its store."""

    def admit(self, store: Counted) -> Callable[[], object]:
        """Forget the flag when the child goes; breaks STORELOGOFF-011."""
        leave = super().admit(store)

        def forget_and_leave() -> None:
            if isinstance(store, Store):
                store.remembered = None
            leave()

        return forget_and_leave


class DeafToTheSpooler(Store):
    """A store that listens to clients alone."""

    def remember(self, request: int) -> None:
        """Drop the flag that the spooler gives; breaks STORELOGOFF-008."""
        if not self.for_spooler:
            super().remember(request)


class Stale(AwareStore):
    """A store that passes on one flag as another, once it was opened before."""

    given: int
    passed: int

    def logoff_flag(self) -> int:
        """Pass on the wrong one; breaks the clause of the flag given."""
        flag = super().logoff_flag()
        wrong = flag == self.given and self.remembered and self.opened_before
        return self.passed if wrong else flag


class StaleAbort(Stale):
    """A store that turns LOGOFF_ABORT into LOGOFF_QUIET; breaks STORELOGOFF-020."""

    given, passed = LOGOFF_ABORT, LOGOFF_QUIET


class StaleNoWait(Stale):
    """A store that turns LOGOFF_NO_WAIT into LOGOFF_ORDERLY; breaks STORELOGOFF-021."""

    given, passed = LOGOFF_NO_WAIT, LOGOFF_ORDERLY


class StaleOrderly(Stale):
    """A store that turns LOGOFF_ORDERLY into LOGOFF_NO_WAIT; breaks STORELOGOFF-022."""

    given, passed = LOGOFF_ORDERLY, LOGOFF_NO_WAIT


class StalePurge(Stale):
    """A store that turns LOGOFF_PURGE into LOGOFF_NO_WAIT; breaks STORELOGOFF-023."""

    given, passed = LOGOFF_PURGE, LOGOFF_NO_WAIT


class StaleQuiet(Stale):
    """A store that turns LOGOFF_QUIET into LOGOFF_ABORT; breaks STORELOGOFF-024."""

    given, passed = LOGOFF_QUIET, LOGOFF_ABORT


REMEMBERING: Final = (
    Flaw(
        name="first-flag-wins",
        summary="ignores every StoreLogoff after the first.",
        breaks=("STORELOGOFF-014",),
        also=("STORELOGOFF-015", "STORELOGOFF-104"),
        entry=entry_with(FirstFlagWins),
    ),
    Flaw(
        name="flags-merged",
        summary="passes on the flags of all StoreLogoff calls in one word.",
        breaks=("STORELOGOFF-015",),
        also=("STORELOGOFF-014", "STORELOGOFF-104", "SLT-001"),
        entry=entry_with(FlagsMerged),
    ),
    Flaw(
        name="default-not-abort",
        summary="asks for LOGOFF_NO_WAIT where StoreLogoff was never called.",
        breaks=("STORELOGOFF-016", "SDSTORE-017", "SLT-053"),
        also=("MSLOGOFF-007",),
        entry=entry_with(DefaultNotAbort),
    ),
    Flaw(
        name="add-ref-resets-the-flag",
        summary="forgets the flag at the next AddRef.",
        breaks=("STORELOGOFF-010",),
        entry=entry_with(AddRefResetsTheFlag),
    ),
    Flaw(
        name="further-logon-drops-the-flag",
        summary="forgets the flag when another client logs on to the open store.",
        breaks=("STORELOGOFF-010",),
        entry=entry_with(provider_type=FurtherLogonDropsTheFlag),
    ),
    Flaw(
        name="children-take-the-flag",
        summary="forgets the flag when a folder, message or table is released.",
        breaks=("STORELOGOFF-011",),
        entry=entry_with(children=ChildrenTakeTheFlag()),
    ),
    Flaw(
        name="deaf-to-the-spooler",
        summary="ignores StoreLogoff on the store that the spooler has.",
        breaks=("STORELOGOFF-008",),
        entry=entry_with(DeafToTheSpooler),
    ),
    Flaw(
        name="reopened-abort-is-quiet",
        summary="passes LOGOFF_ABORT on as LOGOFF_QUIET for a store that was"
        " opened before.",
        breaks=("STORELOGOFF-020",),
        entry=entry_with(StaleAbort, provider_type=AwareProvider),
    ),
    Flaw(
        name="reopened-no-wait-is-orderly",
        summary="passes LOGOFF_NO_WAIT on as LOGOFF_ORDERLY for a store that was"
        " opened before.",
        breaks=("STORELOGOFF-021",),
        entry=entry_with(StaleNoWait, provider_type=AwareProvider),
    ),
    Flaw(
        name="reopened-orderly-is-no-wait",
        summary="passes LOGOFF_ORDERLY on as LOGOFF_NO_WAIT for a store that was"
        " opened before.",
        breaks=("STORELOGOFF-022",),
        entry=entry_with(StaleOrderly, provider_type=AwareProvider),
    ),
    Flaw(
        name="reopened-purge-is-no-wait",
        summary="passes LOGOFF_PURGE on as LOGOFF_NO_WAIT for a store that was"
        " opened before.",
        breaks=("STORELOGOFF-023",),
        entry=entry_with(StalePurge, provider_type=AwareProvider),
    ),
    Flaw(
        name="reopened-quiet-is-abort",
        summary="passes LOGOFF_QUIET on as LOGOFF_ABORT for a store that was"
        " opened before.",
        breaks=("STORELOGOFF-024",),
        entry=entry_with(StaleQuiet, provider_type=AwareProvider),
    ),
)
