"""What a host states beside calls: facts, known by a party and a name."""

from dataclasses import dataclass
from typing import Final

from mapi_conformance.mapi.interfaces import Side


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that became true while calls were made."""

    party: str
    name: str
    #: Whose doing it is.
    doer: Side
    about: str


FACTS: Final = (
    Fact(
        "support",
        "gone",
        Side.PROVIDER,
        "the ledger of references on the support object reached zero",
    ),
    Fact(
        "mapi",
        "uids-removed",
        Side.MAPI,
        "MAPI removed the identifiers that the provider had registered",
    ),
    Fact(
        "mapi",
        "status-row-removed",
        Side.MAPI,
        "MAPI removed the provider's row from the status table",
    ),
    Fact(
        "mapi",
        "call-returned",
        Side.MAPI,
        "the call under way returned, and MAPI goes on with what it put off",
    ),
    Fact(
        "mapi",
        "store-listed",
        Side.MAPI,
        "MAPI took the store into the profile and the message store table for good",
    ),
    Fact(
        "spooler",
        "store-announced",
        Side.MAPI,
        "the spooler was told of a store that a client had opened, to log on to it",
    ),
    Fact(
        "spooler",
        "store-released",
        Side.MAPI,
        "the spooler released the store",
    ),
    Fact(
        "spooler",
        "inbound-finished",
        Side.MAPI,
        "the message that was being received for the store was received whole",
    ),
)


def find_fact(party: str, name: str) -> Fact | None:
    """Find a fact by whom it is about and what it is called."""
    return next(
        (fact for fact in FACTS if (fact.party, fact.name) == (party, name)), None
    )
