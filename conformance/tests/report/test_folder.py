"""The folder of a report."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mapi_conformance.errors import FileUnwritable
from mapi_conformance.report.folder import (
    FILES,
    ReportFolder,
    open_worker_stream,
    write_text,
)
from mapi_conformance.report.reading import read_report
from mapi_conformance.run.record import CaseRecord, RunRecord


def test_everything_is_written(
    a_run: Callable[..., RunRecord], a_case: Callable[..., CaseRecord], tmp_path: Path
) -> None:
    """A run leaves every format, and nothing else."""
    folder = ReportFolder.take(tmp_path / "new" / "report")

    folder.finish(a_run(a_case()))
    folder.close()

    assert {path.name for path in folder.path.iterdir()} == {*FILES, "events.ndjson"}


def test_earlier_run_is_kept(a_run: Callable[..., RunRecord], tmp_path: Path) -> None:
    """A run moves what the one before it left, so that nothing old looks new."""
    for edition in ("first", "second", "third"):
        folder = ReportFolder.take(tmp_path)
        assert not (tmp_path / "report.json").exists()
        folder.finish(a_run(edition=edition))
        folder.close()

    assert read_report(tmp_path / "report.json").edition == "third"
    previous = tmp_path / "previous"
    assert read_report(previous / "report.json").edition == "second"
    assert {path.name for path in previous.iterdir()} == {*FILES, "events.ndjson"}


def test_other_files_stay(tmp_path: Path) -> None:
    """What is not ours is not touched."""
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")

    ReportFolder.take(tmp_path).close()

    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_two_runs(a_run: Callable[..., RunRecord], tmp_path: Path) -> None:
    """The second run of two is refused, and takes nothing from the first."""
    folder = ReportFolder.take(tmp_path)
    folder.stream.began("s/one")

    with pytest.raises(FileUnwritable) as caught:
        ReportFolder.take(tmp_path)

    assert str(caught.value) == (
        f"another run is writing its report to {tmp_path};"
        " give each a folder of its own"
    )
    folder.finish(a_run())
    folder.close()
    assert "s/one" in (tmp_path / "events.ndjson").read_text(encoding="ascii")
    ReportFolder.take(tmp_path).close()


@pytest.mark.parametrize("name", ["file", "file/below"])
def test_no_folder(tmp_path: Path, name: str) -> None:
    """A file stands where the folder should: said before anything is judged."""
    (tmp_path / "file").touch()

    with pytest.raises(FileUnwritable, match="cannot be written: "):
        ReportFolder.take(tmp_path / name)


def test_nothing_can_be_set_aside(tmp_path: Path) -> None:
    """Where the earlier run cannot be kept it is not touched, and nobody is locked."""
    (tmp_path / "previous").touch()
    (tmp_path / "report.json").write_text("old", encoding="utf-8")

    for _ in range(2):
        with pytest.raises(FileUnwritable, match="cannot be written: File exists"):
            ReportFolder.take(tmp_path)

    assert (tmp_path / "report.json").read_text(encoding="utf-8") == "old"


def test_half_a_file_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be written whole leaves the one that was there."""
    path = tmp_path / "report.json"
    write_text(path, "old")

    def full(*_: object, **__: object) -> int:
        (tmp_path / ".report.json.part").touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(FileUnwritable) as caught:
        write_text(path, "new")
    monkeypatch.undo()

    assert str(caught.value) == f"{path} cannot be written: No space left on device"
    assert path.read_text(encoding="utf-8") == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["report.json"]


FULL = """\
import resource, signal, sys
from mapi_conformance.__main__ import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a limit of files is POSIX's")
def test_no_room(tmp_path: Path) -> None:
    """A run that has no room is told in full, says what it lacks, and ends with 4."""
    words = ["run", "--provider=flaw:first-flag-wins", "store-logoff-deferred"]

    ended = subprocess.run(  # noqa: S603  # ours
        [sys.executable, "-c", FULL, *words, f"--mapi-report={tmp_path}"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 4
    assert "does not conform" in ended.stdout
    assert f"{tmp_path / 'report.json'} cannot be written: File too large" in (
        ended.stderr
    )
    text = (tmp_path / "events.ndjson").read_text(encoding="ascii")
    assert len(text) <= 400_000
    assert text.endswith("}\n")
    assert text.count("\n") > 10
    assert (tmp_path / "badge.svg").exists()


def test_stream_that_ended_early(
    a_run: Callable[..., RunRecord], tmp_path: Path
) -> None:
    """A stream that stopped is said at the end, when the rest has been written."""
    folder = ReportFolder.take(tmp_path)
    folder.stream.failure = "it ends early"

    with pytest.raises(FileUnwritable, match="it ends early"):
        folder.finish(a_run())

    folder.close()
    assert (tmp_path / "report.json").exists()


def test_worker_without_folder(tmp_path: Path) -> None:
    """A worker that cannot write its stream says so."""
    with pytest.raises(FileUnwritable, match=r"events.gw0.ndjson cannot be written"):
        open_worker_stream(tmp_path / "missing", "gw0")


def test_workers_are_taken_over(
    a_run: Callable[..., RunRecord], tmp_path: Path
) -> None:
    """The streams of workers become one, in order of their names."""
    folder = ReportFolder.take(tmp_path)
    for worker in ("gw1", "gw0"):
        stream = open_worker_stream(tmp_path, worker)
        stream.began(f"of {worker}")
        stream.close()

    folder.finish(a_run())
    folder.close()

    text = (tmp_path / "events.ndjson").read_text(encoding="ascii")
    assert text.index("of gw0") < text.index("of gw1") < text.index('"ended"')
    assert not list(tmp_path.glob("events.gw*"))
