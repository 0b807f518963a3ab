"""Flaws in what MAPI makes of a store that a client opens."""

from typing import Final

from mapi_host.flawed.flaw import HostFlaw
from mapi_host.model.parts import Parts
from mapi_host.model.spooler import Spooler
from mapi_host.model.support import Support


class HearsOfEveryStore(Spooler):
    """A spooler that is told of stores which are not for mail."""

    def hear_of_store(self, *, mail: bool) -> None:
        """Be told whatever the client said; breaks LOGON-035."""
        super().hear_of_store(mail=True)


class HearsOfNoStore(Spooler):
    """A spooler that nobody tells of a store."""

    def hear_of_store(self, *, mail: bool) -> None:
        """Be told nothing; breaks SPOOLERLOGON-012."""


class KeepsTemporaryStores(Support):
    """A support object that has a temporary store taken in for good."""

    def keeps(self, *, temporary: bool) -> bool:
        """Make no difference; breaks LOGON-047."""
        return super().keeps(temporary=False)


OPENING: Final = (
    HostFlaw(
        name="hears-of-every-store",
        summary="The spooler is told of stores that are not for mail.",
        breaks=("LOGON-035",),
        also=("SPOOLERLOGON-012",),
        parts=Parts(spooler=HearsOfEveryStore),
    ),
    HostFlaw(
        name="hears-of-no-store",
        summary="The spooler is told of no store that a client opened.",
        breaks=("SPOOLERLOGON-012",),
        parts=Parts(spooler=HearsOfNoStore),
    ),
    HostFlaw(
        name="keeps-temporary-stores",
        summary="MAPI makes a temporary store permanent.",
        breaks=("LOGON-047",),
        parts=Parts(support=KeepsTemporaryStores),
    ),
)
