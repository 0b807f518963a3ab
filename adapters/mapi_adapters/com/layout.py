"""C's side of the table: fixed widths, natural layout, a prototype for each method.

MAPI's words have one width everywhere. The types of ctypes that are named like them do
not: ``c_ulong`` and all of ``wintypes`` have 64 bits on Linux, and are not used.
"""

import ctypes
import sys
from collections.abc import Callable
from functools import cache
from typing import Any, Final

from mapi_conformance.mapi.interfaces import Method


#: A pointer, and whatever is as wide as one.
POINTER: Final = ctypes.c_void_p
WIDTH: Final = ctypes.sizeof(POINTER)
_WORDS: Final[dict[str, type[Any]]] = {
    "ULONG": ctypes.c_uint32,
    "HRESULT": ctypes.c_uint32,
    "SCODE": ctypes.c_uint32,
    "LONG": ctypes.c_int32,
    "int": ctypes.c_int32,
    "ULONG_PTR": ctypes.c_size_t,
    "SIZE_T": ctypes.c_size_t,
    "BOOKMARK": ctypes.c_size_t,
}

#: Makes the types of functions: the entry point is cdecl everywhere, everything else
#: stdcall where that makes a difference, which is on 32-bit Windows.
ENTRY: Final[Callable[..., Any]] = ctypes.CFUNCTYPE
if sys.platform == "win32":  # pragma: no cover - one of two in one run
    METHOD: Callable[..., Any] = ctypes.WINFUNCTYPE
else:
    METHOD = ctypes.CFUNCTYPE


def type_of(declaration: str) -> type[Any]:
    """Give the type of one parameter, as the header declares it."""
    return _WORDS.get(declaration.rpartition(" ")[0], POINTER)


def result_of(method: Method) -> type[Any] | None:
    """Give the type of a result; HRESULTs are read as they are written, unsigned."""
    return None if method.result == "void" else _WORDS.get(method.result, POINTER)


@cache
def _prototype(make: Callable[..., Any], shape: tuple[Any, ...]) -> Any:
    return make(*shape)


def _shape(method: Method, *first: type[Any]) -> tuple[Any, ...]:
    declared = [c for parameter in method.parameters for c in parameter.c]
    return (result_of(method), *first, *map(type_of, declared))


def method_type(method: Method) -> Any:
    """Give the type of a virtual function; methods of one shape share it."""
    return _prototype(METHOD, _shape(method, POINTER))


def function_type(method: Method) -> Any:
    """Give the type of a plain function of MAPI."""
    return _prototype(METHOD, _shape(method))


def entry_type(method: Method) -> Any:
    """Give the type of a library's entry point."""
    return _prototype(ENTRY, _shape(method))


class Binary(ctypes.Structure):
    """SBinary; SBinaryArray is one with ``lpb`` pointing to many."""

    _fields_ = (("cb", ctypes.c_uint32), ("lpb", POINTER))


class Value(ctypes.Union):
    """What SPropValue holds."""

    _fields_ = (
        ("i", ctypes.c_int16),
        ("l", ctypes.c_int32),
        ("ul", ctypes.c_uint32),
        ("flt", ctypes.c_float),
        ("dbl", ctypes.c_double),
        ("b", ctypes.c_uint16),
        ("li", ctypes.c_int64),
        ("ft", ctypes.c_uint32 * 2),
        ("pointer", POINTER),
        ("bin", Binary),
    )


class Property(ctypes.Structure):
    """SPropValue."""

    _fields_ = (
        ("ulPropTag", ctypes.c_uint32),
        ("dwAlignPad", ctypes.c_uint32),
        ("Value", Value),
    )


class Row(ctypes.Structure):
    """SRow, and ADRENTRY, which differs in names."""

    _fields_ = (
        ("ulAdrEntryPad", ctypes.c_uint32),
        ("cValues", ctypes.c_uint32),
        ("lpProps", POINTER),
    )


class Rows(ctypes.Structure):
    """SRowSet, and ADRLIST: a count, and as many rows behind it."""

    _fields_ = (("cRows", ctypes.c_uint32), ("aRow", Row * 1))


class Problem(ctypes.Structure):
    """SPropProblem."""

    _fields_ = (
        ("ulIndex", ctypes.c_uint32),
        ("ulPropTag", ctypes.c_uint32),
        ("scode", ctypes.c_uint32),
    )


class Order(ctypes.Structure):
    """SSortOrder."""

    _fields_ = (("ulPropTag", ctypes.c_uint32), ("ulOrder", ctypes.c_uint32))


class Orders(ctypes.Structure):
    """SSortOrderSet."""

    _fields_ = (
        ("cSorts", ctypes.c_uint32),
        ("cCategories", ctypes.c_uint32),
        ("cExpanded", ctypes.c_uint32),
        ("aSort", Order * 1),
    )


class Failure(ctypes.Structure):
    """MAPIERROR."""

    _fields_ = (
        ("ulVersion", ctypes.c_uint32),
        ("lpszError", POINTER),
        ("lpszComponent", POINTER),
        ("ulLowLevelError", ctypes.c_uint32),
        ("ulContext", ctypes.c_uint32),
    )


class NewMail(ctypes.Structure):
    """NEWMAIL_NOTIFICATION."""

    _fields_ = (
        ("cbEntryID", ctypes.c_uint32),
        ("lpEntryID", POINTER),
        ("cbParentID", ctypes.c_uint32),
        ("lpParentID", POINTER),
        ("ulFlags", ctypes.c_uint32),
        ("lpszMessageClass", POINTER),
        ("ulMessageFlags", ctypes.c_uint32),
    )


class ObjectNotice(ctypes.Structure):
    """OBJECT_NOTIFICATION."""

    _fields_ = (
        ("cbEntryID", ctypes.c_uint32),
        ("lpEntryID", POINTER),
        ("ulObjType", ctypes.c_uint32),
        ("cbParentID", ctypes.c_uint32),
        ("lpParentID", POINTER),
        ("cbOldID", ctypes.c_uint32),
        ("lpOldID", POINTER),
        ("cbOldParentID", ctypes.c_uint32),
        ("lpOldParentID", POINTER),
        ("lpPropTagArray", POINTER),
    )


class TableNotice(ctypes.Structure):
    """TABLE_NOTIFICATION."""

    _fields_ = (
        ("ulTableEvent", ctypes.c_uint32),
        ("hResult", ctypes.c_uint32),
        ("propIndex", Property),
        ("propPrior", Property),
        ("row", Row),
        ("ulPad", ctypes.c_uint32),
    )


class Told(ctypes.Union):
    """What NOTIFICATION holds."""

    _fields_ = (("newmail", NewMail), ("obj", ObjectNotice), ("tab", TableNotice))


class Notification(ctypes.Structure):
    """NOTIFICATION."""

    _fields_ = (
        ("ulEventType", ctypes.c_uint32),
        ("ulAlignPad", ctypes.c_uint32),
        ("info", Told),
    )


#: The structures by MAPI's names, for whoever compares their sizes.
STRUCTURES: Final[dict[str, type[ctypes.Structure]]] = {
    "SBinary": Binary,
    "SPropValue": Property,
    "SRow": Row,
    "ADRENTRY": Row,
    "SPropProblem": Problem,
    "SSortOrder": Order,
    "SSortOrderSet": Orders,
    "MAPIERROR": Failure,
    "NEWMAIL_NOTIFICATION": NewMail,
    "OBJECT_NOTIFICATION": ObjectNotice,
    "TABLE_NOTIFICATION": TableNotice,
    "NOTIFICATION": Notification,
}
