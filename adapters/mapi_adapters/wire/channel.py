"""Lines of bytes over a pair of pipes, each read within a deadline."""

import contextlib
import os
import queue
import select
import sys
import threading
import time
from collections.abc import Callable
from typing import Final, Protocol


#: Bytes of one line, unless a setting says otherwise.
LINE: Final = 16 * 1024 * 1024
CHUNK: Final = 1 << 16
#: Gives bytes, none at the end of the stream, and None where the time was up.
Receive = Callable[[float | None], bytes | None]


class Closed(Exception):
    """The other side hung up; what it left unfinished is in ``rest``."""

    def __init__(self, rest: int = 0) -> None:
        super().__init__()
        self.rest = rest


class TooLong(Exception):
    """A line is longer than a message may be."""


class Late(Exception):
    """The other side took no more bytes until the time was up."""


class Channel(Protocol):
    """What a conversation needs of a transport."""

    def read(self, deadline: float | None) -> bytes | None:
        """Read one line; None where the time was up.

        Args:
            deadline: In seconds of ``time.monotonic``; None waits for ever.

        Raises:
            Closed: Nothing more comes.
            TooLong: The line is longer than a message may be.
        """
        ...

    def write(self, line: bytes, deadline: float | None) -> None:
        """Write one line.

        Raises:
            Closed: Nobody reads any more.
            Late: The time was up.
        """
        ...

    @property
    def pending(self) -> int:
        """Bytes of a line that has begun and is not over."""
        ...

    def close(self) -> None:
        """Hang up."""
        ...


class Lines:
    """Cuts what comes into lines."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive = receive
        self._limit = limit
        self._buffer = bytearray()
        self._lines: list[bytes] = []
        self._closed = False

    @property
    def pending(self) -> int:
        """Bytes of a line that is not over."""
        return len(self._buffer)

    def read(self, deadline: float | None) -> bytes | None:
        """Read one line; None where the time was up.

        Raises:
            Closed: Nothing more comes.
            TooLong: It is longer than it may be.
        """
        while not self._lines:
            if self._closed:
                raise Closed(len(self._buffer))
            left = None if deadline is None else deadline - time.monotonic()
            if left is not None and left < 0:
                left = 0
            chunk = self._receive(left)
            if chunk is None:
                return None
            self._take(chunk)
        return self._lines.pop()

    def _take(self, chunk: bytes) -> None:
        if not chunk:
            self._closed = True
            return
        if not self._buffer and chunk.find(b"\n") == len(chunk) - 1:
            self._lines = [chunk]
            return
        self._buffer += chunk
        if b"\n" in chunk:
            *lines, rest = self._buffer.split(b"\n")
            self._lines = [bytes(line) for line in reversed(lines)]
            self._buffer = rest
        if len(self._buffer) > self._limit:
            raise TooLong


class Rest(Protocol):
    """How a thread waits that has something else to do meanwhile."""

    def ring(self) -> None:
        """Wake whoever waits."""
        ...

    def wait(self, seconds: float | None) -> bool:
        """Wait for the bell, or perhaps less; tell whether there is time left."""
        ...


class PipeChannel:
    """Two file descriptors of which nobody else knows."""

    def __init__(
        self,
        reading: int,
        writing: int,
        limit: int = LINE,
        rest: "Rest | None" = None,
    ) -> None:
        self._reading = reading
        self._writing = writing
        polls = hasattr(select, "poll")
        receive = self._receive if polls else _Pump(reading, rest).receive
        self._lines = Lines(receive, limit)
        self._limit = limit
        if polls:
            os.set_blocking(writing, False)
            self._readable = select.poll()
            self._readable.register(reading, select.POLLIN)
            self._writable = select.poll()
            self._writable.register(writing, select.POLLOUT)

    @property
    def pending(self) -> int:
        """Bytes of a line that has begun and is not over."""
        return self._lines.pending

    def read(self, deadline: float | None) -> bytes | None:
        """Read one line; None where the time was up."""
        return self._lines.read(deadline)

    def _receive(self, seconds: float | None) -> bytes | None:
        if seconds is not None and not self._readable.poll(seconds * 1000):
            return None
        return os.read(self._reading, CHUNK)

    def write(self, line: bytes, deadline: float | None) -> None:
        """Write one line."""
        try:
            sent = self._write(line)
            while sent < len(line):
                left = None if deadline is None else (deadline - time.monotonic()) * 1e3
                if not self._writable.poll(None if left is None else max(0.0, left)):
                    raise Late
                sent += self._write(line[sent : sent + CHUNK])
        except OSError:
            raise Closed from None

    def _write(self, data: bytes) -> int:
        try:
            return os.write(self._writing, data)
        except BlockingIOError:
            return 0

    def close(self) -> None:
        """Hang up."""
        for descriptor in {self._reading, self._writing}:
            with contextlib.suppress(OSError):
                os.close(descriptor)


class _Pump:
    """Reads on a thread of its own, where a pipe cannot be waited for."""

    def __init__(self, reading: int, rest: Rest | None = None) -> None:
        self._reading = reading
        self._rest = rest
        self._chunks: queue.Queue[bytes] = queue.Queue()
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        chunk = b"-"
        while chunk:
            try:
                chunk = os.read(self._reading, CHUNK)
            except OSError:
                chunk = b""
            self._chunks.put(chunk)
            if self._rest is not None:
                self._rest.ring()

    def receive(self, seconds: float | None) -> bytes | None:
        """Give the next bytes."""
        if self._rest is not None:
            return self._receive_at_rest(self._rest, seconds)
        try:
            return self._chunks.get(timeout=seconds)
        except queue.Empty:
            return None

    def _receive_at_rest(self, rest: Rest, seconds: float | None) -> bytes | None:
        end = None if seconds is None else time.monotonic() + seconds
        while True:
            with contextlib.suppress(queue.Empty):
                return self._chunks.get_nowait()
            if not rest.wait(None if end is None else end - time.monotonic()):
                return None


def take_standard_streams(rest: Rest | None = None) -> PipeChannel:
    """Take the two streams of a child for itself, so that a provider may print.

    What is printed to standard output goes to standard error from now on.

    Args:
        rest: How to wait for what comes, where a pipe cannot be waited for.
    """
    reading, writing = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return PipeChannel(reading, writing, rest=rest)
