"""Every wrong host, by name."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from mapi_host.flawed.departure import DEPARTURE
from mapi_host.flawed.ending import ENDING
from mapi_host.flawed.fast_shutdown import FAST_SHUTDOWN
from mapi_host.flawed.flaw import HostFlaw
from mapi_host.flawed.flushing import FLUSHING
from mapi_host.flawed.moving import MOVING
from mapi_host.flawed.spooler import SPOOLER


HOST_FLAWS: Final[Mapping[str, HostFlaw]] = MappingProxyType(
    {
        flaw.name: flaw
        for flaw in (
            *SPOOLER,
            *ENDING,
            *FLUSHING,
            *MOVING,
            *DEPARTURE,
            *FAST_SHUTDOWN,
        )
    }
)
