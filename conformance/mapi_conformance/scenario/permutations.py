"""Axes times rows: one scenario, many cases."""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from mapi_conformance.scenario.model import (
    AcrossNode,
    CallNode,
    CitesNode,
    EffectsNode,
    GroupNode,
    Scenario,
    SettingNode,
    StepNode,
)
from mapi_conformance.scenario.nodes import (
    Fields,
    Items,
    Node,
    Scalar,
    as_scalar,
)
from mapi_conformance.scenario.problems import Problems, Refused
from mapi_conformance.wording import near


@dataclass(frozen=True, slots=True, kw_only=True)
class Permutation:
    """One choice of axes and row, and the steps it gives."""

    id: str
    setup: tuple[StepNode, ...]
    steps: tuple[StepNode, ...]


def permute(scenario: Scenario, problems: Problems) -> Iterator[Permutation]:
    """Give every permutation in order: rows outermost, then axes as written.

    Nothing is drawn or sampled: axes multiply, rows enumerate, ``distinct`` drops
    the cases in which the named ones are equal.
    """
    seen: set[str] = set()
    is_empty = True
    names = tuple(name for name, _ in scenario.axes)
    for row in scenario.rows or (None,):
        for chosen in itertools.product(*(nodes for _, nodes in scenario.axes)):
            values = _values(row, names, chosen)
            is_equal = False
            with problems.noted():
                is_equal = _equal(scenario, values)
                if not is_equal:
                    yield _permutation(scenario, row, names, values, seen)
            is_empty = is_empty and is_equal
    if is_empty:
        problems.add(
            scenario.place,
            f"{scenario.id!r} has no case: its axes or distinct leave none",
        )


def _values(
    row: Fields | None, names: tuple[str, ...], chosen: tuple[Node, ...]
) -> dict[str, Node]:
    columns = {key.text: node for key, node in row.entries} if row else {}
    return columns | dict(zip(names, chosen, strict=True))


def _equal(scenario: Scenario, values: Mapping[str, Node]) -> bool:
    compared = [_word(name, values[name]) for name in scenario.distinct]
    return len(set(compared)) < len(compared)


def _word(name: str, node: Node) -> str:
    """Spell a value for ``distinct``.

    Raises:
        Refused: It is a list or a mapping, whose parts are not compared.
    """
    if isinstance(node, Scalar):
        return _short(node)
    raise Refused(
        node.place,
        f"{name} is a list or a mapping here, and distinct compares words",
    )


def _permutation(
    scenario: Scenario,
    row: Fields | None,
    names: tuple[str, ...],
    values: Mapping[str, Node],
    seen: set[str],
) -> Permutation:
    parts = _row_parts(row) + [f"{name}={_part(name, values[name])}" for name in names]
    suffix = f"[{','.join(parts)}]" if parts else ""
    case_id = f"{scenario.suite.id}/{scenario.id}{suffix}"
    if case_id in seen:
        place = row.place if row else scenario.place
        raise Refused(place, f"two cases are called {case_id}; give the rows names")
    seen.add(case_id)
    fill = _Filler(values)
    return Permutation(
        id=case_id, setup=fill.steps(scenario.setup), steps=fill.steps(scenario.steps)
    )


def _row_parts(row: Fields | None) -> list[str]:
    if row is None:
        return []
    name = row.get("name")
    if isinstance(name, Scalar):
        return [name.text]
    pairs = [(key.text, node) for key, node in row.entries if key.text != "clause"]
    return [f"{key}={_part(key, node)}" for key, node in pairs]


def _part(name: str, node: Node) -> str:
    """Spell a value inside an id.

    Raises:
        Refused: It is a list or a mapping, which no id can hold.
    """
    if isinstance(node, Scalar):
        return _short(node)
    raise Refused(
        node.place,
        f"{name} is a list or a mapping and would stand in the id of a case; use rows"
        " with a column 'name'",
    )


def _short(word: Scalar) -> str:
    return re.sub(r"\s*\|\s*", "+", word.text)


class _Filler:
    """Puts the values of axes and columns where their variables stand."""

    def __init__(self, values: Mapping[str, Node]) -> None:
        self._values = values

    def steps(self, steps: tuple[StepNode, ...]) -> tuple[StepNode, ...]:
        """Fill all steps; with no values they stay, and no handle may be variable."""
        if self._values:
            return tuple(self._step(step) for step in steps)
        for handle in _handles(steps):
            self._handle(handle)
        return steps

    def _step(self, step: StepNode) -> StepNode:
        match step:
            case CallNode():
                return self._call(step)
            case AcrossNode():
                return replace(
                    step,
                    calls=tuple(self._call(call) for call in step.calls),
                    effects=self._effects(step.effects),
                    cites=self._cites(step.cites),
                )
            case GroupNode():
                return replace(
                    step,
                    steps=tuple(self._step(each) for each in step.steps),
                    repeat=self._word(step.repeat),
                )
            case SettingNode():
                return replace(step, value=self._fields(step.value))

    def _call(self, call: CallNode) -> CallNode:
        return replace(
            call,
            handle=self._handle(call.handle),
            arguments=self._maybe_fields(call.arguments),
            returns=self._maybe(call.returns),
            out=self._maybe_fields(call.out),
            effects=self._effects(call.effects),
            cites=self._cites(call.cites),
            times=self._word(call.times),
            repeat=self._word(call.repeat),
        )

    def _handle(self, handle: Scalar) -> Scalar:
        """Replace ``$object.support``'s first part; it must be an axis or a column."""
        if not handle.is_variable:
            return handle
        head, dot, rest = handle.text[1:].partition(".")
        chosen = self._values.get(head)
        if chosen is None:
            raise Refused(
                handle.place,
                f"${head} is no axis and no column{near(head, self._values)}",
            )
        if not isinstance(chosen, Scalar):
            raise Refused(
                handle.place, f"${head} is a list or a mapping here, not a handle"
            )
        return Scalar(chosen.text + dot + rest, handle.place)

    def _effects(self, effects: EffectsNode) -> EffectsNode:
        if effects.expected is None and not effects.allowed:
            return effects
        expected = effects.expected
        return replace(
            effects,
            expected=None if expected is None else tuple(map(self._call, expected)),
            allowed=tuple(self._handle(word) for word in effects.allowed),
        )

    def _cites(self, cites: CitesNode) -> CitesNode:
        return CitesNode(
            tuple(
                (aspect, tuple(c for word in ids for c in self._clauses(word)))
                for aspect, ids in cites.aspects
            )
        )

    def _clauses(self, word: Scalar) -> tuple[Scalar, ...]:
        node = self._node(word)
        nodes = node.nodes if isinstance(node, Items) else (node,)
        return tuple(as_scalar(each, "a clause") for each in nodes)

    def _word(self, word: Scalar | None) -> Scalar | None:
        if word is None:
            return None
        node = self._node(word)
        if isinstance(node, Scalar):
            return node
        raise Refused(node.place, "one word is due here, not a list or a mapping")

    def _maybe(self, node: Node | None) -> Node | None:
        return None if node is None else self._node(node)

    def _maybe_fields(self, fields: Fields | None) -> Fields | None:
        return None if fields is None else self._fields(fields)

    def _fields(self, fields: Fields) -> Fields:
        entries = tuple((key, self._node(node)) for key, node in fields.entries)
        return Fields(entries, fields.place)

    def _node(self, node: Node) -> Node:
        match node:
            case Items():
                return Items(tuple(map(self._node, node.nodes)), node.place)
            case Fields():
                return self._fields(node)
            case Scalar():
                return self._scalar(node)

    def _scalar(self, word: Scalar) -> Node:
        if not word.is_variable:
            return word
        head, dot, rest = word.text[1:].partition(".")
        chosen = self._values.get(head)
        if chosen is None:
            return word
        if not dot:
            return chosen
        if isinstance(chosen, Scalar):
            return Scalar(f"{chosen.text}.{rest}", word.place)
        raise Refused(word.place, f"${head} has no parts")


def _handles(steps: Iterable[StepNode]) -> Iterator[Scalar]:
    """Every handle, in the order in which the filler meets them."""
    for step in steps:
        match step:
            case CallNode():
                yield step.handle
                yield from _caused(step.effects)
            case AcrossNode():
                yield from _handles(step.calls)
                yield from _caused(step.effects)
            case GroupNode():
                yield from _handles(step.steps)


def _caused(effects: EffectsNode) -> Iterator[Scalar]:
    yield from _handles(effects.expected or ())
    yield from effects.allowed
