"""Hosts that are wrong on purpose: what judges MAPI has to find each of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from mapi_conformance.mapi.flags import LOGOFF_NO_WAIT, LOGOFF_ORDERLY, LOGOFF_QUIET
from mapi_host.model.ending import Ending, Registered
from mapi_host.model.spooler import Spooler
from mapi_host.model.subsystem import Parts
from mapi_host.world import Guest


@dataclass(frozen=True, slots=True, kw_only=True)
class HostFlaw:
    """One departure of MAPI's model from the pages, on purpose."""

    name: str
    #: One sentence, with MAPI or the spooler as its subject.
    summary: str
    #: The clauses that the departure is about; the suite must find each of them.
    breaks: tuple[str, ...]
    parts: Parts


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


class LogoffForgotten(Ending):
    """A MAPI that gives logon objects back without telling them of the end."""

    def log_off(self, logon: Guest) -> None:
        """Go straight to Release; breaks SDSTORE-010 and SDSVC-001."""
        if logon.held():
            logon.release()


class StatusRowFirst(Ending):
    """A MAPI that removes the status row before the identifiers."""

    def withdraw_uids(self, support: Registered) -> None:
        """Begin with the second step; breaks SDSTORE-012."""
        super().withdraw_row(support)

    def withdraw_row(self, support: Registered) -> None:
        """Go on with the first step."""
        super().withdraw_uids(support)


#: Every wrong host, by name.
HOST_FLAWS: Final[Mapping[str, HostFlaw]] = MappingProxyType(
    {
        flaw.name: flaw
        for flaw in (
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
            HostFlaw(
                name="logoff-forgotten",
                summary="MAPI releases logon objects that it never told of the end.",
                breaks=("SDSTORE-010", "SDSVC-001"),
                parts=Parts(ending=LogoffForgotten),
            ),
            HostFlaw(
                name="status-row-first",
                summary="MAPI removes the status row before the identifiers.",
                breaks=("SDSTORE-012",),
                parts=Parts(ending=StatusRowFirst),
            ),
        )
    }
)
