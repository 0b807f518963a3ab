"""Status objects of the spooler and its transports, which have mail moved."""

from functools import partial
from typing import Any, Final

from mapi_conformance.mapi.codes import MAPI_E_BUSY, S_OK
from mapi_conformance.mapi.flags import (
    FLUSH_ASYNC_OK,
    FLUSH_DOWNLOAD,
    FLUSH_FORCE,
    FLUSH_NO_UI,
    FLUSH_UPLOAD,
    NOTIFY_END_INBOUND_FLUSH,
    NOTIFY_END_OUTBOUND_FLUSH,
    STATUS_INBOUND_FLUSH,
    STATUS_OUTBOUND_FLUSH,
)
from mapi_conformance.port.host import Reply
from mapi_host.model.spooler import TRANSPORTS, Spooler
from mapi_host.world import Answers, Words, World


#: What a transport may be told.
_TRANSPORTS_OWN: Final = FLUSH_UPLOAD | FLUSH_DOWNLOAD | FLUSH_FORCE | FLUSH_NO_UI


class Flushing:
    """Moves the messages of one transport after the other.

    A transport sets the bits of its status row when it is told to flush, and may end
    the flush by clearing them. The pages call the work asynchronous for a client and
    say as well that the call returns when it is over: it is put off only where the
    client allows that, on the spooler's own object.

    Cites: ixplogon-flushqueues; imapistatus-flushqueues;
    implementing-the-flushqueues-method.
    """

    def __init__(self, world: World, spooler: Spooler) -> None:
        self._world = world
        self._spooler = spooler
        #: The flush bits in the status row of each transport.
        self._bits: dict[str, int] = {}
        self._moved = 0

    def clear(self) -> None:
        """Forget all flushes."""
        self._bits.clear()

    def of_spooler(self) -> Answers:
        """Answer as the spooler's status object."""
        return {"FlushQueues": self._flush_queues}

    def of(self, party: str) -> Answers:
        """Answer as a transport's status object."""
        return {"FlushQueues": partial(self._flush_own, party)}

    def _flush_queues(self, words: Words) -> Reply:
        if self.conflicts():
            return Reply(code=MAPI_E_BUSY)
        flags: Any = words["flags"]
        work = partial(self.flush, self.choose(words["target"]), flags)
        if self.puts_off(flags):
            self._world.later(work, noted=True)
        else:
            work()
        return Reply(code=S_OK)

    def _flush_own(self, party: str, words: Words) -> Reply:
        flags: Any = words["flags"]
        self.flush_own(party, flags)
        return Reply(code=S_OK)

    def conflicts(self) -> bool:
        """Whether a flush is going on."""
        return self._spooler.state.flushing

    def choose(self, target: object) -> tuple[str, ...]:
        """Take all active transports, or the one that a client names by its number."""
        active = TRANSPORTS[: self._spooler.state.active]
        if target is None:
            return active
        return tuple(
            party
            for number, party in enumerate(active, 1)
            if target == bytes((number,))
        )

    def puts_off(self, flags: int) -> bool:
        """Whether a client of the spooler's object need not wait."""
        return bool(flags & FLUSH_ASYNC_OK)

    def flush_own(self, party: str, flags: int) -> None:
        """Flush on behalf of a transport's own object."""
        self.flush((party,), flags)

    def flush(self, parties: tuple[str, ...], flags: int) -> None:
        """Flush one transport after the other."""
        for party in parties:
            self.flush_one(party, flags)

    def flush_one(self, party: str, flags: int) -> None:
        """Tell a transport, and move its messages when it has returned."""
        self._moved = 0
        self.ask(party, flags)
        if flags & FLUSH_UPLOAD:
            self.send(party)
            self.end_sending(party)
        if flags & FLUSH_DOWNLOAD:
            self.fetch(party)
            self.end_fetching(party)

    def ask(self, party: str, flags: int) -> None:
        """Tell a transport once of all that is to be done; it sets its bits."""
        words = {"target": None, "flags": flags & _TRANSPORTS_OWN}
        self._world.tell(party, "FlushQueues", words)
        self._set_bits(party, flags)

    def _set_bits(self, party: str, flags: int) -> None:
        self._bits[party] = (STATUS_OUTBOUND_FLUSH if flags & FLUSH_UPLOAD else 0) | (
            STATUS_INBOUND_FLUSH if flags & FLUSH_DOWNLOAD else 0
        )

    def is_flushing(self, party: str, bit: int) -> bool:
        """Whether a transport's status row still says that it flushes."""
        return bool(self._bits.get(party, 0) & bit)

    def send(self, party: str) -> None:
        """Hand messages over while the transport flushes and there are any."""
        while self.is_flushing(party, STATUS_OUTBOUND_FLUSH) and self._spooler.ready(
            party
        ):
            self._spooler.submit(party)
            self._count(party)

    def fetch(self, party: str) -> None:
        """Have messages delivered while the transport flushes and there are any."""
        while self.is_flushing(party, STATUS_INBOUND_FLUSH) and self._spooler.waiting(
            party
        ):
            self._spooler.receive(party)
            self._count(party)

    def end_sending(self, party: str) -> None:
        """Say that nothing more is sent."""
        self._spooler.tell(party, NOTIFY_END_OUTBOUND_FLUSH)

    def end_fetching(self, party: str) -> None:
        """Say that nothing more is received."""
        self._spooler.tell(party, NOTIFY_END_INBOUND_FLUSH)

    def _count(self, party: str) -> None:
        """Let the transport, which counts as well, end the flush by itself."""
        self._moved += 1
        if self._moved == self._spooler.state.ends_after:
            self._bits[party] = 0
