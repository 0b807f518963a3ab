"""A run as a stream of lines, written as it happens.

Each line is an object of JSON. ``what`` says which kind it is, ``at`` how many seconds
after the beginning it was written. A run that is killed leaves every line but the one
it was writing.
"""

import json
import os
import time
from pathlib import Path
from typing import Any

from mapi_conformance.run.record import ActRecord, CaseRecord, RunRecord, to_plain


class Stream:
    """Writes lines to an open file; the first that cannot be written is the last.

    Args:
        file: A descriptor, open for appending. It belongs to the stream.
        path: What it is called when something goes wrong.
    """

    def __init__(self, file: int, path: Path) -> None:
        self._file = file
        self._path = path
        self._began = time.perf_counter()
        #: Why it ended early; empty while all is well.
        self.failure = ""

    def opened(self, run: RunRecord) -> None:
        """Say who is judged, and how; the cases follow."""
        plain = to_plain(run)
        del plain["cases"], plain["stopped"]
        self._write("run", run=plain)

    def began(self, case: str) -> None:
        """A case is about to be played."""
        self._write("began", case=case)

    def calling(self, case: str, label: str) -> None:
        """A call is about to be made."""
        self._write("calling", case=case, call=label)

    def returned(self, case: str, act: ActRecord) -> None:
        """A call came back."""
        self._write("returned", case=case, act=to_plain(act))

    def judged(self, record: CaseRecord) -> None:
        """A case is over."""
        self._write("judged", record=to_plain(record))

    def ended(self, *, stopped: bool) -> None:
        """Say that nothing more will come."""
        self._write("ended", stopped=stopped)

    def take_over(self, path: Path) -> None:
        """Append the lines of another stream, and remove it."""
        self._append(path.read_bytes())
        if not self.failure:
            path.unlink()

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._file)

    def _write(self, what: str, **words: Any) -> None:
        at = round(time.perf_counter() - self._began, 6)
        line = json.dumps({"what": what, "at": at, **words}, separators=(",", ":"))
        self._append(line.encode("ascii") + b"\n")

    def _append(self, data: bytes) -> None:
        """Write all of it, or leave the file as it was."""
        if self.failure:
            return
        end = os.fstat(self._file).st_size
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[os.write(self._file, rest) :]
        except OSError as error:
            self.failure = f"{self._path} ends early: {error.strerror}"
            os.ftruncate(self._file, end)
