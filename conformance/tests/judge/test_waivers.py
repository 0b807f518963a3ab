"""A file of waivers: what it holds, and what is said of one that is wrong."""

from datetime import date
from pathlib import Path

import pytest

from mapi_conformance.errors import ScenarioErrors, UsageFault
from mapi_conformance.judge.waivers import Waiver, parse_waivers, read_waivers
from mapi_conformance.scenario.corpus import Corpus
from mapi_conformance.scenario.problems import Place


CATALOGUE = Corpus().catalogue
GOOD = {
    "case": "a/b",
    "clause": "STORELOGOFF-016",
    "observed": "it got 1",
    "owner": "anna",
    "reason": "old",
    "issue": "'#12'",
    "expires": "2027-03-31",
}


def an_entry(**changes: str) -> str:
    """Write one waiver; a value of nothing leaves the key out."""
    fields = {key: value for key, value in (GOOD | changes).items() if value}
    lines = [f"{key}: {value}" for key, value in fields.items()]
    return "- " + "\n  ".join(lines) + "\n"


def test_entry() -> None:
    """Every key is read, and a folded sentence is one line."""
    text = an_entry(observed=">\n    it got 1,\n    not 2")

    assert parse_waivers(text, "w.yaml", CATALOGUE) == (
        Waiver(
            case="a/b",
            clause="STORELOGOFF-016",
            observed=("it got 1, not 2",),
            owner="anna",
            reason="old",
            issue="#12",
            expires=date(2027, 3, 31),
            place=Place("w.yaml", 1, 3),
        ),
    )


def test_several_sentences() -> None:
    """A check in which several things were seen has them all."""
    (waiver,) = parse_waivers(an_entry(observed="[one, two]"), "w.yaml", CATALOGUE)

    assert waiver.observed == ("one", "two")


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "[]\n"])
def test_empty_file(text: str) -> None:
    """A file without waivers is one."""
    assert parse_waivers(text, "w.yaml", CATALOGUE) == ()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        pytest.param(
            "waivers: []",
            "1:1: a file of waivers is a list: - case: ..., clause: ...",
            id="no list",
        ),
        pytest.param("- one", "1:3: a waiver is a mapping, name: value", id="a word"),
        pytest.param(
            an_entry(owner="", ownr="anna"),
            "1:3: a waiver needs 'owner'\n"
            "w.yaml:7:3: 'ownr' is not a key of a waiver; did you mean 'owner'?",
            id="a key misspelt",
        ),
        pytest.param(
            an_entry(reason="''"),
            "5:11: 'reason' is empty; say why it is accepted",
            id="no reason",
        ),
        pytest.param(
            an_entry(observed="[]"),
            "3:13: 'observed' is empty; the sentence that the run says of the departure"
            " is due",
            id="nothing observed",
        ),
        pytest.param(
            an_entry(clause="STORELOGOF-016"),
            "2:11: no clause is called 'STORELOGOF-016';"
            " did you mean 'STORELOGOFF-016'?",
            id="no such clause",
        ),
        pytest.param(
            an_entry(expires="next week"),
            "7:12: expires: 'next week' is no day; write it as 2027-03-31",
            id="no day",
        ),
        pytest.param(
            an_entry(issue="[1, 2]"),
            "6:10: 'issue' is one word, not a list or a mapping",
            id="a list",
        ),
        pytest.param(
            an_entry() + an_entry(observed="something else"),
            "8:3: a/b and STORELOGOFF-016 have a waiver at w.yaml:1:3 already;"
            " a check has one",
            id="two for one check",
        ),
    ],
)
def test_complaint(text: str, complaint: str) -> None:
    """What is wrong has a place and a way out."""
    with pytest.raises(ScenarioErrors) as caught:
        parse_waivers(text, "w.yaml", CATALOGUE)

    assert str(caught.value) == f"w.yaml:{complaint}"


def test_no_file(tmp_path: Path) -> None:
    """A file that is not there is a matter of usage."""
    with pytest.raises(UsageFault, match=r"^w\.yaml cannot be read: "):
        read_waivers(tmp_path, "w.yaml", CATALOGUE)
