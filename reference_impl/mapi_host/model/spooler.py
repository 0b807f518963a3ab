"""The spooler: what a store's last word does to its transports."""

from dataclasses import replace
from functools import partial
from typing import Any, Final

from mapi_conformance.mapi.codes import S_OK, failed
from mapi_conformance.mapi.flags import (
    FLUSH_DOWNLOAD,
    FLUSH_UPLOAD,
    LOGOFF_ABORT,
    LOGOFF_COMPLETE,
    LOGOFF_INBOUND,
    LOGOFF_NO_WAIT,
    LOGOFF_ORDERLY,
    LOGOFF_OUTBOUND,
    LOGOFF_OUTBOUND_QUEUE,
    LOGOFF_PURGE,
    LOGOFF_QUIET,
    LOGOFF_REQUESTS,
    NOTIFY_CANCEL_MESSAGE,
    NOTIFY_END_INBOUND,
    NOTIFY_END_INBOUND_FLUSH,
    NOTIFY_END_OUTBOUND,
    NOTIFY_END_OUTBOUND_FLUSH,
    NOTIFY_NEWMAIL,
    NOTIFY_READYTOSEND,
)
from mapi_conformance.port.host import Reply, Transports
from mapi_host.world import Answers, Words, World


#: The transports of the profile, in its order; the first serves the store.
TRANSPORTS: Final = ("transport", "second-transport")
_CLOSING: Final = NOTIFY_END_INBOUND | NOTIFY_END_OUTBOUND


#: How LOGOFF_ABORT may be read: which requests are refused while there is activity.
REFUSING: Final = {
    "abort-refuse": frozenset((LOGOFF_QUIET, LOGOFF_ABORT)),
    "abort-stop": frozenset((LOGOFF_QUIET,)),
}
#: Requests that may be answered before the work is done.
_PATIENT: Final = frozenset((LOGOFF_NO_WAIT, LOGOFF_ORDERLY))


class Spooler:
    """Answers StoreLogoffTransports, as a rule when the work is done.

    LOGOFF_ABORT is refused while messages are on their way, as LOGOFF_QUIET is; or
    it stops them, which the page says as well. A waiting queue alone is no activity.
    An asynchronous spooler answers LOGOFF_NO_WAIT and LOGOFF_ORDERLY at once and does
    the work later: LOGOFF_COMPLETE says that it is done, or will be.

    Cites: imapisupport-storelogofftransports, Remarks; imsgstore-storelogoff,
    Parameters.
    """

    def __init__(self, world: World, *, asynchronous: bool = False) -> None:
        self._world = world
        self._asynchronous = asynchronous
        self._refusing = REFUSING["abort-refuse"]
        self._transports = Transports()
        #: Directions in which transports were told that nothing follows.
        self._closed = 0
        #: Stores given up since the transports were put into their state.
        self.released: set[object] = set()

    def set(self, transports: Transports) -> None:
        """Put the transports into a state; the spooler then knows every store."""
        self._transports = transports
        self._closed = 0
        self.released.clear()

    def adopt(self, reading: str) -> None:
        """Read LOGOFF_ABORT in one of the two ways.

        Raises:
            LookupError: It is neither.
        """
        self._refusing = REFUSING[reading]

    def log_off(self, store: object, word: int) -> int:
        """Act on a store's request and give the answer word.

        Of several requests in one word, which breaks the contract, the lowest bit
        counts. With none there is nothing to act on: the answer is that nothing is
        left to do, and the store stays with the spooler.
        """
        request = word & LOGOFF_REQUESTS
        request &= -request
        if self.ignores(store) or not request:
            return LOGOFF_COMPLETE
        if self.refuses(request):
            return self._activity() | self._queue()
        self.released.add(store)
        if self._asynchronous and request in _PATIENT:
            self._world.later(lambda: self._carry_out(request))
            return LOGOFF_COMPLETE
        self._carry_out(request)
        return LOGOFF_COMPLETE | self._queue()

    def ignores(self, store: object) -> bool:
        """Whether a store is none of the spooler's business, or not alone."""
        return self._transports.other_process or store in self.released

    def refuses(self, request: int) -> bool:
        """Whether a request has to wait for a better moment."""
        return request in self._refusing and bool(self._activity())

    def sends(self, request: int) -> bool:
        """Whether a request sends the messages that can go at once."""
        return request in (LOGOFF_NO_WAIT, LOGOFF_PURGE)

    def _carry_out(self, request: int) -> None:
        if request == LOGOFF_PURGE:
            self._flush()
        if request == LOGOFF_ABORT:
            self._cancel()
        if request == LOGOFF_ORDERLY:
            self._finish_inbound()
        if request in (LOGOFF_NO_WAIT, LOGOFF_PURGE) and self._transports.inbox:
            self._close_inbox()
        if self.sends(request):
            self._send()
        # What was being sent has left by now, which nobody can see.
        self._transports = replace(self._transports, outbound=0)
        if request == LOGOFF_PURGE:
            self._end_flush()
        self._world.state("spooler", "store-released")

    def _activity(self) -> int:
        inbound = LOGOFF_INBOUND if self._transports.inbound else 0
        return inbound | (LOGOFF_OUTBOUND if self._transports.outbound else 0)

    def _queue(self) -> int:
        return LOGOFF_OUTBOUND_QUEUE if self._transports.queued else 0

    def _notify(self, flags: int) -> None:
        self.notify(TRANSPORTS[0], flags)

    def _flush(self) -> None:
        download = FLUSH_DOWNLOAD if self._transports.inbox else 0
        words = {"flags": FLUSH_UPLOAD | download}
        self._world.tell(TRANSPORTS[0], "FlushQueues", words)

    def _end_flush(self) -> None:
        inbound = NOTIFY_END_INBOUND_FLUSH if self._transports.inbox else 0
        self._notify(NOTIFY_END_OUTBOUND_FLUSH | inbound)

    def _cancel(self) -> None:
        """Stop what is on its way: sent messages wait again, received ones are lost."""
        state = self._transports
        for _ in range(state.outbound + state.inbound):
            self._notify(NOTIFY_CANCEL_MESSAGE)
        self._transports = replace(
            state, inbound=0, outbound=0, queued=state.queued + state.outbound
        )

    def _finish_inbound(self) -> None:
        """Let the messages being received come in."""
        for _ in range(self._transports.inbound):
            self._world.state("spooler", "inbound-finished")
        self._transports = replace(self._transports, inbound=0)

    def _close_inbox(self) -> None:
        """Let the messages being received come in, then turn reception off.

        A transport that was bringing none to the store is left alone: it serves
        other stores.
        """
        receiving = self._transports.inbound
        self._finish_inbound()
        if receiving:
            self._notify(NOTIFY_END_INBOUND)

    def _send(self) -> None:
        """Hand over the messages that can go at once."""
        while self.ready(TRANSPORTS[0]):
            self.submit(TRANSPORTS[0])

    # -- the transports, one message at a time

    @property
    def state(self) -> Transports:
        """What the transports are doing."""
        return self._transports

    def support(self, party: str) -> Answers:
        """Answer a transport through its support object."""
        return {"SpoolerNotify": partial(self._hear, party)}

    def notify(self, party: str, flags: int) -> None:
        """Tell a transport what happens to its messages.

        Cites: ixplogon-transportnotify, Parameters.
        """
        self._closed |= flags & _CLOSING
        self._world.tell(party, "TransportNotify", {"flags": flags})

    def ready(self, party: str) -> int:
        """Count the messages that could go at once; one transport has them all."""
        state = self._transports
        return min(state.ready, state.queued) if party == TRANSPORTS[0] else 0

    def waiting(self, party: str) -> int:
        """Count the messages that a transport could deliver."""
        return self._transports.waiting if party == TRANSPORTS[0] else 0

    def submit(self, party: str) -> None:
        """Hand a message over; one that was taken is also ended.

        What a transport did not take waits for a better time.

        Cites: implementing-the-flushqueues-method.
        """
        state = self._transports
        if failed(self._world.tell(party, "SubmitMessage")):
            self._transports = replace(state, ready=state.ready - 1)
            return
        self.end_message(party)
        self._transports = replace(
            state, queued=state.queued - 1, ready=state.ready - 1
        )

    def end_message(self, party: str) -> None:
        """Have a transport finish the message that it took."""
        self._world.tell(party, "EndMessage")

    def receive(self, party: str) -> None:
        """Have a transport deliver a message."""
        self._world.tell(party, "StartMessage")
        waiting = self._transports.waiting - 1
        self._transports = replace(self._transports, waiting=waiting)

    def _hear(self, party: str, words: Words) -> Reply:
        """Act on what a transport announces, if it was not told to stop.

        Cites: ixplogon-transportnotify, Parameters; imapisupport-spoolernotify.
        """
        flags: Any = words["flags"]
        if flags & NOTIFY_NEWMAIL and self.is_open(NOTIFY_END_INBOUND):
            while self.waiting(party):
                self.receive(party)
        if flags & NOTIFY_READYTOSEND and self.is_open(NOTIFY_END_OUTBOUND):
            while self.ready(party):
                self.submit(party)
        return Reply(code=S_OK)

    def is_open(self, end: int) -> bool:
        """Whether the end of a direction has not been told yet."""
        return not self._closed & end
