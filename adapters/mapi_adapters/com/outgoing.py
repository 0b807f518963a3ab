"""A call into the library: what Python gives, as C takes it, and what comes back."""

import ctypes
import sys
from collections.abc import Callable
from functools import cache, partial
from typing import Any, Final, Protocol

from mapi_adapters.com.codecs import CODECS, FAILURE, Codec
from mapi_adapters.com.layout import POINTER, type_of
from mapi_adapters.com.memory import Memory
from mapi_adapters.com.properties import put_bytes
from mapi_conformance.mapi.codes import failed
from mapi_conformance.mapi.flags import MAPI_UNICODE
from mapi_conformance.mapi.identifiers import Iid
from mapi_conformance.mapi.interfaces import (
    Method,
    Parameter,
    Type,
    returned_interface,
)
from mapi_conformance.mapi.refs import UNTOUCHED


#: What stands in a word that only comes out until somebody writes it. A provider that
#: writes this very number is taken for one that wrote nothing.
_BLANK_WORD: Final = 0x5AFE_B1A7
#: The same for pointers: the address of something that is nothing.
_BLANK: Final = ctypes.create_string_buffer(64)
BLANK: Final = ctypes.addressof(_BLANK)
_WORDS: Final = frozenset(
    (
        Type.FLAGS,
        Type.CODE,
        Type.NUMBER,
        Type.SIGNED,
        Type.BOOLEAN,
        Type.SIZED,
        Type.TAG,
    )
)
_ALIGNED: Final = 8
_CODED: Final = frozenset(("HRESULT", "SCODE"))


class World(Protocol):
    """What a call needs to know of the process that it is made in."""

    memory: Memory

    def address_of(self, value: Any, interface: str) -> int | None:
        """Give the address of an object, making a vtable where it has none."""
        ...

    def object_at(self, address: int, interface: str, *, held: bool) -> Any:
        """Give the object at an address; ``held`` brings a reference with it."""
        ...


class Call:
    """One call while it is made: memory for what goes in, cells for what comes out."""

    __slots__ = ("arguments", "asked", "leaving", "method", "scratch", "wide", "world")

    def __init__(self, world: World, method: Method) -> None:
        self.world = world
        self.method = method
        self.arguments: list[Any] = []
        #: What hands a word back, and the three things that it needs for that.
        self.leaving: list[tuple[Leave, Any, Any, Any]] = []
        self.scratch: list[Any] | None = None
        self.wide = False
        #: The interface that the caller asked for, where it did.
        self.asked: Any = None

    def take(self, size: int) -> int:
        """Give memory that lasts as long as the call."""
        words = -(-size // _ALIGNED) or 1
        buffer = (ctypes.c_uint64 * words)()
        if self.scratch is None:
            self.scratch = []
        self.scratch.append(buffer)
        return ctypes.addressof(buffer)

    def begin(self) -> None:
        """Change nothing: all of it goes when the call is over."""


#: Puts one argument of Python into a call.
Enter = Callable[[Call, Any], None]
#: Hands a word back: the call, whether it was a success, the cell, the reference, more.
Leave = Callable[[Call, bool, Any, Any, Any], None]


def codec_of(parameter: Parameter) -> Codec:
    """Find how values of a parameter are written and read."""
    if parameter.c[-1].startswith("LPMAPIERROR"):
        return FAILURE
    return CODECS[parameter.type]


def is_wide(parameter: Parameter, flags: int) -> bool:
    """Tell the width of a text: the caller's flag says, where the type does not."""
    return parameter.c[-1].startswith("LPTSTR") and bool(flags & MAPI_UNICODE)


@cache
def plan(method: Method) -> tuple[Enter, ...]:
    """Say for each parameter of a method how it enters a call."""
    return tuple(_plan(parameter) for parameter in method.parameters)


def is_one_word(method: Method) -> bool:
    """Tell whether a method takes one flag word that goes both ways, and no more."""
    (first, *others) = method.parameters
    return not others and first.type is Type.FLAGS and first.takes and first.gives


@cache
def has_context(method: Method) -> tuple[int | None, int | None]:
    """Find which arguments are the flags and the interface asked for, if any is."""
    places = {each.name: index for index, each in enumerate(method.parameters)}
    texts = any(each.type in (Type.TEXT, Type.OPAQUE) for each in method.parameters)
    gives = any(each.gives and each.type is Type.OBJECT for each in method.parameters)
    flags = places.get("flags") if texts else None
    return flags, places.get("interface") if gives else None


def _plan(parameter: Parameter) -> Enter:
    kind = parameter.type
    if parameter.gives:
        return _plan_out(parameter)
    if kind in _WORDS:
        return _enter_word
    if kind is Type.OBJECT:
        return partial(_enter_object, parameter.interface or "IUnknown")
    if kind is Type.BINARY:
        return _enter_bytes if len(parameter.c) > 1 else _enter_key
    return partial(_enter_data, parameter, codec_of(parameter))


def _plan_out(parameter: Parameter) -> Enter:
    kind = parameter.type
    if kind in _WORDS:
        return _word_out(parameter)
    if kind is Type.OBJECT:
        return partial(_enter_object_out, parameter)
    if kind is Type.UID:
        return _enter_uid_out
    return partial(_enter_data_out, parameter, codec_of(parameter))


def _enter_word(call: Call, value: Any) -> None:
    call.arguments.append(value)


def _enter_object(interface: str, call: Call, value: Any) -> None:
    call.arguments.append(call.world.address_of(value, interface))


def _enter_bytes(call: Call, value: Any) -> None:
    if value is None:
        call.arguments += (0, None)
    else:
        # A copy: what a library writes into is nothing of Python's.
        size = len(value)
        call.arguments += (size, (ctypes.c_char * size).from_buffer_copy(value))


def _enter_key(call: Call, value: Any) -> None:
    """Enter a NOTIFKEY: the count stands before the bytes."""
    counted = None if value is None else len(value).to_bytes(4, sys.byteorder) + value
    call.arguments.append(counted and put_bytes(counted, call))


def _enter_data(parameter: Parameter, codec: Codec, call: Call, value: Any) -> None:
    counted = len(parameter.c) > 1
    address: int | None = None
    if value is not None:
        if parameter.type is Type.OPAQUE:
            address = _opaque(call, value)
        else:
            wide = parameter.c[-1].startswith("LPTSTR") and call.wide
            address = codec.put(value, call, wide)
    if counted:
        call.arguments.append(0 if value is None else len(value))
    call.arguments.append(address)


def _opaque(call: Call, value: Any) -> int | None:
    """Find what stands for something of the suite that has no bytes of its own."""
    name = getattr(value, "function", None)
    if isinstance(name, str):
        return call.world.memory.address_of(name)
    return value if isinstance(value, int) else None


def _word_out(parameter: Parameter) -> Enter:
    ctype = type_of(parameter.c[0].replace("*", ""))
    leave = _leave_boolean if parameter.type is Type.BOOLEAN else _leave_word
    if parameter.takes:
        return partial(_enter_word_both, ctype, leave)
    return partial(_enter_word_out, ctype, ctype(_BLANK_WORD).value, leave)


def _enter_word_out(ctype: Any, blank: int, leave: Leave, call: Call, ref: Any) -> None:
    if ref is None:
        call.arguments.append(None)
    else:
        cell = ctype(blank)
        call.arguments.append(ctypes.byref(cell))
        call.leaving.append((leave, cell, ref, blank))


def _enter_word_both(ctype: Any, leave: Leave, call: Call, ref: Any) -> None:
    if ref is None:
        call.arguments.append(None)
    else:
        cell = ctype(ref.value)
        call.arguments.append(ctypes.byref(cell))
        call.leaving.append((leave, cell, ref, None))


def _leave_word(call: Call, success: object, cell: Any, ref: Any, blank: Any) -> None:
    word = cell.value
    if word != blank:
        ref.value = word


def _leave_boolean(
    call: Call, success: object, cell: Any, ref: Any, blank: Any
) -> None:
    word = cell.value
    if word != blank:
        ref.value = bool(word)


def _enter_object_out(parameter: Parameter, call: Call, ref: Any) -> None:
    if ref is None:
        call.arguments.append(None)
        return
    cell = POINTER(BLANK)
    if parameter.takes:
        declared = parameter.interface or "IUnknown"
        cell.value = call.world.address_of(ref.value, declared)
    call.arguments.append(ctypes.byref(cell))
    call.leaving.append((_leave_object, cell, ref, (parameter, cell.value)))


def _leave_object(call: Call, success: object, cell: Any, ref: Any, more: Any) -> None:
    parameter, before = more
    address = cell.value
    if address == before and address is not None:
        return
    ref.value = None
    if address:
        interface = returned_interface(call.method, parameter, call.asked)
        ref.value = call.world.object_at(address, interface, held=bool(success))


_BLANK_UID: Final = b"nobody wrote it!"


def _enter_uid_out(call: Call, ref: Any) -> None:
    if ref is None:
        call.arguments.append(None)
        return
    address = call.take(len(_BLANK_UID))
    ctypes.memmove(address, _BLANK_UID, len(_BLANK_UID))
    call.arguments.append(address)
    call.leaving.append((_leave_uid, address, ref, None))


def _leave_uid(call: Call, success: object, cell: Any, ref: Any, more: Any) -> None:
    data = ctypes.string_at(cell, len(_BLANK_UID))
    if data != _BLANK_UID:
        ref.value = data


def _enter_data_out(parameter: Parameter, codec: Codec, call: Call, ref: Any) -> None:
    if ref is None:
        call.arguments += [None] * len(parameter.c)
        return
    cell, count = POINTER(BLANK), ctypes.c_uint32(0)
    if parameter.takes:
        held = ref.value
        nothing = held is None or held is UNTOUCHED
        cell.value = None if nothing else codec.put(held, call, call.wide)
    if len(parameter.c) > 1:
        call.arguments.append(ctypes.byref(count))
    call.arguments.append(ctypes.byref(cell))
    more = (parameter, codec, count, cell.value)
    call.leaving.append((_leave_data, cell, ref, more))


def _leave_data(call: Call, success: object, cell: Any, ref: Any, more: Any) -> None:
    parameter, codec, count, before = more
    address = cell.value
    if address == before and address is not None:
        return
    if not address:
        ref.value = None
    elif success:
        ref.value = _read(parameter, codec, call, address, count.value)
    else:
        # Nothing that a failure left behind is looked into; that it is there shows.
        ref.value = b"" if parameter.type is Type.BINARY else ()


def _read(
    parameter: Parameter, codec: Codec, call: Call, address: int, count: int
) -> Any:
    wide = parameter.c[-1].startswith(("LPTSTR", "LPMAPIERROR")) and call.wide
    value = codec.get(address, count, wide)
    for block in codec.blocks(address):
        call.world.memory.free(block)
    return value


def make(
    world: World, method: Method, values: tuple[Any, ...], function: Callable[..., Any]
) -> Any:
    """Make a call: put the arguments in, and hand back what came out.

    Raises:
        Unspellable: A value, or what came back, has no place on the other side.
        Misused: What came back is not the caller's to free.
    """
    call = Call(world, method)
    flags, asked = has_context(method)
    if flags is not None and isinstance(values[flags], int):
        call.wide = bool(values[flags] & MAPI_UNICODE)
    if asked is not None and isinstance(values[asked], Iid):
        call.asked = values[asked]
    for put, value in zip(plan(method), values, strict=True):
        put(call, value)
    result = function(*call.arguments)
    if call.leaving:
        success = method.result not in _CODED or not failed(result)
        for leave, cell, ref, more in call.leaving:
            leave(call, success, cell, ref, more)
    return result
