"""Waiting for a debugger."""

import contextlib
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import Final, TextIO


_PAUSE: Final = 0.1


def wait_for_debugger(process: "subprocess.Popen[bytes]") -> None:
    """Say which process it is, and wait until a debugger is there.

    It is there when the system says so, where it does; or when Enter is pressed, where
    there is somebody to press it. A process that ends is waited for no more.
    """
    pid = process.pid
    _say(
        f"the provider is process {pid}: attach a debugger to it (gdb -p {pid}), or"
        " press Enter to go on; no deadline runs meanwhile\n"
    )
    while process.poll() is None and not _is_traced(pid) and not _is_told():
        time.sleep(_PAUSE)


def _say(text: str) -> None:
    """Print to the terminal itself: a test runner keeps what goes to the streams."""
    with contextlib.suppress(OSError), Path("/dev/tty").open("w") as terminal:
        terminal.write(text)
        return
    sys.stderr.write(text)
    sys.stderr.flush()


def _is_traced(pid: int) -> bool:
    with contextlib.suppress(OSError, ValueError):
        for line in Path(f"/proc/{pid}/status").read_text("ascii").splitlines():
            if line.startswith("TracerPid:"):
                return int(line.partition(":")[2]) != 0
    return False


def _is_told() -> bool:
    stream: TextIO | None = sys.__stdin__
    with contextlib.suppress(OSError, ValueError):
        if (
            stream is not None
            and stream.isatty()
            and select.select([stream], [], [], 0)[0]
        ):
            stream.readline()
            return True
    return False
