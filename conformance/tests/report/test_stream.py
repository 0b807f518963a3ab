"""The stream of a run."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mapi_conformance.report.reading import read_report
from mapi_conformance.report.stream import Stream
from mapi_conformance.run.record import ActRecord, CaseRecord, RunRecord


def a_stream(path: Path) -> Stream:
    """Open a stream as a folder does."""
    return Stream(os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT), path)


def lines(path: Path) -> list[dict[str, Any]]:
    """Read what stands in it, each line by itself, without its time."""
    found = [json.loads(line) for line in path.read_text("ascii").splitlines()]
    for each in found:
        assert each.pop("at") >= 0
    return found


def test_each_line_is_there_at_once(
    a_case: Callable[..., CaseRecord], tmp_path: Path
) -> None:
    """Nothing waits in a buffer: a reader sees each line when it was written."""
    path = tmp_path / "events.ndjson"
    stream = a_stream(path)

    stream.began("s/one")
    assert lines(path) == [{"what": "began", "case": "s/one"}]
    stream.calling("s/one", "store.Release")
    assert lines(path)[1:] == [
        {"what": "calling", "case": "s/one", "call": "store.Release"}
    ]
    stream.returned("s/one", ActRecord(label="store.Release()"))
    assert lines(path)[2:] == [
        {
            "what": "returned",
            "case": "s/one",
            "act": {
                "label": "store.Release()",
                "events": [],
                "differences": [],
                "note": "",
            },
        }
    ]
    stream.judged(a_case("s/one"))
    assert lines(path)[3]["record"]["verdict"] == "deviates"
    stream.ended(stopped=False)
    assert lines(path)[4] == {"what": "ended", "stopped": False}


def test_report_of_a_stream(
    a_run: Callable[..., RunRecord], a_case: Callable[..., CaseRecord], tmp_path: Path
) -> None:
    """A stream holds all that a report does."""
    path = tmp_path / "events.ndjson"
    run = a_run(a_case("s/one"), a_case("s/two"))
    stream = a_stream(path)
    stream.opened(run)
    for case in run.cases:
        stream.judged(case)
    stream.ended(stopped=False)

    assert read_report(path) == run


def test_report_of_a_killed_run(
    a_run: Callable[..., RunRecord], a_case: Callable[..., CaseRecord], tmp_path: Path
) -> None:
    """What was judged stays; the line that was cut off does not, and it says so."""
    path = tmp_path / "events.ndjson"
    stream = a_stream(path)
    stream.opened(a_run(a_case()))
    stream.judged(a_case("s/one"))
    stream.began("s/two")
    with path.open("a", encoding="ascii") as file:
        file.write('{"what": "jud')

    run = read_report(path)

    assert [case.id for case in run.cases] == ["s/one"]
    assert run.stopped


def test_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that has no room is taken back; those before it stay, none follows."""
    path = tmp_path / "events.ndjson"
    stream = a_stream(path)
    stream.began("s/one")
    room = [10]
    write = os.write

    def short(file: int, data: memoryview) -> int:
        if not room:
            raise OSError(28, "No space left on device")
        return write(file, data[: room.pop()])

    monkeypatch.setattr("mapi_conformance.report.stream.os.write", short)
    stream.began("s/two")
    monkeypatch.undo()
    stream.began("s/three")

    assert [line["case"] for line in lines(path)] == ["s/one"]
    assert stream.failure == f"{path} ends early: No space left on device"


def test_no_room_for_a_worker(tmp_path: Path) -> None:
    """What cannot be taken over stays where it is."""
    worker = tmp_path / "events.gw0.ndjson"
    a_stream(worker).began("s/theirs")
    stream = a_stream(tmp_path / "events.ndjson")
    stream.failure = "full"

    stream.take_over(worker)

    assert [line["case"] for line in lines(worker)] == ["s/theirs"]


def test_take_over(tmp_path: Path) -> None:
    """The lines of a worker follow ours, and its file goes."""
    worker = tmp_path / "events.gw0.ndjson"
    a_stream(worker).began("s/theirs")
    stream = a_stream(tmp_path / "events.ndjson")
    stream.began("s/ours")

    stream.take_over(worker)

    cases = [line["case"] for line in lines(tmp_path / "events.ndjson")]
    assert cases == ["s/ours", "s/theirs"]
    assert not worker.exists()
