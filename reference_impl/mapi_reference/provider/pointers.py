"""Writing through the pointers that a caller gave, or did not."""

from typing import Any, TypeVar

from mapi_conformance.mapi import Ref


T = TypeVar("T")


def fill(pointer: Ref[T] | None, value: T) -> None:
    """Put a value where the caller asked for it; a null pointer asks for nothing."""
    if pointer is not None:
        pointer.value = value


def empty(*pointers: Ref[Any] | None) -> None:
    """Null every out word, so that a failure leaves nothing to clean up.

    Cites: allocating-and-freeing-memory-in-mapi.
    """
    for pointer in pointers:
        fill(pointer, None)
