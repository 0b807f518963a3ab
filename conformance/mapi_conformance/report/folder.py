"""The folder of ``--mapi-report``: one run at a time, and no file half written."""

import os
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from mapi_conformance.errors import FileUnwritable
from mapi_conformance.report.stream import Stream
from mapi_conformance.run.record import RunRecord


if sys.platform == "win32":  # pragma: no cover - POSIX has the other half
    import msvcrt
else:
    import fcntl


EVENTS = "events.ndjson"
RECORD = "report.json"
#: What a run writes when it is over, the record first.
FILES = (RECORD, "junit.xml", "report.html", "summary.md", "badge.svg")
#: Where the files of the run before this one are kept.
PREVIOUS = "previous"
_APPEND = os.O_RDWR | os.O_APPEND | os.O_CREAT
#: The byte that a run locks on Windows, where locked bytes cannot be read.
_FAR = 1 << 40


class ReportFolder:
    """A folder that belongs to this run until it is closed."""

    def __init__(self, path: Path, stream: Stream) -> None:
        self.path = path
        self.stream = stream

    @classmethod
    def take(cls, path: Path) -> "ReportFolder":
        """Make a folder, or take one over; what is in it moves to ``previous``.

        Raises:
            FileUnwritable: It cannot be made or written to, or another run has it.
        """
        try:
            path.mkdir(parents=True, exist_ok=True)
            file = os.open(path / EVENTS, _APPEND | _NO_TRANSLATION, 0o666)
        except OSError as error:
            raise unwritable(path, error) from None
        try:
            _lock(file, path)
            _set_aside(path)
            os.ftruncate(file, 0)
        except OSError as error:
            os.close(file)
            raise unwritable(path, error) from None
        except FileUnwritable:
            os.close(file)
            raise
        return cls(path, Stream(file, path / EVENTS))

    def finish(self, run: RunRecord) -> None:
        """Write every format.

        Raises:
            FileUnwritable: Some file cannot be written; the others are.
        """
        # Only runs that want a report pay for the templates.
        from mapi_conformance.report.formats import write_formats  # noqa: PLC0415

        for path in sorted(self.path.glob(worker_events("*"))):
            self.stream.take_over(path)
        self.stream.ended(stopped=run.stopped)
        write_formats(run, self.path, FILES)
        if self.stream.failure:
            raise FileUnwritable(self.stream.failure)

    def close(self) -> None:
        """Leave the folder to others."""
        self.stream.close()


def worker_events(worker: str) -> str:
    """Name the stream of one of several processes."""
    return f"events.{worker}.ndjson"


def open_worker_stream(folder: Path, worker: str) -> Stream:
    """Open the stream of a worker, which the controller will take over.

    Raises:
        FileUnwritable: It cannot be written.
    """
    path = folder / worker_events(worker)
    try:
        return Stream(os.open(path, _APPEND | _NO_TRANSLATION, 0o666), path)
    except OSError as error:
        raise unwritable(path, error) from None


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all; folders on the way are made.

    Raises:
        FileUnwritable: It cannot be written; what was there is there still.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise unwritable(path, error) from None


def unwritable(path: Path, error: OSError) -> FileUnwritable:
    """Say which file or folder cannot be written, and why."""
    return FileUnwritable(f"{path} cannot be written: {error.strerror}")


def _set_aside(path: Path) -> None:
    found = [each for each in _earlier(path) if each.stat().st_size]
    if not found:
        return
    previous = path / PREVIOUS
    previous.mkdir(exist_ok=True)
    for each in (*_earlier(previous),):
        each.unlink()
    for each in found:
        if each.name == EVENTS:
            # It is locked, and so stays where it is.
            shutil.copyfile(each, previous / EVENTS)
        else:
            each.replace(previous / each.name)


def _earlier(path: Path) -> Iterable[Path]:
    names = (path / name for name in (*FILES, EVENTS))
    yield from (each for each in names if each.is_file())
    yield from path.glob(worker_events("*"))


def _lock(file: int, path: Path) -> None:
    """Lock it for as long as it is open, however this process ends."""
    try:
        _lock_file(file)
    except OSError:
        raise FileUnwritable(
            f"another run is writing its report to {path};"
            " give each a folder of its own"
        ) from None


if sys.platform == "win32":  # pragma: no cover - POSIX has the other half
    _NO_TRANSLATION = os.O_BINARY

    def _lock_file(file: int) -> None:
        os.lseek(file, _FAR, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:
    _NO_TRANSLATION = 0

    def _lock_file(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
