"""Lines of bytes over a socket, be it one of TLS."""

import contextlib
import selectors
import socket
import ssl
import threading
import time
from typing import Final

from mapi_adapters.wire.channel import CHUNK, LINE, Closed, Late, Lines


_SELECTOR: Final = getattr(selectors, "PollSelector", selectors.SelectSelector)


class SocketChannel:
    """A connected socket, be it one of TLS."""

    def __init__(self, connection: socket.socket, limit: int = LINE) -> None:
        # One thread may read while another writes, and what TLS keeps is for one.
        connection.settimeout(0.0)
        self._connection = connection
        self._lock = threading.Lock()
        self._lines = Lines(self._receive, limit)

    @property
    def pending(self) -> int:
        """Bytes of a line that has begun and is not over."""
        return self._lines.pending

    def read(self, deadline: float | None) -> bytes | None:
        """Read one line; None where the time was up."""
        return self._lines.read(deadline)

    def _receive(self, seconds: float | None) -> bytes | None:
        end = None if seconds is None else time.monotonic() + seconds
        while True:
            try:
                with self._lock:
                    return self._connection.recv(CHUNK)
            except (BlockingIOError, ssl.SSLWantReadError):
                writes = False
            except ssl.SSLWantWriteError:
                writes = True
            except OSError:
                return b""
            if not self._wait(end, writes=writes):
                return None

    def write(self, line: bytes, deadline: float | None) -> None:
        """Write one line."""
        view = memoryview(line)
        while view:
            try:
                with self._lock:
                    view = view[self._connection.send(view) :]
                continue
            except (BlockingIOError, ssl.SSLWantWriteError):
                writes = True
            except ssl.SSLWantReadError:
                writes = False
            except OSError:
                raise Closed from None
            if not self._wait(deadline, writes=writes):
                raise Late

    def _wait(self, deadline: float | None, *, writes: bool) -> bool:
        """Wait until the socket is ready; tell whether it is."""
        left = None if deadline is None else max(0.0, deadline - time.monotonic())
        with _SELECTOR() as selector:
            try:
                kind = selectors.EVENT_WRITE if writes else selectors.EVENT_READ
                selector.register(self._connection, kind)
                return bool(selector.select(left))
            except (OSError, ValueError):
                # It was closed meanwhile, which the next attempt will find.
                return True

    def close(self) -> None:
        """Hang up."""
        with contextlib.suppress(OSError):
            self._connection.close()
