"""What all objects of MAPI share in one case, and the parts it is made of."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from mapi_host.model.ending import Ending
from mapi_host.model.notices import Notices
from mapi_host.model.profile import Profile
from mapi_host.model.spooler import Spooler
from mapi_host.world import Words, World


_UID_SIZE: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The behaviours that can be replaced, each made for the world of one case."""

    spooler: Callable[[World], Spooler] = Spooler
    ending: Callable[[World], Ending] = Ending


class Subsystem:
    """One MAPI, for one case."""

    def __init__(
        self,
        world: World,
        functions: Words,
        parts: Parts,
        profile: Profile | None = None,
    ) -> None:
        self.world = world
        #: What GetMemAllocRoutines gives: ``allocate``, ``allocate_more``, ``free``.
        self.functions = functions
        self.profile = profile or Profile()
        self.notices = Notices(world)
        self.spooler = parts.spooler(world)
        self.ending = parts.ending(world)
        self._uids = itertools.count(1)

    def new_uid(self) -> bytes:
        """Make an identifier: never twice, and the same ones in every case."""
        return next(self._uids).to_bytes(_UID_SIZE, "big")
