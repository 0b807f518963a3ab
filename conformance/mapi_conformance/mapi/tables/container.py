"""What a store holds: IMAPIContainer, IMAPIFolder and IMessage."""

from typing import Final

from mapi_conformance.mapi.identifiers import (
    IID_IMAPIContainer,
    IID_IMAPIFolder,
    IID_IMessage,
)
from mapi_conformance.mapi.shape import Parameter, Side, Type
from mapi_conformance.mapi.tables.props import IMAPIPROP
from mapi_conformance.mapi.tables.rows import (
    entryid,
    flags,
    iid,
    interface,
    into,
    method,
    open_entry,
    open_table,
    out,
    progress,
    ui,
)


_ENTRIES: Final[Parameter] = into("entries", Type.ENTRIES, "LPENTRYLIST lpMsgList")
_NUMBER: Final[Parameter] = into("number", Type.NUMBER, "ULONG ulAttachmentNum")
_ATTACHMENT: Final[Parameter] = out(
    "attachment", Type.OBJECT, "LPATTACH* lppAttach", interface="IAttach"
)

IMAPICONTAINER: Final = interface(
    "IMAPIContainer",
    Side.PROVIDER,
    open_table(14, "GetContentsTable", "CONTENTS"),
    open_table(15, "GetHierarchyTable", "HIERARCHY"),
    open_entry(16),
    method(
        17,
        "SetSearchCriteria",
        into("restriction", Type.RESTRICTION, "LPSRestriction lpRestriction"),
        into("containers", Type.ENTRIES, "LPENTRYLIST lpContainerList"),
        flags("SEARCH", c="ULONG ulSearchFlags"),
    ),
    method(
        18,
        "GetSearchCriteria",
        flags("UNICODE"),
        out("restriction", Type.RESTRICTION, "LPSRestriction* lppRestriction"),
        out("containers", Type.ENTRIES, "LPENTRYLIST* lppContainerList"),
        out("state", Type.FLAGS, "ULONG* lpulSearchState", family="SEARCH_STATE"),
    ),
    base=IMAPIPROP,
    iid=IID_IMAPIContainer,
)

IMAPIFOLDER: Final = interface(
    "IMAPIFolder",
    Side.PROVIDER,
    method(
        19,
        "CreateMessage",
        iid(),
        flags("CREATE_MESSAGE"),
        out("message", Type.OBJECT, "LPMESSAGE* lppMessage", interface="IMessage"),
    ),
    method(
        20,
        "CopyMessages",
        _ENTRIES,
        iid(),
        into("destination", Type.OBJECT, "LPVOID lpDestFolder"),
        ui(),
        progress(),
        flags("MESSAGE"),
    ),
    method(21, "DeleteMessages", _ENTRIES, ui(), progress(), flags("MESSAGE")),
    method(
        22,
        "CreateFolder",
        into(
            "type",
            Type.NUMBER,
            "ULONG ulFolderType",
            family="FOLDER_TYPE",
            required=True,
        ),
        into("name", Type.TEXT, "LPTSTR lpszFolderName", required=True),
        into("comment", Type.TEXT, "LPTSTR lpszFolderComment"),
        iid(),
        flags("CREATE_FOLDER"),
        out("folder", Type.OBJECT, "LPMAPIFOLDER* lppFolder", interface="IMAPIFolder"),
    ),
    method(
        23,
        "CopyFolder",
        entryid(required=True),
        iid(),
        into("destination", Type.OBJECT, "LPVOID lpDestFolder"),
        into("name", Type.TEXT, "LPTSTR lpszNewFolderName"),
        ui(),
        progress(),
        flags("COPY_FOLDER"),
    ),
    method(
        24,
        "DeleteFolder",
        entryid(required=True),
        ui(),
        progress(),
        flags("DELETE_FOLDER"),
    ),
    method(25, "SetReadFlags", _ENTRIES, ui(), progress(), flags("READ")),
    method(
        26,
        "GetMessageStatus",
        entryid(required=True),
        flags(),
        out("status", Type.FLAGS, "ULONG* lpulMessageStatus", family="MSG_STATUS"),
    ),
    method(
        27,
        "SetMessageStatus",
        entryid(required=True),
        flags("MSG_STATUS", name="status", c="ULONG ulNewStatus"),
        flags("MSG_STATUS", name="mask", c="ULONG ulNewStatusMask"),
        out("old", Type.FLAGS, "ULONG* lpulOldStatus", family="MSG_STATUS"),
    ),
    method(
        28,
        "SaveContentsSort",
        into("sort", Type.SORT, "LPSSortOrderSet lpSortCriteria"),
        flags("CONTENTS_SORT"),
    ),
    method(29, "EmptyFolder", ui(), progress(), flags("DELETE_FOLDER")),
    base=IMAPICONTAINER,
    iid=IID_IMAPIFolder,
)

IMESSAGE: Final = interface(
    "IMessage",
    Side.PROVIDER,
    open_table(14, "GetAttachmentTable", "DEFER"),
    method(15, "OpenAttach", _NUMBER, iid(), flags("OPEN"), _ATTACHMENT),
    method(
        16,
        "CreateAttach",
        iid(),
        flags("DEFER"),
        out("number", Type.NUMBER, "ULONG* lpulAttachmentNum"),
        _ATTACHMENT,
    ),
    method(17, "DeleteAttach", _NUMBER, ui(), progress(), flags("ATTACH")),
    open_table(18, "GetRecipientTable", "DEFER"),
    method(
        19,
        "ModifyRecipients",
        flags("MODRECIP"),
        into("mods", Type.ROWS, "LPADRLIST lpMods", required=True),
    ),
    method(20, "SubmitMessage", flags("SUBMIT")),
    method(21, "SetReadFlag", flags("READ")),
    base=IMAPIPROP,
    iid=IID_IMessage,
)
