"""The catalogue of clauses: what the pages ask, one sentence each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mapi_conformance.scenario.nodes import Fields, Items, Node, Scalar, read_nodes
from mapi_conformance.scenario.problems import Problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A sentence of the documentation that can be broken."""

    id: str
    interface: str
    method: str
    #: Who is bound: provider, mapi-subsystem, transport or client.
    subject: str
    #: must, should or may, by the wording of the page.
    level: str
    #: normative, ambiguous (asserted inside its profile) or informational.
    status: str = "normative"
    #: The reading under which it holds; ``any`` for all.
    profile: str = "any"
    #: 1: the logoff family; 2: the rest of a provider's surface.
    tier: int = 1
    text: str
    pages: tuple[str, ...]
    #: It follows from the pages and is stated on none.
    derived: bool = False
    observe: str = ""
    ambiguities: tuple[str, ...] = ()
    note: str = ""

    @property
    def severity(self) -> str:
        """The level at which a departure counts: informational is never above may."""
        return "may" if self.status == "informational" else self.level


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguity:
    """A place where the pages are silent or at odds, and the reading chosen."""

    id: str
    topic: str
    conflict: str
    reading: str
    #: What of it is judged, and what is only recorded.
    suite: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """Some clauses and contradictions by id, as a record carries them."""

    clauses: Mapping[str, Clause]
    ambiguities: Mapping[str, Ambiguity]

    def __getitem__(self, clause: str) -> Clause:
        """Take a clause that is known to be in it."""
        return self.clauses[clause]


class Catalogue:
    """Clauses by id; a family's file is read when one of its clauses is asked for.

    Args:
        folder: Holds a file a family (``storelogoff.yaml``) and ``ambiguities.yaml``.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._families: dict[str, Mapping[str, Clause]] = {}

    def get(self, clause: str) -> Clause | None:
        """Find a clause."""
        return self._family(_family_of(clause)).get(clause)

    def __getitem__(self, clause: str) -> Clause:
        """Take a clause that is known to exist."""
        return self._family(_family_of(clause))[clause]

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause, by family and number."""
        return tuple(c for name in self._files for c in self._family(name).values())

    @cached_property
    def ambiguities(self) -> Mapping[str, Ambiguity]:
        """Every place where a reading had to be chosen."""
        rows = _read_rows(self._folder / "ambiguities.yaml")
        return {row["id"]: _ambiguity(row) for row in map(_texts, rows)}

    @cached_property
    def _files(self) -> Mapping[str, Path]:
        # Looked up, never built from what a scenario cites.
        files = sorted(self._folder.glob("*.yaml"))
        return {file.stem: file for file in files if file.stem != "ambiguities"}

    def _family(self, name: str) -> Mapping[str, Clause]:
        if name not in self._families:
            path = self._files.get(name)
            rows = _read_rows(path) if path else ()
            self._families[name] = {c.id: c for c in map(_clause, rows)}
        return self._families[name]


def _family_of(clause: str) -> str:
    return clause.rpartition("-")[0].lower()


def _read_rows(path: Path) -> Iterable[Fields]:
    problems = Problems()
    top = read_nodes(path.read_text(encoding="utf-8"), path.name, problems)
    problems.check()
    nodes = top.nodes if isinstance(top, Items) else ()
    return [node for node in nodes if isinstance(node, Fields)]


def _texts(row: Fields) -> dict[str, str]:
    return {key.text: v.text for key, v in row.entries if isinstance(v, Scalar)}


def _list(node: Node | None) -> tuple[str, ...]:
    nodes = node.nodes if isinstance(node, Items) else ()
    return tuple(item.text for item in nodes if isinstance(item, Scalar))


def _clause(row: Fields) -> Clause:
    words = _texts(row)
    return Clause(
        id=words["id"],
        interface=words["interface"],
        method=words["method"],
        subject=words["subject"],
        level=words["level"],
        status=words.get("status", "normative"),
        profile=words.get("profile", "any"),
        tier=int(words["tier"]),
        text=words["text"],
        pages=_list(row.get("pages")),
        derived=words.get("derived") == "true",
        observe=words.get("observe", ""),
        ambiguities=_list(row.get("ambiguities")),
        note=words.get("note", ""),
    )


def _ambiguity(words: Mapping[str, str]) -> Ambiguity:
    return Ambiguity(
        id=words["id"],
        topic=words["topic"],
        conflict=words["conflict"],
        reading=words["reading"],
        suite=words.get("suite", ""),
    )
