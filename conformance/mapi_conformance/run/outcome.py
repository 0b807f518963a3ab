"""What a run comes to as a whole."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mapi_conformance.exits import Exit
from mapi_conformance.judge.verdict import Outcome, Verdict
from mapi_conformance.run.record import CaseRecord, WaiverRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseOutcome:
    """A clause over all the cases that cite it."""

    clause: str
    level: str
    #: The worst that was said of it.
    outcome: Outcome
    #: Ids of the cases in which that was said.
    cases: tuple[str, ...]


_WORST_FIRST = (
    Outcome.DEVIATES,
    Outcome.WAIVED,
    Outcome.ADVISORY,
    Outcome.HOLDS,
    Outcome.OBSERVED,
    Outcome.NOT_EXERCISED,
)


def clause_outcomes(cases: Sequence[CaseRecord]) -> tuple[ClauseOutcome, ...]:
    """Say of every clause what came of it, by clause id.

    Cases in which the host is judged say nothing about a provider; give them apart.
    Provisional cases say nothing that counts.
    """
    said: dict[tuple[str, str], dict[Outcome, list[str]]] = {}
    for case in scored(cases):
        for check in case.checks:
            by_outcome = said.setdefault((check.clause, check.level), {})
            by_outcome.setdefault(check.outcome, []).append(case.id)
    return tuple(_worst(*key, said[key]) for key in sorted(said))


def _worst(clause: str, level: str, said: Mapping[Outcome, list[str]]) -> ClauseOutcome:
    worst = next(outcome for outcome in _WORST_FIRST if outcome in said)
    return ClauseOutcome(
        clause=clause, level=level, outcome=worst, cases=tuple(said[worst])
    )


def scored(cases: Sequence[CaseRecord]) -> list[CaseRecord]:
    """Leave out cases that are provisional: run, shown, and not counted."""
    return [case for case in cases if not case.provisional]


def count_verdicts(cases: Sequence[CaseRecord]) -> Counter[Verdict]:
    """Count the cases of each verdict."""
    return Counter(case.verdict for case in cases)


def exit_code(
    cases: Sequence[CaseRecord], waivers: Sequence[WaiverRecord] = ()
) -> Exit:
    """Say what a run comes to; nothing that was not judged is ever success.

    A waiver that is wrong about what was judged fails the run as a deviation does.
    A run of nothing but cases about MAPI speaks of MAPI; where there are cases of a
    provider, those about MAPI make up for none of them.
    """
    counting = scored(cases)
    verdicts = count_verdicts(counting)
    theirs = count_verdicts([case for case in counting if case.subject == "provider"])
    wrong = any(waiver.problem for waiver in waivers)
    if wrong or any(verdict.fails for verdict in verdicts):
        return Exit.DEVIATES
    if Verdict.INCONCLUSIVE in verdicts:
        return Exit.INCONCLUSIVE
    if not (theirs or verdicts).keys() - {Verdict.NOT_APPLICABLE}:
        return Exit.NOTHING_JUDGED
    return Exit.CONFORMS
