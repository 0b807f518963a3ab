"""The end of every case: what is held goes back, the session and the provider end."""

from mapi_conformance.port.host import Event, Pointer
from mapi_host.instrument.caller import Caller
from mapi_host.instrument.holdings import Holdings
from mapi_host.instrument.sessions import Sessions


class Epilogue:
    """Plays the end; an object with a fault is not called again."""

    def __init__(self, caller: Caller, holdings: Holdings, sessions: Sessions) -> None:
        self._caller = caller
        self._holdings = holdings
        self._sessions = sessions

    def play(self) -> tuple[Event, ...]:
        """Give back what clients hold, log off what is logged on, shut down."""
        events: list[Event] = []
        while clients := self._holdings.clients():
            events.append(self._call(clients[0], "Release"))
        for book in self._sessions.books():
            events += self._sessions.log_off(book)
        while providers := self._holdings.providers():
            events += self._shut_down(providers[0])
        return tuple(events)

    def _shut_down(self, provider: Pointer) -> tuple[Event, ...]:
        if self._holdings.was_told(provider, "Shutdown"):
            return (self._call(provider, "Release"),)
        event = self._call(provider, "Shutdown")
        if event.fault is not None:
            return (event,)
        return event, self._call(provider, "Release")

    def _call(self, pointer: Pointer, method: str) -> Event:
        event = self._caller.call(pointer, method, {})
        if event.fault is not None:
            self._holdings.forget(pointer)
        return event
