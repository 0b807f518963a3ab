"""A case as a sequence diagram: where everything stands, before anything is drawn."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mapi_conformance.report.parties import (
    Party,
    acting,
    callee,
    first_caller,
    is_fact,
)
from mapi_conformance.run.record import ActRecord, DifferenceRecord, EventRecord


_HEAD: Final = 44
_ROW: Final = 30
_FOOT: Final = 14
_GUTTER: Final = 72
_APART: Final = 180
#: Room for what is written right of the last lifeline.
_MARGIN: Final = 300
_LABEL: Final = 62
#: The same for what is wrong, where the end may be what matters.
_LABEL_WRONG: Final = 110
#: How far a call within a call of the same party stands out.
_STAGGER: Final = 4
#: Rows at the beginning and at the end that are drawn however many there are; so is
#: what is wrong.
_EDGE: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifeline:
    """A party, drawn from top to bottom."""

    name: str
    x: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A call or a fact, as it is drawn."""

    y: int
    #: Number of the step, at its first row; 0 at all others.
    step: int
    #: Where the arrow begins, and where it ends.
    start: int
    end: int
    label: str
    #: The whole of what the label says.
    title: str
    wrong: bool = False
    missing: bool = False
    #: Something is stated, and nobody calls anybody.
    is_fact: bool = False

    @property
    def left(self) -> int:
        """Where the label begins."""
        return min(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Rows that were left out."""

    y: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A party at work on a call."""

    x: int
    top: int
    bottom: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """Everything that is drawn."""

    width: int
    height: int
    lifelines: tuple[Lifeline, ...]
    bars: tuple[Bar, ...]
    rows: tuple[Row, ...]
    gaps: tuple[Gap, ...]


@dataclass(slots=True, kw_only=True)
class _Line:
    """A call or a fact in its place of the order, before it has one on the page."""

    step: int
    caller: Party
    callee: Party
    event: EventRecord
    wrong: bool = False
    missing: bool = False
    #: How many lines below it belong to it.
    inside: int = 0
    #: Calls on the same party that it stands within.
    within: int = 0


def draw(acts: Sequence[ActRecord]) -> Diagram:
    """Lay out what was played; what is wrong stands out, what is missing is there."""
    lines = [line for act in _lines(acts) for line in act]
    present = {party for line in lines for party in (line.caller, line.callee)}
    parties = [party for party in Party if party in present]
    columns = {party: _GUTTER + _APART * i for i, party in enumerate(parties)}
    sheet = _Sheet(lines, columns)
    return Diagram(
        width=_GUTTER + _APART * (len(parties) - 1) + _MARGIN,
        height=_HEAD + _ROW * sheet.height + _FOOT,
        lifelines=tuple(Lifeline(name=p.value, x=columns[p]) for p in parties),
        bars=tuple(sheet.bars()),
        rows=tuple(sheet.rows()),
        gaps=tuple(sheet.gaps()),
    )


# -- the order of lines


def _lines(acts: Sequence[ActRecord]) -> Iterator[list[_Line]]:
    for number, act in enumerate(acts, 1):
        wrong = {d.event for d in act.differences if d.kind != "missing"}
        missing: dict[int, list[DifferenceRecord]] = {}
        for difference in act.differences:
            if difference.kind == "missing" and difference.about:
                missing.setdefault(difference.event, []).append(difference)
        walker = _Walker(number, wrong, missing)
        for event in act.events:
            walker.walk(event, first_caller(event.kind), Counter())
        walker.miss(0, Party.PROVIDER)
        yield walker.lines


class _Walker:
    """Puts the events of one act into lines."""

    def __init__(
        self,
        step: int,
        wrong: set[int],
        missing: Mapping[int, Sequence[DifferenceRecord]],
    ) -> None:
        self._step = step
        self._wrong = wrong
        self._missing = missing
        self.lines: list[_Line] = []

    def walk(self, event: EventRecord, caller: Party, busy: Counter[Party]) -> None:
        """Put in a call, and below it what came of it."""
        called = callee(event.kind, caller)
        line = _Line(
            step=self._step,
            caller=called if is_fact(event.kind) else caller,
            callee=called,
            event=event,
            wrong=event.sequence in self._wrong or bool(event.fault),
            within=busy[called],
        )
        self.lines.append(line)
        before = len(self.lines)
        actor = acting(event.kind, called)
        for child in event.children:
            self.walk(child, actor, busy + Counter([called]))
        self.miss(event.sequence, called)
        line.inside = len(self.lines) - before

    def miss(self, sequence: int, caller: Party) -> None:
        """Put in what was due during an event, and did not come."""
        for difference in self._missing.get(sequence, ()):
            called = callee(difference.about, caller)
            event = EventRecord(
                sequence=0, call=difference.expected, kind=difference.about
            )
            self.lines.append(
                _Line(
                    step=self._step,
                    caller=called if is_fact(difference.about) else caller,
                    callee=called,
                    event=event,
                    wrong=True,
                    missing=True,
                )
            )


# -- places on the page


class _Sheet:
    """Lines that have found their rows."""

    def __init__(self, lines: Sequence[_Line], columns: Mapping[Party, int]) -> None:
        self._lines = lines
        self._columns = columns
        self._kept = _keep(lines)
        self._places = _place(self._kept)
        self.height = self._places[-1] + 1 if lines else 0

    def rows(self) -> Iterator[Row]:
        """Give the lines that are drawn."""
        step = 0
        for line, row, kept in self._all():
            if kept:
                yield self._row(line, row, line.step if line.step != step else 0)
                step = line.step

    def gaps(self) -> Iterator[Gap]:
        """Give the places where lines were left out."""
        counts = Counter(row for _, row, kept in self._all() if not kept)
        return (Gap(y=_y(row), count=count) for row, count in counts.items())

    def bars(self) -> Iterator[Bar]:
        """Give the times during which a party is at work."""
        for index, (line, row, kept) in enumerate(self._all()):
            if kept and not line.missing and not is_fact(line.event.kind):
                last = self._places[index + line.inside]
                x = self._columns[line.callee] + _STAGGER * line.within
                yield Bar(x=x, top=_y(row) - 2, bottom=_y(last) + 9)

    def _all(self) -> Iterator[tuple[_Line, int, bool]]:
        return zip(self._lines, self._places, self._kept, strict=True)

    def _row(self, line: _Line, row: int, step: int) -> Row:
        title = tell_event(line.event)
        return Row(
            y=_y(row),
            step=step,
            start=self._columns[line.caller],
            end=self._columns[line.callee],
            label=_shorten(line.event, _LABEL_WRONG if line.wrong else _LABEL),
            title=title,
            wrong=line.wrong,
            missing=line.missing,
            is_fact=is_fact(line.event.kind),
        )


def _keep(lines: Sequence[_Line]) -> list[bool]:
    """Say which lines are drawn: all of them, unless there are very many."""
    last = len(lines) - _EDGE
    return [i < _EDGE or i >= last or line.wrong for i, line in enumerate(lines)]


def _place(kept: Sequence[bool]) -> list[int]:
    """Number the rows; lines that are left out one after another share a row."""
    places: list[int] = []
    row = -1
    for index, keep in enumerate(kept):
        row += keep or index == 0 or kept[index - 1]
        places.append(row)
    return places


def _y(row: int) -> int:
    return _HEAD + _ROW * row + _ROW // 2


def _shorten(event: EventRecord, room: int) -> str:
    """Make a label: the call, its arguments as far as there is room, the answer."""
    back = "✕" if event.fault else event.result
    answer = f" → {back}" if back else ""
    call = event.call
    if len(call) + len(answer) > room:
        end = "…)" if call.endswith(")") else "…"
        call = call[: room - len(answer) - 2].rstrip(" ,") + end
    return call + answer


def tell_event(event: EventRecord) -> str:
    """Say what was called and what came back."""
    back = "  ".join(filter(None, (event.result, event.results, event.fault)))
    return f"{event.call}  →  {back}" if back else event.call
