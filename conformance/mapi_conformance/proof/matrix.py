"""The kill matrix: for each scenario and clause the flaws that it finds.

It is kept beside the corpus (``proof.json``), written by ``prove --update`` and
compared by ``prove --full``, so that an assertion cannot go without being missed.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mapi_conformance.proof.coverage import Coverage, Pair
from mapi_conformance.proof.trial import Trial


NAME = "proof.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One scenario and clause."""

    pair: Pair
    #: Where it asserts, with what is compared there.
    at: tuple[str, ...]
    #: The flaws that it names, by name.
    kills: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Every row, and how many flaws there were."""

    rows: tuple[Row, ...]
    #: Flaws tried, flaws named at all, flaws named by a case that cites their clause.
    flaws: int
    killed: int
    rightly: int

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """The rows, without what they hold."""
        return tuple(row.pair for row in self.rows)

    def kills_of(self, scenario: str) -> Mapping[str, tuple[str, ...]]:
        """The clauses of a scenario with the flaws that each names."""
        return {
            row.pair.clause: row.kills
            for row in self.rows
            if row.pair.scenario == scenario and row.kills
        }


def make_matrix(coverage: Coverage, trials: Iterable[Trial]) -> Matrix:
    """Put together what fired and what was found."""
    tried = tuple(trials)
    kills: dict[Pair, list[str]] = defaultdict(list)
    for trial in tried:
        for pair in trial.kills:
            kills[pair].append(trial.flaw.name)
    return Matrix(
        rows=tuple(
            Row(
                pair=pair,
                at=tuple(sorted(coverage.fired.get(pair, ()))),
                kills=tuple(sorted(kills[pair])),
            )
            for pair in sorted({*coverage.fired, *kills})
        ),
        flaws=len(tried),
        killed=sum(trial.killed for trial in tried),
        rightly=sum(trial.killed and not trial.missed for trial in tried),
    )


def write_matrix(matrix: Matrix, folder: Path) -> None:
    """Write the matrix, a row a line, so that a change shows as the rows it changed."""
    rows = ",\n".join(
        json.dumps([row.pair.scenario, row.pair.clause, row.at, row.kills])
        for row in matrix.rows
    )
    counts = {
        "flaws": matrix.flaws,
        "killed": matrix.killed,
        "killed by their clause": matrix.rightly,
    }
    text = f'{{"counts": {json.dumps(counts)},\n"rows": [\n{rows}\n]}}\n'
    (folder / NAME).write_text(text, encoding="utf-8", newline="\n")


def read_matrix(folder: Path) -> Matrix:
    """Read the matrix that is kept; an empty one where none is."""
    path = folder / NAME
    if not path.is_file():
        return Matrix(rows=(), flaws=0, killed=0, rightly=0)
    plain = json.loads(path.read_text(encoding="utf-8"))
    return Matrix(
        rows=tuple(
            Row(pair=Pair(scenario, clause), at=tuple(at), kills=tuple(kills))
            for scenario, clause, at, kills in plain["rows"]
        ),
        flaws=plain["counts"]["flaws"],
        killed=plain["counts"]["killed"],
        rightly=plain["counts"]["killed by their clause"],
    )


def compare(kept: Matrix, now: Matrix) -> tuple[str, ...]:
    """Say which rows of the matrix that is kept are no longer so."""
    old = {row.pair: row for row in kept.rows}
    new = {row.pair: row for row in now.rows}
    return tuple(
        _change(pair, old.get(pair), new.get(pair))
        for pair in sorted({*old, *new})
        if old.get(pair) != new.get(pair)
    )


def _change(pair: Pair, old: Row | None, new: Row | None) -> str:
    name = f"{pair.scenario} {pair.clause}"
    if new is None:
        return f"{name}: asserts nothing any more"
    if old is None:
        return f"{name}: is new"
    lost = [f"asserts no more at {each}" for each in old.at if each not in new.at]
    lost += [f"no longer names {flaw}" for flaw in old.kills if flaw not in new.kills]
    lost += [f"asserts at {each} too" for each in new.at if each not in old.at]
    lost += [f"names {flaw} too" for flaw in new.kills if flaw not in old.kills]
    return f"{name}: {'; '.join(lost)}"
