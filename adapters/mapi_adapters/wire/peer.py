"""One conversation: requests in both directions, nested to any depth, on any thread.

Whoever waits for a message reads. Of several threads that wait, one reads for all and
leaves each what is meant for it.
"""

import itertools
import json
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any, Final

from mapi_adapters.wire.channel import Channel, Closed, Late, TooLong


#: Of JSON-RPC; and ours from -32099 on.
PARSE_ERROR: Final = -32700
INVALID_REQUEST: Final = -32600
METHOD_NOT_FOUND: Final = -32601
INVALID_PARAMS: Final = -32602
#: The provider did something that no call of COM can do; ``data.kind`` says what.
PROVIDER_FAULT: Final = -32000
#: The handle is of the time before a reset.
STALE: Final = -32001
REFUSED: Final = -32002

#: The thread on which the suite is served.
MAIN: Final = 0
_THREADS: Final = 64
#: Calls within calls on one thread; a testee leaves it to the suite to cut in first.
DEPTH: Final = 25
_DEEPEST: Final = 4 * DEPTH
#: Messages that are remembered, and bytes of each.
_HEARD: Final = 400
_KEPT: Final = 2_000
#: Characters of a line that a sentence quotes.
_SHOWN: Final = 80
_encode = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode
Message = dict[str, Any]


class Breach(Exception):
    """The conversation is over; the text says what the other side did."""


class HungUp(Breach):
    """The other side is not there any more."""

    def __init__(self, text: str, rest: int = 0) -> None:
        super().__init__(text)
        self.rest = rest


class Overdue(Exception):
    """No answer came in time."""


class Refused(Exception):
    """The answer is an error of JSON-RPC."""

    def __init__(self, code: int, message: str, data: Any) -> None:
        super().__init__(message)
        self.code = code
        self.data = data


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is no JSON")


_decode = json.JSONDecoder(parse_constant=_refuse_constant).raw_decode
_BLANK: Final = " \t\r\n"


class Slot:
    """What is meant for one thread of the other side, and who waits for it here."""

    __slots__ = ("deadline", "depth", "inbox", "number", "serving")

    def __init__(self, number: int) -> None:
        self.number = number
        self.inbox: deque[Message] = deque()
        #: The request of the other side that this thread is answering.
        self.serving: Any = None
        self.deadline: float | None = None
        self.depth = 0


#: Answers a request of the other side: its result, or an error of JSON-RPC.
Answer = Callable[[str, Any], Message]


class Peer:
    """This end of a conversation.

    Args:
        channel: Carries the lines.
        answer: Answers requests; what it returns holds ``result`` or ``error``.
        allowance: Seconds that a call may take where no other limit is set.
        spawns: A thread of the other side gets one of ours; else all are the main one.
    """

    def __init__(
        self,
        channel: Channel,
        answer: Answer,
        *,
        allowance: float | None = None,
        spawns: bool = False,
    ) -> None:
        self.channel = channel
        self.allowance = allowance
        #: Requests that the other side made since the outermost call began.
        self.served = 0
        self.storm = 0
        #: The last messages in both directions, each behind an arrow.
        self.heard: deque[tuple[str, bytes]] = deque(maxlen=_HEARD)
        self._answer = answer
        self._spawns = spawns
        self._deepest = DEPTH if spawns else _DEEPEST
        self._ids = itertools.count(1)
        self._last = 0
        self._main = Slot(MAIN)
        self._home = threading.get_ident()
        # Not in what Python keeps for a thread: a thread of C comes and goes with each
        # of its calls, and would be a new one every time.
        self._own: dict[int, Slot] = {}
        self._slots: dict[int, Slot] = {MAIN: self._main}
        self._threads = itertools.count(1)
        self._pending: dict[int, Slot] = {}
        self._waiting = threading.Condition(threading.Lock())
        self._writing = threading.Lock()
        #: Held by the thread that reads.
        self._reading = threading.Lock()
        #: Threads that wait for one that reads.
        self._others = 0
        self._busy = 0
        self._broken: Breach | None = None

    # -- calling

    def call(self, method: str, params: Message) -> Any:
        """Make a request and wait for its result; answer what comes meanwhile.

        Raises:
            Breach: The conversation is over.
            Overdue: The time was up.
            Refused: The answer is an error.
        """
        slot = self._slot()
        outermost = slot.deadline is None
        if outermost and self.allowance is not None:
            slot.deadline = time.monotonic() + self.allowance
            self.served = 0
        number = next(self._ids)
        params["parent"] = slot.serving
        params["thread"] = slot.number
        self._pending[number] = slot
        self._last = number
        try:
            self._send(
                {"jsonrpc": "2.0", "id": number, "method": method, "params": params},
                slot.deadline,
            )
            reply = self._await(slot, number)
            if self._busy and slot is self._main:
                self._rest(slot.deadline)
        finally:
            self._pending.pop(number, None)
            if outermost:
                slot.deadline = None
        if "error" in reply:
            raise _refusal(reply["error"])
        return reply["result"]

    def tell(self, method: str, params: Message) -> None:
        """Send a notification; nobody answers."""
        params["thread"] = self._slot().number
        self._send(
            {"jsonrpc": "2.0", "method": method, "params": params},
            self._slot().deadline,
        )

    def _await(self, slot: Slot, number: int) -> Message:
        while True:
            message = self._next(slot)
            if "method" in message:
                self._serve(slot, message)
            elif message["id"] == number:
                return message
            else:
                raise self.breach(
                    f"answered the request {message['id']} while {number}, made inside"
                    " it, is not answered"
                )

    # -- being called

    def serve_one(self, seconds: float | None = None) -> None:
        """Wait for a request and answer it.

        Raises:
            Breach: The conversation is over.
            Overdue: None came for so many seconds.
        """
        if seconds is not None:
            self._main.deadline = time.monotonic() + seconds
        message = self._next(self._main)
        self._main.deadline = None
        self._serve(self._main, message)

    def pump(self, seconds: float) -> None:
        """Take what comes by itself, for so long.

        Raises:
            Breach: The conversation is over.
        """
        end = time.monotonic() + seconds
        self._main.deadline = end
        try:
            while True:
                self._serve(self._main, self._next(self._main))
        except Overdue:
            pass
        finally:
            self._main.deadline = None
        self._rest(time.monotonic() + (self.allowance or 1.0))

    def _serve(self, slot: Slot, message: Message) -> None:
        before, slot.serving = slot.serving, message.get("id")
        self.served += 1
        slot.depth += 1
        if slot.depth > self._deepest:
            raise self.breach(f"made calls within calls, more than {DEPTH} deep")
        if self.storm and self.served > self.storm:
            raise Overdue
        try:
            answer = self._answer(message["method"], message.get("params"))
        finally:
            slot.serving = before
            slot.depth -= 1
        if "id" in message:
            answer["jsonrpc"] = "2.0"
            answer["id"] = message["id"]
            self._send(answer, slot.deadline)

    def _work(self, slot: Slot) -> None:
        """Stand for a thread of the other side."""
        self._own[threading.get_ident()] = slot
        while True:
            with self._waiting:
                self._others += 1
                while not slot.inbox and self._broken is None:
                    self._waiting.wait()
                self._others -= 1
                if not slot.inbox:
                    return
                message = slot.inbox.popleft()
            try:
                self._serve(slot, message)
            except (Breach, Overdue):
                return
            finally:
                with self._waiting:
                    self._busy -= 1
                    self._waiting.notify_all()

    def _rest(self, deadline: float | None) -> None:
        """Wait until what came on other threads has been answered."""
        with self._waiting:
            while self._busy and self._broken is None:
                self._waiting.wait(_left(deadline))

    # -- messages

    def _slot(self) -> Slot:
        if threading.get_ident() == self._home:
            return self._main
        slot = self._own.get(threading.get_ident())
        if slot is None:
            slot = self._own[threading.get_ident()] = Slot(next(self._threads))
            self._slots[slot.number] = slot
        return slot

    def _next(self, slot: Slot) -> Message:
        """Take the next message for a thread, reading for all if nobody does."""
        while not slot.inbox:
            if self._broken is not None:
                raise self._broken
            # One lock and no condition where one thread is all there is.
            if self._reading.acquire(blocking=False):
                self._lead(slot)
            else:
                self._queue(slot)
        return slot.inbox.popleft()

    def _queue(self, slot: Slot) -> None:
        """Wait while another thread reads."""
        with self._waiting:
            self._others += 1
            try:
                # It may have stopped before it could know of us.
                if self._reading.acquire(blocking=False):
                    self._reading.release()
                elif not slot.inbox and self._broken is None:
                    self._waiting.wait(_left(slot.deadline))
            finally:
                self._others -= 1

    def _lead(self, slot: Slot) -> None:
        """Read one message and leave it to the thread that it is meant for."""
        try:
            if slot.inbox:
                return
            message = self._read(slot.deadline)
            if message is None:
                raise Overdue
            self._route(message)
        except Breach as breach:
            self._end(breach)
        finally:
            self._reading.release()
            if self._others:
                with self._waiting:
                    self._waiting.notify_all()

    def _end(self, breach: Breach) -> Breach:
        """End the conversation; the first reason stays."""
        with self._waiting:
            if self._broken is None:
                self._broken = breach
            self._waiting.notify_all()
            return self._broken

    def _read(self, deadline: float | None) -> Message | None:
        try:
            line = self.channel.read(deadline)
        except Closed as closed:
            raise HungUp("hung up", closed.rest) from None
        except TooLong:
            raise Breach("sent a line that is longer than a message may be") from None
        if line is None:
            return None
        self.heard.append(("<-", line[:_KEPT]))
        return _parse(line)

    def transcript(self) -> tuple[str, ...]:
        """Spell the last messages, ours behind ``->``, theirs behind ``<-``."""
        return tuple(
            f"{arrow} {line.decode('utf-8', 'backslashreplace').rstrip()}"
            for arrow, line in self.heard
        )

    def _route(self, message: Message) -> None:
        if "method" in message:
            slot = self._whose(message)
            if slot is not self._main and self._spawns:
                self._busy += 1
        else:
            found = self._pending.pop(message["id"], None)
            if found is None:
                raise Breach(self._stray(message["id"]))
            slot = found
        slot.inbox.append(message)

    def _whose(self, message: Message) -> Slot:
        params = message.get("params")
        if type(params) is not dict:
            return self._main
        parent = params.get("parent", self)
        if parent is not None and parent is not self:
            slot = self._pending.get(parent) if type(parent) is int else None
            if slot is None:
                raise Breach(
                    f"made a request whose parent, {parent!r}, is not under way"
                )
            if slot is not self._main and self._spawns:
                self._busy -= 1  # its thread waits already, and serves it itself
            return slot
        thread = params.get("thread", MAIN)
        if type(thread) is not int:
            raise Breach(f"made a request on the thread {thread!r}, which is no number")
        if not self._spawns or (parent is self and thread == MAIN):
            return self._slots.get(thread, self._main)
        return self._slots.get(-1 - thread) or self._spawn(thread)

    def _spawn(self, thread: int) -> Slot:
        if len(self._slots) > _THREADS:
            raise Breach(f"made requests on more than {_THREADS} threads")
        slot = self._slots[-1 - thread] = Slot(thread)
        name = f"wire-thread-{thread}"
        worker = threading.Thread(
            target=self._work, args=(slot,), name=name, daemon=True
        )
        worker.start()
        return slot

    def _stray(self, number: Any) -> str:
        if type(number) is int and 0 < number <= self._last:
            return f"answered the request {number} twice"
        return f"answered the request {number!r}, which was never made"

    def _send(self, message: Message, deadline: float | None) -> None:
        line = _encode(message).encode("ascii") + b"\n"
        self.heard.append(("->", line[:_KEPT]))
        with self._writing:
            try:
                self.channel.write(line, deadline)
            except Closed:
                raise HungUp("reads no more") from None
            except Late:
                raise Overdue from None

    # -- the end

    def breach(self, text: str) -> Breach:
        """End the conversation for this reason; the first one stays."""
        return self._end(Breach(text))

    @property
    def broken(self) -> Breach | None:
        """Why the conversation is over, if it is."""
        return self._broken

    def close(self) -> None:
        """Hang up."""
        self.breach("is not talked to any more")
        self.channel.close()


def _left(deadline: float | None) -> float | None:
    if deadline is None:
        return None
    left = deadline - time.monotonic()
    if left <= 0:
        raise Overdue
    return left


def _refusal(error: Any) -> Exception:
    if type(error) is not dict or type(error.get("code")) is not int:
        return Breach("sent an error that is none of JSON-RPC")
    return Refused(error["code"], str(error.get("message", "")), error.get("data"))


def _parse(line: bytes) -> Message:
    try:
        text = line.decode().strip(_BLANK)
        message, end = _decode(text)
    except RecursionError:
        raise Breach("sent a message that is nested too deeply") from None
    except ValueError:
        raise Breach(f"sent a line that is no JSON: {_shown(line)}") from None
    fault = _fault_of(message) if end == len(text) else "more than one message a line"
    if fault:
        raise Breach(f"sent {fault}: {_shown(line)}")
    return message  # type: ignore[no-any-return]  # checked


def _fault_of(message: Any) -> str:
    if type(message) is not dict or message.get("jsonrpc") != "2.0":
        return "JSON that is no message of JSON-RPC 2.0"
    if "method" in message:
        return "" if type(message["method"]) is str else "a method that is no string"
    if "id" not in message or ("result" in message) == ("error" in message):
        return "a message that is neither a request nor a reply"
    if type(message["id"]) not in (int, str, type(None)):
        return "an id that is neither a number nor a string"
    return ""


def _shown(line: bytes) -> str:
    text = line.strip().decode("utf-8", "backslashreplace")
    text = "".join(each if each.isprintable() else "?" for each in text[: 2 * _SHOWN])
    return repr(text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…")
