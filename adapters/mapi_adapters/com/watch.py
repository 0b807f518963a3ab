"""Where a call hangs, on systems where nobody can ask from outside."""

import faulthandler
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, Final


#: Of the seconds that a call may take, the part after which the stack is printed: the
#: suite ends the process when they are over.
PART: Final = 0.8


class Watch:
    """Prints the stack of every thread when a call takes too long, once.

    Args:
        seconds: That one call into the library may take.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds * PART
        self._depth = 0
        self._since = 0.0
        self._told = False
        threading.Thread(target=self._run, daemon=True).start()

    def watched(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Make a function whose calls are watched."""

        def call(*arguments: Any) -> Any:
            self._since = time.monotonic()
            self._depth += 1
            try:
                return function(*arguments)
            finally:
                self._depth -= 1
                self._since = time.monotonic()

        return call

    def _run(self) -> None:
        while not self._told:
            time.sleep(self._seconds / 8)
            if self._depth and time.monotonic() - self._since > self._seconds:
                self._told = True
                faulthandler.dump_traceback(sys.__stderr__ or 2)
