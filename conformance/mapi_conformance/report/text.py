"""Records in words, for a terminal: one case, and a whole run."""

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence

from mapi_conformance.exits import Exit
from mapi_conformance.judge.verdict import Outcome, Verdict
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
from mapi_conformance.scenario.catalogue import Catalogue, Clause


WIDTH = 80
_LEVELS = ("must", "should", "may")
_CONCLUSIONS = {
    Exit.CONFORMS: "conforms, as far as these cases go",
    Exit.DEVIATES: "does not conform",
    Exit.INCONCLUSIVE: "inconclusive: not everything could be judged",
    Exit.NOTHING_JUDGED: "nothing was judged",
}


def describe_case(record: CaseRecord, catalogue: Catalogue) -> str:
    """Tell a provider's author what a case found, and in which exchange."""
    lines = [f"{headline(record)}: {record.title}", ""]
    if record.reason:
        lines += [*_wrapped(record.reason, "  "), ""]
    for difference, count in Counter(record.differences).items():
        lines += [*_difference(difference, count, catalogue), ""]
    if record.acts:
        lines += ["  what happened:", *_acts(record.acts)]
    return "\n".join(lines).rstrip()


def headline(record: CaseRecord) -> str:
    """Say in a word or two what is wrong: the clauses broken, else the verdict."""
    return ", ".join(record.broken) or record.verdict.value


def _difference(
    difference: DifferenceRecord, count: int, catalogue: Catalogue
) -> Iterator[str]:
    for clause in difference.clauses:
        yield from describe_clause(catalogue[clause], "  ")
    if not difference.clauses:
        yield f"  {difference.kind}"
    times = f" ({count} times)" if count > 1 else ""
    yield from _wrapped(difference.text + times, "    ")
    if difference.seen:
        yield from _wrapped(difference.expected, "      expected  ", " " * 16)
        yield from _wrapped(difference.seen, "      seen      ", " " * 16)
    if difference.place:
        yield f"      at        {difference.place}"


def describe_clause(clause: Clause, indent: str = "") -> Iterator[str]:
    """Give a clause's id, level, sentence and pages."""
    profile = "" if clause.profile == "any" else f", profile {clause.profile}"
    status = "" if clause.status == "normative" else f", {clause.status}"
    yield f"{indent}{clause.id} ({clause.level}{profile}{status})"
    yield from _wrapped(clause.text, f"{indent}  ")
    yield from _wrapped(f"[{', '.join(clause.pages)}]", f"{indent}  ")


def _acts(acts: Sequence[ActRecord]) -> Iterator[str]:
    for number, act in enumerate(acts, 1):
        mark = ">" if act.differences else " "
        line = _line(act.label, act.events)
        yield from _wrapped(line, f"  {mark} {number}. ", " " * 11)
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
    run: RunRecord, catalogue: Catalogue, *, verbose: bool = False
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
    yield conclusion(run.cases, run.waivers)


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
    catalogue: Catalogue,
) -> Iterator[str]:
    found = [each for each in outcomes if each.outcome is outcome]
    if found:
        yield f"{outcome.value}:"
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
    outcomes: Sequence[ClauseOutcome], catalogue: Catalogue, *, verbose: bool
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


def conclusion(
    cases: Sequence[CaseRecord], waivers: Sequence[WaiverRecord] = ()
) -> str:
    """Say in a few words whether a provider conforms, as far as was judged."""
    code = exit_code(cases, waivers)
    if code is Exit.CONFORMS and all(
        case.subject != "provider" for case in scored(cases)
    ):
        return "the provider was not judged"
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
