"""The end: of a support object, of a session, of a provider."""

from collections.abc import Iterable
from typing import Protocol

from mapi_host.world import Guest, World


class Registered(Protocol):
    """What a provider entered through one support object."""

    def withdraw_uids(self) -> None:
        """Forget the identifiers."""
        ...

    def withdraw_row(self) -> None:
        """Forget the row of the status table."""
        ...


class Ending:
    """Ends what MAPI has begun; every step is made once, whoever arrives first.

    Cites: shutting-down-a-message-store-provider; shutting-down-a-service-provider.
    """

    def __init__(self, world: World) -> None:
        self.world = world

    def part(self, support: Registered, logon: Guest | None) -> None:
        """Play the four steps of a support object's end.

        A logon object that was told before is left alone: whoever told it also
        gives it back.
        """
        self.withdraw_uids(support)
        self.withdraw_row(support)
        if logon is not None and not logon.told():
            self.end_logon(logon)

    def end_session(self, logons: Iterable[Guest], providers: Iterable[Guest]) -> None:
        """Log off what is still logged on, then shut the providers down."""
        for logon in logons:
            self.log_off(logon)
        for provider in providers:
            self.shut_down(provider)

    def withdraw_uids(self, support: Registered) -> None:
        """Remove the provider's identifiers; the step is made for none as well."""
        support.withdraw_uids()
        self.world.state("mapi", "uids-removed")

    def withdraw_row(self, support: Registered) -> None:
        """Remove the provider's row; the step is made for none as well."""
        support.withdraw_row()
        self.world.state("mapi", "status-row-removed")

    def end_logon(self, logon: Guest) -> None:
        """End a logon object with its store."""
        self._send_off(logon)

    def log_off(self, logon: Guest) -> None:
        """End a logon object with its session."""
        self._send_off(logon)

    def shut_down(self, provider: Guest) -> None:
        """End a provider object."""
        self._send_off(provider)

    def _send_off(self, guest: Guest) -> None:
        self.tell(guest)
        self.give_back(guest)

    def tell(self, guest: Guest, flags: int = 0) -> None:
        """Tell an object of the end, unless it knows."""
        if guest.held() and not guest.told():
            guest.tell(flags)

    def give_back(self, guest: Guest) -> None:
        """Release an object; one that did not survive being told is held no more."""
        if guest.held():
            guest.release()
