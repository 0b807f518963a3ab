"""Flaws in how a store remembers its logoff, and in how it passes it on."""

from typing import Final

from mapi_conformance.mapi.flags import LOGOFF_NO_WAIT
from mapi_reference.flawed.flaw import Flaw, entry_with
from mapi_reference.provider.store import Store


class FirstFlagWins(Store):
    """A store that keeps the flag of the first StoreLogoff."""

    def remember(self, request: int) -> None:
        """Keep an earlier flag; breaks STORELOGOFF-014."""
        if self.remembered is None:
            super().remember(request)


class FlagsMerged(Store):
    """A store that adds the flag of each StoreLogoff to the ones before."""

    def remember(self, request: int) -> None:
        """Merge where the page overwrites; breaks STORELOGOFF-015."""
        super().remember((self.remembered or 0) | request)


class DefaultNotAbort(Store):
    """A store that takes the absence of StoreLogoff for LOGOFF_NO_WAIT."""

    def logoff_flag(self) -> int:
        """Default to the wrong flag; breaks STORELOGOFF-016."""
        return LOGOFF_NO_WAIT if self.remembered is None else super().logoff_flag()


class TransportsEarly(Store):
    """A store that tells the transports while it still has references."""

    def remember(self, request: int) -> None:
        """Call StoreLogoffTransports inside StoreLogoff; breaks STORELOGOFF-012."""
        super().remember(request)
        self.log_off_transports()


class SupportFirst(Store):
    """A store that gives the support object back and then calls it."""

    def end(self) -> None:
        """Swap the two steps of the end; breaks SLT-004."""
        if self.close():
            self.support.release()
            self.log_off_transports()


STORE_LOGOFF: Final = (
    Flaw(
        name="first-flag-wins",
        summary="ignores every StoreLogoff after the first.",
        breaks=("STORELOGOFF-014",),
        also=("STORELOGOFF-015", "STORELOGOFF-104"),
        entry=entry_with(FirstFlagWins),
    ),
    Flaw(
        name="flags-merged",
        summary="passes on the flags of all StoreLogoff calls in one word.",
        breaks=("STORELOGOFF-015",),
        also=("STORELOGOFF-014", "STORELOGOFF-104", "SLT-001"),
        entry=entry_with(FlagsMerged),
    ),
    Flaw(
        name="default-not-abort",
        summary="asks for LOGOFF_NO_WAIT where StoreLogoff was never called.",
        breaks=("STORELOGOFF-016",),
        also=("SLT-053", "SDSTORE-017", "MSLOGOFF-007"),
        entry=entry_with(DefaultNotAbort),
    ),
    Flaw(
        name="transports-early",
        summary="calls StoreLogoffTransports from StoreLogoff, not from Release.",
        breaks=("STORELOGOFF-012",),
        also=(
            "MSLOGOFF-007",
            "STORELOGOFF-013",
            "STORELOGOFF-014",
            "STORELOGOFF-015",
            "STORELOGOFF-017",
            "STORELOGOFF-103",
            "STORELOGOFF-104",
        ),
        entry=entry_with(TransportsEarly),
    ),
    Flaw(
        name="support-first",
        summary="releases the support object before it calls StoreLogoffTransports.",
        breaks=("SLT-004",),
        also=("SDSTORE-018",),
        entry=entry_with(SupportFirst),
    ),
)
