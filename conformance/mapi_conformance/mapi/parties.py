"""Those beside a store provider that a host plays itself, and how each is held."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


#: By handle: the spooler by its status object; two transports of one provider, each
#: with its status object and its support object; an address book provider.
PARTIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "spooler": "IMAPIStatus",
        "transport": "IXPLogon",
        "transport.status": "IMAPIStatus",
        "transport.support": "IMAPISupport",
        "transport.shutdown": "IMAPIProviderShutdown",
        "second-transport": "IXPLogon",
        "second-transport.status": "IMAPIStatus",
        "second-transport.support": "IMAPISupport",
        "transport-provider": "IXPProvider",
        "address-book": "IMAPIProviderShutdown",
    }
)
