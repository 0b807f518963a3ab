"""Flaws in what StoreLogoff answers: its code, and the word that it leaves."""

from typing import Final

from mapi_conformance.mapi import Ref
from mapi_conformance.mapi.codes import MAPI_E_BUSY
from mapi_conformance.mapi.flags import LOGOFF_ABORT, LOGOFF_INBOUND, LOGOFF_REQUESTS
from mapi_conformance.mapi.identifiers import Iid
from mapi_reference.flawed.flaw import Flaw, entry_with
from mapi_reference.flawed.situations import AwareProvider, AwareStore
from mapi_reference.provider.readings import Deferred, Telling
from mapi_reference.provider.store import Store


class RequestComesBack(Store):
    """A store that leaves the caller's word as it was."""

    def store_logoff(self, flags: Ref[int] | None) -> int:
        """Give the request bits back; breaks STORELOGOFF-085."""
        request = 0 if flags is None else flags.value & LOGOFF_REQUESTS
        code = super().store_logoff(flags)
        if flags is not None:
            flags.value |= request
        return code


class UndocumentedBit(Deferred):
    """A reading that has a status of its own."""

    def answer(self, store: Telling) -> int:
        """Set a bit that no page knows; breaks STORELOGOFF-083."""
        return super().answer(store) | 0x100


class ClaimsActivity(Deferred):
    """A reading that always thinks that mail is coming in."""

    def answer(self, store: Telling) -> int:
        """Claim LOGOFF_INBOUND; breaks STORELOGOFF-088."""
        return super().answer(store) | LOGOFF_INBOUND


class BusyWithChildren(Store):
    """A store that does not like to be logged off while it is in use."""

    busy = False

    def open_entry(
        self,
        entryid: bytes | None,
        interface: Iid | None,
        flags: int,
        kind: Ref[int] | None,
        pointer: Ref[object | None] | None,
    ) -> int:
        """Notice that something was opened."""
        self.busy = True
        return super().open_entry(entryid, interface, flags, kind, pointer)

    def store_logoff(self, flags: Ref[int] | None) -> int:
        """Do everything and report MAPI_E_BUSY; breaks STORELOGOFF-005."""
        code = super().store_logoff(flags)
        return MAPI_E_BUSY if self.busy else code


class ClosedByLogoff(AwareStore):
    """A store that does not wait for its end to be over."""

    def remember(self, request: int) -> None:
        """Answer no more while references are left; breaks STORELOGOFF-025."""
        super().remember(request)
        self.spoiled = self.clients == 1


class AbortTakesAReference(Store):
    """A store that takes LOGOFF_ABORT for a Release as well."""

    references = 1

    def add_ref(self) -> int:
        """Notice that there is a reference to take."""
        self.references = super().add_ref()
        return self.references

    def remember(self, request: int) -> None:
        """Use a reference of the caller up; breaks STORELOGOFF-007."""
        super().remember(request)
        if request == LOGOFF_ABORT and self.references > 1:
            self.release()


WORD: Final = (
    Flaw(
        name="request-comes-back",
        summary="leaves the request bits in the word of StoreLogoff.",
        breaks=("STORELOGOFF-085",),
        entry=entry_with(RequestComesBack),
    ),
    Flaw(
        name="undocumented-bit",
        summary="sets a bit in the word of StoreLogoff that no page knows.",
        breaks=("STORELOGOFF-083",),
        entry=entry_with(reading=UndocumentedBit()),
    ),
    Flaw(
        name="claims-activity",
        summary="reports LOGOFF_INBOUND whatever the transports do.",
        breaks=("STORELOGOFF-088",),
        entry=entry_with(reading=ClaimsActivity()),
    ),
    Flaw(
        name="busy-with-children",
        summary="answers StoreLogoff with MAPI_E_BUSY once a folder or message was"
        " opened.",
        breaks=("STORELOGOFF-005",),
        entry=entry_with(BusyWithChildren),
    ),
    Flaw(
        name="closed-by-logoff",
        summary="fails GetProps after StoreLogoff of a store's only client.",
        breaks=("STORELOGOFF-025",),
        entry=entry_with(ClosedByLogoff, provider_type=AwareProvider),
    ),
    Flaw(
        name="abort-takes-a-reference",
        summary="uses a reference of the caller up for LOGOFF_ABORT.",
        breaks=("STORELOGOFF-007",),
        also=("SDSTORE-006",),
        entry=entry_with(AbortTakesAReference),
    ),
)
