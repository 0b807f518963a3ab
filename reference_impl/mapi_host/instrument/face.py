"""What a provider holds of MAPI: objects that answer by the table of interfaces."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from mapi_conformance.mapi.interfaces import INTERFACES, Interface, Method
from mapi_conformance.port.host import Reply
from mapi_host.instrument.crossing import inward


class Face:
    """An object of MAPI in the Python shape: a method for each row of its interface.

    It knows nothing but where calls go. Other names raise ``AttributeError``, as on
    any object.
    """

    __slots__ = ("__weakref__", "_interface", "_receive")

    _interface: Interface
    _receive: "Receive"

    def __init__(self, interface: str, receive: "Receive") -> None:
        self._interface = INTERFACES[interface]
        self._receive = receive

    def __getattr__(self, name: str) -> "FaceMethod":
        # Also keeps a copy, made without __init__, from looking for itself for ever.
        method = (
            None if name.startswith("_") else _SPELLED[self._interface.name].get(name)
        )
        if method is None:
            raise AttributeError(f"{type(self).__name__} has no {name!r}", name=name)
        return FaceMethod(self, self._interface.name, method, self._receive)

    def __dir__(self) -> list[str]:
        return sorted(_SPELLED[self._interface.name])

    def __repr__(self) -> str:
        return f"<{self._interface.name}>"


class FaceMethod:
    """One method of one face, as bound methods are."""

    __slots__ = ("_face", "_interface", "_method", "_receive")

    #: Whoever carries it elsewhere may call it by its name.
    FUNCTION: Final = True

    def __init__(
        self, face: Face, interface: str, method: Method, receive: "Receive"
    ) -> None:
        self._face = face
        self._interface = interface
        self._method = method
        self._receive = receive

    @property
    def function(self) -> str:
        """Its name in MAPI's spelling."""
        return self._method.name

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Bring the call to MAPI, whatever shape it has."""
        return inward(self._receive, self._face, self._method, arguments, named, None)

    def report(self, answer: Reply, *arguments: Any) -> Any:
        """Tell MAPI of a call that was made and answered elsewhere.

        Args:
            answer: What was answered; objects as the provider's side made them.
            arguments: What the call brought.
        """
        return inward(self._receive, self._face, self._method, arguments, {}, answer)

    def __repr__(self) -> str:
        return f"{self._interface}::{self._method.name}"


#: Takes a call on a face: the method, what came by position, what came by name, and
#: the answer, where it was given elsewhere.
Receive = Callable[
    [Face, Method, tuple[object, ...], Mapping[str, object], Reply | None], object
]

_SPELLED: Final[Mapping[str, Mapping[str, Method]]] = {
    interface.name: {method.python: method for method in interface.methods.values()}
    for interface in INTERFACES.values()
}
