"""Every flaw, by name, and the clauses that none can be made for."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from mapi_reference.flawed.claims import CLAIMS
from mapi_reference.flawed.eager import EAGER_FLAWS
from mapi_reference.flawed.ending import ENDING
from mapi_reference.flawed.entry import ENTRY
from mapi_reference.flawed.fast_shutdown import FAST_SHUTDOWN
from mapi_reference.flawed.flaw import Flaw
from mapi_reference.flawed.identifier import IDENTIFIER
from mapi_reference.flawed.identity import IDENTITY
from mapi_reference.flawed.interface import INTERFACE
from mapi_reference.flawed.logoff import LOGOFF
from mapi_reference.flawed.logon import LOGON
from mapi_reference.flawed.logons import LOGONS
from mapi_reference.flawed.memory import MEMORY
from mapi_reference.flawed.neighbours import NEIGHBOURS
from mapi_reference.flawed.objects import OBJECTS
from mapi_reference.flawed.refusal import REFUSAL
from mapi_reference.flawed.registration import REGISTRATION
from mapi_reference.flawed.remembering import REMEMBERING
from mapi_reference.flawed.sharing import SHARING
from mapi_reference.flawed.shutdown import SHUTDOWN
from mapi_reference.flawed.spooler import SPOOLER
from mapi_reference.flawed.status import STATUS
from mapi_reference.flawed.transports import TRANSPORTS
from mapi_reference.flawed.word import WORD


#: A theme after the other, in the order in which a reader meets them: what StoreLogoff
#: remembers and answers, what the end of a store does, who takes part in it, and what
#: holds of objects and memory at any time.
FLAWS: Final[Mapping[str, Flaw]] = MappingProxyType(
    {
        flaw.name: flaw
        for flaw in (
            *REMEMBERING,
            *WORD,
            *EAGER_FLAWS,
            *TRANSPORTS,
            *ENDING,
            *LOGOFF,
            *LOGONS,
            *SHARING,
            *NEIGHBOURS,
            *SHUTDOWN,
            *IDENTITY,
            *OBJECTS,
            *MEMORY,
            *FAST_SHUTDOWN,
            *STATUS,
            *CLAIMS,
            *ENTRY,
            *LOGON,
            *INTERFACE,
            *IDENTIFIER,
            *REGISTRATION,
            *SPOOLER,
            *REFUSAL,
        )
    }
)

#: What a scenario cites and no provider can break, with the reason.
UNBREAKABLE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "SDSTORE-013": "What children answer after the end is recorded and not judged.",
        "SDSVC-002": "What objects answer after Logoff is recorded and not judged.",
        "SLT-050": "What depends on the answer is not said, so it is recorded only.",
    }
)
