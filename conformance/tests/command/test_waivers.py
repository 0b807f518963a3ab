"""``mapi-conformance waivers``: a file kept up to date."""

import io
import sys
from pathlib import Path

import pytest

from mapi_conformance.__main__ import main


FLAW = "--provider=flaw:default-not-abort"
CASE = "store-logoff-flag/abort-when-never-told"
FILE = "--mapi-waivers=w.yaml"
SAID = ("--owner=anna", "--reason=old", "--issue=#1", "--expires=2999-01-01")
SEEN = "store.support.StoreLogoffTransports got flags LOGOFF_NO_WAIT (0x1), not"
ENTRY = f"""\
- case: {CASE}
  clause: STORELOGOFF-016
  observed: {SEEN} LOGOFF_ABORT
  owner: anna
  reason: old
  issue: '#1'
  expires: '2999-01-01'
"""
ON_ONE_LINE = f"{{{ENTRY[2:].replace(', ', ' ').strip()}}}".replace("\n ", ",")


class _Terminal(io.StringIO):
    """Somebody who types."""

    def isatty(self) -> bool:
        """Be a terminal."""
        return True


@pytest.fixture(autouse=True, name="file")
def _file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run in an empty folder, away from any terminal."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    return tmp_path / "w.yaml"


def test_new_file(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each check that deviates gets an entry, and the run is then waived."""
    assert main(["waivers", "--update", FLAW, FILE, *SAID, CASE]) == 0

    assert capsys.readouterr().out.splitlines() == [
        f"written: STORELOGOFF-016 in {CASE}",
        f"written: SLT-053 in {CASE}",
        f"written: SDSTORE-017 in {CASE}",
    ]
    text = file.read_text("utf-8")
    assert text.startswith("# Departures that are known.")
    assert text.count("- case: ") == 3
    assert main(["run", FLAW, FILE, CASE]) == 0


def test_nothing_to_do(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is right stays, to the letter."""
    main(["waivers", "--update", FLAW, FILE, *SAID, CASE])
    before = file.read_text("utf-8")
    capsys.readouterr()

    assert main(["waivers", "--update", FLAW, FILE, *SAID, CASE]) == 0

    assert capsys.readouterr().out == ""
    assert file.read_text("utf-8") == before


def test_comments_stay(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What no longer fits goes; comments and other entries stay as they are."""
    stays = ENTRY.replace(CASE, "store-logoff-flag/quiet")
    file.write_text(f"# mine\n\n{ENTRY}\n# of the next\n{stays}", "utf-8")

    assert main(["waivers", "--update", "--provider=reference", FILE, CASE]) == 0

    assert file.read_text("utf-8") == f"# mine\n\n\n# of the next\n{stays}"
    assert capsys.readouterr().out == (
        f"taken out: STORELOGOFF-016 in {CASE} (was w.yaml:3:3)\n"
    )


def test_no_reason_yet(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Away from a terminal what nobody said stays empty, and the file is refused."""
    assert main(["waivers", "--update", FLAW, FILE, "--owner=anna", CASE]) == 0

    assert capsys.readouterr().out.endswith(
        "3 of 3 new entries of w.yaml wait to be filled in\n"
    )
    assert main(["run", FLAW, FILE, CASE]) == 4
    assert "'reason' is empty; say why it is accepted" in capsys.readouterr().err
    assert file.read_text("utf-8").count("owner: anna") == 3


def test_asks_once_for_what_looks_the_same(
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """In a terminal three clauses broken by one call take one answer."""
    monkeypatch.setattr(sys, "stdin", _Terminal("anna\nold habits\n#7\n\n"))

    assert main(["waivers", "--update", FLAW, FILE, CASE]) == 0

    text = file.read_text("utf-8")
    assert text.count("reason: old habits\n") == 3
    asked = capsys.readouterr().err
    assert f"{CASE}\nSTORELOGOFF-016\n  {SEEN} LOGOFF_ABORT\nowner: " in asked
    assert main(["run", FLAW, FILE, CASE]) == 0


def test_other_departure(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that deviates in another way is asked for anew, with the old answers."""
    file.write_text(ENTRY.replace("LOGOFF_NO_WAIT (0x1)", "nothing"), "utf-8")
    monkeypatch.setattr(sys, "stdin", _Terminal("\nnew habits\n\n\n"))

    assert main(["waivers", "--update", FLAW, FILE, CASE]) == 0

    text = file.read_text("utf-8")
    assert "nothing" not in text
    assert text.count("owner: anna\n  reason: new habits\n  issue: '#1'\n") == 3


def test_check(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --update each entry is told, and a wrong one is exit code 1."""
    other = ENTRY.replace(CASE, "store-logoff-flag/other")
    file.write_text(ENTRY + other, "utf-8")

    assert main(["waivers", FLAW, FILE, CASE]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"w.yaml:1:3: STORELOGOFF-016 in {CASE} is waived",
        "w.yaml:8:3: STORELOGOFF-016 in store-logoff-flag/other is left alone",
    ]
    assert main(["waivers", "--provider=reference", FILE, CASE]) == 1
    assert "no longer deviates" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "arguments", "complaint"),
    [
        pytest.param("", [FLAW], "--mapi-waivers=FILE is due", id="no file named"),
        pytest.param(
            f"[{ON_ONE_LINE}, {ON_ONE_LINE.replace(CASE, 'a/b')}]",
            ["--provider=reference", FILE, CASE],
            "this file cannot be edited line by line",
            id="on one line",
        ),
        pytest.param(b"\xff", [FLAW, FILE], "w.yaml cannot be read", id="no text"),
    ],
)
def test_cannot_be_done(
    file: Path,
    text: str | bytes,
    arguments: list[str],
    complaint: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What cannot be done leaves the file as it is."""
    before = text if isinstance(text, bytes) else text.encode()
    file.write_bytes(before)

    assert main(["waivers", "--update", *arguments]) == 4

    assert capsys.readouterr().err.startswith(f"mapi-conformance: {complaint}")
    assert file.read_bytes() == before
