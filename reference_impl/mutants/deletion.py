"""A mutation that cosmic-ray does not have: one statement is left out."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeAlias

from cosmic_ray.operators.operator import Example, Operator
from parso.python.tree import Keyword


#: A node of parso, whose types do not know what fields a node has.
Node: TypeAlias = Any
#: Where something starts and stops, by line and column.
Span: TypeAlias = tuple[tuple[int, int], tuple[int, int]]

#: Left out, these change nothing that runs.
_IDLE: Final = ("string", "strings", "operator", "import_from", "import_name")


class DeleteStatement(Operator):
    """Put ``pass`` in the place of a simple statement inside a function."""

    def mutation_positions(self, node: Node) -> Iterator[Span]:
        """Give the place of a statement that does something."""
        if _can_go(node):
            yield node.start_pos, node.end_pos

    def mutate(self, node: Node, index: int) -> Node:
        """Leave the statement out, and keep the line."""
        first = node.get_first_leaf()
        node.children[0] = Keyword("pass", first.start_pos, first.prefix)
        return node

    @classmethod
    def examples(cls) -> Sequence[Example]:
        """Show what becomes of a call."""
        return (Example("def f():\n    g()\n", "def f():\n    pass\n"),)


def _can_go(node: Node) -> bool:
    if node.type != "simple_stmt" or node.parent.type != "suite":
        return False
    what = node.children[0]
    in_function = node.parent.parent.type != "classdef"
    return in_function and what.type not in _IDLE and what.get_code().strip() != "pass"
