"""The MAPI that plays the other side of a provider, as the engine sees it.

A host lives for one case. Every call crosses it, both ways, and comes back as an
:class:`Event`: what went in, what came out, and the calls made meanwhile, nested.
Values inside events are those of the interface table
(:mod:`mapi_conformance.mapi.interfaces`), except that an object is a
:class:`Pointer`, never the provider's own object.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Pointer:
    """An object *and the interface through which it is held*.

    Two pointers to one COM object may differ in both fields; whether they are the
    same object is for :meth:`Host.same` to say.
    """

    #: The host's number for the object, from 1, never used twice in a case.
    object: int
    #: A name of the interface table.
    interface: str


class FaultKind(Enum):
    """The ways in which a call can fail to come back as a call should."""

    RAISED = "raised"
    HUNG = "hung"
    #: What came back could not have crossed a vtable.
    MALFORMED = "malformed"
    #: The object has no such method.
    MISSING = "missing"
    #: The provider's process ended.
    DIED = "died"
    #: Who carries the calls of the provider broke off; nothing is said of the provider.
    ADAPTER = "adapter"


@dataclass(frozen=True, slots=True)
class Fault:
    """What a call into the provider did instead of returning."""

    kind: FaultKind
    #: One sentence for its author, no full stop.
    text: str


class CallFault(Exception):
    """What an object of a road raises where a call cannot return: the fault it is."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.text)
        self.fault = fault


class Unreachable(Exception):
    """A road leads nowhere now: a provider that was there cannot be made again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One call in either direction, or one fact the host states."""

    #: Position in the one ordered log of the case, by the moment it began.
    sequence: int
    #: The object called; for a fact, the object it is about, if any.
    pointer: Pointer | None
    #: The interface called, or the party of a fact (``support``, ``mapi``).
    interface: str
    #: The method in MAPI's spelling, or the fact.
    name: str
    #: In-arguments and in-words by the table's names, as they went in.
    arguments: Mapping[str, object] = field(default_factory=dict)
    #: Out and in/out words by the table's names, as they came back.
    results: Mapping[str, object] = field(default_factory=dict)
    #: The unsigned 32-bit result; None for facts and where a fault came instead.
    code: int | None = None
    children: tuple["Event", ...] = ()
    #: The operating system's number of the calling thread.
    thread: int = 0
    fault: Fault | None = None

    @property
    def kind(self) -> tuple[str, str]:
        """Interface and method, or party and fact: what an alphabet is made of."""
        return self.interface, self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What MAPI answers to one call of the provider."""

    code: int
    #: Out and in/out words by name; words not named keep what they held.
    words: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transports:
    """What the spooler and its transports are doing for the store.

    The four numbers count messages: being received, being sent, waiting, and of
    the waiting ones those that could go at once.
    """

    inbound: int = 0
    outbound: int = 0
    queued: int = 0
    ready: int = 0
    #: The store holds the default Inbox.
    inbox: bool = True
    #: Another process has the store open under the same profile.
    other_process: bool = False
    #: Transports that are logged on, and end with the last session.
    active: int = 0
    #: Messages that a transport could deliver.
    waiting: int = 0
    #: Messages that a transport took and has not sent.
    deferred: int = 0
    #: A flush is going on.
    flushing: bool = False
    #: Messages after which the transport ends a flush by itself; 0 for never.
    ends_after: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FastShutdown:
    """How a user has set fast shutdown, and who beside the stores may take part.

    A provider is there or is not (None), and offers IMAPIProviderShutdown or not.
    """

    #: The registry's FastShutdownBehavior: 0, 1 or 2.
    behavior: int = 0
    transport: bool | None = None
    address_book: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TransportCall:
    """One StoreLogoffTransports call: the word it brought and the word it got."""

    request: object
    answer: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportLedger:
    """What one support object lived through."""

    support: Pointer
    #: References the provider holds now.
    references: int
    #: The provider held a reference of its own at some time.
    kept: bool
    #: The logon it was made for succeeded.
    accepted: bool
    transport_calls: tuple[TransportCall, ...] = ()
    #: Methods called after the last reference had been given back.
    late_calls: tuple[str, ...] = ()
    #: Release calls for which the provider held no reference.
    excess_releases: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryLedger:
    """How the provider treated the memory of MAPI's three allocation functions.

    All are counts. Null, which may be freed, is in none of them.
    """

    #: Blocks that MAPIAllocateBuffer handed out.
    roots: int = 0
    #: Of these, blocks that were never freed.
    unfreed: int = 0
    #: MAPIFreeBuffer calls.
    frees: int = 0
    #: Frees of a block that had been freed, by itself or with its root.
    freed_twice: int = 0
    #: Frees of what these functions never handed out.
    foreign_frees: int = 0
    #: Frees of a live block that is linked to another.
    linked_frees: int = 0
    #: MAPIAllocateMore calls.
    links: int = 0
    #: Those whose base was not a live block of MAPIAllocateBuffer.
    rootless_links: int = 0
    #: Linked blocks that are still there, though their root was freed.
    orphans: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The host's books at one moment."""

    supports: tuple[SupportLedger, ...] = ()
    #: None where the road cannot see what the provider allocates.
    memory: MemoryLedger | None = None


class Host(Protocol):
    """The other side of the conversation, for one case.

    Nothing a provider does may raise out of these methods: it becomes a
    :class:`Fault` of the event it happened in. ``KeyboardInterrupt`` alone passes.
    """

    def start(self) -> Event:
        """Call MSProviderInit; the provider object is the result ``provider``."""
        ...

    def fixed(self, handle: str) -> Pointer | None:
        """Find what a fixed handle names: ``dll``, ``mapi``, ``transport``."""
        ...

    def call(
        self, pointer: Pointer, method: str, arguments: Mapping[str, object]
    ) -> Event:
        """Make one call and tell what happened meanwhile.

        Args:
            pointer: Whom to call, through which interface.
            method: In MAPI's spelling.
            arguments: In and in/out parameters by name. What is left out is 0 or
                null, except that a logon gets a new support object and
                MSProviderInit the host's allocators.
        """
        ...

    def same(self, one: Pointer | None, other: Pointer | None) -> bool:
        """Tell whether two pointers lead to one COM object."""
        ...

    def script(
        self, pointer: Pointer, method: str, replies: tuple[Reply | None, ...]
    ) -> None:
        """Answer calls of the provider by replies in order; the last one stays.

        Where None stands, MAPI answers as documented.
        """
        ...

    def set_transports(self, transports: Transports) -> None:
        """Put spooler and transports into a state, without telling the provider."""
        ...

    def set_fast_shutdown(self, setting: FastShutdown) -> None:
        """Set what decides on a fast shutdown."""
        ...

    def adopt(self, profile: str) -> None:
        """Play MAPI under one of its readings: ``abort-refuse`` or ``abort-stop``."""
        ...

    def settle(self) -> tuple[Event, ...]:
        """Wait until nothing more comes by itself; give what came outside a call."""
        ...

    def end(self) -> tuple[Event, ...]:
        """Play the epilogue: give back what is held, end the session, shut down."""
        ...

    def ledger(self) -> Ledger:
        """Open the books as they stand."""
        ...

    def printed(self) -> str:
        """Give what the provider printed in this case, where a road can tell."""
        ...

    def crossed(self) -> tuple[str, ...]:
        """Give the messages of this case, where the road has any: the last of them."""
        ...
