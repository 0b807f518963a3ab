"""Flaws in how MAPI lets its transports go, and in what it tells them before."""

from typing import Final

from mapi_conformance.mapi.codes import S_OK
from mapi_conformance.mapi.flags import (
    LOGOFF_NORMAL,
    NOTIFY_ABORT_DEFERRED,
    NOTIFY_BEGIN_INBOUND,
    NOTIFY_BEGIN_OUTBOUND,
    NOTIFY_CANCEL_MESSAGE,
    NOTIFY_END_INBOUND,
    NOTIFY_END_INBOUND_FLUSH,
    NOTIFY_END_OUTBOUND,
    NOTIFY_END_OUTBOUND_FLUSH,
)
from mapi_host.flawed.flaw import HostFlaw
from mapi_host.model.departure import Departure
from mapi_host.model.parts import Parts
from mapi_host.model.spooler import TRANSPORTS, Spooler


class ReleasedUntold(Departure):
    """A MAPI that releases transports which it did not log off."""

    def tell_end(self, party: str) -> int:
        """Leave TransportLogoff out; breaks XPRELEASE-001."""
        return S_OK


class RowStays(Departure):
    """A MAPI whose status table keeps transports that are gone."""

    def withdraw(self) -> None:
        """Remove the identifiers only; breaks XPRELEASE-002."""
        self._world.state("mapi", "uids-removed")


class ProviderStays(Departure):
    """A MAPI that keeps the provider object of transports that are gone."""

    def shut_down(self) -> None:
        """Leave Shutdown and Release out; breaks XPRELEASE-003."""


class ProviderGoesFirst(Departure):
    """A MAPI that shuts the provider object down with its first transport."""

    def log_off(self, party: str) -> None:
        """Shut down before the last logon object is gone; breaks XPRELEASE-003."""
        super().log_off(party)
        if party == TRANSPORTS[0]:
            super().shut_down()

    def shut_down(self) -> None:
        """Have done so before."""


class LogsOffWithFlags(Departure):
    """A MAPI that still gives TransportLogoff the flag of the old header."""

    def flags(self) -> int:
        """Set a bit in a reserved word; breaks XPLOGOFF-001."""
        return LOGOFF_NORMAL


class TakesTheVeto(Departure):
    """A MAPI that keeps a transport which fails TransportLogoff."""

    def log_off(self, party: str) -> None:
        """Release it only on S_OK; breaks XPLOGOFF-007."""
        if self.tell_end(party) == S_OK:
            self._world.tell(party, "Release")


class FlushEndsTwice(Departure):
    """A spooler that ends a flush direction by direction."""

    def end_flush(self, party: str) -> None:
        """Notify twice; breaks FLUSHXP-019."""
        if self._spooler.state.flushing:
            for flag in (NOTIFY_END_INBOUND_FLUSH, NOTIFY_END_OUTBOUND_FLUSH):
                self._spooler.tell(party, flag)


class SendsBeforeItGoes(Departure):
    """A spooler that hands mail over when it has said that none follows."""

    def turn_off(self, party: str) -> None:
        """Tell the end, and go on; breaks XPNOTIFY-003."""
        super().turn_off(party)
        while self._spooler.ready(party):
            self._spooler.submit(party)


class BeginsAndEnds(Departure):
    """A spooler that tells the beginning of a direction with its end."""

    def turn_off(self, party: str) -> None:
        """Set four bits where two are meant; breaks XPNOTIFY-006."""
        ends = NOTIFY_END_INBOUND | NOTIFY_END_OUTBOUND
        begins = NOTIFY_BEGIN_INBOUND | NOTIFY_BEGIN_OUTBOUND
        self._spooler.tell(party, begins | ends)


class CancelsDeferred(Departure):
    """A spooler that cancels what it only stops waiting for."""

    def give_up_deferred(self, party: str) -> None:
        """Add NOTIFY_CANCEL_MESSAGE; breaks XPNOTIFY-009."""
        if self._spooler.state.deferred and party == TRANSPORTS[0]:
            self._spooler.tell(party, NOTIFY_ABORT_DEFERRED | NOTIFY_CANCEL_MESSAGE)


class ForgetsDeferred(Departure):
    """A spooler that goes without a word on the messages it leaves behind."""

    def give_up_deferred(self, party: str) -> None:
        """Leave NOTIFY_ABORT_DEFERRED out; breaks XPNOTIFY-009."""


class HearsNewMail(Spooler):
    """A spooler that goes on receiving when it has ended reception."""

    def is_open(self, end: int) -> bool:
        """Forget the end of one direction; breaks XPNOTIFY-001."""
        return end == NOTIFY_END_INBOUND or super().is_open(end)


class HearsReadiness(Spooler):
    """A spooler that goes on sending when it has ended that."""

    def is_open(self, end: int) -> bool:
        """Forget the end of one direction; breaks XPNOTIFY-003."""
        return end == NOTIFY_END_OUTBOUND or super().is_open(end)


DEPARTURE: Final = (
    HostFlaw(
        name="transports-released-untold",
        summary="MAPI releases transports without TransportLogoff.",
        breaks=("XPRELEASE-001",),
        parts=Parts(departure=ReleasedUntold),
    ),
    HostFlaw(
        name="transport-row-stays",
        summary="MAPI keeps the status row of a transport that is gone.",
        breaks=("XPRELEASE-002",),
        parts=Parts(departure=RowStays),
    ),
    HostFlaw(
        name="transport-provider-stays",
        summary="MAPI never shuts the provider of its transports down.",
        breaks=("XPRELEASE-003",),
        parts=Parts(departure=ProviderStays),
    ),
    HostFlaw(
        name="transport-provider-goes-first",
        summary="MAPI shuts the provider of two transports down with the first.",
        breaks=("XPRELEASE-003",),
        parts=Parts(departure=ProviderGoesFirst),
    ),
    HostFlaw(
        name="logs-off-with-flags",
        summary="MAPI gives TransportLogoff a flag.",
        breaks=("XPLOGOFF-001",),
        parts=Parts(departure=LogsOffWithFlags),
    ),
    HostFlaw(
        name="takes-the-veto",
        summary="MAPI keeps a transport that fails TransportLogoff.",
        breaks=("XPLOGOFF-007",),
        parts=Parts(departure=TakesTheVeto),
    ),
    HostFlaw(
        name="flush-ends-twice",
        summary="The spooler ends a flush with two notifications.",
        breaks=("FLUSHXP-019",),
        parts=Parts(departure=FlushEndsTwice),
    ),
    HostFlaw(
        name="sends-before-it-goes",
        summary="The spooler hands mail over right after NOTIFY_END_OUTBOUND.",
        breaks=("XPNOTIFY-003",),
        parts=Parts(departure=SendsBeforeItGoes),
    ),
    HostFlaw(
        name="begins-and-ends",
        summary="The spooler notifies of beginning and end in one word.",
        breaks=("XPNOTIFY-006",),
        parts=Parts(departure=BeginsAndEnds),
    ),
    HostFlaw(
        name="cancels-deferred",
        summary="The spooler cancels deferred messages where it only leaves.",
        breaks=("XPNOTIFY-009",),
        parts=Parts(departure=CancelsDeferred),
    ),
    HostFlaw(
        name="forgets-deferred",
        summary="The spooler leaves deferred messages behind without a word.",
        breaks=("XPNOTIFY-009",),
        parts=Parts(departure=ForgetsDeferred),
    ),
    HostFlaw(
        name="hears-new-mail",
        summary="The spooler receives after NOTIFY_END_INBOUND.",
        breaks=("XPNOTIFY-001",),
        parts=Parts(spooler=HearsNewMail),
    ),
    HostFlaw(
        name="hears-readiness",
        summary="The spooler sends after NOTIFY_END_OUTBOUND.",
        breaks=("XPNOTIFY-003",),
        parts=Parts(spooler=HearsReadiness),
    ),
)
