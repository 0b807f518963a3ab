"""Nodes → steps as written: one call a node, and the words around it."""

from collections.abc import Iterable, Mapping

from mapi_conformance.mapi.facts import FACTS
from mapi_conformance.mapi.interfaces import INTERFACES
from mapi_conformance.scenario import grammar
from mapi_conformance.scenario.model import (
    AcrossNode,
    CallNode,
    CitesNode,
    EffectsNode,
    GroupNode,
    SettingNode,
    StepNode,
)
from mapi_conformance.scenario.nodes import (
    Fields,
    Items,
    Node,
    Scalar,
    as_fields,
    as_items,
    as_scalar,
    as_scalars,
)
from mapi_conformance.scenario.problems import Problems, Refused
from mapi_conformance.wording import near


#: Every method of the table with the names of its parameters, over all interfaces.
METHODS: Mapping[str, frozenset[str]] = {
    name: frozenset(
        parameter.name
        for interface in INTERFACES.values()
        if name in interface.methods
        for parameter in interface.methods[name].parameters
    )
    for name in {m for i in INTERFACES.values() for m in i.methods}
}
#: A handle that is held through an interface, for hints.
_EXAMPLES = {
    "IMAPISupport": "store.support",
    "IMSLogon": "store.logon",
    "IMSProvider": "provider",
    "IXPLogon": "transport",
    "MAPI": "mapi",
    "MSProvider": "dll",
}
FACT_NAMES = frozenset(fact.name for fact in FACTS)


class StepReader:
    """Reads steps and events; notes what is wrong and goes on."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems

    def steps(self, nodes: Iterable[Node]) -> tuple[StepNode, ...]:
        """Read a list of steps, leaving out those that mean nothing."""
        read: list[StepNode] = []
        for node in nodes:
            with self._problems.noted():
                read.append(self.step(node))
        return tuple(read)

    def step(self, node: Node) -> StepNode:
        """Read one step.

        Raises:
            Refused: The node is no step at all.
        """
        fields = as_fields(node, "a step", node.place)
        for key, _ in fields.entries:
            if why := grammar.RESERVED.get(key.text):
                raise Refused(key.place, f"{key.text!r} is reserved: {why}")
        for word in grammar.SETTINGS:
            if fields.key(word):
                return self._setting(fields, word)
        if fields.key("across"):
            return self._across(fields)
        if fields.key("group"):
            return self._group(fields)
        return self.call(fields)

    def _across(self, fields: Fields) -> AcrossNode:
        grammar.check_keys(fields, grammar.ACROSS, "across", self._problems)
        nodes = as_items(fields.get("across"))
        if not nodes:
            raise Refused(fields.place, "an across pools what several calls cause")
        steps = self.steps(nodes)
        return AcrossNode(
            calls=tuple(filter(self._is_plain_call, steps)),  # type: ignore[arg-type]  # the filter keeps CallNode alone
            effects=self._effects(fields),
            cites=self._cites(fields.get("cites")),
            place=fields.place,
        )

    def _is_plain_call(self, step: StepNode) -> bool:
        if not isinstance(step, CallNode):
            self._problems.add(step.place, "across holds plain calls")
            return False
        effects = step.effects
        if effects.expected is not None or effects.allowed or effects.anything:
            self._problems.add(
                step.place,
                "what the calls of an across cause is compared once, under the across",
            )
        return True

    def _group(self, fields: Fields) -> GroupNode:
        grammar.check_keys(fields, grammar.GROUP, "group", self._problems)
        nodes = as_items(fields.get("group"))
        if not nodes:
            raise Refused(fields.place, "a group repeats steps, here are none")
        return GroupNode(
            steps=self.steps(nodes),
            repeat=self._scalar(fields, "repeat"),
            place=fields.place,
        )

    def _setting(self, fields: Fields, word: str) -> SettingNode:
        grammar.check_keys(fields, (word,), f"a setting ({word})", self._problems)
        value = as_fields(fields.get(word), word, fields.place)
        return SettingNode(word=word, value=value, place=fields.place)

    def call(self, node: Node) -> CallNode:
        """Read one call or fact with what is said about it.

        Raises:
            Refused: It is not one call.
        """
        fields = as_fields(node, "a call", node.place)
        key = self._call_key(fields)
        handle, name = grammar.split_call(key.text) or ("", "")
        is_fact = name[:1].islower()
        known = frozenset() if is_fact else METHODS.get(name, frozenset())
        self._check_name(key, name, is_fact=is_fact)
        self._check_call_keys(fields, key, name, known)
        return CallNode(
            handle=Scalar(handle, key.place),
            name=name,
            place=key.place,
            arguments=self._arguments(fields.get(key.text), key, name, known),
            lane=self._text(fields, "by"),
            bind=self._scalar(fields, "as"),
            returns=self._returns(fields),
            out=self._out(fields, name, known),
            effects=self._effects(fields),
            cites=self._cites(fields.get("cites")),
            times=self._scalar(fields, "times"),
            repeat=self._scalar(fields, "repeat"),
            observe=self._observe(fields.get("observe")),
            note=self._text(fields, "note"),
        )

    def _call_key(self, fields: Fields) -> Scalar:
        keys = [key for key, _ in fields.entries if grammar.split_call(key.text)]
        if len(keys) == 1:
            return keys[0]
        strange = [k for k, _ in fields.entries if k.text not in grammar.CALL]
        for key in strange:
            self._check_interface_key(key)
        if strange and not keys:
            words = (*grammar.CALL, *grammar.STEP_WORDS)
            raise Refused(
                strange[0].place,
                f"{strange[0].text!r} is neither a call (handle.Method) nor a word"
                f" of a step{near(strange[0].text, words)}",
            )
        found = f": {', '.join(key.text for key in keys)}" if keys else ""
        raise Refused(
            fields.place, f"a step makes one call, here are {len(keys)}{found}"
        )

    @staticmethod
    def _check_interface_key(key: Scalar) -> None:
        interface, _, method = key.text.partition(".")
        if interface in INTERFACES and method:
            raise Refused(
                key.place,
                f"{key.text} names no handle: say whose it is, as in"
                f" {_EXAMPLES.get(interface, 'store')}.{method}",
            )

    def _check_name(self, key: Scalar, name: str, *, is_fact: bool) -> None:
        if is_fact and name not in FACT_NAMES:
            meant = next((m for m in METHODS if m.lower() == name), None)
            hint = f"; did you mean the method {meant!r}?" if meant else ""
            raise Refused(
                key.place,
                f"no fact is called {name!r}{hint or near(name, FACT_NAMES)}",
            )
        if not is_fact and name not in METHODS:
            raise Refused(
                key.place, f"no interface has a method {name!r}{near(name, METHODS)}"
            )

    def _check_call_keys(
        self, fields: Fields, call: Scalar, name: str, known: frozenset[str]
    ) -> None:
        for key, _ in fields.entries:
            if key is call or key.text in grammar.CALL:
                continue
            if key.text in known:
                text = (
                    f"{key.text!r} is an argument of {name}; arguments stand behind"
                    f" the colon: {call.text}: {{{key.text}: ...}}"
                )
            else:
                text = f"{key.text!r} is not a key of a step"
                text += near(key.text, grammar.CALL)
            self._problems.add(key.place, text)

    def _arguments(
        self, node: Node | None, key: Scalar, name: str, known: frozenset[str]
    ) -> Fields | None:
        if node is None or (isinstance(node, Scalar) and node.is_null):
            return None
        fields = as_fields(node, f"what {name} is given", key.place)
        kept = [
            (k, value)
            for k, value in fields.entries
            if k.text in known or self._strange_argument(k, key, name, known)
        ]
        return Fields(tuple(kept), fields.place)

    def _strange_argument(
        self, argument: Scalar, call: Scalar, name: str, known: frozenset[str]
    ) -> bool:
        if argument.text in grammar.CALL:
            text = (
                f"{argument.text!r} stands one level too deep and was read as an"
                f" argument of {name}; put it exactly under the first letter of"
                f" {call.text!r}"
            )
        elif name[:1].islower():
            text = f"{name} is a fact and takes no arguments"
        else:
            text = f"{name} takes no argument {argument.text!r}"
            text += near(argument.text, known)
        self._problems.add(argument.place, text)
        return False

    def _returns(self, fields: Fields) -> Node | None:
        node = fields.get("returns")
        if isinstance(node, Items):
            words = ", ".join(n.text for n in node.nodes if isinstance(n, Scalar))
            raise Refused(
                node.place,
                "a list means all of these, in this order; alternatives are written"
                f" {{one of: [{words}]}}",
            )
        return node

    def _out(self, fields: Fields, name: str, known: frozenset[str]) -> Fields | None:
        node = fields.get("out")
        if node is None:
            return None
        out = as_fields(node, "out", fields.place)
        for key, _ in out.entries:
            if known and key.text not in known:
                self._problems.add(
                    key.place,
                    f"{name} has no result {key.text!r}{near(key.text, known)}",
                )
        kept = tuple(entry for entry in out.entries if entry[0].text in known)
        return Fields(kept if known else out.entries, out.place)

    def _effects(self, fields: Fields) -> EffectsNode:
        expected, ordered = self._causes(fields.get("causes"))
        allowed = fields.get("may cause")
        anything = isinstance(allowed, Scalar) and allowed.text == "anything"
        return EffectsNode(
            expected=expected,
            ordered=ordered,
            allowed=() if anything else self._allowed(allowed),
            anything=anything,
            place=fields.place,
        )

    def _causes(self, node: Node | None) -> tuple[tuple[CallNode, ...] | None, bool]:
        if node is None:
            return None, True
        if isinstance(node, Scalar):
            if node.text != "nothing":
                self._problems.add(
                    node.place,
                    f"causes is a list of calls or 'nothing', not {node.text!r}",
                )
            return (), True
        if isinstance(node, Fields):
            grammar.check_keys(node, ("in any order",), "causes", self._problems)
            return self._calls(as_items(node.get("in any order"))), False
        return self._calls(node.nodes), True

    def _calls(self, nodes: Iterable[Node]) -> tuple[CallNode, ...]:
        read: list[CallNode] = []
        for node in nodes:
            with self._problems.noted():
                read.append(self.call(node))
        return tuple(read)

    def _allowed(self, node: Node | None) -> tuple[Scalar, ...]:
        words = as_scalars(node, "may cause")
        for word in words:
            if not grammar.split_call(word.text):
                self._problems.add(
                    word.place,
                    "may cause names calls and facts, or 'anything', not"
                    f" {word.text!r}",
                )
        return tuple(word for word in words if grammar.split_call(word.text))

    def _cites(self, node: Node | None) -> CitesNode:
        if node is None:
            return CitesNode()
        if not isinstance(node, Fields):
            ids = as_scalars(node, "a clause")
            return CitesNode(((Scalar("*", node.place), ids),))
        aspects = []
        for key, value in node.entries:
            head, dot, _ = key.text.partition(".")
            if head not in grammar.ASPECTS or (dot and head != "out"):
                self._problems.add(
                    key.place,
                    f"{key.text!r} is nothing one can cite for"
                    f"{near(key.text, grammar.ASPECTS)}",
                )
            aspects.append((key, as_scalars(value, "a clause")))
        return CitesNode(tuple(aspects))

    def _observe(self, node: Node | None) -> frozenset[str]:
        if isinstance(node, Scalar) and node.text == "true":
            return frozenset(grammar.OBSERVABLE)
        words = as_scalars(node, "observe")
        for word in words:
            if word.text not in grammar.OBSERVABLE:
                self._problems.add(
                    word.place,
                    f"{word.text!r} cannot be observed"
                    f"{near(word.text, grammar.OBSERVABLE)}",
                )
        return frozenset(word.text for word in words)

    @staticmethod
    def _scalar(fields: Fields, name: str) -> Scalar | None:
        node = fields.get(name)
        return None if node is None else as_scalar(node, name)

    @staticmethod
    def _text(fields: Fields, name: str) -> str:
        node = fields.get(name)
        return as_scalar(node, name).text if node else ""
