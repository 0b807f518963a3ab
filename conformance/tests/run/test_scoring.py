"""What counts in a run: a new suite judges by an old edition as the old suite did."""

from pathlib import Path

import pytest

from mapi_conformance.errors import UnknownEdition
from mapi_conformance.exits import Exit
from mapi_conformance.port.finding import find_providers, open_reference
from mapi_conformance.run.judging import Judging, Options
from mapi_conformance.run.outcome import exit_code
from mapi_conformance.run.record import RunRecord
from mapi_conformance.scenario.corpus import Corpus
from mapi_conformance.scenario.edition import freeze


#: Only these cases of the shipped corpus see the flaw.
FLAW = "flaw:first-flag-wins"
SEES_IT = ("imsgstore/store-logoff-deferred.yaml",)
OLD, NEW = "2026-01-02", "2026-11-20"


def judge(corpus: Corpus, edition: str | None, *files: str) -> RunRecord:
    """Judge the flaw by an edition; without files, by the whole corpus."""
    directory = find_providers()
    provider = directory.open(FLAW, {}, Path.cwd())
    options = Options(edition=edition)
    judging = Judging(provider, corpus, options, lambda: open_reference(directory))
    loaded = [corpus.load(corpus.folder / file) for file in files]
    cases = [case for each in loaded or corpus.load_all() for case in each.cases]
    return judging.record(map(judging.conclude, cases))


def freeze_as(corpus: Corpus, name: str) -> None:
    """Freeze what a corpus holds."""
    cases = [case for each in corpus.load_all() for case in each.cases]
    corpus.editions.write(freeze(name, cases, corpus.catalogue))


@pytest.fixture(name="old")
def _old(own_corpus: Corpus) -> RunRecord:
    """Judge with an old suite, which lacks the cases that see the flaw; freeze it."""
    kept = {file: (own_corpus.folder / file).read_text("utf-8") for file in SEES_IT}
    for file in kept:
        (own_corpus.folder / file).unlink()
    freeze_as(own_corpus, OLD)
    record = judge(own_corpus, OLD)
    for file, text in kept.items():
        (own_corpus.folder / file).write_text(text, "utf-8")
    return record


def said(run: RunRecord) -> dict[str, str]:
    """What was said of every case that counts."""
    return {case.id: case.verdict.value for case in run.cases if not case.provisional}


class TestOldEdition:
    """A new suite runs an old edition."""

    def test_verdict(self, own_corpus: Corpus, old: RunRecord) -> None:
        """It gives the old verdict, case by case and as a whole."""
        new = judge(own_corpus, OLD)

        assert exit_code(old.cases) is Exit.CONFORMS
        assert exit_code(new.cases) is Exit.CONFORMS
        assert said(new) == said(old)
        assert (new.edition, new.edition_digest) == (OLD, old.edition_digest)

    @pytest.mark.usefixtures("old")
    def test_new_cases(self, own_corpus: Corpus) -> None:
        """The new cases run, are shown with their verdicts, and say why they wait."""
        new = judge(own_corpus, OLD)

        found = {case.verdict.value for case in new.cases if case.provisional}
        why = {case.provisional for case in new.cases} - {""}
        assert "deviates" in found
        assert why == {"was added after the edition 2026-01-02"}

    @pytest.mark.usefixtures("old")
    def test_new_edition(self, own_corpus: Corpus) -> None:
        """By the new edition the same run deviates."""
        assert exit_code(judge(own_corpus, NEW).cases) is Exit.DEVIATES
        assert exit_code(judge(own_corpus, None).cases) is Exit.DEVIATES

    def test_rename(self, own_corpus: Corpus, old: RunRecord) -> None:
        """A suite that was renamed counts under its new id."""
        path = own_corpus.folder / "imsgstore" / "release.yaml"
        text = path.read_text("utf-8")
        path.write_text(text.replace("suite: store-release", "suite: let-go"), "utf-8")
        renamed = own_corpus.folder / "editions" / "renamed.yaml"
        renamed.write_text("store-release: let-go\n", "utf-8")

        new = judge(Corpus(own_corpus.folder), OLD)

        assert {case.replace("let-go/", "store-release/") for case in said(new)} == (
            said(old).keys()
        )


class TestChange:
    """A case that asks for something else is another case."""

    def test_expectation(self, own_corpus: Corpus) -> None:
        """It no longer counts."""
        path = own_corpus.folder / SEES_IT[0]
        text = path.read_text("utf-8").replace("STORELOGOFF-014", "STORELOGOFF-015", 1)
        path.write_text(text, "utf-8")

        run = judge(own_corpus, NEW, *SEES_IT)

        assert {case.provisional for case in run.cases} == {
            "",
            "changed after the edition 2026-11-20",
        }

    def test_draft(self, own_corpus: Corpus) -> None:
        """A draft counts every case as it stands, and has no digest."""
        own_corpus.editions.write(freeze(OLD, (), own_corpus.catalogue))

        by_old = judge(own_corpus, OLD, *SEES_IT)
        draft = judge(own_corpus, "draft", *SEES_IT)

        assert exit_code(by_old.cases) is Exit.NOTHING_JUDGED
        assert exit_code(draft.cases) is Exit.DEVIATES
        assert (draft.edition, draft.edition_digest) == ("draft", "")

    def test_own_cases(self, own_corpus: Corpus, tmp_path: Path) -> None:
        """Cases of one's own are of no edition and count."""
        own = tmp_path / "mine.yaml"
        text = (own_corpus.folder / SEES_IT[0]).read_text("utf-8")
        own.write_text(text.replace("suite: ", "suite: my-", 1), "utf-8")

        run = judge(own_corpus, NEW, str(own))

        assert exit_code(run.cases) is Exit.DEVIATES
        assert {case.digest for case in run.cases} == {""}

    def test_never_frozen(self, own_corpus: Corpus) -> None:
        """A corpus that was never frozen counts as it stands."""
        own_corpus.name_edition("2030-01-01")
        corpus = Corpus(own_corpus.folder)

        run = judge(corpus, None, *SEES_IT)

        assert (run.edition, run.edition_digest) == ("2030-01-01", "")
        with pytest.raises(UnknownEdition):
            judge(corpus, "2030-01-01", *SEES_IT)
