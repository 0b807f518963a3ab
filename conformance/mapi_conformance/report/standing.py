"""Clauses over a whole run: what came of each, and how many were looked at."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from mapi_conformance.judge.verdict import Outcome
from mapi_conformance.run.outcome import clause_outcomes
from mapi_conformance.run.record import RunRecord
from mapi_conformance.scenario.catalogue import Clause


#: What is said of a clause that no case of the run cites.
NO_CASE: Final = "no case"
#: What may be said of a clause, the worst first.
STANDINGS: Final = (
    Outcome.DEVIATES.value,
    "waived",
    Outcome.ADVISORY.value,
    Outcome.HOLDS.value,
    Outcome.OBSERVED.value,
    Outcome.NOT_EXERCISED.value,
    NO_CASE,
)
LEVELS: Final = ("must", "should", "may")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseStanding:
    """A clause, and what a run says of it."""

    clause: Clause
    #: One of :data:`STANDINGS`.
    standing: str
    #: How many cases say so.
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """The clauses about one method."""

    interface: str
    name: str
    clauses: tuple[ClauseStanding, ...]

    @property
    def tested(self) -> bool:
        """Whether a case cites any of them."""
        return any(each.standing != NO_CASE for each in self.clauses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A part of a whole, as a bar shows it."""

    word: str
    count: int
    #: Where it begins and how wide it is, in thousandths.
    start: int
    width: int


def standings(run: RunRecord) -> tuple[ClauseStanding, ...]:
    """Say of every clause that binds a provider what came of it."""
    theirs = [case for case in run.cases if case.subject == "provider"]
    said = {each.clause: each for each in clause_outcomes(theirs)}
    return tuple(
        ClauseStanding(
            clause=clause,
            standing=found.outcome.value if found else NO_CASE,
            cases=len(found.cases) if found else 0,
        )
        for clause in run.clauses
        if (found := said.get(clause.id)) or clause.subject == "provider"
    )


def by_method(clauses: Iterable[ClauseStanding]) -> tuple[Method, ...]:
    """Put clauses under the methods they are about, in order of names."""
    found: dict[tuple[str, str], list[ClauseStanding]] = {}
    for each in clauses:
        key = (each.clause.interface, each.clause.method)
        found.setdefault(key, []).append(each)
    return tuple(
        Method(interface=key[0], name=key[1], clauses=tuple(found[key]))
        for key in sorted(found)
    )


def shares(words: Iterable[str], order: Sequence[str]) -> tuple[Share, ...]:
    """Count words, as parts of a bar in this order."""
    counts = Counter(words)
    total = counts.total()
    edges = [0]
    for word in order:
        edges.append(edges[-1] + counts[word])
    return tuple(
        Share(
            word=word,
            count=counts[word],
            start=1000 * before // total,
            width=1000 * after // total - 1000 * before // total,
        )
        for word, before, after in zip(order, edges, edges[1:], strict=False)
        if counts[word]
    )
