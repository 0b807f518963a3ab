"""The time that one outermost call may take."""

import math
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final, TypeAlias

from mapi_host.instrument.crossing import OUTWARD, is_outside


#: Seconds between two strikes: a provider may swallow the first.
REPEAT: Final = 0.05
#: After so many strikes the clause that swallows them is struck as well.
PATIENCE: Final = 3
_AT_ONCE: Final = 1e-6

_Handler: TypeAlias = Callable[[int, FrameType | None], object] | int | None


class Overdue(BaseException):
    """The time is up; not an ``Exception``, so that few providers catch it."""


class Deadline:
    """Strikes with :class:`Overdue` inside the provider's code when the time is up.

    Infinite seconds are none: a road may keep the time itself. There is none outside
    the main thread, nor where the system has no interval timer: a call may then take
    for ever.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        #: How often it has struck; what compares it before and after knows of it.
        self.strikes = 0
        #: An outermost call is being timed.
        self.is_running = False

    @contextmanager
    def running(self) -> Iterator[None]:
        """Let the time run; within a call that is being timed, share its deadline."""
        if self.is_running or self.seconds == math.inf or not _can_strike():
            yield
            return
        self.is_running = True
        previous = signal.signal(signal.SIGALRM, self._strike)
        remaining, interval = signal.setitimer(signal.ITIMER_REAL, self.seconds, REPEAT)
        started = time.monotonic()
        tracer = sys.gettrace()
        try:
            yield
        finally:
            if sys.gettrace() is not tracer:
                sys.settrace(tracer)  # pragma: no cover - nothing traces this line
            _restore(previous, remaining, interval, time.monotonic() - started)
            self.is_running = False

    def _strike(self, number: int, frame: FrameType | None) -> None:
        if not is_outside(frame):
            return
        self.strikes += 1
        if self.strikes > PATIENCE:
            _strike_next_line(frame, self.strikes)
        raise Overdue


def _can_strike() -> bool:
    return (
        hasattr(signal, "setitimer")
        and threading.current_thread() is threading.main_thread()
        # None: a handler from C, which could not be put back.
        and signal.getsignal(signal.SIGALRM) is not None
    )


def _strike_next_line(frame: FrameType | None, turn: int) -> None:
    """Raise once more, where a function of the provider swallows the exception.

    Which one does is not known, so each has its turn: there, the next line raises.
    """
    frames: list[FrameType] = []
    while frame is not None and frame.f_code is not OUTWARD:
        frames.append(frame)
        frame = frame.f_back
    if frames:
        frames[turn % len(frames)].f_trace = _trace
        sys.settrace(_ignore)


def _ignore(frame: FrameType, event: str, argument: object) -> None:
    """Leave functions alone that are called from now on."""


def _trace(frame: FrameType, event: str, argument: object) -> object:
    if event == "line":
        # Python stops all tracing when a trace function raises.
        raise Overdue
    return _trace


def _restore(
    previous: _Handler, remaining: float, interval: float, elapsed: float
) -> None:
    # Our timer first: it must not strike through the handler put back.
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, previous)
    if remaining:
        signal.setitimer(
            signal.ITIMER_REAL, max(remaining - elapsed, _AT_ONCE), interval
        )
