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

#: Under this name a reply carries the result of a method that returns no code.
RESULT: Final = "return"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of MAPI's memory; its number stands for its address."""

    number: int
    size: int


class World(Protocol):
    """The other parties, as MAPI reaches them."""

    def call(self, pointer: Pointer, method: str) -> None:
        """Call an object without arguments, whosesoever it is."""
        ...

    def open(self, interface: str, answers: Answers) -> Pointer:
        """Make an object of MAPI with one reference."""
        ...

    def state(self, party: str, name: str) -> None:
        """State a fact."""
        ...

    def tell_transport(self, method: str, words: Words) -> None:
        """Call the transport that serves the store."""
        ...
