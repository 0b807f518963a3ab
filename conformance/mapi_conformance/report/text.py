"""Records in words, for a terminal: one case, and a whole run."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from mapi_conformance.exits import Exit
from mapi_conformance.judge.differences import Kind
from mapi_conformance.judge.verdict import Outcome, Verdict
from mapi_conformance.report.colour import Line, Style
from mapi_conformance.run.outcome import (
    ClauseOutcome,
    clause_outcomes,
    count_verdicts,
    exit_code,
    scored,
)
from mapi_conformance.run.record import (
    ActRecord,
    CaseRecord,
    DifferenceRecord,
    EventRecord,
    ProviderRecord,
    RunRecord,
    WaiverRecord,
)
from mapi_conformance.scenario.catalogue import Ambiguity, Clause


WIDTH = 80
#: Lines of what a provider printed that a terminal gets.
_LINES = 40
_NOT_JUDGED = "the provider was not judged"
_LEVELS = ("must", "should", "may")
_LAW = Kind.LAW.value
_ENDS = {Exit.CONFORMS: Style.CONFORMS, Exit.DEVIATES: Style.TITLE}
_CONCLUSIONS = {
    Exit.CONFORMS: "conforms, as far as these cases go",
    Exit.DEVIATES: "does not conform",
    Exit.INCONCLUSIVE: "inconclusive: not everything could be judged",
    Exit.NOTHING_JUDGED: "nothing was judged",
}


class Clauses(Protocol):
    """Whatever finds a clause by its id: the catalogue, or the book of a record."""

    @property
    def ambiguities(self) -> Mapping[str, Ambiguity]:
        """Where pages are silent or at odds, by id."""
        ...

    def __getitem__(self, clause: str, /) -> Clause:
        """Take a clause that is known to exist."""
        ...


def describe_case(record: CaseRecord, catalogue: Clauses) -> str:
    """Tell a provider's author what a case found, and in which exchange."""
    return "\n".join(tell_failure(record, catalogue)).rstrip()


def tell_failure(record: CaseRecord, catalogue: Clauses) -> Iterator[str]:
    """Tell the same line by line, each with its style."""
    title = f"{headline(record)}: {record.title}"
    yield from _styled(Style.TITLE, _wrapped(title, "", "    "))
    yield f"  verdict: {record.verdict.value}; fault: {_fault(record.verdict)}"
    yield ""
    if record.reason:
        yield from _wrapped(record.reason, "  ")
        yield ""
    for difference, count in Counter(record.differences).items():
        yield from _difference(difference, count, catalogue)
        yield ""
    if record.acts:
        yield "  what happened:"
        yield from _acts(record.acts)
    if record.printed:
        yield ""
        yield "  what it printed:"
        yield from _printed(record.printed)


def tell_command(command: str) -> Iterator[str]:
    """Say what runs only this case again."""
    yield ""
    yield "  run only this case:"
    yield Line(f"  {command}", Style.COMMAND)


def _fault(verdict: Verdict) -> str:
    return "the provider" if verdict.fails else "not the provider; our side broke"


def _styled(style: Style, lines: Iterable[str]) -> Iterator[str]:
    return (Line(line, style) for line in lines)


def headline(record: CaseRecord) -> str:
    """Say in a word or two what is wrong: the clauses broken, else the verdict."""
    blame = f" ({record.blame})" if record.blame not in ("", "suite") else ""
    return ", ".join(record.broken) or record.verdict.value + blame


def _difference(
    difference: DifferenceRecord, count: int, catalogue: Clauses
) -> Iterator[str]:
    for clause in difference.clauses:
        yield from describe_clause(catalogue[clause], "  ")
        yield from _conflict(catalogue[clause], catalogue)
    if not difference.clauses:
        yield f"  {difference.kind}"
    times = f" ({count} times)" if count > 1 else ""
    yield from _wrapped(difference.text + times, "    ")
    if difference.seen:
        wanted = _wrapped(difference.expected, "      expected  ", " " * 16)
        yield from _styled(Style.EXPECTED, wanted)
        seen = _wrapped(difference.seen, "      seen      ", " " * 16)
        yield from _styled(Style.SEEN, seen)
    if difference.kind == _LAW:
        yield f"      law       {difference.expected}, over the whole of the exchange"
    if difference.place:
        yield f"      at        {difference.place}"


def _conflict(clause: Clause, catalogue: Clauses) -> Iterator[str]:
    """Quote the pages where they are at odds, so that nobody has to look it up."""
    for name in clause.ambiguities:
        found = catalogue.ambiguities[name]
        yield from _wrapped(f"where pages differ ({name}): {found.conflict}", " " * 4)


def describe_clause(clause: Clause, indent: str = "") -> Iterator[str]:
    """Give a clause's id, level, sentence and pages."""
    profile = "" if clause.profile == "any" else f", profile {clause.profile}"
    status = "" if clause.status == "normative" else f", {clause.status}"
    yield Line(f"{indent}{clause.id} ({clause.level}{profile}{status})", Style.CLAUSE)
    yield from _wrapped(clause.text, f"{indent}  ")
    yield from _wrapped(f"[{', '.join(clause.pages)}]", f"{indent}  ")


def _printed(text: str) -> Iterator[str]:
    """Give the end of what a provider printed."""
    for line in text.splitlines()[-_LINES:]:
        yield f"    {line}"


def _acts(acts: Sequence[ActRecord]) -> Iterator[str]:
    for number, act in enumerate(acts, 1):
        # A law is broken by the whole; it is judged with the last step.
        wrong = any(each.kind != _LAW for each in act.differences)
        mark, style = (">", Style.MARKED) if wrong else (" ", Style.PLAIN)
        line = _line(act.label, act.events)
        lines = _wrapped(line, f"  {mark} {number}. ", " " * 11)
        yield from _styled(style, lines)
        for event in act.events:
            below = event.children if event.call == act.label else (event,)
            yield from _events(below, "       ")


def _line(label: str, events: Sequence[EventRecord]) -> str:
    own = next((event for event in events if event.call == label), None)
    return label + (_came_back(own) if own else "")


def _events(events: Sequence[EventRecord], indent: str) -> Iterator[str]:
    for event in events:
        yield from _wrapped(event.call + _came_back(event), indent, indent + "    ")
        yield from _events(event.children, indent + "  ")


def _came_back(event: EventRecord) -> str:
    parts = [event.result, event.results, event.fault]
    back = "  ".join(part for part in parts if part)
    return f"  ->  {back}" if back else ""


def describe_provider(provider: ProviderRecord, edition: str) -> str:
    """Say in one line who is judged, how, and by which corpus."""
    profile = ", ".join(provider.profiles) or "none: the hard core only"
    return (
        f"{provider.name} {provider.version}, {provider.road};"
        f" profile {profile} ({provider.profile_source}); edition {edition}"
    )


def summarize(
    run: RunRecord, catalogue: Clauses, *, verbose: bool = False
) -> Iterator[str]:
    """Say what a run came to: verdicts, clauses by level, clauses that deviate.

    Args:
        run: What was judged.
        catalogue: Knows what each clause says.
        verbose: Give each clause that was not exercised a line of its own.
    """
    yield describe_provider(run.provider, run.edition)
    counting = scored(run.cases)
    theirs = [case for case in counting if case.subject == "provider"]
    ours = [case for case in counting if case.subject != "provider"]
    yield f"cases: {_counts(theirs) or 'none'}"
    if ours:
        yield f"the host about itself: {_counts(ours)}"
    outcomes = clause_outcomes(theirs)
    for level in _LEVELS:
        yield from _level_line(level, outcomes)
    for outcome in (Outcome.DEVIATES, Outcome.WAIVED, Outcome.ADVISORY):
        yield from _clauses(outcome, outcomes, theirs, catalogue)
    yield from _not_exercised(outcomes, catalogue, verbose=verbose)
    yield from _unjudged(theirs)
    yield from _provisional([case for case in run.cases if case.provisional])
    yield from _waivers(run.waivers)
    end = exit_code(run.cases, run.waivers)
    yield Line(conclusion(run.cases, run.waivers), _ENDS.get(end, Style.DOUBTFUL))


def _counts(cases: Sequence[CaseRecord]) -> str:
    verdicts = count_verdicts(cases)
    counts = [f"{verdicts[each]} {each.value}" for each in Verdict if each in verdicts]
    return ", ".join(counts)


def _level_line(level: str, outcomes: Sequence[ClauseOutcome]) -> Iterator[str]:
    of_level = [each for each in outcomes if each.level == level]
    counts = [
        f"{sum(1 for each in of_level if each.outcome is outcome)} {outcome.value}"
        for outcome in Outcome
        if any(each.outcome is outcome for each in of_level)
    ]
    if counts:
        yield f"{level} clauses: {', '.join(counts)}"


def _clauses(
    outcome: Outcome,
    outcomes: Sequence[ClauseOutcome],
    cases: Sequence[CaseRecord],
    catalogue: Clauses,
) -> Iterator[str]:
    found = [each for each in outcomes if each.outcome is outcome]
    if found:
        style = Style.SEEN if outcome is Outcome.DEVIATES else Style.DOUBTFUL
        yield Line(f"{outcome.value}:", style)
    for each in found:
        count = len(each.cases)
        head = f"  {each.clause} ({each.level}, {count} case{'s'[: count > 1]})"
        yield from _wrapped(catalogue[each.clause].text, head + "  ", "      ")
        if outcome is Outcome.ADVISORY:
            yield from _departure(each.clause, cases)


def _departure(clause: str, cases: Sequence[CaseRecord]) -> Iterator[str]:
    """Tell of an advisory what was seen: its cases pass, and show nothing."""
    texts = (d.text for case in cases for d in case.differences if clause in d.clauses)
    yield from _wrapped(next(texts, ""), "      seen: ", " " * 12)


def _not_exercised(
    outcomes: Sequence[ClauseOutcome], catalogue: Clauses, *, verbose: bool
) -> Iterator[str]:
    """Name the clauses that no case put at stake: nothing is known of them."""
    found = [o for o in outcomes if o.outcome is Outcome.NOT_EXERCISED]
    head = f"{Outcome.NOT_EXERCISED.value} ({len(found)}):"
    if found and verbose:
        yield head
        for each in found:
            text = catalogue[each.clause].text
            yield from _wrapped(text, f"  {each.clause} ({each.level})  ", "      ")
    elif found:
        names = ", ".join(each.clause for each in found)
        yield from _wrapped(names, f"{head} ", "  ")


def _unjudged(cases: Sequence[CaseRecord]) -> Iterator[str]:
    reasons = dict.fromkeys(
        case.reason for case in cases if case.verdict is Verdict.NOT_APPLICABLE
    )
    for reason in reasons:
        count = sum(1 for case in cases if case.reason == reason)
        yield f"not applicable ({count}): {reason}"


def _provisional(cases: Sequence[CaseRecord]) -> Iterator[str]:
    if cases:
        yield f"provisional, not counted: {_counts(cases)}"
    for case in cases:
        if case.verdict.fails or case.verdict is Verdict.INCONCLUSIVE:
            text = f"{case.id} {case.provisional}; {case.verdict.value}: "
            yield from _wrapped(text + headline(case), "  ", "      ")


def _waivers(waivers: Sequence[WaiverRecord]) -> Iterator[str]:
    if waivers:
        used = sum(waiver.used for waiver in waivers)
        yield f"waivers: {used} of {len(waivers)} used"
    for waiver in waivers:
        if waiver.problem:
            yield from _wrapped(f"{waiver.place}: {waiver.problem}", "  ", "      ")


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a run comes to: a sentence, a word for a badge, and how good that is."""

    text: str
    word: str
    tone: str


_STOPPED = Conclusion("stopped before its end: nothing is concluded", "stopped", "odd")
_TOLD = {
    Exit.CONFORMS: ("conforms", "good"),
    Exit.DEVIATES: ("does not conform", "bad"),
    Exit.INCONCLUSIVE: ("inconclusive", "odd"),
    Exit.NOTHING_JUDGED: ("not judged", "odd"),
}


def conclude(run: RunRecord) -> Conclusion:
    """Say what a run comes to; one that was stopped proves no conformance."""
    code = exit_code(run.cases, run.waivers)
    if run.stopped and code is not Exit.DEVIATES:
        return _STOPPED
    text = conclusion(run.cases, run.waivers)
    if text == _NOT_JUDGED:
        return Conclusion(text, *_TOLD[Exit.NOTHING_JUDGED])
    return Conclusion(text, *_TOLD[code])


def conclusion(
    cases: Sequence[CaseRecord], waivers: Sequence[WaiverRecord] = ()
) -> str:
    """Say in a few words whether a provider conforms, as far as was judged."""
    code = exit_code(cases, waivers)
    if code is Exit.CONFORMS and all(
        case.subject != "provider" for case in scored(cases)
    ):
        return _NOT_JUDGED
    if code is Exit.CONFORMS and any(waiver.used for waiver in waivers):
        return "conforms with waivers, as far as these cases go"
    if code is Exit.DEVIATES and not any(case.verdict.fails for case in scored(cases)):
        return "a waiver is wrong, and no case deviates otherwise"
    return _CONCLUSIONS[code]


def _wrapped(text: str, indent: str, hanging: str | None = None) -> Iterator[str]:
    yield from textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent if hanging is None else hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
