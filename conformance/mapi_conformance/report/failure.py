"""A case that is not green, in words: what was found, and in which exchange."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Protocol

from mapi_conformance.judge.differences import Kind
from mapi_conformance.report.colour import Line, Style
from mapi_conformance.report.lines import styled, wrapped
from mapi_conformance.run.record import (
    ActRecord,
    CaseRecord,
    DifferenceRecord,
    EventRecord,
)
from mapi_conformance.scenario.catalogue import Ambiguity, Clause


#: Lines of what a provider printed that a terminal gets.
_LINES: Final = 40
_LAW: Final = Kind.LAW.value
#: Whose fault it is that a case could not be judged.
_BLAMED: Final = {
    "adapter": "the provider's adapter, not the provider",
    "environment": "the environment, not the provider",
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
    yield from styled(Style.TITLE, wrapped(title, "", "    "))
    yield f"  verdict: {record.verdict.value}; fault: {_fault(record)}"
    yield ""
    if record.reason:
        yield from wrapped(record.reason, "  ")
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


def _fault(record: CaseRecord) -> str:
    if record.verdict.fails:
        return "the provider"
    return _BLAMED.get(record.blame, "not the provider; our side broke")


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
    yield from wrapped(difference.text + times, "    ")
    if difference.seen:
        wanted = wrapped(difference.expected, "      expected  ", " " * 16)
        yield from styled(Style.EXPECTED, wanted)
        seen = wrapped(difference.seen, "      seen      ", " " * 16)
        yield from styled(Style.SEEN, seen)
    if difference.kind == _LAW:
        yield f"      law       {difference.expected}, over the whole of the exchange"
    if difference.place:
        yield f"      at        {difference.place}"


def _conflict(clause: Clause, catalogue: Clauses) -> Iterator[str]:
    """Quote the pages where they are at odds, so that nobody has to look it up."""
    for name in clause.ambiguities:
        found = catalogue.ambiguities[name]
        yield from wrapped(f"where pages differ ({name}): {found.conflict}", " " * 4)


def describe_clause(clause: Clause, indent: str = "") -> Iterator[str]:
    """Give a clause's id, level, sentence and pages."""
    profile = "" if clause.profile == "any" else f", profile {clause.profile}"
    status = "" if clause.status == "normative" else f", {clause.status}"
    yield Line(f"{indent}{clause.id} ({clause.level}{profile}{status})", Style.CLAUSE)
    yield from wrapped(clause.text, f"{indent}  ")
    yield from wrapped(f"[{', '.join(clause.pages)}]", f"{indent}  ")


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
        lines = wrapped(line, f"  {mark} {number}. ", " " * 11)
        yield from styled(style, lines)
        for event in act.events:
            below = event.children if event.call == act.label else (event,)
            yield from _events(below, "       ")


def _line(label: str, events: Sequence[EventRecord]) -> str:
    own = next((event for event in events if event.call == label), None)
    return label + (_came_back(own) if own else "")


def _events(events: Sequence[EventRecord], indent: str) -> Iterator[str]:
    for event in events:
        yield from wrapped(event.call + _came_back(event), indent, indent + "    ")
        yield from _events(event.children, indent + "  ")


def _came_back(event: EventRecord) -> str:
    parts = [event.result, event.results, event.fault]
    back = "  ".join(part for part in parts if part)
    return f"  ->  {back}" if back else ""
