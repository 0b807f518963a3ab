"""What a process prints to standard error, case by case."""

import contextlib
import os
import subprocess
import tempfile
import threading
from typing import IO, Final


#: Characters of what a testee printed that go with a case.
PRINTED: Final = 16_384
_ROOM: Final = 1 << 20
_CHUNK: Final = 1 << 12


class Printed:
    """A file that takes what is printed at any speed, with nobody reading meanwhile.

    Where files cannot be appended to from two sides, as on Windows, the process gets
    a pipe, and a thread of ours carries it to the file.
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - lives as long as we do
        self._lock = threading.Lock()
        self._began = 0
        self._carrier: threading.Thread | None = None

    @property
    def target(self) -> int:
        """What a new process is to be given as its standard error."""
        descriptor = self._file.fileno()
        return descriptor if _append(descriptor) else subprocess.PIPE

    def listen(self, pipe: IO[bytes] | None) -> None:
        """Carry what comes through a pipe, if it came to one."""
        if pipe is not None:
            self._carrier = threading.Thread(
                target=self._carry, args=(pipe,), daemon=True
            )
            self._carrier.start()

    def _carry(self, pipe: IO[bytes]) -> None:
        with contextlib.suppress(OSError, ValueError):
            while chunk := pipe.read(_CHUNK):
                with self._lock:
                    self._file.seek(0, os.SEEK_END)
                    self._file.write(chunk)

    def mark(self) -> None:
        """Begin a case: what was printed before is not of it."""
        with self._lock, contextlib.suppress(OSError):
            self._began = os.fstat(self._file.fileno()).st_size
            if self._began > _ROOM:
                self._file.truncate(0)
                self._began = 0

    def text(self) -> str:
        """Give the end of what was printed since the case began."""
        with self._lock:
            end = os.fstat(self._file.fileno()).st_size
            start = max(self._began, end - PRINTED)
            self._file.seek(start)
            return self._file.read(end - start).decode("utf-8", "replace")

    def close(self) -> None:
        """Let it go."""
        if self._carrier is not None:
            self._carrier.join(1.0)
        self._file.close()


def _append(descriptor: int) -> bool:
    """Let every write go to the end, so that the file can be cut at any time."""
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        return False
    flags = fcntl.fcntl(descriptor, fcntl.F_GETFL)
    fcntl.fcntl(descriptor, fcntl.F_SETFL, flags | os.O_APPEND)
    return True
