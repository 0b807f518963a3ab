"""What stands behind a pointer, for each type of the table: written, and read."""

import ctypes
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from mapi_adapters.com.layout import (
    Binary,
    Failure,
    Order,
    Orders,
    Problem,
    Row,
    Rows,
)
from mapi_adapters.com.notices import get_notifications, put_notifications
from mapi_adapters.com.properties import (
    Arena,
    Unspellable,
    check_count,
    get_bytes,
    get_properties,
    get_text,
    put_bytes,
    put_properties,
    put_text,
)
from mapi_conformance.mapi.identifiers import Iid
from mapi_conformance.mapi.interfaces import Type


_UID_SIZE: Final = 16
_COUNT: Final = ctypes.sizeof(ctypes.c_uint32)

#: Writes a value, as wide text or not, and gives its address.
Put = Callable[[Any, Arena, bool], int]
#: Reads what stands at an address: so many of it, where C says; wide text or not.
Get = Callable[[int, int, bool], Any]


def _only(address: int) -> Iterable[int]:
    return (address,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Codec:
    """How values of one type are written to memory and read from it."""

    put: Put
    get: Get
    #: What whoever was given it has to free.
    blocks: Callable[[int], Iterable[int]] = _only


def _new(
    arena: Arena, element: Any, count: int, offset: int = _COUNT
) -> tuple[int, Any]:
    """Make room for a count and so many elements; all but the count is zero."""
    size = offset + max(1, count) * ctypes.sizeof(element)
    address = arena.take(size)
    ctypes.memset(address, 0, size)
    ctypes.c_uint32.from_address(address).value = count
    return address, (element * count).from_address(address + offset)


def _at(address: int, element: Any, offset: int = _COUNT) -> Any:
    """Find the elements behind a count."""
    count = check_count(ctypes.c_uint32.from_address(address).value)
    return (element * count).from_address(address + offset)


def _put_tags(value: Any, arena: Arena, wide: object) -> int:
    address, array = _new(arena, ctypes.c_uint32, len(value))
    array[:] = value
    return address


def _put_problems(value: Any, arena: Arena, wide: object) -> int:
    address, array = _new(arena, Problem, len(value))
    for place, (index, tag, code) in zip(array, value, strict=True):
        place.ulIndex, place.ulPropTag, place.scode = index, tag, code
    return address


def _get_problems(address: int, count: int, wide: object) -> object:
    return tuple((p.ulIndex, p.ulPropTag, p.scode) for p in _at(address, Problem))


_FIRST_ROW: Final = Rows.aRow.offset


def _put_rows(value: Any, arena: Arena, wide: object) -> int:
    address, array = _new(arena, Row, len(value), _FIRST_ROW)
    for place, row in zip(array, value, strict=True):
        arena.begin()
        place.cValues, place.lpProps = len(row), put_properties(row, arena)
    return address


def _get_rows(address: int, count: int, wide: object) -> object:
    rows = _at(address, Row, _FIRST_ROW)
    return tuple(get_properties(row.lpProps, row.cValues) for row in rows)


def _row_blocks(address: int) -> Iterable[int]:
    """List the rows, each a block of its own, and then the set that names them."""
    return (
        *(row.lpProps for row in _at(address, Row, _FIRST_ROW) if row.lpProps),
        address,
    )


_FIRST_ORDER: Final = Orders.aSort.offset


def _put_sort(value: Any, arena: Arena, wide: object) -> int:
    address, array = _new(arena, Order, len(value), _FIRST_ORDER)
    for place, (tag, order) in zip(array, value, strict=True):
        place.ulPropTag, place.ulOrder = tag, order
    return address


def _get_sort(address: int, count: int, wide: object) -> object:
    return tuple((o.ulPropTag, o.ulOrder) for o in _at(address, Order, _FIRST_ORDER))


def _put_entries(value: Any, arena: Arena, wide: object) -> int:
    address = arena.take(ctypes.sizeof(Binary))
    entries = arena.take(max(1, len(value)) * ctypes.sizeof(Binary))
    for place, data in zip(
        (Binary * len(value)).from_address(entries), value, strict=True
    ):
        place.cb, place.lpb = len(data), put_bytes(data, arena)
    head = Binary.from_address(address)
    head.cb, head.lpb = len(value), entries
    return address


def _get_entries(address: int, count: int, wide: object) -> object:
    head = Binary.from_address(address)
    if not head.lpb:
        return ()
    array = (Binary * check_count(head.cb)).from_address(head.lpb)
    return tuple(get_bytes(each.lpb, each.cb) or b"" for each in array)


def _get_failure(address: int, count: int, wide: object) -> object:
    failure = Failure.from_address(address)
    return {
        "error": get_text(failure.lpszError, wide=bool(wide)),
        "component": get_text(failure.lpszComponent, wide=bool(wide)),
        "low_level": failure.ulLowLevelError,
        "context": failure.ulContext,
    }


def _put_foreign(value: Any, arena: Arena, wide: object) -> int:
    if not isinstance(value, int):
        raise Unspellable(f"{value!r}, which is no address of this process")
    return value


_FOREIGN: Final = Codec(
    put=_put_foreign,
    get=lambda address, count, wide: address,
    blocks=lambda address: (),
)
#: By the header's type, where the table says of it only that it is opaque.
FAILURE: Final = Codec(put=_put_foreign, get=_get_failure)

CODECS: Final[Mapping[Type, Codec]] = MappingProxyType(
    {
        Type.IID: Codec(
            put=lambda value, arena, wide: put_bytes(value.data, arena),
            get=lambda address, count, wide: Iid.from_bytes(
                ctypes.string_at(address, _UID_SIZE)
            ),
        ),
        Type.UID: Codec(
            put=lambda value, arena, wide: put_bytes(value, arena),
            get=lambda address, count, wide: ctypes.string_at(address, _UID_SIZE),
        ),
        Type.BINARY: Codec(
            put=lambda value, arena, wide: put_bytes(value, arena),
            get=lambda address, count, wide: get_bytes(address, count),
        ),
        Type.TEXT: Codec(
            put=lambda value, arena, wide: put_text(value, arena, wide=wide),
            get=lambda address, count, wide: get_text(address, wide=wide),
        ),
        Type.TAGS: Codec(
            put=_put_tags,
            get=lambda address, count, wide: tuple(_at(address, ctypes.c_uint32)),
        ),
        Type.PROPERTIES: Codec(
            put=lambda value, arena, wide: put_properties(value, arena),
            get=lambda address, count, wide: get_properties(address, count),
        ),
        Type.PROBLEMS: Codec(put=_put_problems, get=_get_problems),
        Type.ROWS: Codec(put=_put_rows, get=_get_rows, blocks=_row_blocks),
        Type.SORT: Codec(put=_put_sort, get=_get_sort),
        Type.ENTRIES: Codec(put=_put_entries, get=_get_entries),
        Type.NOTIFICATIONS: Codec(put=put_notifications, get=get_notifications),
        # Nobody looks into these; they go back as they came.
        Type.RESTRICTION: Codec(
            put=_put_foreign,
            get=lambda address, count, wide: address,
            blocks=lambda a: (),
        ),
        Type.OPAQUE: Codec(
            put=_put_foreign,
            get=lambda address, count, wide: address,
            blocks=lambda a: (),
        ),
    }
)
