"""An object of the provider, as MAPI meets it at the end."""

from collections.abc import Callable

from mapi_conformance.port.host import Event, Pointer
from mapi_host.instrument.caller import Caller
from mapi_host.instrument.holdings import Holdings


def ignore(event: Event) -> None:
    """Take no notice of a call: it is nested in another one."""


class Party:
    """Tells one object of the end and gives it back, as far as that is to be done."""

    def __init__(
        self,
        caller: Caller,
        holdings: Holdings,
        pointer: Pointer,
        farewell: str,
        log: Callable[[Event], None] = ignore,
        over: Callable[[], bool] = lambda: False,
    ) -> None:
        self._caller = caller
        self._holdings = holdings
        self._pointer = pointer
        self._farewell = farewell
        self._log = log
        self._over = over

    def held(self) -> bool:
        """Whether a reference to it is ours."""
        return self._holdings.holds(self._pointer)

    def told(self) -> bool:
        """Whether it has heard of the end, or the time for that is over."""
        return self._over() or self._holdings.was_told(self._pointer, self._farewell)

    def tell(self, flags: int) -> None:
        """Tell it, with this word; one that fails at that is held no more."""
        self._call(self._farewell, flags=flags)

    def is_provider(self) -> bool:
        """Whether it is a provider object, and not a logon."""
        return self._farewell == "Shutdown"

    def release(self) -> None:
        """Give the reference back."""
        self._call("Release")

    def _call(self, method: str, **words: object) -> None:
        event = self._caller.call(self._pointer, method, words)
        if event.fault is not None:
            # Nobody knows what state it is in.
            self._holdings.forget(self._pointer)
        self._log(event)
