"""Flaws of providers that ask the transports inside StoreLogoff."""

from typing import Final

from mapi_conformance.mapi.flags import (
    LOGOFF_COMPLETE,
    LOGOFF_INBOUND,
    LOGOFF_ORDERLY,
    LOGOFF_OUTBOUND,
    LOGOFF_OUTBOUND_QUEUE,
)
from mapi_reference.flawed.flaw import Flaw, entry_with
from mapi_reference.provider.entry import entry_point
from mapi_reference.provider.readings import EAGER, Eager, Telling
from mapi_reference.provider.store import Store


class AnswerDropped(Eager):
    """A reading that asks the transports and keeps what they said to itself."""

    def answer(self, store: Telling) -> int:
        """Hand no status bits to the caller; breaks STORELOGOFF-087."""
        super().answer(store)
        return 0


class CompleteThoughRefused(Eager):
    """A reading that takes any answer for the good news."""

    def answer(self, store: Telling) -> int:
        """Report LOGOFF_COMPLETE for a refusal; breaks STORELOGOFF-087."""
        answer = super().answer(store)
        return answer if answer & LOGOFF_COMPLETE else LOGOFF_COMPLETE


class HidesInbound(Eager):
    """A reading that does not know of messages that arrive."""

    def answer(self, store: Telling) -> int:
        """Clear LOGOFF_INBOUND; breaks STORELOGOFF-080."""
        return super().answer(store) & ~LOGOFF_INBOUND


class HidesOutbound(Eager):
    """A reading that does not know of messages being sent."""

    def answer(self, store: Telling) -> int:
        """Clear LOGOFF_OUTBOUND; breaks STORELOGOFF-081."""
        return super().answer(store) & ~LOGOFF_OUTBOUND


class HidesQueue(Eager):
    """A reading that does not know of messages that wait."""

    def answer(self, store: Telling) -> int:
        """Clear LOGOFF_OUTBOUND_QUEUE; breaks STORELOGOFF-082."""
        return super().answer(store) & ~LOGOFF_OUTBOUND_QUEUE


class AsksLate(Eager):
    """A reading that is in no hurry with an orderly logoff."""

    def answer(self, store: Telling) -> int:
        """Leave LOGOFF_ORDERLY to the last Release; breaks SDSTORE-003."""
        if isinstance(store, Store) and store.remembered == LOGOFF_ORDERLY:
            return 0
        return super().answer(store)


class AsksAgain(Store):
    """A store that does not know at its end what StoreLogoff has done."""

    def log_off_transports(self) -> None:
        """Call a second time; breaks SDSTORE-015 and SLT-053."""
        self.ask_transports()


class SavesTheAnswer(Store):
    """A store that saves the word of the call with what came back in it."""

    def remember(self, request: int) -> None:
        """Keep the bits of an earlier answer in the word; breaks SLT-001."""
        super().remember(request | self.answer)


EAGER_FLAWS: Final = (
    Flaw(
        name="eager-drops-the-answer",
        summary="hands the answer of StoreLogoffTransports to nobody.",
        breaks=("STORELOGOFF-087",),
        also=("STORELOGOFF-080", "STORELOGOFF-081", "STORELOGOFF-082"),
        entry=entry_point(reading=AnswerDropped()),
        profile="eager",
    ),
    Flaw(
        name="eager-complete-though-refused",
        summary="reports LOGOFF_COMPLETE, and no activity, for a refused logoff.",
        breaks=("STORELOGOFF-087",),
        also=("STORELOGOFF-080", "STORELOGOFF-081"),
        entry=entry_point(reading=CompleteThoughRefused()),
        profile="eager",
    ),
    Flaw(
        name="eager-hides-inbound",
        summary="clears LOGOFF_INBOUND in the answer before it hands that on.",
        breaks=("STORELOGOFF-080",),
        also=("STORELOGOFF-087",),
        entry=entry_point(reading=HidesInbound()),
        profile="eager",
    ),
    Flaw(
        name="eager-hides-outbound",
        summary="clears LOGOFF_OUTBOUND in the answer before it hands that on.",
        breaks=("STORELOGOFF-081",),
        also=("STORELOGOFF-087",),
        entry=entry_point(reading=HidesOutbound()),
        profile="eager",
    ),
    Flaw(
        name="eager-hides-the-queue",
        summary="clears LOGOFF_OUTBOUND_QUEUE in the answer before it hands that on.",
        breaks=("STORELOGOFF-082",),
        also=("STORELOGOFF-087",),
        entry=entry_point(reading=HidesQueue()),
        profile="eager",
    ),
    Flaw(
        name="eager-asks-late",
        summary="makes the call of an orderly logoff at the last Release.",
        breaks=("SDSTORE-003",),
        also=("SDSTORE-015", "SLT-053"),
        entry=entry_point(reading=AsksLate()),
        profile="eager",
    ),
    Flaw(
        name="eager-asks-again",
        summary="forgets at the last Release that StoreLogoff has made the call.",
        breaks=("SDSTORE-015", "SLT-053"),
        also=("SDSTORE-016",),
        entry=entry_with(AsksAgain, reading=EAGER),
        profile="eager",
    ),
    Flaw(
        name="eager-saves-the-answer",
        summary="adds the bits of a refusal to the flag of the next attempt.",
        breaks=("SLT-001",),
        entry=entry_with(SavesTheAnswer, reading=EAGER),
        profile="eager",
    ),
)
