"""A provider as short as it can be, and the pieces that others are built from."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final, TypeAlias

from mapi_conformance.mapi import PropValue, Ref
from mapi_conformance.mapi.codes import (
    MAPI_E_INTERFACE_NOT_SUPPORTED,
    MAPI_E_INVALID_PARAMETER,
    MAPI_E_NO_SUPPORT,
    S_OK,
)
from mapi_conformance.mapi.flags import (
    LOGOFF_ABORT,
    LOGOFF_ANSWERS,
    LOGOFF_REQUESTS,
    MDB_WRITE,
    STATUS_AVAILABLE,
)
from mapi_conformance.mapi.identifiers import (
    Iid,
    IID_IMAPIProp,
    IID_IMAPIProviderShutdown,
    IID_IMsgStore,
    IID_IMSLogon,
    IID_IMSProvider,
    IID_IUnknown,
)
from mapi_conformance.mapi.properties import (
    PR_DISPLAY_NAME,
    PR_ENTRYID,
    PR_IDENTITY_DISPLAY,
    PR_OBJECT_TYPE,
    PR_RECORD_KEY,
    PR_RESOURCE_METHODS,
    PR_STATUS_CODE,
    PR_STORE_ENTRYID,
)


#: What makes a provider, or is its entry point, by the name that tests use.
Factories: TypeAlias = Mapping[str, Callable[..., object]]

#: What the identifiers of its folders carry, after four bytes of flags.
UID: Final = b"provider under t"

_MAPI_STORE: Final = 1
_ROW: Final = (
    PropValue(PR_RESOURCE_METHODS, 0),
    PropValue(PR_IDENTITY_DISPLAY, "Somebody"),
    PropValue(PR_STATUS_CODE, STATUS_AVAILABLE),
    PropValue(PR_DISPLAY_NAME, "Store"),
)


class _Counted:
    """References and interfaces; what AddRef and Release return is nonsense."""

    faces: ClassVar[tuple[Iid, ...]] = ()

    def __init__(self) -> None:
        self.references = 1

    def query_interface(self, interface: Iid, found: Ref[Any]) -> int:
        if interface not in (IID_IUnknown, *self.faces):
            found.value = None
            return MAPI_E_INTERFACE_NOT_SUPPORTED
        self.add_ref()
        found.value = self
        return S_OK

    def add_ref(self) -> int:
        self.references += 1
        return 77

    def release(self) -> int:
        self.references -= 1
        if self.references == 0:
            self.end()
        return 99

    def end(self) -> None: ...


class _Logon(_Counted):
    faces = (IID_IMSLogon,)

    def __init__(self, store: "_Store") -> None:
        super().__init__()
        self.store = store

    def logoff(self, flags: Ref[int] | None) -> int:
        self.store.end()
        return S_OK


class _Store(_Counted):
    """Deferred; takes two references on the support object and returns one."""

    faces: ClassVar[tuple[Iid, ...]] = (IID_IMAPIProp, IID_IMsgStore)
    #: The identifier it was logged on with.
    key: Any = None
    writable = True

    def __init__(self, support: Any) -> None:
        super().__init__()
        support.add_ref()
        support.add_ref()
        support.release()
        self.support = support
        self.flag = LOGOFF_ABORT
        self.told = False
        self.ended = False
        self.logon = self.new_logon()

    def new_logon(self) -> Any:
        return _Logon(self)

    def register(self, support: Any) -> None:
        support.set_provider_uid(UID, 0)
        self.make_row(support)

    def make_row(self, support: Any) -> None:
        support.modify_status_row(_ROW, 0)

    def store_logoff(self, flags: Ref[int] | None) -> int:
        if flags is None:
            return MAPI_E_INVALID_PARAMETER
        self.flag = flags.value & LOGOFF_REQUESTS or self.flag
        return self.answer(flags)

    def answer(self, flags: Ref[int]) -> int:
        flags.value = 0
        return S_OK

    def get_props(self, tags: Any, flags: int, props: Ref[Any]) -> int:
        known = {
            PR_OBJECT_TYPE: _MAPI_STORE,
            PR_ENTRYID: self.key,
            PR_STORE_ENTRYID: self.key,
            PR_RECORD_KEY: self.key,
        }
        props.value = tuple(PropValue(tag, known[tag]) for tag in tags)
        return S_OK

    def end(self) -> None:
        if not self.ended:
            self.ended = True
            self.support.add_ref()
            self.tell()
            self.support.release()
            self.support.release()

    def tell(self) -> None:
        if not self.told:
            self.told = True
            self.support.store_logoff_transports(Ref(self.flag))


class _Provider(_Counted):
    """Hands an open store out again."""

    faces: ClassVar[tuple[Iid, ...]] = (IID_IMSProvider, IID_IMAPIProviderShutdown)
    store_type: ClassVar[type[_Store]] = _Store

    def __init__(self) -> None:
        super().__init__()
        self.opened: dict[bytes | None, Any] = {}

    def logon(
        self, support: Any, ui: int, profile: Any, entryid: Any, *rest: Any
    ) -> int:
        flags, interface, security, _, logon, store = rest
        logon.value = store.value = security.value = None
        if interface not in (None, IID_IUnknown, *_Store.faces):
            return MAPI_E_INTERFACE_NOT_SUPPORTED
        shared = self.opened.get(entryid)
        if shared is not None and shared.references > 0 and not shared.ended:
            return self.again(shared, support, rest)
        self.opened[entryid] = opened = self.store_type(support)
        opened.key, opened.writable = entryid, bool(flags & MDB_WRITE)
        opened.register(support)
        store.value, logon.value = opened, opened.logon
        return S_OK

    def again(self, shared: Any, support: Any, rest: Any) -> int:
        shared.add_ref()
        rest[-1].value = shared
        return S_OK

    def shutdown(self, flags: Ref[int] | None) -> int:
        return S_OK

    def query_fast_shutdown(self) -> int:
        return MAPI_E_NO_SUPPORT


def _of(store: type[_Store]) -> type[_Provider]:
    return type(store.__name__, (_Provider,), {"store_type": store})


class _Eager(_Store):
    def answer(self, flags: Ref[int]) -> int:
        word = Ref(self.flag)
        self.told = True
        self.support.store_logoff_transports(word)
        flags.value = word.value & LOGOFF_ANSWERS
        return S_OK


class _Face:
    def __init__(self, inner: Any) -> None:
        self.inner = inner
        self.references = 1

    def add_ref(self) -> int:
        self.references += 1
        return 0

    def release(self) -> int:
        self.references -= 1
        if self.references == 0:
            self.inner.release()
        return 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)


def _with_memory(
    use: Callable[[Any, Any, Any], object],
) -> Callable[..., int]:
    """Make an entry point that uses MAPI's three allocation functions at once."""

    def entry(
        _instance: object,
        _malloc: object,
        allocate: Any,
        allocate_more: Any,
        free: Any,
        _flags: int,
        version: int,
        provider_version: Ref[int],
        provider: Ref[Any],
    ) -> int:
        use(allocate, allocate_more, free)
        provider_version.value = version
        provider.value = _Provider()
        return S_OK

    return entry
