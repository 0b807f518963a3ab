"""The mutants of a module: which there are, and the source of each."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import count
from pathlib import Path
from types import CodeType
from typing import Final

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from cosmic_ray.operators.provider import OperatorProvider
from deletion import DeleteStatement, Node


PROVIDER: Final = Path(__file__).parents[1] / "mapi_reference" / "provider"

#: One replacement of an operator, and the one beside it where there is an order; the
#: other dozen ask the corpus the same question again.
OPERATORS: Final = (
    "AddNot",
    "NumberReplacer",
    "RemoveDecorator",
    "ReplaceAndWithOr",
    "ReplaceBinaryOperator_Add_Sub",
    "ReplaceBinaryOperator_BitAnd_BitOr",
    "ReplaceBinaryOperator_BitOr_BitAnd",
    "ReplaceBinaryOperator_Sub_Add",
    "ReplaceComparisonOperator_Eq_GtE",
    "ReplaceComparisonOperator_Eq_LtE",
    "ReplaceComparisonOperator_Eq_NotEq",
    "ReplaceComparisonOperator_GtE_Gt",
    "ReplaceComparisonOperator_Gt_GtE",
    "ReplaceComparisonOperator_IsNot_Is",
    "ReplaceComparisonOperator_Is_IsNot",
    "ReplaceComparisonOperator_LtE_Lt",
    "ReplaceComparisonOperator_Lt_LtE",
    "ReplaceComparisonOperator_NotEq_Eq",
    "ReplaceFalseWithTrue",
    "ReplaceOrWithAnd",
    "ReplaceTrueWithFalse",
    "ReplaceUnaryOperator_Delete_Invert",
    "ReplaceUnaryOperator_Delete_Not",
    "ZeroIterationForLoop",
)

_DEFINITIONS: Final = ("funcdef", "classdef")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """What a mutant is known by: a change of text in a function."""

    #: As in ``store``, of the provider.
    module: str
    #: As in ``Store.end``; empty for the module itself.
    function: str
    was: str
    #: Empty where a statement is left out.
    becomes: str
    #: Tells the same change in one function apart, from one on.
    nth: int = 1

    def __str__(self) -> str:
        again = f" ({self.nth})" if self.nth > 1 else ""
        change = f"{self.was} -> {self.becomes or 'nothing'}"
        return f"{self.module}: {self.function}: {change}{again}"


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module that differs from the documented one in one place."""

    place: Place
    source: str


def mutants_of(module: str) -> Iterator[Mutant]:
    """Make the mutants of a module, those that run alike only once.

    Args:
        module: As in ``store``.
    """
    source = (PROVIDER / f"{module}.py").read_text(encoding="utf-8")
    known = {None, _compiled(source)}
    seen: Counter[tuple[str, ...]] = Counter()
    for function, mutated in _changes(source):
        compiled = _compiled(mutated)
        if compiled in known:
            continue
        known.add(compiled)
        was, becomes = _difference(source, mutated)
        key = module, function, was, becomes
        seen[key] += 1
        yield Mutant(Place(*key, seen[key]), mutated)


def _changes(source: str) -> Iterator[tuple[str, str]]:
    for operator in _operators():
        nodes = [
            node
            for node in ast_nodes(get_ast(source))
            for _ in operator.mutation_positions(node)
        ]
        for occurrence, node in zip(count(), nodes, strict=False):
            mutated = mutate_code(source, operator, occurrence)
            if mutated is not None and not _is_annotation(node):
                yield _function_of(node), mutated


@cache
def _operators() -> tuple[Operator, ...]:
    shipped = OperatorProvider()
    return (DeleteStatement(), *(shipped[name]() for name in OPERATORS))


def _is_annotation(node: Node) -> bool:
    """Whether a node stands where only a type checker looks."""
    while node.parent is not None:
        parent = node.parent
        if parent.type in ("tfpdef", "annassign") and parent.children[1] is node:
            return True
        if parent.type == "tfpdef" and parent.children[-1] is node:
            return True
        if parent.type == "funcdef" and parent.annotation is node:
            return True
        node = parent
    return False


def _function_of(node: Node) -> str:
    names: list[str] = []
    around = node
    while around is not None:
        if around.type == "decorated":
            names.insert(0, around.children[-1].name.value)
        elif around.type in _DEFINITIONS and around.parent.type != "decorated":
            names.insert(0, around.name.value)
        around = around.parent
    return ".".join(names)


def _compiled(source: str) -> Hashable:
    """Give what runs, without the lines it came from; None where nothing can run."""
    try:
        return _plain(compile(source, "", "exec"))
    except SyntaxError:
        return None


def _plain(code: CodeType) -> Hashable:
    constants = tuple(
        _plain(each) if isinstance(each, CodeType) else (type(each), each)
        for each in code.co_consts
    )
    return code.co_name, code.co_code, code.co_names, code.co_varnames, constants


def _difference(source: str, mutated: str) -> tuple[str, str]:
    before, after = source.splitlines(), mutated.splitlines()
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    changed = [each for each in matcher.get_opcodes() if each[0] != "equal"]
    first, last = changed[0], changed[-1]
    was = _one_line(before[first[1] : last[2]])
    becomes = _one_line(after[first[3] : last[4]])
    return was, "" if becomes == "pass" else becomes


def _one_line(lines: Iterable[str]) -> str:
    return " ".join(" ".join(lines).split())
