"""Flaws in what the spooler does for a request that it hears."""

from typing import Final

from mapi_conformance.mapi.flags import (
    LOGOFF_ABORT,
    LOGOFF_NO_WAIT,
    LOGOFF_ORDERLY,
    LOGOFF_PURGE,
    NOTIFY_BEGIN_INBOUND,
)
from mapi_host.flawed.flaw import HostFlaw
from mapi_host.model.parts import Parts
from mapi_host.model.spooler import Spooler


class AbortReleasesFirst(Spooler):
    """A spooler that stops what is on its way when it has given the store up."""

    def carry_out(self, request: int) -> None:
        """Swap the two steps; breaks STORELOGOFF-031 and SLT-010."""
        if request != LOGOFF_ABORT:
            super().carry_out(request)
            return
        self.give_up(request)
        self.work(request)


class AbortStopsNothing(Spooler):
    """A spooler that lets messages go on under LOGOFF_ABORT."""

    def cancel(self) -> None:
        """Tell no transport; breaks STORELOGOFF-030."""


class IdleAbortKeepsTheStore(Spooler):
    """A spooler that does not give a store up under LOGOFF_ABORT."""

    def give_up(self, request: int) -> None:
        """Hold on to the store; breaks STORELOGOFF-034 and SLT-013."""
        if request != LOGOFF_ABORT:
            super().give_up(request)


class ReadyMailStays(Spooler):
    """A spooler that sends nothing under LOGOFF_NO_WAIT."""

    def sends(self, request: int) -> bool:
        """Leave what is ready in the queue; breaks STORELOGOFF-041 and SLT-032."""
        return request != LOGOFF_NO_WAIT and super().sends(request)


class NoWaitReleasesFirst(Spooler):
    """A spooler that sends for a store that it has given up."""

    def carry_out(self, request: int) -> None:
        """Swap the two steps; breaks STORELOGOFF-046 and SLT-014."""
        if request != LOGOFF_NO_WAIT:
            super().carry_out(request)
            return
        self.give_up(request)
        self.work(request)


class NoWaitCutsReception(Spooler):
    """A spooler that drops a message under way under LOGOFF_NO_WAIT."""

    def finish_inbound(self, request: int) -> None:
        """Drop what is coming in; breaks STORELOGOFF-042 and SLT-015."""
        if request != LOGOFF_NO_WAIT:
            super().finish_inbound(request)


class ReceptionStaysOn(Spooler):
    """A spooler that goes on receiving after LOGOFF_NO_WAIT."""

    def end_reception(self, request: int) -> None:
        """Turn nothing off; breaks STORELOGOFF-043 and SLT-016."""
        if request != LOGOFF_NO_WAIT:
            super().end_reception(request)


class NoWaitPolls(Spooler):
    """A spooler that asks transports for more mail under LOGOFF_NO_WAIT."""

    def work(self, request: int) -> None:
        """Have the transport begin to receive; breaks STORELOGOFF-040."""
        if request == LOGOFF_NO_WAIT:
            self.notify(NOTIFY_BEGIN_INBOUND)
        super().work(request)


class NoWaitKeepsTheStore(Spooler):
    """A spooler that does not give a store up under LOGOFF_NO_WAIT."""

    def give_up(self, request: int) -> None:
        """Hold on to the store; breaks STORELOGOFF-045."""
        if request != LOGOFF_NO_WAIT:
            super().give_up(request)


class OrderlyAwaitsAReport(Spooler):
    """A spooler that waits until stuck mail can go under LOGOFF_ORDERLY."""

    def carry_out(self, request: int) -> None:
        """Keep the store while mail is stuck; breaks STORELOGOFF-050."""
        if request == LOGOFF_ORDERLY and self.transports.queued > self.transports.ready:
            self.work(request)
        else:
            super().carry_out(request)


class OrderlyCutsReception(Spooler):
    """A spooler that drops a message under way under LOGOFF_ORDERLY."""

    def finish_inbound(self, request: int) -> None:
        """Drop what is coming in; breaks STORELOGOFF-051."""
        if request != LOGOFF_ORDERLY:
            super().finish_inbound(request)


class OrderlySendsWhatIsReady(Spooler):
    """A spooler that takes up waiting mail under LOGOFF_ORDERLY."""

    def sends(self, request: int) -> bool:
        """Send what has not been started; breaks STORELOGOFF-052, -055 and SLT-018."""
        return request == LOGOFF_ORDERLY or super().sends(request)


class OrderlyKeepsTheStore(Spooler):
    """A spooler that does not give a store up under LOGOFF_ORDERLY."""

    def give_up(self, request: int) -> None:
        """Hold on to the store; breaks STORELOGOFF-053."""
        if request != LOGOFF_ORDERLY:
            super().give_up(request)


class OrderlyReleasesFirst(Spooler):
    """A spooler that goes on with the messages of a store that it has given up."""

    def carry_out(self, request: int) -> None:
        """Swap the two steps; breaks STORELOGOFF-054 and SLT-017."""
        if request != LOGOFF_ORDERLY:
            super().carry_out(request)
            return
        self.give_up(request)
        self.work(request)


class PurgeLeavesReadyMail(Spooler):
    """A spooler that flushes transports and hands them nothing."""

    def sends(self, request: int) -> bool:
        """Leave what is ready in the queue; breaks STORELOGOFF-060 and SLT-019."""
        return request != LOGOFF_PURGE and super().sends(request)


class PurgeDoesNotFlush(Spooler):
    """A spooler that takes LOGOFF_PURGE for LOGOFF_NO_WAIT."""

    def flush(self) -> None:
        """Leave the queues of transports alone; breaks STORELOGOFF-061."""


class PurgeReleasesFirst(Spooler):
    """A spooler that gives a store up while its queues are still being flushed."""

    def carry_out(self, request: int) -> None:
        """Swap the two steps; breaks STORELOGOFF-062 and SLT-020."""
        if request != LOGOFF_PURGE:
            super().carry_out(request)
            return
        self.give_up(request)
        self.work(request)


REQUESTS: Final = (
    HostFlaw(
        name="abort-releases-first",
        summary="The spooler gives a store up before LOGOFF_ABORT stops anything.",
        breaks=("SLT-010", "STORELOGOFF-031"),
        parts=Parts(spooler=AbortReleasesFirst),
    ),
    HostFlaw(
        name="abort-stops-nothing",
        summary="The spooler stops nothing under LOGOFF_ABORT.",
        breaks=("STORELOGOFF-030",),
        parts=Parts(spooler=AbortStopsNothing),
    ),
    HostFlaw(
        name="idle-abort-keeps-the-store",
        summary="The spooler keeps a store under LOGOFF_ABORT.",
        breaks=("SLT-013", "STORELOGOFF-034"),
        parts=Parts(spooler=IdleAbortKeepsTheStore),
    ),
    HostFlaw(
        name="ready-mail-stays",
        summary="The spooler sends nothing under LOGOFF_NO_WAIT.",
        breaks=("SLT-032", "STORELOGOFF-041"),
        also=("STORELOGOFF-055",),
        parts=Parts(spooler=ReadyMailStays),
    ),
    HostFlaw(
        name="no-wait-releases-first",
        summary="The spooler gives a store up before the work of LOGOFF_NO_WAIT.",
        breaks=("SLT-014", "STORELOGOFF-046"),
        parts=Parts(spooler=NoWaitReleasesFirst),
    ),
    HostFlaw(
        name="no-wait-cuts-reception",
        summary="The spooler drops a message that comes in under LOGOFF_NO_WAIT.",
        breaks=("SLT-015", "STORELOGOFF-042"),
        parts=Parts(spooler=NoWaitCutsReception),
    ),
    HostFlaw(
        name="reception-stays-on",
        summary="The spooler leaves reception on under LOGOFF_NO_WAIT.",
        breaks=("SLT-016", "STORELOGOFF-043"),
        also=("XPNOTIFY-001",),
        parts=Parts(spooler=ReceptionStaysOn),
    ),
    HostFlaw(
        name="no-wait-polls",
        summary="The spooler has transports receive more under LOGOFF_NO_WAIT.",
        breaks=("STORELOGOFF-040",),
        also=("STORELOGOFF-043",),
        parts=Parts(spooler=NoWaitPolls),
    ),
    HostFlaw(
        name="no-wait-keeps-the-store",
        summary="The spooler keeps a store under LOGOFF_NO_WAIT.",
        breaks=("STORELOGOFF-045",),
        also=("SLT-031", "STORELOGOFF-040"),
        parts=Parts(spooler=NoWaitKeepsTheStore),
    ),
    HostFlaw(
        name="orderly-awaits-a-report",
        summary="The spooler waits for transports to report under LOGOFF_ORDERLY.",
        breaks=("STORELOGOFF-050",),
        also=("SLT-031", "STORELOGOFF-053"),
        parts=Parts(spooler=OrderlyAwaitsAReport),
    ),
    HostFlaw(
        name="orderly-cuts-reception",
        summary="The spooler drops a message that comes in under LOGOFF_ORDERLY.",
        breaks=("STORELOGOFF-051",),
        parts=Parts(spooler=OrderlyCutsReception),
    ),
    HostFlaw(
        name="orderly-sends-what-is-ready",
        summary="The spooler sends waiting mail under LOGOFF_ORDERLY.",
        breaks=("SLT-018", "STORELOGOFF-052", "STORELOGOFF-055"),
        parts=Parts(spooler=OrderlySendsWhatIsReady),
    ),
    HostFlaw(
        name="orderly-keeps-the-store",
        summary="The spooler keeps a store under LOGOFF_ORDERLY.",
        breaks=("STORELOGOFF-053",),
        also=("SLT-031", "STORELOGOFF-050"),
        parts=Parts(spooler=OrderlyKeepsTheStore),
    ),
    HostFlaw(
        name="orderly-releases-first",
        summary="The spooler gives a store up before the work of LOGOFF_ORDERLY.",
        breaks=("SLT-017", "STORELOGOFF-054"),
        parts=Parts(spooler=OrderlyReleasesFirst),
    ),
    HostFlaw(
        name="purge-leaves-ready-mail",
        summary="The spooler sends nothing under LOGOFF_PURGE.",
        breaks=("SLT-019", "STORELOGOFF-060"),
        parts=Parts(spooler=PurgeLeavesReadyMail),
    ),
    HostFlaw(
        name="purge-does-not-flush",
        summary="The spooler flushes no transport under LOGOFF_PURGE.",
        breaks=("STORELOGOFF-061",),
        parts=Parts(spooler=PurgeDoesNotFlush),
    ),
    HostFlaw(
        name="purge-releases-first",
        summary="The spooler gives a store up before the work of LOGOFF_PURGE.",
        breaks=("SLT-020", "STORELOGOFF-062"),
        also=("STORELOGOFF-060",),
        parts=Parts(spooler=PurgeReleasesFirst),
    ),
)
