"""``--mapi-waivers``: known departures in a pytest run."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from mapi_conformance.__main__ import main


FLAW = "--provider=flaw:default-not-abort"
WAIVERS = "--mapi-waivers=waivers.yaml"
CASE = "store-logoff-flag/abort-when-never-told"


@pytest.fixture
def waivers(pytester: pytest.Pytester) -> Path:
    """Write a waiver for everything that the flaw breaks."""
    said = ("--owner=anna", "--reason=old", "--issue=#1", "--expires=2999-01-01")
    assert main(["waivers", FLAW, WAIVERS, "--update", *said]) == 0
    return pytester.path / "waivers.yaml"


@pytest.mark.parametrize("more", [(), ("-n", "2")], ids=["one process", "two workers"])
def test_everything_waived(
    pytester: pytest.Pytester, waivers: Path, more: tuple[str, ...]
) -> None:
    """What deviates as waivers say is xfailed, and the run ends well."""
    result = pytester.runpytest_subprocess(FLAW, WAIVERS, *more)

    count = waivers.read_text("utf-8").count("- case:")
    assert result.ret == 0
    assert result.parseoutcomes()["xfailed"] >= 1
    assert "failed" not in result.parseoutcomes()
    result.stdout.fnmatch_lines(
        [
            f"waivers: {count} of {count} used",
            "conforms with waivers, as far as these cases go",
        ]
    )


@pytest.mark.parametrize("more", [(), ("-n", "2")], ids=["one process", "two workers"])
@pytest.mark.usefixtures("waivers")
def test_nothing_deviates(pytester: pytest.Pytester, more: tuple[str, ...]) -> None:
    """A case whose waivers no longer bite fails and says which lines to take out."""
    result = pytester.runpytest_subprocess(
        "--provider=reference", WAIVERS, "-k", "abort-when-never-told", *more
    )

    assert result.ret == 1
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            f"waivers.yaml:*:3: STORELOGOFF-016 in {CASE} no longer deviates; *",
            "a waiver is wrong, and no case deviates otherwise",
        ]
    )


def test_matches_nothing(pytester: pytest.Pytester, waivers: Path) -> None:
    """A waiver of no case fails a full run, of which no case fails."""
    text = waivers.read_text("utf-8")
    first, end = text.index("- case:"), text.index("\n", text.index("expires:"))
    entry = text[first:end].replace(text[first:].splitlines()[0], "- case: a/b")
    waivers.write_text(text + entry + "\n", "utf-8")

    result = pytester.runpytest(FLAW, WAIVERS)

    assert result.ret == 1
    assert "failed" not in result.parseoutcomes()
    result.stdout.fnmatch_lines(["  waivers.yaml:*: no case 'a/b' was judged"])


@pytest.mark.usefixtures("waivers")
def test_selection(pytester: pytest.Pytester) -> None:
    """Where little was selected, the waivers of the rest are left alone."""
    result = pytester.runpytest(FLAW, WAIVERS, "-k", "abort-when-never-told")

    assert result.ret == 0
    result.assert_outcomes(xfailed=1)


@pytest.mark.usefixtures("waivers")
def test_runxfail(pytester: pytest.Pytester) -> None:
    """``--runxfail`` shows what waived cases do."""
    result = pytester.runpytest(
        FLAW, WAIVERS, "--runxfail", "-k", "abort-when-never-told"
    )

    result.assert_outcomes(failed=1)


@pytest.mark.usefixtures("waivers")
def test_junit(pytester: pytest.Pytester) -> None:
    """A waived case is skipped, and says what was waived."""
    pytester.runpytest(FLAW, WAIVERS, "--mapi-junit=j.xml", "-k", "abort-when-never")

    case = ET.parse(pytester.path / "j.xml").find(".//testcase")  # noqa: S314  # ours
    assert case is not None
    assert case.get("status") == "waived"
    skipped = case.find("skipped")
    assert skipped is not None
    assert (skipped.get("message") or "").startswith("STORELOGOFF-016")


def test_file_is_wrong(pytester: pytest.Pytester) -> None:
    """A file that cannot be read ends the run before it begins."""
    (pytester.path / "waivers.yaml").write_text("- case: a\n", "utf-8")

    result = pytester.runpytest("--provider=reference", WAIVERS)

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: waivers.yaml:1:3: a waiver needs 'clause'"])
