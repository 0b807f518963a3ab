"""``--mapi-junit``: the run as a file for CI servers."""

import errno
import os
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from mapi_conformance.__main__ import main


def counted(path: Path) -> dict[str, int]:
    """Count the cases of a file by what a JUnit reader takes them for."""
    cases = list(ET.parse(path).getroot().iter("testcase"))  # noqa: S314  # ours
    tags = [each.tag for case in cases for each in case]
    return {
        "cases": len(cases),
        "failed": tags.count("failure"),
        "skipped": tags.count("skipped"),
        "errors": tags.count("error"),
    }


@pytest.mark.parametrize("more", [(), ("-n", "2")], ids=["one process", "two workers"])
def test_counts_as_pytest_does(
    pytester: pytest.Pytester, more: tuple[str, ...], total: int
) -> None:
    """Each case is in it once, wherever it was judged, with pytest's own count."""
    result = pytester.runpytest_subprocess(
        "--provider=flaw:first-flag-wins", "--mapi-junit=out/junit.xml", *more
    )

    counts = result.parseoutcomes()
    assert counted(pytester.path / "out" / "junit.xml") == {
        "cases": total,
        "failed": counts["failed"],
        "skipped": counts["skipped"],
        "errors": 0,
    }


def test_provider_is_needed(pytester: pytest.Pytester) -> None:
    """Without a provider there is nothing to write."""
    result = pytester.runpytest("--mapi-junit=junit.xml")

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: --mapi-junit needs --provider=NAME"])


def test_listing_writes_nothing(pytester: pytest.Pytester) -> None:
    """A listing judged nothing, and says so by leaving the file alone."""
    result = pytester.runpytest(
        "--provider=reference", "--mapi-junit=junit.xml", "--co", "-q"
    )

    assert result.ret == pytest.ExitCode.OK
    assert not (pytester.path / "junit.xml").exists()


def test_cannot_be_written(pytester: pytest.Pytester) -> None:
    """A folder stands there: the run is told in full, and ends with exit code 4."""
    pytester.mkdir("junit.xml")

    result = pytester.runpytest(
        "--provider=reference", "--mapi-junit=junit.xml", "-k", "abort-when-never-told"
    )

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stdout.fnmatch_lines(
        [
            "conforms, as far as these cases go",
            f"*junit.xml cannot be written: {os.strerror(errno.EISDIR)}",
        ]
    )


def test_interrupted(pytester: pytest.Pytester) -> None:
    """Ctrl-C loses nothing of what was judged."""
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
        "-p", "stopper", "--provider=reference", "--mapi-junit=junit.xml"
    )

    assert result.ret == pytest.ExitCode.INTERRUPTED
    assert counted(pytester.path / "junit.xml")["cases"] == 3


class TestCommand:
    """``mapi-conformance run --mapi-junit``."""

    ARGUMENTS = ("run", "--provider=reference", "store-logoff-flag")

    def test_file(self, tmp_path: Path) -> None:
        """The command writes the same file."""
        path = tmp_path / "junit.xml"

        assert main([*self.ARGUMENTS, f"--mapi-junit={path}"]) == 0

        assert counted(path)["cases"] > 5

    def test_cannot_be_written(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The run is told, then what could not be done; the exit code is 4."""
        assert main([*self.ARGUMENTS, f"--mapi-junit={tmp_path}"]) == 4

        captured = capsys.readouterr()
        assert "conforms, as far as these cases go" in captured.out
        assert captured.err == (
            f"mapi-conformance: {tmp_path} cannot be written:"
            f" {os.strerror(errno.EISDIR)}\n"
        )
