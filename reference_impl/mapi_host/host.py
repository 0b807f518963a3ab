"""The host: instrument and model put together for one case."""

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeAlias

from mapi_conformance.mapi.flags import MDB_TEMPORARY
from mapi_conformance.port.host import (
    Event,
    FastShutdown,
    Host,
    Ledger,
    Pointer,
    Reply,
    Transports,
)
from mapi_conformance.port.provider import Configuration
from mapi_host.instrument.caller import Caller
from mapi_host.instrument.count import Count
from mapi_host.instrument.deadline import Deadline
from mapi_host.instrument.epilogue import Epilogue
from mapi_host.instrument.guard import Guard
from mapi_host.instrument.holdings import Holdings
from mapi_host.instrument.identity import Identity
from mapi_host.instrument.logons import Behaviour, Logons
from mapi_host.instrument.objects import Objects
from mapi_host.instrument.reception import Reception
from mapi_host.instrument.recorder import Recorder
from mapi_host.instrument.stage import Stage
from mapi_host.model.allocator import Allocator
from mapi_host.model.entryids import unwrap
from mapi_host.model.parts import Parts
from mapi_host.model.profile import Profile
from mapi_host.model.subsystem import Subsystem
from mapi_host.world import Words


#: An entry point: MSProviderInit, its nine arguments in the table's order.
EntryPoint: TypeAlias = Callable[..., object]


#: Seconds without any event after which nothing more is awaited.
QUIET: Final = 0.05
#: Seconds after which waiting ends even if events still come.
IMPATIENT: Final = 1.0
_AS_DOCUMENTED: Final = Parts()


def _sleep(seconds: float) -> None:
    """Wait where nothing comes by itself; not at all where there is no time to wait.

    Even to sleep for no time is to give the processor away.
    """
    if seconds > 0:
        time.sleep(seconds)


def _nothing_printed() -> str:
    """Know of nothing: who runs in this process prints where we do."""
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What a road does for the host beside carrying calls."""

    #: Waits for so many seconds, and takes meanwhile what comes by itself.
    wait: Callable[[float], None] = _sleep
    #: The road ends a call that takes too long, by a fault of its own.
    keeps_time: bool = False
    #: What is allocated comes to MAPI call by call.
    sees_memory: bool = True
    #: Gives what the provider printed since the case began.
    printed: Callable[[], str] = _nothing_printed
    #: Gives the messages since the case began.
    crossed: Callable[[], tuple[str, ...]] = tuple


_IN_PROCESS: Final = Passage()


def _behave(parts: Parts, subsystem: Subsystem, words: Words) -> Behaviour:
    """Make what stands behind the support object of one logon."""
    flags = words.get("flags", 0)
    temporary = isinstance(flags, int) and bool(flags & MDB_TEMPORARY)
    return parts.support(subsystem, words.get("entryid"), temporary=temporary)


def open_host(
    entry: EntryPoint,
    configuration: Configuration,
    parts: Parts = _AS_DOCUMENTED,
    passage: Passage = _IN_PROCESS,
) -> Host:
    """Make the MAPI for one case; nothing is called before ``start``."""
    return CaseHost(entry, configuration, parts, passage)


@dataclass(frozen=True, slots=True)
class Library:
    """What a provider's library exports."""

    ms_provider_init: EntryPoint


class CaseHost:
    """Plays MAPI for one case, towards a provider of Python objects."""

    def __init__(
        self,
        entry: EntryPoint,
        configuration: Configuration,
        parts: Parts,
        passage: Passage,
    ) -> None:
        self._configuration = configuration
        self._passage = passage
        self._objects = Objects()
        self._recorder = Recorder()
        self._holdings = Holdings()
        seconds = math.inf if passage.keeps_time else configuration.deadline
        guard = Guard(Deadline(seconds))
        self._identity = Identity(guard, self._objects, self._holdings)
        self._reception = Reception(self._recorder, self._objects)
        caller = Caller(self._recorder, self._objects, guard, self._holdings)
        self._stage = stage = Stage(
            self._recorder, self._objects, self._reception, caller
        )
        #: What came outside a call and was not handed out yet.
        self._aside: list[Event] = []
        self._settled = False
        #: Apart from COM's memory, which a provider has to treat as another.
        self._allocator = parts.allocator()
        mapi = self._reception.point("MAPI")
        functions = self._objects.find(mapi)
        self._loading = {
            "malloc": stage.open("IMalloc", Allocator().malloc()),
            "allocate": functions.mapi_allocate_buffer,
            "allocate_more": functions.mapi_allocate_more,
            "free": functions.mapi_free_buffer,
        }
        self._fixed = {
            "dll": self._objects.point(Library(entry), "MSProvider"),
            "mapi": mapi,
            **stage.parties,
        }
        self._subsystem = subsystem = Subsystem(
            stage,
            self._loading,
            profile=Profile(configuration),
            allocator=self._allocator,
            spooler=parts.spooler,
            ending=parts.ending,
            stub=parts.stub,
            flushing=parts.flushing,
            departure=parts.departure,
            fast_shutdown=parts.fast_shutdown,
        )
        for party, answers in subsystem.parties().items():
            stage.staff(party, answers)
        self._logons = Logons(
            self._recorder,
            self._reception,
            caller,
            self._holdings,
            partial(_behave, parts, subsystem),
            unwrap,
        )
        sessions = parts.sessions(subsystem, self._logons)
        answers = {**self._allocator.functions(), **sessions.functions()}
        self._reception.staff(mapi, answers, Count())
        self._epilogue = Epilogue(
            caller, self._holdings, self._logons, subsystem.ending
        )

    def start(self) -> Event:
        """Call MSProviderInit with the configured version."""
        version = self._configuration.spi_version
        return self.call(self._fixed["dll"], "MSProviderInit", {"version": version})

    def fixed(self, handle: str) -> Pointer | None:
        """Find ``dll``, ``mapi`` or one of the parties that we play."""
        return self._fixed.get(handle)

    def call(
        self, pointer: Pointer, method: str, arguments: Mapping[str, object]
    ) -> Event:
        """Make one call; an object of MAPI is called as the provider would.

        Raises:
            LookupError: This host never made the pointer, or it has no such method.
            TypeError: The method takes no argument of such a name.
        """
        if self._reception.owns(pointer):
            event = self._reception.visit(pointer, method, arguments)
        elif method == "MSProviderInit":
            loading = {**self._loading, **arguments}
            event = self._logons.call(pointer, method, loading)
        else:
            event = self._logons.call(pointer, method, arguments)
        self._aside += self._stage.catch_up()
        self._check()
        return event

    def same(self, one: Pointer | None, other: Pointer | None) -> bool:
        """Tell whether two pointers lead to one COM object."""
        return self._identity.same(one, other)

    def script(
        self, pointer: Pointer, method: str, replies: tuple[Reply | None, ...]
    ) -> None:
        """Answer calls of the provider by replies in order; the last one stays.

        Where None stands, the model answers. References are counted whatever is
        scripted for AddRef and Release.
        """
        self._reception.script.write(pointer, method, replies)

    def set_transports(self, transports: Transports) -> None:
        """Put spooler and transports into a state, without telling the provider."""
        self._subsystem.spooler.set(transports)
        self._subsystem.flushing.clear()

    def set_fast_shutdown(self, setting: FastShutdown) -> None:
        """Set what decides on a fast shutdown."""
        self._subsystem.fast_shutdown.setting = setting

    def adopt(self, profile: str) -> None:
        """Choose how MAPI reads what its pages leave open.

        Args:
            profile: ``abort-refuse`` or ``abort-stop``.

        Raises:
            LookupError: MAPI has no such reading.
        """
        self._subsystem.spooler.adopt(profile)

    def settle(self) -> tuple[Event, ...]:
        """Give what came outside a call, and wait once for what may still come.

        There is nothing to wait for unless something was registered, or a thread
        that is not ours was seen.
        """
        self._passage.wait(0)
        if not self._settled and (
            self._subsystem.notices.used or self._recorder.foreign
        ):
            self._settled = True
            self._wait()
        return self._take()

    def end(self) -> tuple[Event, ...]:
        """Play the epilogue."""
        before = self._take()
        events = self._epilogue.play()
        self._aside += self._stage.catch_up()
        self._check()
        return (*before, *events, *self._take())

    def _take(self) -> tuple[Event, ...]:
        events, self._aside = (*self._aside, *self._recorder.take()), []
        return tuple(sorted(events, key=lambda event: event.sequence))

    def _wait(self) -> None:
        end = time.monotonic() + IMPATIENT
        while (left := QUIET - self._recorder.quiet()) > 0 and time.monotonic() < end:
            self._passage.wait(left)
            self._aside += self._stage.catch_up()

    def ledger(self) -> Ledger:
        """Open the books as they stand."""
        memory = self._allocator.ledger() if self._passage.sees_memory else None
        return Ledger(supports=self._logons.ledgers(), memory=memory)

    def printed(self) -> str:
        """Give what the provider printed in this case, where the road can tell."""
        return self._passage.printed()

    def crossed(self) -> tuple[str, ...]:
        """Give the messages of this case, where the road has any."""
        return self._passage.crossed()

    def _check(self) -> None:
        """Raise what broke in the host itself: no verdict may rest on it."""
        broken, self._reception.broken = self._reception.broken, None
        if broken is not None:
            raise broken
