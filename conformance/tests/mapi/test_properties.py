"""Property tags and types: their values, and how a tag is named."""

import pytest

from mapi_conformance.mapi import properties
from mapi_conformance.mapi.properties import TAGS, PropValue, name_tag


EXPECTED_TAGS = {
    "PR_NULL": 0x00000001,
    "PR_ENTRYID": 0x0FFF0102,
    "PR_OBJECT_TYPE": 0x0FFE0003,
    "PR_STORE_ENTRYID": 0x0FFB0102,
    "PR_STORE_RECORD_KEY": 0x0FFA0102,
    "PR_RECORD_KEY": 0x0FF90102,
    "PR_MAPPING_SIGNATURE": 0x0FF80102,
    "PR_ACCESS_LEVEL": 0x0FF70003,
    "PR_INSTANCE_KEY": 0x0FF60102,
    "PR_ACCESS": 0x0FF40003,
    "PR_DISPLAY_NAME": 0x3001001F,
    "PR_MDB_PROVIDER": 0x34140102,
    "PR_STORE_SUPPORT_MASK": 0x340D0003,
    "PR_DEFAULT_STORE": 0x3400000B,
    "PR_VALID_FOLDER_MASK": 0x35DF0003,
    "PR_IPM_SUBTREE_ENTRYID": 0x35E00102,
    "PR_IPM_OUTBOX_ENTRYID": 0x35E20102,
    "PR_IPM_WASTEBASKET_ENTRYID": 0x35E30102,
    "PR_IPM_SENTMAIL_ENTRYID": 0x35E40102,
    "PR_FINDER_ENTRYID": 0x35E70102,
    "PR_FOLDER_TYPE": 0x36010003,
    "PR_CONTENT_COUNT": 0x36020003,
    "PR_CONTENT_UNREAD": 0x36030003,
    "PR_SUBFOLDERS": 0x360A000B,
    "PR_CONTAINER_HIERARCHY": 0x360E000D,
    "PR_CONTAINER_CONTENTS": 0x360F000D,
    "PR_FOLDER_ASSOCIATED_CONTENTS": 0x3610000D,
    "PR_MESSAGE_CLASS": 0x001A001F,
    "PR_SUBJECT": 0x0037001F,
    "PR_BODY": 0x1000001F,
    "PR_STATUS_CODE": 0x3E040003,
    "PR_RESOURCE_METHODS": 0x3E020003,
    "PR_RESOURCE_TYPE": 0x3E030003,
    "PR_RESOURCE_FLAGS": 0x30090003,
    "PR_STATUS_STRING": 0x3E08001F,
    "PR_PROVIDER_DISPLAY": 0x3006001F,
    "PR_PROVIDER_DLL_NAME": 0x300A001F,
    "PR_PROVIDER_UID": 0x300C0102,
    "PR_SEARCH_KEY": 0x300B0102,
    "PR_SERVICE_UID": 0x3D0C0102,
    "PR_PROFILE_NAME": 0x3D12001F,
    "PR_STORE_PROVIDERS": 0x3D000102,
    "PR_IDENTITY_DISPLAY": 0x3E00001F,
    "PR_IDENTITY_ENTRYID": 0x3E010102,
    "PR_IDENTITY_SEARCH_KEY": 0x3E050102,
    "PR_OWN_STORE_ENTRYID": 0x3E060102,
    "PR_MESSAGE_FLAGS": 0x0E070003,
    "PR_MESSAGE_SIZE": 0x0E080003,
    "PR_PARENT_ENTRYID": 0x0E090102,
    "PR_SENTMAIL_ENTRYID": 0x0E0A0102,
    "PR_DELETE_AFTER_SUBMIT": 0x0E01000B,
    "PR_SUBMIT_FLAGS": 0x0E140003,
    "PR_MSG_STATUS": 0x0E170003,
    "PR_RESPONSIBILITY": 0x0E0F000B,
    "PR_CLIENT_SUBMIT_TIME": 0x00390040,
    "PR_RECIPIENT_TYPE": 0x0C150003,
    "PR_ROWID": 0x30000003,
    "PR_ATTACH_NUM": 0x0E210003,
}

EXPECTED_TYPES = {
    "PT_UNSPECIFIED": 0,
    "PT_NULL": 1,
    "PT_I2": 2,
    "PT_LONG": 3,
    "PT_DOUBLE": 5,
    "PT_ERROR": 0xA,
    "PT_BOOLEAN": 0xB,
    "PT_OBJECT": 0xD,
    "PT_I8": 0x14,
    "PT_STRING8": 0x1E,
    "PT_UNICODE": 0x1F,
    "PT_SYSTIME": 0x40,
    "PT_CLSID": 0x48,
    "PT_BINARY": 0x102,
    "MV_FLAG": 0x1000,
    "MV_INSTANCE": 0x2000,
}


class TestValues:
    """The numbers of the headers."""

    def test_table_is_the_headers(self) -> None:
        """Every tag has its number, and there are no others."""
        assert dict(TAGS) == EXPECTED_TAGS

    @pytest.mark.parametrize(
        ("name", "value"), {**EXPECTED_TAGS, **EXPECTED_TYPES}.items()
    )
    def test_constant_is_the_headers(self, name: str, value: int) -> None:
        """Every tag and every type is a constant of the module."""
        assert getattr(properties, name) == value


class TestNames:
    """How a tag is named."""

    @pytest.mark.parametrize(
        ("tag", "name"),
        [
            (0x0FFF0102, "PR_ENTRYID"),
            (0x3001001F, "PR_DISPLAY_NAME"),
            (0x3001001E, "PR_DISPLAY_NAME"),
            (0x0037000A, "PR_SUBJECT (PT_ERROR)"),
            (0x0FFF000A, "PR_ENTRYID (PT_ERROR)"),
            (0x00370000, "PR_SUBJECT (PT_UNSPECIFIED)"),
            (0x66FE0003, "0x66FE0003"),
            (0x66FE001E, "0x66FE001E"),
            (0x66FE000A, "0x66FE000A"),
            (0x0FFF0003, "0x0FFF0003"),
        ],
    )
    def test_tag_has_its_name(self, tag: int, name: str) -> None:
        """Either width has the name, an error says so, and the rest are numbers."""
        assert name_tag(tag) == name


def test_value_is_a_pair() -> None:
    """A property value is its tag and its value, and equal to that pair."""
    value = PropValue(0x3001001F, "Personal Folders")

    assert (value.tag, value.value) == (0x3001001F, "Personal Folders")
    assert value == (0x3001001F, "Personal Folders")
