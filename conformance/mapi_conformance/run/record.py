"""The record of a run: one frozen model from which every report is made.

Everything in it is text, numbers and lists: what a provider handed over was spelled
out, and bounded, when it was recorded.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from mapi_conformance.judge.verdict import DIED, Outcome, Verdict
from mapi_conformance.scenario.catalogue import Ambiguity, Book, Clause


#: Of the record's own form; raised when a field changes its meaning.
SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRecord:
    """One call or fact of the trace, in words."""

    sequence: int
    #: ``store.support.StoreLogoffTransports(flags=LOGOFF_PURGE (0x4))``.
    call: str
    #: Interface and method, or party and fact: ``IMAPISupport.StoreLogoffTransports``.
    kind: str
    #: ``S_OK``; empty for facts and counts.
    result: str = ""
    #: Out and in/out words as they came back: ``flags=0``.
    results: str = ""
    fault: str = ""
    thread: int = 0
    children: tuple["EventRecord", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceRecord:
    """One departure, in words."""

    kind: str
    text: str
    expected: str = ""
    seen: str = ""
    clauses: tuple[str, ...] = ()
    #: ``cases/imsgstore/store-logoff-flag.yaml:14:9``.
    place: str = ""
    #: The number of the event that is wrong; of a missing one, of the call during
    #: which it was due; 0 where it is about no event.
    event: int = 0
    #: Interface and method of what is wrong or missing.
    about: str = ""
    self_check: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRecord:
    """A step as it was played."""

    label: str
    events: tuple[EventRecord, ...] = ()
    differences: tuple[DifferenceRecord, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRecord:
    """One clause in one case."""

    clause: str
    level: str
    outcome: Outcome
    #: The assertions of it that what happened could have broken, by where they stand:
    #: ``2 store.Release > store.support.gone: happens``.
    fired: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectRecord:
    """What MAPI's books say of one of its objects when a case is over."""

    #: ``store.support``, or ``memory`` for the blocks of MAPI's functions.
    name: str
    #: References, or blocks, that the provider never gave back.
    held: int
    #: What else was noted: ``Release came once too often``.
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRecord:
    """A case, what was said of it, and why."""

    id: str
    #: The scenario file, as ids have it.
    path: str
    title: str
    #: IMsgStore, by what its clauses are about.
    interface: str
    #: StoreLogoff, likewise.
    method: str = ""
    #: Who is judged: ``provider``, or ``mapi``, the host about itself.
    subject: str = "provider"
    profiles: tuple[str, ...] = ()
    verdict: Verdict
    #: Why it does not apply, or what broke; empty otherwise.
    reason: str = ""
    #: Of an inconclusive case: ``adapter``, ``environment`` or ``suite``.
    blame: str = ""
    checks: tuple[CheckRecord, ...] = ()
    differences: tuple[DifferenceRecord, ...] = ()
    observations: tuple[str, ...] = ()
    #: Kept where the case is not green, which is where somebody looks.
    acts: tuple[ActRecord, ...] = ()
    #: What the provider printed meanwhile; kept as the acts are.
    printed: str = ""
    #: Likewise.
    objects: tuple[ObjectRecord, ...] = ()
    #: What crossed the wire, a message a line, where the road has one; likewise.
    wire: tuple[str, ...] = ()
    #: Names of flaws whose cases break the same clauses, where somebody compared.
    look_alikes: tuple[str, ...] = ()
    seconds: float = 0.0
    #: Of everything that decides the verdict; empty for cases that are not shipped.
    digest: str = ""
    #: Why the case does not count in the edition of the run; empty if it does.
    provisional: str = ""

    @property
    def died(self) -> bool:
        """Whether the provider, or its adapter, came to its end in this case."""
        return self.verdict in DIED or self.blame == "adapter"

    @property
    def broken(self) -> tuple[str, ...]:
        """The clauses that deviate or advise, waived or not, in order."""
        bad = (Outcome.DEVIATES, Outcome.WAIVED, Outcome.ADVISORY)
        return tuple(check.clause for check in self.checks if check.outcome in bad)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    """A file of the provider, by digest."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderRecord:
    """Who was judged, and under which readings."""

    name: str
    version: str
    road: str
    profiles: tuple[str, ...] = ()
    #: ``declared``, ``option`` or ``probed``.
    profile_source: str = "declared"
    capabilities: tuple[str, ...] = ()
    #: The files that it is, where we could look at them; else it is as it says.
    artifact: tuple[FileRecord, ...] = ()
    #: Of what was judged, as ``sha256:…``, where its adapter tells.
    digest: str = ""
    #: It was judged in a way that is for debugging only, and proves nothing.
    debugging: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverRecord:
    """A waiver, and what became of it in this run."""

    case: str
    clause: str
    observed: tuple[str, ...] = ()
    owner: str = ""
    reason: str = ""
    issue: str = ""
    #: The last day on which it counts: ``2027-03-31``.
    expires: str = ""
    #: ``waivers.yaml:3:3``.
    place: str = ""
    #: A check that deviates is waived by it.
    used: bool = False
    #: Why the run fails for it; empty if it does not.
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """A whole run; it can be shown with nothing else at hand."""

    schema: int = SCHEMA
    suite_version: str
    #: Of the corpus, a date: a verdict means nothing without it.
    edition: str
    provider: ProviderRecord
    #: Should-level departures counted as deviations.
    strict: bool = False
    #: When it began, as in ``2026-11-20T08:15:00+00:00``; empty where that is left out.
    started: str = ""
    seconds: float = 0.0
    #: It ended before its last case.
    stopped: bool = False
    #: The words of the command that made it, without what it selects:
    #: ``pytest``, ``--provider=mystore``.
    asked: tuple[str, ...] = ()
    cases: tuple[CaseRecord, ...] = ()
    waivers: tuple[WaiverRecord, ...] = ()
    #: How often each case was judged.
    rounds: int = 1
    #: Of the list of clauses and cases that count; empty where nothing is frozen.
    edition_digest: str = ""
    #: What binds a provider in the logoff family, and whatever else the cases cite.
    clauses: tuple[Clause, ...] = ()
    #: The contradictions that those clauses take part in.
    ambiguities: tuple[Ambiguity, ...] = ()

    @property
    def book(self) -> Book:
        """Clauses and contradictions by id."""
        return Book(
            {clause.id: clause for clause in self.clauses},
            {each.id: each for each in self.ambiguities},
        )


T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """Turn a record into what JSON and other processes take."""
    kind: Any = type(value)
    if kind is str:
        return value
    if kind is tuple:
        return [to_plain(each) for each in value]
    if names := _names(kind):
        return {name: to_plain(getattr(value, name)) for name in names}
    return value.value if isinstance(value, Enum) else value


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """The fields of a record; none of anything else."""
    return tuple(f.name for f in fields(kind)) if is_dataclass(kind) else ()


def from_plain(kind: type[T], plain: Any) -> T:
    """Make a record from what :func:`to_plain` gave.

    Raises:
        TypeError: A field is missing or strange, as in a record of another version.
    """
    hints = _hints(kind)  # type: ignore[arg-type]  # a class is hashable, T or not
    if unknown := sorted(plain.keys() - hints.keys()):
        raise TypeError(f"{kind.__name__} has no field {unknown[0]!r}")
    return kind(**{name: _revive(hints[name], each) for name, each in plain.items()})


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _word(kind: type[Enum], value: Any) -> Enum:
    try:
        return kind(value)
    except ValueError:
        raise TypeError(f"{value!r} is no {kind.__name__}") from None


def _revive(hint: Any, value: Any) -> Any:
    if get_origin(hint) is tuple and isinstance(value, list):
        return tuple(_revive(get_args(hint)[0], each) for each in value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _word(hint, value)
    if isinstance(hint, type) and is_dataclass(hint) and isinstance(value, Mapping):
        return from_plain(hint, value)
    if type(value) is hint or (hint is float and type(value) is int):
        return value
    raise TypeError(f"{str(value)[:40]!r} stands where {_name(hint)} is due")


def _name(hint: Any) -> str:
    return "a list" if get_origin(hint) is tuple else getattr(hint, "__name__", "less")
