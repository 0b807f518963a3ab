"""Objects of both sides: the library's in Python's spelling, MAPI's as vtables."""

import ctypes
import threading
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from mapi_adapters.com.incoming import take
from mapi_adapters.com.layout import POINTER, WIDTH, method_type
from mapi_adapters.com.malloc import Malloc
from mapi_adapters.com.memory import Memory, Misused
from mapi_adapters.com.outgoing import is_one_word, make
from mapi_adapters.com.properties import Unspellable
from mapi_adapters.com.watch import Watch
from mapi_adapters.wire.calls import Malformed
from mapi_conformance.mapi.codes import E_FAIL
from mapi_conformance.mapi.interfaces import INTERFACES, Interface, Method


_SPELLED: Final[Mapping[str, Mapping[str, Method]]] = {
    interface.name: {method.python: method for method in interface.methods.values()}
    for interface in INTERFACES.values()
}
_CODED: Final = frozenset(("HRESULT", "SCODE", "ULONG"))


class Proxy:
    """An object of the library in its Python spelling."""

    __slots__ = ("__dict__", "_interfaces", "_objects", "held", "place")

    def __init__(self, objects: "Objects", address: int) -> None:
        #: Its address; a method of MAPI is called so.
        self.place = address
        #: References that were given to us and not given back.
        self.held = 0
        self._objects = objects
        self._interfaces: list[str] = []

    def meet(self, interface: str) -> None:
        """Learn that the pointer is held through an interface, too."""
        if interface not in self._interfaces:
            self.__dict__.clear()
            known = interface if interface in _SPELLED else "IUnknown"
            self._interfaces.insert(0, known)

    def __getattr__(self, name: str) -> Any:
        for interface in self._interfaces:
            method = _SPELLED[interface].get(name)
            if method is not None:
                bound = self._objects.bind(self, interface, method)
                self.__dict__[name] = bound
                return bound
        raise AttributeError(f"{self!r} has no {name!r}", name=name)

    def __repr__(self) -> str:
        return f"<{self._interfaces[0] if self._interfaces else 'object'}>"


class Face:
    """An object of MAPI as the library holds it: a pointer to a vtable."""

    __slots__ = ("address", "cell", "interface", "target")

    def __init__(self, target: Any, interface: str, vtable: Any) -> None:
        self.target = target
        self.interface = interface
        # The second word is nobody's; it keeps neighbours apart.
        self.cell = (POINTER * 2)(ctypes.addressof(vtable), None)
        self.address = ctypes.addressof(self.cell)


class _Gone:
    """Stands in the place of an object of a case that is over."""

    def __getattr__(self, name: str) -> Any:
        """Fail, whatever is called."""
        if name.startswith("_"):
            raise AttributeError(name)
        return _fail


def _fail(*values: Any) -> int:
    return E_FAIL


class Objects:
    """All objects of one process, by their addresses.

    The vtables of MAPI's stay for ever: a library that calls an object after its end
    finds it, and what it did is known.

    Args:
        memory: Where the library's blocks are.
        report: Hears in a sentence of what went wrong inside a call of the library.
        fall: Ends the process after a call that went wrong below Python, where Python
            hears of that; None where the process ends by itself.
        watch: Tells where a call hangs; None where the suite can ask.
    """

    def __init__(
        self,
        memory: Memory,
        report: Callable[[str], object],
        fall: Callable[[BaseException], Any] | None = None,
        watch: Watch | None = None,
    ) -> None:
        self.memory = memory
        self._report = report
        self._fall = fall
        self._watch = watch
        self._lock = threading.RLock()
        self._proxies: dict[int, Proxy] = {}
        self._faces: dict[int, Face] = {}
        self._shown: dict[tuple[int, str], Face] = {}
        self._vtables: dict[str, tuple[Any, list[Any]]] = {}

    # -- of the library

    def object_at(self, address: int, interface: str, *, held: bool) -> Any:
        """Give the object at an address, which may be one of MAPI's own."""
        with self._lock:
            face = self._faces.get(address)
            if face is not None:
                return face.target
            proxy = self._proxies.get(address)
            if proxy is None:
                proxy = self._proxies[address] = Proxy(self, address)
            proxy.meet(interface)
            proxy.held += held
            return proxy

    def retire(self) -> None:
        """End a case: what was handed out in it answers with failures from now on."""
        with self._lock:
            for face in self._shown.values():
                face.target = _GONE
            self._shown.clear()
            self._proxies.clear()

    def forget(self, proxy: Proxy) -> None:
        """Take what next stands at an address for another object."""
        with self._lock:
            if self._proxies.get(proxy.place) is proxy:
                del self._proxies[proxy.place]

    def bind(self, proxy: Proxy, interface: str, method: Method) -> Callable[..., Any]:
        """Make a method of an object of the library.

        Where its vtable has nothing, the method says so when it is called.
        """
        title = f"{interface}::{method.name}"
        try:
            place = _slot(proxy.place, method.slot, title)
        except Malformed as malformed:
            return partial(_refuse, str(malformed))
        function = method_type(method)(place)
        if not method.parameters:
            return self._bind_plain(proxy, title, method, function)
        if is_one_word(method):
            return self._bind_word(proxy, title, function)
        bound = partial(self.guarded(function), proxy.place)

        def call(*values: Any) -> Any:
            return self.make(title, method, values, bound)

        return call

    def make(
        self,
        title: str,
        method: Method,
        values: tuple[Any, ...],
        function: Callable[..., Any],
    ) -> Any:
        """Make a call into the library.

        Raises:
            Malformed: What it did, or what it gave back, is nothing to go on with.
        """
        memory = self.memory
        try:
            result = make(self, method, values, function)
            if memory.suspicious:
                memory.check()
        except (Misused, Unspellable) as error:
            raise Malformed(f"{title}: {error}") from None
        return result

    def _bind_plain(
        self, proxy: Proxy, title: str, method: Method, function: Callable[..., Any]
    ) -> Callable[[], Any]:
        """Make a method without parameters, such as the two that count references."""
        change = {"AddRef": 1, "Release": -1}.get(method.name, 0)
        address, made, memory = proxy.place, self.guarded(function), self.memory

        def call() -> Any:
            result = made(address)
            if change:
                proxy.held += change
                if proxy.held <= 0:
                    # Without a reference, the address may soon be another object's.
                    self.forget(proxy)
            if memory.suspicious:
                self._check(title)
            return result

        return call

    def _bind_word(
        self, proxy: Proxy, title: str, function: Callable[..., Any]
    ) -> Callable[[Any], Any]:
        """Make a method of one word that goes both ways, as those of an end are."""
        address, made, memory = proxy.place, self.guarded(function), self.memory

        def call(ref: Any) -> Any:
            if ref is None:
                result = made(address, None)
            else:
                cell = ctypes.c_uint32(ref.value)
                result = made(address, ctypes.byref(cell))
                ref.value = cell.value
            if memory.suspicious:
                self._check(title)
            return result

        return call

    def _check(self, title: str) -> None:
        try:
            self.memory.check()
        except Misused as misused:
            raise Malformed(f"{title}: {misused}") from None

    def guarded(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """On Windows an access violation comes out of a call as an OSError."""
        if self._watch is not None:
            function = self._watch.watched(function)
        fall = self._fall
        if fall is None:
            return function

        def guarded(*arguments: Any) -> Any:
            try:
                return function(*arguments)
            except OSError as error:
                return fall(error)

        return guarded

    # -- of MAPI

    def address_of(self, value: Any, interface: str) -> int | None:
        """Give the address of an object of either side."""
        if value is None:
            return None
        if isinstance(value, Proxy):
            return value.place
        known = interface if interface in INTERFACES else "IUnknown"
        with self._lock:
            face = self._shown.get((id(value), known))
            if face is None:
                face = self._show(value, known)
            return face.address

    def _show(self, value: Any, interface: str) -> Face:
        target = Malloc(value) if interface == "IMalloc" else value
        face = Face(target, interface, self._vtable(INTERFACES[interface]))
        self._faces[face.address] = face
        self._shown[id(value), interface] = face
        return face

    def _vtable(self, interface: Interface) -> Any:
        known = self._vtables.get(interface.name)
        if known is None:
            thunks = [
                method_type(method)(self._thunk(interface.name, method))
                for method in sorted(interface.methods.values(), key=_by_slot)
            ]
            pointers = [ctypes.cast(thunk, POINTER) for thunk in thunks]
            vtable = (POINTER * len(thunks))(*pointers)
            known = self._vtables[interface.name] = (vtable, thunks)
        return known[0]

    def _thunk(self, interface: str, method: Method) -> Callable[..., Any]:
        title = f"{interface}::{method.name}"
        failure = E_FAIL if method.result in _CODED else 0

        def thunk(this: int, *words: Any) -> Any:
            try:
                return self._answer(title, method, this, words)
            except BaseException as error:  # noqa: BLE001 - none may reach the library
                self._report(f"{title} failed: {type(error).__name__}: {error}")
                return failure

        return thunk

    def _answer(
        self, title: str, method: Method, this: int, words: tuple[Any, ...]
    ) -> Any:
        face = self._faces.get(this)
        if face is None:
            self._report(f"{title} was called on what is no object of MAPI")
            return E_FAIL
        call = take(self, method, words)
        try:
            result = getattr(face.target, method.python)(*call.values)
            for hand_back in call.leaving:
                hand_back()
        finally:
            self._drop_unheld(call.values)
        return result & 0xFFFFFFFF if method.result in _CODED else result

    def _drop_unheld(self, values: list[Any]) -> None:
        """Know nothing more of objects that were only shown to us."""
        for value in values:
            if type(value) is Proxy and value.held <= 0:
                self.forget(value)


_GONE: Final = _Gone()


def _by_slot(method: Method) -> int:
    return method.slot


def _refuse(text: str, *values: Any) -> Any:
    raise Malformed(text)


def _slot(address: int, slot: int, title: str) -> int:
    vtable = POINTER.from_address(address).value
    if not vtable:
        raise Malformed(f"{title} has no vtable: its object begins with a null pointer")
    function = POINTER.from_address(vtable + slot * WIDTH).value
    if not function:
        raise Malformed(
            f"{title} is null: slot {slot} of the vtable is empty; a method without"
            " anything to do answers MAPI_E_NO_SUPPORT"
        )
    return function
