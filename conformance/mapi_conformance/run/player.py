"""Plays one case on a host: calls in order, each judged before the next."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import NoReturn

from mapi_conformance.judge.claims import judge_unclaimed
from mapi_conformance.judge.differences import Difference, Findings, Kind
from mapi_conformance.judge.effects import EffectsJudge, Parent, describe
from mapi_conformance.judge.facts import Facts
from mapi_conformance.judge.names import Names, Unbound
from mapi_conformance.judge.results import judge_results
from mapi_conformance.judge.stage import Projected, Stage, project
from mapi_conformance.mapi.codes import failed, show_code
from mapi_conformance.port.host import (
    Event,
    FastShutdown,
    Host,
    Ledger,
    Pointer,
    Reply,
    Transports,
)
from mapi_conformance.port.provider import Configuration
from mapi_conformance.run.acts import Act, Acts, Watcher
from mapi_conformance.run.ending import discount_answers, judge_laws, weigh_silences
from mapi_conformance.scenario.case import (
    Across,
    Action,
    Answer,
    Case,
    Citations,
    Effects,
    Group,
    ScriptedReply,
    SetFastShutdown,
    SetTransports,
    Step,
)
from mapi_conformance.scenario.catalogue import Catalogue
from mapi_conformance.scenario.claims import unclaimed_by
from mapi_conformance.scenario.model import HOST_PROFILES, Subject, WatchedKind
from mapi_conformance.scenario.problems import Place


#: Watched in scenes too: an early call there must not pass unseen.
ALWAYS = "always"
_EVERYTHING = frozenset({"returns", "out", "causes", "order"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What became of a case."""

    acts: tuple[Act, ...]
    findings: Findings
    stage: Stage
    #: The books as they stood at the end.
    ledger: Ledger
    #: What the provider printed meanwhile, where the road can tell.
    printed: str = ""
    #: The messages meanwhile, where the road has any.
    crossed: tuple[str, ...] = ()


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

    def __init__(
        self,
        case: Case,
        host: Host,
        conditions: Conditions,
        watcher: Watcher | None = None,
    ) -> None:
        self._case = case
        self._host = host
        self._names = Names(host, conditions.configuration)
        self._conditions = conditions
        self._acts = Acts(watcher)
        #: Objects and methods whose answer was scripted.
        self._scripted: set[tuple[int, str]] = set()
        #: Scenes are prerequisites; they are judged in an observed scenario too.
        self._observing = False
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
        for profile in self._case.scenario.profiles:
            if profile in HOST_PROFILES:
                self._host.adopt(profile)
        with suppress(_Stop):
            self._start()
            self._play_scenes()
            self._observing = self._case.scenario.observe
            self._perform_all(self._case.steps)
        findings = self._finish()
        return Played(
            findings=findings,
            acts=tuple(self._acts),
            stage=self._stage,
            ledger=self._host.ledger(),
            printed=self._host.printed(),
            crossed=self._host.crossed(),
        )

    # -- beginning and end

    def _start(self) -> None:
        self._acts.announce("dll.MSProviderInit")
        event = self._host.start()
        self._play_act(event)
        provider = event.results.get("provider")
        code = show_code(event.code) if event.code is not None else "nothing"
        if failed(event.code or 0):
            self._block(f"MSProviderInit refused with {code}")
        if not isinstance(provider, Pointer):
            self._block(f"MSProviderInit returned {code} and gave no provider object")
        self._names.bind_object("provider", provider)

    def _play_scenes(self) -> None:
        whole = self._stage
        self._stage = self._stage_of(
            k for k in whole.alphabet.values() if k.home == ALWAYS
        )
        try:
            self._perform_all(self._case.setup)
        finally:
            self._stage = whole

    def _finish(self) -> Findings:
        """Play the epilogue and judge the whole; neither means much after a death."""
        self._settle()
        before = self._acts.sum()
        if self._acts.died:
            return before
        discount_answers(self._scripted, before, self._acts.events)
        self._acts.announce("epilogue")
        epilogue = self._acts.add(Act("epilogue", self._host.end()), self._stage)
        if self._case.laws and not self._acts.died:
            epilogue.findings.add(judge_laws(self._case, self._facts()))
        before.add(epilogue.findings)
        weigh_silences(self._case, before, self._acts.events)
        return before

    def _facts(self) -> Facts:
        return Facts(
            ledger=self._host.ledger(),
            events=self._acts.events,
            profiles=self._conditions.profiles,
        )

    def _settle(self) -> None:
        """Meet what came outside any call: watched there, it is unexpected."""
        events = () if self._acts.stopped else self._host.settle()
        if events:
            act = self._acts.add(Act("between the calls", events), self._stage)
            place = self._case.scenario.place
            parent = self._parent("no call at all", Citations(), place)
            forest = project(events, self._stage.alphabet)
            EffectsJudge(parent, self._stage, act.findings).judge(Effects(), forest)

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
            case SetFastShutdown():
                chosen: Mapping[str, int] = dict(action.counts + action.switches)
                self._host.set_fast_shutdown(FastShutdown(**chosen))  # type: ignore[arg-type]  # names were checked at load
            case Answer():
                self._script(action)

    def _perform_across(self, action: Across) -> None:
        pooled: list[Projected] = []
        for step in action.steps:
            for _ in range(step.repeat):
                caused = self._make(step).caused
                pooled += project(caused, self._stage.alphabet)
        act = self._acts.last
        if self._observing:
            act.findings.observed.update(action.cites.clauses)
            return
        labels = " and ".join(step.label for step in action.steps)
        number = act.events[0].sequence
        parent = self._parent(labels, action.cites, action.place, number)
        EffectsJudge(parent, self._stage, act.findings).judge(action.effects, pooled)
        self._stop_where_it_makes_no_sense()

    def _script(self, action: Answer) -> None:
        replies = tuple(_said(reply) if reply else None for reply in action.replies)
        try:
            pointer = self._names.pointer(action.handle)
        except Unbound as unbound:
            self._block(str(unbound))
        self._host.script(pointer, action.method, replies)
        self._scripted.add((pointer.object, action.method))

    # -- one call

    def _make(self, step: Step) -> Act:
        """Make one call and judge what it gave back."""
        try:
            pointer = self._names.pointer(step.handle)
            arguments = {n: self._names.give(v) for n, v in step.arguments}
        except Unbound as unbound:
            self._block(f"{step.label} cannot be called: {unbound}")
        self._acts.announce(step.label)
        event = self._host.call(pointer, step.method, arguments)
        if step.bind:
            self._names.bind(step.bind, event)
        capability = unclaimed_by(step, self._case.scenario)
        act = self._play_act(
            event, step.note, self._follow(), optional=bool(capability)
        )
        self._judge_claim(step, event, capability, act.findings)
        self._judge_result(step, event, act.findings)
        self._stop_where_it_makes_no_sense()
        return act

    def _follow(self) -> tuple[Event, ...]:
        """Take what MAPI, where it is judged, still does when a call is over.

        It may answer that a logoff is done or *will be*, and do the work then. Of a
        provider nothing may come outside a call.
        """
        mapi = self._case.suite.subject is Subject.MAPI
        return self._host.settle() if mapi else ()

    def _judge_claim(
        self, step: Step, event: Event, capability: str, findings: Findings
    ) -> None:
        """Judge a call that the provider need not serve; a finding ends the case."""
        if not capability or self._observed(step):
            return
        found = judge_unclaimed(step, event, capability)
        if found is not None:
            findings.add(found)
            raise _Stop

    def _play_act(
        self,
        event: Event,
        note: str = "",
        late: tuple[Event, ...] = (),
        *,
        optional: bool = False,
    ) -> Act:
        title = partial(describe, event, self._names.as_they_are())
        act = Act(title, (event, *late), note=note, optional=optional)
        self._acts.add(act, self._stage)
        self._stop_where_it_makes_no_sense()
        return act

    def _judge_result(self, step: Step, event: Event, findings: Findings) -> None:
        observed = self._observed(step)
        if observed & {"returns", "out"}:
            self._observe(step, event, observed, findings)
        if "returns" in observed:
            return
        if step.judged:
            judged = replace(step, out=()) if "out" in observed else step
            findings.add(judge_results(judged, step.returns, event, self._stage))
        elif event.code is not None and failed(event.code):
            code = show_code(event.code)
            text = f"{step.label}, an act of the host, returned {code}"
            findings.differences.append(self._blocked(text))

    def _observed(self, step: Step) -> frozenset[str]:
        """The aspects that are recorded; words mean nothing without their result."""
        if self._observing:
            return _EVERYTHING
        return step.observe | ({"out"} if "returns" in step.observe else set())

    def _observe(
        self, step: Step, event: Event, observed: frozenset[str], findings: Findings
    ) -> None:
        for aspect, clauses in step.cites.aspects:
            if aspect.partition(".")[0] in {"*", *observed}:
                findings.observed.update(clauses)
        code = show_code(event.code) if event.code is not None else "nothing"
        words = [
            f"{name} {value:#x}"
            for name, value in event.results.items()
            if isinstance(value, int)
        ]
        seen = ", ".join([code, *words])
        findings.observations.append(f"{describe(event, self._names)} gave {seen}")

    def _judge_effects(self, step: Step, act: Act) -> None:
        if self._observing or "causes" in step.observe:
            return
        number = act.events[0].sequence
        parent = self._parent(step.label, step.cites, step.place, number)
        forest = project(act.caused, self._stage.alphabet)
        EffectsJudge(parent, self._stage, act.findings).judge(step.effects, forest)
        self._stop_where_it_makes_no_sense()

    # -- notes

    def _parent(
        self, label: str, cites: Citations, place: Place, event: int = 0
    ) -> Parent:
        subject = self._case.suite.subject
        return Parent(
            label=label, cites=cites, place=place, subject=subject, event=event
        )

    def _stop_where_it_makes_no_sense(self) -> None:
        if self._acts.last.findings.stopped:
            raise _Stop

    def _blocked(self, text: str) -> Difference:
        place = self._case.scenario.place
        return Difference(kind=Kind.BLOCKED, text=text, place=place)

    def _block(self, text: str) -> NoReturn:
        self._acts.last.findings.differences.append(self._blocked(text))
        raise _Stop


def _said(reply: ScriptedReply) -> Reply:
    words = {name: literal.value for name, literal in reply.words}
    return Reply(code=reply.code, words=words)
