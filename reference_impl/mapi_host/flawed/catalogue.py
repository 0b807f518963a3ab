"""Every wrong host, by name."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from mapi_host.flawed.answers import ANSWERS
from mapi_host.flawed.departure import DEPARTURE
from mapi_host.flawed.ending import ENDING
from mapi_host.flawed.fast_shutdown import FAST_SHUTDOWN
from mapi_host.flawed.flaw import HostFlaw
from mapi_host.flawed.flushing import FLUSHING
from mapi_host.flawed.memory import MEMORY
from mapi_host.flawed.moving import MOVING
from mapi_host.flawed.opening import OPENING
from mapi_host.flawed.refusals import REFUSALS
from mapi_host.flawed.requests import REQUESTS
from mapi_host.flawed.session import SESSION
from mapi_host.flawed.support import SUPPORT


_ALL: Final = (
    *REFUSALS,
    *REQUESTS,
    *ANSWERS,
    *SUPPORT,
    *ENDING,
    *SESSION,
    *FLUSHING,
    *MOVING,
    *DEPARTURE,
    *FAST_SHUTDOWN,
    *MEMORY,
    *OPENING,
)

HOST_FLAWS: Final[Mapping[str, HostFlaw]] = MappingProxyType(
    {flaw.name: flaw for flaw in _ALL}
)
