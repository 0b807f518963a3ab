"""Several runs side by side, each against the first: versions, or providers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from mapi_conformance.judge.verdict import Verdict
from mapi_conformance.report.conclusion import Conclusion, conclude
from mapi_conformance.report.page import TONES, count, policy
from mapi_conformance.report.rendering import render, shipped
from mapi_conformance.report.standing import NO_CASE, standings
from mapi_conformance.run.record import CaseRecord, RunRecord
from mapi_conformance.scenario.catalogue import Clause


WORSE: Final = "worse"
BETTER: Final = "better"
OTHER: Final = "other"
#: How good a word is. Between words of one rank a change is no matter of good and bad,
#: and what was not tested is worse than what holds: a departure may hide there.
_RANKS: Final[Mapping[str, int]] = MappingProxyType(
    {
        "holds": 3,
        "conforms": 3,
        "observed": 2,
        "not exercised": 2,
        "not applicable": 2,
        NO_CASE: 2,
        "advisory": 1,
        "waived": 1,
        "inconclusive": 1,
        "deviates": 0,
        "flaky": 0,
        "crashed": 0,
        "hung": 0,
        "blocked": 0,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A run, at the head of its column."""

    name: str
    version: str
    profile: str
    edition: str
    conclusion: Conclusion
    verdicts: tuple[tuple[Verdict, int], ...]
    worse: int
    better: int


@dataclass(frozen=True, slots=True)
class Cell:
    """What one run says, and how that compares with the first."""

    word: str
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A clause or a case over all runs."""

    name: str
    text: str
    cells: tuple[Cell, ...]

    @property
    def worse(self) -> bool:
        """Whether any run is worse than the first."""
        return any(cell.change == WORSE for cell in self.cells)

    @property
    def changed(self) -> bool:
        """Whether the runs say different things."""
        return len({cell.word for cell in self.cells}) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything that is shown."""

    columns: tuple[Column, ...]
    #: Clauses on which the runs differ, what became worse first.
    clauses: tuple[Row, ...]
    #: Cases likewise.
    cases: tuple[Row, ...]
    #: Clauses on which all runs say the same, and it is not good.
    common: tuple[Row, ...]
    #: How many clauses all runs say the same good thing of.
    alike: int
    editions: tuple[str, ...]


def make_comparison_page(runs: Sequence[RunRecord]) -> str:
    """Make a page of HTML."""
    style = shipped("page.css")
    return render(
        "compare.html",
        it=compare(runs),
        style=style,
        policy=policy(style, ""),
        tones=TONES,
    )


def make_comparison_text(runs: Sequence[RunRecord]) -> str:
    """Make a document of Markdown."""
    return render("compare.md", it=compare(runs), signs=_SIGNS, limit=_LIMIT)


_SIGNS: Final[Mapping[str, str]] = {WORSE: "▼ ", BETTER: "▲ ", OTHER: "", "": ""}
#: Rows of one table in Markdown.
_LIMIT: Final = 60


def compare(runs: Sequence[RunRecord]) -> Comparison:
    """Say on which clauses and cases runs differ from the first of them."""
    clauses = tuple(_clause_rows(runs))
    cases = tuple(_case_rows(runs))
    return Comparison(
        columns=tuple(_column(run, i, clauses) for i, run in enumerate(runs)),
        clauses=_ordered(row for row in clauses if row.changed),
        cases=_ordered(row for row in cases if row.changed),
        common=tuple(r for r in clauses if not r.changed and _is_bad(r)),
        alike=sum(1 for r in clauses if not r.changed and not _is_bad(r)),
        editions=tuple(dict.fromkeys(run.edition for run in runs)),
    )


def _column(run: RunRecord, index: int, clauses: Sequence[Row]) -> Column:
    changes = [row.cells[index].change for row in clauses]
    theirs = [case for case in run.cases if case.subject == "provider"]
    return Column(
        name=run.provider.name,
        version=run.provider.version,
        profile=", ".join(run.provider.profiles) or "none",
        edition=run.edition,
        conclusion=conclude(run),
        verdicts=count(theirs),
        worse=changes.count(WORSE),
        better=changes.count(BETTER),
    )


def _clause_rows(runs: Sequence[RunRecord]) -> Iterator[Row]:
    said = [{each.clause.id: each.standing for each in standings(run)} for run in runs]
    known: dict[str, Clause] = {}
    for run in runs:
        known.update({c.id: c for c in run.clauses if c.id not in known})
    for name in sorted(known):
        words = [each.get(name, NO_CASE) for each in said]
        if set(words) != {NO_CASE}:
            yield _row(name, known[name].text, words)


def _case_rows(runs: Sequence[RunRecord]) -> Iterator[Row]:
    said = [{case.id: case.verdict.value for case in run.cases} for run in runs]
    known: dict[str, CaseRecord] = {}
    for run in runs:
        known.update({c.id: c for c in run.cases if c.id not in known})
    for name in sorted(known):
        words = [each.get(name, NO_CASE) for each in said]
        yield _row(name, known[name].title, words)


def _row(name: str, text: str, words: Sequence[str]) -> Row:
    first, *others = words
    cells = (Cell(first, ""), *(Cell(word, _change(first, word)) for word in others))
    return Row(name=name, text=text, cells=cells)


def _change(before: str, after: str) -> str:
    step = _RANKS[after] - _RANKS[before]
    if step:
        return WORSE if step < 0 else BETTER
    return OTHER if before != after else ""


def _is_bad(row: Row) -> bool:
    return _RANKS[row.cells[0].word] < _RANKS[NO_CASE]


def _ordered(rows: Iterator[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=_order))


def _order(row: Row) -> tuple[bool, bool, int, str]:
    better = any(cell.change == BETTER for cell in row.cells)
    worst = min(_RANKS[cell.word] for cell in row.cells)
    return not row.worse, not better, worst, row.name
