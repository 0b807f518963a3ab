"""Property tags, types of properties, and a property with its value."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple


class PropValue(NamedTuple):
    """A property and its value; methods hand properties over as a tuple of these."""

    tag: int
    value: object


PT_UNSPECIFIED: Final = 0x0000
PT_NULL: Final = 0x0001
PT_I2: Final = 0x0002
PT_LONG: Final = 0x0003
PT_DOUBLE: Final = 0x0005
PT_ERROR: Final = 0x000A
PT_BOOLEAN: Final = 0x000B
PT_OBJECT: Final = 0x000D
PT_I8: Final = 0x0014
PT_STRING8: Final = 0x001E
PT_UNICODE: Final = 0x001F
PT_SYSTIME: Final = 0x0040
PT_CLSID: Final = 0x0048
PT_BINARY: Final = 0x0102
#: Makes a type one of many values.
MV_FLAG: Final = 0x1000
#: Asks a table for one row for each of many values.
MV_INSTANCE: Final = 0x2000

# Where a property is text, its tag here is that of the wide form.
PR_NULL: Final = 0x00000001
PR_ENTRYID: Final = 0x0FFF0102
PR_OBJECT_TYPE: Final = 0x0FFE0003
PR_STORE_ENTRYID: Final = 0x0FFB0102
PR_STORE_RECORD_KEY: Final = 0x0FFA0102
PR_RECORD_KEY: Final = 0x0FF90102
PR_MAPPING_SIGNATURE: Final = 0x0FF80102
PR_ACCESS_LEVEL: Final = 0x0FF70003
PR_INSTANCE_KEY: Final = 0x0FF60102
PR_ACCESS: Final = 0x0FF40003
PR_MESSAGE_CLASS: Final = 0x001A001F
PR_SUBJECT: Final = 0x0037001F
PR_CLIENT_SUBMIT_TIME: Final = 0x00390040
PR_RECIPIENT_TYPE: Final = 0x0C150003
PR_DELETE_AFTER_SUBMIT: Final = 0x0E01000B
PR_MESSAGE_FLAGS: Final = 0x0E070003
PR_MESSAGE_SIZE: Final = 0x0E080003
PR_PARENT_ENTRYID: Final = 0x0E090102
PR_SENTMAIL_ENTRYID: Final = 0x0E0A0102
PR_RESPONSIBILITY: Final = 0x0E0F000B
PR_SUBMIT_FLAGS: Final = 0x0E140003
PR_MSG_STATUS: Final = 0x0E170003
PR_ATTACH_NUM: Final = 0x0E210003
PR_BODY: Final = 0x1000001F
PR_ROWID: Final = 0x30000003
PR_DISPLAY_NAME: Final = 0x3001001F
PR_PROVIDER_DISPLAY: Final = 0x3006001F
PR_RESOURCE_FLAGS: Final = 0x30090003
PR_PROVIDER_DLL_NAME: Final = 0x300A001F
PR_SEARCH_KEY: Final = 0x300B0102
PR_PROVIDER_UID: Final = 0x300C0102
PR_DEFAULT_STORE: Final = 0x3400000B
PR_STORE_SUPPORT_MASK: Final = 0x340D0003
PR_MDB_PROVIDER: Final = 0x34140102
PR_VALID_FOLDER_MASK: Final = 0x35DF0003
PR_IPM_SUBTREE_ENTRYID: Final = 0x35E00102
PR_IPM_OUTBOX_ENTRYID: Final = 0x35E20102
PR_IPM_WASTEBASKET_ENTRYID: Final = 0x35E30102
PR_IPM_SENTMAIL_ENTRYID: Final = 0x35E40102
PR_FINDER_ENTRYID: Final = 0x35E70102
PR_FOLDER_TYPE: Final = 0x36010003
PR_CONTENT_COUNT: Final = 0x36020003
PR_CONTENT_UNREAD: Final = 0x36030003
PR_SUBFOLDERS: Final = 0x360A000B
PR_CONTAINER_HIERARCHY: Final = 0x360E000D
PR_CONTAINER_CONTENTS: Final = 0x360F000D
PR_FOLDER_ASSOCIATED_CONTENTS: Final = 0x3610000D
PR_STORE_PROVIDERS: Final = 0x3D000102
PR_SERVICE_UID: Final = 0x3D0C0102
PR_PROFILE_NAME: Final = 0x3D12001F
PR_IDENTITY_DISPLAY: Final = 0x3E00001F
PR_IDENTITY_ENTRYID: Final = 0x3E010102
PR_RESOURCE_METHODS: Final = 0x3E020003
PR_RESOURCE_TYPE: Final = 0x3E030003
PR_STATUS_CODE: Final = 0x3E040003
PR_IDENTITY_SEARCH_KEY: Final = 0x3E050102
PR_OWN_STORE_ENTRYID: Final = 0x3E060102
PR_STATUS_STRING: Final = 0x3E08001F

#: Every tag by its name.
TAGS: Final[Mapping[str, int]] = MappingProxyType(
    {name: tag for name, tag in list(globals().items()) if name.startswith("PR_")}
)

_NAMES: Final = {tag: name for name, tag in TAGS.items()}
_IDS: Final = {tag >> 16: name for name, tag in TAGS.items()}
_TYPE: Final = 0xFFFF
_STAND_INS: Final = {PT_ERROR: "PT_ERROR", PT_UNSPECIFIED: "PT_UNSPECIFIED"}


def name_tag(tag: int) -> str:
    """Name a tag: text in either width, and where a type stands in for the real one.

    A tag that has no name, or another type than its name says, keeps its number.
    """
    kind = tag & _TYPE
    if kind == PT_STRING8:
        tag += PT_UNICODE - PT_STRING8
    if kind in _STAND_INS and tag >> 16 in _IDS:
        return f"{_IDS[tag >> 16]} ({_STAND_INS[kind]})"
    return _NAMES.get(tag) or f"0x{tag - (tag & _TYPE) + kind:08X}"
