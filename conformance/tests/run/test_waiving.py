"""Waivers against records: every way from one to the other."""

from dataclasses import replace
from datetime import date

import pytest

from mapi_conformance.judge.verdict import Outcome, Verdict
from mapi_conformance.judge.waivers import Waiver
from mapi_conformance.run.record import CaseRecord, CheckRecord, DifferenceRecord
from mapi_conformance.run.waiving import Waiving
from mapi_conformance.scenario.problems import Place


TODAY = date(2026, 11, 20)
ONE = Waiver(
    case="s/one",
    clause="A-1",
    observed=("it got 1",),
    owner="anna",
    reason="old",
    issue="#12",
    expires=TODAY,
    place=Place("w.yaml", 3, 3),
)


def a_case(
    *texts: tuple[str, str],
    verdict: Verdict = Verdict.DEVIATES,
    outcome: Outcome = Outcome.DEVIATES,
    others: tuple[DifferenceRecord, ...] = (),
) -> CaseRecord:
    """Record a case of A-1 and A-2 with differences: the clause and the sentence."""
    broken = {clause for clause, _ in texts}
    return CaseRecord(
        id="s/one",
        path="s.yaml",
        title="does it",
        interface="IMsgStore",
        verdict=verdict,
        checks=tuple(
            CheckRecord(
                clause=clause,
                level="must",
                outcome=outcome if clause in broken else Outcome.HOLDS,
            )
            for clause in ("A-1", "A-2")
        ),
        differences=(
            *(
                DifferenceRecord(kind="argument", text=text, clauses=(clause,))
                for clause, text in texts
            ),
            *others,
        ),
    )


FINE = a_case(verdict=Verdict.CONFORMS)
BROKEN = a_case(("A-1", "it got 1"))
ALONE = DifferenceRecord(kind="unexpected", text="a call came")
OURS = DifferenceRecord(kind="missing", text="the host slept", self_check=True)


def a_waiving(**changes: object) -> Waiving:
    """Put one waiver to the test."""
    return Waiving((replace(ONE, **changes),), TODAY)  # type: ignore[arg-type]  # fields of a waiver


class TestVerdict:
    """What a case comes to."""

    @pytest.mark.parametrize(
        ("record", "verdict"),
        [
            pytest.param(BROKEN, Verdict.WAIVED, id="as the waiver says"),
            pytest.param(
                a_case(("A-1", "it  got\n 1")), Verdict.WAIVED, id="folded otherwise"
            ),
            pytest.param(
                a_case(("A-1", "it got 2")), Verdict.DEVIATES, id="something else"
            ),
            pytest.param(
                a_case(("A-1", "it got 1"), ("A-1", "it got 2")),
                Verdict.DEVIATES,
                id="something more",
            ),
            pytest.param(
                a_case(("A-1", "it got 1"), ("A-2", "it got 1")),
                Verdict.DEVIATES,
                id="another clause too",
            ),
            pytest.param(
                a_case(("A-1", "it got 1"), others=(ALONE,)),
                Verdict.BLOCKED,
                id="a difference without a clause too",
            ),
            pytest.param(
                a_case(("A-1", "it got 1"), others=(OURS,)),
                Verdict.INCONCLUSIVE,
                id="our side broke too",
            ),
            pytest.param(
                a_case(("A-1", "it got 1"), verdict=Verdict.CRASHED),
                Verdict.CRASHED,
                id="it crashed too",
            ),
            pytest.param(FINE, Verdict.CONFORMS, id="nothing to waive"),
        ],
    )
    def test_case(self, record: CaseRecord, verdict: Verdict) -> None:
        """It is waived if everything that is wrong is waived, and nothing else."""
        assert a_waiving().apply(record).verdict is verdict

    def test_check(self) -> None:
        """The check is marked, and the clause still counts as broken."""
        record = a_waiving().apply(BROKEN)

        assert [check.outcome for check in record.checks] == [
            Outcome.WAIVED,
            Outcome.HOLDS,
        ]
        assert record.broken == ("A-1",)

    def test_expired(self) -> None:
        """The day after its last day a waiver waives nothing."""
        waiving = a_waiving(expires=date(2026, 11, 19))

        assert waiving.apply(BROKEN) == BROKEN

    def test_reason_where_our_side_broke(self) -> None:
        """An inconclusive case says what broke."""
        record = a_waiving().apply(a_case(("A-1", "it got 1"), others=(OURS,)))

        assert record.reason == "the host slept"


class TestComplaint:
    """What is wrong with a waiver: one line for the item and for the run."""

    @pytest.mark.parametrize(
        ("record", "changes", "problem"),
        [
            pytest.param(BROKEN, {}, "", id="bites"),
            pytest.param(
                FINE,
                {},
                "A-1 in s/one no longer deviates; take the waiver out",
                id="holds",
            ),
            pytest.param(
                a_case(("A-1", "it got 2")),
                {},
                "A-1 in s/one deviates in another way: it got 2",
                id="something else",
            ),
            pytest.param(
                BROKEN,
                {"expires": date(2026, 11, 19)},
                "the waiver of A-1 in s/one expired on 2026-11-19",
                id="expired",
            ),
            pytest.param(
                FINE,
                {"expires": date(2026, 11, 19)},
                "A-1 in s/one no longer deviates; take the waiver out",
                id="expired and holds",
            ),
            pytest.param(
                BROKEN,
                {"clause": "A-3"},
                "the case s/one does not cite A-3",
                id="not cited",
            ),
            pytest.param(
                a_case(
                    ("A-1", "it got 1"),
                    verdict=Verdict.ADVISORY,
                    outcome=Outcome.ADVISORY,
                ),
                {},
                "",
                id="only advises",
            ),
            pytest.param(
                replace(FINE, verdict=Verdict.CRASHED), {}, "", id="it crashed"
            ),
            pytest.param(
                replace(FINE, verdict=Verdict.INCONCLUSIVE), {}, "", id="our fault"
            ),
            pytest.param(
                replace(FINE, verdict=Verdict.NOT_APPLICABLE), {}, "", id="left out"
            ),
        ],
    )
    def test_problem(
        self, record: CaseRecord, changes: dict[str, object], problem: str
    ) -> None:
        """Strict both ways, and silent where a case tells nothing."""
        waiving = a_waiving(**changes)
        applied = waiving.apply(record)

        (judged,) = waiving.judge([applied], ["s/one", "s/other"])

        assert judged.problem == problem
        assert waiving.complaint(applied) == (f"w.yaml:3:3: {problem}" * bool(problem))

    def test_case_of_another(self) -> None:
        """A case without a waiver has nothing to complain of."""
        assert a_waiving(case="s/other").complaint(FINE) == ""


class TestRun:
    """What a run says of its waivers."""

    def test_used(self) -> None:
        """The record has the waiver in full."""
        waiving = a_waiving()

        (judged,) = waiving.judge([waiving.apply(BROKEN)], [])

        assert judged.used
        assert (judged.owner, judged.reason, judged.issue, judged.expires) == (
            "anna",
            "old",
            "#12",
            "2026-11-20",
        )
        assert judged.observed == ("it got 1",)
        assert judged.place == "w.yaml:3:3"

    def test_no_such_case(self) -> None:
        """A full run says that a waiver matches nothing, and what was meant."""
        (judged,) = a_waiving(case="s/on").judge([FINE], ["s/one"])

        assert judged.problem == "no case 's/on' was judged; did you mean 's/one'?"

    def test_not_applicable(self) -> None:
        """A full run says that a case was left out."""
        left_out = replace(FINE, verdict=Verdict.NOT_APPLICABLE, reason="no folders")

        (judged,) = a_waiving().judge([left_out], ["s/one"])

        assert judged.problem == "the case s/one is not applicable: no folders"

    def test_selection(self) -> None:
        """Where a case of the whole was not judged, nothing need match."""
        (judged,) = a_waiving(case="s/on").judge([FINE], ["s/one", "s/two"])

        assert judged.problem == ""
        assert not judged.used
