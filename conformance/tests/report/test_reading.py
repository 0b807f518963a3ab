"""Reports read back."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mapi_conformance.errors import FileUnreadable
from mapi_conformance.report.formats import make_json
from mapi_conformance.report.reading import read_report
from mapi_conformance.run.record import CaseRecord, RunRecord, to_plain


def test_round_trip(judged: Callable[..., RunRecord], tmp_path: Path) -> None:
    """What was written is read again, whole."""
    run = judged("flaw:first-flag-wins", "store-logoff-deferred")
    path = tmp_path / "report.json"
    path.write_text(make_json(run), encoding="utf-8")

    assert read_report(path) == run


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("{", "is no report: it is not JSON", id="cut off"),
        pytest.param("", "is no report: it is not JSON", id="empty"),
        pytest.param("[" * 100_000, "is no report: it is not JSON", id="deep"),
        pytest.param("[]", "is no report: it names no schema", id="list"),
        pytest.param('{"a": 1}', "is no report: it names no schema", id="foreign"),
        pytest.param(
            '{"schema": 99}',
            "has schema 99, and this version reads 1; make it again, or read it with"
            " the version that wrote it",
            id="later version",
        ),
        pytest.param(
            '{"schema": 1, "colour": "red"}',
            "is no report of schema 1: RunRecord has no field 'colour'",
            id="unknown field",
        ),
        pytest.param(
            '{"schema": 1, "strict": "yes"}',
            "is no report of schema 1: 'yes' stands where bool is due",
            id="type",
        ),
        pytest.param(
            '{"schema": 1, "cases": 7}',
            "is no report of schema 1: '7' stands where a list is due",
            id="no list",
        ),
    ],
)
def test_no_report(tmp_path: Path, text: str, reason: str) -> None:
    """What is no report of this version is refused, with the reason."""
    path = tmp_path / "report.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(FileUnreadable) as caught:
        read_report(path)

    assert str(caught.value) == f"{path} {reason}"


@pytest.mark.parametrize("text", ["[]\n", '{"what": "run"}\n', "7\n"])
def test_no_stream(tmp_path: Path, text: str) -> None:
    """Lines of JSON of another kind are refused too."""
    path = tmp_path / "events.ndjson"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(FileUnreadable) as caught:
        read_report(path)

    assert str(caught.value) == f"{path} is no stream of a run"


def test_workers_of_a_killed_run(
    a_run: Callable[..., RunRecord], a_case: Callable[..., CaseRecord], tmp_path: Path
) -> None:
    """Where a run was killed before the streams of its workers were taken over."""
    ours = {"what": "run", "run": {**to_plain(a_run(a_case())), "cases": []}}
    theirs = {"what": "judged", "record": to_plain(a_case("s/theirs"))}
    for name, line in (("events.ndjson", ours), ("events.gw0.ndjson", theirs)):
        (tmp_path / name).write_text(json.dumps(line) + "\n", encoding="ascii")

    run = read_report(tmp_path / "events.ndjson")

    assert [case.id for case in run.cases] == ["s/theirs"]


def test_clause_without_words(
    a_run: Callable[..., RunRecord], a_case: Callable[..., CaseRecord], tmp_path: Path
) -> None:
    """A report that cites what it does not hold could not be shown."""
    plain = to_plain(a_run(a_case()))
    plain["clauses"] = []
    path = tmp_path / "report.json"
    path.write_text(json.dumps(plain), encoding="utf-8")

    with pytest.raises(FileUnreadable, match="cites 'STORELOGOFF-014' and does not"):
        read_report(path)


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (lambda path: None, "No such file or directory"),
        (lambda path: path.mkdir(), "Is a directory"),
        (lambda path: path.write_bytes(b"\xff"), "it is not UTF-8"),
    ],
    ids=["missing", "folder", "bytes"],
)
def test_unreadable(tmp_path: Path, made: Callable[[Path], Any], reason: str) -> None:
    """A file that cannot be read is said with the reason."""
    path = tmp_path / "report.json"
    made(path)

    with pytest.raises(FileUnreadable) as caught:
        read_report(path)

    assert str(caught.value) == f"{path} cannot be read: {reason}"
