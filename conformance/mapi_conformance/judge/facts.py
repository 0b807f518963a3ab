"""What laws look at, and what they find."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mapi_conformance.port.host import Event, Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What laws look at: the host's books, every event, the readings declared."""

    ledger: Ledger
    events: tuple[Event, ...]
    profiles: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether anything happened that a law is about, and how it was broken."""

    exercised: bool
    broken: tuple[str, ...] = ()


def every_event(events: Sequence[Event]) -> Iterator[Event]:
    """Walk through events and what happened below them."""
    # A stack, not recursion: every case walks all of its events several times.
    ahead = list(reversed(events))
    while ahead:
        event = ahead.pop()
        yield event
        ahead += reversed(event.children)
