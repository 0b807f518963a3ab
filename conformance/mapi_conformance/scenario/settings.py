"""What the host is told before or between calls: states of MAPI, and answers."""

from collections.abc import Iterable

from mapi_conformance.mapi.interfaces import INTERFACES, Method, Side
from mapi_conformance.mapi.parties import PARTIES
from mapi_conformance.scenario import grammar
from mapi_conformance.scenario.case import (
    Answer,
    ScriptedReply,
    SetFastShutdown,
    SetTransports,
)
from mapi_conformance.scenario.counts import read_number
from mapi_conformance.scenario.literals import read_codes, read_value, read_yes
from mapi_conformance.scenario.model import SettingNode
from mapi_conformance.scenario.nodes import (
    Fields,
    Node,
    Scalar,
    as_fields,
    as_items,
    as_scalar,
)
from mapi_conformance.scenario.problems import Problems, Refused
from mapi_conformance.scenario.scope import Scope
from mapi_conformance.scenario.values import Literal
from mapi_conformance.scenario.words import find_parameter


class SettingBinder:
    """Binds ``transports`` and ``answer``."""

    def __init__(self, scope: Scope, problems: Problems) -> None:
        self._scope = scope
        self._problems = problems

    def bind(self, node: SettingNode) -> SetTransports | SetFastShutdown | Answer:
        """Bind one setting.

        Raises:
            Refused: It means nothing.
        """
        match node.word:
            case "transports":
                counts, switches = self._state(
                    node, grammar.TRANSPORTS, grammar.TRANSPORT_SWITCHES
                )
                return SetTransports(place=node.place, counts=counts, switches=switches)
            case "fast-shutdown":
                counts, switches = self._state(
                    node, grammar.FAST_SHUTDOWN, grammar.FAST_SHUTDOWN_SWITCHES
                )
                return SetFastShutdown(
                    place=node.place, counts=counts, switches=switches
                )
            case _:
                return self._answer(node)

    def _state(
        self, node: SettingNode, keys: Iterable[str], yes_or_no: Iterable[str]
    ) -> tuple[tuple[tuple[str, int], ...], tuple[tuple[str, bool], ...]]:
        grammar.check_keys(node.value, keys, node.word, self._problems)
        counts, switches = [], []
        for key, value in node.value.entries:
            if key.text not in keys:
                continue
            word, name = as_scalar(value, key.text), key.text.replace("-", "_")
            if key.text in yes_or_no:
                switches.append((name, read_yes(word, key.text)))
            else:
                counts.append((name, read_number(word)))
        return tuple(counts), tuple(switches)

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
        if INTERFACES[kind[0]].side is not Side.MAPI and split[0] not in PARTIES:
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

    def _reply(self, node: Node, method: Method) -> ScriptedReply | None:
        if isinstance(node, Scalar) and node.text == grammar.DOCUMENTED:
            return None
        if not isinstance(node, Fields):
            text = "an answer is a mapping, name: value, or the word documented"
            raise Refused(node.place, text)
        grammar.check_keys(node, grammar.REPLY, "an answer", self._problems)
        codes = read_codes(node.get("returns"))
        if len(codes.codes) != 1:
            raise Refused(node.place, "an answer returns one code")
        out = node.get("out")
        words: list[tuple[str, Literal]] = []
        for key, value in as_fields(out, "out", node.place).entries if out else ():
            read = read_value(value, find_parameter(method, key, takes=False))
            if not isinstance(read, Literal):
                raise Refused(value.place, "an answer is written out, not captured")
            words.append((key.text, read))
        return ScriptedReply(code=codes.codes[0], words=tuple(words))
