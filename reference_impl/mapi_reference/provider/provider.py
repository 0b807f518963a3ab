"""IMSProvider: logs clients and the spooler on to the stores it knows."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Final

from mapi_conformance.mapi import PropValue, Ref
from mapi_conformance.mapi.codes import (
    MAPI_E_INTERFACE_NOT_SUPPORTED,
    MAPI_E_INVALID_PARAMETER,
    MAPI_E_LOGON_FAILED,
    MAPI_E_UNCONFIGURED,
    MAPI_E_UNKNOWN_ENTRYID,
    S_OK,
    failed,
    succeeded,
)
from mapi_conformance.mapi.flags import MAPI_MODIFY, MDB_WRITE, STATUS_AVAILABLE
from mapi_conformance.mapi.identifiers import (
    Iid,
    IID_IMAPIProviderShutdown,
    IID_IMSProvider,
    IID_IUnknown,
)
from mapi_conformance.mapi.properties import (
    PR_DISPLAY_NAME,
    PR_RESOURCE_METHODS,
    PR_STATUS_CODE,
)
from mapi_reference.provider.children import COUNT, Children
from mapi_reference.provider.contents import Contents
from mapi_reference.provider.logon import Logon
from mapi_reference.provider.memory import Memory
from mapi_reference.provider.pointers import empty, fill
from mapi_reference.provider.properties import PROVIDER_UID
from mapi_reference.provider.readings import DEFERRED, Reading
from mapi_reference.provider.store import Store
from mapi_reference.provider.subsystem import Counted, ProfileSection, Support
from mapi_reference.provider.unknown import Unknown


#: The stores that a provider knows if it is not told of others, with their names.
STORES: Final[Mapping[bytes, str]] = MappingProxyType(
    {
        b"reference-store-1": "Reference Store 1",
        b"reference-store-2": "Reference Store 2",
    }
)


#: Identifiers of this provider's whose stores no logon opens, and what it answers.
CLOSED: Final[Mapping[bytes, int]] = MappingProxyType(
    {
        # Its medium is gone, which a dialog might have cured.
        b"reference-store-unreachable": MAPI_E_LOGON_FAILED,
        # The profile would have to say where it is, and nothing configures it.
        b"reference-store-unconfigured": MAPI_E_UNCONFIGURED,
    }
)


class Provider:
    """A provider object: one for each call of the entry point.

    Args:
        malloc: Kept with a reference until the last Release; may be null.
        memory: Where its logons take a record for each store; none take nothing.
        stores: The entry identifiers that can be logged on to, with display names.
        reading: When the transports hear of a StoreLogoff.
        children: Whether open folders, messages and tables keep their store.
        store_type: What the stores are made of.
        logon_type: What the logon objects are made of.
    """

    interfaces: ClassVar[tuple[Iid, ...]] = (
        IID_IUnknown,
        IID_IMSProvider,
        IID_IMAPIProviderShutdown,
    )

    def __init__(
        self,
        malloc: Counted | None = None,
        *,
        memory: Memory | None = None,
        stores: Mapping[bytes, str] = STORES,
        reading: Reading = DEFERRED,
        children: Children = COUNT,
        store_type: type[Store] = Store,
        logon_type: type[Logon] = Logon,
    ) -> None:
        self._malloc = malloc
        self._memory = memory
        #: The record of each store that has not begun to end.
        self._records: dict[Store, object | None] = {}
        self._contents = {key: Contents(key, name) for key, name in stores.items()}
        self._reading = reading
        self._children = children
        self._store_type = store_type
        self._logon_type = logon_type
        self.open_stores: dict[bytes, Store] = {}
        self._unknown = Unknown(self.interfaces)
        if malloc is not None:
            malloc.add_ref()

    def query_interface(
        self, interface: Iid, pointer: Ref[object | None] | None
    ) -> int:
        """Answer for IUnknown, IMSProvider and IMAPIProviderShutdown.

        Cites: imsprovideriunknown; imapiprovidershutdowniunknown;
        implementing-the-iunknown-interface.
        """
        return self._unknown.query(self, interface, pointer)

    def add_ref(self) -> int:
        """Take a reference.

        Cites: implementing-the-iunknown-interface.
        """
        return self._unknown.add()

    def release(self) -> int:
        """Give a reference back; the last one gives the allocator back too.

        Cites: msproviderinit, Notes to Implementers; shutting-down-a-service-provider.
        """
        left = self._unknown.drop()
        if left == 0 and self._malloc is not None:
            malloc, self._malloc = self._malloc, None
            malloc.release()
        return left

    def shutdown(self, flags: Ref[int] | None) -> int:
        """Agree; MAPI has logged every store off before. The word is reserved.

        Cites: imsprovider-shutdown, Remarks.
        """
        return S_OK

    def query_fast_shutdown(self) -> int:
        """Agree to a fast shutdown; to be asked changes nothing.

        Cites: imapiprovidershutdown-queryfastshutdown, Return value.
        """
        return S_OK

    def notify_process_shutdown(self) -> int:
        """Hear that the process is about to end; everything is as safe as it gets.

        Cites: imapiprovidershutdown-notifyprocessshutdown, Remarks.
        """
        return S_OK

    def do_fast_shutdown(self) -> int:
        """Let the process end; what was saved is where it stays, nothing is pending.

        The pages do not say whether the transports hear of this: they do not.

        Cites: imapiprovidershutdown-dofastshutdown, Remarks; fast-shutdown-overview.
        """
        return S_OK

    def logon(
        self,
        support: Support,
        ui: int,
        profile: str | None,
        entryid: bytes | None,
        flags: int,
        interface: Iid | None,
        security: Ref[bytes | None] | None,
        error: Ref[object | None] | None,
        logon: Ref[Logon | None] | None,
        store: Ref[Store | None] | None,
    ) -> int:
        """Open a store, or give the one that is already open here to a further client.

        A first logon takes a reference on the support object and returns a logon
        and a store object with one reference each. A further one returns the same
        store object with one reference more and nothing besides: its support object
        is not touched. One page allows the existing logon object in its place; this
        provider leaves it null, as the page of the method asks.

        Without MDB_WRITE the store can only be read. A further logon gets the store as
        the first one opened it.

        A failure leaves every out word null, no reference on the support object and
        no memory taken; where there is none the code of the allocation is given. No
        dialog is ever shown.

        Cites: imsprovider-logon, Remarks; loading-message-store-providers.
        """
        empty(security, error, logon, store)
        chosen = self._choose(entryid, interface, store)
        if isinstance(chosen, int):
            return chosen
        shared = self.open_stores.get(chosen.entryid)
        if shared is not None:
            shared.add_ref()
            fill(store, shared)
            return S_OK
        opened = self._open_store(support, chosen, for_spooler=False)
        if isinstance(opened, int):
            return opened
        opened.writable = bool(flags & MDB_WRITE)
        self.open_stores[chosen.entryid] = opened
        fill(security, b"spooler of " + chosen.entryid)
        fill(logon, self._logon_type(opened))
        fill(store, opened)
        return S_OK

    def spooler_logon(
        self,
        support: Support,
        ui: int,
        profile: str | None,
        entryid: bytes | None,
        flags: int,
        interface: Iid | None,
        security: bytes | None,
        error: Ref[object | None] | None,
        logon: Ref[Logon | None] | None,
        store: Ref[Store | None] | None,
    ) -> int:
        """Open a store for the spooler: an object of its own, and marked so.

        One page says that the spooler gets the interfaces that the client has. As
        the mark changes what a store object may do, and the spooler can live in
        another process, this provider never shares the object. The validation data
        is not looked at: the entry identifier says which store it is.

        Cites: imsprovider-spoolerlogon, Remarks; loading-message-store-providers.
        """
        empty(error, logon, store)
        chosen = self._choose(entryid, interface, store)
        if isinstance(chosen, int):
            return chosen
        opened = self._open_store(support, chosen, for_spooler=True)
        if isinstance(opened, int):
            return opened
        opened.writable = bool(flags & MDB_WRITE)
        fill(logon, self._logon_type(opened))
        fill(store, opened)
        return S_OK

    def compare_store_ids(
        self,
        first: bytes | None,
        second: bytes | None,
        flags: int,
        result: Ref[bool] | None,
    ) -> int:
        """Compare two private identifiers; no store needs to be open for that.

        Cites: imsprovider-comparestoreids, Remarks.
        """
        if first is None or second is None or result is None:
            return MAPI_E_INVALID_PARAMETER
        result.value = first == second
        return S_OK

    def _choose(
        self, entryid: bytes | None, interface: Iid | None, store: Ref[Any] | None
    ) -> Contents | int:
        """Find what to open, or the code that says why nothing is.

        With no identifier a provider may find its store in its profile section, or
        else report that it is not configured: no section names a store here.
        The page gives no code for an identifier that names nothing, other than
        MAPI_E_LOGON_FAILED where a dialog could have helped; none could here, and
        the caller learns more from MAPI_E_UNKNOWN_ENTRYID.

        Cites: imsprovider-logon, Parameters and Remarks.
        """
        if store is None:
            return MAPI_E_INVALID_PARAMETER
        if entryid is None:
            return MAPI_E_UNCONFIGURED
        if entryid not in self._contents:
            return CLOSED.get(entryid, MAPI_E_UNKNOWN_ENTRYID)
        if interface is not None and interface not in self._store_type.interfaces:
            return MAPI_E_INTERFACE_NOT_SUPPORTED
        return self._contents[entryid]

    def _open_store(
        self, support: Support, contents: Contents, *, for_spooler: bool
    ) -> Store | int:
        record: Ref[object | None] = Ref(None)
        code = S_OK if not self._memory else self._memory.take(contents.name, record)
        if failed(code):
            return code
        support.add_ref()
        code = announce(support, contents.name)
        if failed(code):
            support.release()
            self._give_back(record.value)
            return code
        opened = self._store_type(
            support=support,
            contents=contents,
            forget=self.forget,
            for_spooler=for_spooler,
            reading=self._reading,
            children=self._children,
        )
        self._records[opened] = record.value
        return opened

    def forget(self, store: Store) -> None:
        """Hand a store that is ending out to no further client; free its record."""
        if self.open_stores.get(store.contents.entryid) is store:
            del self.open_stores[store.contents.entryid]
        self._give_back(self._records.pop(store, None))

    def _give_back(self, record: object | None) -> None:
        if self._memory is not None:
            self._memory.give_back(record)


def announce(support: Support, name: str) -> int:
    """Write the profile, register the identifier and create the status row.

    The pages do not say what a logon does when one of these fails; here it fails
    with the same code.

    Cites: imsprovider-logon, Remarks; imapisupport-setprovideruid;
    imapisupport-modifystatusrow.
    """
    code = write_profile(support, name)
    if succeeded(code):
        code = support.set_provider_uid(PROVIDER_UID, 0)
    if succeeded(code):
        row = (
            PropValue(PR_DISPLAY_NAME, name),
            PropValue(PR_STATUS_CODE, STATUS_AVAILABLE),
            PropValue(PR_RESOURCE_METHODS, 0),
        )
        code = support.modify_status_row(row, 0)
    return code


def write_profile(support: Support, name: str) -> int:
    """Put the display name into the provider's own profile section.

    A section that opens but does not take the name is no reason to fail.

    Cites: imsprovider-logon, Remarks; imapisupport-openprofilesection.
    """
    section: Ref[ProfileSection] = Ref()
    code = support.open_profile_section(None, MAPI_MODIFY, section)
    if succeeded(code):
        section.value.set_props((PropValue(PR_DISPLAY_NAME, name),), None)
        section.value.save_changes(0)
        section.value.release()
    return code
