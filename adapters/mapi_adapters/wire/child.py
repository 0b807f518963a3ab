"""The testee's process: started, listened to, ended."""

import contextlib
import os
import shlex
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from mapi_adapters.wire.attaching import wait_for_debugger
from mapi_adapters.wire.channel import LINE, PipeChannel
from mapi_adapters.wire.enclosing import enclose
from mapi_adapters.wire.pinning import pin
from mapi_adapters.wire.printed import Printed
from mapi_conformance.errors import ProviderUnusable


#: Seconds that a process may take to end once its pipe is closed.
PARTING: Final = 0.5
#: Seconds between asking a process for its last words and ending it.
LAST_WORDS: Final = 0.3


def split(command: str) -> list[str] | str:
    """Cut a command into arguments as the system does, and never by a shell."""
    return shlex.split(command) if os.name == "posix" else command


class Child:
    """One process with a conversation on its standard streams."""

    def __init__(
        self,
        argv: Sequence[str] | str,
        folder: Path,
        environment: Mapping[str, str],
        *,
        line: int = LINE,
        memory: int = 0,
        attach: bool = False,
        pinned: bool = False,
    ) -> None:
        """Start it.

        Args:
            argv: Program and arguments.
            folder: Where it runs.
            environment: What it gets beside our own environment.
            line: Bytes that one message may have.
            memory: Bytes of address space that it may take; 0 is no limit.
            attach: Wait for a debugger.
            pinned: Share one processor with it.

        Raises:
            ProviderUnusable: There is no such program, or it cannot be run.
        """
        self._printed = Printed()
        try:
            self.process = subprocess.Popen(  # noqa: S603 - the user's own command, no shell
                argv,
                cwd=folder,
                env={**os.environ, **environment},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._printed.target,
                start_new_session=True,
                bufsize=0,
            )
        except (OSError, ValueError) as error:
            self._printed.close()
            raise ProviderUnusable(why_not_started(argv, folder, error)) from None
        self._job = enclose(self.process.pid)
        self._printed.listen(self.process.stderr)
        if attach:
            wait_for_debugger(self.process)
        self._unpin = pin(self.process.pid) if pinned else None
        if memory:
            _limit(self.process.pid, memory)
        assert self.process.stdin is not None  # noqa: S101 - asked for above
        assert self.process.stdout is not None  # noqa: S101 - likewise
        self.channel = PipeChannel(
            self.process.stdout.fileno(), self.process.stdin.fileno(), line
        )

    def died(self) -> str:
        """Say how it ended, if it did; it gets a moment for that."""
        try:
            code = self.process.wait(PARTING)
        except subprocess.TimeoutExpired:
            return ""
        return (
            f"was ended by {_signal(-code)}"
            if code < 0
            else f"ended with exit status {code}"
        )

    def mark(self) -> None:
        """Begin a case: what was printed before is not of it."""
        self._printed.mark()

    def printed(self) -> str:
        """Give the end of what was printed since the case began."""
        return self._printed.text()

    def kill(self, *, words: bool = False) -> None:
        """End it and all that it started; with ``words`` it may say where it is."""
        if words and hasattr(os, "killpg"):
            self._signal(signal.SIGABRT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(LAST_WORDS)
        self._signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        self.process.wait()

    def part(self) -> None:
        """Let it end by itself, for a moment; then end it, and let everything go."""
        if self._unpin is not None:
            self._unpin()
            self._unpin = None
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(PARTING)
        self.kill()
        self._printed.close()

    def _signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(self.process.pid, number)
            else:
                self.process.kill()
        if self._job is not None:
            self._job.end()


def _limit(pid: int, memory: int) -> None:
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.prlimit(pid, resource.RLIMIT_AS, (memory, memory))


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def why_not_started(argv: Sequence[str] | str, folder: Path, error: Exception) -> str:
    """Say in one sentence why a command did not start, and what to change."""
    program = argv if isinstance(argv, str) else argv[0]
    path = Path(program) if Path(program).is_absolute() else folder / program
    if not folder.is_dir():
        return f"there is no folder {str(folder)!r} to run {program!r} in"
    named = "/" in program or os.sep in program
    if isinstance(error, FileNotFoundError) and named and path.is_file():
        return (
            f"{program!r} is there and cannot be run: {_bits(path)}its loader or the"
            " program of its #! line is missing; build it for this machine"
        )
    if isinstance(error, FileNotFoundError):
        where = f"in {str(folder)!r}" if named else "on the PATH"
        return (
            f"there is no command {program!r} {where}; paths start from the folder"
            " that the command runs in, and a program of that folder is ./NAME"
        )
    if isinstance(error, PermissionError):
        return f"{program!r} may not be executed; chmod +x it, or name its interpreter"
    return (
        f"{program!r} is no program of this machine ({error}): {_bits(path)}build it"
        " for this machine, or name its interpreter before it"
    )


def _bits(path: Path) -> str:
    """Say for what a binary was built, if it is one of the common two forms."""
    with contextlib.suppress(OSError), path.open("rb") as file:
        head = file.read(64)
        if head[:4] == b"\x7fELF":
            return f"it is built for {32 if head[4] == 1 else 64} bits and "
        if head[:2] == b"MZ":
            return "it is a program for Windows, and "
    return ""
