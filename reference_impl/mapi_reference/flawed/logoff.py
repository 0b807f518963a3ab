"""Flaws in IMSLogon::Logoff: out of the end of a store, and before it."""

from typing import Final

from mapi_conformance.mapi import Ref
from mapi_conformance.mapi.codes import MAPI_E_BUSY, MAPI_E_CALL_FAILED, S_OK
from mapi_conformance.mapi.flags import LOGOFF_PURGE
from mapi_reference.flawed.flaw import Flaw, entry_with
from mapi_reference.flawed.situations import AwareProvider, AwareStore
from mapi_reference.provider.contents import Contents
from mapi_reference.provider.logon import Logon
from mapi_reference.provider.store import Store
from mapi_reference.provider.subsystem import Support


class LogoffFails(Logon):
    """A logon object that reports its store's end as a failure."""

    def logoff(self, flags: Ref[int] | None) -> int:
        """End the store and fail; breaks MSLOGOFF-002."""
        super().logoff(flags)
        return MAPI_E_CALL_FAILED


class LogoffFailsInside(Logon):
    """A logon object that has nothing to do, and says so."""

    def logoff(self, flags: Ref[int] | None) -> int:
        """Fail where the store has ended before; breaks MSLOGOFF-002."""
        if self.store.ended:
            return MAPI_E_CALL_FAILED
        return super().logoff(flags)


class LogoffComplains(Logon):
    """A logon object that lets MAPI know of clients that are left."""

    def logoff(self, flags: Ref[int] | None) -> int:
        """Fail where a client still holds the store; breaks MSLOGOFF-003."""
        held = not self.store.ended
        super().logoff(flags)
        return MAPI_E_BUSY if held else S_OK


class LogoffRecurses(Logon):
    """A logon object that begins the end anew out of the middle of it."""

    def logoff(self, flags: Ref[int] | None) -> int:
        """Run through the steps again; breaks MSLOGOFF-006."""
        if self.store.ended:
            self.store.ask_transports()
            self.store.support.release()
        return super().logoff(flags)


class LogoffReleasesAgain(Logon):
    """A logon object that gives the support object back as its store does."""

    def logoff(self, flags: Ref[int] | None) -> int:
        """Release the support object once too often; breaks SDSTORE-018."""
        if self.store.ended:
            self.store.support.release()
        return super().logoff(flags)


class ForcedEndAborts(Logon):
    """A logon object that knows better than the client."""

    def logoff(self, flags: Ref[int] | None) -> int:
        """Forget the flag of a store that is still open; breaks MSLOGOFF-007."""
        self.store.remembered = None
        return super().logoff(flags)


class ForcedEndIsSilent(Logon):
    """A logon object that leaves the transports to the last Release."""

    def logoff(self, flags: Ref[int] | None) -> int:
        """End the store without the one call; breaks MSLOGOFF-007."""
        self.store.transports_told = True
        return super().logoff(flags)


class ForcedEndOfTheFirst(AwareProvider):
    """A provider that can force the end of one store."""

    def _open_store(
        self, support: Support, contents: Contents, *, for_spooler: bool
    ) -> Store | int:
        """Make a store opened beside another deaf to Logoff; breaks SDSVC-003."""
        opened = super()._open_store(support, contents, for_spooler=for_spooler)
        if isinstance(opened, DeafToLogoff):
            opened.deaf = bool(self.open_stores)
        return opened


class DeafToLogoff(AwareStore):
    """A store that may end by its last Release alone."""

    deaf = False

    def end(self) -> None:
        """Do nothing while somebody holds the store."""
        if not (self.deaf and self.held()):
            super().end()


class ForcedEndKeepsSupport(AwareStore):
    """A store that gives its support object back at the last Release alone."""

    purging = False

    def release(self) -> int:
        """Give back what Logoff left."""
        left = super().release()
        if left == 0 and self.purging:
            self.purging = False
            self.support.release()
        return left

    def end(self) -> None:
        """Keep the support object after LOGOFF_PURGE; breaks SDSVC-003."""
        if self.remembered == LOGOFF_PURGE and not self.ended and self.held():
            self.purging = self.close()
            self.log_off_transports()
        else:
            super().end()


class LateReleaseEndsAgain(Store):
    """A store that takes the end of its count for its end, also after Logoff."""

    def release(self) -> int:
        """Give the support object back again; breaks SDSTORE-018."""
        late = self.ended
        left = super().release()
        if late and left == 0:
            self.support.release()
        return left


class LateReleaseTellsAgain(Store):
    """A store that tells the transports of its last Release in any case."""

    def release(self) -> int:
        """Call StoreLogoffTransports after Logoff; breaks MSLOGOFF-009."""
        late = self.ended
        left = super().release()
        if late and left == 0:
            self.ask_transports()
        return left


LOGOFF: Final = (
    Flaw(
        name="logoff-fails",
        summary="fails IMSLogon::Logoff though it did everything.",
        breaks=("MSLOGOFF-002",),
        also=("MSLOGOFF-003",),
        entry=entry_with(logon_type=LogoffFails),
    ),
    Flaw(
        name="logoff-fails-inside",
        summary="fails IMSLogon::Logoff where the store has ended before.",
        breaks=("MSLOGOFF-002",),
        entry=entry_with(logon_type=LogoffFailsInside),
    ),
    Flaw(
        name="logoff-complains",
        summary="fails IMSLogon::Logoff where a client still holds the store.",
        breaks=("MSLOGOFF-003",),
        also=("MSLOGOFF-002",),
        entry=entry_with(logon_type=LogoffComplains),
    ),
    Flaw(
        name="logoff-recurses",
        summary="runs through the end again when Logoff comes out of it.",
        breaks=("MSLOGOFF-006",),
        also=("SDSTORE-016", "SDSTORE-018", "STORELOGOFF-012"),
        entry=entry_with(logon_type=LogoffRecurses),
    ),
    Flaw(
        name="logoff-releases-again",
        summary="releases the support object again when Logoff comes out of the end.",
        breaks=("SDSTORE-018",),
        entry=entry_with(logon_type=LogoffReleasesAgain),
    ),
    Flaw(
        name="forced-end-aborts",
        summary="passes LOGOFF_ABORT on where Logoff ends the store, whatever the"
        " client said.",
        breaks=("MSLOGOFF-007",),
        entry=entry_with(logon_type=ForcedEndAborts),
    ),
    Flaw(
        name="forced-end-is-silent",
        summary="does not call StoreLogoffTransports where Logoff ends the store.",
        breaks=("MSLOGOFF-007",),
        also=("SDSTORE-016",),
        entry=entry_with(logon_type=ForcedEndIsSilent),
    ),
    Flaw(
        name="forced-end-of-the-first-store",
        summary="does nothing at Logoff of a store that was opened beside another.",
        breaks=("SDSVC-003", "MSLOGOFF-007"),
        entry=entry_with(DeafToLogoff, provider_type=ForcedEndOfTheFirst),
    ),
    Flaw(
        name="forced-end-keeps-support",
        summary="keeps the support object after Logoff until the client lets go, if the"
        " flag was LOGOFF_PURGE.",
        breaks=("SDSVC-003",),
        also=("MSLOGOFF-009",),
        entry=entry_with(ForcedEndKeepsSupport),
    ),
    Flaw(
        name="late-release-ends-again",
        summary="releases the support object again at the last Release after Logoff.",
        breaks=("SDSTORE-018",),
        entry=entry_with(LateReleaseEndsAgain),
    ),
    Flaw(
        name="late-release-tells-again",
        summary="calls StoreLogoffTransports again at the last Release after Logoff.",
        breaks=("MSLOGOFF-009",),
        also=("SDSTORE-016", "SDSTORE-018"),
        entry=entry_with(LateReleaseTellsAgain),
    ),
)
