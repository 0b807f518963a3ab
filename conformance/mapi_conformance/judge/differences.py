"""Where a provider is not as expected, and what was put at stake."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from mapi_conformance.scenario.problems import Place


class Kind(Enum):
    """In which way something was not as expected."""

    #: Expected, did not happen.
    MISSING = "missing"
    #: Happened, not mentioned.
    UNEXPECTED = "unexpected"
    #: Happened with other values.
    ARGUMENT = "argument"
    #: Happened, but before something listed earlier.
    ORDER = "order"
    RETURNED = "returned"
    OUT = "out"
    LAW = "law"
    #: A capability that is not claimed, and served all the same.
    UNCLAIMED = "unclaimed"
    #: A capability that is not there, where the pages know no way to lack it.
    LACKING = "lacking"
    #: A prerequisite failed; what follows means nothing.
    BLOCKED = "blocked"
    CRASHED = "crashed"
    HUNG = "hung"
    #: Who carries the calls broke off; the provider is not blamed.
    ADAPTER = "adapter"


#: After these nothing more can be asked of the provider.
DEATHS = frozenset({Kind.CRASHED, Kind.HUNG, Kind.ADAPTER})
_STOPS = DEATHS | {Kind.BLOCKED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One departure, in words, and the clauses it breaks."""

    kind: Kind
    #: One sentence that stands alone, no full stop.
    text: str
    expected: str = ""
    seen: str = ""
    clauses: tuple[str, ...] = ()
    place: Place | None = None
    #: The event that is wrong, by its number; of a missing one, the call it was due in.
    event: int = 0
    #: Interface and method, or party and fact, of what is wrong or missing.
    about: tuple[str, str] | tuple[()] = ()
    #: It is about what the host did, not about the subject.
    self_check: bool = False


@dataclass(frozen=True, slots=True)
class Fired:
    """An assertion that could have failed: a clause, what was compared, and where."""

    clause: str
    #: ``returns``, ``out.flags``, ``happens``, ``args``, ``order``, ``causes``, or
    #: ``law`` with the law's name.
    aspect: str
    #: The step or event it stands at; None for a law, which looks at everything.
    place: Place | None = None


@dataclass(slots=True)
class Findings:
    """What judging a case has found so far."""

    differences: list[Difference] = field(default_factory=list)
    #: Assertions that what happened could have broken.
    fired: set[Fired] = field(default_factory=set)
    #: Clauses cited for something that was recorded and not judged.
    observed: set[str] = field(default_factory=set)
    #: Clauses cited for something that did not come about.
    unexercised: set[str] = field(default_factory=set)
    #: Assertions of silence; whether they were at stake shows at the end.
    silences: list[Fired] = field(default_factory=list)
    #: What an ``observe`` or a ``one of`` saw, in words.
    observations: list[str] = field(default_factory=list)

    @property
    def exercised(self) -> set[str]:
        """The clauses that what happened could have broken."""
        return {fired.clause for fired in self.fired}

    def exercise(
        self, clauses: Iterable[str], aspect: str, place: Place | None
    ) -> None:
        """Note clauses that were put at stake, by what was compared and where."""
        self.fired.update(Fired(clause, aspect, place) for clause in clauses)

    def pass_over(self, clauses: Iterable[str]) -> None:
        """Note clauses that were cited and not put at stake."""
        self.unexercised.update(clauses)

    def add(self, other: "Findings") -> None:
        """Take over what was found elsewhere."""
        self.differences += other.differences
        self.fired |= other.fired
        self.observed |= other.observed
        self.unexercised |= other.unexercised
        self.silences += other.silences
        self.observations += other.observations

    @property
    def stopped(self) -> bool:
        """Whether what follows would mean nothing."""
        # Asked several times a call, and mostly there are none.
        found = self.differences
        return bool(found) and any(each.kind in _STOPS for each in found)
