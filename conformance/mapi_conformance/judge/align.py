"""Which event answers which expectation: the pairing with the fewest differences."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slot:
    """An expectation's share: how many events it must and may take."""

    least: int
    most: int


#: Tells how event j would do for expectation i: None is not at all, 0 is exactly, 1 is
#: the right call with wrong values.
Cost = Callable[[int, int], int | None]

_MISSING = 2
_EXTRA = 2


def align_in_order(
    slots: Sequence[Slot], events: int, cost: Cost
) -> tuple[tuple[int, ...], ...]:
    """Pair events with expectations, both in order, at minimum cost.

    A wrong value costs one, a missing or an extra event two: so a wrong flag is one
    difference and not a missing call beside an unexpected one.

    Returns:
        For each expectation the events it takes.
    """
    if not slots or not events:
        return ((),) * len(slots)
    if _is_exact(slots, events, cost):
        return tuple((event,) for event in range(events))
    table = _Table(slots, events, cost)
    taken: list[tuple[int, ...]] = []
    event = 0
    for index in range(len(slots)):
        start, count = table.best_run(index, event)
        taken.append(tuple(range(start, start + count)))
        event = start + count
    return tuple(taken)


def _is_exact(slots: Sequence[Slot], events: int, cost: Cost) -> bool:
    """Whether each slot takes one event and gets it: then no table is needed."""
    once = len(slots) == events and all(s.least == s.most == 1 for s in slots)
    return once and all(cost(event, event) == 0 for event in range(events))


class _Table:
    """The cost of explaining the rest of the events by the rest of the slots."""

    def __init__(self, slots: Sequence[Slot], events: int, cost: Cost) -> None:
        self._slots = slots
        self._events = events
        self._cost = cost
        self._rest: list[list[int]] = [
            [0] * (events + 1) for _ in range(len(slots) + 1)
        ]
        for event in range(events + 1):
            self._rest[len(slots)][event] = _EXTRA * (events - event)
        for index in reversed(range(len(slots))):
            for event in reversed(range(events + 1)):
                self._rest[index][event] = self._options(index, event)[0][0]

    def best_run(self, index: int, event: int) -> tuple[int, int]:
        """Where the events of a slot begin, and how many they are."""
        while True:
            _, skipped, count = self._options(index, event)[0]
            if not skipped:
                return event, count
            event += 1

    def _options(self, index: int, event: int) -> list[tuple[int, int, int]]:
        """Ways to go on, cheapest first: (cost, skips an event, takes how many)."""
        options = [
            (total, 0, count) for count, total in self._runs(index, event).items()
        ]
        if event < self._events:
            options.append((_EXTRA + self._rest[index][event + 1], 1, 0))
        return sorted(options, key=lambda option: (option[0], -option[2], option[1]))

    def _runs(self, index: int, event: int) -> dict[int, int]:
        slot, runs, spent = self._slots[index], {}, 0
        for count in range(self._events - event + 1):
            missing = _MISSING * max(0, slot.least - count)
            runs[count] = spent + missing + self._rest[index + 1][event + count]
            if count == slot.most or event + count == self._events:
                break
            price = self._cost(index, event + count)
            if price is None:
                break
            spent += price
        return runs


def align_in_any_order(
    slots: Sequence[Slot], events: int, cost: Cost
) -> tuple[tuple[int, ...], ...]:
    """Pair events with expectations whatever their order, exact fits first."""
    seats = _Seats(slots, cost)
    least, most = [s.least for s in slots], [s.most for s in slots]
    free = list(range(events))
    for take in (seats.fit, seats.squeeze):
        for room in (least, most):
            free = [event for event in free if not take(event, room)]
    return tuple(tuple(sorted(each)) for each in seats.taken)


class _Seats:
    """Which events each slot has taken so far."""

    def __init__(self, slots: Sequence[Slot], cost: Cost) -> None:
        self.taken: list[list[int]] = [[] for _ in slots]
        self._cost = cost

    def fit(
        self, event: int, room: Sequence[int], passed: frozenset[int] = frozenset()
    ) -> bool:
        """Take an event where it fits exactly; others move if they fit elsewhere."""
        for index, taken in enumerate(self.taken):
            if index in passed or self._cost(index, event) != 0:
                continue
            passed |= {index}
            if len(taken) >= room[index]:
                moved = next((o for o in taken if self.fit(o, room, passed)), None)
                if moved is None:
                    continue
                taken.remove(moved)
            taken.append(event)
            return True
        return False

    def squeeze(self, event: int, room: Sequence[int]) -> bool:
        """Take an event with wrong values."""
        for index, taken in enumerate(self.taken):
            if len(taken) < room[index] and self._cost(index, event) is not None:
                taken.append(event)
                return True
        return False
