"""Who talks to whom: the lifelines of a sequence diagram, told from an event's kind."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Final

from mapi_conformance.mapi.interfaces import INTERFACES, Side


class Party(Enum):
    """Who takes part, in the order of the lifelines."""

    CLIENT = "client"
    MAPI = "MAPI"
    PROVIDER = "provider"
    SUPPORT = "support"
    SPOOLER = "spooler"
    TRANSPORTS = "transports"


#: Parties of facts, and interfaces of MAPI that have a lifeline of their own.
_OWN: Final[Mapping[str, Party]] = MappingProxyType(
    {
        "IMAPISupport": Party.SUPPORT,
        "IXPLogon": Party.TRANSPORTS,
        "IMAPIAdviseSink": Party.CLIENT,
        "support": Party.SUPPORT,
        "spooler": Party.SPOOLER,
        "mapi": Party.MAPI,
    }
)
#: What of a provider is called by MAPI; everything else a client calls.
_FOR_MAPI: Final = frozenset(
    {"MSProvider", "IMSProvider", "IMSLogon", "IMAPIProviderShutdown", "IMAPIStatus"}
)


def is_fact(kind: str) -> bool:
    """Whether an event states something and is no call."""
    return kind.partition(".")[0] in {"support", "spooler", "mapi"}


def callee(kind: str, caller: Party | None) -> Party:
    """Tell who is called, or whom a fact is about.

    Args:
        kind: ``IMsgStore.StoreLogoff``, ``support.gone``.
        caller: Who calls, where that is known.
    """
    interface = kind.partition(".")[0]
    if interface in _OWN:
        return _OWN[interface]
    found = INTERFACES.get(interface)
    side = found.side if found else Side.EITHER
    if side is Side.EITHER:
        return Party.MAPI if caller is Party.PROVIDER else Party.PROVIDER
    return Party.PROVIDER if side is Side.PROVIDER else Party.MAPI


def acting(kind: str, called: Party) -> Party:
    """Tell who makes the calls within a call; what follows a fact is MAPI's doing."""
    return Party.MAPI if kind.partition(".")[0] in {"support", "mapi"} else called


def first_caller(kind: str) -> Party:
    """Tell who makes a call that no other call brought about."""
    interface = kind.partition(".")[0]
    if interface == "IXPLogon":
        return Party.SPOOLER
    if interface in _FOR_MAPI or is_fact(kind):
        return Party.MAPI
    found = INTERFACES.get(interface)
    ours = found is not None and found.side is Side.MAPI
    return Party.PROVIDER if ours and interface != "IMAPISession" else Party.CLIENT
