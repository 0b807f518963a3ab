"""Facts: what a host states beside calls."""

import pytest

from mapi_conformance.mapi.facts import FACTS, Fact, find_fact
from mapi_conformance.mapi.interfaces import Side


EXPECTED = {
    ("support", "gone"): Side.PROVIDER,
    ("mapi", "uids-removed"): Side.MAPI,
    ("mapi", "status-row-removed"): Side.MAPI,
    ("mapi", "call-returned"): Side.MAPI,
    ("mapi", "store-listed"): Side.MAPI,
    ("spooler", "store-announced"): Side.MAPI,
    ("spooler", "store-released"): Side.MAPI,
    ("spooler", "inbound-finished"): Side.MAPI,
}


def test_doers_are_known() -> None:
    """Only the end of the support object is the provider's doing."""
    assert {(fact.party, fact.name): fact.doer for fact in FACTS} == EXPECTED


def test_facts_are_explained() -> None:
    """Every fact says in words what became true."""
    assert all(fact.about for fact in FACTS)


@pytest.mark.parametrize(("party", "name"), EXPECTED, ids=".".join)
def test_fact_is_found(party: str, name: str) -> None:
    """A fact is found by its party and its name."""
    found = find_fact(party, name)

    assert isinstance(found, Fact)
    assert (found.party, found.name) == (party, name)


@pytest.mark.parametrize(
    ("party", "name"), [("spooler", "gone"), ("support", "Gone"), ("store", "gone")]
)
def test_other_facts_are_not(party: str, name: str) -> None:
    """A name of another party is no fact."""
    assert find_fact(party, name) is None
