"""What must and may happen while a step runs: events, nested as they are written."""

from mapi_conformance.mapi.interfaces import INTERFACES
from mapi_conformance.scenario import grammar
from mapi_conformance.scenario.case import Citations, Effects, Expectation
from mapi_conformance.scenario.counts import read_times
from mapi_conformance.scenario.literals import read_codes
from mapi_conformance.scenario.model import CallNode, EffectsNode, Subject
from mapi_conformance.scenario.nodes import Scalar
from mapi_conformance.scenario.problems import Problems, Refused
from mapi_conformance.scenario.rules import Rules
from mapi_conformance.scenario.scope import Scope, is_doing_of
from mapi_conformance.scenario.values import CodeIs, Matcher
from mapi_conformance.scenario.words import WordReader


_Compared = tuple[
    tuple[tuple[str, Matcher], ...], CodeIs | None, tuple[tuple[str, Matcher], ...]
]


class EffectsBinder:
    """Binds ``causes`` and ``may cause``."""

    def __init__(
        self, subject: Subject, scope: Scope, rules: Rules, problems: Problems
    ) -> None:
        self._subject = subject
        self._scope = scope
        self._rules = rules
        self._problems = problems
        self._words = WordReader(scope, problems)

    def bind(self, node: EffectsNode, cites: Citations) -> Effects:
        """Bind what is said of the events below a node.

        Raises:
            Refused: It contradicts itself.
        """
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
        effects = Effects(
            expected=tuple(expected),
            ordered=node.ordered,
            allowed=allowed,
            anything=node.anything,
        )
        self._rules.check_order(effects, cites, node.place)
        return effects

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
        least, most = read_times(node.times)
        arguments, returns, out = self._compared(node, kind)
        event = Expectation(
            place=node.place,
            handle=node.handle.text,
            name=node.name,
            kind=kind,
            mine=is_doing_of(kind, self._subject),
            least=least,
            most=most,
            cites=cites,
            note=node.note,
            effects=self.bind(node.effects, cites),
            arguments=arguments,
            returns=returns,
            out=out,
        )
        self._rules.check_expectation(event, covered)
        self._rules.check_args(event, node.arguments)
        if event.mine and event.name == "gone":
            self._scope.ended.add(node.handle.text.partition(".")[0])
        return event

    def _compared(self, node: CallNode, kind: tuple[str, str]) -> _Compared:
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
            self._words.matchers(node.arguments, method, takes=True),
            read_codes(node.returns) if node.returns else None,
            self._words.matchers(node.out, method, takes=False),
        )
