"""IMsgStore: a store that remembers how it is to be logged off, and ends once.

The methods to read beside the page are `Store.store_logoff`, `Store.release` and
`Store.end`; the two objects a store is given, its reading and what it makes of its
children, say where the pages leave a choice.
"""

from collections.abc import Callable
from functools import partial
from threading import Lock

from mapi_conformance.mapi import PropValue, Ref
from mapi_conformance.mapi.codes import (
    MAPI_E_INVALID_PARAMETER,
    MAPI_E_NO_ACCESS,
    MAPI_E_NO_SUPPORT,
    MAPI_E_UNKNOWN_ENTRYID,
    MAPI_E_UNKNOWN_FLAGS,
    S_OK,
    succeeded,
)
from mapi_conformance.mapi.flags import LOGOFF_ABORT, LOGOFF_ANSWERS, LOGOFF_REQUESTS
from mapi_conformance.mapi.identifiers import (
    Iid,
    IID_IMAPIProp,
    IID_IMsgStore,
    IID_IUnknown,
)
from mapi_reference.provider.children import COUNT, Child, Children
from mapi_reference.provider.contents import Contents
from mapi_reference.provider.guard import while_open
from mapi_reference.provider.opening import open_object
from mapi_reference.provider.pointers import empty, fill
from mapi_reference.provider.properties import (
    give_prop_list,
    give_props,
    set_store_property,
    store_properties,
    write_props,
)
from mapi_reference.provider.readings import DEFERRED, Reading
from mapi_reference.provider.subsystem import Support
from mapi_reference.provider.unknown import Unknown


class Store:
    """A message store in one session, shared by all who logged on to it there.

    It owns the reference on the support object that its logon took, and gives it
    back when it ends. It ends once: by its last Release, or by IMSLogon::Logoff,
    whichever comes first. Of its folders, messages and tables none can be used
    after that.

    Args:
        support: The support object of the logon that opened this store.
        contents: What the store holds.
        forget: Called as the first step of the end, so that a store which is going
            away is not handed out again.
        for_spooler: Whether the store was opened by SpoolerLogon.
        reading: When the transports hear of a StoreLogoff.
        children: Whether open folders, messages and tables keep the store.
    """

    interfaces = (IID_IUnknown, IID_IMAPIProp, IID_IMsgStore)

    def __init__(
        self,
        *,
        support: Support,
        contents: Contents,
        forget: Callable[["Store"], None],
        for_spooler: bool = False,
        reading: Reading = DEFERRED,
        children: Children = COUNT,
    ) -> None:
        self.support = support
        self.contents = contents
        self.for_spooler = for_spooler
        #: Whether it was opened for writing; its logon says.
        self.writable = True
        self.reading = reading
        self.children = children
        self.leftovers: list[Child] = []
        #: The flag of the last StoreLogoff; None while there was none.
        self.remembered: int | None = None
        #: Whether StoreLogoffTransports was called for this store.
        self.transports_told = False
        #: Status bits of the last such call; none before the first.
        self.answer = 0
        self.ended = False
        self._forget = forget
        self._unknown = Unknown(self.interfaces)
        self._end_once = Lock()

    @while_open
    def store_logoff(self, flags: Ref[int] | None) -> int:
        """Remember the flag; whether the transports hear of it now, the reading says.

        On return the word holds status bits only, because no request bit is valid
        on output; a store that has not asked the transports knows of no activity and
        leaves it zero. Only the request bits are read, because clients feed the word
        of one call into the next.

        S_OK is the one result that the page lists. A logoff that the transports
        refused, or a StoreLogoffTransports that failed, is told by a word without
        LOGOFF_COMPLETE: nothing was lost, the store is open, and the caller may ask
        again or release it.

        No request, several, or a null pointer are outside the contract and no code
        is documented for them. No request is a logoff that asks for nothing: S_OK,
        and nothing is remembered. Several are MAPI_E_UNKNOWN_FLAGS and a null
        pointer is MAPI_E_INVALID_PARAMETER; in both cases an earlier flag stays.

        Cites: imsgstore-storelogoff, Parameters and Notes to implementers.
        """
        if flags is None:
            return MAPI_E_INVALID_PARAMETER
        request = flags.value & LOGOFF_REQUESTS
        flags.value = 0
        if request.bit_count() > 1:
            return MAPI_E_UNKNOWN_FLAGS
        if request:
            self.remember(request)
            flags.value = self.reading.answer(self)
        return S_OK

    def remember(self, request: int) -> None:
        """Let a later flag replace an earlier one, by assignment.

        The page says that several calls to StoreLogoffTransports overwrite the
        saved flags; as that call is made once, several calls to StoreLogoff are
        meant.

        Cites: imsgstore-storelogoff, Notes to implementers.
        """
        self.remembered = request

    def release(self) -> int:
        """Give a reference back; the last one ends the store.

        Where children count as users, each has one of these references.

        Cites: imsgstore-storelogoff, Notes to implementers;
        shutting-down-a-message-store-provider.
        """
        left = self._unknown.drop()
        if left == 0:
            self.end()
        return left

    def end(self) -> None:
        """Have the transports let go, part from children, give support back.

        The support object comes last: its Release makes MAPI call IMSLogon::Logoff,
        which arrives here again and finds the store closed.

        Cites: shutting-down-a-message-store-provider; imslogon-logoff, Remarks.
        """
        if self.close():
            self.log_off_transports()
            self.children.part(self)
            self.support.release()

    def close(self) -> bool:
        """Let no call in any more; whether this was the call that closed the store."""
        with self._end_once:
            closing, self.ended = not self.ended, True
        if closing:
            self._forget(self)
        return closing

    def log_off_transports(self) -> None:
        """Make the one call of a shutdown, unless StoreLogoff has made it.

        The pages do not say what a refusal changes. Here the last answer counts: a
        client that was refused and releases the store all the same causes no second
        call. No answer to the call made here stops the end, be it a failure or one
        without LOGOFF_COMPLETE: no client is left who could try again.

        Cites: imapisupport-storelogofftransports, Notes to callers;
        shutting-down-a-message-store-provider.
        """
        if not self.transports_told:
            self.ask_transports()

    def ask_transports(self) -> None:
        """Pass the flag on, and keep the status bits of the answer.

        The call counts as made before it is, since MAPI may call back from inside.

        Cites: imapisupport-storelogofftransports.
        """
        self.transports_told = True
        word = Ref(self.logoff_flag())
        code = self.support.store_logoff_transports(word)
        self.answer = word.value & LOGOFF_ANSWERS if succeeded(code) else 0

    def logoff_flag(self) -> int:
        """Choose the remembered flag, or LOGOFF_ABORT if StoreLogoff gave none.

        Cites: imsgstore-storelogoff, Notes to implementers.
        """
        return LOGOFF_ABORT if self.remembered is None else self.remembered

    def query_interface(
        self, interface: Iid, pointer: Ref[object | None] | None
    ) -> int:
        """Answer for IUnknown, IMAPIProp and IMsgStore, also after the end.

        Cites: imsgstoreimapiprop; implementing-the-iunknown-interface.
        """
        return self._unknown.query(self, interface, pointer)

    def add_ref(self) -> int:
        """Take a reference.

        Cites: implementing-the-iunknown-interface.
        """
        return self._unknown.add()

    @while_open
    def get_last_error(
        self, result: int, flags: int, error: Ref[object | None] | None
    ) -> int:
        """Say that there is nothing to add to the code.

        Cites: imapiprop-getlasterror, Remarks.
        """
        fill(error, None)
        return S_OK

    @while_open
    def get_props(
        self,
        tags: tuple[int, ...] | None,
        flags: int,
        props: Ref[tuple[PropValue, ...]] | None,
    ) -> int:
        """Give the values of the tags in the order asked; of all, for null.

        Cites: imapiprop-getprops, Return value and Remarks.
        """
        return give_props(store_properties(self.contents), tags, flags, props)

    @while_open
    def get_prop_list(self, flags: int, tags: Ref[tuple[int, ...]] | None) -> int:
        """List what GetProps can give.

        Cites: imapiprop-getproplist, Remarks.
        """
        return give_prop_list(store_properties(self.contents), flags, tags)

    @while_open
    def set_props(
        self, props: tuple[PropValue, ...] | None, problems: Ref[object | None] | None
    ) -> int:
        """Set the display name; say of everything else why not.

        Properties of a store are not transacted: what is set stays set.

        Cites: imapiprop-setprops, Parameters and Notes to Implementers;
        imapiprop-savechanges.
        """
        if not self.writable:
            return MAPI_E_NO_ACCESS
        return write_props(props, problems, partial(set_store_property, self.contents))

    @while_open
    def compare_entry_ids(
        self,
        first: bytes | None,
        second: bytes | None,
        flags: int,
        result: Ref[bool] | None,
    ) -> int:
        """Compare identifiers of the store, its folders and its saved messages.

        Cites: imsgstore-compareentryids, Return value and Remarks.
        """
        if result is None:
            return MAPI_E_INVALID_PARAMETER
        if not (self.contents.names(first) and self.contents.names(second)):
            return MAPI_E_UNKNOWN_ENTRYID
        result.value = first == second
        return S_OK

    @while_open
    def open_entry(
        self,
        entryid: bytes | None,
        interface: Iid | None,
        flags: int,
        kind: Ref[int] | None,
        pointer: Ref[object | None] | None,
    ) -> int:
        """Open the root folder, for null, or a folder or saved message.

        Cites: imsgstore-openentry, Remarks.
        """
        return open_object(self, entryid, interface, flags, kind, pointer)

    @while_open
    def get_receive_folder(
        self,
        message_class: str | None,
        flags: int,
        entryid: Ref[bytes | None] | None,
        explicit: Ref[str | None] | None,
    ) -> int:
        """Give the one receive folder; no class has another, or it explicitly.

        Cites: imsgstore-getreceivefolder, Return value and Remarks.
        """
        empty(entryid, explicit)
        if entryid is None:
            return MAPI_E_INVALID_PARAMETER
        fill(entryid, self.contents.inbox.entryid)
        fill(explicit, "")
        return S_OK

    @while_open
    def unsupported(self, *arguments: object) -> int:
        """Refuse what this store has nothing to answer to."""
        return MAPI_E_NO_SUPPORT

    save_changes = open_property = delete_props = unsupported
    copy_to = copy_props = get_names_from_ids = get_ids_from_names = unsupported
    advise = unadvise = unsupported
    set_receive_folder = get_receive_folder_table = unsupported
    abort_submit = get_outgoing_queue = set_lock_state = unsupported
    finished_msg = notify_new_mail = unsupported
