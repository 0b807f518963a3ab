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
)
from mapi_conformance.run.record import (
    ActRecord,
    CaseRecord,
    DifferenceRecord,
    EventRecord,
    ProviderRecord,
    RunRecord,
)
from mapi_conformance.scenario.catalogue import Catalogue, Clause


WIDTH = 80
#: Lines of what a provider printed that a terminal gets.
_LINES = 40
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
    if record.printed:
        lines += ["", "  what it printed:", *_printed(record.printed)]
    return "\n".join(lines).rstrip()


def headline(record: CaseRecord) -> str:
    """Say in a word or two what is wrong: the clauses broken, else the verdict."""
    blame = f" ({record.blame})" if record.blame not in ("", "suite") else ""
    return ", ".join(record.broken) or record.verdict.value + blame


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


def _printed(text: str) -> Iterator[str]:
    """Give the end of what a provider printed."""
    for line in text.splitlines()[-_LINES:]:
        yield f"    {line}"


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


def summarize(run: RunRecord, catalogue: Catalogue) -> Iterator[str]:
    """Say what a run came to: verdicts, clauses by level, clauses that deviate."""
    yield describe_provider(run.provider, run.edition)
    theirs = [case for case in run.cases if case.subject == "provider"]
    ours = [case for case in run.cases if case.subject != "provider"]
    yield f"cases: {_counts(theirs) or 'none'}"
    if ours:
        yield f"the host about itself: {_counts(ours)}"
    outcomes = clause_outcomes(theirs)
    for level in _LEVELS:
        yield from _level_line(level, outcomes)
    for outcome in (Outcome.DEVIATES, Outcome.ADVISORY):
        yield from _clauses(outcome, outcomes, theirs, catalogue)
    yield from _unjudged(theirs)
    yield conclusion(run.cases)


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


def _unjudged(cases: Sequence[CaseRecord]) -> Iterator[str]:
    reasons = dict.fromkeys(
        case.reason for case in cases if case.verdict is Verdict.NOT_APPLICABLE
    )
    for reason in reasons:
        count = sum(1 for case in cases if case.reason == reason)
        yield f"not applicable ({count}): {reason}"


def conclusion(cases: Sequence[CaseRecord]) -> str:
    """Say in a few words whether a provider conforms, as far as was judged."""
    code = exit_code(cases)
    if code is Exit.CONFORMS and all(case.subject != "provider" for case in cases):
        return "the provider was not judged"
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
