"""Flaws in what a logon enters with MAPI: its status row and its identifier."""

from typing import Any, Final

from mapi_conformance.mapi.codes import S_OK
from mapi_conformance.mapi.flags import STATUSROW_UPDATE
from mapi_conformance.mapi.properties import PR_RESOURCE_METHODS
from mapi_reference.flawed.flaw import Flaw
from mapi_reference.provider.entry import entry_point
from mapi_reference.provider.provider import Provider
from mapi_reference.provider.store import Store
from mapi_reference.provider.subsystem import Support


class _Line:
    """A support object, as a logon reaches it through something that is wrong."""

    def __init__(self, support: Any) -> None:
        self._support = support

    def __getattr__(self, name: str) -> Any:
        return getattr(self._support, name)


class _Wired(Provider):
    """A provider whose logons reach their support object through a line."""

    _line: type[_Line]

    def _open_store(self, support: Any, *words: Any, **named: Any) -> Store | int:
        opened = super()._open_store(self._line(support), *words, **named)
        if isinstance(opened, Store):
            opened.support = support
        return opened


class _NoRow(_Line):
    def modify_status_row(self, props: Any, flags: int) -> int:
        return S_OK


class _UpdatedRow(_Line):
    def modify_status_row(self, props: Any, flags: int) -> int:
        code: int = self._support.modify_status_row(props, STATUSROW_UPDATE)
        return code


class _ShortRow(_Line):
    def modify_status_row(self, props: Any, flags: int) -> int:
        some = tuple(prop for prop in props if prop.tag != PR_RESOURCE_METHODS)
        code: int = self._support.modify_status_row(some, flags)
        return code


class _NoUid(_Line):
    def set_provider_uid(self, uid: bytes, flags: int) -> int:
        return S_OK


class _OtherUid(_Line):
    def set_provider_uid(self, uid: bytes, flags: int) -> int:
        code: int = self._support.set_provider_uid(uid[::-1], flags)
        return code


class MakesNoRow(_Wired):
    """A provider that is missing in the status table; breaks LOGON-025."""

    _line = _NoRow


class UpdatesNoRow(_Wired):
    """A provider that changes a row which it never made; breaks LOGON-026."""

    _line = _UpdatedRow


class LeavesMethodsOut(_Wired):
    """A provider whose row lacks PR_RESOURCE_METHODS; breaks LOGON-027."""

    _line = _ShortRow


class RegistersNothing(_Wired):
    """A provider that MAPI cannot find by its identifiers; breaks LOGON-038."""

    _line = _NoUid


class RegistersAnother(_Wired):
    """A provider whose identifiers carry another one; breaks LOGON-038."""

    _line = _OtherUid


class RegistersThroughTheFirst(Provider):
    """A provider that keeps one support object for whatever it has to say."""

    _first: Support | None = None

    def _open_store(self, support: Any, *words: Any, **named: Any) -> Store | int:
        """Register a store where another one was; breaks LOGON-003."""
        if self._first is None or not self.open_stores:
            self._first = support
        shared = _Held(self._first, support)
        opened = super()._open_store(shared, *words, **named)
        if isinstance(opened, Store):
            opened.support = support
        return opened


class _Held(_Line):
    """Registers with one support object and holds another."""

    def __init__(self, support: Any, held: Any) -> None:
        super().__init__(support)
        self.add_ref = held.add_ref
        self.release = held.release


REGISTRATION: Final = (
    Flaw(
        name="no-status-row",
        summary="makes no row of the status table.",
        breaks=("LOGON-025",),
        entry=entry_point(make=MakesNoRow),
    ),
    Flaw(
        name="status-row-updated-at-once",
        summary="updates a row of the status table that it never made.",
        breaks=("LOGON-026",),
        entry=entry_point(make=UpdatesNoRow),
    ),
    Flaw(
        name="status-row-without-methods",
        summary="leaves PR_RESOURCE_METHODS out of its row of the status table.",
        breaks=("LOGON-027",),
        entry=entry_point(make=LeavesMethodsOut),
    ),
    Flaw(
        name="registers-no-identifier",
        summary="registers no identifier with MAPI.",
        breaks=("LOGON-038",),
        entry=entry_point(make=RegistersNothing),
    ),
    Flaw(
        name="registers-another-identifier",
        summary="registers an identifier that is in none of its entry identifiers.",
        breaks=("LOGON-038",),
        entry=entry_point(make=RegistersAnother),
    ),
    Flaw(
        name="registers-through-the-first",
        summary="registers every store through the support object of the first.",
        breaks=("LOGON-003",),
        entry=entry_point(make=RegistersThroughTheFirst),
    ),
)
