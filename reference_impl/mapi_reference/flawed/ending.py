"""Flaws in how the last Release ends a store, and in what comes of its support."""

from typing import Final

from mapi_conformance.mapi import Ref
from mapi_conformance.mapi.codes import failed
from mapi_conformance.mapi.flags import LOGOFF_PURGE
from mapi_reference.flawed.flaw import Flaw, entry_with
from mapi_reference.flawed.situations import AwareProvider, AwareStore
from mapi_reference.provider.logon import Logon
from mapi_reference.provider.store import Store


class SupportFirst(Store):
    """A store that gives the support object back and then calls it."""

    def end(self) -> None:
        """Swap the two steps of the end; breaks SLT-004."""
        if self.close():
            self.support.release()
            self.log_off_transports()


class TalksAfterTheEnd(Store):
    """A store that says goodbye when nobody is there any more."""

    def end(self) -> None:
        """Change the status row once the support is gone; breaks SDSTORE-018."""
        last = not self.ended
        super().end()
        if last:
            self.support.modify_status_row((), 0)


class LeaksSupport(Store):
    """A store that keeps its reference on the support object."""

    def end(self) -> None:
        """Stop before the last step of the end; breaks SDSTORE-019."""
        if self.close():
            self.log_off_transports()


class LeaksLaterSupport(AwareStore):
    """A store that leaks one reference for each opening after the first."""

    def end(self) -> None:
        """Take a reference too many, late; breaks UNKNOWN-014."""
        if self.opened_before and not self.ended:
            self.support.add_ref()
        super().end()


class KeepsSupportAfterPurge(AwareStore):
    """A store that waits for Logoff, should the transports still need it."""

    waiting = False

    def end(self) -> None:
        """Let the last Release leave the support object; breaks SDSTORE-006."""
        if self.waiting:
            self.waiting = False
            self.support.release()
        elif self.remembered != LOGOFF_PURGE or self.for_spooler or self.held():
            super().end()
        else:
            self.waiting = self.close()
            self.log_off_transports()


class StopsAtAFailure(Store):
    """A store whose end depends on the transports."""

    def end(self) -> None:
        """Keep the support object if the call fails; breaks SLT-054."""
        word = Ref(self.logoff_flag())
        if self.close() and not failed(self.support.store_logoff_transports(word)):
            self.support.release()


class ReleaseEndsAtFirst(Store):
    """A store that takes any Release for the last one."""

    def release(self) -> int:
        """End whoever still holds the store; breaks STORELOGOFF-017."""
        left = self._unknown.drop()
        self.end()
        return left


class CountsToFour(Store):
    """A store whose count has too few bits."""

    references = 1

    def add_ref(self) -> int:
        """Count no more than four; breaks SDSTORE-007."""
        if self.references == 4:  # noqa: PLR2004  # what fits
            return self.references
        self.references = super().add_ref()
        return self.references

    def release(self) -> int:
        """Count down."""
        self.references = super().release()
        return self.references


class LogonReleaseTalks(Logon):
    """A logon object that has a last word."""

    def release(self) -> int:
        """Change the status row at its own end; breaks SDSVC-009."""
        left = super().release()
        if left == 0:
            self.store.support.modify_status_row((), 0)
        return left


ENDING: Final = (
    Flaw(
        name="support-first",
        summary="releases the support object before it calls StoreLogoffTransports.",
        breaks=("SLT-004",),
        also=("MSLOGOFF-007", "SDSTORE-018"),
        entry=entry_with(SupportFirst),
    ),
    Flaw(
        name="talks-after-the-end",
        summary="changes its status row after the last Release of the support object.",
        breaks=("SDSTORE-018",),
        entry=entry_with(TalksAfterTheEnd),
    ),
    Flaw(
        name="logon-talks-at-its-end",
        summary="changes its status row when the logon object is given back.",
        breaks=("SDSVC-009", "SDSTORE-018"),
        entry=entry_with(logon_type=LogonReleaseTalks),
    ),
    Flaw(
        name="leaks-support",
        summary="keeps a reference on the support object for ever.",
        breaks=("SDSTORE-019", "UNKNOWN-014"),
        also=(
            "LOGON-046",
            "SDSTORE-006",
            "SDSVC-003",
            "SLT-054",
            # Each of these is seen by when the support object goes.
            "UNKNOWN-013",
            "UNKNOWN-020",
        ),
        entry=entry_with(LeaksSupport),
    ),
    Flaw(
        name="leaks-support-of-later-openings",
        summary="keeps a reference on the support object of each opening of a store but"
        " the first.",
        breaks=("UNKNOWN-014", "SDSTORE-019"),
        also=("SDSTORE-006",),
        entry=entry_with(LeaksLaterSupport, provider_type=AwareProvider),
    ),
    Flaw(
        name="keeps-support-after-purge",
        summary="keeps the support object until Logoff if the flag was LOGOFF_PURGE.",
        breaks=("SDSTORE-006",),
        entry=entry_with(KeepsSupportAfterPurge),
    ),
    Flaw(
        name="stops-at-a-failure",
        summary="keeps the support object if StoreLogoffTransports fails.",
        breaks=("SLT-054",),
        also=("SDSTORE-019",),
        entry=entry_with(StopsAtAFailure),
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
            "STORELOGOFF-007",
            "STORELOGOFF-012",
            "STORELOGOFF-013",
            "STORELOGOFF-102",
            "STORELOGOFF-103",
            "UNKNOWN-012",
            "UNKNOWN-013",
        ),
        entry=entry_with(ReleaseEndsAtFirst),
    ),
    Flaw(
        name="counts-to-four",
        summary="counts no more than four references to a store.",
        breaks=("SDSTORE-007",),
        also=("SDSTORE-006",),
        entry=entry_with(CountsToFour),
    ),
)
