"""A live line for what takes long: how far it is, how fast, how long it still takes."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self, TextIO


#: Seconds between two looks of the line.
_PACE = 0.1


@dataclass(slots=True, kw_only=True)
class Progress:
    """Counts things done; quiet where nobody looks.

    Use it as a context manager, so that the line is gone at the end.
    """

    #: What is counted: ``cases``.
    what: str
    total: int
    stream: TextIO = field(default_factory=lambda: sys.stderr)
    clock: Callable[[], float] = time.monotonic
    _done: int = 0
    _began: float = 0.0
    _shown: float = 0.0

    def __enter__(self) -> Self:
        """Begin to count."""
        self._began = self._shown = self.clock()
        return self

    def tick(self) -> None:
        """Count one more."""
        self._done += 1
        now = self.clock()
        if now - self._shown >= _PACE and self.stream.isatty():
            self._shown = now
            self._write(self._line(now - self._began))

    def _line(self, seconds: float) -> str:
        rate = self._done / seconds
        left = max(self.total - self._done, 0) / rate
        return (
            f"{self._done:,} of {self.total:,} {self.what},"
            f" {rate:,.0f}/s, {left:.0f} s left"
        )

    def _write(self, text: str) -> None:
        # The sequence clears the line to its end.
        self.stream.write(f"\r{text}\x1b[K")
        self.stream.flush()

    def __exit__(self, *error: object) -> None:
        """Take the line away."""
        if self._shown != self._began:
            self._write("")
