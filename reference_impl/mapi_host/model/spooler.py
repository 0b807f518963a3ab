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
        self.world = world
        self._asynchronous = asynchronous
        self._refusing = REFUSING["abort-refuse"]
        self.transports = Transports()
        #: Directions in which transports were told that nothing follows.
        self._closed = 0
        #: Stores given up since the transports were put into their state.
        self.released: set[object] = set()

    def set(self, transports: Transports) -> None:
        """Put the transports into a state; the spooler then knows every store."""
        self.transports = transports
        self._closed = 0
        self.released.clear()

    def adopt(self, reading: str) -> None:
        """Read LOGOFF_ABORT in one of the two ways.

        Raises:
            LookupError: It is neither.
        """
        self._refusing = REFUSING[reading]

    def hear_of_store(self, *, mail: bool) -> None:
        """Be told of a store that a client opened, unless it is not for mail.

        The spooler then logs on to it, which here is a scenario's to do.

        Cites: imsprovider-logon, Parameters; loading-message-store-providers.
        """
        if mail:
            self.world.state("spooler", "store-announced")

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
            return self.refuse(request)
        self.released.add(store)
        if self._asynchronous and request in _PATIENT:
            self.world.later(lambda: self.carry_out(request))
            return LOGOFF_COMPLETE
        self.carry_out(request)
        return self.complete(request)

    def ignores(self, store: object) -> bool:
        """Whether a store is none of the spooler's business, or not alone."""
        return self.transports.other_process or store in self.released

    def refuses(self, request: int) -> bool:
        """Whether a request has to wait for a better moment."""
        return request in self._refusing and bool(self.activity())

    def refuse(self, request: int) -> int:
        """Leave everything as it is, and answer what is going on."""
        return self.activity() | self.queue()

    def complete(self, request: int) -> int:
        """Answer a request that was carried out."""
        return LOGOFF_COMPLETE | self.queue()

    def activity(self) -> int:
        """Say what is on its way."""
        inbound = LOGOFF_INBOUND if self.transports.inbound else 0
        return inbound | (LOGOFF_OUTBOUND if self.transports.outbound else 0)

    def queue(self) -> int:
        """Say whether messages wait."""
        return LOGOFF_OUTBOUND_QUEUE if self.transports.queued else 0

    def sends(self, request: int) -> bool:
        """Whether a request sends the messages that can go at once."""
        return request in (LOGOFF_NO_WAIT, LOGOFF_PURGE)

    def carry_out(self, request: int) -> None:
        """Do the work of a request, then give the store up."""
        self.work(request)
        self.give_up(request)

    def work(self, request: int) -> None:
        """Deal with what is on its way and with what waits."""
        if request == LOGOFF_PURGE:
            self.flush()
        if request == LOGOFF_ABORT:
            self.cancel()
        if request == LOGOFF_ORDERLY:
            self.finish_inbound(request)
        if request in (LOGOFF_NO_WAIT, LOGOFF_PURGE) and self.transports.inbox:
            self._close_inbox(request)
        if self.sends(request):
            self.send()
        # What was being sent has left by now, which nobody can see.
        self.transports = replace(self.transports, outbound=0)
        if request == LOGOFF_PURGE:
            self._end_flush()

    def give_up(self, request: int) -> None:
        """Let go of the store."""
        self.world.state("spooler", "store-released")

    def notify(self, flags: int) -> None:
        """Tell the transport what is to begin or to end."""
        self.tell(TRANSPORTS[0], flags)

    def flush(self) -> None:
        """Have the queues of the transport flushed."""
        download = FLUSH_DOWNLOAD if self.transports.inbox else 0
        words = {"flags": FLUSH_UPLOAD | download}
        self.world.tell(TRANSPORTS[0], "FlushQueues", words)

    def _end_flush(self) -> None:
        inbound = NOTIFY_END_INBOUND_FLUSH if self.transports.inbox else 0
        self.notify(NOTIFY_END_OUTBOUND_FLUSH | inbound)

    def cancel(self) -> None:
        """Stop what is on its way: sent messages wait again, received ones are lost."""
        state = self.transports
        for _ in range(state.outbound + state.inbound):
            self.notify(NOTIFY_CANCEL_MESSAGE)
        self.transports = replace(
            state, inbound=0, outbound=0, queued=state.queued + state.outbound
        )

    def finish_inbound(self, request: int) -> None:
        """Let the messages being received come in."""
        for _ in range(self.transports.inbound):
            self.world.state("spooler", "inbound-finished")
        self.transports = replace(self.transports, inbound=0)

    def _close_inbox(self, request: int) -> None:
        """Let the messages being received come in, then turn reception off.

        A transport that was bringing none to the store is left alone: it serves
        other stores.
        """
        receiving = self.transports.inbound
        self.finish_inbound(request)
        if receiving:
            self.end_reception(request)

    def end_reception(self, request: int) -> None:
        """Turn reception off."""
        self.notify(NOTIFY_END_INBOUND)

    def send(self) -> None:
        """Hand over the messages that can go at once."""
        while self.ready(TRANSPORTS[0]):
            self.submit(TRANSPORTS[0])

    # -- the transports, one message at a time

    @property
    def state(self) -> Transports:
        """What the transports are doing."""
        return self.transports

    def support(self, party: str) -> Answers:
        """Answer a transport through its support object."""
        return {"SpoolerNotify": partial(self._hear, party)}

    def tell(self, party: str, flags: int) -> None:
        """Tell a transport what happens to its messages.

        Cites: ixplogon-transportnotify, Parameters.
        """
        self._closed |= flags & _CLOSING
        self.world.tell(party, "TransportNotify", {"flags": flags})

    def ready(self, party: str) -> int:
        """Count the messages that could go at once; one transport has them all."""
        state = self.transports
        return min(state.ready, state.queued) if party == TRANSPORTS[0] else 0

    def waiting(self, party: str) -> int:
        """Count the messages that a transport could deliver."""
        return self.transports.waiting if party == TRANSPORTS[0] else 0

    def submit(self, party: str) -> None:
        """Hand a message over; one that was taken is also ended.

        What a transport did not take waits for a better time.

        Cites: implementing-the-flushqueues-method.
        """
        state = self.transports
        if failed(self.world.tell(party, "SubmitMessage")):
            self.transports = replace(state, ready=state.ready - 1)
            return
        self.end_message(party)
        self.transports = replace(state, queued=state.queued - 1, ready=state.ready - 1)

    def end_message(self, party: str) -> None:
        """Have a transport finish the message that it took."""
        self.world.tell(party, "EndMessage")

    def receive(self, party: str) -> None:
        """Have a transport deliver a message."""
        self.world.tell(party, "StartMessage")
        waiting = self.transports.waiting - 1
        self.transports = replace(self.transports, waiting=waiting)

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
