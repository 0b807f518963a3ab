"""Which assertions fired for which clause, as runs of documented providers show."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mapi_conformance.judge.verdict import Outcome
from mapi_conformance.port.flaw import Flaw
from mapi_conformance.run.judging import Judging
from mapi_conformance.run.record import CaseRecord
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.catalogue import Catalogue


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """One clause in one scenario: what the kill matrix has a row for."""

    #: ``suite/scenario``, whatever its axes and rows.
    scenario: str
    clause: str


@dataclass(slots=True)
class Coverage:
    """The assertions that fired, by scenario and clause."""

    #: Places in the scenario with what was compared there, as in a check's ``fired``.
    fired: dict[Pair, set[str]] = field(default_factory=lambda: defaultdict(set))
    #: The cases in which any of them did.
    cases: dict[Pair, set[str]] = field(default_factory=lambda: defaultdict(set))
    #: Clauses of which something was recorded, which proves nothing of them.
    observed: set[str] = field(default_factory=set)

    def count(self, record: CaseRecord) -> None:
        """Count what a case put at stake."""
        for check in record.checks:
            if check.outcome is Outcome.OBSERVED:
                self.observed.add(check.clause)
            if check.fired:
                pair = Pair(scenario_of(record.id), check.clause)
                self.fired[pair].update(check.fired)
                self.cases[pair].add(record.id)

    def add(self, other: "Coverage") -> None:
        """Take over what was counted elsewhere."""
        self.observed |= other.observed
        for pair, fired in other.fired.items():
            self.fired[pair] |= fired
            self.cases[pair] |= other.cases[pair]

    @property
    def by_clause(self) -> Mapping[str, Sequence[Pair]]:
        """The rows of each clause, in order."""
        rows: dict[str, list[Pair]] = defaultdict(list)
        for pair in sorted(self.fired):
            rows[pair.clause].append(pair)
        return rows


def scenario_of(case: str) -> str:
    """Take axes and rows off the id of a case: ``suite/scenario``."""
    return case.partition("[")[0]


def cover(judging: Judging, cases: Iterable[Case]) -> Coverage:
    """Judge cases and count what they put at stake."""
    coverage = Coverage()
    for case in cases:
        coverage.count(judging.judge(case))
    return coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What the gate is about: an assertion that fired once and fires no more."""

    clause: str
    #: The rows that had it.
    before: tuple[Pair, ...]


def lost(before: Iterable[Pair], now: Coverage) -> tuple[Loss, ...]:
    """Name the clauses whose last executed assertion is gone."""
    rows: dict[str, list[Pair]] = defaultdict(list)
    for pair in before:
        rows[pair.clause].append(pair)
    left = now.by_clause
    return tuple(
        Loss(clause=clause, before=tuple(pairs))
        for clause, pairs in sorted(rows.items())
        if clause not in left
    )


def unflawed(
    coverage: Coverage, flaws: Mapping[str, Flaw], catalogue: Catalogue
) -> tuple[str, ...]:
    """Name the assertable clauses that no flaw breaks."""
    broken = {clause for flaw in flaws.values() for clause in flaw.breaks}
    return tuple(c for c in assertable(coverage, catalogue) if c not in broken)


def assertable(coverage: Coverage, catalogue: Catalogue) -> tuple[str, ...]:
    """Name the clauses that fired and can be broken: those above a may."""
    fired = sorted(coverage.by_clause)
    return tuple(c for c in fired if catalogue[c].severity != "may")
