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

    def begin(self, method: str) -> None:
        """Notice a call that comes too late; Release has a column of its own."""
        if self.dead and method != "Release":
            self._late_calls.append(method)

    def finish(self, frame: Frame) -> None:
        """Enter a StoreLogoffTransports call, early or late."""
        if frame.name == "StoreLogoffTransports":
            answer = frame.results.get("flags")
            self._transport_calls.append(
                TransportCall(
                    request=frame.arguments.get("flags"),
                    answer=answer if isinstance(answer, int) else 0,
                )
            )

    def add(self) -> int:
        """Count a reference of the provider."""
        with self._lock:
            if not self.dead:
                self._references += 1
                self._kept = self._kept or not self._ours
            return self._references + self._ours

    def drop(self) -> int:
        """Take a reference of the provider back; the last one is a farewell."""
        with self._lock:
            if self._references == 0:
                self._excess += 1
                return int(self._ours)
            self._references -= 1
            last = self._references == 0 and not self._ours
            self.dead = self.dead or last
        if last:
            self._farewell(self)
        return self._references + self._ours

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
            references=self._references,
            kept=self._kept,
            accepted=self.accepted,
            transport_calls=tuple(self._transport_calls),
            late_calls=tuple(self._late_calls),
            excess_releases=self._excess,
        )
