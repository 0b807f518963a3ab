"""Rows of the kill matrix that nothing would be missed without, and why they stay."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from mapi_conformance.proof.coverage import Pair
from mapi_conformance.proof.matrix import Matrix
from mapi_conformance.proof.trial import Trial
from mapi_conformance.scenario.catalogue import Catalogue
from mapi_conformance.scenario.nodes import Fields, Scalar, read_nodes
from mapi_conformance.scenario.problems import Problems


NAME = "redundant.yaml"


def sole_killers(trials: Iterable[Trial]) -> frozenset[Pair]:
    """Find the rows without which a flaw would not be named by a clause it breaks."""
    found = set()
    for trial in trials:
        right = [pair for pair in trial.kills if pair.clause in trial.flaw.breaks]
        if len(right) == 1:
            found.add(right[0])
    return frozenset(found)


def read_redundant(folder: Path) -> Mapping[str, str]:
    """Read why a scenario stays whose rows are not all sole killers, by scenario.

    Raises:
        ScenarioErrors: The file is no YAML.
    """
    path = folder / "shared" / NAME
    if not path.is_file():
        return {}
    problems = Problems()
    top = read_nodes(path.read_text(encoding="utf-8"), f"cases/shared/{NAME}", problems)
    problems.check()
    entries = top.entries if isinstance(top, Fields) else ()
    return {key.text: v.text for key, v in entries if isinstance(v, Scalar)}


def unreasoned(
    matrix: Matrix,
    sole: Iterable[Pair],
    reasons: Mapping[str, str],
    catalogue: Catalogue,
) -> tuple[str, ...]:
    """Say which scenarios lack a reason to stay, and which have one for nothing."""
    needed = _redundant(matrix, frozenset(sole), catalogue)
    lacking = [
        f"{scenario}: {', '.join(clauses)} would not be missed; say why it stays in"
        f" cases/shared/{NAME}"
        for scenario, clauses in sorted(needed.items())
        if scenario not in reasons
    ]
    idle = [
        f"{scenario}: cases/shared/{NAME} has a reason, and none is needed"
        for scenario in sorted({*reasons} - {*needed})
    ]
    return (*lacking, *idle)


def _redundant(
    matrix: Matrix, sole: frozenset[Pair], catalogue: Catalogue
) -> Mapping[str, list[str]]:
    """Find the rows above a may that are no sole killers, by scenario.

    A row of laws alone is left out: a law is asserted wherever it can fire.
    """
    rows: dict[str, list[str]] = defaultdict(list)
    for row in matrix.rows:
        pair = row.pair
        of_laws = row.at and all(each.startswith("law ") for each in row.at)
        if (
            pair not in sole
            and not of_laws
            and catalogue[pair.clause].severity != "may"
        ):
            rows[pair.scenario].append(pair.clause)
    return rows
