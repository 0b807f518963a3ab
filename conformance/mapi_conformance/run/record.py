"""The record of a run: one frozen model from which every report is made.

Everything in it is text, numbers and lists: what a provider handed over was spelled
out, and bounded, when it was recorded.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from mapi_conformance.judge.verdict import DIED, Outcome, Verdict


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
    seconds: float = 0.0

    @property
    def died(self) -> bool:
        """Whether the provider, or its adapter, came to its end in this case."""
        return self.verdict in DIED or self.blame == "adapter"

    @property
    def broken(self) -> tuple[str, ...]:
        """The clauses that deviate or advise, in order."""
        bad = (Outcome.DEVIATES, Outcome.ADVISORY)
        return tuple(check.clause for check in self.checks if check.outcome in bad)


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
    #: Of what was judged, as ``sha256:…``, where its adapter tells.
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """A whole run."""

    schema: int = SCHEMA
    suite_version: str
    #: Of the corpus, a date: a verdict means nothing without it.
    edition: str
    provider: ProviderRecord
    #: Should-level departures counted as deviations.
    strict: bool = False
    cases: tuple[CaseRecord, ...] = ()


T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """Turn a record into what JSON and other processes take."""
    if is_dataclass(value):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [to_plain(each) for each in value]
    return value.value if isinstance(value, Enum) else value


def from_plain(kind: type[T], plain: Any) -> T:
    """Make a record from what :func:`to_plain` gave.

    Raises:
        TypeError: A field is missing or strange, as in a record of another version.
    """
    hints = get_type_hints(kind)
    return kind(
        **{name: _revive(hints.get(name), each) for name, each in plain.items()}
    )


def _word(kind: type[Enum], value: Any) -> Enum:
    try:
        return kind(value)
    except ValueError:
        raise TypeError(f"{value!r} is no {kind.__name__}") from None


def _revive(hint: Any, value: Any) -> Any:
    if get_origin(hint) is tuple:
        return tuple(_revive(get_args(hint)[0], each) for each in value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _word(hint, value)
    return from_plain(hint, value) if isinstance(value, Mapping) else value
