"""A call of the library: what C gives, as Python takes it, and what goes back."""

import ctypes
from collections.abc import Callable
from functools import cache, partial
from typing import Any, Final

from mapi_adapters.com.codecs import Codec
from mapi_adapters.com.layout import POINTER, type_of
from mapi_adapters.com.outgoing import World, codec_of
from mapi_conformance.mapi.flags import MAPI_UNICODE
from mapi_conformance.mapi.identifiers import Iid
from mapi_conformance.mapi.interfaces import (
    Method,
    Parameter,
    Type,
    returned_interface,
)
from mapi_conformance.mapi.refs import UNTOUCHED, Ref


_UID_SIZE: Final = 16
_WORDS: Final = frozenset(
    (Type.FLAGS, Type.CODE, Type.NUMBER, Type.SIGNED, Type.SIZED, Type.TAG)
)


class _Buffer:
    """What MAPI hands out: one block, and what is linked to it."""

    def __init__(self, world: World) -> None:
        self._memory = world.memory
        self._root: int | None = None

    def take(self, size: int) -> int:
        """Allocate as whoever is to free it expects."""
        address = self._memory.allocate(size, self._root)
        self._root = self._root or address
        return address

    def begin(self) -> None:
        """Begin another block."""
        self._root = None


class Incoming:
    """One call of the provider: its arguments, and where the answers go."""

    __slots__ = ("asked", "leaving", "method", "values", "wide", "world")

    def __init__(self, world: World, method: Method) -> None:
        self.world = world
        self.method = method
        self.values: list[Any] = []
        self.leaving: list[Callable[[], None]] = []
        self.wide = False
        self.asked: Any = None


#: Takes the words of C that one parameter has.
Take = Callable[[Incoming, tuple[Any, ...]], None]


@cache
def _plan(method: Method) -> tuple[tuple[int, int, Take], ...]:
    """Say for each parameter where its words stand, and how they are taken."""
    plan: list[tuple[int, int, Take]] = []
    start = 0
    for parameter in method.parameters:
        end = start + len(parameter.c)
        plan.append((start, end, _take_of(parameter)))
        start = end
    return tuple(plan)


@cache
def _place_of_flags(method: Method) -> int | None:
    place = 0
    for parameter in method.parameters:
        if parameter.name == "flags" and not parameter.gives:
            return place
        place += len(parameter.c)
    return None


def take(world: World, method: Method, words: tuple[Any, ...]) -> Incoming:
    """Take a call apart."""
    incoming = Incoming(world, method)
    place = _place_of_flags(method)
    if place is not None:
        incoming.wide = bool(words[place] & MAPI_UNICODE)
    for start, end, taken in _plan(method):
        taken(incoming, words[start:end])
    return incoming


def _take_of(parameter: Parameter) -> Take:
    kind = parameter.type
    if parameter.gives:
        return _take_out_of(parameter)
    if kind in _WORDS:
        return _take_word
    if kind is Type.BOOLEAN:
        return _take_boolean
    if kind is Type.OBJECT:
        return partial(_take_object, parameter.interface or "IUnknown")
    return partial(_take_data, parameter, codec_of(parameter))


def _take_word(incoming: Incoming, words: tuple[Any, ...]) -> None:
    incoming.values.append(words[0])


def _take_boolean(incoming: Incoming, words: tuple[Any, ...]) -> None:
    incoming.values.append(bool(words[0]))


def _take_object(interface: str, incoming: Incoming, words: tuple[Any, ...]) -> None:
    address = words[0]
    found = (
        incoming.world.object_at(address, interface, held=False) if address else None
    )
    incoming.values.append(found)


def _take_data(
    parameter: Parameter, codec: Codec, incoming: Incoming, words: tuple[Any, ...]
) -> None:
    address, count = words[-1], words[0] if len(words) > 1 else 0
    if not address:
        incoming.values.append(None)
        return
    if len(words) == 1 and parameter.type is Type.BINARY:
        # NOTIFKEY: the count stands before the bytes.
        count = ctypes.c_uint32.from_address(address).value
        address += ctypes.sizeof(ctypes.c_uint32)
    wide = parameter.c[-1].startswith("LPTSTR") and incoming.wide
    value = codec.get(address, count, wide)
    if isinstance(value, Iid):
        incoming.asked = value
    incoming.values.append(value)


def _take_out_of(parameter: Parameter) -> Take:
    kind = parameter.type
    if kind in _WORDS or kind is Type.BOOLEAN:
        return partial(
            _take_word_out, type_of(parameter.c[0].replace("*", "")), parameter
        )
    if kind is Type.OBJECT:
        return partial(_take_object_out, parameter)
    if kind is Type.UID:
        return _take_uid_out
    return partial(_take_data_out, parameter, codec_of(parameter))


def _take_word_out(
    ctype: Any, parameter: Parameter, incoming: Incoming, words: tuple[Any, ...]
) -> None:
    if not words[0]:
        incoming.values.append(None)
        return
    cell = ctype.from_address(words[0])
    ref: Ref[Any] = Ref(cell.value) if parameter.takes else Ref()
    incoming.values.append(ref)

    def leave() -> None:
        if ref.value is not UNTOUCHED:
            cell.value = ref.value

    incoming.leaving.append(leave)


def _take_object_out(
    parameter: Parameter, incoming: Incoming, words: tuple[Any, ...]
) -> None:
    if not words[0]:
        incoming.values.append(None)
        return
    world, declared = incoming.world, parameter.interface or "IUnknown"
    cell = POINTER.from_address(words[0])
    ref: Ref[Any] = Ref()
    if parameter.takes:
        held = cell.value
        ref.value = world.object_at(held, declared, held=False) if held else None
    incoming.values.append(ref)

    def leave() -> None:
        if ref.value is not UNTOUCHED:
            method, asked = incoming.method, incoming.asked
            interface = returned_interface(method, parameter, asked)
            cell.value = world.address_of(ref.value, interface)

    incoming.leaving.append(leave)


def _take_uid_out(incoming: Incoming, words: tuple[Any, ...]) -> None:
    if not words[0]:
        incoming.values.append(None)
        return
    ref: Ref[Any] = Ref()
    incoming.values.append(ref)

    def leave() -> None:
        if isinstance(ref.value, bytes):
            ctypes.memmove(words[0], ref.value, _UID_SIZE)

    incoming.leaving.append(leave)


def _take_data_out(
    parameter: Parameter, codec: Codec, incoming: Incoming, words: tuple[Any, ...]
) -> None:
    if not all(words):
        incoming.values.append(None)
        return
    cell = POINTER.from_address(words[-1])
    ref: Ref[Any] = Ref()
    if parameter.takes:
        ref.value = codec.get(cell.value, 0, incoming.wide) if cell.value else None
    incoming.values.append(ref)

    def leave() -> None:
        value = ref.value
        if value is UNTOUCHED:
            return
        if len(words) > 1:
            count = ctypes.c_uint32.from_address(words[0])
            count.value = 0 if value is None else len(value)
        cell.value = _write(parameter, codec, incoming, value)

    incoming.leaving.append(leave)


def _write(parameter: Parameter, codec: Codec, incoming: Incoming, value: Any) -> Any:
    if value is None:
        return None
    name = getattr(value, "function", None)
    if isinstance(name, str):
        return incoming.world.memory.address_of(name)
    wide = parameter.c[-1].startswith("LPTSTR") and incoming.wide
    return codec.put(value, _Buffer(incoming.world), wide)
