"""Flaws in how the spooler moves messages while a transport flushes its queues."""

from typing import Final

from mapi_conformance.mapi.flags import (
    NOTIFY_END_INBOUND_FLUSH,
    NOTIFY_END_OUTBOUND_FLUSH,
)
from mapi_host.flawed.flaw import HostFlaw
from mapi_host.model.flushing import Flushing
from mapi_host.model.parts import Parts
from mapi_host.model.spooler import Spooler


class NothingMoves(Flushing):
    """A spooler that tells the transports to flush and gives them nothing."""

    def send(self, party: str) -> None:
        """Leave the queue as it is; breaks FLUSHXP-007."""


class MovesBeforehand(Flushing):
    """A spooler that hands messages over before the transport is told why."""

    def ask(self, party: str, flags: int) -> None:
        """Send, and tell then; breaks FLUSHXP-007."""
        self._set_bits(party, flags)
        self.send(party)
        super().ask(party, flags)


class RowNotRead(Flushing):
    """A spooler that does not look at a transport's status row again."""

    def is_flushing(self, party: str, bit: int) -> bool:
        """Go on when the transport has ended the flush; breaks FLUSHXP-013."""
        return True


class NeverEndsMessages(Spooler):
    """A spooler that hands messages over and does not ask for them again."""

    def end_message(self, party: str) -> None:
        """Leave EndMessage out; breaks FLUSHXP-014."""


class EndsRefusedMessages(Spooler):
    """A spooler that ends a message which the transport never took."""

    def submit(self, party: str) -> None:
        """Call EndMessage whatever SubmitMessage said; breaks FLUSHXP-014."""
        before = self.state.queued
        super().submit(party)
        if self.state.queued == before:
            self.end_message(party)


class SendingNotEnded(Flushing):
    """A spooler that does not say when nothing more is sent."""

    def end_sending(self, party: str) -> None:
        """Leave the notification out; breaks FLUSHXP-015."""


class NothingReceived(Flushing):
    """A spooler that flushes in one direction only."""

    def fetch(self, party: str) -> None:
        """Receive nothing; breaks FLUSHXP-016."""


class ReceivesUnasked(Flushing):
    """A spooler that receives whenever it sends."""

    def end_sending(self, party: str) -> None:
        """Go on in the other direction; breaks FLUSHXP-016."""
        super().end_sending(party)
        while self._spooler.waiting(party):
            self._spooler.receive(party)


class EndsMixedUp(Flushing):
    """A spooler that ends receiving where sending ends, and the other way round."""

    def end_sending(self, party: str) -> None:
        """Tell the wrong end; breaks FLUSHXP-015."""
        self._spooler.tell(party, NOTIFY_END_INBOUND_FLUSH)

    def end_fetching(self, party: str) -> None:
        """Tell the wrong end; breaks FLUSHXP-016."""
        self._spooler.tell(party, NOTIFY_END_OUTBOUND_FLUSH)


MOVING: Final = (
    HostFlaw(
        name="nothing-moves",
        summary="The spooler flushes and hands no message over.",
        breaks=("FLUSHXP-007",),
        also=("FLUSHXP-014",),
        parts=Parts(flushing=NothingMoves),
    ),
    HostFlaw(
        name="moves-beforehand",
        summary="The spooler hands messages over before it calls FlushQueues.",
        breaks=("FLUSHXP-007",),
        also=("FLUSHXP-013",),
        parts=Parts(flushing=MovesBeforehand),
    ),
    HostFlaw(
        name="row-not-read",
        summary="The spooler hands messages over when the transport flushes no more.",
        breaks=("FLUSHXP-013",),
        parts=Parts(flushing=RowNotRead),
    ),
    HostFlaw(
        name="sending-not-ended",
        summary="The spooler does not say that it has sent everything.",
        breaks=("FLUSHXP-015",),
        parts=Parts(flushing=SendingNotEnded),
    ),
    HostFlaw(
        name="nothing-received",
        summary="The spooler receives nothing where it is to.",
        breaks=("FLUSHXP-016",),
        parts=Parts(flushing=NothingReceived),
    ),
    HostFlaw(
        name="receives-unasked",
        summary="The spooler receives where only sending was asked for.",
        breaks=("FLUSHXP-016",),
        parts=Parts(flushing=ReceivesUnasked),
    ),
    HostFlaw(
        name="ends-mixed-up",
        summary="The spooler ends sending where it means receiving, and vice versa.",
        breaks=("FLUSHXP-015", "FLUSHXP-016"),
        parts=Parts(flushing=EndsMixedUp),
    ),
    HostFlaw(
        name="never-ends-messages",
        summary="The spooler never calls EndMessage.",
        breaks=("FLUSHXP-014",),
        parts=Parts(spooler=NeverEndsMessages),
    ),
    HostFlaw(
        name="ends-refused-messages",
        summary="The spooler calls EndMessage for a message that was not taken.",
        breaks=("FLUSHXP-014",),
        parts=Parts(spooler=EndsRefusedMessages),
    ),
)
