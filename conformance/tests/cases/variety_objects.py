"""Providers that conform and have more objects than a store and its logon."""

from typing import Any, Final

from plain import UID, Factories, _Counted, _Face, _Logon, _of, _Provider, _Store

from mapi_conformance.mapi import PropValue, Ref
from mapi_conformance.mapi.codes import (
    MAPI_E_INVALID_OBJECT,
    MAPI_E_NO_ACCESS,
    MAPI_E_UNKNOWN_ENTRYID,
    S_OK,
)
from mapi_conformance.mapi.flags import MAPI_MODIFY
from mapi_conformance.mapi.identifiers import IID_IMAPIFolder, IID_IMAPIProp
from mapi_conformance.mapi.properties import PR_OBJECT_TYPE


_FOLDER: Final = bytes(4) + UID + b"the one folder"
_MAPI_FOLDER: Final = 3


class _Child(_Counted):
    """A folder, a table or a message; it is a user of its store."""

    faces = (IID_IMAPIProp, IID_IMAPIFolder)

    def __init__(self, store: "_Counts") -> None:
        super().__init__()
        self.store = store
        store.admit()

    def get_props(self, tags: Any, flags: int, props: Ref[Any]) -> int:
        if self.store.ended:
            return MAPI_E_INVALID_OBJECT
        props.value = (PropValue(PR_OBJECT_TYPE, _MAPI_FOLDER),)
        return S_OK

    def get_contents_table(self, flags: int, table: Ref[Any]) -> int:
        table.value = _Child(self.store)
        return S_OK

    def create_message(self, interface: Any, flags: int, message: Ref[Any]) -> int:
        message.value = _Child(self.store)
        return S_OK

    def end(self) -> None:
        self.store.leave()


class _FolderLogon(_Logon):
    """Answers as its store does where both have a method."""

    def open_entry(self, *words: Any) -> int:
        code: int = self.store.open_entry(*words)  # type: ignore[attr-defined]  # its store is a _Counts
        return code

    def compare_entry_ids(self, *words: Any) -> int:
        code: int = self.store.compare_entry_ids(*words)  # type: ignore[attr-defined]  # its store is a _Counts
        return code


class _Counts(_Store):
    """Lives until the last of its children has gone."""

    def new_logon(self) -> Any:
        return _FolderLogon(self)

    def compare_entry_ids(
        self, first: Any, second: Any, flags: int, result: Ref[Any]
    ) -> int:
        result.value = first == second
        return S_OK

    def get_receive_folder(
        self, message_class: Any, flags: int, entryid: Ref[Any], explicit: Ref[Any]
    ) -> int:
        entryid.value, explicit.value = _FOLDER, ""
        return S_OK

    def open_entry(
        self, entryid: Any, interface: Any, flags: int, kind: Ref[int], found: Ref[Any]
    ) -> int:
        found.value = None
        if entryid not in (None, _FOLDER):
            return MAPI_E_UNKNOWN_ENTRYID
        if flags & MAPI_MODIFY and not self.writable:
            return MAPI_E_NO_ACCESS
        kind.value, found.value = _MAPI_FOLDER, _Child(self)
        return S_OK

    def admit(self) -> None:
        self.add_ref()

    def leave(self) -> None:
        self.release()


class _Neuters(_Counts):
    """Goes with its own last reference and leaves its children useless."""

    def admit(self) -> None: ...

    def leave(self) -> None: ...


class _TearOffChildren(_Counts):
    """Gives its folder as an object that stands before another one."""

    def open_entry(
        self, entryid: Any, interface: Any, flags: int, kind: Ref[int], found: Ref[Any]
    ) -> int:
        code = super().open_entry(entryid, interface, flags, kind, found)
        found.value = found.value and _Face(found.value)
        return code


class _ServesTheSpooler(_Provider):
    """Gives the spooler a store and a logon object of its own."""

    def spooler_logon(
        self, support: Any, ui: int, profile: Any, entryid: Any, *rest: Any
    ) -> int:
        *_, error, logon, store = rest
        error.value = None
        opened = self.store_type(support)
        opened.key = entryid
        logon.value, store.value = opened.logon, opened
        return S_OK


class _CountsForTheSpooler(_ServesTheSpooler):
    """Counts children, and serves the spooler."""

    store_type = _Counts


OBJECTS: Final[Factories] = {
    "counts-children": _of(_Counts),
    "neuters-children": _of(_Neuters),
    "tear-off-children": _of(_TearOffChildren),
    "serves-the-spooler": _ServesTheSpooler,
    "counts-for-the-spooler": _CountsForTheSpooler,
}

#: What they claim beside a second store.
CLAIMS: Final = {
    "counts-children": "folders",
    "neuters-children": "folders",
    "tear-off-children": "folders",
    "serves-the-spooler": "spooler-logon",
    "counts-for-the-spooler": "folders, spooler-logon",
}
