"""The kill matrix, and what is told when it changes."""

from dataclasses import replace
from pathlib import Path

from mapi_conformance.port import Flaw
from mapi_conformance.proof.coverage import Coverage, Pair
from mapi_conformance.proof.matrix import (
    Matrix,
    Row,
    compare,
    make_matrix,
    read_matrix,
    write_matrix,
)
from mapi_conformance.proof.redundancy import (
    read_redundant,
    sole_killers,
    unreasoned,
)
from mapi_conformance.proof.trial import Trial
from mapi_conformance.scenario.corpus import Corpus


ONE = Pair("s/one", "SLT-004")
TWO = Pair("s/two", "SLT-004")
LAW = Pair("s/two", "SDSTORE-019")
ROW = Row(pair=ONE, at=("1 store.Release: returns",), kills=("early", "late"))
MATRIX = Matrix(rows=(ROW,), flaws=2, killed=2, rightly=1)


def a_trial(name: str, *kills: Pair, breaks: tuple[str, ...] = ("SLT-004",)) -> Trial:
    """Make what became of a flaw that these rows name."""
    flaw = Flaw(
        name=name,
        selector=f"flaw:{name}",
        subject="provider",
        summary="is wrong.",
        breaks=breaks,
    )
    return Trial(
        flaw=flaw,
        named={pair.clause: (pair.scenario,) for pair in kills},
        kills=frozenset(kills),
        cases=1,
        seconds=0.0,
    )


def test_made_of_both() -> None:
    """A row has what fired and what was found; a flaw that nothing names counts."""
    coverage = Coverage(fired={ONE: {"1 store.Release: returns"}})

    matrix = make_matrix(
        coverage, [a_trial("late", ONE), a_trial("odd", LAW), a_trial("unseen")]
    )

    assert matrix == Matrix(
        rows=(
            Row(pair=ONE, at=("1 store.Release: returns",), kills=("late",)),
            Row(pair=LAW, at=(), kills=("odd",)),
        ),
        flaws=3,
        killed=2,
        rightly=1,
    )


def test_written_and_read(tmp_path: Path) -> None:
    """What is written is read again, a row a line."""
    write_matrix(MATRIX, tmp_path)

    lines = (tmp_path / "proof.json").read_text("utf-8").splitlines()
    assert lines[2] == (
        '["s/one", "SLT-004", ["1 store.Release: returns"], ["early", "late"]]'
    )
    assert read_matrix(tmp_path) == MATRIX


def test_none_kept(tmp_path: Path) -> None:
    """A corpus without a proof has an empty matrix."""
    assert read_matrix(tmp_path).rows == ()


def test_kills_of() -> None:
    """A scenario's flaws stand by the clause that names them."""
    idle = Row(pair=Pair("s/one", "SLT-001"), at=(), kills=())
    matrix = replace(MATRIX, rows=(ROW, idle))

    assert matrix.kills_of("s/one") == {"SLT-004": ("early", "late")}
    assert matrix.kills_of("s/two") == {}


class TestCompare:
    """What is told of a matrix that changed."""

    def test_same(self) -> None:
        """Nothing is told where nothing changed."""
        assert compare(MATRIX, MATRIX) == ()

    def test_row_gone(self) -> None:
        """A scenario that asserts a clause no more is named."""
        assert compare(MATRIX, replace(MATRIX, rows=())) == (
            "s/one SLT-004: asserts nothing any more",
        )

    def test_row_new(self) -> None:
        """A scenario that asserts a clause for the first time is named too."""
        assert compare(replace(MATRIX, rows=()), MATRIX) == ("s/one SLT-004: is new",)

    def test_row_changed(self) -> None:
        """Lost and new places and flaws are told, losses first."""
        now = replace(ROW, at=("2 store.Release: returns",), kills=("early", "new"))

        assert compare(MATRIX, replace(MATRIX, rows=(now,))) == (
            (
                "s/one SLT-004: asserts no more at 1 store.Release: returns; no longer"
                " names late; asserts at 2 store.Release: returns too; names new too"
            ),
        )


class TestRedundancy:
    """Rows that nothing would be missed without."""

    def test_sole_killer(self) -> None:
        """The one row that names a flaw by what it breaks; others do not count."""
        assert sole_killers([a_trial("late", ONE, LAW)]) == {ONE}

    def test_two_rows_share_a_flaw(self) -> None:
        """Neither is sole: the other would still find it."""
        assert sole_killers([a_trial("late", ONE, TWO)]) == frozenset()

    def test_reasons(self) -> None:
        """A scenario without a reason is told, and a reason without need."""
        at = ("1 store.Release: returns",)
        matrix = replace(
            MATRIX, rows=(ROW, Row(pair=TWO, at=at, kills=()), replace(ROW, pair=LAW))
        )
        reasons = {"s/one": "It stands for something else.", "s/none": "It is gone."}

        assert unreasoned(matrix, {TWO}, reasons, Corpus().catalogue) == (
            (
                "s/two: SDSTORE-019 would not be missed; say why it stays in"
                " cases/shared/redundant.yaml"
            ),
            "s/none: cases/shared/redundant.yaml has a reason, and none is needed",
        )

    def test_laws_need_none(self) -> None:
        """A law is asserted wherever it can fire."""
        law = Row(pair=LAW, at=("law support-returned",), kills=("late",))
        matrix = replace(MATRIX, rows=(law,))

        assert unreasoned(matrix, (), {}, Corpus().catalogue) == ()

    def test_read(self, tmp_path: Path) -> None:
        """The file has a sentence for each scenario; none is no reason at all."""
        assert read_redundant(tmp_path) == {}
        (tmp_path / "shared").mkdir()
        path = tmp_path / "shared" / "redundant.yaml"
        path.write_text("s/one: It stands for something else.\n", encoding="utf-8")

        assert read_redundant(tmp_path) == {"s/one": "It stands for something else."}
