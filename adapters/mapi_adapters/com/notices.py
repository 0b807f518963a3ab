"""Notifications as C holds them, as mappings of names, and back.

What is said beside the type of an event is read for new mail, objects and tables; of
other events there is the type alone.
"""

import ctypes
from typing import Any, Final

from mapi_adapters.com.layout import Notification, Property
from mapi_adapters.com.properties import (
    Arena,
    check_count,
    get_bytes,
    get_properties,
    get_text,
    put_bytes,
    put_properties,
    put_text,
)
from mapi_conformance.mapi.flags import (
    MAPI_UNICODE,
    fnevNewMail,
    fnevObjectCopied,
    fnevObjectCreated,
    fnevObjectDeleted,
    fnevObjectModified,
    fnevObjectMoved,
    fnevSearchComplete,
    fnevTableModified,
)


_ABOUT_OBJECTS: Final = (
    fnevObjectCopied
    | fnevObjectCreated
    | fnevObjectDeleted
    | fnevObjectModified
    | fnevObjectMoved
    | fnevSearchComplete
)
#: Of an object: Python's name, and the fields of count and bytes.
_IDS: Final = {
    "entryid": ("cbEntryID", "lpEntryID"),
    "parent": ("cbParentID", "lpParentID"),
    "old_entryid": ("cbOldID", "lpOldID"),
    "old_parent": ("cbOldParentID", "lpOldParentID"),
}
_MAIL_IDS: Final = ("entryid", "parent")


def get_notifications(address: int, count: int, wide: object) -> object:
    """Read an array of notifications; where C gives no count, there is one."""
    array = (Notification * check_count(max(1, count))).from_address(address)
    return tuple(_get(each) for each in array)


def put_notifications(value: Any, arena: Arena, wide: object) -> int:
    """Write an array of notifications."""
    size = max(1, len(value)) * ctypes.sizeof(Notification)
    address = arena.take(size)
    ctypes.memset(address, 0, size)
    array = (Notification * len(value)).from_address(address)
    for place, told in zip(array, value, strict=True):
        _put(place, told, arena)
    return address


def _get(notice: Any) -> dict[str, object]:
    kind = notice.ulEventType
    told: dict[str, object] = {"type": kind}
    if kind == fnevNewMail:
        mail = notice.info.newmail
        wide = bool(mail.ulFlags & MAPI_UNICODE)
        told |= {name: _get_id(mail, name) for name in _MAIL_IDS}
        told["flags"], told["message_flags"] = mail.ulFlags, mail.ulMessageFlags
        told["message_class"] = get_text(mail.lpszMessageClass, wide=wide)
    elif kind & _ABOUT_OBJECTS:
        told |= {name: _get_id(notice.info.obj, name) for name in _IDS}
        told["object_type"] = notice.info.obj.ulObjType
    elif kind == fnevTableModified:
        table = notice.info.tab
        told["event"], told["result"] = table.ulTableEvent, table.hResult
        told["row"] = get_properties(table.row.lpProps, table.row.cValues)
        told["index"] = _get_one(table.propIndex)
        told["prior"] = _get_one(table.propPrior)
    return told


def _put(notice: Any, told: Any, arena: Arena) -> None:
    kind = notice.ulEventType = told["type"]
    if kind == fnevNewMail:
        mail = notice.info.newmail
        _put_ids(mail, told, arena)
        mail.ulFlags, mail.ulMessageFlags = told["flags"], told["message_flags"]
        wide = bool(mail.ulFlags & MAPI_UNICODE)
        if told["message_class"] is not None:
            text = put_text(told["message_class"], arena, wide=wide)
            mail.lpszMessageClass = text
    elif kind & _ABOUT_OBJECTS:
        _put_ids(notice.info.obj, told, arena)
        notice.info.obj.ulObjType = told["object_type"]
    elif kind == fnevTableModified:
        table = notice.info.tab
        table.ulTableEvent, table.hResult = told["event"], told["result"]
        if told["row"] is not None:
            table.row.cValues = len(told["row"])
            table.row.lpProps = put_properties(told["row"], arena)
        _put_one(table.propIndex, told["index"], arena)
        _put_one(table.propPrior, told["prior"], arena)


def _get_id(place: Any, name: str) -> bytes | None:
    count, data = _IDS[name]
    return get_bytes(getattr(place, data), getattr(place, count))


def _put_ids(place: Any, told: Any, arena: Arena) -> None:
    for name, (count, data) in _IDS.items():
        value = told.get(name)
        if value is not None:
            setattr(place, count, len(value))
            setattr(place, data, put_bytes(value, arena))


def _get_one(place: Any) -> object:
    (prop,) = get_properties(ctypes.addressof(place), 1) or (None,)
    return prop


def _put_one(place: Any, prop: Any, arena: Arena) -> None:
    source = put_properties((prop,), arena)
    ctypes.memmove(ctypes.addressof(place), source, ctypes.sizeof(Property))
