"""Flaws in a store that two clients hold."""

from typing import Final

from mapi_conformance.mapi import Ref
from mapi_conformance.mapi.codes import MAPI_E_BUSY
from mapi_conformance.mapi.flags import LOGOFF_ABORT, LOGOFF_NO_WAIT
from mapi_reference.flawed.flaw import Flaw, entry_with
from mapi_reference.flawed.situations import AwareProvider, AwareStore


class BusyWhileShared(AwareStore):
    """A store that lets one client wait for the other."""

    def store_logoff(self, flags: Ref[int] | None) -> int:
        """Refuse LOGOFF_NO_WAIT to one of two; breaks STORELOGOFF-101."""
        asked = flags is not None and flags.value == LOGOFF_NO_WAIT
        code = super().store_logoff(flags)
        return MAPI_E_BUSY if asked and self.clients > 1 else code


class FirstLeavesClosed(AwareStore):
    """A store that is over for all when the first client leaves it."""

    def release(self) -> int:
        """Close the store for the others; breaks STORELOGOFF-102."""
        left = super().release()
        self.spoiled = self.clients > 1 and self.remembered is not None
        return left


class FirstLeavesTold(AwareStore):
    """A store that tells the transports when the first client leaves it."""

    def release(self) -> int:
        """Make the call while another client is there; breaks STORELOGOFF-103."""
        if self.clients > 1 and self.remembered is not None:
            self.log_off_transports()
        return super().release()


class FirstSpeaksForAll(AwareStore):
    """A store on which the first of two clients decides."""

    def remember(self, request: int) -> None:
        """Keep the flag of the first; breaks STORELOGOFF-104."""
        if self.clients == 1 or self.remembered is None:
            super().remember(request)


class SilentClientsAbort(AwareStore):
    """A store that hears LOGOFF_ABORT from a client that said nothing."""

    spoken = 0

    def remember(self, request: int) -> None:
        """Count who spoke."""
        super().remember(request)
        self.spoken += 1

    def logoff_flag(self) -> int:
        """Add the default to the flag of the others; breaks SLT-001."""
        silent = self.spoken < self.clients and self.clients > 1
        return super().logoff_flag() | (LOGOFF_ABORT if silent else 0)


class NoWordWhenShared(AwareStore):
    """A store that has nobody to give the answer to."""

    def ask_transports(self) -> None:
        """Pass a null pointer; breaks SLT-005."""
        if self.clients == 1:
            super().ask_transports()
        else:
            self.transports_told = True
            self.support.store_logoff_transports(None)


SHARING: Final = (
    Flaw(
        name="busy-while-shared",
        summary="answers LOGOFF_NO_WAIT with MAPI_E_BUSY while another client has the"
        " store.",
        breaks=("STORELOGOFF-101",),
        entry=entry_with(BusyWhileShared, provider_type=AwareProvider),
    ),
    Flaw(
        name="first-client-closes",
        summary="fails GetProps for the client that is left when the other has logged"
        " off.",
        breaks=("STORELOGOFF-102",),
        entry=entry_with(FirstLeavesClosed, provider_type=AwareProvider),
    ),
    Flaw(
        name="first-client-tells",
        summary="calls StoreLogoffTransports when the first of two clients leaves.",
        breaks=("STORELOGOFF-103",),
        entry=entry_with(FirstLeavesTold, provider_type=AwareProvider),
    ),
    Flaw(
        name="first-client-decides",
        summary="keeps the flag of the first of two clients.",
        breaks=("STORELOGOFF-104",),
        entry=entry_with(FirstSpeaksForAll, provider_type=AwareProvider),
    ),
    Flaw(
        name="silent-client-aborts",
        summary="adds LOGOFF_ABORT to the flag for a second client that gave none.",
        breaks=("SLT-001",),
        also=("STORELOGOFF-010", "STORELOGOFF-104"),
        entry=entry_with(SilentClientsAbort, provider_type=AwareProvider),
    ),
    Flaw(
        name="no-word-when-shared",
        summary="passes StoreLogoffTransports a null pointer where two clients had the"
        " store.",
        breaks=("SLT-005",),
        also=("SLT-001", "STORELOGOFF-010", "STORELOGOFF-016", "STORELOGOFF-104"),
        entry=entry_with(NoWordWhenShared, provider_type=AwareProvider),
    ),
)
