"""Values that may stand in an event, whatever the provider made them of."""

import re
import reprlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from mapi_conformance.mapi.identifiers import Iid
from mapi_conformance.mapi.properties import PropValue
from mapi_conformance.mapi.refs import Untouched
from mapi_conformance.port.host import Pointer
from mapi_host.instrument.crossing import outward
from mapi_host.world import Block


#: Characters of a value that a text shows.
SHOWN: Final = 120
#: Members of one array that are looked at.
MEMBERS: Final = 100_000
#: Bits of a number; no parameter takes more, and Python spells no endless ones.
BITS: Final = 64
#: Arrays within arrays.
DEPTH: Final = 8


@dataclass(frozen=True, slots=True, eq=False)
class Junk:
    """What stands in an event for a value that no parameter takes: equal to nothing."""

    text: str

    def __repr__(self) -> str:
        return f"<{self.text}>"


#: Immutable, and safe to compare and to print; by the id of the type, because a
#: provider's metaclass may raise when its types are hashed.
_PLAIN: Final = frozenset(
    id(kind)
    for kind in (
        type(None),
        bool,
        int,
        float,
        str,
        bytes,
        datetime,
        Iid,
        Pointer,
        Untouched,
        Junk,
        Block,
    )
)
_ADDRESS: Final = re.compile(r" at 0x[0-9A-Fa-f]+")
_SPELLER: Final = reprlib.Repr()
_SPELLER.maxstring = _SPELLER.maxother = SHOWN


def show(value: object) -> str:
    """Spell any value in bounded length, without the addresses that change."""
    try:
        text = outward(_SPELLER.repr, value)
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - a provider's __repr__ may raise anything
        return f"an object of type {name_type(value)}"
    return shorten(_ADDRESS.sub("", text))


def shorten(text: str) -> str:
    """Cut a text that is too long to be shown."""
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def name_type(value: object) -> str:
    """Name the type of a value, even where its metaclass has other plans."""
    return str.__str__(type.__dict__["__name__"].__get__(type(value)))


def plain(value: Any, depth: int = 0) -> object:
    """Copy data as immutable plain values; what is no data becomes :class:`Junk`."""
    kind = type(value)
    if id(kind) in _PLAIN:
        return _number(value) if kind is int else value
    if depth == DEPTH:
        return Junk("nested too deeply")
    if kind is PropValue and len(value) == len(PropValue._fields):
        return PropValue(*_members(value, depth))  # type: ignore[arg-type]  # junk may stand for a tag
    if kind is tuple or kind is list:
        return _members(value, depth)
    if kind is dict:
        # Copied first: to show a member may change what it is a member of.
        items = tuple(value.items())
        keys = _members([key for key, _ in items], depth)
        values = _members([member for _, member in items], depth)
        return dict(zip(keys, values, strict=True))
    return _exact(value)


def _members(values: Any, depth: int) -> tuple[object, ...]:
    if len(values) > MEMBERS:
        return (Junk(f"{len(values)} members"),)
    return tuple(plain(member, depth + 1) for member in tuple(values))


def _number(value: int) -> object:
    bits = value.bit_length()
    return value if bits <= BITS else Junk(f"an int of {bits} bits")


def _exact(value: Any) -> object:
    """Strip a subclass of the number and text types of its own behaviour."""
    kind = type(value)
    if issubclass(kind, int):
        return _number(int.__int__(value))
    if issubclass(kind, str):
        return str.__str__(value)
    if issubclass(kind, bytes):
        return bytes.__getitem__(value, slice(None))
    return Junk(show(value))
