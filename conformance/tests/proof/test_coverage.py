"""What counts as put at stake, and what is missed when it goes."""

import pytest

from mapi_conformance.judge.verdict import Outcome, Verdict
from mapi_conformance.port import Flaw
from mapi_conformance.proof.coverage import (
    Coverage,
    Loss,
    Pair,
    assertable,
    lost,
    scenario_of,
    unflawed,
)
from mapi_conformance.run.record import CaseRecord, CheckRecord
from mapi_conformance.scenario.corpus import Corpus


GONE = "2 store.Release > store.support.gone: happens"
TOLD = "2 store.Release > store.support.StoreLogoffTransports: args"


def a_check(
    clause: str, *fired: str, outcome: Outcome = Outcome.HOLDS, level: str = "must"
) -> CheckRecord:
    """Make a check with the assertions that were at stake."""
    return CheckRecord(clause=clause, level=level, outcome=outcome, fired=fired)


def a_record(case: str, *checks: CheckRecord) -> CaseRecord:
    """Make a record of a case."""
    return CaseRecord(
        id=case,
        path="x.yaml",
        title="a case",
        interface="IMsgStore",
        verdict=Verdict.CONFORMS,
        checks=checks,
    )


def covered(*records: CaseRecord) -> Coverage:
    """Count records."""
    coverage = Coverage()
    for record in records:
        coverage.count(record)
    return coverage


@pytest.mark.parametrize(
    ("case", "scenario"),
    [
        ("suite/plain", "suite/plain"),
        ("suite/axes[flag=LOGOFF_ABORT]", "suite/axes"),
        ("suite/rows[a/b,c]", "suite/rows"),
    ],
)
def test_scenario_of(case: str, scenario: str) -> None:
    """A scenario is a case without its axes and rows."""
    assert scenario_of(case) == scenario


class TestCoverage:
    """What fired, by scenario and clause."""

    def test_cases_of_a_scenario_count_together(self) -> None:
        """The rows of one scenario share a pair; each case is counted once."""
        coverage = covered(
            a_record("s/one[a]", a_check("SLT-001", GONE)),
            a_record("s/one[b]", a_check("SLT-001", GONE, TOLD)),
        )

        pair = Pair("s/one", "SLT-001")
        assert coverage.fired == {pair: {GONE, TOLD}}
        assert coverage.cases == {pair: {"s/one[a]", "s/one[b]"}}

    def test_what_did_not_fire_does_not_count(self) -> None:
        """A clause that was cited and not at stake is not covered."""
        idle = a_check("SLT-001", outcome=Outcome.NOT_EXERCISED)

        assert covered(a_record("s/one", idle)).by_clause == {}

    def test_what_was_recorded_is_told_apart(self) -> None:
        """An observation proves nothing and is remembered."""
        seen = a_check("SDSVC-002", outcome=Outcome.OBSERVED)

        coverage = covered(a_record("s/one", seen))

        assert (coverage.by_clause, coverage.observed) == ({}, {"SDSVC-002"})

    def test_by_clause(self) -> None:
        """Each clause has its scenarios in order."""
        coverage = covered(
            a_record("s/two", a_check("SLT-001", GONE)),
            a_record("s/one", a_check("SLT-001", TOLD), a_check("SLT-002", TOLD)),
        )

        assert coverage.by_clause == {
            "SLT-001": [Pair("s/one", "SLT-001"), Pair("s/two", "SLT-001")],
            "SLT-002": [Pair("s/one", "SLT-002")],
        }

    def test_add(self) -> None:
        """What two providers put at stake is put together."""
        coverage = covered(a_record("s/one", a_check("SLT-001", GONE)))

        coverage.add(covered(a_record("s/one[b]", a_check("SLT-001", TOLD))))

        assert coverage.fired == {Pair("s/one", "SLT-001"): {GONE, TOLD}}


class TestGate:
    """A clause that loses its last assertion."""

    KEPT = (Pair("s/one", "SLT-001"), Pair("s/two", "SLT-001"))

    def test_last_one_gone(self) -> None:
        """It is named with the scenarios that had it."""
        assert lost(self.KEPT, Coverage()) == (
            Loss(clause="SLT-001", before=self.KEPT),
        )

    def test_one_left(self) -> None:
        """As long as one fires anywhere, nothing is lost."""
        now = covered(a_record("s/three", a_check("SLT-001", GONE)))

        assert lost(self.KEPT, now) == ()


class TestFlaws:
    """Every clause that can be broken needs a flaw."""

    def test_a_may_cannot_be_broken(self) -> None:
        """MSLOGOFF-010 is informational, so nothing can break it."""
        coverage = covered(
            a_record("s/one", a_check("MSLOGOFF-010", GONE), a_check("SLT-001", GONE))
        )

        assert assertable(coverage, Corpus().catalogue) == ("SLT-001",)

    def test_without_a_flaw(self) -> None:
        """What only stands in ``also`` has no flaw."""
        coverage = covered(
            a_record("s/one", a_check("SLT-001", GONE), a_check("SLT-004", TOLD))
        )
        flaw = Flaw(
            name="late",
            selector="flaw:late",
            subject="provider",
            summary="is late.",
            breaks=("SLT-004",),
            also=("SLT-001",),
        )

        assert unflawed(coverage, {"late": flaw}, Corpus().catalogue) == ("SLT-001",)
