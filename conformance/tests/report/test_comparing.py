"""Runs side by side."""

from collections.abc import Callable
from dataclasses import replace

from mapi_conformance.judge.verdict import Outcome, Verdict
from mapi_conformance.report.comparing import (
    Cell,
    compare,
    make_comparison_page,
    make_comparison_text,
)
from mapi_conformance.run.record import CaseRecord, CheckRecord, RunRecord


def with_outcomes(
    a_run: Callable[..., RunRecord], a_case: Callable[..., CaseRecord], **said: str
) -> RunRecord:
    """Build a run in which clauses of StoreLogoff came out like this."""
    cases = [
        a_case(
            f"s/{number}",
            verdict=Verdict.DEVIATES if word == "deviates" else Verdict.CONFORMS,
            checks=(
                CheckRecord(
                    clause=f"STORELOGOFF-{number[1:]}",
                    level="must",
                    outcome=Outcome(word),
                ),
            ),
            differences=(),
        )
        for number, word in said.items()
    ]
    return a_run(*cases)


def test_worse_comes_first(
    a_run: Callable[..., RunRecord], a_case: Callable[..., CaseRecord]
) -> None:
    """What became worse, then what became better; what is the same is counted."""
    before = with_outcomes(
        a_run, a_case, n010="deviates", n011="holds", n012="holds", n013="holds"
    )
    after = with_outcomes(
        a_run, a_case, n010="holds", n011="observed", n012="deviates", n013="holds"
    )

    found = compare([before, after])

    assert [(row.name, row.cells[1]) for row in found.clauses] == [
        ("STORELOGOFF-012", Cell("deviates", "worse")),
        ("STORELOGOFF-011", Cell("observed", "worse")),
        ("STORELOGOFF-010", Cell("holds", "better")),
    ]
    assert (found.alike, found.common) == (1, ())
    assert [(c.worse, c.better) for c in found.columns] == [(0, 0), (2, 1)]


def test_bad_in_all(
    a_run: Callable[..., RunRecord], a_case: Callable[..., CaseRecord]
) -> None:
    """What all depart from is shown apart: nothing changed, and it is not well."""
    run = with_outcomes(a_run, a_case, n010="deviates")

    found = compare([run, run])

    assert [row.name for row in found.common] == ["STORELOGOFF-010"]
    assert (found.clauses, found.cases) == ((), ())


def test_what_one_lacks(
    a_run: Callable[..., RunRecord], a_case: Callable[..., CaseRecord]
) -> None:
    """A case that only one edition has is no case of the other."""
    before = with_outcomes(a_run, a_case, n010="holds")
    after = replace(
        with_outcomes(a_run, a_case, n010="holds", n011="holds"), edition="later"
    )

    found = compare([before, after])

    assert [(row.name, row.cells) for row in found.cases] == [
        ("s/n011", (Cell("no case", ""), Cell("conforms", "better")))
    ]
    assert found.editions == ("2026-01-01", "later")
    assert "different editions" in make_comparison_page([before, after])
    assert "different editions: 2026-01-01, later" in make_comparison_text(
        [before, after]
    )


TEXT = """\
## 2 runs compared

Each run is compared with the first. ▼ became worse, ▲ became better.

| run | conclusion | clauses worse | better | profile |
|---|---|--:|--:|---|
| mine 2 | conforms |  |  | none |
| mine 2 | does not conform | 1 | 0 | none |

### Clauses that differ

| clause | mine 2 | mine 2 |
|---|---|---|
| `STORELOGOFF-010`<br>The value received is remembered by the store object until \
the store is really shut down. | holds | ▼ deviates |

### Cases that differ

1, of which 1 became worse.
"""


def test_markdown(
    a_run: Callable[..., RunRecord], a_case: Callable[..., CaseRecord]
) -> None:
    """The document is a table a person can read."""
    runs = [with_outcomes(a_run, a_case, n010=word) for word in ("holds", "deviates")]

    assert make_comparison_text(runs) == TEXT


def test_nothing_differs(
    a_run: Callable[..., RunRecord], a_case: Callable[..., CaseRecord]
) -> None:
    """Equal runs are said to be equal."""
    run = with_outcomes(a_run, a_case, n010="holds")

    assert "None; 1 are the same in all runs." in make_comparison_text([run, run])
    assert "<p>None.</p>" in make_comparison_page([run, run])
