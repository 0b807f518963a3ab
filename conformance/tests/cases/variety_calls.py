"""Providers that conform and call MAPI more often, or in another order."""

from typing import Any, ClassVar, Final

from plain import _ROW, Factories, _Counted, _of, _Provider, _Store

from mapi_conformance.mapi import PropValue, Ref
from mapi_conformance.mapi.codes import (
    MAPI_E_FAILONEPROVIDER,
    MAPI_E_LOGON_FAILED,
    MAPI_E_UNCONFIGURED,
    S_OK,
)
from mapi_conformance.mapi.flags import (
    MAPI_MODIFY,
    STATUSROW_UPDATE,
)
from mapi_conformance.mapi.identifiers import IID_IMAPISup, IID_IUnknown
from mapi_conformance.mapi.properties import PR_DISPLAY_NAME, PR_STATUS_CODE


_UID: Final = bytes(range(16))
_KEY: Final = b"a key of this provider"
_EVERYTHING: Final = 0x3FF


def _write_profile(support: Any) -> None:
    section = Ref[Any]()
    if support.open_profile_section(None, MAPI_MODIFY, section) == S_OK:
        section.value.set_props((PropValue(PR_DISPLAY_NAME, "A store"),), None)
        section.value.save_changes(0)
        section.value.release()


def _register(support: Any) -> None:
    support.set_provider_uid(_UID, 0)


def _make_row(support: Any) -> None:
    support.modify_status_row(_ROW, 0)


class _Registers(_Store):
    """Writes its profile, registers an identifier and makes a status row, once."""

    steps: ClassVar[tuple[Any, ...]] = (_write_profile, _register, _make_row)

    def register(self, support: Any) -> None:
        for step in type(self).steps:
            step(support)


class _RowFirst(_Registers):
    """Begins with the row, and has no word for its profile."""

    steps = (_make_row, _register)


class _GoesOffline(_Registers):
    """Changes its status row while it ends."""

    def tell(self) -> None:
        self.support.modify_status_row(
            (PropValue(PR_STATUS_CODE, 0),), STATUSROW_UPDATE
        )
        super().tell()


class _AsksForIdentity(_Store):
    """Keeps the support object through a QueryInterface, not through AddRef."""

    def __init__(self, support: Any) -> None:
        super().__init__(support)
        for interface in (IID_IUnknown, IID_IMAPISup):
            found = Ref[Any]()
            if support.query_interface(interface, found) == S_OK:
                found.value.release()


class _Sink(_Counted):
    """Hears of what the store tells about itself."""

    def on_notify(self, notifications: Any) -> int:
        return 0


class _Subscribes(_Store):
    """Subscribes to itself from the first, and says what happens to it."""

    connection: int | None = None

    def __init__(self, support: Any) -> None:
        super().__init__(support)
        self.subscribe()

    def subscribe(self) -> None:
        if self.connection is None:
            sink, connection = _Sink(), Ref[int]()
            self.support.subscribe(_KEY, _EVERYTHING, 0, sink, connection)
            sink.release()
            self.connection = connection.value

    def unsubscribe(self) -> None:
        if self.connection is not None:
            self.support.unsubscribe(self.connection)
            self.connection = None

    def notify(self) -> None:
        self.support.notify(_KEY, (), Ref(0))

    def tell(self) -> None:
        self.notify()
        super().tell()
        self.unsubscribe()


class _SubscribesLate(_Subscribes):
    """Subscribes when a client first logs off, and cancels that before all else."""

    def __init__(self, support: Any) -> None:
        _Store.__init__(self, support)

    def answer(self, flags: Ref[int]) -> int:
        self.subscribe()
        return super().answer(flags)

    def tell(self) -> None:
        self.unsubscribe()
        _Store.tell(self)


class _NotifiesAfterwards(_Subscribes):
    """Tells the transports first, then its own listeners, twice."""

    def tell(self) -> None:
        _Store.tell(self)
        self.notify()
        self.notify()
        self.unsubscribe()


class _NotifiesNobody(_Subscribes):
    """Cancels its subscription and notifies after that."""

    def tell(self) -> None:
        self.unsubscribe()
        self.notify()
        _Store.tell(self)


class _Refuses(_Provider):
    """Finds no store where none is named, in one of the words that are permitted."""

    code: ClassVar[int] = S_OK

    def logon(
        self, support: Any, ui: int, profile: Any, entryid: Any, *rest: Any
    ) -> int:
        if entryid is None:
            rest[-1].value = rest[-2].value = rest[2].value = None
            return type(self).code
        return super().logon(support, ui, profile, entryid, *rest)


def _refusing(code: int) -> type[_Refuses]:
    return type("_Refuses", (_Refuses,), {"code": code})


class _SurvivesNull(_Store):
    """Takes a null flag pointer for a logoff that asks for nothing."""

    def store_logoff(self, flags: Ref[int] | None) -> int:
        return S_OK if flags is None else super().store_logoff(flags)


CALLS: Final[Factories] = {
    "registers": _of(_Registers),
    "row-first": _of(_RowFirst),
    "goes-offline": _of(_GoesOffline),
    "asks-for-identity": _of(_AsksForIdentity),
    "subscribes": _of(_Subscribes),
    "subscribes-late": _of(_SubscribesLate),
    "notifies-afterwards": _of(_NotifiesAfterwards),
    "notifies-nobody": _of(_NotifiesNobody),
    "unconfigured": _refusing(MAPI_E_UNCONFIGURED),
    "logon-failed": _refusing(MAPI_E_LOGON_FAILED),
    "fails-alone": _refusing(MAPI_E_FAILONEPROVIDER),
    "survives-null": _of(_SurvivesNull),
}
