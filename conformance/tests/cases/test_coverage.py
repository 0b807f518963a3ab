"""Every clause of the families covered has a case, or a reason why it has none."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from mapi_conformance.scenario.corpus import Corpus
from mapi_conformance.scenario.nodes import Fields, Scalar, read_nodes
from mapi_conformance.scenario.problems import Problems


FAMILIES = (
    "ALLOC",
    "FASTSHUT",
    "FLUSHST",
    "FLUSHXP",
    "LOGON",
    "MAKEINV",
    "MSINIT",
    "MSLOGOFF",
    "RELOGON",
    "SDSTORE",
    "SDSVC",
    "SESSIONLOGOFF",
    "SHUTDOWN",
    "SLT",
    "SPOOLERLOGON",
    "STORELOGOFF",
    "UNKNOWN",
    "XPLOGOFF",
    "XPNOTIFY",
    "XPRELEASE",
)


@pytest.fixture(scope="module")
def due(corpus: Corpus) -> frozenset[str]:
    """The clauses that need a case or a reason."""
    return frozenset(
        clause.id
        for clause in corpus.catalogue.clauses
        if clause.tier == 1 and clause.id.split("-")[0] in FAMILIES
    )


@pytest.fixture(scope="module")
def cited(corpus: Corpus) -> frozenset[str]:
    """The clauses that a case cites, by a node or by a law."""
    return frozenset(
        clause
        for loaded in corpus.load_all()
        for case in loaded.cases
        for clause in case.clauses
    )


@pytest.fixture(scope="module")
def reasons(corpus: Corpus) -> Mapping[str, str]:
    """Why clauses have no case."""
    return read_reasons(corpus.folder / "shared" / "reasons.yaml")


def read_reasons(path: Path) -> Mapping[str, str]:
    """Read a file of clauses with a sentence each; a clause twice is an error."""
    problems = Problems()
    top = read_nodes(path.read_text("utf-8"), path.name, problems)
    problems.check()
    assert isinstance(top, Fields)
    return {
        key.text: value.text for key, value in top.entries if isinstance(value, Scalar)
    }


def test_there_is_something_to_cover(due: frozenset[str]) -> None:
    """The catalogue holds so many of them; a family that is renamed is noticed."""
    assert len(due) == 369


def test_each_clause_has_a_case_or_a_reason(
    due: frozenset[str], cited: frozenset[str], reasons: Mapping[str, str]
) -> None:
    """A clause without a case says why."""
    assert sorted(due - cited - set(reasons)) == []


def test_no_reason_is_stale(cited: frozenset[str], reasons: Mapping[str, str]) -> None:
    """A clause that has a case needs no reason any more."""
    assert sorted(cited & set(reasons)) == []


def test_reasons_are_for_clauses_that_are_due(
    due: frozenset[str], reasons: Mapping[str, str]
) -> None:
    """A reason stands beside a clause of these families and nothing else."""
    assert sorted(set(reasons) - due) == []


def test_a_reason_is_a_sentence(reasons: Mapping[str, str]) -> None:
    """Each begins with a capital, ends with a full stop and fits on a line or two."""
    wrong = [
        clause
        for clause, reason in reasons.items()
        if not (reason[:1].isupper() and reason.endswith(".") and len(reason) <= 130)
    ]

    assert wrong == []


def test_reasons_are_in_order(reasons: Mapping[str, str]) -> None:
    """They stand in the order of their ids, so that one is found and none is double."""
    assert list(reasons) == sorted(reasons)
