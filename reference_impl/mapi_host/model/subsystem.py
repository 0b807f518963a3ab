"""What all objects of MAPI share in one case."""

import itertools
from collections.abc import Callable, Mapping
from typing import Final

from mapi_conformance.port.host import Pointer
from mapi_host.model.allocator import Allocator
from mapi_host.model.departure import Departure
from mapi_host.model.ending import Ending
from mapi_host.model.fast_shutdown import FastShutdowns
from mapi_host.model.flushing import Flushing
from mapi_host.model.notices import Notices
from mapi_host.model.profile import Profile
from mapi_host.model.spooler import TRANSPORTS, Spooler
from mapi_host.model.stub import Stub
from mapi_host.world import Answers, Words, World


_UID_SIZE: Final = 16


class Subsystem:
    """One MAPI, for one case."""

    def __init__(
        self,
        world: World,
        functions: Words,
        *,
        profile: Profile | None = None,
        allocator: Allocator | None = None,
        spooler: Callable[[World], Spooler] = Spooler,
        ending: Callable[[World], Ending] = Ending,
        stub: Callable[[Pointer], Stub] = Stub,
        flushing: Callable[[World, Spooler], Flushing] = Flushing,
        departure: Callable[[World, Spooler], Departure] = Departure,
        fast_shutdown: Callable[[World], FastShutdowns] = FastShutdowns,
    ) -> None:
        self.world = world
        #: What GetMemAllocRoutines gives: ``allocate``, ``allocate_more``, ``free``.
        self.functions = functions
        #: What those functions reach.
        self.allocator = allocator or Allocator()
        self.profile = profile or Profile()
        self.notices = Notices(world)
        self.spooler = spooler(world)
        self.ending = ending(world)
        self.stub = stub
        self.flushing = flushing(world, self.spooler)
        self.departure = departure(world, self.spooler)
        self.fast_shutdown = fast_shutdown(world)
        self._uids = itertools.count(1)

    def parties(self) -> Mapping[str, Answers]:
        """Answer as the parties that are called: status and support objects."""
        return {
            "spooler": self.flushing.of_spooler(),
            **{f"{each}.status": self.flushing.of(each) for each in TRANSPORTS},
            **{f"{each}.support": self.spooler.support(each) for each in TRANSPORTS},
        }

    def new_uid(self) -> bytes:
        """Make an identifier: never twice, and the same ones in every case."""
        return next(self._uids).to_bytes(_UID_SIZE, "big")
