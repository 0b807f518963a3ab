"""IMsgStore: a store that remembers how it is to be logged off, and ends once.

The three methods to read beside the page are `Store.store_logoff`, `Store.release`
and `Store.end`.
"""

from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Concatenate, ParamSpec

from mapi_conformance.mapi import PropValue, Ref
from mapi_conformance.mapi.codes import (
    MAPI_E_INVALID_OBJECT,
    MAPI_E_INVALID_PARAMETER,
    MAPI_E_NO_SUPPORT,
    MAPI_E_UNKNOWN_ENTRYID,
    MAPI_E_UNKNOWN_FLAGS,
    MAPI_W_ERRORS_RETURNED,
    S_OK,
    failed,
)
from mapi_conformance.mapi.flags import LOGOFF_ABORT, LOGOFF_REQUESTS
from mapi_conformance.mapi.identifiers import (
    Iid,
    IID_IMAPIProp,
    IID_IMsgStore,
    IID_IUnknown,
)
from mapi_conformance.mapi.properties import PT_ERROR, PT_OBJECT
from mapi_reference.provider.pointers import fill
from mapi_reference.provider.properties import (
    Contents,
    list_tags,
    look_up,
    set_property,
    store_properties,
)
from mapi_reference.provider.subsystem import Support
from mapi_reference.provider.unknown import Unknown


P = ParamSpec("P")


def while_open(
    method: Callable[Concatenate["Store", P], int],
) -> Callable[Concatenate["Store", P], int]:
    """Answer MAPI_E_INVALID_OBJECT in place of a method once the store has ended.

    Cites: imapisupport-makeinvalid, whose stub objects answer the same.
    """

    @wraps(method)
    def guarded(self: "Store", /, *args: P.args, **kwargs: P.kwargs) -> int:
        if self.ended:
            return MAPI_E_INVALID_OBJECT
        return method(self, *args, **kwargs)

    return guarded


class Store:
    """A message store in one session, shared by all who logged on to it there.

    It owns the reference on the support object that its logon took, and gives it
    back when it ends. It ends once: by its last Release, or by IMSLogon::Logoff,
    whichever comes first.

    Args:
        support: The support object of the logon that opened this store.
        contents: What the store holds.
        forget: Called as the first step of the end, so that a store which is going
            away is not handed out again.
        for_spooler: Whether the store was opened by SpoolerLogon.
    """

    interfaces = (IID_IUnknown, IID_IMAPIProp, IID_IMsgStore)

    def __init__(
        self,
        *,
        support: Support,
        contents: Contents,
        forget: Callable[["Store"], None],
        for_spooler: bool = False,
    ) -> None:
        self.support = support
        self.contents = contents
        self.for_spooler = for_spooler
        #: The flag of the last StoreLogoff; None while there was none.
        self.remembered: int | None = None
        #: Whether StoreLogoffTransports was called for this store.
        self.transports_told = False
        self.ended = False
        self._forget = forget
        self._unknown = Unknown(self.interfaces)
        self._end_once = Lock()

    @while_open
    def store_logoff(self, flags: Ref[int] | None) -> int:
        """Remember the flag until the store ends; do nothing else.

        One page has this method call StoreLogoffTransports at once, another forbids
        the call while references are left. This store takes the second: the page of
        the method itself.

        On return the word is zero. No request bit is valid on output, and a store
        that has not asked the transports yet knows of no activity. Only the request
        bits are read, because clients feed the word of one call into the next.

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

        Cites: imsgstore-storelogoff, Notes to implementers;
        shutting-down-a-message-store-provider.
        """
        left = self._unknown.drop()
        if left == 0:
            self.end()
        return left

    def end(self) -> None:
        """Have the transports let go, then give the support object back.

        The support object comes last: its Release makes MAPI call IMSLogon::Logoff,
        which arrives here again and finds the store closed.

        Cites: shutting-down-a-message-store-provider; imslogon-logoff, Remarks.
        """
        if self.close():
            self.log_off_transports()
            self.support.release()

    def close(self) -> bool:
        """Let no call in any more; whether this was the call that closed the store."""
        with self._end_once:
            closing, self.ended = not self.ended, True
        if closing:
            self._forget(self)
        return closing

    def log_off_transports(self) -> None:
        """Pass the flag on, once in the life of the store.

        Neither a failure nor an answer without LOGOFF_COMPLETE stops the end: at
        this point no client is left who could ask again.

        Cites: imapisupport-storelogofftransports, Notes to callers;
        shutting-down-a-message-store-provider.
        """
        if not self.transports_told:
            self.transports_told = True
            self.support.store_logoff_transports(Ref(self.logoff_flag()))

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

        What is not there takes its place as an error value and makes the whole a
        success with a warning. An array of no tags is refused.

        Cites: imapiprop-getprops, Return value and Remarks.
        """
        if props is None or tags == ():
            return MAPI_E_INVALID_PARAMETER
        known = store_properties(self.contents)
        wanted = list_tags(known, flags) if tags is None else tags
        props.value = tuple(look_up(known, tag, flags) for tag in wanted)
        missing = any(value.tag & 0xFFFF == PT_ERROR for value in props.value)
        return MAPI_W_ERRORS_RETURNED if missing else S_OK

    @while_open
    def get_prop_list(self, flags: int, tags: Ref[tuple[int, ...]] | None) -> int:
        """List what GetProps can give.

        Cites: imapiprop-getproplist, Remarks.
        """
        if tags is None:
            return MAPI_E_INVALID_PARAMETER
        tags.value = list_tags(store_properties(self.contents), flags)
        return S_OK

    @while_open
    def set_props(
        self, props: tuple[PropValue, ...] | None, problems: Ref[object | None] | None
    ) -> int:
        """Set the display name; say of everything else why not.

        An empty array is refused, as is a property that could only be opened.
        Properties of a store are not transacted: what is set stays set.

        Cites: imapiprop-setprops, Parameters and Notes to Implementers;
        imapiprop-savechanges.
        """
        if not props or any(tag & 0xFFFF == PT_OBJECT for tag, _ in props):
            return MAPI_E_INVALID_PARAMETER
        codes = [set_property(self.contents, tag, value) for tag, value in props]
        found = tuple(
            (index, props[index].tag, code)
            for index, code in enumerate(codes)
            if failed(code)
        )
        fill(problems, found or None)
        return S_OK

    @while_open
    def compare_entry_ids(
        self,
        first: bytes | None,
        second: bytes | None,
        flags: int,
        result: Ref[bool] | None,
    ) -> int:
        """Compare identifiers of this store, which has one: its own.

        Cites: imsgstore-compareentryids, Return value and Remarks.
        """
        if result is None:
            return MAPI_E_INVALID_PARAMETER
        if not first == second == self.contents.entryid:
            return MAPI_E_UNKNOWN_ENTRYID
        result.value = True
        return S_OK

    @while_open
    def unsupported(self, *arguments: object) -> int:
        """Refuse what a store without folders has nothing to answer to."""
        return MAPI_E_NO_SUPPORT

    save_changes = open_property = delete_props = unsupported
    copy_to = copy_props = get_names_from_ids = get_ids_from_names = unsupported
    advise = unadvise = open_entry = unsupported
    set_receive_folder = get_receive_folder = get_receive_folder_table = unsupported
    abort_submit = get_outgoing_queue = set_lock_state = unsupported
    finished_msg = notify_new_mail = unsupported
