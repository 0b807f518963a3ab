"""``--mapi-edition``: what was added later is shown and fails nothing."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from mapi_conformance.__main__ import main
from mapi_conformance.scenario import corpus as module
from mapi_conformance.scenario.corpus import Corpus
from mapi_conformance.scenario.edition import freeze


FLAW = "--provider=flaw:default-not-abort"
OLD = "--mapi-edition=2026-01-02"
SUITE = "store-logoff-flag"
CASE = f"{SUITE}/abort-when-never-told"


@pytest.fixture(autouse=True)
def old_edition(own_corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """Use a corpus with an edition that lacks one case."""
    loaded = own_corpus.load_all()
    cases = [case for each in loaded for case in each.cases if case.id != CASE]
    own_corpus.editions.write(freeze("2026-01-02", cases, own_corpus.catalogue))
    monkeypatch.setattr(module, "corpus_folder", lambda: own_corpus.folder)


def test_shown(pytester: pytest.Pytester) -> None:
    """A provisional case passes as ``p``, and the summary says what became of it."""
    result = pytester.runpytest_inprocess(FLAW, OLD, "-k", SUITE)

    assert result.ret == 0
    assert result.parseoutcomes()["provisional"] == 1
    result.stdout.fnmatch_lines(
        [
            "provisional, not counted: 1 deviates",
            f"  {CASE} was added after the edition",
            "      2026-01-02; deviates: STORELOGOFF-016, SLT-053, SDSTORE-017",
            "conforms, as far as these cases go",
        ]
    )


def test_junit(pytester: pytest.Pytester) -> None:
    """A provisional case is skipped in the file."""
    pytester.runpytest_inprocess(FLAW, OLD, "-k", SUITE, "--mapi-junit=j.xml")

    cases = ET.parse(pytester.path / "j.xml").iter("testcase")  # noqa: S314  # ours
    (case,) = [each for each in cases if each.get("name") == CASE]
    skipped = case.find("skipped")
    assert skipped is not None
    assert skipped.get("message") == (
        "it was added after the edition 2026-01-02, and does not count"
    )


def test_nothing_else(pytester: pytest.Pytester) -> None:
    """A run of nothing that counts judged nothing."""
    result = pytester.runpytest_inprocess(FLAW, OLD, "-k", "abort-when-never-told")

    assert result.ret == 5


def test_command(capsys: pytest.CaptureFixture[str]) -> None:
    """The command shows it as ``p`` and counts it no more than pytest does."""
    assert main(["run", FLAW, OLD, SUITE]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("edition 2026-01-02")
    assert lines[1].count("p") == 1
    assert not any(line.startswith("deviates: ") for line in lines)


def test_current(pytester: pytest.Pytester) -> None:
    """By the edition of the corpus the case counts."""
    result = pytester.runpytest_inprocess(FLAW, "-k", SUITE)

    assert result.ret == 1


def test_unknown(pytester: pytest.Pytester) -> None:
    """An edition that is not there ends the run before it begins."""
    result = pytester.runpytest_inprocess(FLAW, "--mapi-edition=2026-01-03")

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(
        ["ERROR: no edition is called '2026-01-03'; * did you mean '2026-01-02'?"]
    )


def test_no_waiver(
    pytester: pytest.Pytester, capsys: pytest.CaptureFixture[str]
) -> None:
    """What fails nothing needs no waiver."""
    file = "--mapi-waivers=w.yaml"

    assert main(["waivers", "--update", FLAW, OLD, file, CASE]) == 0

    assert capsys.readouterr().out == ""
    assert "- case:" not in (pytester.path / "w.yaml").read_text("utf-8")


class TestRenamed:
    """Old ids live on where a user wrote them down."""

    @pytest.fixture(autouse=True)
    def renamed(self, own_corpus: Corpus) -> None:
        """Say that the suite once had another name."""
        path = own_corpus.folder / "editions" / "renamed.yaml"
        path.write_text(f"once: {SUITE}\n", "utf-8")

    def test_selection(self, capsys: pytest.CaptureFixture[str]) -> None:
        """``list`` and ``run`` take it."""
        assert main(["list", "once/abort-when-never-told"]) == 0

        assert capsys.readouterr().out == f"{CASE}\n"

    def test_waiver(
        self, pytester: pytest.Pytester, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A waiver takes it."""
        said = ("--owner=anna", "--reason=old", "--issue=#1")
        file = "--mapi-waivers=w.yaml"
        assert main(["waivers", "--update", FLAW, file, *said, CASE]) == 0
        path = pytester.path / "w.yaml"
        path.write_text(path.read_text("utf-8").replace(SUITE, "once"), "utf-8")

        assert main(["run", FLAW, file, CASE]) == 0

        assert "waivers: 3 of 3 used" in capsys.readouterr().out


class TestCommand:
    """``mapi-conformance edition``."""

    def test_list(self, own_corpus: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
        """Each edition says what is no longer as it was."""
        path = own_corpus.folder / "imsgstore" / "store-logoff-flag.yaml"
        text = path.read_text("utf-8")
        path.write_text(text.replace("id: abort-when", "id: abort-if"), "utf-8")

        assert main(["edition"]) == 0

        lines = capsys.readouterr().out.splitlines()
        old, (current, *rest) = lines[:1], lines[2:]
        assert old[0].startswith("2026-01-02  489 clauses, ")
        assert lines[1] == "  1 case added since"
        assert current.endswith("(current)")
        assert rest == [f"  {CASE} is no longer there", "  1 case added since"]

    def test_changed(
        self, own_corpus: Corpus, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A case that asks for something else is named."""
        path = own_corpus.folder / "imsgstore" / "store-logoff-flag.yaml"
        text = path.read_text("utf-8")
        path.write_text(text.replace("[STORELOGOFF-016, ", "["), "utf-8")

        assert main(["edition"]) == 0

        assert f"  {CASE} has changed since" in capsys.readouterr().out.splitlines()

    def test_freeze(
        self, own_corpus: Corpus, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Freezing writes the list and makes it the one that counts."""
        assert main(["edition", "--freeze=2031-01-01"]) == 0

        corpus = Corpus(own_corpus.folder)
        assert corpus.edition == "2031-01-01"
        assert CASE in corpus.editions.read("2031-01-01").cases
        told = capsys.readouterr().out
        assert told.startswith(f"{own_corpus.folder}/editions/2031-01-01.yaml: 489 ")

    @pytest.mark.parametrize(
        ("day", "complaint"),
        [
            ("2026-01-02", "the edition 2026-01-02 is frozen; take another day"),
            ("soon", "--freeze='soon': a day is due, as in 2026-11-20"),
        ],
    )
    def test_refused(
        self, day: str, complaint: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """What is frozen stays, unless somebody insists."""
        assert main(["edition", f"--freeze={day}"]) == 4

        assert complaint in capsys.readouterr().err

    def test_installed(
        self,
        own_corpus: Corpus,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """What was installed stays as it is."""
        package = own_corpus.folder.parent / "scenario" / "corpus.py"
        monkeypatch.setattr(module, "__file__", str(package))

        assert main(["edition", "--freeze=2031-01-01"]) == 4

        assert "came with the installed suite" in capsys.readouterr().err
        assert not (own_corpus.folder / "editions" / "2031-01-01.yaml").exists()

    def test_again(self, own_corpus: Corpus) -> None:
        """Before anybody used it, an edition can be frozen again."""
        assert main(["edition", "--freeze=2026-01-02", "--again"]) == 0

        assert CASE in own_corpus.editions.read("2026-01-02").cases


def test_folder_is_the_copy(own_corpus: Corpus, tmp_path: Path) -> None:
    """These tests change nothing that is shipped."""
    assert own_corpus.folder.is_relative_to(tmp_path)
    assert Corpus().folder == own_corpus.folder
