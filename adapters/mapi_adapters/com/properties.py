"""Properties as C holds them: the value of each type, and back."""

import ctypes
import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Protocol

from mapi_adapters.com.layout import POINTER, Binary, Property
from mapi_conformance.mapi.properties import (
    MV_FLAG,
    PT_BINARY,
    PT_BOOLEAN,
    PT_CLSID,
    PT_DOUBLE,
    PT_ERROR,
    PT_I2,
    PT_I8,
    PT_LONG,
    PT_STRING8,
    PT_SYSTIME,
    PT_UNICODE,
    PropValue,
)


_R4: Final = 0x0004
_CURRENCY: Final = 0x0006
_APPTIME: Final = 0x0007
_TYPE: Final = 0xFFFF
_INSTANCE: Final = 0x2000
_CLSID_SIZE: Final = 16
_EPOCH: Final = datetime(1601, 1, 1, tzinfo=UTC)
#: Members of an array and characters of a text beyond which a provider's data is no
#: data: the suite looks at no more either.
MEMBERS: Final = 100_000
_CHARACTERS: Final = 1 << 24


class Unspellable(Exception):
    """A value that C has no place for, or that says too much of itself."""


class Arena(Protocol):
    """Where what is written to memory gets its memory."""

    def take(self, size: int) -> int:
        """Give the address of so many bytes, as aligned as any type needs."""
        ...

    def begin(self) -> None:
        """Make what is taken next a block of its own, with what follows it."""
        ...


def check_count(count: int) -> int:
    """Refuse a count that no provider means.

    Raises:
        Unspellable: It is one.
    """
    if count > MEMBERS:
        raise Unspellable(f"an array of {count} members")
    return count


def put_bytes(data: bytes, arena: Arena) -> int:
    """Write bytes."""
    address = arena.take(len(data))
    ctypes.memmove(address, data, len(data))
    return address


def put_text(text: str, arena: Arena, *, wide: bool) -> int:
    """Write a text and the zero behind it: UTF-16, or bytes of UTF-8."""
    data = text.encode("utf-16-le", "surrogatepass") if wide else text.encode("utf-8")
    return put_bytes(data + (b"\0\0" if wide else b"\0"), arena)


def get_text(address: int | None, *, wide: bool) -> str | None:
    """Read a text up to its zero; character by character, since nobody says how long.

    Raises:
        Unspellable: There is no end to it.
    """
    if not address:
        return None
    unit: Any = ctypes.c_uint16 if wide else ctypes.c_uint8
    units = (unit * _CHARACTERS).from_address(address)
    for length in itertools.count():
        if length == _CHARACTERS:
            raise Unspellable("a text without an end")
        if not units[length]:
            break
    data = ctypes.string_at(address, length * ctypes.sizeof(unit))
    return data.decode("utf-16-le" if wide else "utf-8", "replace")


def put_properties(props: Any, arena: Arena) -> int:
    """Write an array of properties."""
    values = list(props)
    address = arena.take(max(1, len(values)) * ctypes.sizeof(Property))
    array = (Property * len(values)).from_address(address)
    for entry, (tag, value) in zip(array, values, strict=True):
        entry.ulPropTag = tag
        entry.dwAlignPad = 0
        entry.Value.li = 0
        _put(entry.Value, tag & _TYPE & ~_INSTANCE, value, arena)
    return address


def get_properties(address: int | None, count: int) -> tuple[PropValue, ...] | None:
    """Read an array of properties."""
    if not address:
        return None
    array = (Property * check_count(count)).from_address(address)
    return tuple(
        PropValue(each.ulPropTag, _get(each.Value, each.ulPropTag & _TYPE))
        for each in array
    )


def _put(place: Any, kind: int, value: Any, arena: Arena) -> None:
    if kind & MV_FLAG:
        place.bin.cb = len(value)
        place.bin.lpb = _put_many(kind & ~MV_FLAG, value, arena)
    elif kind in _FIELDS:
        name, convert = _FIELDS[kind]
        setattr(place, name, convert(value))
    elif kind in (PT_STRING8, PT_UNICODE):
        place.pointer = put_text(value, arena, wide=kind == PT_UNICODE)
    elif kind == PT_BINARY:
        place.bin.cb = len(value)
        place.bin.lpb = put_bytes(value, arena)
    elif kind == PT_CLSID:
        place.pointer = put_bytes(value, arena)
    elif kind == PT_SYSTIME:
        place.li = _ticks(value)


def _get(place: Any, kind: int) -> object:  # noqa: PLR0911 - a line a type
    if kind & MV_FLAG:
        count = check_count(place.bin.cb)
        return _get_many(kind & ~MV_FLAG & ~_INSTANCE, place.bin.lpb, count)
    if kind == PT_BOOLEAN:
        return bool(place.b)
    if kind in _FIELDS:
        return getattr(place, _FIELDS[kind][0])
    if kind in (PT_STRING8, PT_UNICODE):
        return get_text(place.pointer, wide=kind == PT_UNICODE)
    if kind == PT_BINARY:
        return get_bytes(place.bin.lpb, place.bin.cb)
    if kind == PT_CLSID:
        return get_bytes(place.pointer, _CLSID_SIZE)
    if kind == PT_SYSTIME:
        return _time(place.li)
    return None


def get_bytes(address: int | None, count: int) -> bytes | None:
    """Read bytes; none of them are none, and a null pointer is null.

    Raises:
        Unspellable: There are more than anybody means.
    """
    if not address:
        return None
    if count > _CHARACTERS:
        raise Unspellable(f"{count} bytes")
    return ctypes.string_at(address, count)


#: The types that are a field of the union, and what is put there.
_FIELDS: Final[dict[int, tuple[str, Callable[[Any], Any]]]] = {
    PT_I2: ("i", int),
    PT_LONG: ("l", lambda value: value),
    _R4: ("flt", float),
    PT_DOUBLE: ("dbl", float),
    _CURRENCY: ("li", int),
    _APPTIME: ("dbl", float),
    PT_ERROR: ("ul", int),
    PT_BOOLEAN: ("b", bool),
    PT_I8: ("li", int),
}
_ELEMENTS: Final[dict[int, type[Any]]] = {
    PT_I2: ctypes.c_int16,
    PT_LONG: ctypes.c_int32,
    _R4: ctypes.c_float,
    PT_DOUBLE: ctypes.c_double,
    _CURRENCY: ctypes.c_int64,
    _APPTIME: ctypes.c_double,
    PT_I8: ctypes.c_int64,
    PT_SYSTIME: ctypes.c_int64,
    PT_STRING8: POINTER,
    PT_UNICODE: POINTER,
    PT_CLSID: ctypes.c_uint8 * _CLSID_SIZE,
    PT_BINARY: Binary,
}


def _put_many(kind: int, values: Any, arena: Arena) -> int:
    element = _ELEMENTS[kind]
    address = arena.take(max(1, len(values)) * ctypes.sizeof(element))
    array = (element * len(values)).from_address(address)
    for index, value in enumerate(values):
        if kind in (PT_STRING8, PT_UNICODE):
            array[index] = put_text(value, arena, wide=kind == PT_UNICODE)
        elif kind == PT_BINARY:
            array[index].cb = len(value)
            array[index].lpb = put_bytes(value, arena)
        elif kind == PT_CLSID:
            array[index][:] = value
        else:
            array[index] = _ticks(value) if kind == PT_SYSTIME else value
    return address


def _get_many(kind: int, address: int | None, count: int) -> object:
    if not address or kind not in _ELEMENTS:
        return None
    array: Any = (_ELEMENTS[kind] * count).from_address(address)
    if kind in (PT_STRING8, PT_UNICODE):
        return tuple(get_text(each, wide=kind == PT_UNICODE) for each in array)
    if kind == PT_BINARY:
        return tuple(get_bytes(each.lpb, each.cb) for each in array)
    if kind == PT_CLSID:
        return tuple(bytes(each) for each in array)
    return tuple(_time(each) if kind == PT_SYSTIME else each for each in array)


def _ticks(value: datetime) -> int:
    return (value - _EPOCH) // timedelta(microseconds=1) * 10


def _time(ticks: int) -> object:
    """Read a time; what lies beyond Python's calendar stays a number."""
    try:
        return _EPOCH + timedelta(microseconds=ticks // 10)
    except OverflowError:
        return ticks
