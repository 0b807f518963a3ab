"""What may cross a vtable: values checked against the types of the table."""

from collections.abc import Callable, Mapping
from itertools import islice
from types import MappingProxyType
from typing import Any, Final

from mapi_conformance.mapi.identifiers import Iid
from mapi_conformance.mapi.interfaces import Type
from mapi_conformance.mapi.properties import PropValue
from mapi_host.instrument.crossing import outward
from mapi_host.instrument.value import MEMBERS, Junk, plain


WORD: Final = "an int from 0 to 0xFFFFFFFF"
_UNKNOWN: Final = ("query_interface", "add_ref", "release")
_UID_SIZE: Final = 16
_PAIR: Final = 2


class Unsound(Exception):
    """A value that its type does not take."""


def read_word(value: object) -> int:
    """Read an unsigned word of 32 bits.

    Raises:
        Unsound: It is something else, or wider, or signed.
    """
    return _number(value, 0, 0xFFFFFFFF)


def read(kind: Type, value: object) -> Any:
    """Read a value of a type as an event holds it; an object is given back as it is.

    Raises:
        Unsound: The type does not take it.
    """
    return _READERS[kind](value)


def _number(value: object, least: int, most: int) -> int:
    number = plain(value)
    # A bool is an int to Python, and the sign of a mistake here.
    if type(number) is not int or not least <= number <= most:
        raise Unsound
    return number


def _signed(value: object) -> int:
    return _number(value, -0x80000000, 0x7FFFFFFF)


def _sized(value: object) -> int:
    return _number(value, 0, 0xFFFFFFFFFFFFFFFF)


def _boolean(value: object) -> bool:
    return value if type(value) is bool else bool(read_word(value))


def _null_or(kind: type) -> Callable[[object], object]:
    def reader(value: object) -> object:
        data = plain(value)
        if data is not None and type(data) is not kind:
            raise Unsound
        return data

    return reader


def _uid(value: object) -> bytes | None:
    data = plain(value)
    if data is None:
        return None
    if type(data) is not bytes or len(data) != _UID_SIZE:
        raise Unsound
    return data


def _object(value: object) -> object:
    try:
        sound = value is None or outward(_is_unknown, value)
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - a provider's __getattr__ may raise anything
        raise Unsound from None
    if not sound:
        raise Unsound
    return value


def _is_unknown(value: object) -> bool:
    return all(callable(getattr(value, name, None)) for name in _UNKNOWN)


def _array(value: Any) -> tuple[object, ...] | None:
    if value is None:
        return None
    try:
        members = outward(_take, value)
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - a provider's iterator may raise anything
        raise Unsound from None
    if len(members) > MEMBERS:
        raise Unsound
    return members


def _take(value: Any) -> tuple[object, ...]:
    return tuple(islice(value, MEMBERS + 1))


def _tags(value: object) -> tuple[int, ...] | None:
    members = _array(value)
    return None if members is None else tuple(map(read_word, members))


def _properties(value: object) -> tuple[PropValue, ...] | None:
    members = _array(value)
    return None if members is None else tuple(map(_property, members))


def _property(value: object) -> PropValue:
    pair = plain(value)
    if not isinstance(pair, tuple) or len(pair) != _PAIR:
        raise Unsound
    return PropValue(read_word(pair[0]), pair[1])


def _data(value: object) -> object:
    data = plain(value)
    if isinstance(data, Junk):
        raise Unsound
    return data


_READERS: Final[Mapping[Type, Callable[[object], object]]] = MappingProxyType(
    {
        Type.FLAGS: read_word,
        Type.CODE: read_word,
        Type.NUMBER: read_word,
        Type.SIGNED: _signed,
        Type.BOOLEAN: _boolean,
        Type.SIZED: _sized,
        Type.IID: _null_or(Iid),
        Type.OBJECT: _object,
        Type.BINARY: _null_or(bytes),
        Type.UID: _uid,
        Type.TEXT: _null_or(str),
        Type.TAG: read_word,
        Type.TAGS: _tags,
        Type.PROPERTIES: _properties,
        Type.PROBLEMS: _data,
        Type.ROWS: _data,
        Type.SORT: _data,
        Type.RESTRICTION: _data,
        Type.NOTIFICATIONS: _data,
        Type.ENTRIES: _data,
        Type.OPAQUE: plain,
    }
)

_NUMBERS: Final = frozenset((Type.FLAGS, Type.CODE, Type.NUMBER, Type.TAG))
_DUE: Final[Mapping[Type, str]] = MappingProxyType(
    {
        Type.SIGNED: "an int from -0x80000000 to 0x7FFFFFFF",
        Type.BOOLEAN: "a bool",
        Type.SIZED: "an int of 64 bits from 0",
        Type.IID: "an Iid or None",
        Type.OBJECT: "None or an object with query_interface, add_ref and release",
        Type.BINARY: "bytes or None",
        Type.UID: "16 bytes or None",
        Type.TEXT: "a str or None",
        Type.TAGS: "an iterable of property tags or None",
        Type.PROPERTIES: "an iterable of PropValue or None",
    }
)


def due(kind: Type) -> str:
    """Say what a type takes."""
    return WORD if kind in _NUMBERS else _DUE.get(kind, "plain data or None")
