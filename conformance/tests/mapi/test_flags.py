"""Flag words: their values, their families, and how a word is shown."""

import pytest

from mapi_conformance.mapi import flags
from mapi_conformance.mapi.flags import FAMILIES, FLAGS


LOGOFF = {
    "LOGOFF_NO_WAIT": 0x00000001,
    "LOGOFF_ORDERLY": 0x00000002,
    "LOGOFF_PURGE": 0x00000004,
    "LOGOFF_ABORT": 0x00000008,
    "LOGOFF_QUIET": 0x00000010,
    "LOGOFF_COMPLETE": 0x00010000,
    "LOGOFF_INBOUND": 0x00020000,
    "LOGOFF_OUTBOUND": 0x00040000,
    "LOGOFF_OUTBOUND_QUEUE": 0x00080000,
}

OTHER_LOGOFF = {
    "LOGOFF_NORMAL": 0x00000001,
    "LOGOFF_HURRY": 0x80000000,
    "DEINIT_NORMAL": 0x00000001,
    "DEINIT_HURRY": 0x80000000,
    "MAPI_LOGOFF_SHARED": 0x00000001,
    "MAPI_LOGOFF_UI": 0x00000002,
}

STATUS = {
    "FLUSH_UPLOAD": 0x02,
    "FLUSH_DOWNLOAD": 0x04,
    "FLUSH_FORCE": 0x08,
    "FLUSH_NO_UI": 0x10,
    "FLUSH_ASYNC_OK": 0x20,
    "STATUS_VALIDATE_STATE": 1,
    "STATUS_SETTINGS_DIALOG": 2,
    "STATUS_CHANGE_PASSWORD": 4,
    "STATUS_FLUSH_QUEUES": 8,
    "STATUS_AVAILABLE": 1,
    "STATUS_OFFLINE": 2,
    "STATUS_FAILURE": 4,
    "STATUS_INBOUND_ENABLED": 0x00010000,
    "STATUS_INBOUND_ACTIVE": 0x00020000,
    "STATUS_INBOUND_FLUSH": 0x00040000,
    "STATUS_OUTBOUND_ENABLED": 0x00100000,
    "STATUS_OUTBOUND_ACTIVE": 0x00200000,
    "STATUS_OUTBOUND_FLUSH": 0x00400000,
    "STATUS_REMOTE_ACCESS": 0x00800000,
    "STATUS_DEFAULT_OUTBOUND": 1,
    "STATUS_DEFAULT_STORE": 2,
    "STATUS_PRIMARY_IDENTITY": 4,
    "STATUS_SIMPLE_STORE": 8,
    "STATUS_XP_PREFER_LAST": 0x10,
    "STATUS_NO_PRIMARY_IDENTITY": 0x20,
    "STATUS_NO_DEFAULT_STORE": 0x40,
    "STATUS_TEMP_SECTION": 0x80,
    "STATUS_OWN_STORE": 0x100,
    "HOOK_INBOUND": 0x200,
    "HOOK_OUTBOUND": 0x400,
    "STATUS_NEED_IPM_TREE": 0x800,
    "STATUS_PRIMARY_STORE": 0x1000,
    "STATUS_SECONDARY_STORE": 0x2000,
    "MAPI_STORE_PROVIDER": 33,
    "MAPI_AB": 34,
    "MAPI_AB_PROVIDER": 35,
    "MAPI_TRANSPORT_PROVIDER": 36,
    "MAPI_SPOOLER": 37,
    "MAPI_PROFILE_PROVIDER": 38,
    "MAPI_SUBSYSTEM": 39,
    "MAPI_HOOK_PROVIDER": 40,
    "STATUSROW_UPDATE": 0x10000000,
    "SUPPRESS_UI": 1,
    "REFRESH_XP_HEADER_CACHE": 0x10000,
    "PROCESS_XP_HEADER_CACHE": 0x20000,
    "FORCE_XP_CONNECT": 0x40000,
    "FORCE_XP_DISCONNECT": 0x80000,
    "CONFIG_CHANGED": 0x100000,
    "ABORT_XP_HEADER_OPERATION": 0x200000,
    "SHOW_XP_SESSION_UI": 0x400000,
}

SPOOLER = {
    "NOTIFY_BEGIN_INBOUND": 0x1,
    "NOTIFY_BEGIN_OUTBOUND": 0x2,
    "NOTIFY_BEGIN_INBOUND_FLUSH": 0x4,
    "NOTIFY_BEGIN_OUTBOUND_FLUSH": 0x8,
    "NOTIFY_END_INBOUND": 0x10000,
    "NOTIFY_END_OUTBOUND": 0x20000,
    "NOTIFY_END_INBOUND_FLUSH": 0x40000,
    "NOTIFY_END_OUTBOUND_FLUSH": 0x80000,
    "NOTIFY_ABORT_DEFERRED": 0x40000000,
    "NOTIFY_CANCEL_MESSAGE": 0x80000000,
    "NOTIFY_NEWMAIL": 0x1,
    "NOTIFY_READYTOSEND": 0x2,
    "NOTIFY_SENTDEFERRED": 0x4,
    "NOTIFY_CRITSEC": 0x1000,
    "NOTIFY_NONCRIT": 0x2000,
    "NOTIFY_CONFIG_CHANGE": 0x4000,
    "NOTIFY_CRITICAL_ERROR": 0x10000000,
    "NOTIFY_NEWMAIL_RECEIVED": 0x20000000,
    "NOTIFY_SYNC": 0x40000000,
    "NOTIFY_CANCELED": 0x80000000,
    "CALLBACK_DISCONTINUE": 0x80000000,
    "LOGON_NO_DIALOG": 0x1,
    "LOGON_NO_CONNECT": 0x4,
    "LOGON_NO_INBOUND": 0x8,
    "LOGON_NO_OUTBOUND": 0x10,
    "LOGON_SP_IDLE": 0x10000,
    "LOGON_SP_POLL": 0x20000,
    "LOGON_SP_RESOLVE": 0x40000,
    "BEGIN_DEFERRED": 0x1,
    "END_RESEND_NOW": 0x10000,
    "END_RESEND_LATER": 0x20000,
    "END_DONT_RESEND": 0x40000,
    "NEEDS_PREPROCESSING": 0x1,
    "NEEDS_SPOOLER": 0x2,
}

GENERAL = {
    "MDB_NO_DIALOG": 0x00000001,
    "MDB_WRITE": 0x00000004,
    "MAPI_DEFERRED_ERRORS": 0x00000008,
    "MAPI_BEST_ACCESS": 0x00000010,
    "MDB_TEMPORARY": 0x00000020,
    "MAPI_ASSOCIATED": 0x00000040,
    "MDB_NO_MAIL": 0x00000080,
    "MAPI_NO_MAIL": 0x00008000,
    "MDB_ONLINE": 0x00000100,
    "MAPI_NO_CACHE": 0x00000200,
    "MAPI_UNICODE": 0x80000000,
    "MAPI_MODIFY": 0x1,
    "MAPI_CREATE": 0x2,
    "MAPI_NT_SERVICE": 0x00010000,
    "KEEP_OPEN_READONLY": 1,
    "KEEP_OPEN_READWRITE": 2,
    "FORCE_SAVE": 4,
    "SPAMFILTER_ONSAVE": 0x80,
    "ITEMPROC_FORCE": 0x800,
    "NON_EMS_XP_SAVE": 0x1000,
}

MESSAGES = {
    "MSG_UNLOCKED": 0,
    "MSG_LOCKED": 1,
    "SUBMITFLAG_LOCKED": 1,
    "SUBMITFLAG_PREPROCESS": 2,
    "FORCE_SUBMIT": 1,
    "MSGFLAG_READ": 1,
    "MSGFLAG_UNMODIFIED": 2,
    "MSGFLAG_SUBMIT": 4,
    "MSGFLAG_UNSENT": 8,
    "MSGFLAG_HASATTACH": 0x10,
    "MSGFLAG_FROMME": 0x20,
    "MSGFLAG_ASSOCIATED": 0x40,
    "MSGFLAG_RESEND": 0x80,
    "MSGFLAG_RN_PENDING": 0x100,
    "MSGFLAG_NRN_PENDING": 0x200,
    "MSGSTATUS_HIGHLIGHTED": 1,
    "MSGSTATUS_TAGGED": 2,
    "MSGSTATUS_HIDDEN": 4,
    "MSGSTATUS_DELMARKED": 8,
    "SUPPRESS_RECEIPT": 1,
    "CLEAR_READ_FLAG": 4,
    "GENERATE_RECEIPT_ONLY": 0x10,
    "CLEAR_RN_PENDING": 0x20,
    "CLEAR_NRN_PENDING": 0x40,
    "MODRECIP_ADD": 2,
    "MODRECIP_MODIFY": 4,
    "MODRECIP_REMOVE": 8,
    "MESSAGE_MOVE": 1,
    "MESSAGE_DIALOG": 2,
    "ATTACH_DIALOG": 1,
    "MAPI_P1": 0x10000000,
    "MAPI_SUBMITTED": 0x80000000,
}

FOLDERS = {
    "DEL_MESSAGES": 1,
    "FOLDER_DIALOG": 2,
    "DEL_FOLDERS": 4,
    "DEL_ASSOCIATED": 8,
    "OPEN_IF_EXISTS": 1,
    "CONVENIENT_DEPTH": 1,
    "RECURSIVE_SORT": 2,
    "FOLDER_ROOT": 0,
    "FOLDER_GENERIC": 1,
    "FOLDER_SEARCH": 2,
    "SEARCH_RUNNING": 1,
    "SEARCH_REBUILD": 2,
    "SEARCH_RECURSIVE": 4,
    "SEARCH_FOREGROUND": 8,
    "STOP_SEARCH": 1,
    "RESTART_SEARCH": 2,
    "RECURSIVE_SEARCH": 4,
    "SHALLOW_SEARCH": 8,
    "FOREGROUND_SEARCH": 0x10,
    "BACKGROUND_SEARCH": 0x20,
    "FOLDER_IPM_SUBTREE_VALID": 0x01,
    "FOLDER_IPM_INBOX_VALID": 0x02,
    "FOLDER_IPM_OUTBOX_VALID": 0x04,
    "FOLDER_IPM_WASTEBASKET_VALID": 0x08,
    "FOLDER_IPM_SENTMAIL_VALID": 0x10,
    "FOLDER_VIEWS_VALID": 0x20,
    "FOLDER_COMMON_VIEWS_VALID": 0x40,
    "FOLDER_FINDER_VALID": 0x80,
}

TABLES = {
    "BOOKMARK_BEGINNING": 0,
    "BOOKMARK_CURRENT": 1,
    "BOOKMARK_END": 2,
    "TBL_ALL_COLUMNS": 1,
    "TBL_NOADVANCE": 1,
    "TBL_ASYNC": 1,
    "TBL_NOWAIT": 1,
    "TBL_BATCH": 2,
    "DIR_BACKWARD": 1,
    "TBLSTAT_COMPLETE": 0,
    "TBLSTAT_QCHANGED": 7,
    "TBLSTAT_SORTING": 9,
    "TBLSTAT_SORT_ERROR": 10,
    "TBLSTAT_SETTING_COLS": 11,
    "TBLSTAT_SETCOL_ERROR": 13,
    "TBLSTAT_RESTRICTING": 14,
    "TBLSTAT_RESTRICT_ERROR": 15,
    "TBLTYPE_SNAPSHOT": 0,
    "TBLTYPE_KEYSET": 1,
    "TBLTYPE_DYNAMIC": 2,
    "TABLE_CHANGED": 1,
    "TABLE_ERROR": 2,
    "TABLE_ROW_ADDED": 3,
    "TABLE_ROW_DELETED": 4,
    "TABLE_ROW_MODIFIED": 5,
    "TABLE_SORT_DONE": 6,
    "TABLE_RESTRICT_DONE": 7,
    "TABLE_SETCOL_DONE": 8,
    "TABLE_RELOAD": 9,
}

OBJECTS = {
    "MAPI_STORE": 0x1,
    "MAPI_ADDRBOOK": 0x2,
    "MAPI_FOLDER": 0x3,
    "MAPI_ABCONT": 0x4,
    "MAPI_MESSAGE": 0x5,
    "MAPI_MAILUSER": 0x6,
    "MAPI_ATTACH": 0x7,
    "MAPI_DISTLIST": 0x8,
    "MAPI_PROFSECT": 0x9,
    "MAPI_STATUS": 0xA,
    "MAPI_SESSION": 0xB,
    "MAPI_FORMINFO": 0xC,
}

EVENTS = {
    "fnevCriticalError": 1,
    "fnevNewMail": 2,
    "fnevObjectCreated": 4,
    "fnevObjectDeleted": 8,
    "fnevObjectModified": 0x10,
    "fnevObjectMoved": 0x20,
    "fnevObjectCopied": 0x40,
    "fnevSearchComplete": 0x80,
    "fnevTableModified": 0x100,
    "fnevStatusObjectModified": 0x200,
    "fnevExtended": 0x80000000,
}

STORES = {
    "STORE_ENTRYID_UNIQUE": 0x0001,
    "STORE_READONLY": 0x0002,
    "STORE_SEARCH_OK": 0x0004,
    "STORE_MODIFY_OK": 0x0008,
    "STORE_CREATE_OK": 0x0010,
    "STORE_ATTACH_OK": 0x0020,
    "STORE_OLE_OK": 0x0040,
    "STORE_SUBMIT_OK": 0x0080,
    "STORE_NOTIFY_OK": 0x0100,
    "STORE_MV_PROPS_OK": 0x0200,
    "STORE_CATEGORIZE_OK": 0x0400,
    "STORE_RTF_OK": 0x0800,
    "STORE_RESTRICTION_OK": 0x1000,
    "STORE_SORT_OK": 0x2000,
    "STORE_PUBLIC_FOLDERS": 0x4000,
    "STORE_UNCOMPRESSED_RTF": 0x8000,
    "STORE_HTML_OK": 0x10000,
    "STORE_ANSI_OK": 0x20000,
    "STORE_UNICODE_OK": 0x40000,
    "STORE_LOCALSTORE": 0x80000,
    "STORE_ITEMPROC": 0x200000,
    "STORE_PUSHER_OK": 0x800000,
    "STORE_RULES_OK": 0x10000000,
}

VERSIONS = {
    "CURRENT_SPI_VERSION": 0x00010010,
    "PDK1_SPI_VERSION": 0x00010000,
    "PDK2_SPI_VERSION": 0x00010008,
    "PDK3_SPI_VERSION": 0x00010010,
}

EXPECTED = {
    **LOGOFF,
    **OTHER_LOGOFF,
    **STATUS,
    **SPOOLER,
    **GENERAL,
    **MESSAGES,
    **FOLDERS,
    **TABLES,
    **OBJECTS,
    **EVENTS,
    **STORES,
    **VERSIONS,
}


class TestValues:
    """The numbers of the headers."""

    def test_table_is_the_headers(self) -> None:
        """Every flag has its number, and there are no others."""
        assert dict(FLAGS) == EXPECTED

    @pytest.mark.parametrize(("name", "value"), EXPECTED.items())
    def test_constant_is_the_headers(self, name: str, value: int) -> None:
        """Every flag is a constant of the module too."""
        assert getattr(flags, name) == value

    def test_masks_part_the_logoff_word(self) -> None:
        """Requests and answers share no bit, and activity is part of the answer."""
        assert flags.LOGOFF_REQUESTS == 0x1F
        assert flags.LOGOFF_ANSWERS == 0xF0000
        assert flags.LOGOFF_ACTIVITY == 0xE0000


class TestFamilies:
    """One family for each word."""

    def test_keys_are_names(self) -> None:
        """A family is found under its own name."""
        assert all(name == family.name for name, family in FAMILIES.items())

    def test_logoff_is_whole(self) -> None:
        """The word of StoreLogoff has nine names, and none of other logoffs."""
        assert dict(FAMILIES["LOGOFF"].members) == LOGOFF

    def test_events_are_whole(self) -> None:
        """A mask of events has all their names."""
        assert dict(FAMILIES["FNEV"].members) == EVENTS

    def test_reserved_words_have_no_names(self) -> None:
        """The family of reserved words is empty."""
        assert not FAMILIES["NONE"].members

    @pytest.mark.parametrize(
        ("family", "name", "value"),
        [
            ("MDB", "MDB_WRITE", 0x4),
            ("FLUSH", "FLUSH_UPLOAD", 0x2),
            ("STATUSROW", "STATUSROW_UPDATE", 0x10000000),
            ("NOTIFY", "NOTIFY_CANCELED", 0x80000000),
            ("SUBSCRIBE", "NOTIFY_SYNC", 0x40000000),
            ("TRANSPORT_NOTIFY", "NOTIFY_END_INBOUND", 0x10000),
            ("SPOOLER_NOTIFY", "NOTIFY_READYTOSEND", 0x2),
            ("SAVE", "KEEP_OPEN_READWRITE", 0x2),
            ("OPEN", "MAPI_MODIFY", 0x1),
            ("LOCK", "MSG_LOCKED", 0x1),
            ("MSINIT", "MAPI_NT_SERVICE", 0x10000),
            ("EXPAND", "NEEDS_SPOOLER", 0x2),
            ("BOOKMARK", "BOOKMARK_END", 0x2),
            ("OBJECT_TYPE", "MAPI_MESSAGE", 0x5),
        ],
    )
    def test_words_know_their_flags(self, family: str, name: str, value: int) -> None:
        """A family holds the flags that its word may carry."""
        assert FAMILIES[family].members[name] == value


class TestShow:
    """How a word is shown."""

    @pytest.mark.parametrize(
        ("family", "word", "shown"),
        [
            ("LOGOFF", 0x86, "LOGOFF_ORDERLY | LOGOFF_PURGE | 0x80 (0x86)"),
            ("LOGOFF", 0x2, "LOGOFF_ORDERLY (0x2)"),
            ("LOGOFF", 0x0, "0"),
            ("LOGOFF", 0x60000, "LOGOFF_INBOUND | LOGOFF_OUTBOUND (0x60000)"),
            ("LOGOFF", 0x10008, "LOGOFF_ABORT | LOGOFF_COMPLETE (0x10008)"),
            ("LOGOFF", 0x10000100, "0x10000100"),
            ("LOGOFF", 0x90000002, "LOGOFF_ORDERLY | 0x90000000 (0x90000002)"),
            ("NONE", 0x0, "0"),
            ("NONE", 0x3, "0x3"),
        ],
    )
    def test_bits_have_names(self, family: str, word: int, shown: str) -> None:
        """Named bits come in ascending order, and the others as one number."""
        assert FAMILIES[family].show(word) == shown

    @pytest.mark.parametrize(
        ("family", "word", "shown"),
        [
            ("BOOKMARK", 0x0, "BOOKMARK_BEGINNING (0x0)"),
            ("LOCK", 0x0, "MSG_UNLOCKED (0x0)"),
            ("OBJECT_TYPE", 0x5, "MAPI_MESSAGE (0x5)"),
            ("OBJECT_TYPE", 0xD, "0xD"),
            ("BOOKMARK", 0x3, "0x3"),
        ],
    )
    def test_values_are_not_taken_apart(
        self, family: str, word: int, shown: str
    ) -> None:
        """Where one value at a time makes sense, it has a name or is a number."""
        assert FAMILIES[family].show(word) == shown

    def test_second_name_waits(self) -> None:
        """Of two names for one bit only the first is shown."""
        assert FAMILIES["TABLE"].show(0x3) == "TBL_ASYNC | TBL_BATCH (0x3)"
