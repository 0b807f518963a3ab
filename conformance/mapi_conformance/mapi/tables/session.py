"""IMAPISession and IMAPIClientShutdown, which a client holds."""

from typing import Final

from mapi_conformance.mapi.identifiers import (
    IID_IMAPIClientShutdown,
    IID_IMAPISession,
)
from mapi_conformance.mapi.shape import Side, Type
from mapi_conformance.mapi.tables.rows import (
    advise,
    compare_ids,
    end_advice,
    entryid,
    flags,
    get_last_error,
    iid,
    interface,
    into,
    method,
    open_entry,
    open_table,
    out,
    ui,
)
from mapi_conformance.mapi.tables.unknown import IUNKNOWN


IMAPISESSION: Final = interface(
    "IMAPISession",
    Side.MAPI,
    get_last_error(3),
    open_table(4, "GetMsgStoresTable", "UNICODE"),
    method(
        5,
        "OpenMsgStore",
        ui(),
        entryid(required=True),
        iid(),
        flags("MDB"),
        out("store", Type.OBJECT, "LPMDB* lppMDB", interface="IMsgStore"),
    ),
    method(
        6,
        "OpenAddressBook",
        ui(),
        iid(),
        flags(),
        out("book", Type.OBJECT, "LPADRBOOK* lppAdrBook", interface="IAddrBook"),
    ),
    method(
        7,
        "OpenProfileSection",
        into("uid", Type.UID, "LPMAPIUID lpUID"),
        iid(),
        flags("OPEN"),
        out("section", Type.OBJECT, "LPPROFSECT* lppProfSect", interface="IProfSect"),
    ),
    open_table(8, "GetStatusTable", "UNICODE"),
    open_entry(9),
    compare_ids(10, "CompareEntryIDs"),
    advise(11, entryid()),
    end_advice(12, "Unadvise"),
    method(
        13,
        "MessageOptions",
        ui(),
        flags("UNICODE"),
        into("addrtype", Type.TEXT, "LPTSTR lpszAdrType"),
        into("message", Type.OBJECT, "LPMESSAGE lpMessage", interface="IMessage"),
    ),
    method(
        14,
        "QueryDefaultMessageOpt",
        into("addrtype", Type.TEXT, "LPTSTR lpszAdrType"),
        flags("UNICODE"),
        out("props", Type.PROPERTIES, "ULONG* lpcValues", "LPSPropValue* lppOptions"),
    ),
    method(
        15,
        "EnumAdrTypes",
        flags("UNICODE"),
        out("types", Type.OPAQUE, "ULONG* lpcAdrTypes", "LPTSTR** lpppszAdrTypes"),
    ),
    method(
        16,
        "QueryIdentity",
        out("entryid", Type.BINARY, "ULONG* lpcbEntryID", "LPENTRYID* lppEntryID"),
    ),
    method(
        17,
        "Logoff",
        ui(),
        flags("SESSION_LOGOFF"),
        into("reserved", Type.NUMBER, "ULONG ulReserved"),
    ),
    method(18, "SetDefaultStore", flags(), entryid(required=True)),
    method(
        19,
        "AdminServices",
        flags(),
        out(
            "admin",
            Type.OBJECT,
            "LPSERVICEADMIN* lppServiceAdmin",
            interface="IMsgServiceAdmin",
        ),
    ),
    method(
        20,
        "ShowForm",
        ui(),
        into("store", Type.OBJECT, "LPMDB lpMsgStore", interface="IMsgStore"),
        into(
            "folder",
            Type.OBJECT,
            "LPMAPIFOLDER lpParentFolder",
            interface="IMAPIFolder",
        ),
        iid(),
        into("token", Type.SIZED, "ULONG_PTR ulMessageToken"),
        into("message", Type.OBJECT, "LPMESSAGE lpMessageSent", interface="IMessage"),
        flags(),
        flags("MSG_STATUS", name="status", c="ULONG ulMessageStatus"),
        flags("MESSAGE_FLAGS", name="message_flags", c="ULONG ulMessageFlags"),
        flags(name="access", c="ULONG ulAccess"),
        into("class", Type.TEXT, "LPSTR lpszMessageClass"),
    ),
    method(
        21,
        "PrepareForm",
        iid(),
        into("message", Type.OBJECT, "LPMESSAGE lpMessage", interface="IMessage"),
        out("token", Type.SIZED, "ULONG_PTR* lpulMessageToken"),
    ),
    base=IUNKNOWN,
    iid=IID_IMAPISession,
)

IMAPICLIENTSHUTDOWN: Final = interface(
    "IMAPIClientShutdown",
    Side.MAPI,
    method(3, "QueryFastShutdown"),
    method(4, "NotifyProcessShutdown"),
    method(5, "DoFastShutdown"),
    base=IUNKNOWN,
    iid=IID_IMAPIClientShutdown,
)
