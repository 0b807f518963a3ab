"""An object of the other side in its Python spelling: each method sends a request."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from mapi_adapters.wire.handles import Handles, Proxy
from mapi_conformance.mapi.interfaces import INTERFACES, Side


#: Makes a call: on a proxy, a method by its name on the wire, with what came by
#: position and by name.
Invoke = Callable[["Remote", str, Sequence[Any], Mapping[str, Any]], Any]

_SPELLED: Final[Mapping[str, Mapping[str, str]]] = {
    interface.name: {
        method.python: f"{interface.name}.{method.name}"
        for method in interface.methods.values()
    }
    for interface in INTERFACES.values()
}
_OF_SIDE: Final[Mapping[str, Mapping[str, str]]] = {
    side.value: {
        python: name
        for interface in reversed(tuple(INTERFACES.values()))
        if interface.side in (side, Side.EITHER)
        for python, name in _SPELLED[interface.name].items()
    }
    for side in (Side.MAPI, Side.PROVIDER)
}


class Remote(Proxy):
    """An object that lives elsewhere.

    It has every method of the interfaces through which it was handed over; a method
    of another interface is looked for by its name, as in any object of Python.
    """

    __slots__ = ("__dict__", "_interfaces", "_invoke")

    def __init__(
        self,
        invoke: Invoke,
        handles: Handles,
        number: int,
        interface: str,
        identity: object,
    ) -> None:
        self.handles = handles
        self.number = number
        self.identity = identity
        self._invoke = invoke
        self._interfaces: list[str] = []

    def meet(self, interface: str) -> None:
        """Learn that the object is held through an interface, too."""
        if interface in _SPELLED and interface not in self._interfaces:
            # What was found under a name may now be found elsewhere.
            self.__dict__.clear()
            self._interfaces.insert(0, interface)

    def function(self, name: str) -> object:
        """Find the function of MAPI that this stands for."""
        return RemoteFunction(self, self._invoke, INTERFACES["MAPI"].methods[name].name)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        found = self._find(name)
        if found is None:
            raise AttributeError(f"{self!r} has no {name!r}", name=name)
        method = partial(_call, self, found)
        self.__dict__[name] = method
        return method

    def _find(self, name: str) -> str | None:
        for interface in self._interfaces:
            if found := _SPELLED[interface].get(name):
                return found
        return _OF_SIDE[self.handles.remote].get(name)

    def __repr__(self) -> str:
        name = self._interfaces[-1] if self._interfaces else "object"
        return f"<{name} {self.number}>"


def _call(remote: Remote, method: str, *arguments: Any, **named: Any) -> Any:
    return remote._invoke(remote, method, arguments, named)  # noqa: SLF001 - a method of it


class RemoteFunction:
    """A function of MAPI, such as MAPIFreeBuffer."""

    FUNCTION: Final = True

    def __init__(self, proxy: Remote, invoke: Invoke, function: str) -> None:
        self.proxy = proxy
        self.function = function
        self._invoke = invoke

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Send the call."""
        return self._invoke(self.proxy, f"MAPI.{self.function}", arguments, named)
