"""IMSLogon: MAPI's own handle on an open store, through which it forces the end."""

from typing import ClassVar

from mapi_conformance.mapi import Ref
from mapi_conformance.mapi.codes import (
    MAPI_E_INTERFACE_NOT_SUPPORTED,
    MAPI_E_INVALID_OBJECT,
    MAPI_E_INVALID_PARAMETER,
    S_OK,
)
from mapi_conformance.mapi.flags import MAPI_STATUS
from mapi_conformance.mapi.identifiers import Iid, IID_IMSLogon, IID_IUnknown
from mapi_reference.provider.pointers import empty, fill
from mapi_reference.provider.status import StatusObject
from mapi_reference.provider.store import Store
from mapi_reference.provider.unknown import Unknown


class Logon:
    """The logon object of one store, made with it.

    The methods that both have are the store's, so that the two answer as one object
    with two interfaces.

    Cites: imsprovider-logon, Remarks.
    """

    interfaces = (IID_IUnknown, IID_IMSLogon)
    #: What status objects are made of.
    status_type: ClassVar[type[StatusObject]] = StatusObject

    def __init__(self, store: Store) -> None:
        self.store = store
        self._unknown = Unknown(self.interfaces)

    def query_interface(
        self, interface: Iid, pointer: Ref[object | None] | None
    ) -> int:
        """Answer for IUnknown and IMSLogon.

        Cites: imslogoniunknown; implementing-the-iunknown-interface.
        """
        return self._unknown.query(self, interface, pointer)

    def add_ref(self) -> int:
        """Take a reference.

        Cites: implementing-the-iunknown-interface.
        """
        return self._unknown.add()

    def release(self) -> int:
        """Give a reference back; only Logoff and the store itself end the store.

        Cites: implementing-the-iunknown-interface.
        """
        return self._unknown.drop()

    def logoff(self, flags: Ref[int] | None) -> int:
        """End the store, whoever still holds it.

        The pages show two orders. Out of the store's own end, MAPI calls this while
        the support object is being released: nothing is left to do. At the end of
        the session it comes first and ends the store; the clients' late releases
        then find it ended. The reserved word is neither read nor written.

        Cites: imslogon-logoff, Remarks; shutting-down-a-message-store-provider;
        shutting-down-a-service-provider.
        """
        self.store.end()
        return S_OK

    def get_last_error(
        self, result: int, flags: int, error: Ref[object | None] | None
    ) -> int:
        """Answer as the store does.

        Cites: imslogon-getlasterror, Remarks.
        """
        return self.store.get_last_error(result, flags, error)

    def open_entry(
        self,
        entryid: bytes | None,
        interface: Iid | None,
        flags: int,
        kind: Ref[int] | None,
        pointer: Ref[object | None] | None,
    ) -> int:
        """Answer as the store does.

        Cites: imslogon-openentry, Remarks.
        """
        return self.store.open_entry(entryid, interface, flags, kind, pointer)

    def compare_entry_ids(
        self,
        first: bytes | None,
        second: bytes | None,
        flags: int,
        result: Ref[bool] | None,
    ) -> int:
        """Answer as the store does.

        Cites: imslogon-compareentryids, Remarks.
        """
        return self.store.compare_entry_ids(first, second, flags, result)

    def advise(
        self,
        entryid: bytes | None,
        mask: int,
        sink: object,
        connection: Ref[int] | None,
    ) -> int:
        """Answer as the store does.

        Cites: imslogon-advise, Return value.
        """
        return self.store.advise(entryid, mask, sink, connection)

    def unadvise(self, connection: int) -> int:
        """Answer as the store does.

        Cites: imslogon-unadvise, Return value.
        """
        return self.store.unadvise(connection)

    def open_status_entry(
        self,
        interface: Iid | None,
        flags: int,
        kind: Ref[int] | None,
        entry: Ref[object | None] | None,
    ) -> int:
        """Open the status object; some pages require one, others leave it open.

        It is a child of the store as folders are.

        Cites: imslogon-openstatusentry, Parameters; status-tables.
        """
        empty(entry)
        if entry is None:
            return MAPI_E_INVALID_PARAMETER
        if self.store.ended:
            return MAPI_E_INVALID_OBJECT
        if interface is not None and interface not in self.status_type.interfaces:
            return MAPI_E_INTERFACE_NOT_SUPPORTED
        fill(kind, MAPI_STATUS)
        fill(entry, self.status_type(self.store))
        return S_OK
