"""Flaws in how MAPI ends a store, a session and a provider."""

from collections.abc import Iterable
from typing import Final

from mapi_host.flawed.flaw import HostFlaw
from mapi_host.model.ending import Ending, Registered
from mapi_host.model.parts import Parts
from mapi_host.world import Guest


class LogoffForgotten(Ending):
    """A MAPI that ends a store without telling its logon object."""

    def end_logon(self, logon: Guest) -> None:
        """Go straight to Release; breaks SDSTORE-010 and MSLOGOFF-005."""
        self.give_back(logon)


class UidsStay(Ending):
    """A MAPI that keeps the identifiers of a store that has ended."""

    def withdraw_uids(self, support: Registered) -> None:
        """Leave the first step out; breaks SDSTORE-008."""


class StatusRowStays(Ending):
    """A MAPI that keeps the status row of a store that has ended."""

    def withdraw_row(self, support: Registered) -> None:
        """Leave the second step out; breaks SDSTORE-009."""


class LogonObjectKept(Ending):
    """A MAPI that holds on to the logon object of a store that has ended."""

    def end_logon(self, logon: Guest) -> None:
        """Leave the fourth step out; breaks SDSTORE-011."""
        self.tell(logon)


class StatusRowFirst(Ending):
    """A MAPI that removes the status row before the identifiers."""

    def withdraw_uids(self, support: Registered) -> None:
        """Begin with the second step; breaks SDSTORE-012."""
        super().withdraw_row(support)

    def withdraw_row(self, support: Registered) -> None:
        """Go on with the first step."""
        super().withdraw_uids(support)


class LogoffWordNotZero(Ending):
    """A MAPI that puts something into the reserved word of Logoff."""

    def tell(self, guest: Guest, flags: int = 0) -> None:
        """Set a bit for a logon object; breaks MSLOGOFF-001."""
        super().tell(guest, 0 if guest.is_provider() else 1)


class SessionEndUntold(Ending):
    """A MAPI that ends a session without telling its logon objects."""

    def log_off(self, logon: Guest) -> None:
        """Go straight to Release; breaks SDSVC-001, SDSTORE-002 and MSLOGOFF-004."""
        self.give_back(logon)


class LogonObjectOutlivesSession(Ending):
    """A MAPI that holds on to the logon objects of a session that has ended."""

    def log_off(self, logon: Guest) -> None:
        """Leave out Release; breaks SDSVC-006."""
        self.tell(logon)


class ShutdownForgotten(Ending):
    """A MAPI that never tells a provider object of the end."""

    def shut_down(self, provider: Guest) -> None:
        """Go straight to Release; breaks SDSVC-007 and SESSIONLOGOFF-005."""
        self.give_back(provider)


class ProviderObjectKept(Ending):
    """A MAPI that holds on to a provider object that it has shut down."""

    def shut_down(self, provider: Guest) -> None:
        """Leave out Release; breaks SDSVC-008."""
        self.tell(provider)


class ShutdownWordNotZero(Ending):
    """A MAPI that puts something into the reserved word of Shutdown."""

    def tell(self, guest: Guest, flags: int = 0) -> None:
        """Set a bit for a provider object; breaks SHUTDOWN-001."""
        super().tell(guest, 1 if guest.is_provider() else 0)


class ShutdownTwice(Ending):
    """A MAPI that calls the provider object again between Shutdown and Release."""

    def tell(self, guest: Guest, flags: int = 0) -> None:
        """Tell a provider object twice; breaks SHUTDOWN-003."""
        super().tell(guest, flags)
        if guest.is_provider() and guest.held():
            guest.tell(flags)


class ShutdownBeforeLogons(Ending):
    """A MAPI that shuts providers down while logon objects are out."""

    def end_session(self, logons: Iterable[Guest], providers: Iterable[Guest]) -> None:
        """Begin with the providers; breaks SHUTDOWN-004."""
        super().end_session((), providers)
        super().end_session(logons, ())


ENDING: Final = (
    HostFlaw(
        name="logoff-forgotten",
        summary="MAPI releases logon objects of stores whose end it kept to itself.",
        breaks=("SDSTORE-010", "MSLOGOFF-005"),
        parts=Parts(ending=LogoffForgotten),
    ),
    HostFlaw(
        name="uids-stay",
        summary="MAPI does not withdraw the identifiers of a store that has ended.",
        breaks=("SDSTORE-008",),
        parts=Parts(ending=UidsStay),
    ),
    HostFlaw(
        name="status-row-stays",
        summary="MAPI does not remove the status row of a store that has ended.",
        breaks=("SDSTORE-009",),
        parts=Parts(ending=StatusRowStays),
    ),
    HostFlaw(
        name="logon-object-kept",
        summary="MAPI does not release the logon object of a store that has ended.",
        breaks=("SDSTORE-011",),
        parts=Parts(ending=LogonObjectKept),
    ),
    HostFlaw(
        name="status-row-first",
        summary="MAPI removes the status row before the identifiers.",
        breaks=("SDSTORE-012",),
        parts=Parts(ending=StatusRowFirst),
    ),
    HostFlaw(
        name="logoff-word-not-zero",
        summary="MAPI passes a word that is not zero to IMSLogon::Logoff.",
        breaks=("MSLOGOFF-001",),
        parts=Parts(ending=LogoffWordNotZero),
    ),
    HostFlaw(
        name="session-end-untold",
        summary="MAPI releases logon objects of a session whose end it kept to itself.",
        breaks=("SDSVC-001", "SDSTORE-002", "MSLOGOFF-004"),
        parts=Parts(ending=SessionEndUntold),
    ),
    HostFlaw(
        name="logon-object-outlives-session",
        summary="MAPI does not release the logon objects of a session that has ended.",
        breaks=("SDSVC-006",),
        parts=Parts(ending=LogonObjectOutlivesSession),
    ),
    HostFlaw(
        name="shutdown-forgotten",
        summary="MAPI releases provider objects that it never shut down.",
        breaks=("SDSVC-007", "SESSIONLOGOFF-005"),
        parts=Parts(ending=ShutdownForgotten),
    ),
    HostFlaw(
        name="provider-object-kept",
        summary="MAPI does not release provider objects that it has shut down.",
        breaks=("SDSVC-008",),
        also=("SHUTDOWN-003",),
        parts=Parts(ending=ProviderObjectKept),
    ),
    HostFlaw(
        name="shutdown-word-not-zero",
        summary="MAPI passes a word that is not zero to IMSProvider::Shutdown.",
        breaks=("SHUTDOWN-001",),
        parts=Parts(ending=ShutdownWordNotZero),
    ),
    HostFlaw(
        name="shutdown-twice",
        summary="MAPI calls Shutdown twice before it releases the provider object.",
        breaks=("SHUTDOWN-003",),
        also=("SDSVC-007",),
        parts=Parts(ending=ShutdownTwice),
    ),
    HostFlaw(
        name="shutdown-before-logons",
        summary="MAPI shuts provider objects down before their logon objects.",
        breaks=("SHUTDOWN-004",),
        also=("SDSVC-007", "SDSVC-008"),
        parts=Parts(ending=ShutdownBeforeLogons),
    ),
)
