"""Waivers: departures that are known, each with somebody who answers for it.

A waiver is about one check, that is, one clause in one case, and about what was seen
there. If something else is seen, it is another departure, which nobody has accepted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mapi_conformance.errors import UsageFault
from mapi_conformance.scenario.catalogue import Catalogue
from mapi_conformance.scenario.grammar import check_keys
from mapi_conformance.scenario.nodes import (
    Fields,
    Items,
    Node,
    as_fields,
    as_scalar,
    as_scalars,
    read_nodes,
)
from mapi_conformance.scenario.problems import Place, Problems, Refused
from mapi_conformance.wording import near


KEYS = ("case", "clause", "observed", "owner", "reason", "issue", "expires")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """One check that is known to deviate."""

    #: The id of the case.
    case: str
    clause: str
    #: What is seen: the sentence of each difference, as the run tells it.
    observed: tuple[str, ...]
    #: Who answers for it.
    owner: str
    reason: str
    #: Where it is tracked.
    issue: str
    #: The last day on which it counts.
    expires: date
    place: Place

    @property
    def check(self) -> tuple[str, str]:
        """What it is about."""
        return self.case, self.clause

    def fits(self, texts: frozenset[str]) -> bool:
        """Whether exactly this was seen; line breaks and indents count as spaces."""
        return frozenset(map(one_line, self.observed)) == texts


def one_line(text: str) -> str:
    """Write a text as one line, as it may stand folded in a file."""
    return " ".join(text.split())


def read_waivers(folder: Path, name: str, catalogue: Catalogue) -> tuple[Waiver, ...]:
    """Read a file of waivers.

    Args:
        folder: From where ``name`` is meant.
        name: How the file was named, and is named in messages.
        catalogue: Knows the clauses.

    Raises:
        UsageFault: There is no such file.
        ScenarioErrors: Everything that is wrong with it.
    """
    try:
        text = (folder / name).read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise UsageFault(f"{name} cannot be read: {error.strerror}") from None
    return parse_waivers(text, name, catalogue)


def parse_waivers(text: str, name: str, catalogue: Catalogue) -> tuple[Waiver, ...]:
    """Read waivers from a text.

    Raises:
        ScenarioErrors: Everything that is wrong with it, each with its place.
    """
    problems = Problems()
    top = read_nodes(text, name, problems)
    waivers = tuple(_waivers(top, catalogue, problems))
    _note_doubles(waivers, problems)
    problems.check()
    return waivers


def _waivers(
    top: Node | None, catalogue: Catalogue, problems: Problems
) -> Iterator[Waiver]:
    if top is not None and not isinstance(top, Items):
        problems.add(top.place, "a file of waivers is a list: - case: ..., clause: ...")
        return
    for node in top.nodes if top else ():
        with problems.noted():
            yield _Reader(as_fields(node, "a waiver", node.place), problems).read(
                catalogue
            )


def _note_doubles(waivers: tuple[Waiver, ...], problems: Problems) -> None:
    first: dict[tuple[str, str], Waiver] = {}
    for waiver in waivers:
        other = first.setdefault(waiver.check, waiver)
        if other is not waiver:
            text = f"{waiver.case} and {waiver.clause} have a waiver at {other.place}"
            problems.add(waiver.place, f"{text} already; a check has one")


class _Reader:
    """Reads one waiver."""

    def __init__(self, fields: Fields, problems: Problems) -> None:
        self._fields = fields
        self._problems = problems
        check_keys(fields, KEYS, "a waiver", problems)

    def read(self, catalogue: Catalogue) -> Waiver:
        missing = [key for key in KEYS if self._fields.get(key) is None]
        for key in missing:
            self._problems.add(self._fields.place, f"a waiver needs {key!r}")
        if missing:
            raise Refused(self._fields.place, f"a waiver needs {missing[0]!r}")
        return Waiver(
            case=self._text("case"),
            clause=self._clause(catalogue),
            observed=self._observed(),
            owner=self._text("owner"),
            reason=self._text("reason"),
            issue=self._text("issue"),
            expires=self._date("expires"),
            place=self._fields.place,
        )

    def _node(self, key: str) -> Node:
        node = self._fields.get(key)
        assert node is not None  # noqa: S101  # read() has looked
        return node

    def _text(self, key: str) -> str:
        word = as_scalar(self._node(key), repr(key))
        if word.is_null or not word.text.strip():
            raise Refused(word.place, f"{key!r} is empty; {_WANTED[key]}")
        return one_line(word.text)

    def _clause(self, catalogue: Catalogue) -> str:
        name = self._text("clause")
        if catalogue.get(name) is None:
            hint = near(name, (clause.id for clause in catalogue.clauses))
            place = self._node("clause").place
            raise Refused(place, f"no clause is called {name!r}{hint}")
        return name

    def _observed(self) -> tuple[str, ...]:
        words = as_scalars(self._node("observed"), "what was observed")
        if not all(word.text.strip() for word in words) or not words:
            place = self._node("observed").place
            raise Refused(place, f"'observed' is empty; {_WANTED['observed']}")
        return tuple(one_line(word.text) for word in words)

    def _date(self, key: str) -> date:
        text = self._text(key)
        try:
            return date.fromisoformat(text)
        except ValueError:
            place = self._node(key).place
            raise Refused(
                place, f"{key}: {text!r} is no day; write it as 2027-03-31"
            ) from None


_WANTED = {
    "case": "the id of the case is due",
    "clause": "the clause that is broken is due",
    "observed": "the sentence that the run says of the departure is due",
    "owner": "somebody has to answer for it",
    "reason": "say why it is accepted",
    "issue": "say where it is tracked",
    "expires": "a day is due, as in 2027-03-31",
}
