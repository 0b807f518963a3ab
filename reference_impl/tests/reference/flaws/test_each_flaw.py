"""Each flaw does what it is named for, told call by call; no scenario is read here."""

from typing import Final

import pytest
from beginning import BEGINNING
from company import COMPANY
from ending import ENDING
from objects import OBJECTS
from opening import OPENING
from stage import Rows, show, show_reference
from telling import TELLING

from mapi_conformance.mapi import Ref
from mapi_conformance.mapi.codes import MAPI_E_NO_SUPPORT
from mapi_reference.flawed import catalogue
from mapi_reference.flawed.claims import CLAIMS, NoReceiveFolder
from mapi_reference.flawed.fast_shutdown import FAST_SHUTDOWN
from mapi_reference.flawed.memory import MEMORY
from mapi_reference.flawed.status import STATUS


ROWS: Final[Rows] = {
    **BEGINNING,
    **OPENING,
    **TELLING,
    **ENDING,
    **COMPANY,
    **OBJECTS,
}
#: These have tests of their own.
ELSEWHERE: Final = {flaw.name for flaw in (*MEMORY, *FAST_SHUTDOWN, *STATUS, *CLAIMS)}


@pytest.mark.parametrize("name", ROWS)
class TestEachFlaw:
    """A flaw on a stage where nobody judges it."""

    def test_does_what_it_is_named_for(self, name: str) -> None:
        """The flaw shows its departure, and nothing but that."""
        act, events = ROWS[name]

        assert show(name, act) == events

    def test_the_reference_does_not(self, name: str) -> None:
        """What is shown is a departure: the reference does something else."""
        act, events = ROWS[name]

        assert show_reference(name, act) != events


def test_none_is_left_out() -> None:
    """A flaw that nobody has seen at work is not done."""
    assert sorted(set(catalogue.FLAWS) - set(ROWS) - ELSEWHERE) == []


def test_claims_are_empty() -> None:
    """It refuses what the reference serves."""
    store = NoReceiveFolder.__new__(NoReceiveFolder)

    assert store.get_receive_folder("", 0, Ref(), Ref()) == MAPI_E_NO_SUPPORT
