"""The two doors between our code and the provider's.

Whoever reads the stack knows by them on which side it is running: the deadline may
strike in the provider's code only (:mod:`mapi_host.instrument.deadline`).
"""

from collections.abc import Callable
from types import CodeType, FrameType
from typing import Final, ParamSpec, TypeVar


P = ParamSpec("P")
T = TypeVar("T")


def outward(action: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run code that is not ours; anything may be raised."""
    return action(*args, **kwargs)


def inward(action: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run code of ours that the provider called."""
    return action(*args, **kwargs)


OUTWARD: Final[CodeType] = outward.__code__
_INWARD: Final[CodeType] = inward.__code__


def is_outside(frame: FrameType | None) -> bool:
    """Tell whether a frame runs in the provider's code, by the door behind it."""
    while frame is not None:
        if frame.f_code is OUTWARD:
            return True
        if frame.f_code is _INWARD:
            return False
        frame = frame.f_back
    return False
