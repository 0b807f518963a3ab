"""The JSON Schema for editors, held against the loader."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from mapi_conformance.errors import ScenarioErrors
from mapi_conformance.scenario.corpus import Corpus
from mapi_conformance.scenario.schema import make_schema


SCHEMA = make_schema()
CORPUS = Corpus()
PUBLISHED = Path(__file__).parents[3] / "docs" / "scenario.schema.json"

#: One of each: every key of the language stands somewhere in it.
SAMPLE: dict[str, Any] = yaml.safe_load(
    """\
suite: sample
about: One of each.
subject: provider
profile: deferred
requires: [spooler-logon]
without: [submit]
watch: [end-of-support]
laws: [shutdown]
given:
  - open-store
  - transports: {inbound: 1, outbound: 0, queued: 2, ready: 1, inbox: true}
  - answer: {store.support.StoreLogoffTransports: {returns: E_FAIL, out: {flags: 0}}}
  - answer: {mapi.MAPIAllocateBuffer: [documented, {returns: E_FAIL}]}
scenarios:
  - id: everything
    title: one of each
    about: as it says
    profile: deferred
    axes: {flag: request-flags}
    rows: [{name: one, count: 1}]
    distinct: [flag]
    observe: false
    steps:
      - store.StoreLogoff: {flags: $flag}
        by: the client
        returns: {one of: [S_OK, E_FAIL]}
        out: {flags: 0}
        causes: nothing
        cites: {returns: STORELOGOFF-005, out.flags: STORELOGOFF-083}
        repeat: $count
        note: again
      - provider.QueryInterface: {interface: IID_IUnknown}
        as: face
        observe: [returns]
        may cause: anything
      - group:
          - face.AddRef:
          - face.Release:
            may cause: [store.support.gone]
        repeat: 2
      - across:
          - store.Release:
        causes:
          in any order:
            - store.support.StoreLogoffTransports: {flags: $flag}
              times: 0..1
              cites: {args: STORELOGOFF-010, order: SLT-004}
        may cause: [store.support.gone]
        cites: {causes: SDSTORE-016}
"""
)
#: Mappings whose keys are names of somebody's choosing, or of the method at hand.
FREE = frozenset({"axes", "rows", "out"})


def accepted_by_schema(document: object) -> bool:
    """Whether an editor would underline nothing."""
    return jsonschema.Draft202012Validator(SCHEMA).is_valid(document)


def accepted_by_loader(document: object) -> bool:
    """Whether the loader reads it, written out again."""
    try:
        CORPUS.load_text(yaml.safe_dump(document, sort_keys=False), "sample.yaml")
    except ScenarioErrors:
        return False
    return True


def every_key(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Walk through the keys of closed mappings."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield (*path, key)
            if key not in FREE:
                yield from every_key(value, (*path, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from every_key(value, (*path, index))


def with_key_renamed(path: tuple[Any, ...]) -> Any:
    """Misspell one key of the sample."""
    document = copy.deepcopy(SAMPLE)
    *steps, key = path
    node = document
    for step in steps:
        node = node[step]
    renamed = {("nonsense" if k == key else k): v for k, v in node.items()}
    node.clear()
    node.update(renamed)
    return document


def test_is_a_schema() -> None:
    """It is valid itself."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_published_copy_is_current() -> None:
    """What the documentation links to is what ``mapi-conformance schema`` prints."""
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))

    assert published == json.loads(json.dumps(SCHEMA))


def test_sample_is_accepted_by_both() -> None:
    """The sample is right, so that each misspelling is the only thing wrong."""
    assert accepted_by_schema(SAMPLE)
    assert accepted_by_loader(SAMPLE)


@pytest.mark.parametrize(
    "path", list(every_key(SAMPLE)), ids=lambda path: ".".join(map(str, path))
)
def test_misspelt_key_is_refused_by_both(path: tuple[Any, ...]) -> None:
    """Wherever a key is misspelt, editor and loader say so."""
    document = with_key_renamed(path)

    assert not accepted_by_schema(document)
    assert not accepted_by_loader(document)


@pytest.mark.parametrize(
    ("path", "word"),
    [
        (("subject",), "nobody"),
        (("profile",), "lazy"),
        (("requires", 0), "wings"),
        (("suite",), "Two Words"),
        (("scenarios", 0, "steps", 0, "returns", "one of", 0), "S_FINE"),
        (("scenarios", 0, "steps", 0, "causes"), "everything"),
        (("scenarios", 0, "steps", 1, "observe", 0), "args"),
        (("scenarios", 0, "steps", 1, "may cause"), "whatever"),
        (("scenarios", 0, "steps"), []),
    ],
    ids=lambda value: str(value)[:40],
)
def test_wrong_word_is_refused_by_both(path: tuple[Any, ...], word: object) -> None:
    """A word that is not of a closed list is refused."""
    document = copy.deepcopy(SAMPLE)
    node: Any = document
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = word

    assert not accepted_by_schema(document)
    assert not accepted_by_loader(document)


def test_shipped_files_are_accepted() -> None:
    """The schema refuses nothing that we ship."""
    refused = [
        path.name
        for path in CORPUS.files()
        if not accepted_by_schema(yaml.safe_load(path.read_text(encoding="utf-8")))
    ]

    assert refused == []
