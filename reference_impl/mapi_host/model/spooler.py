"""The spooler: what a store's last word does to its transports."""

from dataclasses import replace

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
    NOTIFY_END_INBOUND,
    NOTIFY_END_INBOUND_FLUSH,
    NOTIFY_END_OUTBOUND_FLUSH,
)
from mapi_conformance.port.host import Transports
from mapi_host.world import World


class Spooler:
    """Answers StoreLogoffTransports when the work is done, never earlier.

    LOGOFF_ABORT is refused while messages are on their way, as LOGOFF_QUIET is: the
    page allows that beside cancelling them. A waiting queue alone is no activity.

    Cites: imapisupport-storelogofftransports, Remarks; imsgstore-storelogoff,
    Parameters.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._transports = Transports()
        self._released: set[object] = set()

    def set(self, transports: Transports) -> None:
        """Put the transports into a state; the spooler then knows every store."""
        self._transports = transports
        self._released.clear()

    def log_off(self, store: object, word: int) -> int:
        """Act on a store's request and give the answer word.

        Of several requests in one word, which breaks the contract, the lowest bit
        counts. With none there is nothing to act on: the answer is that nothing is
        left to do, and the store stays with the spooler.
        """
        request = word & LOGOFF_REQUESTS
        request &= -request
        if self._transports.other_process or store in self._released or not request:
            return LOGOFF_COMPLETE
        if request in (LOGOFF_QUIET, LOGOFF_ABORT) and self._activity():
            return self._activity() | self._queue()
        if request == LOGOFF_PURGE:
            self._flush()
        if request in (LOGOFF_ORDERLY, LOGOFF_NO_WAIT, LOGOFF_PURGE):
            self._finish_inbound(enabled=request == LOGOFF_ORDERLY)
        if request in (LOGOFF_NO_WAIT, LOGOFF_PURGE):
            self._send()
        if request == LOGOFF_PURGE:
            flags = NOTIFY_END_OUTBOUND_FLUSH | NOTIFY_END_INBOUND_FLUSH
            self._world.tell_transport("TransportNotify", {"flags": flags})
        # What was being sent has left by now, which nobody can see.
        self._transports = replace(self._transports, outbound=0)
        self._released.add(store)
        self._world.state("spooler", "store-released")
        return LOGOFF_COMPLETE | self._queue()

    def _activity(self) -> int:
        inbound = LOGOFF_INBOUND if self._transports.inbound else 0
        return inbound | (LOGOFF_OUTBOUND if self._transports.outbound else 0)

    def _queue(self) -> int:
        return LOGOFF_OUTBOUND_QUEUE if self._transports.queued else 0

    def _flush(self) -> None:
        download = FLUSH_DOWNLOAD if self._transports.inbox else 0
        self._world.tell_transport("FlushQueues", {"flags": FLUSH_UPLOAD | download})

    def _finish_inbound(self, *, enabled: bool) -> None:
        """Let the messages being received come in, then turn reception off."""
        finished = self._transports.inbound
        for _ in range(finished):
            self._world.state("spooler", "inbound-finished")
        self._transports = replace(self._transports, inbound=0)
        if finished and self._transports.inbox and not enabled:
            self._world.tell_transport("TransportNotify", {"flags": NOTIFY_END_INBOUND})

    def _send(self) -> None:
        """Hand over the messages that can go at once."""
        sent = min(self._transports.ready, self._transports.queued)
        for _ in range(sent):
            self._world.tell_transport("SubmitMessage", {})
        self._transports = replace(
            self._transports, queued=self._transports.queued - sent, ready=0
        )
