"""Every flaw, by name."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from mapi_reference.flawed.answer import ANSWER
from mapi_reference.flawed.ending import ENDING
from mapi_reference.flawed.fast_shutdown import FAST_SHUTDOWN
from mapi_reference.flawed.flaw import Flaw
from mapi_reference.flawed.memory import MEMORY
from mapi_reference.flawed.status import STATUS
from mapi_reference.flawed.store_logoff import STORE_LOGOFF


FLAWS: Final[Mapping[str, Flaw]] = MappingProxyType(
    {
        flaw.name: flaw
        for flaw in (
            *STORE_LOGOFF,
            *ENDING,
            *ANSWER,
            *MEMORY,
            *FAST_SHUTDOWN,
            *STATUS,
        )
    }
)
