"""The one ordered log of a case, as a tree."""

import itertools
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from mapi_conformance.port.host import Event, Fault, Pointer


@dataclass(slots=True, kw_only=True, eq=False)
class Frame:
    """A call that has begun: an event in the making."""

    sequence: int
    pointer: Pointer | None
    interface: str
    name: str
    arguments: Mapping[str, object]
    thread: int
    results: Mapping[str, object] = field(default_factory=dict)
    code: int | None = None
    fault: Fault | None = None
    children: list[Event] = field(default_factory=list)

    def seal(self) -> Event:
        """Make the event."""
        return Event(
            sequence=self.sequence,
            pointer=self.pointer,
            interface=self.interface,
            name=self.name,
            arguments=dict(self.arguments),
            results=dict(self.results),
            code=self.code,
            children=_in_order(self.children),
            thread=self.thread,
            fault=self.fault,
        )


class Recorder:
    """Gives every call its place: below the call in which it was made.

    A *root* is the outermost call that the host makes; there is one at a time. A
    call on another thread belongs below the root that is open when it ends, never
    deeper: what the main flow was doing meanwhile did not cause it. With no root
    open it waits, and the next root or :meth:`take` brings it.
    """

    def __init__(self) -> None:
        # Reentrant: collecting garbage may run a destructor that calls us.
        self._lock = threading.RLock()
        self._sequence = itertools.count(1)
        self._stacks: dict[int, list[Frame]] = {}
        self._root: Frame | None = None
        self._waiting: list[Event] = []
        self._home = threading.get_ident()
        #: Another thread than that of the host was seen.
        self.foreign = False
        self._last = time.monotonic()

    def quiet(self) -> float:
        """Measure for how many seconds nothing has happened."""
        return time.monotonic() - self._last

    def open(
        self,
        pointer: Pointer | None,
        interface: str,
        name: str,
        arguments: Mapping[str, object],
        *,
        root: bool = False,
    ) -> Frame:
        """Begin a call; ``root`` lets it become one if nothing is open."""
        with self._lock:
            thread = threading.get_ident()
            self.foreign = self.foreign or thread != self._home
            frame = Frame(
                sequence=next(self._sequence),
                pointer=pointer,
                interface=interface,
                name=name,
                arguments=arguments,
                thread=threading.get_native_id(),
            )
            stack = self._stacks.setdefault(thread, [])
            if root and not stack and self._root is None:
                self._root = frame
            stack.append(frame)
            return frame

    def close(self, frame: Frame) -> Event:
        """End a call, and those within it that an exception left open."""
        with self._lock:
            if frame is self._root:
                frame.children += self._waiting
                self._waiting = []
            event = self._pop(frame)
            if frame is self._root:
                self._root = None
            self._last = time.monotonic()
            return event

    @contextmanager
    def frame(
        self,
        pointer: Pointer | None,
        interface: str,
        name: str,
        arguments: Mapping[str, object] | None = None,
    ) -> Iterator[Frame]:
        """Record what happens inside as one call or fact."""
        frame = self.open(pointer, interface, name, arguments or {})
        try:
            yield frame
        finally:
            self.close(frame)

    @contextmanager
    def aside(self) -> Iterator[list[Event]]:
        """Collect what happens inside, which no call brought about.

        The list is whole when the block is over.
        """
        frame = self.open(None, "", "aside", {}, root=True)
        try:
            yield frame.children
        finally:
            self.close(frame)

    def state(self, party: str, name: str) -> None:
        """Record a fact."""
        self.close(self.open(None, party, name, {}))

    def take(self) -> tuple[Event, ...]:
        """Hand out what came outside a root since the last one."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
            return _in_order(waiting)

    def _pop(self, frame: Frame) -> Event:
        stack = self._stacks[threading.get_ident()]
        while True:
            inner = stack.pop()
            event = inner.seal()
            self._place(inner, event, stack)
            if inner is frame:
                return event

    def _place(self, frame: Frame, event: Event, stack: list[Frame]) -> None:
        if stack:
            stack[-1].children.append(event)
        elif self._root is None:
            self._waiting.append(event)
        elif frame is not self._root:
            self._root.children.append(event)


def _in_order(events: list[Event]) -> tuple[Event, ...]:
    """Order events by when they began; most calls hold one or none."""
    if len(events) > 1:
        events = sorted(events, key=lambda event: event.sequence)
    return tuple(events)
