"""Flaws in how MAPI ends a store and its session."""

from typing import Final

from mapi_host.flawed.flaw import HostFlaw
from mapi_host.model.ending import Ending, Registered
from mapi_host.model.subsystem import Parts
from mapi_host.world import Guest


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


ENDING: Final = (
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
