"""The interfaces of MAPI: every method with its slot, parameters, types, directions.

The shape of a method in Python follows from its row. It takes one positional
argument for each parameter, in the order of the table. What goes in is a plain
value. What comes out, or goes both ways, is a ``Ref``, filled beforehand with
``UNTOUCHED`` or with the word that goes in; ``None`` is a null pointer. The result
is the HRESULT as an unsigned number, so that IMsgStore::StoreLogoff becomes
``store_logoff(self, flags: Ref[int] | None) -> int``.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from mapi_conformance.mapi.identifiers import Iid
from mapi_conformance.mapi.shape import (
    Direction,
    Interface,
    Method,
    Parameter,
    Side,
    Type,
    snake,
)
from mapi_conformance.mapi.tables import (
    container,
    entry,
    props,
    session,
    sink,
    store,
    support,
    table,
    transport,
    unknown,
)


__all__ = [
    "INTERFACES",
    "Direction",
    "Interface",
    "Method",
    "Parameter",
    "Side",
    "Type",
    "returned_interface",
    "snake",
]

#: Every interface of the table by its name, and the groups of plain functions.
INTERFACES: Final[Mapping[str, Interface]] = MappingProxyType(
    {
        interface.name: interface
        for interface in (
            unknown.IUNKNOWN,
            props.IMAPIPROP,
            props.IPROFSECT,
            props.IMAPISTATUS,
            store.IMSPROVIDER,
            store.IMSLOGON,
            store.IMSGSTORE,
            store.IMAPIPROVIDERSHUTDOWN,
            container.IMAPICONTAINER,
            container.IMAPIFOLDER,
            container.IMESSAGE,
            table.IMAPITABLE,
            sink.IMAPIADVISESINK,
            support.IMAPISUPPORT,
            session.IMAPISESSION,
            session.IMAPICLIENTSHUTDOWN,
            transport.IXPPROVIDER,
            transport.IXPLOGON,
            entry.MSPROVIDER,
            entry.MAPI,
            entry.IMALLOC,
        )
    }
)

_BY_IID: Final = {
    interface.iid: interface.name
    for interface in INTERFACES.values()
    if interface.iid is not None
}


def returned_interface(method: Method, parameter: Parameter, asked: object) -> str:
    """Tell through which interface an object comes back.

    What the caller asked for is about the last object of the table: a logon asks
    for an interface of the store, never of the logon object before it.

    Args:
        method: What was called.
        parameter: The word that the object comes back in.
        asked: What the caller gave as the interface that it wants, if anything.
    """
    declared = parameter.interface or "IUnknown"
    objects = [
        each for each in method.parameters if each.gives and each.type is Type.OBJECT
    ]
    if not objects or parameter is not objects[-1] or not isinstance(asked, Iid):
        return declared
    return _BY_IID.get(asked, declared)
