"""Providers that are wrong in one way each."""

from types import MappingProxyType
from typing import Any, ClassVar, Final

from plain import (
    Factories,
    _Eager,
    _Face,
    _Logon,
    _of,
    _Provider,
    _Store,
    _with_memory,
)

from mapi_conformance.mapi import Ref
from mapi_conformance.mapi.codes import (
    MAPI_E_BUSY,
    MAPI_E_CALL_FAILED,
    MAPI_E_INTERFACE_NOT_SUPPORTED,
    MAPI_E_INVALID_OBJECT,
    MAPI_E_LOGON_FAILED,
    MAPI_E_NO_SUPPORT,
    S_OK,
    failed,
)
from mapi_conformance.mapi.flags import LOGOFF_ABORT, LOGOFF_INBOUND
from mapi_conformance.mapi.identifiers import (
    Iid,
    IID_IMAPIProp,
    IID_IMsgStore,
    IID_IUnknown,
)


class _NeverTells(_Store):
    def tell(self) -> None: ...


class _Leaks(_Store):
    def tell(self) -> None:
        self.support.add_ref()
        super().tell()


class _TellsTwice(_Store):
    def tell(self) -> None:
        super().tell()
        self.support.store_logoff_transports(Ref(self.flag))


class _EndsAtTheFirst(_Store):
    def release(self) -> int:
        self.references -= 1
        self.end()
        return 0


class _SharesTheFlag(_Store):
    shared: ClassVar[int] = LOGOFF_ABORT

    def answer(self, flags: Ref[int]) -> int:
        type(self).shared = self.flag
        return super().answer(flags)

    def tell(self) -> None:
        self.flag = type(self).shared
        super().tell()


class _RefusesAll(_Provider):
    def logon(self, *arguments: Any) -> int:
        return MAPI_E_LOGON_FAILED


class _GivesNothing(_Provider):
    def logon(self, *arguments: Any) -> int:
        return S_OK


class _LogoffFails(_Store):
    def new_logon(self) -> Any:
        logon = _Logon(self)
        logon.logoff = lambda flags: MAPI_E_CALL_FAILED  # type: ignore[method-assign]  # one instance of it
        return logon


class _DropsTheAnswer(_Eager):
    def answer(self, flags: Ref[int]) -> int:
        super().answer(flags)
        flags.value = 0
        return S_OK


class _AsksAgain(_Eager):
    def tell(self) -> None:
        self.support.store_logoff_transports(Ref(self.flag))


class _GivesNoWord(_Store):
    def tell(self) -> None:
        self.support.store_logoff_transports(None)


class _GivesUp(_Store):
    """A failing StoreLogoffTransports keeps it from giving the support object back."""

    def end(self) -> None:
        if not self.ended:
            self.ended = True
            if not failed(self.support.store_logoff_transports(Ref(self.flag))):
                self.support.release()


class _CountsRefusals(_Store):
    def query_interface(self, interface: Iid, found: Ref[Any]) -> int:
        code = super().query_interface(interface, found)
        if failed(code):
            self.references += 1
        return code


class _LeavesThePointer(_Store):
    def query_interface(self, interface: Iid, found: Ref[Any]) -> int:
        if interface == IID_IUnknown or interface in self.faces:
            return super().query_interface(interface, found)
        return MAPI_E_INTERFACE_NOT_SUPPORTED


class _ManyUnknowns(_Store):
    """IUnknown is another object each time it is asked for."""

    def query_interface(self, interface: Iid, found: Ref[Any]) -> int:
        code = super().query_interface(interface, found)
        if interface == IID_IUnknown:
            found.value = _Face(self)
        return code


class _NoWayBack(_Store):
    """IMAPIProp, once reached, knows of nothing else."""

    def query_interface(self, interface: Iid, found: Ref[Any]) -> int:
        code = super().query_interface(interface, found)
        if interface == IID_IMAPIProp:
            found.value = _OneWay(self)
        return code


class _OneWay(_Face):
    def query_interface(self, interface: Iid, found: Ref[Any]) -> int:
        if interface == IID_IMsgStore:
            found.value = None
            return MAPI_E_INTERFACE_NOT_SUPPORTED
        code: int = self.inner.query_interface(interface, found)
        return code


class _LosesInterfaces(_Store):
    def query_interface(self, interface: Iid, found: Ref[Any]) -> int:
        if self.flag != LOGOFF_ABORT and interface == IID_IMAPIProp:
            found.value = None
            return MAPI_E_INTERFACE_NOT_SUPPORTED
        return super().query_interface(interface, found)


class _LogonWithoutUnknown(_Store):
    def new_logon(self) -> Any:
        return _NoUnknown(self)


class _NoUnknown(_Logon):
    def query_interface(self, interface: Iid, found: Ref[Any]) -> int:
        if interface == IID_IUnknown:
            found.value = None
            return MAPI_E_INTERFACE_NOT_SUPPORTED
        return super().query_interface(interface, found)


class _ReleasesInLogoff(_Store):
    """Gives the support object back once more when Logoff comes out of its end."""

    def end(self) -> None:
        if self.ended:
            self.support.release()
        super().end()


class _IgnoresLogoff(_Store):
    """Does nothing at Logoff and ends when its client lets go."""

    def new_logon(self) -> Any:
        logon = _Logon(self)
        logon.logoff = lambda flags: S_OK  # type: ignore[method-assign]  # one instance of it
        return logon


class _TalksAfterwards(_Store):
    """Its logon object tells the transports once more when it is given back."""

    def new_logon(self) -> Any:
        return _TalkingLogon(self)


class _TalkingLogon(_Logon):
    def end(self) -> None:
        self.store.support.store_logoff_transports(Ref(LOGOFF_ABORT))


class _SupportFirst(_Store):
    def end(self) -> None:
        if not self.ended:
            self.ended = True
            self.support.release()
            self.tell()


class _NewLogonEachTime(_Provider):
    def again(self, shared: Any, support: Any, rest: Any) -> int:
        rest[-2].value = shared.new_logon()
        return super().again(shared, support, rest)


class _NewStoreEachTime(_Provider):
    def again(self, shared: Any, support: Any, rest: Any) -> int:
        opened = self.store_type(support)
        rest[-1].value, rest[-2].value = opened, opened.logon
        return S_OK


class _RegistersAgain(_Provider):
    def again(self, shared: Any, support: Any, rest: Any) -> int:
        support.set_provider_uid(bytes(16), 0)
        support.modify_status_row((), 0)
        section: Ref[Any] = Ref()
        support.open_profile_section(None, 0, section)
        section.value.release()
        rest[2].value = b"secret"
        return super().again(shared, support, rest)


class _KeepsTheSecond(_Provider):
    def again(self, shared: Any, support: Any, rest: Any) -> int:
        support.add_ref()
        first, release = shared.end, support.release

        def end() -> None:
            if not shared.ended:
                first()
                release()

        shared.end = end
        return super().again(shared, support, rest)


class _ForgetsToCount(_Provider):
    def again(self, shared: Any, support: Any, rest: Any) -> int:
        rest[-1].value = shared
        return S_OK


class _OneForAll(_Provider):
    """The end of one provider object closes the stores of all."""

    stores: ClassVar[list[Any]] = []

    def logon(self, *arguments: Any) -> int:
        code = super().logon(*arguments)
        if not failed(code):
            self.stores.append(arguments[-1].value)
        return code

    def shutdown(self, flags: Ref[int] | None) -> int:
        for store in self.stores:
            store.get_props = lambda *words: MAPI_E_INVALID_OBJECT
        self.stores.clear()
        return S_OK


class _ShutdownFails(_Provider):
    def shutdown(self, flags: Ref[int] | None) -> int:
        return MAPI_E_CALL_FAILED


class _RefusesLogoff(_Store):
    def answer(self, flags: Ref[int]) -> int:
        return MAPI_E_CALL_FAILED


class _IsBusy(_Store):
    """Refuses StoreLogoff while somebody else holds the store."""

    def answer(self, flags: Ref[int]) -> int:
        return MAPI_E_BUSY if self.references > 1 else super().answer(flags)


class _TakesAReference(_Store):
    def answer(self, flags: Ref[int]) -> int:
        self.release()
        return super().answer(flags)


class _ClosesEarly(_Store):
    def get_props(self, tags: Any, flags: int, props: Ref[Any]) -> int:
        if self.flag != LOGOFF_ABORT:
            return MAPI_E_INVALID_OBJECT
        return super().get_props(tags, flags, props)


class _SetsStrangeBits(_Store):
    def answer(self, flags: Ref[int]) -> int:
        flags.value = 0x100
        return S_OK


class _ClaimsActivity(_Store):
    def answer(self, flags: Ref[int]) -> int:
        flags.value = LOGOFF_INBOUND
        return S_OK


class _TellsInLogoff(_Store):
    """Tells the transports once more when Logoff comes out of its end."""

    def end(self) -> None:
        if self.ended:
            self.support.store_logoff_transports(Ref(self.flag))
        super().end()


class _GivesNoPointer(_Store):
    def query_interface(self, interface: Iid, found: Ref[Any]) -> int:
        code = super().query_interface(interface, found)
        found.value = None
        return code


class _RefusesInItsOwnWords(_Store):
    def query_interface(self, interface: Iid, found: Ref[Any]) -> int:
        code = super().query_interface(interface, found)
        return MAPI_E_NO_SUPPORT if failed(code) else code


class _DeniesItself(_Store):
    faces = (IID_IMAPIProp,)


class _UnknownProvider(_Provider):
    faces = ()


class _DeadAfterShutdown(_Provider):
    alive = True

    def shutdown(self, flags: Ref[int] | None) -> int:
        self.alive = False
        return S_OK

    def query_interface(self, interface: Iid, found: Ref[Any]) -> int:
        if self.alive:
            return super().query_interface(interface, found)
        found.value = None
        return MAPI_E_INTERFACE_NOT_SUPPORTED


class _RefusesTheSecond(_Provider):
    def again(self, shared: Any, support: Any, rest: Any) -> int:
        return MAPI_E_LOGON_FAILED


class _IgnoresTheInterface(_Provider):
    def logon(
        self, support: Any, ui: int, profile: Any, entryid: Any, *rest: Any
    ) -> int:
        return super().logon(support, ui, profile, entryid, rest[0], None, *rest[2:])


class _TellsTheFirst(_Store):
    """Every store tells the support object of the first."""

    first: Any = None

    def tell(self) -> None:
        own, self.support = self.support, self.first
        super().tell()
        self.support = own


class _OneSupport(_Provider):
    store_type = _TellsTheFirst

    def logon(self, support: Any, *rest: Any) -> int:
        code = super().logon(support, *rest)
        stores = list(self.opened.values())
        for store in stores:
            store.first = stores[0].support
        return code


class _EndsTogether(_Provider):
    """The end of one store closes the others."""

    def logon(self, *arguments: Any) -> int:
        code = super().logon(*arguments)
        for store in self.opened.values():
            store.get_props = self.get_props
        return code

    def get_props(self, tags: Any, flags: int, props: Ref[Any]) -> int:
        stores = self.opened.values()
        if any(store.ended for store in stores):
            return MAPI_E_INVALID_OBJECT
        return _Store.get_props(next(iter(stores)), tags, flags, props)


def _frees_twice(allocate: Any, _: Any, free: Any) -> None:
    block = Ref[object]()
    allocate(16, block)
    free(block.value)
    free(block.value)


def _frees_what_it_made_up(_: Any, __: Any, free: Any) -> None:
    free("never MAPI's")


def _frees_linked(allocate: Any, allocate_more: Any, free: Any) -> None:
    root, linked = Ref[object](), Ref[object]()
    allocate(16, root)
    allocate_more(16, root.value, linked)
    free(linked.value)
    free(root.value)


def _links_to_nothing(_: Any, allocate_more: Any, __: Any) -> None:
    allocate_more(16, None, Ref())


def _loses_a_block(allocate: Any, _: Any, __: Any) -> None:
    allocate(16, Ref())


#: By the names that tests use.
WRONG: Final[Factories] = MappingProxyType(
    {
        "never-tells": _of(_NeverTells),
        "leaks": _of(_Leaks),
        "tells-twice": _of(_TellsTwice),
        "ends-at-the-first": _of(_EndsAtTheFirst),
        "shares-the-flag": _of(_SharesTheFlag),
        "refuses-all": _RefusesAll,
        "gives-nothing": _GivesNothing,
        "logoff-fails": _of(_LogoffFails),
        "drops-the-answer": _of(_DropsTheAnswer),
        "asks-again": _of(_AsksAgain),
        "gives-no-word": _of(_GivesNoWord),
        "gives-up": _of(_GivesUp),
        "counts-refusals": _of(_CountsRefusals),
        "leaves-the-pointer": _of(_LeavesThePointer),
        "many-unknowns": _of(_ManyUnknowns),
        "no-way-back": _of(_NoWayBack),
        "loses-interfaces": _of(_LosesInterfaces),
        "logon-without-unknown": _of(_LogonWithoutUnknown),
        "releases-in-logoff": _of(_ReleasesInLogoff),
        "ignores-logoff": _of(_IgnoresLogoff),
        "talks-afterwards": _of(_TalksAfterwards),
        "support-first": _of(_SupportFirst),
        "new-logon-each-time": _NewLogonEachTime,
        "new-store-each-time": _NewStoreEachTime,
        "registers-again": _RegistersAgain,
        "keeps-the-second": _KeepsTheSecond,
        "forgets-to-count": _ForgetsToCount,
        "one-for-all": _OneForAll,
        "shutdown-fails": _ShutdownFails,
        "refuses-logoff": _of(_RefusesLogoff),
        "is-busy": _of(_IsBusy),
        "takes-a-reference": _of(_TakesAReference),
        "closes-early": _of(_ClosesEarly),
        "sets-strange-bits": _of(_SetsStrangeBits),
        "claims-activity": _of(_ClaimsActivity),
        "tells-in-logoff": _of(_TellsInLogoff),
        "gives-no-pointer": _of(_GivesNoPointer),
        "refuses-in-its-own-words": _of(_RefusesInItsOwnWords),
        "denies-itself": _of(_DeniesItself),
        "unknown-provider": _UnknownProvider,
        "dead-after-shutdown": _DeadAfterShutdown,
        "refuses-the-second": _RefusesTheSecond,
        "ignores-the-interface": _IgnoresTheInterface,
        "one-support": _OneSupport,
        "ends-together": _EndsTogether,
        "frees-twice": _with_memory(_frees_twice),
        "frees-what-it-made-up": _with_memory(_frees_what_it_made_up),
        "frees-linked": _with_memory(_frees_linked),
        "links-to-nothing": _with_memory(_links_to_nothing),
        "loses-a-block": _with_memory(_loses_a_block),
    }
)
