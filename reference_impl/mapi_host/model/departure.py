"""The end of the transports, when the last session ends."""

from functools import partial

from mapi_conformance.mapi.flags import (
    NOTIFY_ABORT_DEFERRED,
    NOTIFY_END_INBOUND,
    NOTIFY_END_INBOUND_FLUSH,
    NOTIFY_END_OUTBOUND,
    NOTIFY_END_OUTBOUND_FLUSH,
)
from mapi_host.model.spooler import TRANSPORTS, Spooler
from mapi_host.world import World


class Departure:
    """Turns every transport off, logs it off, and lets its provider go.

    Cites: releasing-the-transport-provider; ixplogon-transportlogoff;
    ixplogon-transportnotify; implementing-the-flushqueues-method.
    """

    def __init__(self, world: World, spooler: Spooler) -> None:
        self._world = world
        self._spooler = spooler

    def depart(self) -> None:
        """End whatever is logged on; the provider goes with the last of them."""
        active = TRANSPORTS[: self._spooler.state.active]
        for party in active:
            self.end_flush(party)
            self.turn_off(party)
            self.give_up_deferred(party)
        for party in active:
            self.log_off(party)
        if active:
            self.shut_down()

    def end_flush(self, party: str) -> None:
        """End a flush that is going on, in both directions at once."""
        if self._spooler.state.flushing:
            both = NOTIFY_END_INBOUND_FLUSH | NOTIFY_END_OUTBOUND_FLUSH
            self._spooler.tell(party, both)

    def turn_off(self, party: str) -> None:
        """Say that nothing follows in either direction."""
        self._spooler.tell(party, NOTIFY_END_INBOUND | NOTIFY_END_OUTBOUND)

    def give_up_deferred(self, party: str) -> None:
        """Say that messages which the transport still has are not awaited."""
        if self._spooler.state.deferred and party == TRANSPORTS[0]:
            self._spooler.tell(party, NOTIFY_ABORT_DEFERRED)

    def log_off(self, party: str) -> None:
        """Log a transport off and give it back, whatever it says to that."""
        self.tell_end(party)
        self._world.tell(party, "Release")

    def tell_end(self, party: str) -> int:
        """Call TransportLogoff, in which the transport lets its support object go."""
        meanwhile = partial(self._lose_support, party)
        words = {"flags": self.flags()}
        return self._world.tell(party, "TransportLogoff", words, meanwhile)

    def flags(self) -> int:
        """Fill the parameter that is reserved."""
        return 0

    def shut_down(self) -> None:
        """Shut the provider object down and give it back."""
        self._world.tell("transport-provider", "Shutdown", {"flags": 0})
        self._world.tell("transport-provider", "Release")

    def _lose_support(self, party: str) -> None:
        about = f"{party}.support"
        self._world.state("support", "gone", about=about, meanwhile=self.withdraw)

    def withdraw(self) -> None:
        """Remove what the transport entered through its support object."""
        self._world.state("mapi", "uids-removed")
        self._world.state("mapi", "status-row-removed")
