"""The end of every case: what is held goes back, the session and the provider end."""

from mapi_conformance.port.host import Event
from mapi_host.instrument.caller import Caller
from mapi_host.instrument.holdings import Holdings
from mapi_host.instrument.logons import Logons
from mapi_host.instrument.party import Party
from mapi_host.model.ending import Ending


class Epilogue:
    """Plays the end; an object with a fault is not called again."""

    def __init__(
        self, caller: Caller, holdings: Holdings, logons: Logons, ending: Ending
    ) -> None:
        self._caller = caller
        self._holdings = holdings
        self._logons = logons
        self._ending = ending

    def play(self) -> tuple[Event, ...]:
        """Give back what clients hold, and end as the last session would."""
        events: list[Event] = []
        while clients := self._holdings.clients():
            Party(
                self._caller, self._holdings, clients[0], "Release", events.append
            ).release()
        self._ending.end_session(
            self._logons.logons(events.append), self._logons.providers(events.append)
        )
        return tuple(events)
