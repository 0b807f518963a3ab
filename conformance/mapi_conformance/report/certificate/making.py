"""The record of a run → what a certificate says."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta

from mapi_conformance.judge.verdict import Outcome, Verdict
from mapi_conformance.proof.matrix import read_matrix
from mapi_conformance.report.certificate.model import (
    CONFORMING,
    WITH_WAIVERS,
    Certified,
    CertifiedCase,
    CertifiedCheck,
    Covered,
    Score,
)
from mapi_conformance.run.outcome import clause_outcomes, scored
from mapi_conformance.run.record import CaseRecord, CheckRecord, RunRecord, WaiverRecord
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.corpus import Corpus
from mapi_conformance.scenario.model import Subject


def certify_run(
    run: RunRecord, corpus: Corpus, report: str, issued: datetime, days: int
) -> Certified:
    """Put together what a certificate of a run says; whether it holds is not asked.

    Only cases that count are in it: no provisional ones, and nobody's own.

    Args:
        run: The record.
        corpus: Knows the flaw score.
        report: The digest of the file that the record was read from.
        issued: Now.
        days: How long it is valid; it never outlives a waiver that it rests on.
    """
    cases = tuple(_case(case) for case in scored(run.cases) if case.digest)
    waivers = tuple(waiver for waiver in run.waivers if waiver.used)
    return Certified(
        verdict=verdict_of_all(cases),
        provider=run.provider,
        self_declared=not run.provider.artifact,
        suite_version=run.suite_version,
        edition=run.edition,
        edition_digest=run.edition_digest,
        strict=run.strict,
        rounds=run.rounds,
        issued=moment(issued),
        valid_until=moment(_until(issued, days, waivers)),
        cases=cases,
        waivers=waivers,
        coverage=coverage_of(cases, _about_mapi(run.cases)),
        score=_score(corpus),
        report=report,
    )


def moment(when: datetime) -> str:
    """Write a moment in UTC, to the second."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def verdict_of_all(cases: Iterable[CertifiedCase]) -> str:
    """Say what a certificate with these cases may be called."""
    waived = any(case.verdict is Verdict.WAIVED for case in cases)
    return WITH_WAIVERS if waived else CONFORMING


def end_of(day: str) -> datetime:
    """The moment in which a waiver ends that counts for the whole of a day."""
    last = date.fromisoformat(day)
    return datetime.combine(last + timedelta(days=1), time(), UTC)


def coverage_of(
    cases: Iterable[CertifiedCase], about_mapi: Collection[str]
) -> tuple[Covered, ...]:
    """Count the clauses of each level by the worst that was said of them.

    Args:
        cases: All cases.
        about_mapi: Ids of those that say nothing of the provider.
    """
    records = [_record(case) for case in cases if case.id not in about_mapi]
    counts = Counter((c.level, c.outcome) for c in clause_outcomes(records))
    order = list(Outcome)
    return tuple(
        Covered(level=level, outcome=outcome, clauses=counts[level, outcome])
        for level, outcome in sorted(counts, key=lambda c: (c[0], order.index(c[1])))
    )


def cases_about_mapi(cases: Iterable[Case]) -> frozenset[str]:
    """The ids of the cases that say nothing of a provider."""
    return frozenset(c.id for c in cases if c.suite.subject is Subject.MAPI)


def _about_mapi(cases: Iterable[CaseRecord]) -> frozenset[str]:
    return frozenset(case.id for case in cases if case.subject != "provider")


def _until(issued: datetime, days: int, waivers: Sequence[WaiverRecord]) -> datetime:
    return (
        min(
            issued + timedelta(days=days),
            *(end_of(waiver.expires) for waiver in waivers),
        )
        if waivers
        else issued + timedelta(days=days)
    )


def _case(case: CaseRecord) -> CertifiedCase:
    return CertifiedCase(
        id=case.id,
        digest=case.digest,
        verdict=case.verdict,
        reason=case.reason if case.verdict is Verdict.NOT_APPLICABLE else "",
        checks=tuple(
            CertifiedCheck(clause=c.clause, level=c.level, outcome=c.outcome)
            for c in case.checks
        ),
    )


def _record(case: CertifiedCase) -> CaseRecord:
    """Give a case the form that is counted in a run."""
    return CaseRecord(
        id=case.id,
        path="",
        title="",
        interface="",
        verdict=case.verdict,
        checks=tuple(
            CheckRecord(clause=c.clause, level=c.level, outcome=c.outcome)
            for c in case.checks
        ),
    )


def _score(corpus: Corpus) -> tuple[Score, ...]:
    matrix = read_matrix(corpus.folder)
    if not matrix.flaws:
        return ()
    return (
        Score(
            flaws=matrix.flaws,
            killed=matrix.killed,
            killed_by_their_clause=matrix.rightly,
        ),
    )
