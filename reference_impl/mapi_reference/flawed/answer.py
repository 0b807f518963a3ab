"""Flaws in what an eager provider makes of the transports' answer."""

from typing import Final

from mapi_reference.flawed.flaw import Flaw
from mapi_reference.provider.entry import entry_point
from mapi_reference.provider.readings import Eager, Telling


class AnswerDropped(Eager):
    """A reading that asks the transports and keeps what they said to itself."""

    def answer(self, store: Telling) -> int:
        """Hand no status bits to the caller; breaks STORELOGOFF-087."""
        super().answer(store)
        return 0


ANSWER: Final = (
    Flaw(
        name="eager-drops-the-answer",
        summary="hands the answer of StoreLogoffTransports to nobody.",
        breaks=("STORELOGOFF-087",),
        also=("STORELOGOFF-080", "STORELOGOFF-081", "STORELOGOFF-082"),
        entry=entry_point(reading=AnswerDropped()),
        profile="eager",
    ),
)
