"""Waivers against records: what a case comes to with them, and which bite no more."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mapi_conformance.judge.verdict import Outcome, Verdict
from mapi_conformance.judge.waivers import Waiver, one_line
from mapi_conformance.run.record import (
    CaseRecord,
    CheckRecord,
    DifferenceRecord,
    WaiverRecord,
)
from mapi_conformance.wording import near


#: Cases that tell of no clause, so that a waiver is neither right nor wrong.
UNTOLD = frozenset(
    {
        Verdict.CRASHED,
        Verdict.HUNG,
        Verdict.NOT_APPLICABLE,
        Verdict.INCONCLUSIVE,
        Verdict.FLAKY,
    }
)


@dataclass(frozen=True, slots=True)
class Waiving:
    """The waivers of a run, and the day on which it is judged."""

    waivers: tuple[Waiver, ...]
    today: date

    def apply(self, record: CaseRecord) -> CaseRecord:
        """Waive what waivers say of a case; it is waived if nothing else is wrong."""
        if record.verdict is not Verdict.DEVIATES:
            return record
        waived = {w.clause for w in self._of(record) if self._bites(w, record)}
        checks = tuple(_waived(check, waived) for check in record.checks)
        verdict = _verdict(record, checks)
        reason = _broken_here(record) if verdict is Verdict.INCONCLUSIVE else ""
        return replace(record, checks=checks, verdict=verdict, reason=reason)

    def complaint(self, record: CaseRecord) -> str:
        """Say which waivers of a case are wrong about it, a line each."""
        found = ((w, self._problem(w, record)) for w in self._of(record))
        return "\n".join(f"{w.place}: {problem}" for w, problem in found if problem)

    def judge(
        self, cases: Sequence[CaseRecord], expected: Collection[str]
    ) -> tuple[WaiverRecord, ...]:
        """Say of every waiver what became of it in a run.

        Args:
            cases: What was judged.
            expected: The ids that a full run judges. If one of them was not judged,
                the run is a selection, and no waiver need match anything.
        """
        judged = {case.id: case for case in cases}
        full = set(expected) <= judged.keys()
        return tuple(self._record(waiver, judged, full=full) for waiver in self.waivers)

    def _of(self, record: CaseRecord) -> Iterable[Waiver]:
        return (waiver for waiver in self.waivers if waiver.case == record.id)

    def _bites(self, waiver: Waiver, record: CaseRecord) -> bool:
        return waiver.expires >= self.today and waiver.fits(
            seen_of(record, waiver.clause)
        )

    def _problem(self, waiver: Waiver, record: CaseRecord) -> str:
        """Say what is wrong with a waiver of a case that was judged."""
        if record.verdict in UNTOLD:
            return ""
        name = f"{waiver.clause} in {waiver.case}"
        if waiver.clause not in {check.clause for check in record.checks}:
            return f"the case {waiver.case} does not cite {waiver.clause}"
        seen = seen_of(record, waiver.clause)
        if not seen:
            return f"{name} no longer deviates; take the waiver out"
        if not waiver.fits(seen):
            return f"{name} deviates in another way: {'; '.join(sorted(seen))}"
        if waiver.expires < self.today:
            return f"the waiver of {name} expired on {waiver.expires}"
        return ""

    def _record(
        self, waiver: Waiver, judged: Mapping[str, CaseRecord], *, full: bool
    ) -> WaiverRecord:
        record = judged.get(waiver.case)
        problem = self._problem(waiver, record) if record else ""
        if full and record is None:
            hint = near(waiver.case, judged)
            problem = f"no case {waiver.case!r} was judged{hint}"
        elif full and record and record.verdict is Verdict.NOT_APPLICABLE:
            problem = f"the case {waiver.case} is not applicable: {record.reason}"
        return WaiverRecord(
            case=waiver.case,
            clause=waiver.clause,
            observed=waiver.observed,
            owner=waiver.owner,
            reason=waiver.reason,
            issue=waiver.issue,
            expires=waiver.expires.isoformat(),
            place=str(waiver.place),
            used=bool(record and _is_waived(waiver, record)),
            problem=problem,
        )


def seen_of(record: CaseRecord, clause: str) -> frozenset[str]:
    """The sentences of the differences that break a clause in a case."""
    return frozenset(
        one_line(difference.text)
        for difference in _own(record)
        if clause in difference.clauses and clause in record.broken
    )


def _own(record: CaseRecord) -> Iterable[DifferenceRecord]:
    return (d for d in record.differences if not d.self_check)


def _is_waived(waiver: Waiver, record: CaseRecord) -> bool:
    return any(
        check.clause == waiver.clause and check.outcome is Outcome.WAIVED
        for check in record.checks
    )


def _waived(check: CheckRecord, waived: Collection[str]) -> CheckRecord:
    if check.clause in waived and check.outcome is Outcome.DEVIATES:
        return replace(check, outcome=Outcome.WAIVED)
    return check


def _verdict(record: CaseRecord, checks: Sequence[CheckRecord]) -> Verdict:
    """Judge what is left; a difference without a clause has nothing to waive it by."""
    if any(check.outcome is Outcome.DEVIATES for check in checks):
        return Verdict.DEVIATES
    if not all(difference.clauses for difference in _own(record)):
        return Verdict.BLOCKED
    return Verdict.INCONCLUSIVE if _broken_here(record) else Verdict.WAIVED


def _broken_here(record: CaseRecord) -> str:
    """What went wrong on our side, in words."""
    return "; ".join(d.text for d in record.differences if d.self_check)
