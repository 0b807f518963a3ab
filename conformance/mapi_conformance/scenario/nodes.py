"""YAML text → nodes that know their place.

A subset of YAML: no anchors, aliases, merge keys, tags or second documents, and no
key twice. No type is guessed: every scalar stays text, and the parameter it is
meant for decides what it is (``no``, ``0x10``, ``1e3``).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from mapi_conformance.scenario.problems import Place, Problems, Refused


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: The shipped files need a dozen levels; Python's stack ends at some hundreds.
_DEEPEST = 64
_BEGINS = frozenset((yaml.MappingStartEvent, yaml.SequenceStartEvent))
_ENDS = frozenset((yaml.MappingEndEvent, yaml.SequenceEndEvent))


@dataclass(frozen=True, slots=True)
class Scalar:
    """A word or a text."""

    text: str
    place: Place
    #: Quoted text is always text: ``"null"`` is four letters.
    quoted: bool = False

    @property
    def is_null(self) -> bool:
        """Whether nothing, ``~`` or an unquoted ``null`` stands here."""
        return not self.quoted and self.text in ("", "null", "~")

    @property
    def is_variable(self) -> bool:
        """Whether this is ``$name`` or ``$name.part``."""
        return not self.quoted and self.text.startswith("$")


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    nodes: tuple["Node", ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping, in the order written; keys are plain words."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    place: Place
    #: Files are read with some hundred look-ups a scenario, most of them in vain.
    _values: Mapping[str, "Node"] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the values."""
        values = {key.text: node for key, node in self.entries}
        object.__setattr__(self, "_values", values)

    def get(self, name: str) -> "Node | None":
        """Find a value by its key."""
        return self._values.get(name)

    def key(self, name: str) -> Scalar | None:
        """Find a key, for its place."""
        if name not in self._values:
            return None
        for key, _ in self.entries:
            if key.text == name:
                return key
        return None

    @property
    def names(self) -> tuple[str, ...]:
        """The keys as text."""
        return tuple(key.text for key, _ in self.entries)


Node = Scalar | Items | Fields


def read_nodes(text: str, path: str, problems: Problems) -> Node | None:
    """Read one document.

    Args:
        text: The whole file.
        path: How the file is called in messages.
        problems: Takes what is wrong; reading goes on where it can.

    Returns:
        The top node; None for an empty file or one that is not YAML.
    """
    try:
        events = list(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        problems.add(_error_place(error, path), f"not YAML: {_reason(error)}")
        return None
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        reason = str(error).partition("\n")[0]
        problems.add(Place(path, 1, 1), f"not YAML: {reason}")
        return None
    if deep := _too_deep(events):
        problems.add(_place(deep, path), f"more than {_DEEPEST} levels are nested here")
        return None
    return _Builder(iter(events), path, problems).document()


def _error_place(error: yaml.MarkedYAMLError, path: str) -> Place:
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Place(path, 1, 1)
    return Place(path, mark.line + 1, mark.column + 1)


def _place(event: yaml.Event, path: str) -> Place:
    mark = event.start_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    return Place(path, line + 1, column + 1)


def _too_deep(events: Iterable[yaml.Event]) -> yaml.Event | None:
    """Find where nesting goes beyond what any reader here could follow."""
    depth = 0
    for event in events:
        kind = type(event)
        if kind in _BEGINS:
            depth += 1
            if depth > _DEEPEST:
                return event
        elif kind in _ENDS:
            depth -= 1
    return None


def _reason(error: yaml.MarkedYAMLError) -> str:
    return ", ".join(part for part in (error.context, error.problem) if part)


class _Builder:
    """Turns the parser's events into nodes."""

    def __init__(
        self, events: Iterator[yaml.Event], path: str, problems: Problems
    ) -> None:
        self._events = events
        self._path = path
        self._problems = problems

    def document(self) -> Node | None:
        root = None
        for event in self._events:
            if isinstance(event, yaml.NodeEvent):
                if root is not None:
                    self._problems.add(
                        self._place(event), "a second document; a file holds one"
                    )
                    return root
                root = self._node(event)
        return root

    def _place(self, event: yaml.Event) -> Place:
        return _place(event, self._path)

    def _node(self, event: yaml.Event) -> Node:
        place = _place(event, self._path)
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            self._problems.add(
                place, "anchors, aliases and tags are not part of the language"
            )
        # Scalars first: they are most of a file.
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, place, bool(event.style))
        if isinstance(event, yaml.MappingStartEvent):
            return Fields(tuple(self._fields()), place)
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(tuple(self._items()), place)
        return Scalar("", place)

    def _items(self) -> Iterator[Node]:
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self._node(event)

    def _fields(self) -> Iterator[tuple[Scalar, Node]]:
        seen: set[str] = set()
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                return
            key, value = self._node(event), self._node(next(self._events))
            if not isinstance(key, Scalar):
                self._problems.add(key.place, "a key is a plain word")
            elif key.text in seen:
                self._problems.add(key.place, f"{key.text!r} stands here twice")
            else:
                seen.add(key.text)
                yield key, value


def as_fields(node: Node | None, what: str, place: Place) -> Fields:
    """Take a mapping.

    Raises:
        Refused: Something else stands there.
    """
    if isinstance(node, Fields):
        return node
    raise Refused(node.place if node else place, f"{what} is a mapping, name: value")


def as_items(node: Node | None) -> tuple[Node, ...]:
    """Take a list; a single value is a list of one, nothing is none."""
    if node is None or (isinstance(node, Scalar) and node.is_null):
        return ()
    return node.nodes if isinstance(node, Items) else (node,)


def as_scalar(node: Node, what: str) -> Scalar:
    """Take a plain word or a text.

    Raises:
        Refused: A list or a mapping stands there.
    """
    if isinstance(node, Scalar):
        return node
    raise Refused(node.place, f"{what} is one word, not a list or a mapping")


def as_scalars(node: Node | None, what: str) -> tuple[Scalar, ...]:
    """Take a list of plain words, or one.

    Raises:
        Refused: A list or a mapping stands among them.
    """
    return tuple([as_scalar(item, what) for item in as_items(node)]) if node else ()
