"""What a run comes to as a whole."""

from dataclasses import replace

import pytest

from mapi_conformance.exits import Exit
from mapi_conformance.judge.verdict import Outcome, Verdict
from mapi_conformance.run.outcome import (
    ClauseOutcome,
    clause_outcomes,
    count_verdicts,
    exit_code,
)
from mapi_conformance.run.record import CaseRecord, CheckRecord, WaiverRecord


def a_case(
    name: str = "one", verdict: Verdict = Verdict.CONFORMS, **checks: Outcome
) -> CaseRecord:
    """Record a case with outcomes of must-level clauses."""
    return CaseRecord(
        id=f"s/{name}",
        path="s.yaml",
        title="does it",
        interface="IMsgStore",
        verdict=verdict,
        checks=tuple(
            CheckRecord(clause=clause, level="must", outcome=outcome)
            for clause, outcome in checks.items()
        ),
    )


class TestExit:
    """Exit codes."""

    @pytest.mark.parametrize(
        ("verdicts", "code"),
        [
            pytest.param([], Exit.NOTHING_JUDGED, id="no case"),
            pytest.param(["not applicable"], Exit.NOTHING_JUDGED, id="none applies"),
            pytest.param(["conforms"], Exit.CONFORMS, id="conforms"),
            pytest.param(["advisory"], Exit.CONFORMS, id="advises"),
            pytest.param(
                ["not applicable", "conforms"], Exit.CONFORMS, id="one was judged"
            ),
            pytest.param(["inconclusive"], Exit.INCONCLUSIVE, id="inconclusive"),
            pytest.param(
                ["conforms", "inconclusive"],
                Exit.INCONCLUSIVE,
                id="inconclusive beside green",
            ),
            pytest.param(
                ["not applicable", "inconclusive"],
                Exit.INCONCLUSIVE,
                id="inconclusive beside none",
            ),
            pytest.param(["deviates"], Exit.DEVIATES, id="deviates"),
            pytest.param(["crashed"], Exit.DEVIATES, id="crashed"),
            pytest.param(["hung"], Exit.DEVIATES, id="hung"),
            pytest.param(["blocked"], Exit.DEVIATES, id="blocked"),
            pytest.param(["flaky"], Exit.DEVIATES, id="flaky"),
            pytest.param(["waived"], Exit.CONFORMS, id="waived"),
            pytest.param(
                ["inconclusive", "conforms", "deviates"],
                Exit.DEVIATES,
                id="deviates beside all",
            ),
        ],
    )
    def test_code(self, verdicts: list[str], code: Exit) -> None:
        """The worst decides, and nothing judged is never success."""
        cases = [a_case(verdict=Verdict(word)) for word in verdicts]

        assert exit_code(cases) is code

    @pytest.mark.parametrize(("problem", "code"), [("", 0), ("it is stale", 1)])
    def test_waiver(self, problem: str, code: int) -> None:
        """A waiver that is wrong fails a run of which no case fails."""
        waiver = WaiverRecord(case="s/one", clause="A-1", problem=problem)

        assert exit_code([a_case()], [waiver]) == code

    def test_cases_about_mapi_make_up_for_none(self) -> None:
        """Where none of a provider's cases applies, MAPI's own are no success."""
        ours = replace(a_case(verdict=Verdict.CONFORMS), subject="mapi")
        theirs = a_case(verdict=Verdict.NOT_APPLICABLE)

        assert exit_code([ours, theirs]) is Exit.NOTHING_JUDGED
        assert exit_code([ours]) is Exit.CONFORMS

    def test_numbers(self) -> None:
        """Scripts rely on the numbers."""
        assert {code.name: code.value for code in Exit} == {
            "CONFORMS": 0,
            "DEVIATES": 1,
            "INTERRUPTED": 2,
            "USAGE": 4,
            "NOTHING_JUDGED": 5,
            "INCONCLUSIVE": 6,
        }


class TestClauses:
    """A clause over all cases that cite it."""

    @pytest.mark.parametrize(
        "worst",
        ["deviates", "advisory", "holds", "observed"],
    )
    def test_worst_wins(self, worst: str) -> None:
        """Of two outcomes the worse one is said, with its cases."""
        order = ["deviates", "advisory", "holds", "observed", "not exercised"]
        for other in order[order.index(worst) + 1 :]:
            cases = [
                a_case("a", A=Outcome(other)),
                a_case("b", A=Outcome(worst)),
                a_case("c", A=Outcome(worst)),
            ]

            (found,) = clause_outcomes(cases)

            assert (found.outcome, found.cases) == (Outcome(worst), ("s/b", "s/c"))

    def test_sorted(self) -> None:
        """Clauses come by id, whatever the order of the cases."""
        cases = [a_case("a", B=Outcome.HOLDS), a_case("b", A=Outcome.NOT_EXERCISED)]

        assert clause_outcomes(cases) == (
            ClauseOutcome(
                clause="A",
                level="must",
                outcome=Outcome.NOT_EXERCISED,
                cases=("s/b",),
            ),
            ClauseOutcome(
                clause="B", level="must", outcome=Outcome.HOLDS, cases=("s/a",)
            ),
        )


def test_count() -> None:
    """Cases are counted by verdict."""
    cases = [a_case(), a_case(), a_case(verdict=Verdict.HUNG)]

    assert count_verdicts(cases) == {Verdict.CONFORMS: 2, Verdict.HUNG: 1}
