"""What judging a case needs to know besides the case: one frozen view of a run."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mapi_conformance.judge.names import Names
from mapi_conformance.mapi.interfaces import INTERFACES, Parameter
from mapi_conformance.port.host import Event
from mapi_conformance.scenario.catalogue import Catalogue
from mapi_conformance.scenario.model import WatchedKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Names, alphabet, catalogue and the readings under which a case is judged."""

    names: Names
    alphabet: Mapping[tuple[str, str], WatchedKind]
    catalogue: Catalogue
    #: Profiles the provider declares.
    profiles: frozenset[str] = field(default_factory=frozenset)

    def broken_by_unexpected(self, kind: tuple[str, str]) -> tuple[str, ...]:
        """What an unmentioned event breaks: the first clause that holds here."""
        watched = self.alphabet.get(kind)
        return self._first(watched.unexpected if watched else ())

    def broken_by_another(self, kind: tuple[str, str]) -> tuple[str, ...]:
        """What is broken by one more event where one was expected and came."""
        watched = self.alphabet.get(kind)
        return self._first(watched.again if watched else ())

    def broken_by_missing(self, kind: tuple[str, str]) -> tuple[str, ...]:
        """What is broken where an event is missing."""
        watched = self.alphabet.get(kind)
        return self._first(watched.missing if watched else ())

    def _first(self, clauses: tuple[str, ...]) -> tuple[str, ...]:
        return next(((clause,) for clause in clauses if self.holds(clause)), ())

    def holds(self, clause: str) -> bool:
        """Whether a clause is active under the provider's readings."""
        found = self.catalogue.get(clause)
        return found is not None and found.profile in {"any", *self.profiles}


@dataclass(frozen=True, slots=True)
class Projected:
    """An event of the alphabet, with those of the alphabet below it."""

    event: Event
    children: tuple["Projected", ...]


def project(
    events: Iterable[Event], alphabet: Mapping[tuple[str, str], WatchedKind]
) -> tuple[Projected, ...]:
    """Leave out what is not watched; its children move up."""
    forest: list[Projected] = []
    for event in events:
        children = project(event.children, alphabet)
        if event.kind in alphabet:
            forest.append(Projected(event, children))
        else:
            forest += children
    return tuple(forest)


def parameter_of(event: Event, name: str) -> Parameter | None:
    """Find a parameter of the method an event is a call of."""
    interface = INTERFACES.get(event.interface)
    method = interface.methods.get(event.name) if interface else None
    return method.parameter(name) if method else None
