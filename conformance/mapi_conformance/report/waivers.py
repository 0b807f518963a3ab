"""A file of waivers brought up to date: what stands there stays as it was written."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from mapi_conformance.judge.verdict import Outcome
from mapi_conformance.judge.waivers import Waiver
from mapi_conformance.run.outcome import scored
from mapi_conformance.run.record import CaseRecord
from mapi_conformance.run.waiving import UNTOLD, seen_of


_HEADER = """\
# Departures that are known. Each stands for one clause in one case and for what was
# seen there; it counts until the end of the day on which it expires.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """A check that deviates and that no waiver covers."""

    case: str
    clause: str
    observed: tuple[str, ...]
    #: What a waiver said that covered something else of the same check.
    before: Waiver | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What has to be done to a file of waivers."""

    new: tuple[Departure, ...] = ()
    #: They are about what no longer deviates, or deviates in another way.
    gone: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What only a person can say of a departure; empty where nobody has said it."""

    owner: str = ""
    reason: str = ""
    issue: str = ""
    expires: str = ""


@dataclass(frozen=True, slots=True)
class _Checks:
    """The checks of a run that deviate, with what was seen."""

    seen: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def add(self, record: CaseRecord) -> None:
        for check in record.checks:
            if check.outcome in (Outcome.DEVIATES, Outcome.WAIVED, Outcome.ADVISORY):
                seen = seen_of(record, check.clause)
                self.seen[record.id, check.clause] = seen


def find_changes(waivers: Sequence[Waiver], records: Sequence[CaseRecord]) -> Changes:
    """Compare a file with a run; waivers of cases that did not run stay.

    Args:
        waivers: What the file holds.
        records: What was judged. Only cases that deviate get new waivers.
    """
    checks = _Checks()
    for record in records:
        checks.add(record)
    judged = {record.id for record in records if record.verdict not in UNTOLD}
    gone = tuple(
        waiver
        for waiver in waivers
        if waiver.case in judged
        and not waiver.fits(checks.seen.get(waiver.check, frozenset()))
    )
    return Changes(new=tuple(_new(waivers, gone, records, checks.seen)), gone=gone)


def _new(
    waivers: Sequence[Waiver],
    gone: Collection[Waiver],
    records: Sequence[CaseRecord],
    seen: Mapping[tuple[str, str], frozenset[str]],
) -> Iterable[Departure]:
    kept = {waiver.check for waiver in waivers if waiver not in gone}
    before = {waiver.check: waiver for waiver in gone}
    for record in scored(records):
        for check in record.checks:
            key = (record.id, check.clause)
            if check.outcome is Outcome.DEVIATES and key not in kept:
                yield Departure(
                    case=record.id,
                    clause=check.clause,
                    observed=tuple(sorted(seen[key])),
                    before=before.get(key),
                )


def rewrite(
    text: str,
    waivers: Sequence[Waiver],
    gone: Collection[Waiver],
    added: Iterable[tuple[Departure, Answers]],
) -> str:
    """Give the text of a file without some entries and with others at its end.

    Args:
        text: The file as it is; empty for a new one.
        waivers: Every entry of it, in order.
        gone: Those that leave it.
        added: Those that come, with what was said of each.
    """
    kept = _without(text or _HEADER, waivers, gone)
    new = [_entry(departure, answers) for departure, answers in added]
    if not new:
        return kept
    end = "" if kept.endswith("\n") else "\n"
    return (
        kept + end + yaml.safe_dump(new, sort_keys=False, allow_unicode=True, width=88)
    )


def _without(text: str, waivers: Sequence[Waiver], gone: Collection[Waiver]) -> str:
    """Cut the lines of entries; comments between entries stay."""
    lines = text.splitlines(keepends=True)
    starts = [*(waiver.place.line - 1 for waiver in waivers), len(lines)]
    for waiver, start, end in reversed(
        list(zip(waivers, starts[:-1], starts[1:], strict=True))
    ):
        if waiver in gone:
            while end > start and lines[end - 1].lstrip()[:1] in ("", "#"):
                end -= 1  # noqa: PLW2901  # what stands above the next entry is its
            del lines[start:end]
    return "".join(lines)


def _entry(departure: Departure, answers: Answers) -> dict[str, str | list[str]]:
    observed = departure.observed
    return {
        "case": departure.case,
        "clause": departure.clause,
        "observed": observed[0] if len(observed) == 1 else list(observed),
        "owner": answers.owner,
        "reason": answers.reason,
        "issue": answers.issue,
        "expires": answers.expires,
    }
