"""Flaws in what the spooler does with the messages of a store."""

from typing import Final

from mapi_conformance.mapi.flags import LOGOFF_NO_WAIT, LOGOFF_ORDERLY, LOGOFF_QUIET
from mapi_host.flawed.flaw import HostFlaw
from mapi_host.model.spooler import Spooler
from mapi_host.model.subsystem import Parts


class ReadyMailStays(Spooler):
    """A spooler that sends nothing under LOGOFF_NO_WAIT."""

    def sends(self, request: int) -> bool:
        """Leave what is ready in the queue; breaks STORELOGOFF-041."""
        return request != LOGOFF_NO_WAIT and super().sends(request)


class OtherProcessNotNoticed(Spooler):
    """A spooler that acts on a store that another process has open."""

    def ignores(self, store: object) -> bool:
        """Look at this process alone; breaks SLT-040 and SLT-041."""
        return store in self.released


class QuietActsLikeOrderly(Spooler):
    """A spooler that finishes what is on its way under LOGOFF_QUIET."""

    def log_off(self, store: object, word: int) -> int:
        """Take one request for another; breaks SLT-021 and STORELOGOFF-070."""
        return super().log_off(store, LOGOFF_ORDERLY if word == LOGOFF_QUIET else word)


SPOOLER: Final = (
    HostFlaw(
        name="ready-mail-stays",
        summary="The spooler sends nothing under LOGOFF_NO_WAIT.",
        breaks=("STORELOGOFF-041",),
        parts=Parts(spooler=ReadyMailStays),
    ),
    HostFlaw(
        name="other-process-not-noticed",
        summary="The spooler acts on a store that another process has open.",
        breaks=("SLT-040", "SLT-041"),
        parts=Parts(spooler=OtherProcessNotNoticed),
    ),
    HostFlaw(
        name="quiet-acts-like-orderly",
        summary="The spooler takes LOGOFF_QUIET for LOGOFF_ORDERLY.",
        breaks=("SLT-021", "STORELOGOFF-070"),
        parts=Parts(spooler=QuietActsLikeOrderly),
    ),
)
