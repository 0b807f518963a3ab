"""A run as one page of HTML that needs nothing else, not even scripts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mapi_conformance.judge.verdict import Verdict
from mapi_conformance.report.again import run_again
from mapi_conformance.report.conclusion import conclude
from mapi_conformance.report.diagram import Diagram, draw
from mapi_conformance.report.failure import headline
from mapi_conformance.report.rendering import digest, render, shipped
from mapi_conformance.report.standing import (
    LEVELS,
    STANDINGS,
    ClauseStanding,
    Method,
    Share,
    by_method,
    shares,
    standings,
)
from mapi_conformance.run.outcome import count_verdicts
from mapi_conformance.run.record import (
    ActRecord,
    CaseRecord,
    DifferenceRecord,
    EventRecord,
    RunRecord,
)
from mapi_conformance.scenario.catalogue import Ambiguity, Clause


#: Cases of one departure that are shown with their exchange; the others are named.
_SHOWN: Final = 40
#: Events of one step that are listed, unless they are wrong.
_LISTED: Final = 200
_QUIET: Final = frozenset({Verdict.CONFORMS, Verdict.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedEvent:
    """A call or a fact in the list of a step."""

    event: EventRecord
    depth: int
    wrong: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of a case, as it is listed."""

    number: int
    act: ActRecord
    events: tuple[ListedEvent, ...]
    #: Events that are not listed.
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePart:
    """The part of the page about one case."""

    anchor: str
    case: CaseRecord
    #: Differences that are equal in every word count once.
    differences: tuple[tuple[DifferenceRecord, int], ...]
    steps: tuple[Step, ...]
    diagram: Diagram | None
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """Cases in which the same clauses are broken, or the same thing went wrong."""

    anchor: str
    title: str
    tone: str
    clauses: tuple[Clause, ...]
    ambiguities: tuple[Ambiguity, ...]
    cases: tuple[CasePart, ...]
    #: Further cases, which are named and not shown.
    others: tuple[CaseRecord, ...]

    @property
    def count(self) -> int:
        """How many cases there are."""
        return len(self.cases) + len(self.others)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioRow:
    """The cases of one scenario, in the table of all cases."""

    name: str
    title: str
    verdicts: tuple[tuple[Verdict, int], ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuiteTable:
    """The scenarios of one suite."""

    name: str
    subject: str
    verdicts: tuple[tuple[Verdict, int], ...]
    rows: tuple[ScenarioRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The clauses of one level, as a bar."""

    name: str
    count: int
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything that the template shows."""

    run: RunRecord
    conclusion: str
    tone: str
    verdicts: tuple[tuple[Verdict, int], ...]
    host: tuple[tuple[Verdict, int], ...]
    coverage: tuple[Share, ...]
    levels: tuple[Level, ...]
    methods: tuple[Method, ...]
    #: Methods that no case is about.
    untested: tuple[Method, ...]
    departures: tuple[Departure, ...]
    suites: tuple[SuiteTable, ...]


def make_page(run: RunRecord) -> str:
    """Make the document."""
    style, script = shipped("page.css"), shipped("page.js")
    return render(
        "report.html",
        page=view(run),
        style=style,
        script=script,
        policy=policy(style, script),
        tones=TONES,
    )


def policy(style: str, script: str) -> str:
    """Allow this style sheet and this script, and nothing from anywhere."""
    return (
        f"default-src 'none'; style-src '{digest(style)}'; script-src"
        f" '{digest(script)}'; base-uri 'none'; form-action 'none'"
    )


#: How good a word is, as the style sheet has it.
TONES: Final[Mapping[str, str]] = {
    "conforms": "good",
    "holds": "good",
    "advisory": "warn",
    "deviates": "bad",
    "crashed": "bad",
    "hung": "bad",
    "blocked": "bad",
    "not applicable": "mute",
    "not exercised": "mute",
    "observed": "note",
    "inconclusive": "odd",
    "no case": "none",
    # Said of a case or a clause that a waiver covers, and of one that is not the same
    # when it is judged again.
    "waived": "warn",
    "flaky": "bad",
}


def view(run: RunRecord) -> Page:
    """Say what the page shows, in the order of the page."""
    theirs = [case for case in run.cases if case.subject == "provider"]
    ours = [case for case in run.cases if case.subject != "provider"]
    clauses = standings(run)
    methods = by_method(clauses)
    conclusion = conclude(run)
    return Page(
        run=run,
        conclusion=conclusion.text,
        tone=conclusion.tone,
        verdicts=count(theirs),
        host=count(ours),
        coverage=shares((each.standing for each in clauses), STANDINGS),
        levels=tuple(_levels(clauses)),
        methods=tuple(each for each in methods if each.tested),
        untested=tuple(each for each in methods if not each.tested),
        departures=_departures(run),
        suites=_suites(run.cases),
    )


def count(cases: Sequence[CaseRecord]) -> tuple[tuple[Verdict, int], ...]:
    """Count the verdicts that came, the best first."""
    counts = count_verdicts(cases)
    return tuple((each, counts[each]) for each in Verdict if counts[each])


def _levels(clauses: Sequence[ClauseStanding]) -> Iterable[Level]:
    for name in LEVELS:
        words = [each.standing for each in clauses if each.clause.severity == name]
        if words:
            yield Level(name=name, count=len(words), shares=shares(words, STANDINGS))


# -- departures


def _departures(run: RunRecord) -> tuple[Departure, ...]:
    found: dict[tuple[str, str], list[CaseRecord]] = {}
    for case in run.cases:
        if case.verdict not in _QUIET:
            tone = TONES[case.verdict.value]
            found.setdefault((tone, headline(case)), []).append(case)
    order = sorted(found.items(), key=lambda item: _weight(*item))
    return tuple(
        _departure(number, tone, title, cases, run)
        for number, ((tone, title), cases) in enumerate(order, 1)
    )


def _weight(key: tuple[str, str], cases: Sequence[CaseRecord]) -> tuple[int, int]:
    """Put what fails before what advises, and what fails most before the rest."""
    return ("bad", "odd", "warn").index(key[0]), -len(cases)


def _departure(
    number: int, tone: str, title: str, cases: Sequence[CaseRecord], run: RunRecord
) -> Departure:
    named = dict.fromkeys(c for case in cases for c in _broken(case))
    clauses = tuple(run.book[clause] for clause in named)
    topics = {each for clause in clauses for each in clause.ambiguities}
    anchor = f"departure-{number}"
    return Departure(
        anchor=anchor,
        title=title,
        tone=tone,
        clauses=clauses,
        ambiguities=tuple(each for each in run.ambiguities if each.id in topics),
        cases=tuple(
            _part(case, f"{anchor}-{index}", run)
            for index, case in enumerate(cases[:_SHOWN], 1)
        ),
        others=tuple(cases[_SHOWN:]),
    )


def _broken(case: CaseRecord) -> Iterable[str]:
    yield from case.broken
    for difference in case.differences:
        yield from difference.clauses


def _part(case: CaseRecord, anchor: str, run: RunRecord) -> CasePart:
    counts: dict[DifferenceRecord, int] = {}
    for each in case.differences:
        counts[each] = counts.get(each, 0) + 1
    return CasePart(
        anchor=anchor,
        case=case,
        differences=tuple(counts.items()),
        steps=tuple(_step(number, act) for number, act in enumerate(case.acts, 1)),
        diagram=draw(case.acts) if case.acts else None,
        command=run_again(run.asked, case.path, case.id),
    )


def _step(number: int, act: ActRecord) -> Step:
    wrong = {d.event for d in act.differences if d.kind != "missing"} - {0}
    events = tuple(_list(act.events, 0, wrong))
    listed = [e for i, e in enumerate(events) if i < _LISTED or e.wrong]
    return Step(
        number=number, act=act, events=tuple(listed), more=len(events) - len(listed)
    )


def _list(
    events: Sequence[EventRecord], depth: int, wrong: set[int]
) -> Iterable[ListedEvent]:
    for event in events:
        bad = event.sequence in wrong or bool(event.fault)
        yield ListedEvent(event=event, depth=min(depth, 8), wrong=bad)
        yield from _list(event.children, depth + 1, wrong)


# -- all cases


def _suites(cases: Sequence[CaseRecord]) -> tuple[SuiteTable, ...]:
    found: dict[str, list[CaseRecord]] = {}
    for case in cases:
        found.setdefault(case.id.partition("/")[0], []).append(case)
    return tuple(
        SuiteTable(
            name=name,
            subject=each[0].subject,
            verdicts=count(each),
            rows=_scenarios(each),
        )
        for name, each in found.items()
    )


def _scenarios(cases: Sequence[CaseRecord]) -> tuple[ScenarioRow, ...]:
    found: dict[str, list[CaseRecord]] = {}
    for case in cases:
        name = case.id.partition("/")[2].partition("[")[0]
        found.setdefault(name, []).append(case)
    return tuple(
        ScenarioRow(
            name=name,
            title=each[0].title,
            verdicts=count(each),
            reason=next((case.reason for case in each if case.reason), ""),
        )
        for name, each in found.items()
    )
