"""IUnknown: what every object of this provider keeps, beside what it is."""

from collections.abc import Iterable
from threading import Lock

from mapi_conformance.mapi import Ref
from mapi_conformance.mapi.codes import (
    MAPI_E_INTERFACE_NOT_SUPPORTED,
    MAPI_E_INVALID_PARAMETER,
    S_OK,
)
from mapi_conformance.mapi.identifiers import Iid
from mapi_reference.provider.pointers import fill


class Unknown:
    """The references to one object and the interfaces it answers for.

    The object holds this and says itself what its last Release does. An object is
    made with one reference, which belongs to whoever it is returned to.
    Two threads may count at once.

    Cites: implementing-the-iunknown-interface.
    """

    __slots__ = ("_interfaces", "_lock", "_references")

    def __init__(self, interfaces: Iterable[Iid]) -> None:
        self._interfaces = frozenset(interfaces)
        self._lock = Lock()
        self._references = 1

    def answers(self, interface: Iid | None) -> bool:
        """Whether the object has an interface; null asks for its usual one."""
        return interface is None or interface in self._interfaces

    def query(
        self, owner: object, interface: Iid, pointer: Ref[object | None] | None
    ) -> int:
        """Give the owner itself, with one more reference, for each of its interfaces.

        One object stands behind all of them, so identity holds by construction.

        Cites: implementing-the-iunknown-interface.
        """
        if pointer is None:
            return MAPI_E_INVALID_PARAMETER
        if not self.answers(interface):
            fill(pointer, None)
            return MAPI_E_INTERFACE_NOT_SUPPORTED
        self.add()
        fill(pointer, owner)
        return S_OK

    @property
    def references(self) -> int:
        """How many references there are."""
        return self._references

    def add(self) -> int:
        """Count one reference more."""
        with self._lock:
            self._references += 1
            return self._references

    def drop(self) -> int:
        """Count one reference less; a caller that gives back too many stays at zero."""
        with self._lock:
            self._references = max(0, self._references - 1)
            return self._references
