"""The books of one support object: who holds it, and what it lived through."""

import threading
from collections.abc import Callable
from typing import TypeAlias

from mapi_conformance.port.host import Pointer, SupportLedger, TransportCall
from mapi_host.instrument.recorder import Frame


#: Hears that the provider has given its last reference back.
Farewell: TypeAlias = Callable[["SupportBook"], None]


class SupportBook:
    """References by what was called, never by the numbers that calls return.

    MAPI holds a reference of its own until Logon has returned. The object is dead
    when nobody holds it; nothing brings it back to life, and no other event ends it.

    A *visit* is a call of ours in the provider's place. It has all its effects, and
    nothing of it is entered against the provider.
    """

    def __init__(self, pointer: Pointer, farewell: Farewell) -> None:
        self.pointer = pointer
        self.logon: Pointer | None = None
        self.accepted = False
        self.dead = False
        self._farewell = farewell
        # Reentrant: collecting garbage may run a destructor that calls us.
        self._lock = threading.RLock()
        self._ours = True
        self._references = 0
        self._kept = False
        self._transport_calls: list[TransportCall] = []
        self._late_calls: list[str] = []
        self._excess = 0
        #: References that visits took, less those that they gave back.
        self._visits = 0

    def is_dead(self) -> bool:
        """Whether the object has ended."""
        return self.dead

    def begin(self, method: str, *, visit: bool) -> None:
        """Notice a call that comes too late; Release has a column of its own."""
        if self.dead and method != "Release" and not visit and not self._robbed():
            self._late_calls.append(method)

    def finish(self, frame: Frame, *, visit: bool) -> None:
        """Enter a StoreLogoffTransports call of the provider, early or late."""
        if frame.name == "StoreLogoffTransports" and not visit:
            answer = frame.results.get("flags")
            self._transport_calls.append(
                TransportCall(
                    request=frame.arguments.get("flags"),
                    answer=answer if isinstance(answer, int) else 0,
                )
            )

    def add(self, *, visit: bool) -> int:
        """Count a reference, as one of the provider's whoever took it."""
        with self._lock:
            if not self.dead:
                self._references += 1
                self._visits += visit
                self._kept = self._kept or not self._ours
            return self._references + self._ours

    def drop(self, *, visit: bool) -> int:
        """Take a reference back; the last one is a farewell."""
        with self._lock:
            if self._references == 0:
                self._excess += not visit and not self._robbed()
                return int(self._ours)
            self._references -= 1
            self._visits -= visit
            last = self._references == 0 and not self._ours
            self.dead = self.dead or last
        if last:
            self._farewell(self)
        return self._references + self._ours

    def _robbed(self) -> bool:
        """Whether a visit gave back what the provider held, and may think it holds."""
        return self._visits < 0

    def settle(self, *, accepted: bool, logon: Pointer | None) -> None:
        """Drop MAPI's own reference, now that Logon has returned.

        A provider that kept none of its own parts from the object in silence.
        """
        with self._lock:
            self.accepted = accepted
            self.logon = logon
            self._ours = False
            self._kept = self._references > 0
            self.dead = not self._kept

    def ledger(self) -> SupportLedger:
        """Show the books as they stand."""
        return SupportLedger(
            support=self.pointer,
            references=self._references - max(0, self._visits),
            kept=self._kept,
            accepted=self.accepted,
            transport_calls=tuple(self._transport_calls),
            late_calls=tuple(self._late_calls),
            excess_releases=self._excess,
        )
