"""Differences → a verdict for the case, and an outcome for each check."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from mapi_conformance.judge.differences import DEATHS, Difference, Findings, Kind
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.catalogue import Catalogue


class Verdict(Enum):
    """What is said of a case."""

    CONFORMS = "conforms"
    #: A should-level check deviates.
    ADVISORY = "advisory"
    #: A must-level check deviates.
    DEVIATES = "deviates"
    #: It deviates, as waivers say that it does.
    WAIVED = "waived"
    CRASHED = "crashed"
    HUNG = "hung"
    #: An uncited step failed, what follows means nothing.
    BLOCKED = "blocked"
    #: Another reading, a capability not claimed, or nothing that was judged.
    NOT_APPLICABLE = "not applicable"
    #: The host, the adapter or the suite broke, not the provider.
    INCONCLUSIVE = "inconclusive"
    #: Not the same on repetition.
    FLAKY = "flaky"

    @property
    def fails(self) -> bool:
        """Whether a provider with such a case does not conform."""
        return self in _FAILS


#: Of a case in which the provider died, or whoever carries its calls.
DIED = frozenset({Verdict.CRASHED, Verdict.HUNG})
#: What says something of a declaration: an advisory, whatever the clause demands.
_MILD = frozenset({Kind.UNCLAIMED, Kind.LACKING})
_FAILS = frozenset(
    {
        Verdict.DEVIATES,
        Verdict.CRASHED,
        Verdict.HUNG,
        Verdict.BLOCKED,
        Verdict.FLAKY,
    }
)


class Outcome(Enum):
    """What is said of a check, that is, of one clause in one case."""

    HOLDS = "holds"
    DEVIATES = "deviates"
    #: It deviates, and a waiver says so.
    WAIVED = "waived"
    ADVISORY = "advisory"
    #: Recorded and never judged.
    OBSERVED = "observed"
    #: Nothing happened that could have broken it; it proves nothing.
    NOT_EXERCISED = "not exercised"


@dataclass(frozen=True, slots=True)
class Check:
    """One clause in one case."""

    clause: str
    outcome: Outcome


def checks_of(
    case: Case, findings: Findings, catalogue: Catalogue, *, strict: bool
) -> tuple[Check, ...]:
    """Say for every clause a case cites what came of it; the worst wins.

    Args:
        case: What was run.
        findings: What judging it found.
        catalogue: Knows the level of each clause.
        strict: A should-level departure counts as one of a must, unless MAPI, as
            our host plays it, departed as well and may be the cause.
    """
    strict = strict and not any(d.self_check for d in findings.differences)
    broken = {clause for d in _own(findings) for clause in d.clauses}
    clauses = dict.fromkeys((*case.clauses, *sorted(broken)))
    # No clause counts as tested in a case in which the provider died.
    died = any(d.kind in DEATHS for d in findings.differences)
    held = frozenset() if died else findings.exercised
    observed = frozenset() if died else findings.observed

    def outcome(clause: str) -> Outcome:
        if clause in broken:
            return _severity(clause, findings, catalogue, strict=strict)
        if clause in held:
            return Outcome.HOLDS
        return Outcome.OBSERVED if clause in observed else Outcome.NOT_EXERCISED

    return tuple(Check(clause, outcome(clause)) for clause in clauses)


def _own(findings: Findings) -> Iterable[Difference]:
    return (d for d in findings.differences if not d.self_check)


def _severity(
    clause: str, findings: Findings, catalogue: Catalogue, *, strict: bool
) -> Outcome:
    level = catalogue[clause].severity
    if level == "may":
        return Outcome.OBSERVED
    kinds = {d.kind for d in _own(findings) if clause in d.clauses}
    firm = strict or (level == "must" and not kinds <= _MILD)
    return Outcome.DEVIATES if firm else Outcome.ADVISORY


def verdict_of(findings: Findings, checks: Iterable[Check]) -> Verdict:  # noqa: PLR0911  # a line a verdict
    """Say what a case comes to; the worst of what was found."""
    kinds = {d.kind for d in _own(findings)}
    outcomes = {check.outcome for check in checks}
    if Kind.ADAPTER in kinds:
        # What a broken adapter said before is worth nothing either.
        return Verdict.INCONCLUSIVE
    if Kind.CRASHED in kinds:
        return Verdict.CRASHED
    if Kind.HUNG in kinds:
        return Verdict.HUNG
    if Outcome.DEVIATES in outcomes:
        return Verdict.DEVIATES
    if Kind.BLOCKED in kinds or any(not d.clauses for d in _own(findings)):
        return Verdict.BLOCKED
    if any(d.self_check for d in findings.differences):
        return Verdict.INCONCLUSIVE
    if Outcome.ADVISORY in outcomes:
        return Verdict.ADVISORY
    if not outcomes - {Outcome.NOT_EXERCISED, Outcome.OBSERVED}:
        return Verdict.NOT_APPLICABLE
    return Verdict.CONFORMS
