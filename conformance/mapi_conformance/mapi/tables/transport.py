"""IXPProvider and IXPLogon, through which the spooler meets a transport."""

from typing import Final

from mapi_conformance.mapi.identifiers import IID_IXPLogon, IID_IXPProvider
from mapi_conformance.mapi.shape import Parameter, Side, Type
from mapi_conformance.mapi.tables.rows import (
    both,
    flags,
    flush_queues,
    iid,
    interface,
    into,
    method,
    out,
    ui,
    validate_state,
    word,
)
from mapi_conformance.mapi.tables.unknown import IUNKNOWN


_FLAGS_OUT: Final = "ULONG* lpulFlags"
_MESSAGE: Final[Parameter] = into(
    "message", Type.OBJECT, "LPMESSAGE lpMessage", interface="IMessage"
)
_REFERENCE: Final[Parameter] = out("reference", Type.SIZED, "ULONG_PTR* lpulMsgRef")

IXPPROVIDER: Final = interface(
    "IXPProvider",
    Side.PROVIDER,
    method(3, "Shutdown", word()),
    method(
        4,
        "TransportLogon",
        into("support", Type.OBJECT, "LPMAPISUP lpMAPISup", interface="IMAPISupport"),
        ui(),
        into("profile", Type.TEXT, "LPTSTR lpszProfileName"),
        word(),
        out("error", Type.OPAQUE, "LPMAPIERROR* lppMAPIError"),
        out("logon", Type.OBJECT, "LPXPLOGON* lppXPLogon", interface="IXPLogon"),
    ),
    base=IUNKNOWN,
    iid=IID_IXPProvider,
)

IXPLOGON: Final = interface(
    "IXPLogon",
    Side.PROVIDER,
    method(
        3,
        "AddressTypes",
        out("flags", Type.FLAGS, _FLAGS_OUT, family="UNICODE"),
        out("types", Type.OPAQUE, "ULONG* lpcAdrType", "LPTSTR** lpppAdrTypeArray"),
        out("uids", Type.OPAQUE, "ULONG* lpcMAPIUID", "LPMAPIUID** lpppUIDArray"),
    ),
    method(
        4,
        "RegisterOptions",
        out("flags", Type.FLAGS, _FLAGS_OUT, family="UNICODE"),
        out("options", Type.OPAQUE, "ULONG* lpcOptions", "LPOPTIONDATA* lppOptions"),
    ),
    method(
        5,
        "TransportNotify",
        word("TRANSPORT_NOTIFY", required=True),
        both("data", Type.OPAQUE, "LPVOID* lppvData"),
    ),
    method(6, "Idle", flags()),
    method(7, "TransportLogoff", flags("TRANSPORT_LOGOFF")),
    method(
        8,
        "SubmitMessage",
        flags("TRANSPORT_SUBMIT"),
        _MESSAGE,
        _REFERENCE,
        out("delay", Type.SIZED, "ULONG_PTR* lpulReturnParm"),
    ),
    method(
        9,
        "EndMessage",
        into("reference", Type.SIZED, "ULONG_PTR ulMsgRef"),
        out("flags", Type.FLAGS, _FLAGS_OUT, family="END_MESSAGE"),
    ),
    method(10, "Poll", out("incoming", Type.BOOLEAN, "ULONG* lpulIncoming")),
    method(11, "StartMessage", flags(), _MESSAGE, _REFERENCE),
    method(
        12,
        "OpenStatusEntry",
        iid(),
        flags("OPEN"),
        out("type", Type.NUMBER, "ULONG* lpulObjType", family="OBJECT_TYPE"),
        out("object", Type.OBJECT, "LPMAPISTATUS* lppEntry", interface="IMAPIStatus"),
    ),
    validate_state(13),
    flush_queues(14),
    base=IUNKNOWN,
    iid=IID_IXPLogon,
)
