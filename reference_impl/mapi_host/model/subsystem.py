"""What all objects of MAPI share in one case."""

import itertools
from collections.abc import Callable
from typing import Final

from mapi_host.model.allocator import Allocator
from mapi_host.model.ending import Ending
from mapi_host.model.notices import Notices
from mapi_host.model.profile import Profile
from mapi_host.model.spooler import Spooler
from mapi_host.world import Words, World


_UID_SIZE: Final = 16


class Subsystem:
    """One MAPI, for one case."""

    def __init__(
        self,
        world: World,
        functions: Words,
        *,
        allocator: Allocator | None = None,
        spooler: Callable[[World], Spooler] = Spooler,
        ending: Callable[[World], Ending] = Ending,
    ) -> None:
        self.world = world
        #: What GetMemAllocRoutines gives: ``allocate``, ``allocate_more``, ``free``.
        self.functions = functions
        #: What those functions reach.
        self.allocator = allocator or Allocator()
        self.profile = Profile()
        self.notices = Notices(world)
        self.spooler = spooler(world)
        self.ending = ending(world)
        self._uids = itertools.count(1)

    def new_uid(self) -> bytes:
        """Make an identifier: never twice, and the same ones in every case."""
        return next(self._uids).to_bytes(_UID_SIZE, "big")
