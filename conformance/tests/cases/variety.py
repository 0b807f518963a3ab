"""Providers built in different ways: those that conform, and those that do not.

Each is as short as it can be, and none is built like the reference.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Final

from mapi_conformance.mapi import PropValue, Ref
from mapi_conformance.mapi.codes import (
    MAPI_E_BUSY,
    MAPI_E_INTERFACE_NOT_SUPPORTED,
    MAPI_E_INVALID_OBJECT,
    MAPI_E_INVALID_PARAMETER,
    MAPI_E_NO_SUPPORT,
    S_OK,
)
from mapi_conformance.mapi.flags import (
    LOGOFF_ABORT,
    LOGOFF_ANSWERS,
    LOGOFF_COMPLETE,
    LOGOFF_REQUESTS,
    MAPI_STATUS,
    STATUS_VALIDATE_STATE,
)
from mapi_conformance.mapi.identifiers import (
    Iid,
    IID_IMAPIProp,
    IID_IMAPIProviderShutdown,
    IID_IMAPIStatus,
    IID_IMsgStore,
    IID_IMSLogon,
    IID_IMSProvider,
    IID_IUnknown,
)
from mapi_conformance.mapi.properties import PR_OBJECT_TYPE, PR_RESOURCE_METHODS


_MAPI_STORE: Final = 1


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

    def store_logoff(self, flags: Ref[int] | None) -> int:
        if flags is None:
            return MAPI_E_INVALID_PARAMETER
        self.flag = flags.value & LOGOFF_REQUESTS or self.flag
        return self.answer(flags)

    def answer(self, flags: Ref[int]) -> int:
        flags.value = 0
        return S_OK

    def get_props(self, tags: Any, flags: int, props: Ref[Any]) -> int:
        props.value = (PropValue(PR_OBJECT_TYPE, _MAPI_STORE),)
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
        _, interface, security, _, logon, store = rest
        logon.value = store.value = security.value = None
        if interface not in (None, IID_IUnknown, *_Store.faces):
            return MAPI_E_INTERFACE_NOT_SUPPORTED
        shared = self.opened.get(entryid)
        if shared is not None and shared.references > 0 and not shared.ended:
            return self.again(shared, support, rest)
        self.opened[entryid] = opened = self.store_type(support)
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


# -- conforming


class _Eager(_Store):
    def answer(self, flags: Ref[int]) -> int:
        word = Ref(self.flag)
        self.told = True
        self.support.store_logoff_transports(word)
        flags.value = word.value & LOGOFF_ANSWERS
        return S_OK


class _MakesUp(_Store):
    """Eager; passes failures on, and asks once more at the end after a refusal."""

    def answer(self, flags: Ref[int]) -> int:
        word = Ref(self.flag)
        code: int = self.support.store_logoff_transports(word)
        self.told = bool(word.value & LOGOFF_COMPLETE)
        flags.value = word.value & LOGOFF_ANSWERS
        return code


class _SaysComplete(_Store):
    def answer(self, flags: Ref[int]) -> int:
        flags.value = LOGOFF_COMPLETE
        return S_OK


class _LeavesTheWord(_Store):
    def answer(self, flags: Ref[int]) -> int:
        return S_OK


class _TearOffs(_Store):
    """Gives an object of its own for each interface, with a count of its own."""

    def query_interface(self, interface: Iid, found: Ref[Any]) -> int:
        if interface in self.faces:
            self.add_ref()
            found.value = _Face(self)
            return S_OK
        return super().query_interface(interface, found)


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


class _OneObject(_Store):
    """Store and logon object are two interfaces of one object."""

    faces = (IID_IMAPIProp, IID_IMsgStore, IID_IMSLogon)

    def new_logon(self) -> Any:
        return _LogonSide(self)

    def logoff(self, flags: Ref[int] | None) -> int:
        self.end()
        return S_OK


class _LogonSide(_Face):
    def release(self) -> int:
        self.references -= 1
        return 0


class _HoldsTwo(_Store):
    def __init__(self, support: Any) -> None:
        super().__init__(support)
        support.add_ref()

    def end(self) -> None:
        last = not self.ended
        super().end()
        if last:
            self.support.release()


class _Closes(_Store):
    """Answers with a failure once it was logged off."""

    def get_props(self, tags: Any, flags: int, props: Ref[Any]) -> int:
        if self.ended:
            return MAPI_E_INVALID_OBJECT
        return super().get_props(tags, flags, props)


class _BusyWhenRefused(_Eager):
    """Has a code of its own for a refusal; the pages name none."""

    def answer(self, flags: Ref[int]) -> int:
        super().answer(flags)
        return S_OK if flags.value & LOGOFF_COMPLETE else MAPI_E_BUSY


class _OnlyRelease(_Eager):
    """Answers nobody's QueryInterface once its logoff was complete."""

    complete = False

    def answer(self, flags: Ref[int]) -> int:
        code = super().answer(flags)
        self.complete = bool(flags.value & LOGOFF_COMPLETE)
        return code

    def query_interface(self, interface: Iid, found: Ref[Any]) -> int:
        if self.complete:
            found.value = None
            return MAPI_E_INVALID_OBJECT
        return super().query_interface(interface, found)


class _GivesItsLogon(_Provider):
    """A second logon gets the logon object of the first, as an older page has it."""

    def again(self, shared: Any, support: Any, rest: Any) -> int:
        shared.logon.add_ref()
        rest[-2].value = shared.logon
        return super().again(shared, support, rest)


class _AddsInPassing(_Provider):
    """Holds the support object while a logon runs, also where it does not keep it."""

    def logon(self, support: Any, *rest: Any) -> int:
        support.add_ref()
        code = super().logon(support, *rest)
        support.release()
        return code


class _NoShutdownInterface(_Provider):
    faces = (IID_IMSProvider,)


class _EndsFast(_Provider):
    """Takes part in fast shutdown, and has the transports let go in its course."""

    def query_fast_shutdown(self) -> int:
        return S_OK

    def notify_process_shutdown(self) -> int:
        for store in self.opened.values():
            store.tell()
        return S_OK

    def do_fast_shutdown(self) -> int:
        return S_OK


class _Status(_Counted):
    """Can be asked for its state and for nothing else; MAPI keeps it, not the store."""

    faces = (IID_IMAPIProp, IID_IMAPIStatus)

    def get_props(self, tags: Any, flags: int, props: Ref[Any]) -> int:
        props.value = (PropValue(PR_RESOURCE_METHODS, STATUS_VALIDATE_STATE),)
        return S_OK

    def flush_queues(self, ui: int, target: bytes | None, flags: int) -> int:
        return MAPI_E_NO_SUPPORT


class _StatusLogon(_Logon):
    def open_status_entry(
        self, interface: Iid | None, flags: int, kind: Ref[int], found: Ref[Any]
    ) -> int:
        kind.value, found.value = MAPI_STATUS, _Status()
        return S_OK


class _HasStatus(_Store):
    def new_logon(self) -> Any:
        return _StatusLogon(self)


class _Invalidates(_Store):
    """Hands itself to MAPI where a client still holds it at its end."""

    methods = 31

    def tell(self) -> None:
        super().tell()
        if self.references > 0:
            self.support.make_invalid(0, self, self.references, self.methods)


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


def _allocates(allocate: Any, allocate_more: Any, free: Any) -> None:
    """Take a block and one linked to it, and give both back by their root."""
    root, linked = Ref[object](), Ref[object]()
    allocate(16, root)
    allocate_more(16, root.value, linked)
    free(root.value)
    free(None)


#: What makes a provider, or is its entry point, by the name that tests use.
Factories = Mapping[str, Callable[..., object]]

#: The first seven are as different as the pages allow; the others went further.
CONFORMING: Final[Factories] = MappingProxyType(
    {
        "plain": _Provider,
        "eager": _of(_Eager),
        "says-complete": _of(_SaysComplete),
        "leaves-the-word": _of(_LeavesTheWord),
        "tear-offs": _of(_TearOffs),
        "one-object": _of(_OneObject),
        "holds-two": _of(_HoldsTwo),
        "makes-up": _of(_MakesUp),
        "closes": _of(_Closes),
        "busy-when-refused": _of(_BusyWhenRefused),
        "only-release": _of(_OnlyRelease),
        "gives-its-logon": _GivesItsLogon,
        "adds-in-passing": _AddsInPassing,
        "allocates": _with_memory(_allocates),
        "no-shutdown-interface": _NoShutdownInterface,
        "declines": _Provider,
        "ends-fast": _EndsFast,
        "has-status": _of(_HasStatus),
        "invalidates": _of(_Invalidates),
    }
)

#: What some of these claim beside a second store.
CLAIMS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "declines": "provider-shutdown",
        "ends-fast": "provider-shutdown,fast-shutdown",
        "has-status": "status-object",
    }
)
