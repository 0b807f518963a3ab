"""Fast shutdown: what a client asks of MAPI, and MAPI of its providers."""

from functools import partial
from typing import Final

from mapi_conformance.mapi.codes import MAPI_E_NO_SUPPORT, S_OK
from mapi_conformance.port.host import FastShutdown, Reply
from mapi_host.world import Answers, House, Shutdown, World


#: A user's FastShutdownBehavior.
OPT_OUT: Final = 0
OPT_IN: Final = 1
OFF: Final = 2


class FastShutdowns:
    """IMAPIClientShutdown: asks transports first, then address books, then stores.

    Cites: fast-shutdown-overview; fast-shutdown-user-options;
    best-practices-for-fast-shutdown.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self.setting = FastShutdown()

    def answers(self, house: House) -> Answers:
        """Answer a client of one session."""
        return {
            "QueryFastShutdown": lambda words: Reply(code=self.query(house)),
            "NotifyProcessShutdown": lambda words: Reply(
                code=self.forward(house, "NotifyProcessShutdown")
            ),
            "DoFastShutdown": lambda words: Reply(
                code=self.forward(house, "DoFastShutdown")
            ),
        }

    def query(self, house: House) -> int:
        """Say whether the process may end fast; with the setting off nobody is asked.

        A provider without the interface (None) does not object; where everybody has
        to opt in, it has not.
        """
        if self.is_off():
            return MAPI_E_NO_SUPPORT
        codes = [ask("QueryFastShutdown") for ask in self.members(house)]
        return S_OK if all(map(self.agrees, codes)) else MAPI_E_NO_SUPPORT

    def agrees(self, code: int | None) -> bool:
        """Whether what a provider says lets the process end fast."""
        return self.setting.behavior != OPT_IN if code is None else code == S_OK

    def is_off(self) -> bool:
        """Whether the user wants no fast shutdown."""
        return self.setting.behavior == OFF

    def forward(self, house: House, method: str) -> int:
        """Tell every provider that has the interface, unless the setting is off."""
        if self.is_off():
            return MAPI_E_NO_SUPPORT
        for tell in self.members(house):
            tell(method)
        return S_OK

    def members(self, house: House) -> tuple[Shutdown, ...]:
        """List the providers of the session in the order in which they are called."""
        return (
            *self._played(
                ("transport.shutdown", self.setting.transport),
                ("address-book", self.setting.address_book),
            ),
            *house.shutdowns(),
        )

    def _played(self, *parties: tuple[str, bool | None]) -> tuple[Shutdown, ...]:
        return tuple(
            partial(self._world.tell, party) if offers else self.pass_by
            for party, offers in parties
            if offers is not None
        )

    def pass_by(self, method: str) -> int | None:
        """Leave out a provider that has no such interface."""
        return None
