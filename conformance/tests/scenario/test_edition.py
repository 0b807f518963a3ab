"""Editions: frozen, read back, and refused where they are not as they were."""

from typing import Final

import pytest

from mapi_conformance.errors import ScenarioErrors, UnknownEdition
from mapi_conformance.scenario.corpus import Corpus
from mapi_conformance.scenario.digest import digest_case
from mapi_conformance.scenario.edition import Edition, Editions, rename


EDITION = Edition(
    name="2026-01-02", clauses={"A-1": "c1"}, cases={"s/one[a=1,b=2]": "d1"}
)
#: Computed once by other means: sha256 of "case s/one[a=1,b=2] d1\nclause A-1 c1".
DIGEST = "9bc4d42c5d24755ac6d693121d559028d1c6c223a3a0d1d1cfaa56563440890d"


class TestFile:
    """A file for each edition."""

    def test_round_trip(self, own_corpus: Corpus) -> None:
        """What is written is read."""
        editions = own_corpus.editions
        editions.write(EDITION)

        assert editions.names == ("2026-01-02", "2026-11-20")
        assert editions.read("2026-01-02") == EDITION

    def test_digest(self) -> None:
        """The digest covers every line."""
        assert EDITION.digest == DIGEST

    @pytest.mark.parametrize(
        ("old", "new"), [("d1", "d2"), ("s/one", "s/two"), ("A-1: c1", "A-1: c2")]
    )
    def test_edited(self, own_corpus: Corpus, old: str, new: str) -> None:
        """One that somebody edited is refused."""
        path = own_corpus.editions.write(EDITION)
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")

        with pytest.raises(UnknownEdition, match="is not as it was frozen"):
            own_corpus.editions.read("2026-01-02")

    @pytest.mark.parametrize(
        ("text", "complaint"),
        [("- one\n", "a mapping, name: value, is due"), ("a: [", "not YAML")],
    )
    def test_no_edition(self, own_corpus: Corpus, text: str, complaint: str) -> None:
        """A file of another kind is no edition."""
        path = own_corpus.editions.write(EDITION)
        path.write_text(text, "utf-8")

        with pytest.raises((UnknownEdition, ScenarioErrors)) as caught:
            own_corpus.editions.read("2026-01-02")

        assert complaint in str(caught.value)

    def test_unknown(self) -> None:
        """A near miss is suggested."""
        with pytest.raises(UnknownEdition) as caught:
            Corpus().editions.read("2026-11-21")

        assert str(caught.value).startswith("no edition is called '2026-11-21'; there")
        assert str(caught.value).endswith("; did you mean '2026-11-20'?")


class TestRename:
    """Old ids live on."""

    RENAMED: Final = {
        "s/one": "s/two",
        "t": "u",
        "s/x[a=1]": "s/y[b=1]",
        "s/two": "s/three",
    }

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("s/one", "s/three"),
            ("s/one[a=1]", "s/three[a=1]"),
            ("t/one[a=1]", "u/one[a=1]"),
            ("t", "u"),
            ("s/x[a=1]", "s/y[b=1]"),
            ("s/x[a=2]", "s/x[a=2]"),
            ("other/one", "other/one"),
        ],
    )
    def test_id(self, old: str, new: str) -> None:
        """A case, a scenario or a suite; what is in brackets stays."""
        assert rename(old, self.RENAMED) == new

    def test_circle(self) -> None:
        """A circle does not hang."""
        assert rename("a", {"a": "b", "b": "a"}) in {"a", "b"}

    def test_file(self, own_corpus: Corpus) -> None:
        """The map is no edition, and its ids are those of cases of old editions."""
        path = own_corpus.folder / "editions" / "renamed.yaml"
        path.write_text("s/one: s/two\n", "utf-8")
        editions = Editions(path.parent)
        editions.write(EDITION)

        assert "renamed" not in editions.names
        assert editions.read("2026-01-02").counting() == {"s/two[a=1,b=2]": "d1"}


@pytest.mark.parametrize("name", Corpus().editions.names)
def test_nothing_that_counts_has_changed(name: str) -> None:
    """Every case of every edition is there as it was frozen.

    If one is not, write a new case beside it; while the edition is not released yet,
    ``make freeze`` writes it anew.
    """
    corpus = Corpus()
    cases = [case for each in corpus.load_all() for case in each.cases]
    here = {case.id: digest_case(case, corpus.catalogue) for case in cases}
    counting = corpus.editions.read(name).counting()

    assert {case: here.get(case) for case in counting} == counting


def test_current_edition_is_there() -> None:
    """The edition that counts by default is frozen."""
    corpus = Corpus()

    assert corpus.edition in corpus.editions.names
