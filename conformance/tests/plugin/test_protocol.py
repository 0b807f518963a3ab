"""``--mapi-protocol``: one phase a case or three, and nobody can tell."""

import os
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest


BOTH = pytest.mark.parametrize("protocol", ["pytest", "fast"])
FEW = ("-k", "last-flag-wins or flag-arrives-unchanged or abort-when-never-told")
MARKS_ALL = """
def pytest_collection_modifyitems(items):
    for item in items:
        item.add_marker("xfail")
"""
FLAW = "--provider=flaw:first-flag-wins"


def told(result: pytest.RunResult) -> list[str]:
    """What a run printed, but for its times and the name of its protocol."""
    lines = [re.sub(r"in \d+\.\d+s", "in no time", line) for line in result.outlines]
    return [re.sub(r"=+", "=", line) for line in lines if "protocol" not in line]


class TestSame:
    """What a user sees is the same in both."""

    @pytest.mark.parametrize(
        "arguments",
        [
            pytest.param((), id="all"),
            pytest.param(("-v", "-rs"), id="verbose"),
            pytest.param(("-x",), id="first"),
            pytest.param(("--maxfail=2",), id="maxfail"),
            pytest.param(("--mapi-profile=none", "-rs"), id="skips"),
            pytest.param(("--mapi-strict",), id="strict"),
            pytest.param(("--tb=no", "-q"), id="quiet"),
        ],
    )
    def test_output_and_exit_code(
        self, pytester: pytest.Pytester, arguments: tuple[str, ...]
    ) -> None:
        """Every line, from the header to the exit code."""
        one, other = (
            pytester.runpytest(FLAW, *FEW, *arguments, f"--mapi-protocol={protocol}")
            for protocol in ("pytest", "fast")
        )

        assert one.ret == other.ret
        assert told(one) == told(other)

    def test_two_processes(self, pytester: pytest.Pytester) -> None:
        """With ``-n 2`` counts and summary are the same."""
        results = [
            pytester.runpytest(FLAW, *FEW, "-n", "2", f"--mapi-protocol={protocol}")
            for protocol in ("pytest", "fast")
        ]

        one, other = (each.parseoutcomes() for each in results)
        assert one == other
        assert one["failed"] == 20

    def test_last_failed(self, pytester: pytest.Pytester) -> None:
        """What failed in one is what ``--lf`` runs in the other."""
        pytester.runpytest(FLAW, *FEW, "--mapi-protocol=fast")

        result = pytester.runpytest(FLAW, "--lf", "--mapi-protocol=pytest")

        assert result.parseoutcomes()["failed"] == 20

    def test_files(self, pytester: pytest.Pytester) -> None:
        """Both JUnit files: cases, outcomes, and in pytest's own the properties."""
        one, other = (
            self._files(pytester, protocol) for protocol in ("pytest", "fast")
        )

        assert one == other
        assert any(("verdict", "deviates") in case for case in one)

    def _files(
        self, pytester: pytest.Pytester, protocol: str
    ) -> list[list[tuple[str, str]]]:
        files = [pytester.path / f"{protocol}-{number}.xml" for number in (1, 2)]
        pytester.runpytest(
            FLAW,
            *FEW,
            f"--mapi-protocol={protocol}",
            f"--mapi-junit={files[0]}",
            f"--junitxml={files[1]}",
        )
        return [pairs for file in files for pairs in _cases(file)]

    @BOTH
    def test_error_of_ours(
        self,
        pytester: pytest.Pytester,
        monkeypatch: pytest.MonkeyPatch,
        protocol: str,
    ) -> None:
        """What our side broke is an error, explained, and no failure."""
        monkeypatch.setattr("mapi_conformance.run.judging.Player", _broken)

        result = pytester.runpytest(
            "--provider=reference",
            "-k",
            "abort-when-never-told",
            f"--mapi-protocol={protocol}",
        )

        result.assert_outcomes(errors=1)
        assert result.ret == 6
        result.stdout.fnmatch_lines(
            [
                "*ERROR at setup of *",
                "inconclusive: a client that only releases the store gets LOGOFF_ABORT",
                "  verdict: inconclusive; fault: not the provider; our side broke",
                "  the suite broke: RuntimeError: a wall came down",
                "  run only this case:",
            ]
        )
        assert "Traceback" not in str(result.stdout)

    @BOTH
    def test_output_of_a_provider(
        self,
        pytester: pytest.Pytester,
        a_provider: Callable[[str], str],
        protocol: str,
    ) -> None:
        """What a provider prints and logs is shown with its failure."""
        body = "import logging; print('heard'); logging.warning('noted'); return 5"
        talks = a_provider(body)

        result = pytester.runpytest(
            f"--provider={talks}",
            "-k",
            "STORELOGOFF-005",
            f"--mapi-protocol={protocol}",
        )

        result.stdout.fnmatch_lines(["*Captured stdout*", "heard"])
        result.stdout.fnmatch_lines(["*Captured log*", "WARNING *noted"])


def _cases(path: Path) -> list[list[tuple[str, str]]]:
    cases = ET.parse(path).getroot().iter("testcase")  # noqa: S314  # ours
    return [
        [
            ("name", case.attrib["name"]),
            *((each.tag, each.attrib.get("message", "")) for each in case),
            *((p.attrib["name"], p.attrib["value"]) for p in case.iter("property")),
        ]
        for case in cases
    ]


def _broken(*arguments: object) -> object:
    raise RuntimeError("a wall came down")


class TestChoice:
    """Which one ``auto`` takes."""

    def test_fast_where_nobody_else_listens(self, pytester: pytest.Pytester) -> None:
        """In a clean environment one phase is enough."""
        result = _alone(pytester)

        result.stdout.fnmatch_lines(["mapi protocol: fast, one phase a case"])

    @pytest.mark.parametrize(
        ("arguments", "reason"),
        [
            (("--mapi-protocol=pytest",), "--mapi-protocol=pytest"),
            (("--setup-show",), "--setupshow"),
            (("--pdb",), "--usepdb"),
        ],
        ids=["asked", "setup-show", "pdb"],
    )
    def test_options(
        self, pytester: pytest.Pytester, arguments: tuple[str, ...], reason: str
    ) -> None:
        """Who asks for phases gets them."""
        result = _alone(pytester, *arguments)

        result.stdout.fnmatch_lines([f"mapi protocol: pytest's three *; {reason}"])

    @pytest.mark.parametrize(
        ("conftest", "reason"),
        [
            (
                "def pytest_runtest_setup(item): ...",
                "* implements pytest_runtest_setup",
            ),
            (
                MARKS_ALL,
                "cases/* is marked xfail",
            ),
        ],
        ids=["hook", "mark"],
    )
    def test_conftest(
        self, pytester: pytest.Pytester, conftest: str, reason: str
    ) -> None:
        """A conftest.py that takes part in phases gets them."""
        pytester.makeconftest(conftest)

        result = _alone(pytester)

        result.stdout.fnmatch_lines([f"mapi protocol: pytest's three *; {reason}"])

    def test_insisting(self, pytester: pytest.Pytester) -> None:
        """``fast`` overrules other plug-ins, and nothing else."""
        pytester.makeconftest("def pytest_runtest_setup(item): ...")

        result = _alone(pytester, "--mapi-protocol=fast")

        result.stdout.fnmatch_lines(["mapi protocol: fast, one phase a case"])

    def test_tests_among_cases(self, pytester: pytest.Pytester) -> None:
        """Tests with fixtures need pytest's phases, and so does what stands beside."""
        pytester.makepyfile(test_mine="def test_mine(tmp_path): ...")
        case = "cases/imsgstore/store-logoff-flag.yaml::abort-when-never-told"

        result = _alone(pytester, case, "test_mine.py", "-k", "")

        result.assert_outcomes(passed=2)
        result.stdout.fnmatch_lines(["mapi protocol: *; test_mine.py::* is no case"])


def _alone(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    """Run one case in a process where no other plug-in is loaded."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "environ", {**os.environ})
        patch.setitem(os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
        return pytester.runpytest_inprocess(
            "-p",
            "mapi_conformance.plugin.hooks",
            "-v",
            "--provider=reference",
            "-k",
            "abort-when-never-told",
            *arguments,
        )
