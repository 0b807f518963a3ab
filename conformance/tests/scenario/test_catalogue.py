"""The catalogue of clauses."""

from pathlib import Path

import pytest

from mapi_conformance.scenario.catalogue import Ambiguity, Catalogue, Clause


FULL = """\
- id: TEST-002
  interface: IMsgStore
  method: StoreLogoff
  subject: provider
  level: should
  status: ambiguous
  profile: deferred
  tier: 2
  text: The flag is kept.
  pages: [one-page, another-page]
  derived: true
  observe: Look at the flag.
  visible: true
  ambiguities: [AMB-02, AMB-01]
  note: See elsewhere.
- id: TEST-001
  interface: IMsgStore
  method: Release
  subject: client
  level: must
  status: informational
  tier: 1
  text: "Yes: a store can be released."
  pages: [one-page]
"""

AMBIGUITIES = """\
- id: AMB-01
  topic: When
  conflict: Two pages.
  reading: The first.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with two families and an ambiguity."""
    other = FULL.replace("TEST", "ALSO").replace("The flag is kept.", "Another.")
    (tmp_path / "test.yaml").write_text(FULL, "utf-8")
    (tmp_path / "also.yaml").write_text(other, "utf-8")
    (tmp_path / "ambiguities.yaml").write_text(AMBIGUITIES, "utf-8")
    return tmp_path


class TestClauses:
    """Clauses by id, as their family's file has them."""

    def test_whole_clause(self, folder: Path) -> None:
        """Every word of a clause arrives."""
        assert Catalogue(folder)["TEST-002"] == Clause(
            id="TEST-002",
            interface="IMsgStore",
            method="StoreLogoff",
            subject="provider",
            level="should",
            status="ambiguous",
            profile="deferred",
            tier=2,
            text="The flag is kept.",
            pages=("one-page", "another-page"),
            derived=True,
            observe="Look at the flag.",
            ambiguities=("AMB-02", "AMB-01"),
            note="See elsewhere.",
        )

    def test_unwritten(self, folder: Path) -> None:
        """What is unwritten: normative, under any reading, stated, unquestioned."""
        text = FULL.replace("  status: informational\n", "")
        (folder / "test.yaml").write_text(text, "utf-8")

        clause = Catalogue(folder)["TEST-001"]

        assert (clause.status, clause.profile, clause.derived) == (
            "normative",
            "any",
            False,
        )
        assert (clause.ambiguities, clause.observe, clause.note) == ((), "", "")

    @pytest.mark.parametrize(
        ("clause", "severity"), [("TEST-001", "may"), ("TEST-002", "should")]
    )
    def test_severity(self, folder: Path, clause: str, severity: str) -> None:
        """An informational clause is never above may; others have their level."""
        assert Catalogue(folder)[clause].severity == severity

    def test_all_by_family_and_place(self, folder: Path) -> None:
        """All clauses come by family, and in it as written; ambiguities are none."""
        found = [clause.id for clause in Catalogue(folder).clauses]

        assert found == ["ALSO-002", "ALSO-001", "TEST-002", "TEST-001"]

    @pytest.mark.parametrize(
        "clause",
        [
            "TEST-003",
            "test-001",
            "NOWHERE-001",
            "TEST",
            "-",
            "",
            "AMB-01",
            "AMBIGUITIES-001",
            "../TEST-001",
            "./TEST-001",
            "X" * 300 + "-001",
            "\0-001",
        ],
        ids=lambda clause: repr(clause[:20]),
    )
    def test_unknown_clause(self, folder: Path, clause: str) -> None:
        """What is no clause is not found, and looked for in no other file."""
        assert Catalogue(folder).get(clause) is None

    def test_known_clause_is_not_guessed(self, folder: Path) -> None:
        """A clause that must exist and does not is a mistake of ours."""
        with pytest.raises(KeyError):
            Catalogue(folder)["TEST-003"]

    def test_family_is_read_once_and_late(self, folder: Path) -> None:
        """Only the families that are asked for are read, each once."""
        (folder / "broken.yaml").write_text("[", "utf-8")
        catalogue = Catalogue(folder)
        assert catalogue.get("TEST-001") is not None

        (folder / "test.yaml").write_text("[]", "utf-8")

        assert catalogue.get("TEST-001") is not None


class TestAmbiguities:
    """Where the pages are silent or at odds."""

    def test_by_id(self, folder: Path) -> None:
        """An ambiguity has its topic, its conflict and the reading chosen."""
        assert Catalogue(folder).ambiguities == {
            "AMB-01": Ambiguity(
                id="AMB-01", topic="When", conflict="Two pages.", reading="The first."
            )
        }
