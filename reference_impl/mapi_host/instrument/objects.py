"""The host's numbers for objects."""

import threading
from typing import Any

from mapi_conformance.port.host import Pointer


class Objects:
    """Numbers objects by identity and keeps them alive, so that no number comes twice.

    An object is never compared, hashed or printed here: it may be the provider's.
    """

    def __init__(self) -> None:
        # Reentrant: collecting garbage may run a destructor that calls us.
        self._lock = threading.RLock()
        self._numbers: dict[int, int] = {}
        self._objects: list[object] = []

    def point(self, raw: object, interface: str) -> Pointer:
        """Make the pointer that stands for an object held through an interface."""
        with self._lock:
            number = self._numbers.get(id(raw))
            if number is None:
                self._objects.append(raw)
                number = self._numbers[id(raw)] = len(self._objects)
            return Pointer(number, interface)

    def find(self, pointer: Pointer) -> Any:
        """Find the object behind a pointer.

        Raises:
            LookupError: This host never made the pointer.
        """
        with self._lock:
            if not 0 < pointer.object <= len(self._objects):
                raise LookupError(f"{pointer} is not of this host")
            return self._objects[pointer.object - 1]

    def resolve(self, value: object) -> object:
        """Turn a pointer into its object and leave any other value as it is."""
        return self.find(value) if type(value) is Pointer else value
