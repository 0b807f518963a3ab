"""A message store provider: IMSProvider, IMSLogon, IMsgStore, and its fast end."""

from typing import Final

from mapi_conformance.mapi.flags import LOGOFF_ANSWERS
from mapi_conformance.mapi.identifiers import (
    IID_IMAPIProviderShutdown,
    IID_IMsgStore,
    IID_IMSLogon,
    IID_IMSProvider,
)
from mapi_conformance.mapi.shape import Parameter, Side, Type
from mapi_conformance.mapi.tables.props import IMAPIPROP
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
    word,
)
from mapi_conformance.mapi.tables.unknown import IUNKNOWN


_LOGON_TAKES: Final[tuple[Parameter, ...]] = (
    into("support", Type.OBJECT, "LPMAPISUP lpMAPISup", interface="IMAPISupport"),
    ui(),
    into("profile", Type.TEXT, "LPTSTR lpszProfileName"),
    entryid(),
    flags("MDB"),
    iid(),
)
_LOGON_GIVES: Final[tuple[Parameter, ...]] = (
    out("error", Type.OPAQUE, "LPMAPIERROR* lppMAPIError"),
    out("logon", Type.OBJECT, "LPMSLOGON* lppMSLogon", interface="IMSLogon"),
    out("store", Type.OBJECT, "LPMDB* lppMDB", interface="IMsgStore"),
)
_SECURITY_OUT: Final = ("ULONG* lpcbSpoolSecurity", "LPBYTE* lppbSpoolSecurity")
_SECURITY_IN: Final = ("ULONG cbSpoolSecurity", "LPBYTE lpbSpoolSecurity")

IMSPROVIDER: Final = interface(
    "IMSProvider",
    Side.PROVIDER,
    method(3, "Shutdown", word()),
    method(
        4,
        "Logon",
        *_LOGON_TAKES,
        out("security", Type.BINARY, *_SECURITY_OUT),
        *_LOGON_GIVES,
    ),
    method(
        5,
        "SpoolerLogon",
        *_LOGON_TAKES,
        into("security", Type.BINARY, *_SECURITY_IN),
        *_LOGON_GIVES,
    ),
    compare_ids(6, "CompareStoreIDs"),
    base=IUNKNOWN,
    iid=IID_IMSProvider,
)

IMSLOGON: Final = interface(
    "IMSLogon",
    Side.PROVIDER,
    get_last_error(3),
    method(4, "Logoff", word()),
    open_entry(5),
    compare_ids(6, "CompareEntryIDs"),
    advise(7, entryid()),
    end_advice(8, "Unadvise"),
    method(
        9,
        "OpenStatusEntry",
        iid(),
        flags("OPEN"),
        out("type", Type.NUMBER, "ULONG* lpulObjType", family="OBJECT_TYPE"),
        out("object", Type.OBJECT, "LPVOID* lppEntry", interface="IMAPIStatus"),
    ),
    base=IUNKNOWN,
    iid=IID_IMSLogon,
)

IMSGSTORE: Final = interface(
    "IMsgStore",
    Side.PROVIDER,
    advise(14, entryid()),
    end_advice(15, "Unadvise"),
    compare_ids(16, "CompareEntryIDs"),
    open_entry(17),
    method(
        18,
        "SetReceiveFolder",
        into("class", Type.TEXT, "LPTSTR lpszMessageClass"),
        flags("UNICODE"),
        entryid(),
    ),
    method(
        19,
        "GetReceiveFolder",
        into("class", Type.TEXT, "LPTSTR lpszMessageClass"),
        flags("UNICODE"),
        out("entryid", Type.BINARY, "ULONG* lpcbEntryID", "LPENTRYID* lppEntryID"),
        out("explicit", Type.TEXT, "LPTSTR* lppszExplicitClass"),
    ),
    open_table(20, "GetReceiveFolderTable", "DEFER"),
    method(21, "StoreLogoff", word("LOGOFF", required=True, mask=LOGOFF_ANSWERS)),
    method(22, "AbortSubmit", entryid(required=True), flags()),
    open_table(23, "GetOutgoingQueue"),
    method(
        24,
        "SetLockState",
        into(
            "message",
            Type.OBJECT,
            "LPMESSAGE lpMessage",
            interface="IMessage",
            required=True,
        ),
        into("state", Type.FLAGS, "ULONG ulLockState", family="LOCK", required=True),
    ),
    method(25, "FinishedMsg", flags(), entryid(required=True)),
    method(
        26,
        "NotifyNewMail",
        into("notification", Type.NOTIFICATIONS, "LPNOTIFICATION lpNotification"),
    ),
    base=IMAPIPROP,
    iid=IID_IMsgStore,
)

IMAPIPROVIDERSHUTDOWN: Final = interface(
    "IMAPIProviderShutdown",
    Side.PROVIDER,
    method(3, "QueryFastShutdown"),
    method(4, "NotifyProcessShutdown"),
    method(5, "DoFastShutdown"),
    base=IUNKNOWN,
    iid=IID_IMAPIProviderShutdown,
)
