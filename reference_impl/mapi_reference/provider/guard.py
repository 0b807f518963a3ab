"""What every method of an object answers once its store has ended."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from mapi_conformance.mapi.codes import MAPI_E_INVALID_OBJECT


class Mortal(Protocol):
    """An object that can be held longer than it is good for."""

    @property
    def ended(self) -> bool:
        """Whether its store has ended."""
        ...


M = TypeVar("M", bound=Mortal)
P = ParamSpec("P")


def while_open(
    method: Callable[Concatenate[M, P], int],
) -> Callable[Concatenate[M, P], int]:
    """Answer MAPI_E_INVALID_OBJECT in place of a method once the store has ended.

    Cites: imapisupport-makeinvalid, whose stub objects answer the same.
    """

    @wraps(method)
    def guarded(self: M, /, *args: P.args, **kwargs: P.kwargs) -> int:
        if self.ended:
            return MAPI_E_INVALID_OBJECT
        return method(self, *args, **kwargs)

    return guarded
