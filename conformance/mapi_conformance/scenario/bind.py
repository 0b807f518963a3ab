"""A permutation → a case: values typed, names resolved, citations checked."""

import re
from collections.abc import Mapping

from mapi_conformance.mapi.codes import succeeded
from mapi_conformance.mapi.identifiers import Iid
from mapi_conformance.mapi.interfaces import INTERFACES, Method, Parameter, Side
from mapi_conformance.scenario import grammar
from mapi_conformance.scenario.case import (
    COUNTING,
    Across,
    Action,
    Answer,
    Case,
    Citations,
    Effects,
    Expectation,
    Group,
    ScriptedReply,
    SetTransports,
    Step,
    object_result,
)
from mapi_conformance.scenario.literals import (
    read_codes,
    read_flags,
    read_matcher,
    read_value,
)
from mapi_conformance.scenario.model import (
    AcrossNode,
    CallNode,
    EffectsNode,
    GroupNode,
    Scenario,
    SettingNode,
    StepNode,
    Subject,
)
from mapi_conformance.scenario.nodes import (
    Fields,
    Node,
    Scalar,
    as_fields,
    as_items,
    as_scalar,
)
from mapi_conformance.scenario.permutations import Permutation
from mapi_conformance.scenario.problems import Problems, Refused
from mapi_conformance.scenario.rules import Rules
from mapi_conformance.scenario.scope import HOST_ACTS, LOGONS, Scope, is_doing_of
from mapi_conformance.scenario.values import (
    AllOf,
    Captured,
    CodeIs,
    Equals,
    Handle,
    Literal,
    Matcher,
    NewSink,
    Not,
    OneOf,
    PropertyList,
    Value,
)
from mapi_conformance.wording import near


#: A number of times; nine digits are more than any run could make.
_COUNT = re.compile(r"[0-9]{1,9}")


class Binder:
    """Binds one permutation; made anew for each."""

    def __init__(self, scenario: Scenario, rules: Rules, problems: Problems) -> None:
        self._scenario = scenario
        self._rules = rules
        self._problems = problems
        self._scope = Scope()

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
        self, nodes: tuple[StepNode, ...], *, scene: bool = False, again: bool = False
    ) -> tuple[Action, ...]:
        actions: list[Action] = []
        for node in nodes:
            try:
                actions.append(self._action(node, scene=scene, again=again))
            except Refused as refused:
                self._problems.note(refused)
                if isinstance(node, CallNode) and node.bind:
                    self._scope.assume(node.bind.text)
        return tuple(actions)

    def _action(self, node: StepNode, *, scene: bool, again: bool) -> Action:
        match node:
            case CallNode():
                return self._step(node, scene=scene, again=again)
            case AcrossNode():
                return self._across(node)
            case GroupNode():
                return Group(
                    place=node.place,
                    steps=self._actions(node.steps, again=True),
                    repeat=_count(node.repeat),
                )
            case SettingNode():
                return self._setting(node)

    def _across(self, node: AcrossNode) -> Across:
        steps = tuple(self._step(call, scene=False) for call in node.calls)
        cites = self._rules.citations(node.cites)
        self._rules.check_across(cites, node.place)
        self._rules.check_silence(cites, node.place)
        effects = self._effects(node.effects, cites)
        return Across(place=node.place, steps=steps, effects=effects, cites=cites)

    # -- steps

    def _step(self, node: CallNode, *, scene: bool, again: bool = False) -> Step:
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
        arguments = self._arguments(node, method)
        # A scene's results are prerequisites, whoever is judged.
        returns = self._step_returns(node, judged=judged or scene)
        self._bind_name(node, method, arguments, returns, again=again)
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
            out=self._out(node, method),
            effects=self._effects(node.effects, cites),
            cites=cites,
            repeat=_count(node.repeat),
            observe=node.observe,
            note=node.note,
        )
        if not scene:
            self._rules.check_step(step)
            self._rules.check_silence(cites, node.place)
        return step

    def _goes_into_subject(self, node: CallNode, interface: str) -> bool:
        if node.handle.text == "transport":
            raise Refused(
                node.place, "the transport is called by MAPI; expect it in causes"
            )
        if node.handle.text == "spooler":
            raise Refused(node.place, "the spooler is known by its facts alone")
        side = INTERFACES[interface].side
        if self._scenario.suite.subject is Subject.MAPI:
            return side is Side.MAPI
        if side is Side.MAPI and interface not in HOST_ACTS:
            raise Refused(
                node.place,
                f"{node.handle.text} is MAPI's side: the provider calls it; expect it"
                " in causes, or script it with answer:",
            )
        return side is not Side.MAPI

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

    def _arguments(
        self, node: CallNode, method: Method
    ) -> tuple[tuple[str, Value], ...]:
        given = node.arguments.entries if node.arguments else ()
        names = {key.text for key, _ in given}
        for parameter in method.parameters:
            if parameter.required and parameter.takes and parameter.name not in names:
                self._problems.add(node.place, f"{node.name} needs {parameter.name!r}")
        arguments: list[tuple[str, Value]] = []
        for key, value in given:
            with self._problems.noted():
                parameter = _parameter(method, key, takes=True)
                read = read_value(value, parameter)
                self._check_value(read, value)
                arguments.append((key.text, read))
        return tuple(arguments)

    def _out(self, node: CallNode, method: Method) -> tuple[tuple[str, Matcher], ...]:
        return self._matchers(node.out, method, takes=False)

    def _matchers(
        self, fields: Fields | None, method: Method, *, takes: bool
    ) -> tuple[tuple[str, Matcher], ...]:
        matchers: list[tuple[str, Matcher]] = []
        for key, value in fields.entries if fields else ():
            with self._problems.noted():
                parameter = _parameter(method, key, takes=takes)
                matcher = read_matcher(value, parameter)
                self._check_matcher(matcher, value)
                matchers.append((key.text, matcher))
        return tuple(matchers)

    def _check_matcher(self, matcher: Matcher, node: Node) -> None:
        match matcher:
            case Equals(value):
                self._check_value(value, node)
            case OneOf(choices):
                for choice in choices:
                    self._check_matcher(choice, node)
            case Not(inner):
                self._check_matcher(inner, node)
            case AllOf(demands):
                for demand in demands:
                    self._check_matcher(demand, node)
            case PropertyList():
                self._check_value(matcher, node)
            case _:
                pass

    def _check_value(self, value: Value, node: Node) -> None:
        match value:
            case Captured(name, result):
                self._scope.check_result(name, result, node.place)
            case Handle(name):
                self._scope.interface(name, node.place)
            case PropertyList(properties, _):
                for each in properties:
                    self._check_matcher(each.value, node)
            case _:
                pass

    def _bind_name(
        self,
        node: CallNode,
        method: Method,
        arguments: tuple[tuple[str, Value], ...],
        returns: CodeIs,
        *,
        again: bool,
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
        self._scope.bind(node.bind, interface, results, again=again)
        if not _may_succeed(returns):
            self._scope.unbind(node.bind.text)
        if node.name in LOGONS:
            self._scope.add_companions(node.bind.text)
        if isinstance(given.get("sink"), NewSink):
            self._scope.add_sink(node.bind.text)

    # -- effects

    def _effects(self, node: EffectsNode, cites: Citations) -> Effects:
        calls = node.expected or ()
        if node.anything and (calls or cites.only("causes", "order")):
            raise Refused(
                node.place,
                "a step that may cause anything proves nothing about what it causes",
            )
        allowed = tuple(self._allowed(word, calls) for word in node.allowed)
        covered = cites.only("causes")
        expected: list[Expectation] = []
        for call in calls:
            with self._problems.noted():
                expected.append(self._expectation(call, covered))
        return Effects(
            expected=tuple(expected),
            ordered=node.ordered,
            allowed=allowed,
            anything=node.anything,
        )

    def _allowed(self, word: Scalar, expected: tuple[CallNode, ...]) -> tuple[str, str]:
        handle, name = grammar.split_call(word.text) or ("", "")
        kind = self._scope.kind(handle, name, word.place)
        self._rules.check_watched(kind, word.place, "'may cause'")
        if any(call.label == word.text for call in expected):
            self._problems.add(
                word.place, f"{word.text} is expected and allowed by the same step"
            )
        return handle, name

    def _expectation(self, node: CallNode, covered: tuple[str, ...]) -> Expectation:
        kind = self._scope.kind(node.handle.text, node.name, node.place)
        self._rules.check_watched(kind, node.place, "'causes'")
        if node.bind:
            raise Refused(node.place, "only a step binds a name")
        if node.repeat is not None:
            raise Refused(
                node.repeat.place,
                "repeat is for steps; how often an event comes is said with times",
            )
        if node.observe:
            raise Refused(node.place, "only a step is observed")
        cites = self._rules.citations(node.cites)
        least, most = _times(node.times)
        arguments, returns, out = self._compared(node, kind)
        event = Expectation(
            place=node.place,
            handle=node.handle.text,
            name=node.name,
            kind=kind,
            mine=is_doing_of(kind, self._scenario.suite.subject),
            least=least,
            most=most,
            cites=cites,
            note=node.note,
            effects=self._effects(node.effects, cites),
            arguments=arguments,
            returns=returns,
            out=out,
        )
        self._rules.check_expectation(event, covered)
        if event.mine and event.name == "gone":
            self._scope.ended.add(node.handle.text.partition(".")[0])
        return event

    def _compared(self, node: CallNode, kind: tuple[str, str]) -> "_Compared":
        if node.is_fact:
            for word in ("returns", "out"):
                if getattr(node, word) is not None:
                    raise Refused(
                        node.place,
                        f"{node.label} is a fact of the host, not a call: it has no"
                        f" {word!r}",
                    )
            return (), None, ()
        method = INTERFACES[kind[0]].methods[node.name]
        return (
            self._matchers(node.arguments, method, takes=True),
            read_codes(node.returns) if node.returns else None,
            self._matchers(node.out, method, takes=False),
        )

    # -- settings

    def _setting(self, node: SettingNode) -> Action:
        if node.word == "transports":
            return self._transports(node)
        return self._answer(node)

    def _transports(self, node: SettingNode) -> SetTransports:
        grammar.check_keys(node.value, grammar.TRANSPORTS, "transports", self._problems)
        counts, switches = [], []
        for key, value in node.value.entries:
            if key.text not in grammar.TRANSPORTS:
                continue
            word = as_scalar(value, key.text)
            if key.text in ("inbox", "other-process"):
                switches.append((key.text.replace("-", "_"), _switch(key, word)))
            else:
                counts.append((key.text, read_flags(word)))
        return SetTransports(
            place=node.place, counts=tuple(counts), switches=tuple(switches)
        )

    def _answer(self, node: SettingNode) -> Answer:
        if len(node.value.entries) != 1:
            raise Refused(node.place, "an answer is given to one method at a time")
        ((key, value),) = node.value.entries
        split = grammar.split_call(key.text)
        if split is None or split[1][:1].islower():
            raise Refused(
                key.place, f"an answer is given to a call, not to {key.text!r}"
            )
        kind = self._scope.kind(*split, key.place)
        if INTERFACES[kind[0]].side is not Side.MAPI:
            raise Refused(
                key.place,
                f"{key.text} is a call into the provider, which answers for itself",
            )
        method = INTERFACES[kind[0]].methods[split[1]]
        replies = tuple(self._reply(each, method) for each in as_items(value))
        if not replies:
            raise Refused(key.place, f"{key.text} is answered with nothing; say {{}}")
        return Answer(
            place=node.place, handle=split[0], method=split[1], replies=replies
        )

    def _reply(self, node: Node, method: Method) -> ScriptedReply:
        fields = as_fields(node, "an answer", node.place)
        grammar.check_keys(fields, grammar.REPLY, "an answer", self._problems)
        codes = read_codes(fields.get("returns"))
        if len(codes.codes) != 1:
            raise Refused(node.place, "an answer returns one code")
        out = fields.get("out")
        words: list[tuple[str, Literal]] = []
        for key, value in as_fields(out, "out", node.place).entries if out else ():
            read = read_value(value, _parameter(method, key, takes=False))
            if not isinstance(read, Literal):
                raise Refused(value.place, "an answer is written out, not captured")
            words.append((key.text, read))
        return ScriptedReply(code=codes.codes[0], words=tuple(words))


_Compared = tuple[
    tuple[tuple[str, Matcher], ...], CodeIs | None, tuple[tuple[str, Matcher], ...]
]


def _parameter(method: Method, key: Scalar, *, takes: bool) -> Parameter:
    names = [p.name for p in method.parameters if (p.takes if takes else p.gives)]
    parameters = {p.name: p for p in method.parameters if p.name in names}
    if key.text not in parameters:
        what = "is given no" if takes else "has no result"
        raise Refused(
            key.place, f"{method.name} {what} {key.text!r}{near(key.text, names)}"
        )
    return parameters[key.text]


def _bound_interface(method: Method, given: Mapping[str, Value]) -> str | None:
    result = object_result(method)
    parameter = method.parameter(result) if result else None
    asked = given.get("interface")
    if isinstance(asked, Literal) and isinstance(asked.value, Iid):
        name = asked.value.name.removeprefix("IID_")
        return name if name in INTERFACES else None
    return parameter.interface if parameter else None


def _may_succeed(returns: CodeIs) -> bool:
    if returns.group is not None:
        return returns.group != "failure"
    return any(succeeded(code) for code in returns.codes)


def _count(word: Scalar | None) -> int:
    if word is None:
        return 1
    if not _COUNT.fullmatch(word.text) or int(word.text) < 1:
        raise Refused(word.place, "repeat is 1 or more; write two scenarios")
    return int(word.text)


def _times(word: Scalar | None) -> tuple[int, int]:
    if word is None:
        return 1, 1
    least, dots, most = word.text.partition("..")
    if not _COUNT.fullmatch(least) or not (_COUNT.fullmatch(most) or most == ""):
        raise Refused(word.place, f"times is n, a..b or a.., not {word.text!r}")
    if not dots:
        return int(least), int(least)
    if most and int(most) < int(least):
        raise Refused(word.place, f"{word.text!r} ends before it begins")
    return int(least), int(most) if most else 2**31


def _switch(key: Scalar, word: Scalar) -> bool:
    if word.text not in ("yes", "true", "no", "false"):
        raise Refused(word.place, f"{key.text} is yes or no, not {word.text!r}")
    return word.text in ("yes", "true")
