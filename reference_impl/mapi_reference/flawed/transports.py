"""Flaws in the one call of StoreLogoffTransports: when, how often, and whether."""

from collections.abc import Callable
from typing import Final

from mapi_reference.flawed.flaw import Flaw, entry_with
from mapi_reference.flawed.situations import AwareProvider, AwareStore
from mapi_reference.provider.children import Count
from mapi_reference.provider.store import Store
from mapi_reference.provider.subsystem import Counted


class TransportsEarly(Store):
    """A store that tells the transports while it still has references."""

    def remember(self, request: int) -> None:
        """Call StoreLogoffTransports inside StoreLogoff; breaks STORELOGOFF-012."""
        super().remember(request)
        self.log_off_transports()


class CalledTwice(Store):
    """A store that tells the transports and, to be sure, tells them again."""

    def ask_transports(self) -> None:
        """Call StoreLogoffTransports two times; breaks SDSTORE-016."""
        super().ask_transports()
        super().ask_transports()


class NeverCalled(Store):
    """A store that leaves the transports to themselves."""

    def ask_transports(self) -> None:
        """Call nothing; breaks SDSTORE-016 and STORELOGOFF-013."""


class OnlyWhenTold(Store):
    """A store that tells the transports what a client said, if one said anything."""

    def log_off_transports(self) -> None:
        """Call nothing where StoreLogoff was not; breaks SDSTORE-014."""
        if self.remembered is not None:
            super().log_off_transports()


class OnlyTheFirstTime(AwareStore):
    """A store that believes the transports told since its first end."""

    def log_off_transports(self) -> None:
        """Call nothing in a store that was opened before; breaks SDSTORE-001."""
        if not self.opened_before:
            super().log_off_transports()


class ChildrenEndInSilence(Count):
    """A policy under which a store that ends with its last child tells nobody."""

    def admit(self, store: Counted) -> Callable[[], object]:
        """Let the child's Release end the store alone; breaks STORELOGOFF-019."""
        leave = super().admit(store)

        def leave_in_silence() -> None:
            if not isinstance(store, Store):
                return
            told, store.transports_told = store.transports_told, True
            leave()
            store.transports_told = told

        return leave_in_silence


TRANSPORTS: Final = (
    Flaw(
        name="transports-early",
        summary="calls StoreLogoffTransports from StoreLogoff, not from Release.",
        breaks=("STORELOGOFF-012",),
        also=("MSLOGOFF-007", "STORELOGOFF-013", "STORELOGOFF-103"),
        entry=entry_with(TransportsEarly),
    ),
    Flaw(
        name="called-twice",
        summary="calls StoreLogoffTransports twice in one shutdown.",
        breaks=("SDSTORE-016",),
        entry=entry_with(CalledTwice),
    ),
    Flaw(
        name="never-called",
        summary="never calls StoreLogoffTransports.",
        breaks=("SDSTORE-016", "STORELOGOFF-013"),
        also=(
            "MSLOGOFF-007",
            "RELOGON-011",
            "SDSTORE-001",
            "SDSTORE-014",
            "STORELOGOFF-019",
            "STORELOGOFF-103",
        ),
        entry=entry_with(NeverCalled),
    ),
    Flaw(
        name="only-when-told",
        summary="calls StoreLogoffTransports only if StoreLogoff was called.",
        breaks=("SDSTORE-014",),
        also=(
            "MSLOGOFF-007",
            "RELOGON-011",
            "SDSTORE-016",
            "STORELOGOFF-013",
            "STORELOGOFF-019",
        ),
        entry=entry_with(OnlyWhenTold),
    ),
    Flaw(
        name="only-the-first-time",
        summary="calls StoreLogoffTransports for the first opening of a store alone.",
        breaks=("SDSTORE-001",),
        also=("SDSTORE-016",),
        entry=entry_with(OnlyTheFirstTime, provider_type=AwareProvider),
    ),
    Flaw(
        name="children-end-in-silence",
        summary="calls nothing where the Release of a folder, message or table ends the"
        " store.",
        breaks=("STORELOGOFF-019",),
        also=("SDSTORE-016",),
        entry=entry_with(children=ChildrenEndInSilence()),
    ),
)
