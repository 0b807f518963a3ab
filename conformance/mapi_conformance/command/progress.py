"""A line that says how far long work has come; silent where nobody watches."""

import time
from types import TracebackType
from typing import Self, TextIO


#: Seconds between two looks: often enough to follow, too seldom to cost anything.
_PAUSE = 0.2
_CLEAR = "\r\x1b[K"


class Progress:
    """``flaws 12/200, 8.1 a second, 23 s left``, on a terminal only.

    Args:
        noun: What is counted, in the plural.
        total: How many there will be.
        stream: Where to say it.
    """

    def __init__(self, noun: str, total: int, stream: TextIO) -> None:
        self._noun = noun
        self._total = total
        self._stream = stream
        self._seen = stream.isatty()
        self._done = 0
        self._began = self._said = time.monotonic()

    def __enter__(self) -> Self:
        """Begin to count the time."""
        self._began = time.monotonic()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the line away."""
        if self._seen:
            self._stream.write(_CLEAR)
            self._stream.flush()

    def advance(self) -> None:
        """Count one more, and say so now and then."""
        self._done += 1
        now = time.monotonic()
        if self._seen and now - self._said > _PAUSE:
            self._said = now
            self._stream.write(_CLEAR + self.line(now - self._began))
            self._stream.flush()

    def line(self, seconds: float) -> str:
        """Put count, rate and the time that is left into words."""
        rate = self._done / seconds if seconds > 0 else 0.0
        left = (self._total - self._done) / rate if rate else 0.0
        return (
            f"{self._noun} {self._done}/{self._total}, {rate:.1f} a second,"
            f" {left:.0f} s left"
        )
