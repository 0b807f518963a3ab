"""What QueryInterface may hand out in place of the object itself."""

from collections.abc import Callable
from typing import Any

from mapi_conformance.mapi import Ref
from mapi_conformance.mapi.codes import MAPI_E_INTERFACE_NOT_SUPPORTED
from mapi_conformance.mapi.identifiers import Iid
from mapi_reference.provider.pointers import fill


def refuse(pointer: Ref[Any] | None) -> int:
    """Refuse an interface as the pages ask."""
    fill(pointer, None)
    return MAPI_E_INTERFACE_NOT_SUPPORTED


class Face:
    """Another pointer to an object, which answers QueryInterface in its own way.

    References are those of the object.

    Args:
        inner: The object.
        answer: Answers QueryInterface; by default the object does.
    """

    def __init__(
        self,
        inner: Any,
        answer: Callable[[Iid, Ref[Any] | None], int] | None = None,
    ) -> None:
        self._inner = inner
        self._answer = answer

    def query_interface(self, interface: Iid, pointer: Ref[Any] | None) -> int:
        """Answer in its own way."""
        if self._answer is not None:
            return self._answer(interface, pointer)
        code: int = self._inner.query_interface(interface, pointer)
        return code

    def __getattr__(self, name: str) -> Any:
        """Do everything else as the object does."""
        return getattr(self._inner, name)
