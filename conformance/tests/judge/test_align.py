"""Which event answers which expectation."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapi_conformance.judge.align import Slot, align_in_any_order, align_in_order


Align = Callable[
    [Sequence[Slot], int, Callable[[int, int], int | None]],
    tuple[tuple[int, ...], ...],
]
Word = tuple[str, int]
BOTH: tuple[Align, ...] = (align_in_order, align_in_any_order)
words = st.tuples(st.sampled_from("ABC"), st.integers(0, 2))
ANY = -1
slot_lists = st.lists(
    st.tuples(
        st.sampled_from("AB"),
        st.integers(ANY, 2),
        st.integers(0, 2),
        st.integers(0, 2),
    ).map(lambda s: (s[0], s[1], s[2], s[2] + s[3])),
    max_size=3,
)
event_lists = st.lists(st.tuples(st.sampled_from("AB"), st.integers(0, 2)), max_size=5)


def price(wanted: Word, came: Word) -> int | None:
    """Tell letters apart wholly, numbers as values; -1 takes every number."""
    if wanted[0] != came[0]:
        return None
    return 0 if wanted[1] in (ANY, came[1]) else 1


def pair(
    align: Align, slots: Sequence[tuple[str, int, int, int]], events: Sequence[Word]
) -> tuple[tuple[int, ...], ...]:
    """Align events with slots of letter, number, least and most."""
    return align(
        [Slot(least, most) for _, _, least, most in slots],
        len(events),
        lambda slot, event: price(slots[slot][:2], events[event]),
    )


def prices(
    slots: Sequence[tuple[str, int, int, int]],
    events: Sequence[Word],
    taken: Sequence[Sequence[int]],
) -> list[int]:
    """Price every pair; an event of another kind can never be in one."""
    each = [
        price(slot[:2], events[index])
        for slot, run in zip(slots, taken, strict=True)
        for index in run
    ]
    assert None not in each
    return [one for one in each if one is not None]


def cheapest(slots: Sequence[tuple[str, int, int, int]], events: Sequence[Word]) -> int:
    """Try every way of pairing in order, and say what the best one costs."""
    if not slots:
        return 2 * len(events)
    (letter, number, least, most), later = slots[0], slots[1:]
    costs = []
    for start in range(len(events) + 1):
        for end in range(start, min(len(events), start + most) + 1):
            run = [price((letter, number), event) for event in events[start:end]]
            known = [one for one in run if one is not None]
            if len(known) == len(run):
                missing = max(0, least - len(run))
                here = sum(known) + 2 * missing + 2 * start
                costs.append(here + cheapest(later, events[end:]))
    return min(costs)


def total(
    slots: Sequence[tuple[str, int, int, int]],
    events: Sequence[Word],
    taken: Sequence[Sequence[int]],
) -> int:
    """Count what is wrong: one for a value, two for missing and for extra."""
    wrong = sum(prices(slots, events, taken))
    missing = sum(
        max(0, slot[2] - len(run)) for slot, run in zip(slots, taken, strict=True)
    )
    extra = len(events) - sum(len(run) for run in taken)
    return wrong + 2 * missing + 2 * extra


def once(*wanted: Word) -> list[tuple[str, int, int, int]]:
    """Want each exactly once."""
    return [(letter, number, 1, 1) for letter, number in wanted]


class TestInOrder:
    """Expectations whose order counts."""

    @pytest.mark.parametrize(
        ("wanted", "came", "taken"),
        [
            pytest.param([], [], (), id="nothing wanted, nothing came"),
            pytest.param([], [("A", 1)], (), id="extra alone"),
            pytest.param([("A", 1)], [], ((),), id="missing"),
            pytest.param([("A", 1)], [("A", 2)], ((0,),), id="wrong value is taken"),
            pytest.param([("A", 1)], [("B", 1)], ((),), id="another call is not"),
            pytest.param(
                [("A", 1)], [("A", 2), ("A", 1)], ((1,),), id="the right one of two"
            ),
            pytest.param(
                [("A", 1)], [("A", 1), ("A", 1)], ((0,),), id="a duplicate is left over"
            ),
            pytest.param(
                [("A", 1), ("B", 1)],
                [("B", 1), ("A", 1)],
                ((), (0,)),
                id="too early leaves one pair in order",
            ),
            pytest.param(
                [("A", 1), ("B", 1)],
                [("C", 1), ("A", 1), ("C", 1), ("B", 1)],
                ((1,), (3,)),
                id="extras between are skipped",
            ),
            pytest.param(
                [("A", 1), ("A", 2)], [("A", 2)], ((), (0,)), id="the one that fits"
            ),
        ],
    )
    def test_pairs(
        self, wanted: list[Word], came: list[Word], taken: tuple[tuple[int, ...], ...]
    ) -> None:
        """The pairing is the one with the fewest differences."""
        assert pair(align_in_order, once(*wanted), came) == taken


@pytest.mark.parametrize("align", BOTH, ids=["in order", "in any order"])
class TestTimes:
    """How often an event must and may come."""

    @pytest.mark.parametrize(
        ("least", "most", "came", "taken"),
        [
            pytest.param(0, 0, 1, (), id="never takes none"),
            pytest.param(0, 1, 0, (), id="optional may stay away"),
            pytest.param(0, 1, 2, (0,), id="optional takes one"),
            pytest.param(2, 3, 1, (0,), id="too few are taken"),
            pytest.param(2, 3, 3, (0, 1, 2), id="as many as allowed"),
            pytest.param(2, 3, 4, (0, 1, 2), id="no more than allowed"),
            pytest.param(1, 2**31, 40, tuple(range(40)), id="without bound"),
        ],
    )
    def test_takes(
        self, align: Align, least: int, most: int, came: int, taken: tuple[int, ...]
    ) -> None:
        """A slot takes what it may, and is short of what it must."""
        slots = [("A", 1, least, most)]

        assert pair(align, slots, [("A", 1)] * came) == (taken,)

    def test_leaves_enough_for_the_next(self, align: Align) -> None:
        """A range takes no event that a later slot cannot do without."""
        slots = [("A", ANY, 1, 2), ("A", 1, 1, 1)]

        taken = pair(align, slots, [("A", 1), ("A", 1)])

        assert [len(run) for run in taken] == [1, 1]


class TestInAnyOrder:
    """Expectations whose order does not count."""

    def test_takes_what_came_late(self) -> None:
        """Each expectation finds its event wherever it stands."""
        slots = once(("A", 1), ("B", 1))

        assert pair(align_in_any_order, slots, [("B", 1), ("A", 1)]) == ((1,), (0,))

    def test_takes_none_of_another_kind(self) -> None:
        """An event of another call is left over, though nothing else came."""
        assert pair(align_in_any_order, once(("A", 1)), [("B", 1)]) == ((),)

    def test_exact_before_wrong(self) -> None:
        """An event with a wrong value takes no seat of one that fits."""
        slots = once(("A", 1), ("A", 2))

        assert pair(align_in_any_order, slots, [("A", 3), ("A", 1)]) == ((1,), (0,))

    def test_an_easy_slot_gives_way(self) -> None:
        """A slot that takes anything leaves an event to one that takes only that."""
        slots = once(("A", ANY), ("A", 1))

        assert pair(align_in_any_order, slots, [("A", 1), ("A", 2)]) == ((1,), (0,))

    def test_wrong_ones_go_where_one_is_due(self) -> None:
        """A wrong event fills a slot that needs one before one that may have one."""
        slots = [("A", 1, 0, 1), ("A", 2, 1, 1)]

        assert pair(align_in_any_order, slots, [("A", 3)]) == ((), (0,))


@given(st.lists(words, max_size=6))
def test_what_is_expected_aligns_exactly(wanted: list[Word]) -> None:
    """Events equal to the expectations differ nowhere."""
    assert pair(align_in_order, once(*wanted), wanted) == tuple(
        (index,) for index in range(len(wanted))
    )


@given(st.data())
def test_any_order_aligns_exactly(data: st.DataObject) -> None:
    """Events that meet the expectations differ nowhere, however shuffled."""
    came = data.draw(st.lists(words, max_size=6))
    loose = data.draw(st.lists(st.booleans(), min_size=6, max_size=6))
    wanted = [
        (letter, ANY if free else number)
        for (letter, number), free in zip(came, loose, strict=False)
    ]
    slots = once(*wanted)
    events = data.draw(st.permutations(came))

    assert total(slots, events, pair(align_in_any_order, slots, events)) == 0


@given(st.sampled_from(BOTH), slot_lists, event_lists)
def test_is_sound(
    align: Align, slots: list[tuple[str, int, int, int]], events: list[Word]
) -> None:
    """No event is taken twice, none by what cannot take it, and never too many."""
    taken = pair(align, slots, events)

    used = [index for run in taken for index in run]
    assert len(used) == len(set(used))
    assert all(len(run) <= slot[3] for slot, run in zip(slots, taken, strict=True))
    assert len(prices(slots, events, taken)) == len(used)


@given(slot_lists, event_lists)
def test_in_order_is_cheapest(
    slots: list[tuple[str, int, int, int]], events: list[Word]
) -> None:
    """In order no pairing costs less, and it is one in order."""
    taken = pair(align_in_order, slots, events)

    used = [index for run in taken for index in run]
    assert used == sorted(used)
    assert total(slots, events, taken) == cheapest(slots, events)


@given(st.lists(words, max_size=5), st.lists(words, max_size=5))
def test_nothing_goes_unpaired_that_fits(wanted: list[Word], came: list[Word]) -> None:
    """In any order no event is left over while its like is missing."""
    taken = pair(align_in_any_order, once(*wanted), came)

    used = {index for run in taken for index in run}
    left = {came[index][0] for index in range(len(came)) if index not in used}
    missing = {w[0] for w, run in zip(wanted, taken, strict=True) if not run}
    assert not left & missing
