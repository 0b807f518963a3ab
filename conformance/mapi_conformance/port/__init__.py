"""What the engine needs of a host and an adapter, and how a provider is found."""

from mapi_conformance.port.flaw import Flaw
from mapi_conformance.port.hookspecs import hookimpl
from mapi_conformance.port.provider import (
    Configuration,
    NamedProvider,
    Provider,
    Road,
    Setting,
    Target,
)


__all__ = [
    "Configuration",
    "Flaw",
    "NamedProvider",
    "Provider",
    "Road",
    "Setting",
    "Target",
    "hookimpl",
]
