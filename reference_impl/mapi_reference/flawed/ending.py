"""Flaws in how a store ends: too often, too early, not at all, or with a failure."""

from functools import partial
from typing import Final

from mapi_conformance.mapi import Ref
from mapi_conformance.mapi.codes import MAPI_E_CALL_FAILED
from mapi_reference.flawed.flaw import Flaw, entry_with
from mapi_reference.provider.entry import entry_point
from mapi_reference.provider.logon import Logon
from mapi_reference.provider.provider import Provider
from mapi_reference.provider.store import Store


class ForgetsOneStore(Provider):
    """A provider whose stores lose their flags when one of them ends."""

    def forget(self, store: Store) -> None:
        """Take the end of one store for that of all; breaks STORELOGOFF-018."""
        super().forget(store)
        for other in self.open_stores.values():
            other.remembered = None


class CalledTwice(Store):
    """A store that tells the transports and, to be sure, tells them again."""

    def ask_transports(self) -> None:
        """Call StoreLogoffTransports two times; breaks SDSTORE-016."""
        super().ask_transports()
        super().ask_transports()


class NeverCalled(Store):
    """A store that leaves the transports to themselves."""

    def ask_transports(self) -> None:
        """Call nothing; breaks SDSTORE-016 and STORELOGOFF-013."""


class LeaksSupport(Store):
    """A store that keeps its reference on the support object."""

    def end(self) -> None:
        """Stop before the last step of the end; breaks SDSTORE-019."""
        if self.close():
            self.log_off_transports()


class ReleaseEndsAtFirst(Store):
    """A store that takes any Release for the last one."""

    def release(self) -> int:
        """End whoever still holds the store; breaks STORELOGOFF-017."""
        left = self._unknown.drop()
        self.end()
        return left


class LogoffFails(Logon):
    """A logon object that reports its store's end as a failure."""

    def logoff(self, flags: Ref[int] | None) -> int:
        """End the store and fail; breaks MSLOGOFF-002."""
        super().logoff(flags)
        return MAPI_E_CALL_FAILED


ENDING: Final = (
    Flaw(
        name="forgets-one-store",
        summary="forgets the flags of all stores when one of them ends.",
        breaks=("STORELOGOFF-018",),
        also=("SLT-002", "STORELOGOFF-010", "STORELOGOFF-011"),
        entry=entry_point(make=ForgetsOneStore),
    ),
    Flaw(
        name="called-twice",
        summary="calls StoreLogoffTransports twice in one shutdown.",
        breaks=("SDSTORE-016",),
        also=("SDSTORE-015", "SLT-053"),
        entry=entry_with(CalledTwice),
    ),
    Flaw(
        name="never-called",
        summary="never calls StoreLogoffTransports.",
        breaks=("SDSTORE-016", "STORELOGOFF-013"),
        also=(
            "MSLOGOFF-007",
            "RELOGON-011",
            "SDSTORE-001",
            "SDSTORE-014",
            "SDSTORE-015",
            "SDSTORE-017",
            "SLT-053",
            "STORELOGOFF-008",
            "STORELOGOFF-016",
            "STORELOGOFF-019",
            "STORELOGOFF-103",
        ),
        entry=entry_with(NeverCalled),
    ),
    Flaw(
        name="leaks-support",
        summary="keeps a reference on the support object for ever.",
        breaks=("SDSTORE-019",),
        also=(
            "SDSTORE-006",
            "SDSVC-003",
            "SLT-054",
            # Each of these is seen by when the support object goes.
            "UNKNOWN-001",
            "UNKNOWN-012",
            "UNKNOWN-013",
            "UNKNOWN-014",
            "UNKNOWN-020",
        ),
        entry=entry_with(LeaksSupport),
    ),
    Flaw(
        name="release-ends-at-first",
        summary="ends a store at the first Release, whoever else holds it.",
        breaks=("STORELOGOFF-017",),
        also=(
            "RELOGON-011",
            "SDSTORE-006",
            "SDSTORE-007",
            "SDSTORE-014",
            "STORELOGOFF-012",
            "STORELOGOFF-013",
            "STORELOGOFF-102",
            "STORELOGOFF-103",
            "UNKNOWN-001",
            "UNKNOWN-012",
            "UNKNOWN-013",
        ),
        entry=entry_with(ReleaseEndsAtFirst),
    ),
    Flaw(
        name="logoff-fails",
        summary="fails IMSLogon::Logoff though it did everything.",
        breaks=("MSLOGOFF-002",),
        also=("MSLOGOFF-003", "MSLOGOFF-006"),
        entry=entry_point(make=partial(Provider, logon_type=LogoffFails)),
    ),
)
