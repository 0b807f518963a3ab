# ruff: noqa: N816 - the names are MAPI's, and so is their spelling
"""Flag words and numbers with names, in families: one for each word that uses them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final


LOGOFF_NO_WAIT: Final = 0x1
LOGOFF_ORDERLY: Final = 0x2
LOGOFF_PURGE: Final = 0x4
LOGOFF_ABORT: Final = 0x8
LOGOFF_QUIET: Final = 0x10
LOGOFF_COMPLETE: Final = 0x10000
LOGOFF_INBOUND: Final = 0x20000
LOGOFF_OUTBOUND: Final = 0x40000
LOGOFF_OUTBOUND_QUEUE: Final = 0x80000

#: What a caller of StoreLogoff and StoreLogoffTransports may ask for.
LOGOFF_REQUESTS: Final = 0x1F
#: What may come back: the four bits of the answer.
LOGOFF_ANSWERS: Final = 0xF0000
#: Of the answer, the bits that tell of activity.
LOGOFF_ACTIVITY: Final = 0xE0000

LOGOFF_NORMAL: Final = 0x1
LOGOFF_HURRY: Final = 0x80000000
DEINIT_NORMAL: Final = 0x1
DEINIT_HURRY: Final = 0x80000000
MAPI_LOGOFF_SHARED: Final = 0x1
MAPI_LOGOFF_UI: Final = 0x2

FLUSH_UPLOAD: Final = 0x2
FLUSH_DOWNLOAD: Final = 0x4
FLUSH_FORCE: Final = 0x8
FLUSH_NO_UI: Final = 0x10
FLUSH_ASYNC_OK: Final = 0x20

STATUS_VALIDATE_STATE: Final = 0x1
STATUS_SETTINGS_DIALOG: Final = 0x2
STATUS_CHANGE_PASSWORD: Final = 0x4
STATUS_FLUSH_QUEUES: Final = 0x8

STATUS_AVAILABLE: Final = 0x1
STATUS_OFFLINE: Final = 0x2
STATUS_FAILURE: Final = 0x4
STATUS_INBOUND_ENABLED: Final = 0x10000
STATUS_INBOUND_ACTIVE: Final = 0x20000
STATUS_INBOUND_FLUSH: Final = 0x40000
STATUS_OUTBOUND_ENABLED: Final = 0x100000
STATUS_OUTBOUND_ACTIVE: Final = 0x200000
STATUS_OUTBOUND_FLUSH: Final = 0x400000
STATUS_REMOTE_ACCESS: Final = 0x800000

STATUS_DEFAULT_OUTBOUND: Final = 0x1
STATUS_DEFAULT_STORE: Final = 0x2
STATUS_PRIMARY_IDENTITY: Final = 0x4
STATUS_SIMPLE_STORE: Final = 0x8
STATUS_XP_PREFER_LAST: Final = 0x10
STATUS_NO_PRIMARY_IDENTITY: Final = 0x20
STATUS_NO_DEFAULT_STORE: Final = 0x40
STATUS_TEMP_SECTION: Final = 0x80
STATUS_OWN_STORE: Final = 0x100
HOOK_INBOUND: Final = 0x200
HOOK_OUTBOUND: Final = 0x400
STATUS_NEED_IPM_TREE: Final = 0x800
STATUS_PRIMARY_STORE: Final = 0x1000
STATUS_SECONDARY_STORE: Final = 0x2000

MAPI_STORE_PROVIDER: Final = 0x21
MAPI_AB: Final = 0x22
MAPI_AB_PROVIDER: Final = 0x23
MAPI_TRANSPORT_PROVIDER: Final = 0x24
MAPI_SPOOLER: Final = 0x25
MAPI_PROFILE_PROVIDER: Final = 0x26
MAPI_SUBSYSTEM: Final = 0x27
MAPI_HOOK_PROVIDER: Final = 0x28

STATUSROW_UPDATE: Final = 0x10000000

SUPPRESS_UI: Final = 0x1
REFRESH_XP_HEADER_CACHE: Final = 0x10000
PROCESS_XP_HEADER_CACHE: Final = 0x20000
FORCE_XP_CONNECT: Final = 0x40000
FORCE_XP_DISCONNECT: Final = 0x80000
CONFIG_CHANGED: Final = 0x100000
ABORT_XP_HEADER_OPERATION: Final = 0x200000
SHOW_XP_SESSION_UI: Final = 0x400000

NOTIFY_BEGIN_INBOUND: Final = 0x1
NOTIFY_BEGIN_OUTBOUND: Final = 0x2
NOTIFY_BEGIN_INBOUND_FLUSH: Final = 0x4
NOTIFY_BEGIN_OUTBOUND_FLUSH: Final = 0x8
NOTIFY_END_INBOUND: Final = 0x10000
NOTIFY_END_OUTBOUND: Final = 0x20000
NOTIFY_END_INBOUND_FLUSH: Final = 0x40000
NOTIFY_END_OUTBOUND_FLUSH: Final = 0x80000
NOTIFY_ABORT_DEFERRED: Final = 0x40000000
NOTIFY_CANCEL_MESSAGE: Final = 0x80000000

NOTIFY_NEWMAIL: Final = 0x1
NOTIFY_READYTOSEND: Final = 0x2
NOTIFY_SENTDEFERRED: Final = 0x4
NOTIFY_CRITSEC: Final = 0x1000
NOTIFY_NONCRIT: Final = 0x2000
NOTIFY_CONFIG_CHANGE: Final = 0x4000
NOTIFY_CRITICAL_ERROR: Final = 0x10000000
NOTIFY_NEWMAIL_RECEIVED: Final = 0x20000000

NOTIFY_SYNC: Final = 0x40000000
NOTIFY_CANCELED: Final = 0x80000000
CALLBACK_DISCONTINUE: Final = 0x80000000

LOGON_NO_DIALOG: Final = 0x1
LOGON_NO_CONNECT: Final = 0x4
LOGON_NO_INBOUND: Final = 0x8
LOGON_NO_OUTBOUND: Final = 0x10
LOGON_SP_IDLE: Final = 0x10000
LOGON_SP_POLL: Final = 0x20000
LOGON_SP_RESOLVE: Final = 0x40000

BEGIN_DEFERRED: Final = 0x1
END_RESEND_NOW: Final = 0x10000
END_RESEND_LATER: Final = 0x20000
END_DONT_RESEND: Final = 0x40000
NEEDS_PREPROCESSING: Final = 0x1
NEEDS_SPOOLER: Final = 0x2

MDB_NO_DIALOG: Final = 0x1
MDB_WRITE: Final = 0x4
MDB_TEMPORARY: Final = 0x20
MDB_NO_MAIL: Final = 0x80
MDB_ONLINE: Final = 0x100

MAPI_MODIFY: Final = 0x1
MAPI_CREATE: Final = 0x2
MAPI_DEFERRED_ERRORS: Final = 0x8
MAPI_BEST_ACCESS: Final = 0x10
MAPI_ASSOCIATED: Final = 0x40
MAPI_NO_CACHE: Final = 0x200
MAPI_NO_MAIL: Final = 0x8000
MAPI_NT_SERVICE: Final = 0x10000
MAPI_UNICODE: Final = 0x80000000

KEEP_OPEN_READONLY: Final = 0x1
KEEP_OPEN_READWRITE: Final = 0x2
FORCE_SAVE: Final = 0x4
SPAMFILTER_ONSAVE: Final = 0x80
ITEMPROC_FORCE: Final = 0x800
NON_EMS_XP_SAVE: Final = 0x1000

MSG_UNLOCKED: Final = 0x0
MSG_LOCKED: Final = 0x1
SUBMITFLAG_LOCKED: Final = 0x1
SUBMITFLAG_PREPROCESS: Final = 0x2
FORCE_SUBMIT: Final = 0x1

MSGFLAG_READ: Final = 0x1
MSGFLAG_UNMODIFIED: Final = 0x2
MSGFLAG_SUBMIT: Final = 0x4
MSGFLAG_UNSENT: Final = 0x8
MSGFLAG_HASATTACH: Final = 0x10
MSGFLAG_FROMME: Final = 0x20
MSGFLAG_ASSOCIATED: Final = 0x40
MSGFLAG_RESEND: Final = 0x80
MSGFLAG_RN_PENDING: Final = 0x100
MSGFLAG_NRN_PENDING: Final = 0x200

MSGSTATUS_HIGHLIGHTED: Final = 0x1
MSGSTATUS_TAGGED: Final = 0x2
MSGSTATUS_HIDDEN: Final = 0x4
MSGSTATUS_DELMARKED: Final = 0x8

SUPPRESS_RECEIPT: Final = 0x1
CLEAR_READ_FLAG: Final = 0x4
GENERATE_RECEIPT_ONLY: Final = 0x10
CLEAR_RN_PENDING: Final = 0x20
CLEAR_NRN_PENDING: Final = 0x40

MODRECIP_ADD: Final = 0x2
MODRECIP_MODIFY: Final = 0x4
MODRECIP_REMOVE: Final = 0x8

DEL_MESSAGES: Final = 0x1
FOLDER_DIALOG: Final = 0x2
DEL_FOLDERS: Final = 0x4
DEL_ASSOCIATED: Final = 0x8
MESSAGE_MOVE: Final = 0x1
MESSAGE_DIALOG: Final = 0x2
OPEN_IF_EXISTS: Final = 0x1
CONVENIENT_DEPTH: Final = 0x1
RECURSIVE_SORT: Final = 0x2
ATTACH_DIALOG: Final = 0x1

FOLDER_ROOT: Final = 0x0
FOLDER_GENERIC: Final = 0x1
FOLDER_SEARCH: Final = 0x2

SEARCH_RUNNING: Final = 0x1
SEARCH_REBUILD: Final = 0x2
SEARCH_RECURSIVE: Final = 0x4
SEARCH_FOREGROUND: Final = 0x8

STOP_SEARCH: Final = 0x1
RESTART_SEARCH: Final = 0x2
RECURSIVE_SEARCH: Final = 0x4
SHALLOW_SEARCH: Final = 0x8
FOREGROUND_SEARCH: Final = 0x10
BACKGROUND_SEARCH: Final = 0x20

BOOKMARK_BEGINNING: Final = 0x0
BOOKMARK_CURRENT: Final = 0x1
BOOKMARK_END: Final = 0x2

TBL_ALL_COLUMNS: Final = 0x1
TBL_NOADVANCE: Final = 0x1
TBL_ASYNC: Final = 0x1
TBL_NOWAIT: Final = 0x1
TBL_BATCH: Final = 0x2
DIR_BACKWARD: Final = 0x1

TBLSTAT_COMPLETE: Final = 0x0
TBLSTAT_QCHANGED: Final = 0x7
TBLSTAT_SORTING: Final = 0x9
TBLSTAT_SORT_ERROR: Final = 0xA
TBLSTAT_SETTING_COLS: Final = 0xB
TBLSTAT_SETCOL_ERROR: Final = 0xD
TBLSTAT_RESTRICTING: Final = 0xE
TBLSTAT_RESTRICT_ERROR: Final = 0xF

TBLTYPE_SNAPSHOT: Final = 0x0
TBLTYPE_KEYSET: Final = 0x1
TBLTYPE_DYNAMIC: Final = 0x2

MAPI_STORE: Final = 0x1
MAPI_ADDRBOOK: Final = 0x2
MAPI_FOLDER: Final = 0x3
MAPI_ABCONT: Final = 0x4
MAPI_MESSAGE: Final = 0x5
MAPI_MAILUSER: Final = 0x6
MAPI_ATTACH: Final = 0x7
MAPI_DISTLIST: Final = 0x8
MAPI_PROFSECT: Final = 0x9
MAPI_STATUS: Final = 0xA
MAPI_SESSION: Final = 0xB
MAPI_FORMINFO: Final = 0xC

fnevCriticalError: Final = 0x1
fnevNewMail: Final = 0x2
fnevObjectCreated: Final = 0x4
fnevObjectDeleted: Final = 0x8
fnevObjectModified: Final = 0x10
fnevObjectMoved: Final = 0x20
fnevObjectCopied: Final = 0x40
fnevSearchComplete: Final = 0x80
fnevTableModified: Final = 0x100
fnevStatusObjectModified: Final = 0x200
fnevExtended: Final = 0x80000000

TABLE_CHANGED: Final = 0x1
TABLE_ERROR: Final = 0x2
TABLE_ROW_ADDED: Final = 0x3
TABLE_ROW_DELETED: Final = 0x4
TABLE_ROW_MODIFIED: Final = 0x5
TABLE_SORT_DONE: Final = 0x6
TABLE_RESTRICT_DONE: Final = 0x7
TABLE_SETCOL_DONE: Final = 0x8
TABLE_RELOAD: Final = 0x9

MAPI_P1: Final = 0x10000000
MAPI_SUBMITTED: Final = 0x80000000

STORE_ENTRYID_UNIQUE: Final = 0x1
STORE_READONLY: Final = 0x2
STORE_SEARCH_OK: Final = 0x4
STORE_MODIFY_OK: Final = 0x8
STORE_CREATE_OK: Final = 0x10
STORE_ATTACH_OK: Final = 0x20
STORE_OLE_OK: Final = 0x40
STORE_SUBMIT_OK: Final = 0x80
STORE_NOTIFY_OK: Final = 0x100
STORE_MV_PROPS_OK: Final = 0x200
STORE_CATEGORIZE_OK: Final = 0x400
STORE_RTF_OK: Final = 0x800
STORE_RESTRICTION_OK: Final = 0x1000
STORE_SORT_OK: Final = 0x2000
STORE_PUBLIC_FOLDERS: Final = 0x4000
STORE_UNCOMPRESSED_RTF: Final = 0x8000
STORE_HTML_OK: Final = 0x10000
STORE_ANSI_OK: Final = 0x20000
STORE_UNICODE_OK: Final = 0x40000
STORE_LOCALSTORE: Final = 0x80000
STORE_ITEMPROC: Final = 0x200000
STORE_PUSHER_OK: Final = 0x800000
STORE_RULES_OK: Final = 0x10000000

FOLDER_IPM_SUBTREE_VALID: Final = 0x1
FOLDER_IPM_INBOX_VALID: Final = 0x2
FOLDER_IPM_OUTBOX_VALID: Final = 0x4
FOLDER_IPM_WASTEBASKET_VALID: Final = 0x8
FOLDER_IPM_SENTMAIL_VALID: Final = 0x10
FOLDER_VIEWS_VALID: Final = 0x20
FOLDER_COMMON_VIEWS_VALID: Final = 0x40
FOLDER_FINDER_VALID: Final = 0x80

PDK1_SPI_VERSION: Final = 0x10000
PDK2_SPI_VERSION: Final = 0x10008
PDK3_SPI_VERSION: Final = 0x10010
CURRENT_SPI_VERSION: Final = 0x10010


@dataclass(frozen=True, slots=True)
class Family:
    """The names that one word may use."""

    name: str
    members: Mapping[str, int] = field(compare=False)

    def show(self, word: int) -> str:
        """Show a word by the names of its bits in ascending order, and its number.

        Bits without a name stay together as one number. A word of which only one
        value at a time makes sense is not taken apart.
        """
        if exact := self._name(word):
            return f"{exact} (0x{word:X})"
        names = [] if self._is_enumerated() else self._names(word)
        number = f"0x{word:X}" if word else "0"
        return f"{' | '.join(names)} ({number})" if names else number

    def _name(self, word: int) -> str | None:
        members = self.members.items()
        return next((name for name, value in members if value == word), None)

    def _is_enumerated(self) -> bool:
        return any(value & (value - 1) or not value for value in self.members.values())

    def _names(self, word: int) -> list[str]:
        names = []
        rest = word
        for name, bit in sorted(self.members.items(), key=lambda member: member[1]):
            # Of two names for one bit the first has taken it.
            if rest & bit:
                names.append(name)
                rest &= ~bit
        return [*names, f"0x{rest:X}"] if names and rest else names


def _family(name: str, *members: str) -> Family:
    words = globals()
    return Family(name, MappingProxyType({member: words[member] for member in members}))


#: Every family by its name; NONE is that of reserved words, and of words whose
#: values have no names here.
FAMILIES: Final[Mapping[str, Family]] = MappingProxyType(
    {
        family.name: family
        for family in (
            _family("NONE"),
            _family(
                "LOGOFF",
                "LOGOFF_NO_WAIT",
                "LOGOFF_ORDERLY",
                "LOGOFF_PURGE",
                "LOGOFF_ABORT",
                "LOGOFF_QUIET",
                "LOGOFF_COMPLETE",
                "LOGOFF_INBOUND",
                "LOGOFF_OUTBOUND",
                "LOGOFF_OUTBOUND_QUEUE",
            ),
            _family("TRANSPORT_LOGOFF", "LOGOFF_NORMAL", "LOGOFF_HURRY"),
            _family("DEINIT", "DEINIT_NORMAL", "DEINIT_HURRY"),
            _family("SESSION_LOGOFF", "MAPI_LOGOFF_SHARED", "MAPI_LOGOFF_UI"),
            _family(
                "FLUSH",
                "FLUSH_UPLOAD",
                "FLUSH_DOWNLOAD",
                "FLUSH_FORCE",
                "FLUSH_NO_UI",
                "FLUSH_ASYNC_OK",
            ),
            _family(
                "RESOURCE_METHODS",
                "STATUS_VALIDATE_STATE",
                "STATUS_SETTINGS_DIALOG",
                "STATUS_CHANGE_PASSWORD",
                "STATUS_FLUSH_QUEUES",
            ),
            _family(
                "STATUS_CODE",
                "STATUS_AVAILABLE",
                "STATUS_OFFLINE",
                "STATUS_FAILURE",
                "STATUS_INBOUND_ENABLED",
                "STATUS_INBOUND_ACTIVE",
                "STATUS_INBOUND_FLUSH",
                "STATUS_OUTBOUND_ENABLED",
                "STATUS_OUTBOUND_ACTIVE",
                "STATUS_OUTBOUND_FLUSH",
                "STATUS_REMOTE_ACCESS",
            ),
            _family(
                "RESOURCE_FLAGS",
                "STATUS_DEFAULT_OUTBOUND",
                "STATUS_DEFAULT_STORE",
                "STATUS_PRIMARY_IDENTITY",
                "STATUS_SIMPLE_STORE",
                "STATUS_XP_PREFER_LAST",
                "STATUS_NO_PRIMARY_IDENTITY",
                "STATUS_NO_DEFAULT_STORE",
                "STATUS_TEMP_SECTION",
                "STATUS_OWN_STORE",
                "HOOK_INBOUND",
                "HOOK_OUTBOUND",
                "STATUS_NEED_IPM_TREE",
                "STATUS_PRIMARY_STORE",
                "STATUS_SECONDARY_STORE",
            ),
            _family(
                "RESOURCE_TYPE",
                "MAPI_STORE_PROVIDER",
                "MAPI_AB",
                "MAPI_AB_PROVIDER",
                "MAPI_TRANSPORT_PROVIDER",
                "MAPI_SPOOLER",
                "MAPI_PROFILE_PROVIDER",
                "MAPI_SUBSYSTEM",
                "MAPI_HOOK_PROVIDER",
            ),
            _family("STATUSROW", "STATUSROW_UPDATE"),
            _family(
                "VALIDATE",
                "SUPPRESS_UI",
                "REFRESH_XP_HEADER_CACHE",
                "PROCESS_XP_HEADER_CACHE",
                "FORCE_XP_CONNECT",
                "FORCE_XP_DISCONNECT",
                "CONFIG_CHANGED",
                "ABORT_XP_HEADER_OPERATION",
                "SHOW_XP_SESSION_UI",
            ),
            _family(
                "TRANSPORT_NOTIFY",
                "NOTIFY_BEGIN_INBOUND",
                "NOTIFY_BEGIN_OUTBOUND",
                "NOTIFY_BEGIN_INBOUND_FLUSH",
                "NOTIFY_BEGIN_OUTBOUND_FLUSH",
                "NOTIFY_END_INBOUND",
                "NOTIFY_END_OUTBOUND",
                "NOTIFY_END_INBOUND_FLUSH",
                "NOTIFY_END_OUTBOUND_FLUSH",
                "NOTIFY_ABORT_DEFERRED",
                "NOTIFY_CANCEL_MESSAGE",
            ),
            _family(
                "SPOOLER_NOTIFY",
                "NOTIFY_NEWMAIL",
                "NOTIFY_READYTOSEND",
                "NOTIFY_SENTDEFERRED",
                "NOTIFY_CRITSEC",
                "NOTIFY_NONCRIT",
                "NOTIFY_CONFIG_CHANGE",
                "NOTIFY_CRITICAL_ERROR",
                "NOTIFY_NEWMAIL_RECEIVED",
            ),
            _family("SUBSCRIBE", "NOTIFY_SYNC"),
            _family("NOTIFY", "NOTIFY_CANCELED", "MAPI_UNICODE"),
            _family("CALLBACK", "CALLBACK_DISCONTINUE"),
            _family(
                "TRANSPORT_LOGON",
                "LOGON_NO_DIALOG",
                "LOGON_NO_CONNECT",
                "LOGON_NO_INBOUND",
                "LOGON_NO_OUTBOUND",
                "LOGON_SP_IDLE",
                "LOGON_SP_POLL",
                "LOGON_SP_RESOLVE",
            ),
            _family("TRANSPORT_SUBMIT", "BEGIN_DEFERRED"),
            _family(
                "END_MESSAGE", "END_RESEND_NOW", "END_RESEND_LATER", "END_DONT_RESEND"
            ),
            _family("EXPAND", "NEEDS_PREPROCESSING", "NEEDS_SPOOLER"),
            _family("MSINIT", "MAPI_NT_SERVICE"),
            _family("SESSION_LOGON", "MAPI_NO_MAIL", "MAPI_NT_SERVICE", "MAPI_UNICODE"),
            _family(
                "MDB",
                "MDB_NO_DIALOG",
                "MDB_WRITE",
                "MAPI_DEFERRED_ERRORS",
                "MAPI_BEST_ACCESS",
                "MDB_TEMPORARY",
                "MDB_NO_MAIL",
                "MDB_ONLINE",
                "MAPI_UNICODE",
            ),
            _family(
                "OPEN",
                "MAPI_MODIFY",
                "MAPI_CREATE",
                "MAPI_DEFERRED_ERRORS",
                "MAPI_BEST_ACCESS",
                "MAPI_NO_CACHE",
                "MAPI_UNICODE",
            ),
            _family("UNICODE", "MAPI_UNICODE"),
            _family("DEFER", "MAPI_DEFERRED_ERRORS", "MAPI_UNICODE"),
            _family("NAMES", "MAPI_CREATE"),
            _family(
                "SAVE",
                "KEEP_OPEN_READONLY",
                "KEEP_OPEN_READWRITE",
                "FORCE_SAVE",
                "MAPI_DEFERRED_ERRORS",
                "SPAMFILTER_ONSAVE",
                "NON_EMS_XP_SAVE",
            ),
            _family("LOCK", "MSG_UNLOCKED", "MSG_LOCKED"),
            _family("SUBMIT", "FORCE_SUBMIT"),
            _family("SUBMIT_FLAGS", "SUBMITFLAG_LOCKED", "SUBMITFLAG_PREPROCESS"),
            _family(
                "MESSAGE_FLAGS",
                "MSGFLAG_READ",
                "MSGFLAG_UNMODIFIED",
                "MSGFLAG_SUBMIT",
                "MSGFLAG_UNSENT",
                "MSGFLAG_HASATTACH",
                "MSGFLAG_FROMME",
                "MSGFLAG_ASSOCIATED",
                "MSGFLAG_RESEND",
                "MSGFLAG_RN_PENDING",
                "MSGFLAG_NRN_PENDING",
            ),
            _family(
                "MSG_STATUS",
                "MSGSTATUS_HIGHLIGHTED",
                "MSGSTATUS_TAGGED",
                "MSGSTATUS_HIDDEN",
                "MSGSTATUS_DELMARKED",
            ),
            _family(
                "READ",
                "SUPPRESS_RECEIPT",
                "MESSAGE_DIALOG",
                "CLEAR_READ_FLAG",
                "MAPI_DEFERRED_ERRORS",
                "GENERATE_RECEIPT_ONLY",
                "CLEAR_RN_PENDING",
                "CLEAR_NRN_PENDING",
            ),
            _family("MODRECIP", "MODRECIP_ADD", "MODRECIP_MODIFY", "MODRECIP_REMOVE"),
            _family(
                "DELETE_FOLDER",
                "DEL_MESSAGES",
                "FOLDER_DIALOG",
                "DEL_FOLDERS",
                "DEL_ASSOCIATED",
            ),
            _family("COPY_FOLDER", "FOLDER_DIALOG", "MAPI_UNICODE"),
            _family("MESSAGE", "MESSAGE_MOVE", "MESSAGE_DIALOG"),
            _family(
                "CREATE_FOLDER",
                "OPEN_IF_EXISTS",
                "MAPI_DEFERRED_ERRORS",
                "MAPI_UNICODE",
            ),
            _family(
                "CREATE_MESSAGE",
                "MAPI_DEFERRED_ERRORS",
                "MAPI_ASSOCIATED",
                "ITEMPROC_FORCE",
            ),
            _family(
                "HIERARCHY", "CONVENIENT_DEPTH", "MAPI_DEFERRED_ERRORS", "MAPI_UNICODE"
            ),
            _family(
                "CONTENTS", "MAPI_DEFERRED_ERRORS", "MAPI_ASSOCIATED", "MAPI_UNICODE"
            ),
            _family("CONTENTS_SORT", "RECURSIVE_SORT"),
            _family("ATTACH", "ATTACH_DIALOG"),
            _family("FOLDER_TYPE", "FOLDER_ROOT", "FOLDER_GENERIC", "FOLDER_SEARCH"),
            _family(
                "SEARCH_STATE",
                "SEARCH_RUNNING",
                "SEARCH_REBUILD",
                "SEARCH_RECURSIVE",
                "SEARCH_FOREGROUND",
            ),
            _family(
                "SEARCH",
                "STOP_SEARCH",
                "RESTART_SEARCH",
                "RECURSIVE_SEARCH",
                "SHALLOW_SEARCH",
                "FOREGROUND_SEARCH",
                "BACKGROUND_SEARCH",
            ),
            _family(
                "BOOKMARK", "BOOKMARK_BEGINNING", "BOOKMARK_CURRENT", "BOOKMARK_END"
            ),
            _family("COLUMNS", "TBL_ALL_COLUMNS"),
            _family("ROWS", "TBL_NOADVANCE"),
            _family("TABLE", "TBL_ASYNC", "TBL_NOWAIT", "TBL_BATCH"),
            _family("FIND", "DIR_BACKWARD"),
            _family(
                "TABLE_STATUS",
                "TBLSTAT_COMPLETE",
                "TBLSTAT_QCHANGED",
                "TBLSTAT_SORTING",
                "TBLSTAT_SORT_ERROR",
                "TBLSTAT_SETTING_COLS",
                "TBLSTAT_SETCOL_ERROR",
                "TBLSTAT_RESTRICTING",
                "TBLSTAT_RESTRICT_ERROR",
            ),
            _family(
                "TABLE_TYPE", "TBLTYPE_SNAPSHOT", "TBLTYPE_KEYSET", "TBLTYPE_DYNAMIC"
            ),
            _family(
                "OBJECT_TYPE",
                "MAPI_STORE",
                "MAPI_ADDRBOOK",
                "MAPI_FOLDER",
                "MAPI_ABCONT",
                "MAPI_MESSAGE",
                "MAPI_MAILUSER",
                "MAPI_ATTACH",
                "MAPI_DISTLIST",
                "MAPI_PROFSECT",
                "MAPI_STATUS",
                "MAPI_SESSION",
                "MAPI_FORMINFO",
            ),
            _family(
                "FNEV",
                "fnevCriticalError",
                "fnevNewMail",
                "fnevObjectCreated",
                "fnevObjectDeleted",
                "fnevObjectModified",
                "fnevObjectMoved",
                "fnevObjectCopied",
                "fnevSearchComplete",
                "fnevTableModified",
                "fnevStatusObjectModified",
                "fnevExtended",
            ),
            _family(
                "TABLE_EVENT",
                "TABLE_CHANGED",
                "TABLE_ERROR",
                "TABLE_ROW_ADDED",
                "TABLE_ROW_DELETED",
                "TABLE_ROW_MODIFIED",
                "TABLE_SORT_DONE",
                "TABLE_RESTRICT_DONE",
                "TABLE_SETCOL_DONE",
                "TABLE_RELOAD",
            ),
            _family("RECIPIENT_TYPE", "MAPI_P1", "MAPI_SUBMITTED"),
            _family(
                "STORE_SUPPORT",
                "STORE_ENTRYID_UNIQUE",
                "STORE_READONLY",
                "STORE_SEARCH_OK",
                "STORE_MODIFY_OK",
                "STORE_CREATE_OK",
                "STORE_ATTACH_OK",
                "STORE_OLE_OK",
                "STORE_SUBMIT_OK",
                "STORE_NOTIFY_OK",
                "STORE_MV_PROPS_OK",
                "STORE_CATEGORIZE_OK",
                "STORE_RTF_OK",
                "STORE_RESTRICTION_OK",
                "STORE_SORT_OK",
                "STORE_PUBLIC_FOLDERS",
                "STORE_UNCOMPRESSED_RTF",
                "STORE_HTML_OK",
                "STORE_ANSI_OK",
                "STORE_UNICODE_OK",
                "STORE_LOCALSTORE",
                "STORE_ITEMPROC",
                "STORE_PUSHER_OK",
                "STORE_RULES_OK",
            ),
            _family(
                "VALID_FOLDERS",
                "FOLDER_IPM_SUBTREE_VALID",
                "FOLDER_IPM_INBOX_VALID",
                "FOLDER_IPM_OUTBOX_VALID",
                "FOLDER_IPM_WASTEBASKET_VALID",
                "FOLDER_IPM_SENTMAIL_VALID",
                "FOLDER_VIEWS_VALID",
                "FOLDER_COMMON_VIEWS_VALID",
                "FOLDER_FINDER_VALID",
            ),
            _family(
                "SPI_VERSION",
                "CURRENT_SPI_VERSION",
                "PDK1_SPI_VERSION",
                "PDK2_SPI_VERSION",
                "PDK3_SPI_VERSION",
            ),
        )
    }
)

#: Every name of every family.
FLAGS: Final[Mapping[str, int]] = MappingProxyType(
    {
        name: value
        for family in FAMILIES.values()
        for name, value in family.members.items()
    }
)
