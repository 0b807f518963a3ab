"""A call into the library: what Python gives, as C takes it, and what comes back."""

import ctypes
from collections.abc import Callable
from functools import cache, partial
from typing import Any, Final, Protocol

from mapi_adapters.com.codecs import CODECS, FAILURE, Codec
from mapi_adapters.com.layout import POINTER, type_of
from mapi_adapters.com.memory import Memory
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
        self.leaving: list[Callable[[object], None]] = []
        self.scratch: list[Any] = []
        self.wide = False
        #: The interface that the caller asked for, where it did.
        self.asked: Any = None

    def take(self, size: int) -> int:
        """Give memory that lasts as long as the call."""
        words = -(-size // _ALIGNED) or 1
        buffer = (ctypes.c_uint64 * words)()
        self.scratch.append(buffer)
        return ctypes.addressof(buffer)

    def begin(self) -> None:
        """Change nothing: all of it goes when the call is over."""


#: Puts one argument of Python into a call.
Enter = Callable[[Call, Any], None]


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
    boolean = parameter.type is Type.BOOLEAN
    takes = parameter.takes
    blank = ctype(_BLANK_WORD).value

    def enter(call: Call, ref: Any) -> None:
        if ref is None:
            call.arguments.append(None)
            return
        cell = ctype(ref.value if takes else blank)
        call.arguments.append(ctypes.byref(cell))

        def leave(success: object) -> None:
            word = cell.value
            if takes or word != blank:
                ref.value = bool(word) if boolean else word

        call.leaving.append(leave)

    return enter


def _enter_object_out(parameter: Parameter, call: Call, ref: Any) -> None:
    if ref is None:
        call.arguments.append(None)
        return
    cell = POINTER(BLANK)
    if parameter.takes:
        declared = parameter.interface or "IUnknown"
        cell.value = call.world.address_of(ref.value, declared)
    before = cell.value
    call.arguments.append(ctypes.byref(cell))

    def leave(success: object) -> None:
        address = cell.value
        if address == before and address is not None:
            return
        interface = returned_interface(call.method, parameter, call.asked)
        ref.value = (
            call.world.object_at(address, interface, held=bool(success))
            if address
            else None
        )

    call.leaving.append(leave)


def _enter_uid_out(call: Call, ref: Any) -> None:
    if ref is None:
        call.arguments.append(None)
        return
    size = 16
    address = call.take(size)
    ctypes.memmove(address, _BLANK_UID, size)
    call.arguments.append(address)

    def leave(success: object) -> None:
        data = ctypes.string_at(address, size)
        if data != _BLANK_UID:
            ref.value = data

    call.leaving.append(leave)


_BLANK_UID: Final = b"nobody wrote it!"


def _enter_data_out(parameter: Parameter, codec: Codec, call: Call, ref: Any) -> None:
    counted = len(parameter.c) > 1
    if ref is None:
        call.arguments += [None] * len(parameter.c)
        return
    cell, count = POINTER(BLANK), ctypes.c_uint32(0)
    if parameter.takes:
        held = ref.value
        wide = call.wide
        cell.value = (
            None if held is None or held is UNTOUCHED else codec.put(held, call, wide)
        )
    before = cell.value
    if counted:
        call.arguments.append(ctypes.byref(count))
    call.arguments.append(ctypes.byref(cell))

    def leave(success: object) -> None:
        address = cell.value
        if address == before and address is not None:
            return
        ref.value = _read(parameter, codec, call, address, count.value, success)

    call.leaving.append(leave)


def _read(
    parameter: Parameter,
    codec: Codec,
    call: Call,
    address: int | None,
    count: int,
    success: object,
) -> Any:
    if not address:
        return None
    if not success:
        # Nothing that a failure left behind is looked into; that it is there shows.
        return b"" if parameter.type is Type.BINARY else ()
    wide = parameter.c[-1].startswith(("LPTSTR", "LPMAPIERROR")) and call.wide
    value = codec.get(address, count, wide)
    for block in codec.blocks(address):
        call.world.memory.free(block)
    return value


def enter(call: Call, values: Any) -> None:
    """Put the arguments of Python into a call."""
    flags, asked = has_context(call.method)
    if flags is not None and isinstance(values[flags], int):
        call.wide = bool(values[flags] & MAPI_UNICODE)
    if asked is not None and isinstance(values[asked], Iid):
        call.asked = values[asked]
    for put, value in zip(plan(call.method), values, strict=True):
        put(call, value)


def leave(call: Call, result: Any) -> None:
    """Hand back what came out of a call."""
    success = not failed(result) if call.method.result in _CODED else True
    for hand_back in call.leaving:
        hand_back(success)
