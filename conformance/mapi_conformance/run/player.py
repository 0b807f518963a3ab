"""Plays one case on a host: calls in order, each judged before the next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NoReturn

from mapi_conformance.judge.differences import Difference, Findings, Kind
from mapi_conformance.judge.effects import EffectsJudge, Parent, describe
from mapi_conformance.judge.laws import LAWS, Facts, every_event
from mapi_conformance.judge.names import Names, Unbound
from mapi_conformance.judge.results import judge_results
from mapi_conformance.judge.show import printable
from mapi_conformance.judge.stage import Projected, Stage, project
from mapi_conformance.mapi.codes import failed, show_code
from mapi_conformance.port.host import (
    Event,
    Fault,
    FaultKind,
    Host,
    Pointer,
    Reply,
    Transports,
)
from mapi_conformance.port.provider import Configuration
from mapi_conformance.scenario.case import (
    Across,
    Action,
    Answer,
    Case,
    Citations,
    Effects,
    Expectation,
    Group,
    SetTransports,
    Step,
)
from mapi_conformance.scenario.catalogue import Catalogue
from mapi_conformance.scenario.model import WatchedKind


#: Watched in scenes too: an early call there must not pass unseen.
ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Act:
    """One call made, the events it led to, and the differences found with it."""

    label: str
    events: tuple[Event, ...]
    differences: tuple[Difference, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What became of a case."""

    acts: tuple[Act, ...]
    findings: Findings
    stage: Stage


class _Stop(Exception):
    """What follows would mean nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """Under what a case is judged."""

    catalogue: Catalogue
    configuration: Configuration
    #: Readings the provider declares.
    profiles: frozenset[str] = field(default_factory=frozenset)


class Player:
    """Plays one case; made anew for each, with a fresh host."""

    def __init__(self, case: Case, host: Host, conditions: Conditions) -> None:
        self._case = case
        self._host = host
        self._names = Names(host, conditions.configuration)
        self._conditions = conditions
        self._findings = Findings()
        self._acts: list[Act] = []
        #: Objects and methods whose answer was scripted.
        self._scripted: set[tuple[int, str]] = set()
        self._stage = self._stage_of(case.alphabet)

    def _stage_of(self, kinds: Iterable[WatchedKind]) -> Stage:
        return Stage(
            names=self._names,
            alphabet={kind.kind: kind for kind in kinds},
            catalogue=self._conditions.catalogue,
            profiles=self._conditions.profiles,
        )

    def play(self) -> Played:
        """Play scenes, steps and epilogue; never raises for what a provider does."""
        whole = self._stage
        scenes = [kind for kind in self._case.alphabet if kind.home == ALWAYS]
        try:
            self._start()
            self._stage = self._stage_of(scenes)
            self._perform_all(self._case.setup)
            self._stage = whole
            self._perform_all(self._case.steps)
        except _Stop:
            pass
        self._stage = whole
        self._settle()
        self._finish()
        return Played(
            acts=tuple(self._acts), findings=self._findings, stage=self._stage
        )

    # -- beginning and end

    def _start(self) -> None:
        event = self._host.start()
        self._close_act(self._label(event), (event,), 0)
        self._stop_at_fault()
        provider = event.results.get("provider")
        if isinstance(provider, Pointer) and not failed(event.code or 0):
            self._names.bind_object("provider", provider)
            return
        code = show_code(event.code) if event.code is not None else "nothing"
        self._block(f"MSProviderInit returned {code} and no provider object")

    def _settle(self) -> None:
        """Meet what came outside any call: watched there, it is unexpected."""
        if self._findings.stopped:
            return
        events = self._host.settle()
        if not events:
            return
        before = len(self._findings.differences)
        place = self._case.scenario.place
        parent = Parent(
            label="no call at all",
            cites=Citations(),
            place=place,
            subject=self._case.suite.subject,
        )
        forest = project(events, self._stage.alphabet)
        EffectsJudge(parent, self._stage, self._findings).judge(Effects(), forest)
        self._note_faults(events)
        self._close_act("between the calls", events, before)

    def _finish(self) -> None:
        """Play the epilogue and judge the laws; neither means much after a death."""
        if self._died:
            return
        self._discount_answers()
        before = len(self._findings.differences)
        self._note_faults(events := self._host.end())
        if not self._died:
            self._judge_laws((*self._events, *events))
        self._judge_silences((*self._events, *events))
        self._close_act("epilogue", events, before)

    @property
    def _died(self) -> bool:
        deaths = (Kind.CRASHED, Kind.HUNG)
        return any(d.kind in deaths for d in self._findings.differences)

    @property
    def _events(self) -> tuple[Event, ...]:
        return tuple(event for act in self._acts for event in act.events)

    def _discount_answers(self) -> None:
        """What is to follow from an answer was not tested if nobody asked for it."""
        asked = {
            (e.pointer.object, e.name) for e in every_event(self._events) if e.pointer
        }
        if self._scripted - asked:
            self._findings.pass_over(self._findings.exercised)
            self._findings.exercised.clear()
            self._findings.silences.clear()

    def _judge_laws(self, events: tuple[Event, ...]) -> None:
        facts = Facts(
            ledger=self._host.ledger(),
            events=events,
            profiles=self._conditions.profiles,
        )
        for law in self._case.laws:
            found = LAWS[law.name](facts)
            if found.exercised:
                self._findings.exercise(law.clauses)
            else:
                self._findings.pass_over(law.clauses)
            self._findings.differences += [
                Difference(
                    kind=Kind.LAW, text=text, expected=law.name, clauses=law.clauses
                )
                for text in found.broken
            ]

    def _judge_silences(self, events: tuple[Event, ...]) -> None:
        """Silence counts where what could have broken it came at another moment."""
        came = {event.kind for event in every_event(events)}
        awaited = _awaited(self._case)
        at_stake = (
            awaited <= came if awaited else bool(came & set(self._stage.alphabet))
        )
        for clauses in self._findings.silences:
            if at_stake:
                self._findings.exercise(clauses)
            else:
                self._findings.pass_over(clauses)

    # -- actions

    def _perform_all(self, actions: Sequence[Action]) -> None:
        for action in actions:
            self._perform(action)

    def _perform(self, action: Action) -> None:
        match action:
            case Step():
                for _ in range(action.repeat):
                    self._judge_effects(action, self._make(action))
            case Across():
                self._perform_across(action)
            case Group():
                for _ in range(action.repeat):
                    self._perform_all(action.steps)
            case SetTransports():
                settings: Mapping[str, int] = dict(action.counts + action.switches)
                self._host.set_transports(Transports(**settings))  # type: ignore[arg-type]  # names were checked at load
            case Answer():
                self._script(action)

    def _perform_across(self, action: Across) -> None:
        pooled: list[Projected] = []
        for step in action.steps:
            for _ in range(step.repeat):
                pooled += project(self._make(step).events, self._stage.alphabet)
        if self._case.scenario.observe:
            self._findings.observed.update(action.cites.clauses)
            return
        before = len(self._findings.differences)
        labels = " and ".join(step.label for step in action.steps)
        parent = Parent(
            label=labels,
            cites=action.cites,
            place=action.place,
            subject=self._case.suite.subject,
        )
        EffectsJudge(parent, self._stage, self._findings).judge(action.effects, pooled)
        self._mark_act(before)

    def _script(self, action: Answer) -> None:
        replies = tuple(
            Reply(
                code=reply.code,
                words={name: literal.value for name, literal in reply.words},
            )
            for reply in action.replies
        )
        try:
            pointer = self._names.pointer(action.handle)
        except Unbound as unbound:
            self._block(str(unbound))
        self._host.script(pointer, action.method, replies)
        self._scripted.add((pointer.object, action.method))

    # -- one call

    def _make(self, step: Step) -> Act:
        """Make one call and judge what it gave back."""
        before = len(self._findings.differences)
        try:
            pointer = self._names.pointer(step.handle)
            arguments = {n: self._names.evaluate(v) for n, v in step.arguments}
        except Unbound as unbound:
            self._block(f"{step.label} cannot be called: {unbound}")
        event = self._host.call(pointer, step.method, arguments)
        if step.bind:
            self._names.bind(step.bind, event)
        act = self._close_act(self._label(event), event.children, before, step.note)
        self._acts[-1] = Act(act.label, (event,), act.differences, act.note)
        self._stop_at_fault()
        self._judge_step(step, event)
        self._mark_act(before)
        if self._findings.stopped:
            raise _Stop
        return act

    def _label(self, event: Event) -> str:
        return describe(event, self._stage)

    def _judge_step(self, step: Step, event: Event) -> None:
        observed = self._observed(step)
        if observed & {"returns", "out"}:
            self._observe(step, event, observed)
        if "returns" in observed:
            return
        if step.judged:
            judged = replace(step, out=()) if "out" in observed else step
            self._findings.add(judge_results(judged, step.returns, event, self._stage))
        elif event.code is not None and failed(event.code):
            code = show_code(event.code)
            self._note_block(f"{step.label}, an act of the host, returned {code}")

    def _observed(self, step: Step) -> frozenset[str]:
        """The aspects that are recorded; words mean nothing without their result."""
        if self._case.scenario.observe:
            return frozenset({"returns", "out", "causes", "order"})
        return step.observe | ({"out"} if "returns" in step.observe else set())

    def _observe(self, step: Step, event: Event, observed: frozenset[str]) -> None:
        for aspect, clauses in step.cites.aspects:
            if aspect.partition(".")[0] in {"*", *observed}:
                self._findings.observed.update(clauses)
        code = show_code(event.code) if event.code is not None else "nothing"
        words = [
            f"{name} {value:#x}"
            for name, value in event.results.items()
            if isinstance(value, int)
        ]
        seen = ", ".join([code, *words])
        self._findings.observations.append(f"{self._label(event)} gave {seen}")

    def _judge_effects(self, step: Step, act: Act) -> None:
        if self._case.scenario.observe or "causes" in step.observe:
            return
        before = len(self._findings.differences)
        parent = Parent(
            label=step.label,
            cites=step.cites,
            place=step.place,
            subject=self._case.suite.subject,
        )
        forest = project(act.events, self._stage.alphabet)
        EffectsJudge(parent, self._stage, self._findings).judge(step.effects, forest)
        self._mark_act(before)
        if self._findings.stopped:
            raise _Stop

    # -- notes

    def _close_act(
        self, label: str, events: tuple[Event, ...], before: int, note: str = ""
    ) -> Act:
        found = tuple(self._findings.differences[before:])
        self._acts.append(Act(label, events, found, note))
        return self._acts[-1]

    def _mark_act(self, before: int) -> None:
        """Put the newest differences beside the act they were found with."""
        act = self._acts[-1]
        new = tuple(self._findings.differences[before:])
        differences = act.differences + tuple(
            d for d in new if d not in act.differences
        )
        self._acts[-1] = Act(act.label, act.events, differences, act.note)

    def _stop_at_fault(self) -> None:
        before = len(self._findings.differences)
        self._note_faults(self._acts[-1].events)
        self._mark_act(before)
        if self._findings.stopped:
            raise _Stop

    def _note_faults(self, events: Sequence[Event]) -> None:
        for event in every_event(events):
            if event.fault:
                self._findings.differences.append(self._death(event, event.fault))

    def _death(self, event: Event, fault: Fault) -> Difference:
        hung = fault.kind is FaultKind.HUNG
        return Difference(
            kind=Kind.HUNG if hung else Kind.CRASHED,
            text=f"{self._label(event)}: {printable(fault.text)}",
            expected="a return",
            seen=fault.kind.value,
        )

    def _note_block(self, text: str) -> None:
        self._findings.differences.append(
            Difference(kind=Kind.BLOCKED, text=text, place=self._case.scenario.place)
        )

    def _block(self, text: str) -> NoReturn:
        before = len(self._findings.differences)
        self._note_block(text)
        if self._acts:
            self._mark_act(before)
        raise _Stop


def _awaited(case: Case) -> set[tuple[str, str]]:
    """The kinds of the subject's own doings that a case expects somewhere."""
    return {
        event.kind
        for action in case.steps
        for event in _expectations(action)
        if event.mine
    }


def _expectations(action: Action) -> Iterable[Expectation]:
    match action:
        case Step() | Across():
            yield from _nested(action.effects)
        case Group():
            for step in action.steps:
                yield from _expectations(step)


def _nested(effects: Effects) -> Iterable[Expectation]:
    for expected in effects.expected:
        yield expected
        yield from _nested(expected.effects)
