"""Flaws in what the spooler answers."""

from typing import Final

from mapi_conformance.mapi.flags import (
    LOGOFF_COMPLETE,
    LOGOFF_INBOUND,
    LOGOFF_OUTBOUND,
)
from mapi_host.flawed.flaw import HostFlaw
from mapi_host.model.parts import Parts
from mapi_host.model.spooler import Spooler


class CompleteNotSaid(Spooler):
    """A spooler that carries a request out and does not say so."""

    def complete(self, request: int) -> int:
        """Leave LOGOFF_COMPLETE out; breaks SLT-030."""
        return super().complete(request) & ~LOGOFF_COMPLETE


class RefusalSaysNothing(Spooler):
    """A spooler that gives no reason for a refusal."""

    def refuse(self, request: int) -> int:
        """Answer an empty word; breaks SLT-022."""
        return 0


class InboundNotSaid(Spooler):
    """A spooler that keeps to itself that a message comes in."""

    def refuse(self, request: int) -> int:
        """Leave LOGOFF_INBOUND out; breaks SLT-034."""
        return super().refuse(request) & ~LOGOFF_INBOUND


class OutboundNotSaid(Spooler):
    """A spooler that keeps to itself that a message is sent."""

    def refuse(self, request: int) -> int:
        """Leave LOGOFF_OUTBOUND out; breaks SLT-035."""
        return super().refuse(request) & ~LOGOFF_OUTBOUND


class QueueNotSaid(Spooler):
    """A spooler that keeps to itself that messages wait."""

    def queue(self) -> int:
        """Leave LOGOFF_OUTBOUND_QUEUE out; breaks SLT-036."""
        return 0


class OneActivityAtATime(Spooler):
    """A spooler whose answer has room for one activity."""

    def refuse(self, request: int) -> int:
        """Keep the lowest bit alone; breaks SLT-037."""
        answer = super().refuse(request)
        return answer & -answer


ANSWERS: Final = (
    HostFlaw(
        name="complete-not-said",
        summary="The spooler does not answer LOGOFF_COMPLETE.",
        breaks=("SLT-030",),
        parts=Parts(spooler=CompleteNotSaid),
    ),
    HostFlaw(
        name="refusal-says-nothing",
        summary="The spooler does not say what is going on where it refuses.",
        breaks=("SLT-022",),
        also=("SLT-012", "SLT-034", "SLT-035", "SLT-036", "SLT-037", "STORELOGOFF-033"),
        parts=Parts(spooler=RefusalSaysNothing),
    ),
    HostFlaw(
        name="inbound-not-said",
        summary="The spooler does not answer LOGOFF_INBOUND.",
        breaks=("SLT-034",),
        also=("SLT-012", "SLT-022", "SLT-037", "STORELOGOFF-033"),
        parts=Parts(spooler=InboundNotSaid),
    ),
    HostFlaw(
        name="outbound-not-said",
        summary="The spooler does not answer LOGOFF_OUTBOUND.",
        breaks=("SLT-035",),
        also=("SLT-012", "SLT-022", "SLT-036", "SLT-037", "STORELOGOFF-033"),
        parts=Parts(spooler=OutboundNotSaid),
    ),
    HostFlaw(
        name="queue-not-said",
        summary="The spooler does not answer LOGOFF_OUTBOUND_QUEUE.",
        breaks=("SLT-036",),
        also=("SLT-012", "SLT-022", "SLT-037", "STORELOGOFF-033"),
        parts=Parts(spooler=QueueNotSaid),
    ),
    HostFlaw(
        name="one-activity-at-a-time",
        summary="The spooler answers one activity where there are more.",
        breaks=("SLT-037",),
        also=("SLT-012", "SLT-022", "SLT-036", "STORELOGOFF-033"),
        parts=Parts(spooler=OneActivityAtATime),
    ),
)
