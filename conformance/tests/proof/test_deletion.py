"""An assertion cannot go without being missed: any one, taken out of the corpus."""

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
import yaml

from mapi_conformance.errors import ScenarioErrors
from mapi_conformance.proof.coverage import Coverage, Pair, cover
from mapi_conformance.proof.matrix import read_matrix
from mapi_conformance.proof.trials import documented_names, workshop
from mapi_conformance.scenario.corpus import Corpus


#: How many are tried.
COUNT: Final = 50
#: Another one in every run; the same in all processes of a distributed one.
SEED: Final = os.environ.get("PYTEST_XDIST_TESTRUNUID") or str(time.time_ns())
CORPUS: Final = Corpus()
KEPT: Final = {row.pair: set(row.at) for row in read_matrix(CORPUS.folder).rows}

#: Keys and positions from the top of a file to what goes.
Way = tuple[str | int, ...]


def ways(node: yaml.Node, way: Way = ()) -> Iterator[Way]:
    """Find what asserts: citations, one aspect of several, events that are cited, laws.

    What is only observed asserts nothing, and what is asked of a provider that lacks
    something fires with none that is documented: they have all of it.
    """
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from ways(item, (*way, index))
            if way[-1:] == ("laws",) or (way[-1:] == ("causes",) and _cites(item)):
                yield (*way, index)
    if isinstance(node, yaml.MappingNode):
        entries = {key.value: value for key, value in node.value}
        if entries.keys() & {"observe", "without"}:
            return
        for key, value in entries.items():
            yield from ways(value, (*way, key))
            if key == "cites":
                yield (*way, key)
            if way[-1:] == ("cites",) and len(entries) > 1:
                yield (*way, key)


def _cites(node: yaml.Node) -> bool:
    return isinstance(node, yaml.MappingNode) and "cites" in {
        key.value for key, _ in node.value
    }


def without(text: str, way: Way) -> str:
    """Take something out of a file."""
    top = yaml.compose(text, yaml.SafeLoader)
    node = top
    for word in way[:-1]:
        node = _step(node, word)
    if isinstance(node, yaml.SequenceNode):
        del node.value[way[-1]]
    else:
        node.value = [each for each in node.value if each[0].value != way[-1]]
    return yaml.serialize(top)


def _step(node: yaml.Node, word: str | int) -> yaml.Node:
    if isinstance(node, yaml.SequenceNode):
        return node.value[word]
    return next(value for key, value in node.value if key.value == word)


def rows(text: str, name: str) -> dict[Pair, set[str]]:
    """Judge the documented providers by one file, and give what fired."""
    cases = CORPUS.load_text(text, name).cases
    coverage = Coverage()
    for provider in documented_names():
        coverage.add(cover(workshop().open(provider), cases))
    return dict(coverage.fired)


def kept(text: str, name: str) -> dict[Pair, set[str]]:
    """Give what fires in the file as it is, by the kill matrix."""
    suite = CORPUS.load_text(text, name).suite.id
    return {
        pair: at
        for pair, at in KEPT.items()
        if at and pair.scenario.startswith(f"{suite}/")
    }


def every_deletion() -> list[tuple[Path, Way]]:
    """List everything in the shipped corpus that asserts."""
    return [
        (path, way)
        for path in CORPUS.files()
        for way in ways(yaml.compose(path.read_text("utf-8"), yaml.SafeLoader))
    ]


@pytest.fixture(scope="module")
def chosen() -> list[tuple[Path, Way]]:
    """Choose some, at random."""
    return random.Random(SEED).sample(every_deletion(), COUNT)  # noqa: S311  # no secret


def test_there_is_much_to_delete() -> None:
    """The walk finds the assertions; it would be worth nothing if it found none."""
    assert len(every_deletion()) > 500


def test_nothing_deleted_changes_nothing() -> None:
    """Written anew without a deletion, a file fires what it did."""
    path = CORPUS.folder / "imsgstore" / "store-logoff-deferred.yaml"
    text = path.read_text("utf-8")
    anew = yaml.serialize(yaml.compose(text, yaml.SafeLoader))

    assert rows(anew, CORPUS.name_of(path)) == kept(text, CORPUS.name_of(path))


@pytest.mark.parametrize("number", range(COUNT))
def test_a_deletion_is_missed(chosen: list[tuple[Path, Way]], number: int) -> None:
    """The file is refused, or a row of the kill matrix is no longer what it was."""
    path, way = chosen[number]
    print(f"seed {SEED}: {path}: without {way}")  # noqa: T201  # shown where it fails
    text, name = path.read_text("utf-8"), CORPUS.name_of(path)
    try:
        now = rows(without(text, way), name)
    except ScenarioErrors:
        return

    assert now != kept(text, name)
