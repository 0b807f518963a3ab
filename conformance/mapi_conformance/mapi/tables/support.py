"""IMAPISupport: what MAPI offers a provider while it is logged on."""

from typing import Final

from mapi_conformance.mapi.flags import LOGOFF_ANSWERS
from mapi_conformance.mapi.identifiers import IID_IMAPISup
from mapi_conformance.mapi.shape import Parameter, Side, Type
from mapi_conformance.mapi.tables.rows import (
    advise_sink,
    both,
    end_advice,
    entryid,
    event_mask,
    flags,
    get_last_error,
    iid,
    interface,
    into,
    method,
    open_entry,
    open_table,
    out,
    problems,
    progress,
    ui,
    word,
)
from mapi_conformance.mapi.tables.unknown import IUNKNOWN


_KEY: Final[Parameter] = into("key", Type.BINARY, "LPNOTIFKEY lpKey")
_UI: Final[Parameter] = both("ui", Type.SIZED, "ULONG_PTR* lpulUIParam")
_MESSAGE: Final[Parameter] = into(
    "message", Type.OBJECT, "LPMESSAGE lpMessage", interface="IMessage"
)
_ENTRYID_OUT: Final[Parameter] = out(
    "entryid", Type.BINARY, "ULONG* lpcbEntryID", "LPENTRYID* lppEntryID"
)
_SOURCE_IID: Final[Parameter] = iid("source_interface", "LPCIID lpSrcInterface")
_SOURCE_FOLDER: Final[Parameter] = into("source", Type.OBJECT, "LPVOID lpSrcFolder")
_SOURCE: Final[Parameter] = into("source", Type.OBJECT, "LPVOID lpSrcObj")
_DESTINATION_IID: Final[Parameter] = iid(
    "destination_interface", "LPCIID lpDestInterface"
)
_DESTINATION_FOLDER: Final[Parameter] = into(
    "destination", Type.OBJECT, "LPVOID lpDestFolder"
)
_DESTINATION: Final[Parameter] = into("destination", Type.OBJECT, "LPVOID lpDestObj")

IMAPISUPPORT: Final = interface(
    "IMAPISupport",
    Side.MAPI,
    get_last_error(3),
    method(
        4,
        "GetMemAllocRoutines",
        out("allocate", Type.OPAQUE, "LPALLOCATEBUFFER* lpAllocateBuffer"),
        out("allocate_more", Type.OPAQUE, "LPALLOCATEMORE* lpAllocateMore"),
        out("free", Type.OPAQUE, "LPFREEBUFFER* lpFreeBuffer"),
    ),
    method(
        5,
        "Subscribe",
        _KEY,
        event_mask(),
        flags("SUBSCRIBE"),
        advise_sink(),
        out("connection", Type.SIZED, "ULONG_PTR* lpulConnection"),
    ),
    end_advice(6, "Unsubscribe"),
    method(
        7,
        "Notify",
        _KEY,
        into(
            "notifications",
            Type.NOTIFICATIONS,
            "ULONG cNotification",
            "LPNOTIFICATION lpNotifications",
        ),
        word("NOTIFY"),
    ),
    method(
        8,
        "ModifyStatusRow",
        into("props", Type.PROPERTIES, "ULONG cValues", "LPSPropValue lpColumnVals"),
        flags("STATUSROW"),
    ),
    method(
        9,
        "OpenProfileSection",
        into("uid", Type.UID, "LPMAPIUID lpUid"),
        flags("OPEN"),
        out("section", Type.OBJECT, "LPPROFSECT* lppProfileObj", interface="IProfSect"),
    ),
    method(
        10,
        "RegisterPreprocessor",
        into("uid", Type.UID, "LPMAPIUID lpMuid"),
        into("addrtype", Type.TEXT, "LPTSTR lpszAdrType"),
        into("dll", Type.TEXT, "LPTSTR lpszDLLName"),
        into("preprocess", Type.TEXT, "LPSTR lpszPreprocess"),
        into("remove", Type.TEXT, "LPSTR lpszRemovePreprocessInfo"),
        flags("UNICODE"),
    ),
    method(11, "NewUID", out("uid", Type.UID, "LPMAPIUID lpMuid")),
    method(
        12,
        "MakeInvalid",
        flags(),
        into("object", Type.OBJECT, "LPVOID lpObject"),
        into("references", Type.NUMBER, "ULONG ulRefCount"),
        into("methods", Type.NUMBER, "ULONG cMethods"),
    ),
    method(13, "SpoolerYield", flags()),
    method(
        14,
        "SpoolerNotify",
        flags("SPOOLER_NOTIFY"),
        into("data", Type.OPAQUE, "LPVOID lpvData"),
    ),
    method(
        15,
        "CreateOneOff",
        into("name", Type.TEXT, "LPTSTR lpszName"),
        into("addrtype", Type.TEXT, "LPTSTR lpszAdrType"),
        into("address", Type.TEXT, "LPTSTR lpszAddress"),
        flags("UNICODE"),
        _ENTRYID_OUT,
    ),
    method(
        16,
        "SetProviderUID",
        into("uid", Type.UID, "LPMAPIUID lpProviderID"),
        flags(),
    ),
    method(
        17,
        "CompareEntryIDs",
        into("first", Type.BINARY, "ULONG cbEntry1", "LPENTRYID lpEntry1"),
        into("second", Type.BINARY, "ULONG cbEntry2", "LPENTRYID lpEntry2"),
        flags(c="ULONG ulCompareFlags"),
        out("result", Type.BOOLEAN, "ULONG* lpulResult"),
    ),
    method(
        18,
        "OpenTemplateID",
        into("template", Type.BINARY, "ULONG cbTemplateID", "LPENTRYID lpTemplateID"),
        flags(c="ULONG ulTemplateFlags"),
        into("data", Type.OBJECT, "LPMAPIPROP lpMAPIPropData", interface="IMAPIProp"),
        iid(),
        out("object", Type.OBJECT, "LPMAPIPROP* lppMAPIPropNew", interface="IMAPIProp"),
        into(
            "sibling",
            Type.OBJECT,
            "LPMAPIPROP lpMAPIPropSibling",
            interface="IMAPIProp",
        ),
    ),
    open_entry(19, c="ULONG ulOpenFlags"),
    open_table(20, "GetOneOffTable", "UNICODE"),
    method(
        21,
        "Address",
        _UI,
        into("parameters", Type.OPAQUE, "LPADRPARM lpAdrParms"),
        both("recipients", Type.ROWS, "LPADRLIST* lppAdrList"),
    ),
    method(
        22,
        "Details",
        _UI,
        into("dismiss", Type.OPAQUE, "LPFNDISMISS lpfnDismiss"),
        into("dismiss_context", Type.OPAQUE, "LPVOID lpvDismissContext"),
        entryid(),
        into("button", Type.OPAQUE, "LPFNBUTTON lpfButtonCallback"),
        into("button_context", Type.OPAQUE, "LPVOID lpvButtonContext"),
        into("button_text", Type.TEXT, "LPTSTR lpszButtonText"),
        flags("UNICODE"),
    ),
    method(
        23,
        "NewEntry",
        ui(),
        flags(),
        into(
            "container", Type.BINARY, "ULONG cbEIDContainer", "LPENTRYID lpEIDContainer"
        ),
        into(
            "template",
            Type.BINARY,
            "ULONG cbEIDNewEntryTpl",
            "LPENTRYID lpEIDNewEntryTpl",
        ),
        out(
            "entryid",
            Type.BINARY,
            "ULONG* lpcbEIDNewEntry",
            "LPENTRYID* lppEIDNewEntry",
        ),
    ),
    method(
        24,
        "DoConfigPropsheet",
        ui(),
        flags("UNICODE"),
        into("title", Type.TEXT, "LPTSTR lpszTitle"),
        into(
            "table", Type.OBJECT, "LPMAPITABLE lpDisplayTable", interface="IMAPITable"
        ),
        into("data", Type.OBJECT, "LPMAPIPROP lpCOnfigData", interface="IMAPIProp"),
        into("page", Type.NUMBER, "ULONG ulTopPage"),
    ),
    method(
        25,
        "CopyMessages",
        _SOURCE_IID,
        _SOURCE_FOLDER,
        into("entries", Type.ENTRIES, "LPENTRYLIST lpMsgList"),
        _DESTINATION_IID,
        _DESTINATION_FOLDER,
        ui(),
        progress(),
        flags("MESSAGE"),
    ),
    method(
        26,
        "CopyFolder",
        _SOURCE_IID,
        _SOURCE_FOLDER,
        entryid(),
        _DESTINATION_IID,
        _DESTINATION_FOLDER,
        into("name", Type.TEXT, "LPTSTR lszNewFolderName"),
        ui(),
        progress(),
        flags("COPY_FOLDER"),
    ),
    method(
        27,
        "DoCopyTo",
        _SOURCE_IID,
        _SOURCE,
        into(
            "exclude_interfaces",
            Type.OPAQUE,
            "ULONG ciidExclude",
            "LPCIID rgiidExclude",
        ),
        into("exclude_props", Type.TAGS, "LPSPropTagArray lpExcludeProps"),
        ui(),
        progress(),
        _DESTINATION_IID,
        _DESTINATION,
        flags(),
        problems(),
    ),
    method(
        28,
        "DoCopyProps",
        _SOURCE_IID,
        _SOURCE,
        into("include_props", Type.TAGS, "LPSPropTagArray lpIncludeProps"),
        ui(),
        progress(),
        _DESTINATION_IID,
        _DESTINATION,
        flags(),
        problems(),
    ),
    method(
        29,
        "DoProgressDialog",
        ui(),
        flags(),
        out(
            "progress",
            Type.OBJECT,
            "LPMAPIPROGRESS* lppProgress",
            interface="IMAPIProgress",
        ),
    ),
    method(
        30,
        "ReadReceipt",
        flags(),
        into("message", Type.OBJECT, "LPMESSAGE lpReadMessage", interface="IMessage"),
        both(
            "receipt", Type.OBJECT, "LPMESSAGE* lppEmptyMessage", interface="IMessage"
        ),
    ),
    method(31, "PrepareSubmit", _MESSAGE, word()),
    method(32, "ExpandRecips", _MESSAGE, word("EXPAND")),
    method(33, "UpdatePAB", flags(), _MESSAGE),
    method(34, "DoSentMail", flags(), _MESSAGE),
    method(
        35,
        "OpenAddressBook",
        iid(),
        flags(),
        out("book", Type.OBJECT, "LPADRBOOK* lppAdrBook", interface="IAddrBook"),
    ),
    method(36, "Preprocess", flags(), entryid()),
    method(37, "CompleteMsg", flags(), entryid()),
    method(
        38,
        "StoreLogoffTransports",
        word("LOGOFF", required=True, mask=LOGOFF_ANSWERS),
    ),
    method(
        39,
        "StatusRecips",
        _MESSAGE,
        into("recipients", Type.ROWS, "LPADRLIST lpRecipList"),
    ),
    method(
        40,
        "WrapStoreEntryID",
        into("entryid", Type.BINARY, "ULONG cbOrigEntry", "LPENTRYID lpOrigEntry"),
        out(
            "wrapped",
            Type.BINARY,
            "ULONG* lpcbWrappedEntry",
            "LPENTRYID* lppWrappedEntry",
        ),
    ),
    method(41, "ModifyProfile", flags()),
    method(
        42,
        "IStorageFromStream",
        into("stream", Type.OBJECT, "LPUNKNOWN lpUnkIn", interface="IUnknown"),
        iid(),
        flags(),
        out("storage", Type.OBJECT, "LPSTORAGE* lppStorageOut", interface="IStorage"),
    ),
    method(
        43,
        "GetSvcConfigSupportObj",
        flags(),
        out(
            "support", Type.OBJECT, "LPMAPISUP* lppSvcSupport", interface="IMAPISupport"
        ),
    ),
    base=IUNKNOWN,
    iid=IID_IMAPISup,
)
