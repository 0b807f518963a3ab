"""The shipped corpus, and folders of scenario files."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from mapi_conformance.errors import ScenarioErrors
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.corpus import (
    Corpus,
    corpus_folder,
    looks_like_scenarios,
    scenario_files,
)
from mapi_conformance.scenario.model import Subject
from mapi_conformance.scenario.scope import is_doing_of


SUITE = """\
suite: NAME
about: x
scenarios: [{id: a, title: t, steps: [{provider.AddRef: }]}]
"""

PRODUCTS = re.compile(r"kopano|zarafa|exchange|outlook|microsoft", re.IGNORECASE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give an empty corpus."""
    (tmp_path / "clauses").mkdir()
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "corpus.yaml").write_text("", "utf-8")
    (tmp_path / "edition.yaml").write_text("edition: 2020-02-02\n", "utf-8")
    return tmp_path


class TestShipped:
    """The corpus that is shipped."""

    def test_loads_without_warnings(self, corpus: Corpus) -> None:
        """Every shipped file loads, and nothing in it is doubtful."""
        files = tuple(corpus.files())

        assert len(files) >= 5
        assert [corpus.load(file).warnings for file in files] == [()] * len(files)
        assert len(corpus.load_all()) == len(files)

    def test_every_file_has_cases(self, corpus: Corpus) -> None:
        """No shipped suite and no shipped scenario is empty."""
        for loaded in corpus.load_all():
            run = {case.scenario.id for case in loaded.cases}
            assert run == {scenario.id for scenario in loaded.suite.scenarios}
            assert run

    def test_ids_are_unique(self, corpus: Corpus) -> None:
        """No two cases, suites or clauses of the whole corpus have one id."""
        cases = Counter(case.id for case in _cases(corpus))
        suites = Counter(loaded.suite.id for loaded in corpus.load_all())
        clauses = Counter(_written_ids(corpus))

        for found in (cases, suites, clauses):
            assert [name for name, count in found.items() if count > 1] == []

    def test_cited_clauses_exist(self, corpus: Corpus) -> None:
        """Every clause that a case cites is in the catalogue and binds its subject."""
        for case in _cases(corpus):
            for name in case.clauses:
                clause = corpus.catalogue.get(name)
                assert clause is not None
                assert clause.subject == case.suite.subject.bound

    def test_watched_clauses_bind_the_doer(self, corpus: Corpus) -> None:
        """What an unmentioned event breaks binds whoever makes such events."""
        for kinds in corpus.shared.watch.values():
            for kind in kinds:
                clauses = (*kind.unexpected, *kind.missing, *kind.again)
                bound = {corpus.catalogue[name].subject for name in clauses}
                doers = {s.bound for s in Subject if is_doing_of(kind.kind, s)}
                assert bound == doers

    def test_family_is_the_file(self, corpus: Corpus) -> None:
        """Every family's file holds clauses of its own family only, in order."""
        for path in _families(corpus):
            ids = _ids_of(path)
            assert ids
            assert {name.rpartition("-")[0] for name in ids} == {path.stem.upper()}
            assert ids == sorted(ids)

    def test_every_clause_is_found(self, corpus: Corpus) -> None:
        """The catalogue finds by its id every clause that stands in a file."""
        written = [name for path in _families(corpus) for name in _ids_of(path)]

        assert [clause.id for clause in corpus.catalogue.clauses] == written
        assert [n for n in written if corpus.catalogue.get(n) is None] == []

    def test_clauses_use_known_words(self, corpus: Corpus) -> None:
        """Subjects, levels, states and readings are those of the glossary."""
        clauses = corpus.catalogue.clauses

        assert {clause.subject for clause in clauses} <= {
            "provider",
            "mapi-subsystem",
            "transport",
            "client",
        }
        assert {clause.level for clause in clauses} <= {"must", "should", "may"}
        assert {clause.status for clause in clauses} <= {
            "normative",
            "ambiguous",
            "informational",
        }
        assert {clause.profile for clause in clauses} <= {
            "any",
            "deferred",
            "eager",
            "abort-refuse",
            "abort-stop",
        }
        assert {clause.tier for clause in clauses} <= {1, 2}

    def test_clauses_point_somewhere(self, corpus: Corpus) -> None:
        """Every clause has a sentence and a page, and its ambiguities exist."""
        for clause in corpus.catalogue.clauses:
            assert clause.text.endswith(".")
            assert clause.pages
            assert set(clause.ambiguities) <= set(corpus.catalogue.ambiguities)

    def test_no_product_is_mentioned(self, corpus: Corpus) -> None:
        """No clause, ambiguity, scene or scenario names a product."""
        texts = {
            path.name: path.read_text("utf-8") for path in scenario_files(corpus.folder)
        }
        found = {name: PRODUCTS.findall(text) for name, text in texts.items()}

        assert len(texts) > 40
        assert {name: words for name, words in found.items() if words} == {}

    def test_edition_is_a_date(self, corpus: Corpus) -> None:
        """A verdict names the edition of its corpus."""
        assert re.fullmatch(r"20\d\d-\d\d-\d\d", corpus.edition)

    def test_folder_is_beside_the_engine(self, corpus: Corpus) -> None:
        """In a checkout the corpus is the folder cases at the top."""
        assert corpus.folder == corpus_folder()
        assert corpus_folder().name == "cases"
        assert (corpus_folder() / "shared" / "corpus.yaml").is_file()


def _cases(corpus: Corpus) -> Iterator[Case]:
    for loaded in corpus.load_all():
        yield from loaded.cases


def _families(corpus: Corpus) -> list[Path]:
    files = sorted((corpus.folder / "clauses").glob("*.yaml"))
    return [file for file in files if file.name != "ambiguities.yaml"]


def _ids_of(path: Path) -> list[str]:
    return re.findall(r"^- id: (\S+)$", path.read_text("utf-8"), re.MULTILINE)


def _written_ids(corpus: Corpus) -> Iterator[str]:
    for path in (corpus.folder / "clauses").glob("*.yaml"):
        yield from _ids_of(path)


class TestFolders:
    """Which files are read, and how they are called."""

    def test_what_is_no_scenario(self, folder: Path) -> None:
        """Clauses, the edition and shared things are no scenario files."""
        for name in ("b/two.yml", "a.yaml", "b/one.yaml", "b/shared/x.yaml"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(SUITE, "utf-8")
        (folder / "clauses" / "test.yaml").write_text("[]", "utf-8")
        (folder / "notes.txt").write_text("suite: x", "utf-8")
        (folder / "c.yaml").mkdir()

        found = [path.relative_to(folder).as_posix() for path in Corpus(folder).files()]

        assert found == ["a.yaml", "b/one.yaml", "b/shared/x.yaml", "b/two.yml"]

    def test_names_of_the_corpus(self, corpus: Corpus) -> None:
        """A shipped file is called the same in a checkout and in a wheel."""
        path = corpus.folder / "imsgstore" / "store-logoff-flag.yaml"

        assert corpus.name_of(path) == "cases/imsgstore/store-logoff-flag.yaml"
        assert corpus.load(path).suite.path == "cases/imsgstore/store-logoff-flag.yaml"

    def test_names_of_a_user(self, corpus: Corpus, tmp_path: Path) -> None:
        """A user's file is called by its path, in ids and in messages."""
        path = tmp_path / "own.yaml"
        path.write_text(SUITE.replace("NAME", "own"), "utf-8")
        wrong = tmp_path / "wrong.yaml"
        wrong.write_text("suite: Wrong", "utf-8")

        assert corpus.load(path).suite.path == path.as_posix()
        assert corpus.load(path, "own").suite.path == "own"
        with pytest.raises(ScenarioErrors) as caught:
            corpus.load(wrong)
        assert str(caught.value) == (
            f"{wrong.as_posix()}:1:1: a suite needs 'about'\n"
            f"{wrong.as_posix()}:1:8: 'Wrong' is no id; ids are kebab-case, as in"
            " last-flag-wins"
        )

    def test_other_encodings(self, corpus: Corpus, tmp_path: Path) -> None:
        """A file that is not UTF-8 is read as far as it goes; one with a mark too."""
        latin = tmp_path / "latin.yaml"
        latin.write_bytes(
            SUITE.replace("NAME", "n").replace("x", "é").encode("latin-1")
        )
        marked = tmp_path / "marked.yaml"
        marked.write_text(SUITE.replace("NAME", "n"), "utf-8-sig")

        assert corpus.load(latin).suite.about == "�"
        assert corpus.load(marked).suite.id == "n"

    def test_suite_twice(self, folder: Path) -> None:
        """Two files of one corpus are never the same suite."""
        for name in ("a.yaml", "b.yaml"):
            (folder / name).write_text(SUITE.replace("NAME", "same"), "utf-8")

        with pytest.raises(ScenarioErrors) as caught:
            Corpus(folder).load_all()

        assert str(caught.value) == (
            "cases/b.yaml:1:1: 'same' is a suite in cases/a.yaml too"
        )

    def test_problems_of_all_files(self, folder: Path) -> None:
        """Problems of several files come together, each under its own file."""
        broken = SUITE.replace("provider.AddRef: ", "provider.AddReff: ")
        (folder / "a.yaml").write_text(broken.replace("NAME", "a"), "utf-8")
        (folder / "b.yaml").write_text("", "utf-8")
        (folder / "c.yaml").write_text(broken.replace("NAME", "c"), "utf-8")

        with pytest.raises(ScenarioErrors) as caught:
            Corpus(folder).load_all()

        assert str(caught.value) == (
            "cases/a.yaml:3:40: no interface has a method 'AddReff'; did you mean"
            " 'AddRef'?\n"
            "cases/b.yaml:1:1: the file is empty; a suite is due\n"
            "cases/c.yaml:3:40: no interface has a method 'AddReff'; did you mean"
            " 'AddRef'?"
        )

    @pytest.mark.parametrize(
        ("text", "edition"),
        [
            ("edition: 2020-02-02", "2020-02-02"),
            ("", "unknown"),
            ("[a]", "unknown"),
            ("edition: [a]", "unknown"),
        ],
    )
    def test_edition(self, folder: Path, text: str, edition: str) -> None:
        """The edition is a word of its file, or unknown."""
        (folder / "edition.yaml").write_text(text, "utf-8")

        assert Corpus(folder).edition == edition


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SUITE, True),
        ("# a comment\n\nsuite: x\n", True),
        ("\ufeffsuite: x\n", True),
        ("suit: x\nabout: y\nscenarios:\n  - id: a\n", True),
        ("suite : x\n", True),
        ("---\nsuite: x\n", True),
        ("scenarios", True),
        ("", False),
        ("name: x\nscenario: y\n", False),
        ("jobs:\n  suite: x\n", False),
        ("# suite: x\n", False),
        ("- suite: x\n", False),
        ("suites: x\n", False),
        ("x: suite\n", False),
    ],
)
def test_looks_like_scenarios(text: str, expected: bool) -> None:  # noqa: FBT001  # a column of the table
    """A file is ours if a key at its left edge is suite or scenarios."""
    assert looks_like_scenarios(text) is expected
