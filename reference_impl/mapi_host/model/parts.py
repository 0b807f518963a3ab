"""The parts that MAPI is made of, each of which can be replaced."""

from collections.abc import Callable
from dataclasses import dataclass

from mapi_conformance.port.host import Pointer
from mapi_host.model.allocator import Allocator
from mapi_host.model.departure import Departure
from mapi_host.model.ending import Ending
from mapi_host.model.fast_shutdown import FastShutdowns
from mapi_host.model.flushing import Flushing
from mapi_host.model.session import Sessions
from mapi_host.model.spooler import Spooler
from mapi_host.model.stub import Stub
from mapi_host.model.subsystem import Subsystem
from mapi_host.model.support import Support
from mapi_host.world import House, World


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The behaviours that can be replaced, each made for one case."""

    spooler: Callable[[World], Spooler] = Spooler
    ending: Callable[[World], Ending] = Ending
    stub: Callable[[Pointer], Stub] = Stub
    flushing: Callable[[World, Spooler], Flushing] = Flushing
    departure: Callable[[World, Spooler], Departure] = Departure
    fast_shutdown: Callable[[World], FastShutdowns] = FastShutdowns
    sessions: Callable[[Subsystem, House], Sessions] = Sessions
    #: Made for one logon, by the store that is logged on to, and ``temporary``.
    support: Callable[..., Support] = Support
    allocator: Callable[[], Allocator] = Allocator
