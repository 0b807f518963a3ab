"""A permutation → a case: values typed, names resolved, citations checked."""

from collections.abc import Mapping
from functools import partial

from mapi_conformance.mapi.codes import succeeded
from mapi_conformance.mapi.identifiers import Iid
from mapi_conformance.mapi.interfaces import INTERFACES, Method, Side
from mapi_conformance.mapi.parties import PARTIES
from mapi_conformance.scenario.case import (
    COUNTING,
    Across,
    Action,
    Case,
    Group,
    Step,
    object_result,
)
from mapi_conformance.scenario.counts import read_count
from mapi_conformance.scenario.happening import EffectsBinder
from mapi_conformance.scenario.literals import (
    read_codes,
)
from mapi_conformance.scenario.model import (
    AcrossNode,
    CallNode,
    GroupNode,
    Scenario,
    SettingNode,
    StepNode,
    Subject,
)
from mapi_conformance.scenario.permutations import Permutation
from mapi_conformance.scenario.problems import Noting, Problems, Refused
from mapi_conformance.scenario.rules import Rules
from mapi_conformance.scenario.scope import CALLED_BY_MAPI, HOST_ACTS, LOGONS, Scope
from mapi_conformance.scenario.settings import SettingBinder
from mapi_conformance.scenario.values import (
    CodeIs,
    Handle,
    Literal,
    Value,
)
from mapi_conformance.scenario.words import WordReader


_BY_IID = {each.iid: name for name, each in INTERFACES.items() if each.iid}


class Binder:
    """Binds one permutation; made anew for each."""

    def __init__(self, scenario: Scenario, rules: Rules, problems: Problems) -> None:
        self._scenario = scenario
        self._rules = rules
        self._problems = problems
        self._scope = Scope()
        self._words = WordReader(self._scope, problems)
        self._settings = SettingBinder(self._scope, problems)
        subject = scenario.suite.subject
        self._effects = EffectsBinder(subject, self._scope, rules, problems)

    def bind(self, permutation: Permutation) -> Case:
        """Give the case; what is wrong with it has been noted."""
        for law in self._scenario.laws:
            for clause in law.clauses:
                self._rules.check_bound(clause, self._scenario.place)
        with self._problems.seen_from(self._scenario.place):
            return Case(
                id=permutation.id,
                scenario=self._scenario,
                setup=self._actions(permutation.setup, scene=True),
                steps=self._actions(permutation.steps),
            )

    def _actions(
        self, nodes: tuple[StepNode, ...], *, scene: bool = False
    ) -> tuple[Action, ...]:
        actions: list[Action] = []
        for node in nodes:
            with self._noted(node):
                actions.append(self._action(node, scene=scene))
        return tuple(actions)

    def _noted(self, node: StepNode) -> Noting:
        """Note a refusal, and take the name that the node binds for anything."""
        if isinstance(node, CallNode) and node.bind:
            return self._problems.noted(partial(self._scope.assume, node.bind.text))
        return self._problems.noted()

    def _action(self, node: StepNode, *, scene: bool) -> Action:
        match node:
            case CallNode():
                return self._step(node, scene=scene)
            case AcrossNode():
                return self._across(node)
            case GroupNode():
                return Group(
                    place=node.place,
                    steps=self._actions(node.steps),
                    repeat=read_count(node.repeat),
                )
            case SettingNode():
                return self._settings.bind(node)

    def _across(self, node: AcrossNode) -> Across:
        steps: list[Step] = []
        for call in node.calls:
            with self._noted(call):
                steps.append(self._step(call, scene=False))
        cites = self._rules.citations(node.cites)
        self._rules.check_across(cites, node.place)
        self._rules.check_silence(cites, node.place)
        effects = self._effects.bind(node.effects, cites)
        return Across(
            place=node.place, steps=tuple(steps), effects=effects, cites=cites
        )

    # -- steps

    def _step(self, node: CallNode, *, scene: bool) -> Step:
        if node.is_fact:
            raise Refused(
                node.place,
                f"{node.label} is a fact: it is observed in causes, not done by a step",
            )
        if node.times is not None:
            raise Refused(
                node.times.place,
                "times counts an event; a step is made several times with repeat",
            )
        interface = self._scope.interface(node.handle.text, node.place)
        kind = self._scope.kind(node.handle.text, node.name, node.place)
        method = INTERFACES[kind[0]].methods[node.name]
        judged = self._goes_into_subject(node, kind[0])
        self._check_ended(node)
        arguments = self._words.arguments(node, method)
        # A scene's results are prerequisites, whoever is judged.
        returns = self._step_returns(node, judged=judged or scene)
        self._bind_name(node, method, arguments, returns)
        self._note_invalid(node, arguments)
        cites = self._rules.citations(node.cites)
        step = Step(
            place=node.place,
            handle=node.handle.text,
            method=node.name,
            interface=interface,
            arguments=arguments,
            lane=node.lane,
            bind=node.bind.text if node.bind else None,
            judged=judged,
            returns=returns,
            out=self._words.matchers(node.out, method, takes=False),
            effects=self._effects.bind(node.effects, cites),
            cites=cites,
            repeat=read_count(node.repeat),
            observe=node.observe,
            note=node.note,
        )
        if not scene:
            self._rules.check_step(step)
            self._rules.check_silence(cites, node.place)
        return step

    def _goes_into_subject(self, node: CallNode, interface: str) -> bool:
        handle = node.handle.text
        if handle in CALLED_BY_MAPI:
            raise Refused(
                node.place, f"the {handle} is called by MAPI; expect it in causes"
            )
        side = INTERFACES[interface].side
        if self._scenario.suite.subject is Subject.MAPI:
            return (
                side is Side.MAPI or handle in PARTIES or handle in self._scope.invalid
            )
        if handle in PARTIES:
            raise Refused(
                node.place, f"{handle} is called where MAPI is judged, not a provider"
            )
        if side is Side.MAPI and interface not in HOST_ACTS:
            raise Refused(
                node.place,
                f"{node.handle.text} is MAPI's side: the provider calls it; expect it"
                " in causes, or script it with answer:",
            )
        return side is not Side.MAPI

    def _note_invalid(
        self, node: CallNode, arguments: tuple[tuple[str, Value], ...]
    ) -> None:
        """Notice an object that MAPI answers for from now on."""
        target = dict(arguments).get("object")
        if node.name == "MakeInvalid" and isinstance(target, Handle):
            self._scope.invalid.add(target.name)

    def _check_ended(self, node: CallNode) -> None:
        name, _, rest = node.handle.text.partition(".")
        if rest and name in self._scope.ended:
            self._problems.warn(
                node.place,
                f"{node.handle.text} was given back when {name}.support was gone; the"
                " name lives on in the host, the object may not",
            )

    def _step_returns(self, node: CallNode, *, judged: bool) -> CodeIs:
        if node.name in COUNTING and (node.returns or node.out):
            raise Refused(
                node.place, f"{node.name} gives back a count, which is not comparable"
            )
        if not judged and (node.returns or node.out):
            raise Refused(
                node.place,
                f"{node.label} is an act of the host; its result is not judged here, a"
                " failure blocks the case",
            )
        return read_codes(node.returns)

    def _bind_name(
        self,
        node: CallNode,
        method: Method,
        arguments: tuple[tuple[str, Value], ...],
        returns: CodeIs,
    ) -> None:
        if node.bind is None:
            return
        if node.repeat is not None:
            raise Refused(
                node.place,
                "a name bound in each round would keep the last one only; put the"
                " rounds into a group",
            )
        given = dict(arguments)
        results = frozenset(p.name for p in method.parameters if p.gives)
        interface = _bound_interface(method, given)
        self._scope.bind(node.bind, interface, results)
        if not _may_succeed(returns):
            self._scope.unbind(node.bind.text)
        if node.name in LOGONS:
            self._scope.add_companions(node.bind.text)


def _bound_interface(method: Method, given: Mapping[str, Value]) -> str | None:
    result = object_result(method)
    parameter = method.parameter(result) if result else None
    asked = given.get("interface")
    if isinstance(asked, Literal) and isinstance(asked.value, Iid):
        return _BY_IID.get(asked.value, "IUnknown")
    return (parameter.interface or "IUnknown") if parameter else None


def _may_succeed(returns: CodeIs) -> bool:
    if returns.group is not None:
        return returns.group != "failure"
    return any(succeeded(code) for code in returns.codes)
