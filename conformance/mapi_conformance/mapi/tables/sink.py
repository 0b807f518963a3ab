"""IMAPIAdviseSink."""

from typing import Final

from mapi_conformance.mapi.identifiers import IID_IMAPIAdviseSink
from mapi_conformance.mapi.shape import Side, Type
from mapi_conformance.mapi.tables.rows import interface, into, method
from mapi_conformance.mapi.tables.unknown import IUNKNOWN


_NOTIFICATIONS: Final = ("ULONG cNotif", "LPNOTIFICATION lpNotifications")

IMAPIADVISESINK: Final = interface(
    "IMAPIAdviseSink",
    Side.MAPI,
    method(
        3,
        "OnNotify",
        into("notifications", Type.NOTIFICATIONS, *_NOTIFICATIONS),
        result="ULONG",
    ),
    base=IUNKNOWN,
    iid=IID_IMAPIAdviseSink,
)
