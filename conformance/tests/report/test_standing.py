"""Clauses over a run."""

from collections.abc import Callable

from mapi_conformance.judge.verdict import Outcome
from mapi_conformance.report.standing import Share, by_method, shares, standings
from mapi_conformance.run.record import CaseRecord, CheckRecord, RunRecord


def checked(clause: str, outcome: Outcome) -> CheckRecord:
    """Build a check."""
    return CheckRecord(clause=clause, level="must", outcome=outcome)


def test_worst_counts(
    a_run: Callable[..., RunRecord], a_case: Callable[..., CaseRecord]
) -> None:
    """A clause has the worst that was said of it; one that nobody cited says so."""
    run = a_run(
        a_case("s/a", checks=(checked("SLT-001", Outcome.HOLDS),)),
        a_case("s/b", checks=(checked("SLT-001", Outcome.DEVIATES),)),
    )

    found = {e.clause.id: (e.standing, e.cases) for e in standings(run)}

    assert found["SLT-001"] == ("deviates", 1)
    assert found["SLT-002"] == ("no case", 0)


def test_mapi_is_left_out(
    a_run: Callable[..., RunRecord], a_case: Callable[..., CaseRecord]
) -> None:
    """What cases about MAPI say does not count for a provider."""
    run = a_run(
        a_case("s/a", subject="mapi", checks=(checked("SLT-013", Outcome.HOLDS),))
    )

    assert "SLT-013" not in {each.clause.id for each in standings(run)}
    assert "SLT-013" in run.book.clauses


def test_methods(judged: Callable[..., RunRecord]) -> None:
    """Each clause stands under the method that it is about."""
    run = judged("reference", "store-logoff-flag")

    methods = by_method(standings(run))

    names = [(each.interface, each.name) for each in methods]
    assert names == sorted(set(names))
    (found,) = [each for each in methods if each.name == "StoreLogoff"]
    assert found.interface == "IMsgStore"
    assert found.tested
    assert not all(each.tested for each in methods)


def test_shares() -> None:
    """Parts stand side by side and fill the bar; what did not come has none."""
    assert shares("abba" * 3 + "d", "abcd") == (
        Share(word="a", count=6, start=0, width=461),
        Share(word="b", count=6, start=461, width=462),
        Share(word="d", count=1, start=923, width=77),
    )


def test_no_shares() -> None:
    """An empty whole has no parts."""
    assert shares("", "ab") == ()
