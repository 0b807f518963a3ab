"""The contract between MAPI's behaviour and whoever records it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias

from mapi_conformance.port.host import Pointer, Reply


#: In-words of one call by the table's names. Objects are pointers; opaque values are
#: as the provider gave them, and nothing but their type may be looked at.
Words: TypeAlias = Mapping[str, object]
#: Answers one method.
Handler: TypeAlias = Callable[[Words], Reply]
#: The behaviour behind one object, by method; what is missing is not supported.
Answers: TypeAlias = Mapping[str, Handler]

#: Answers every method of an object that is another's, by the method's name.
StandIn: TypeAlias = Callable[[str, Words], Reply]

#: Under this name a reply carries the result of a method that returns no code.
RESULT: Final = "return"


@dataclass(frozen=True, slots=True, repr=False)
class Block:
    """A piece of MAPI's memory; its number stands for its address."""

    number: int
    size: int

    def __repr__(self) -> str:
        """Show it as a trace does."""
        return f"<block {self.number}, {self.size} bytes>"


#: Calls a method of one provider's IMAPIProviderShutdown and gives the code; None
#: where it has no such interface.
Shutdown: TypeAlias = Callable[[str], int | None]


class World(Protocol):
    """The other parties, as MAPI reaches them."""

    def call(
        self, pointer: Pointer, method: str, words: Words | None = None
    ) -> int | None:
        """Call an object, whosesoever it is, and give the code, if one came."""
        ...

    def open(self, interface: str, answers: Answers) -> Pointer:
        """Make an object of MAPI with one reference."""
        ...

    def replace(self, pointer: Pointer, answer: StandIn) -> bool:
        """Answer in the place of an object from now on, unless it is MAPI's own."""
        ...

    def state(
        self,
        party: str,
        name: str,
        *,
        about: str | None = None,
        meanwhile: Callable[[], object] | None = None,
    ) -> None:
        """State a fact, about one of our own parties or none, and what it entails."""
        ...

    def tell(
        self,
        party: str,
        method: str,
        words: Words | None = None,
        meanwhile: Callable[[], object] | None = None,
    ) -> int:
        """Call a party that we play, such as a transport; give the code it returns.

        It agrees to everything unless another answer was dictated, and does
        ``meanwhile`` before it returns.
        """
        ...

    def later(self, work: Callable[[], object], *, noted: bool = False) -> None:
        """Put work off until the call under way is over; a fact says so if noted."""
        ...


class Guest(Protocol):
    """An object of the provider that MAPI holds, to end it: told first, then released.

    A logon object is told by Logoff, a provider object by Shutdown.
    """

    def held(self) -> bool:
        """Whether a reference to it is ours."""
        ...

    def told(self) -> bool:
        """Whether it has heard of the end."""
        ...

    def tell(self, flags: int) -> None:
        """Tell it, with this word; one that fails at that is held no more."""
        ...

    def is_provider(self) -> bool:
        """Whether it is a provider object, and not a logon."""
        ...

    def release(self) -> None:
        """Give the reference back."""
        ...


class House(Protocol):
    """The providers and their logons, as sessions reach them."""

    def log_on(self, words: Words) -> tuple[Reply, Guest | None]:
        """Log a client on: the store, and what the logon gave besides."""
        ...

    def logons(self) -> tuple[Guest, ...]:
        """List what is logged on, the first first."""
        ...

    def providers(self) -> tuple[Guest, ...]:
        """List what is loaded."""
        ...

    def shutdowns(self) -> tuple[Shutdown, ...]:
        """Find each provider's part in a fast shutdown."""
        ...
