"""What happened while a step ran, against what had to.

The events below a step, projected on the alphabet, must equal the expected ones:
same order, number, nesting. Each difference is attributed to a clause:

========== =========================================================================
missing    the event's ``happens``, else its plain ``cites``, else the ``missing`` of
           its kind in the watch set, else the parent's ``causes``
argument   the event's ``args``, else plain, else as for missing
order      the parent's ``order``, else as for missing
unexpected the parent's ``causes``, else the ``unexpected`` of its kind
again      one more of an event that was expected and came, which is unexpected too:
           the ``again`` of its kind, else as for unexpected
========== =========================================================================

Differences about the other side's doing are self-checks: they take the clause of
their kind and never count against the subject.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from mapi_conformance.judge.align import Slot, align_in_any_order, align_in_order
from mapi_conformance.judge.differences import Difference, Findings, Fired, Kind
from mapi_conformance.judge.match import Comparison, meets
from mapi_conformance.judge.names import Names
from mapi_conformance.judge.results import judge_results
from mapi_conformance.judge.show import show, show_wanted
from mapi_conformance.judge.stage import Projected, Stage, parameter_of
from mapi_conformance.mapi.interfaces import INTERFACES, Direction, Parameter
from mapi_conformance.port.host import Event
from mapi_conformance.scenario.case import Citations, Effects, Expectation
from mapi_conformance.scenario.model import Subject
from mapi_conformance.scenario.problems import Place
from mapi_conformance.scenario.scope import is_doing_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Parent:
    """The node below which events are compared."""

    label: str
    cites: Citations
    place: Place
    subject: Subject
    #: The number of the call below which events are compared; 0: there is none.
    event: int = 0


class EffectsJudge:
    """Compares the events below one node."""

    def __init__(self, parent: Parent, stage: Stage, findings: Findings) -> None:
        self._parent = parent
        self._stage = stage
        self._findings = findings
        self._cover = parent.cites.only("causes")

    def judge(self, effects: Effects, happened: Sequence[Projected]) -> None:
        """Note every difference and every clause put at stake."""
        if effects.anything:
            return
        # Most steps are silent, and are to be.
        silent = not happened and not effects.expected
        taken = () if silent else self._compare(effects, happened)
        self._exercise_order(taken)
        self._exercise_cover(effects, taken)

    def _compare(
        self, effects: Effects, happened: Sequence[Projected]
    ) -> tuple[tuple[int, ...], ...]:
        """Note every difference; give the events that each expectation took."""
        events = [each for each in happened if not self._is_allowed(effects, each)]
        taken = self._align(effects, events)
        used = {index for run in taken for index in run}
        for expected, run in zip(effects.expected, taken, strict=True):
            got = self._or_out_of_order(expected, run, events, used)
            self._judge_count(expected, len(got))
            for each in got:
                self._judge_event(expected, each)
        came = {(events[i].event.kind, events[i].event.pointer) for i in used}
        for index, each in enumerate(events):
            if index not in used:
                again = (each.event.kind, each.event.pointer) in came
                self._note_unexpected(each.event, again=again)
        return taken

    def _is_allowed(self, effects: Effects, each: Projected) -> bool:
        return any(
            name == each.event.name and self._is_about(handle, each.event)
            for handle, name in effects.allowed
        )

    def _align(
        self, effects: Effects, events: Sequence[Projected]
    ) -> tuple[tuple[int, ...], ...]:
        slots = [Slot(each.least, each.most) for each in effects.expected]

        def cost(slot: int, index: int) -> int | None:
            expected, event = effects.expected[slot], events[index].event
            if not self._is_same(expected, event):
                return None
            return 0 if not self._wrong_arguments(expected, event) else 1

        pair = align_in_order if effects.ordered else align_in_any_order
        return pair(slots, len(events), cost)

    def _is_same(self, expected: Expectation, event: Event) -> bool:
        return expected.name == event.name and self._is_about(expected.handle, event)

    def _is_about(self, handle: str, event: Event) -> bool:
        if event.pointer is None:
            return handle == event.interface
        pointer = self._stage.names.find(handle)
        return pointer is not None and self._stage.names.same(pointer, event.pointer)

    # -- one expectation

    def _or_out_of_order(
        self,
        expected: Expectation,
        run: tuple[int, ...],
        events: Sequence[Projected],
        used: set[int],
    ) -> list[Projected]:
        """Take what came at another moment, which is one difference and not two."""
        if run or expected.least != 1:
            return [events[index] for index in run]
        found = next(
            (
                index
                for index, each in enumerate(events)
                if index not in used and self._is_same(expected, each.event)
            ),
            None,
        )
        if found is None:
            return []
        used.add(found)
        self._note(
            Kind.ORDER,
            expected,
            f"{expected.label} happened out of order during {self._parent.label}",
            self._parent.cites.only("order") or self._happens(expected),
            event=events[found].event.sequence,
        )
        return [events[found]]

    def _happens(self, expected: Expectation) -> tuple[str, ...]:
        return (
            expected.cites.of("happens")
            or self._stage.broken_by_missing(expected.kind)
            or self._cover
        )

    def _judge_count(self, expected: Expectation, count: int) -> None:
        if expected.mine:
            clauses = expected.cites.of("happens")
            self._findings.exercise(clauses, "happens", expected.place)
        if expected.mine and count == 0 and expected.least > 0:
            self._findings.pass_over(expected.cites.only("args"))
        if count >= expected.least:
            return
        where = f"during {self._parent.label}"
        if expected.least == 1:
            text = f"{expected.label} did not happen {where}"
        else:
            text = f"{expected.label} happened {count} times {where}, not"
            text += f" {expected.least}"
        self._note(Kind.MISSING, expected, text, self._happens(expected))

    def _judge_event(self, expected: Expectation, each: Projected) -> None:
        if expected.mine and expected.arguments:
            clauses = expected.cites.of("args")
            self._findings.exercise(clauses, "args", expected.place)
        for name, text, wanted, seen in self._wrong_arguments(expected, each.event):
            clauses = expected.cites.of("args") or self._happens(expected)
            told = f"{expected.label} got {name} {seen}, not {text}"
            number = each.event.sequence
            self._note(Kind.ARGUMENT, expected, told, clauses, wanted, seen, number)
        if expected.returns is not None:
            self._findings.add(
                judge_results(expected, expected.returns, each.event, self._stage)
            )
        below = Parent(
            label=expected.label,
            cites=expected.cites,
            place=expected.place,
            subject=self._parent.subject,
            event=each.event.sequence,
        )
        EffectsJudge(below, self._stage, self._findings).judge(
            expected.effects, each.children
        )

    def _wrong_arguments(
        self, expected: Expectation, event: Event
    ) -> list[tuple[str, str, str, str]]:
        wrong = []
        for name, matcher in expected.arguments:
            parameter = parameter_of(event, name)
            if parameter is None:
                continue
            actual = event.arguments.get(name)
            names = self._stage.names
            against = Comparison(actual=actual, parameter=parameter, names=names)
            if not meets(matcher, against):
                wanted = show_wanted(matcher, parameter)
                seen = show(actual, parameter, names)
                wrong.append((name, matcher.text, wanted, seen))
        return wrong

    # -- notes

    def _note_unexpected(self, event: Event, *, again: bool) -> None:
        """Note a call nobody mentioned, or one more of those that were expected."""
        mine = is_doing_of(event.kind, self._parent.subject)
        default = self._stage.broken_by_unexpected(event.kind)
        covered = self._stage.broken_by_another(event.kind) if again else ()
        covered = covered or self._cover
        call = describe(event, self._stage.names)
        if mine:
            self._findings.exercise(self._cover, "causes", self._parent.place)
        self._findings.differences.append(
            Difference(
                kind=Kind.UNEXPECTED,
                text=f"{call} happened during {self._parent.label} and is not expected"
                " there",
                expected="no such call" if event.code is not None else "not yet",
                seen=call,
                clauses=(covered or default) if mine else default,
                place=self._parent.place,
                event=event.sequence,
                about=event.kind,
                self_check=not mine,
            )
        )

    def _note(
        self,
        kind: Kind,
        expected: Expectation,
        text: str,
        clauses: tuple[str, ...],
        wanted: str = "",
        seen: str = "",
        event: int = 0,
    ) -> None:
        mine = expected.mine
        self._findings.differences.append(
            Difference(
                kind=kind,
                text=text,
                expected=wanted or expected.label,
                seen=seen
                or ("nothing" if kind is Kind.MISSING else "too early or late"),
                clauses=clauses
                if mine
                else self._stage.broken_by_missing(expected.kind),
                place=expected.place,
                event=event or self._parent.event,
                about=expected.kind,
                self_check=not mine,
            )
        )

    def _exercise_order(self, taken: tuple[tuple[int, ...], ...]) -> None:
        clauses = self._parent.cites.only("order")
        if not clauses:
            return
        wrong = any(
            d.kind is Kind.ORDER and set(d.clauses) & set(clauses)
            for d in self._findings.differences
        )
        if wrong or sum(1 for run in taken if run) > 1:
            self._findings.exercise(clauses, "order", self._parent.place)
        else:
            self._findings.pass_over(clauses)

    def _exercise_cover(
        self, effects: Effects, taken: tuple[tuple[int, ...], ...]
    ) -> None:
        """``causes`` is at stake where something came; silence shows at the end."""
        if not self._cover:
            return
        if any(taken) or any(set(self._cover) & set(d.clauses) for d in self._found):
            self._findings.exercise(self._cover, "causes", self._parent.place)
        elif effects.expected:
            self._findings.pass_over(self._cover)
        else:
            place = self._parent.place
            self._findings.silences += [Fired(c, "causes", place) for c in self._cover]

    @property
    def _found(self) -> Sequence[Difference]:
        return self._findings.differences


def _says_something(parameter: Parameter, value: object) -> bool:
    """Leave out nulls and reserved words; a flag word counts even where it is 0."""
    if parameter.direction is Direction.INOUT:
        return True
    return value is not None and not (value == 0 and parameter.family == "NONE")


def describe(event: Event, names: Names) -> str:
    """Spell a call with its arguments: ``store.support.AddRef()``."""
    owner = names.name(event.pointer) if event.pointer else event.interface
    interface = INTERFACES.get(event.interface)
    if interface is None or event.name not in interface.methods:
        return f"{owner}.{event.name}"
    given = [
        f"{p.name}={show(event.arguments[p.name], p, names)}"
        for p in interface.methods[event.name].parameters
        if p.name in event.arguments and _says_something(p, event.arguments[p.name])
    ]
    return f"{owner}.{event.name}({', '.join(given)})"
