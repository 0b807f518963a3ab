"""A whole run in words, for a terminal."""

from collections.abc import Iterator, Sequence

from mapi_conformance.exits import Exit
from mapi_conformance.judge.verdict import Outcome, Verdict
from mapi_conformance.report.colour import Line, Style
from mapi_conformance.report.conclusion import conclusion
from mapi_conformance.report.failure import Clauses, headline
from mapi_conformance.report.lines import wrapped
from mapi_conformance.run.outcome import (
    ClauseOutcome,
    clause_outcomes,
    count_verdicts,
    exit_code,
    scored,
)
from mapi_conformance.run.record import (
    CaseRecord,
    ProviderRecord,
    RunRecord,
    WaiverRecord,
)


_LEVELS = ("must", "should", "may")
_ENDS = {Exit.CONFORMS: Style.CONFORMS, Exit.DEVIATES: Style.TITLE}


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
        yield from wrapped(catalogue[each.clause].text, head + "  ", "      ")
        if outcome is Outcome.ADVISORY:
            yield from _departure(each.clause, cases)


def _departure(clause: str, cases: Sequence[CaseRecord]) -> Iterator[str]:
    """Tell of an advisory what was seen: its cases pass, and show nothing."""
    texts = (d.text for case in cases for d in case.differences if clause in d.clauses)
    yield from wrapped(next(texts, ""), "      seen: ", " " * 12)


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
            yield from wrapped(text, f"  {each.clause} ({each.level})  ", "      ")
    elif found:
        names = ", ".join(each.clause for each in found)
        yield from wrapped(names, f"{head} ", "  ")


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
            yield from wrapped(text + headline(case), "  ", "      ")


def _waivers(waivers: Sequence[WaiverRecord]) -> Iterator[str]:
    if waivers:
        used = sum(waiver.used for waiver in waivers)
        yield f"waivers: {used} of {len(waivers)} used"
    for waiver in waivers:
        if waiver.problem:
            yield from wrapped(f"{waiver.place}: {waiver.problem}", "  ", "      ")
