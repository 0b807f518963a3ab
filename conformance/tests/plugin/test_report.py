"""``--mapi-report``: the run as a folder of files."""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mapi_conformance.__main__ import main
from mapi_conformance.report.folder import FILES, ReportFolder
from mapi_conformance.report.reading import read_report


EVERYTHING = {*FILES, "events.ndjson"}


def names(folder: Path) -> set[str]:
    """What stands in a folder."""
    return {path.name for path in folder.iterdir()}


def lines(folder: Path) -> list[dict[str, Any]]:
    """The lines of a stream."""
    text = (folder / "events.ndjson").read_text(encoding="ascii")
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("more", [(), ("-n", "2")], ids=["one process", "two workers"])
def test_every_format(pytester: pytest.Pytester, more: tuple[str, ...]) -> None:
    """One run writes all of them, wherever its cases were judged."""
    result = pytester.runpytest_subprocess(
        "--provider=flaw:first-flag-wins",
        "--mapi-report=out/report",
        "cases/imsgstore/store-logoff-deferred.yaml",
        *more,
    )

    assert result.ret == pytest.ExitCode.TESTS_FAILED
    folder = pytester.path / "out" / "report"
    assert names(folder) == EVERYTHING
    result.stdout.fnmatch_lines([f"report: {folder / 'report.html'}"])
    run = read_report(folder / "report.json")
    assert len(run.cases) == sum(result.parseoutcomes().values())
    assert [case.id for case in run.cases if case.verdict.fails]
    assert not run.stopped
    assert run.asked == ("pytest", "--provider=flaw:first-flag-wins")
    streamed = read_report(folder / "events.ndjson")
    # What a case looks like is said when all are judged.
    cases = [replace(case, look_alikes=()) for case in run.cases]
    assert sorted(streamed.cases, key=lambda c: (c.path, c.id)) == cases
    assert {c.look_alikes for c in run.cases if c.broken == ("STORELOGOFF-014",)} == {
        ("first-flag-wins",)
    }
    assert {line["what"] for line in lines(folder)} == {
        "run",
        "began",
        "calling",
        "returned",
        "judged",
        "ended",
    }


def test_cases_are_in_order(pytester: pytest.Pytester) -> None:
    """Two runs of one provider read alike, in whatever order they were played."""
    pytester.makepyfile(
        backwards="""
        def pytest_collection_modifyitems(items):
            items.reverse()
        """
    )

    pytester.runpytest_subprocess(
        "-p",
        "backwards",
        "--provider=reference",
        "--mapi-report=out",
        "-k",
        "store-logoff-flag",
    )

    cases = read_report(pytester.path / "out" / "report.json").cases
    keys = [(case.path, case.id) for case in cases]
    assert len(keys) > 5
    assert keys == sorted(keys)


def test_provider_is_needed(pytester: pytest.Pytester) -> None:
    """Without a provider there is nothing to write."""
    result = pytester.runpytest("--mapi-report=out")

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: --mapi-report needs --provider=NAME"])


def test_listing_writes_nothing(pytester: pytest.Pytester) -> None:
    """A listing judges nothing, and leaves the folder alone."""
    result = pytester.runpytest(
        "--provider=reference", "--mapi-report=out", "--co", "-q"
    )

    assert result.ret == pytest.ExitCode.OK
    assert not (pytester.path / "out").exists()


def test_cannot_be_written(pytester: pytest.Pytester) -> None:
    """A file stands there: nothing is judged, and the exit code is 4."""
    (pytester.path / "out").touch()

    result = pytester.runpytest("--provider=reference", "--mapi-report=out")

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: *out cannot be written: *"])


def test_two_runs(pytester: pytest.Pytester) -> None:
    """The folder of a run that goes on is refused to another."""
    folder = ReportFolder.take(pytester.path / "out")

    result = pytester.runpytest_subprocess("--provider=reference", "--mapi-report=out")
    folder.close()

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: another run is writing its report to *out;*"])


def test_becomes_unwritable(pytester: pytest.Pytester) -> None:
    """What cannot be written at the end is said, the rest is there, and it is 4."""
    pytester.makepyfile(
        blocker="""
        from pathlib import Path

        def pytest_runtest_setup(item):
            Path("out/report.html").mkdir(exist_ok=True)
        """
    )

    result = pytester.runpytest_subprocess(
        "-p",
        "blocker",
        "--provider=reference",
        "--mapi-report=out",
        "-k",
        "abort-when-never-told",
    )

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stdout.fnmatch_lines(["*report.html cannot be written: Is a directory"])
    assert names(pytester.path / "out") == EVERYTHING


def test_interrupted(pytester: pytest.Pytester) -> None:
    """Ctrl-C loses nothing that was judged, and the report says it is not whole."""
    pytester.makepyfile(
        stopper="""
        judged = []

        def pytest_runtest_logreport(report):
            judged.append(report.nodeid)
            if len(set(judged)) == 4:
                raise KeyboardInterrupt
        """
    )

    result = pytester.runpytest_subprocess(
        "-p", "stopper", "--provider=reference", "--mapi-report=out"
    )

    assert result.ret == pytest.ExitCode.INTERRUPTED
    run = read_report(pytester.path / "out" / "report.json")
    assert (len(run.cases), run.stopped) == (3, True)


def test_unreadable_cases(pytester: pytest.Pytester) -> None:
    """A run that could not read a file of cases does not conform on paper."""
    pytester.path.joinpath("bad.yaml").write_text("suite: bad\n", encoding="utf-8")

    pytester.runpytest(
        "--provider=reference",
        "--mapi-report=out",
        "--continue-on-collection-errors",
        "bad.yaml",
        "cases/imsgstore/store-logoff-flag.yaml",
    )

    run = read_report(pytester.path / "out" / "report.json")
    assert run.cases
    assert run.stopped


KILLED = "import os; os._exit(3)"
#: A probe would be killed before there is a report.
DECLARED = "--mapi-profile=deferred"


class TestKilled:
    """A provider takes the process with it."""

    def test_stream_is_whole(
        self, pytester: pytest.Pytester, a_provider: Callable[[str], str]
    ) -> None:
        """Every line is there, the last says which call never came back."""
        provider = a_provider(KILLED)

        pytester.runpytest_subprocess(
            f"--provider={provider}",
            DECLARED,
            "--mapi-report=out",
            "cases/imsgstore/store-logoff-deferred.yaml",
        )

        folder = pytester.path / "out"
        assert names(folder) == {"events.ndjson"}
        last = lines(folder)[-1]
        assert (last["what"], last["call"]) == ("calling", "store.StoreLogoff")

    def test_report_is_made_from_it(
        self,
        pytester: pytest.Pytester,
        a_provider: Callable[[str], str],
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """What was judged until then becomes a report that says it was stopped."""
        provider = a_provider(KILLED)
        pytester.runpytest_subprocess(
            f"--provider={provider}",
            DECLARED,
            "--mapi-report=out",
            "cases/imsgstore/release.yaml",
            "cases/imsgstore/store-logoff-deferred.yaml",
        )
        folder = pytester.path / "out"
        capsys.readouterr()

        assert main(["report", str(folder / "events.ndjson")]) == 0

        assert capsys.readouterr().out == f"{folder / 'report.html'}\n"
        assert names(folder) == EVERYTHING
        assert read_report(folder / "report.json").stopped

    def test_worker(
        self, pytester: pytest.Pytester, a_provider: Callable[[str], str]
    ) -> None:
        """Where a worker died its cases are missing, and nothing is concluded."""
        provider = a_provider(KILLED)

        pytester.runpytest_subprocess(
            f"--provider={provider}",
            DECLARED,
            "--mapi-report=out",
            "-n1",
            "--maxfail=1",
            "cases/imsgstore/store-logoff-deferred.yaml",
        )

        run = read_report(pytester.path / "out" / "report.json")
        assert run.stopped
        told = {line.get("call") for line in lines(pytester.path / "out")}
        assert "store.StoreLogoff" in told


HOSTILE = """\
class Odd(Exception):
    pass
text = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
text += "\\\\x00\\\\x1b[31m\\\\ud800" + 50_000_000 * "<b>"
raise type("<script>alert(2)</script>", (Exception,), {})(text)"""


@pytest.mark.skipif(sys.platform == "win32", reason="it takes much memory")
def test_hostile_provider(
    pytester: pytest.Pytester, a_provider: Callable[[str], str]
) -> None:
    """Enormous and hostile texts leave small, well-formed and harmless files."""
    body = HOSTILE.replace("{", "{{").replace("}", "}}").replace("\n", "\n        ")
    provider = a_provider(body.replace("{{", "{").replace("}}", "}"))

    pytester.runpytest(
        f"--provider={provider}",
        "--mapi-report=out",
        "-k",
        "store-logoff-flag and not never",
    )

    folder = pytester.path / "out"
    run = read_report(folder / "report.json")
    assert any("alert" in d.text for case in run.cases for d in case.differences)
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "alert(1)&lt;" in page
    assert "<img" not in page
    assert page.count("<script") == 1
    assert "<script" not in (folder / "summary.md").read_text(encoding="utf-8")
    assert all(path.stat().st_size < 2_000_000 for path in folder.iterdir())


class TestCommand:
    """``mapi-conformance run --mapi-report``, ``report`` and ``compare``."""

    RUN = ("run", "--provider=flaw:first-flag-wins", "store-logoff-deferred")

    @pytest.fixture
    def folder(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
        """A folder with a report."""
        assert main([*self.RUN, f"--mapi-report={tmp_path / 'out'}"]) == 1
        return tmp_path / "out"

    def test_every_format(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The command writes the same files."""
        assert names(folder) == EVERYTHING
        assert capsys.readouterr().out.endswith(f"report: {folder / 'report.html'}\n")
        run = read_report(folder / "report.json")
        assert run.asked == (
            "mapi-conformance",
            "run",
            "--provider=flaw:first-flag-wins",
        )

    def test_options_are_kept(self, tmp_path: Path) -> None:
        """What decides how cases are judged belongs to the command that is shown."""
        main(
            [
                "run",
                "--provider=reference",
                "--provider-set=deadline=2",
                "--mapi-profile=none",
                "--mapi-strict",
                f"--mapi-report={tmp_path}",
                "store-logoff-flag",
            ]
        )

        assert read_report(tmp_path / "report.json").asked == (
            "mapi-conformance",
            "run",
            "--provider=reference",
            "--provider-set=deadline=2",
            "--mapi-profile=none",
            "--mapi-strict",
        )

    def test_again(self, folder: Path, tmp_path: Path) -> None:
        """From the record alone the same files come, byte for byte."""
        again = tmp_path / "again"
        again.mkdir()

        assert main(["report", str(folder / "report.json"), f"--to={again}"]) == 0

        made = EVERYTHING - {"report.json", "events.ndjson"}
        assert names(again) == made
        for name in made:
            assert (again / name).read_bytes() == (folder / name).read_bytes()

    def test_no_report(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """What is no report is said, with exit code 4."""
        path = tmp_path / "x.json"
        path.write_text("{}", encoding="utf-8")

        assert main(["report", str(path)]) == 4

        assert capsys.readouterr().err == (
            f"mapi-conformance: {path} is no report: it names no schema\n"
        )

    def test_comparison(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Runs side by side are printed, or written as text and as a page."""
        file = str(folder / "report.json")
        capsys.readouterr()

        assert main(["compare", file, file]) == 0
        assert "## 2 runs compared" in capsys.readouterr().out
        assert main(["compare", file, file, f"--to={folder}"]) == 0

        assert capsys.readouterr().out == f"{folder / 'compare.html'}\n"
        assert {"compare.html", "compare.md"} < names(folder)

    def test_cannot_be_written(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Where there can be no report nothing is judged."""
        (tmp_path / "out").touch()

        assert main([*self.RUN, f"--mapi-report={tmp_path / 'out'}"]) == 4

        assert not capsys.readouterr().out
