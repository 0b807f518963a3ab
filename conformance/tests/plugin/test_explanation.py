"""A failure where pytest has room for a line."""

import xml.etree.ElementTree as ET

import pytest


ID = "cases/imsgstore/store-logoff-flag.yaml::abort-when-never-told"
TITLE = "a client that only releases the store gets LOGOFF_ABORT"
FLAW = "--provider=flaw:default-not-abort"


def test_tb_line(pytester: pytest.Pytester) -> None:
    """``--tb=line`` names case, clauses and title, and nothing more."""
    result = pytester.runpytest(FLAW, ID, "--tb=line", "-q")

    result.stdout.fnmatch_lines([f"{ID}: *STORELOGOFF-016*: {TITLE}"])
    result.stdout.no_fnmatch_line("*what happened*")


def test_short_summary(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last lines of a run say which clauses a case breaks."""
    monkeypatch.setenv("CI", "1")

    result = pytester.runpytest(FLAW, ID)

    result.stdout.fnmatch_lines([f"FAILED {ID} - *STORELOGOFF-016*: {TITLE}"])


def test_junit_message(pytester: pytest.Pytester) -> None:
    """In pytest's JUnit file the message is the line, the text the whole."""
    pytester.runpytest(FLAW, ID, "--junitxml=junit.xml")

    root = ET.parse(pytester.path / "junit.xml").getroot()  # noqa: S314  # ours
    failure = next(root.iter("failure"))
    assert failure.attrib["message"].endswith(f": {TITLE}")
    assert "  what happened:" in (failure.text or "")


def test_what_is_not_ours(pytester: pytest.Pytester) -> None:
    """A hook of somebody else that breaks is shown as pytest shows it."""
    pytester.makepyfile(
        theirs="def pytest_runtest_call(item): raise ValueError('theirs')"
    )
    pytester.syspathinsert()

    result = pytester.runpytest("-p", "theirs", "--provider=reference", ID)

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["E   ValueError: theirs"])
