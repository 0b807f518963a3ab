"""Whether a vtable is one of COM, as far as that can be seen without a call.

On Linux there are libraries for MAPI whose objects begin with destructors. What COM
calls as QueryInterface would destroy the object.
"""

import ctypes
import sys
from typing import Any, Final

from mapi_adapters.com.layout import POINTER, WIDTH


_LOOKED_AT: Final = 3
#: How C++ on Linux ends the names of destructors.
_DESTRUCTORS: Final = ("D0Ev", "D1Ev", "D2Ev")


class _Symbol(ctypes.Structure):
    _fields_ = (
        ("file", ctypes.c_char_p),
        ("base", POINTER),
        ("name", ctypes.c_char_p),
        ("address", POINTER),
    )


def refuse_foreign(address: int) -> str:
    """Say why an object must not be called, if there is something to be said."""
    names = slot_names(address)
    if any(name.endswith(_DESTRUCTORS) for name in names):
        return (
            "has destructors in the first slots of its vtable, where COM has"
            " QueryInterface: calling it would destroy it; its interfaces were declared"
            " with a virtual destructor, so put a shim before them whose interfaces"
            " have none (see the guide to libraries)"
        )
    return ""


def slot_names(address: int) -> tuple[str, ...]:
    """Name the functions in the first slots of a vtable, where the system tells."""
    vtable = POINTER.from_address(address).value
    if not vtable or sys.platform == "win32":
        return ()
    find: Any = ctypes.CDLL(None).dladdr
    find.argtypes = [POINTER, POINTER]
    return tuple(_name(find, vtable + slot * WIDTH) for slot in range(_LOOKED_AT))


def _name(find: Any, place: int) -> str:
    function = POINTER.from_address(place).value
    symbol = _Symbol()
    known = function and find(function, ctypes.addressof(symbol))
    # A neighbour's name says nothing.
    if not known or symbol.address != function or not symbol.name:
        return ""
    return bytes(symbol.name).decode("ascii", "replace")
