"""Flaws in how the stores of one provider leave each other alone."""

from typing import Final

from mapi_conformance.mapi.flags import LOGOFF_ABORT, LOGOFF_ORDERLY
from mapi_reference.flawed.flaw import Flaw, entry_with
from mapi_reference.flawed.situations import AwareProvider, AwareStore
from mapi_reference.provider.provider import Provider
from mapi_reference.provider.store import Store


class ForgetsOneStore(Provider):
    """A provider whose stores lose their flags when one of them ends."""

    def forget(self, store: Store) -> None:
        """Take the end of one store for that of all; breaks STORELOGOFF-018."""
        super().forget(store)
        for other in self.open_stores.values():
            other.remembered = None


class OneFlagForAll(Provider):
    """A provider that remembers one flag."""

    def forget(self, store: Store) -> None:
        """Give an ending store the flag of any other; breaks STORELOGOFF-018."""
        super().forget(store)
        for other in self.open_stores.values():
            store.remembered = other.remembered or store.remembered


class OnlyTheFirstStore(AwareProvider):
    """A provider that remembers the flag of the store it opened first."""

    def forget(self, store: Store) -> None:
        """Forget the flag of the one opened later; breaks STORELOGOFF-018."""
        super().forget(store)
        if store.contents.entryid != next(iter(self.openings)):
            store.remembered = None


class NeighbourDecides(Provider):
    """A provider that takes the most careful flag of all its stores."""

    def forget(self, store: Store) -> None:
        """Hear LOGOFF_ABORT from a store that heard nothing; breaks SLT-002."""
        super().forget(store)
        others = self.open_stores.values()
        if store.remembered and any(other.remembered is None for other in others):
            store.remembered = LOGOFF_ABORT


class OrderlyEndsAll(Provider):
    """A provider that logs its stores off together, if it has the time."""

    def forget(self, store: Store) -> None:
        """Call the support objects of the others too; breaks SLT-003."""
        super().forget(store)
        if store.remembered == LOGOFF_ORDERLY:
            for other in self.open_stores.values():
                other.log_off_transports()


class ClosesTheOthers(Provider):
    """A provider for which the end of one store is the end of its service."""

    def forget(self, store: Store) -> None:
        """Close the other stores; breaks STORELOGOFF-106."""
        super().forget(store)
        for other in self.open_stores.values():
            if isinstance(other, AwareStore):
                other.spoiled = True


NEIGHBOURS: Final = (
    Flaw(
        name="forgets-one-store",
        summary="forgets the flags of all stores when one of them ends.",
        breaks=("STORELOGOFF-018",),
        entry=entry_with(provider_type=ForgetsOneStore),
    ),
    Flaw(
        name="one-flag-for-all-stores",
        summary="ends a store with the flag of another one that is open.",
        breaks=("STORELOGOFF-018",),
        entry=entry_with(provider_type=OneFlagForAll),
    ),
    Flaw(
        name="only-the-first-store",
        summary="remembers a flag for the store that it opened first alone.",
        breaks=("STORELOGOFF-018",),
        also=("SLT-002",),
        entry=entry_with(provider_type=OnlyTheFirstStore),
    ),
    Flaw(
        name="neighbour-decides",
        summary="passes LOGOFF_ABORT on while another store is open that was told"
        " nothing.",
        breaks=("SLT-002",),
        entry=entry_with(provider_type=NeighbourDecides),
    ),
    Flaw(
        name="orderly-ends-all-stores",
        summary="calls the support objects of all stores when one ends with"
        " LOGOFF_ORDERLY.",
        breaks=("SLT-003",),
        entry=entry_with(provider_type=OrderlyEndsAll),
    ),
    Flaw(
        name="closes-the-other-stores",
        summary="fails GetProps of its other stores when one of them has ended.",
        breaks=("STORELOGOFF-106",),
        entry=entry_with(AwareStore, provider_type=ClosesTheOthers),
    ),
)
