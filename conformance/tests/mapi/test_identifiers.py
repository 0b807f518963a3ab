"""Identifiers: their bytes as in memory, and their names."""

import pytest

from mapi_conformance.mapi import identifiers
from mapi_conformance.mapi.identifiers import IIDS, UIDS, Iid


IN_THE_PATTERN = {
    "IID_IMAPISession": 0x00,
    "IID_IMAPITable": 0x01,
    "IID_IMAPIAdviseSink": 0x02,
    "IID_IMAPIProp": 0x03,
    "IID_IProfSect": 0x04,
    "IID_IMAPIStatus": 0x05,
    "IID_IMsgStore": 0x06,
    "IID_IMessage": 0x07,
    "IID_IAttachment": 0x08,
    "IID_IAddrBook": 0x09,
    "IID_IMailUser": 0x0A,
    "IID_IMAPIContainer": 0x0B,
    "IID_IMAPIFolder": 0x0C,
    "IID_IABContainer": 0x0D,
    "IID_IDistList": 0x0E,
    "IID_IMAPISup": 0x0F,
    "IID_IMSProvider": 0x10,
    "IID_IABProvider": 0x11,
    "IID_IXPProvider": 0x12,
    "IID_IMSLogon": 0x13,
    "IID_IABLogon": 0x14,
    "IID_IXPLogon": 0x15,
    "IID_IMAPITableData": 0x16,
    "IID_IMAPIProgress": 0x1F,
    "IID_IMAPIClientShutdown": 0x97,
    "IID_IMAPIProviderShutdown": 0x98,
}

SPELLED_OUT = {
    "IID_IUnknown": "00 00 00 00 00 00 00 00 C0 00 00 00 00 00 00 46",
    "IID_IMalloc": "02 00 00 00 00 00 00 00 C0 00 00 00 00 00 00 46",
    "IID_IMsgStore": "06 03 02 00 00 00 00 00 C0 00 00 00 00 00 00 46",
    "IID_IMAPIProviderShutdown": "98 03 02 00 00 00 00 00 C0 00 00 00 00 00 00 46",
    "IID_IMAPIGetSession": "35 B4 4A 61 1D 49 5B 4F A8 B4 60 EB 03 10 30 C6",
    "IID_IProxyStoreObject": "10 AB F3 29 4D 55 D0 11 A9 7C 00 A0 C9 11 F5 0A",
}

SECTIONS_AND_SETS = {
    "PS_MAPI": "28 03 02 00 00 00 00 00 C0 00 00 00 00 00 00 46",
    "PS_PUBLIC_STRINGS": "29 03 02 00 00 00 00 00 C0 00 00 00 00 00 00 46",
    "MUID_PROFILE_INSTANCE": "85 03 02 00 00 00 00 00 C0 00 00 00 00 00 00 46",
    "pbGlobalProfileSectionGuid": "13 DB B0 C8 AA 05 10 1A 9B B0 00 AA 00 2F C4 5A",
    "pbNSTGlobalProfileSectionGuid": "85 ED 14 23 9D F7 42 66 8B F2 FB D4 A5 21 29 41",
    "muidStoreWrap": "38 A1 BB 10 05 E5 10 1A A1 BB 08 00 2B 2A 56 C2",
}


class TestValues:
    """The bytes of the headers."""

    def test_there_are_no_others(self) -> None:
        """Every interface id is checked here."""
        assert set(IIDS) == {*IN_THE_PATTERN, *SPELLED_OUT}

    @pytest.mark.parametrize(("name", "number"), IN_THE_PATTERN.items())
    def test_pattern_is_filled_in(self, name: str, number: int) -> None:
        """MAPI's interfaces differ in one byte, the first in memory."""
        tail = b"\x03\x02\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00\x46"

        assert IIDS[name].data == bytes([number]) + tail

    @pytest.mark.parametrize(("name", "data"), SPELLED_OUT.items())
    def test_bytes_are_as_in_memory(self, name: str, data: str) -> None:
        """The first three fields are little endian."""
        assert IIDS[name].data == bytes.fromhex(data)

    @pytest.mark.parametrize("name", [*IN_THE_PATTERN, *SPELLED_OUT])
    def test_constant_is_the_tables(self, name: str) -> None:
        """Every interface id is a constant of the module too."""
        assert getattr(identifiers, name) is IIDS[name]

    def test_uids_are_the_headers(self) -> None:
        """Sections and property sets have their bytes, and there are no others."""
        expected = {
            name: bytes.fromhex(data) for name, data in SECTIONS_AND_SETS.items()
        }

        assert dict(UIDS) == expected

    @pytest.mark.parametrize(("name", "data"), SECTIONS_AND_SETS.items())
    def test_uid_is_a_constant(self, name: str, data: str) -> None:
        """Every identifier is a constant of the module too."""
        assert getattr(identifiers, name) == bytes.fromhex(data)


class TestIid:
    """An interface id, known or not."""

    def test_is_shown_by_its_name(self) -> None:
        """Text of an interface id is its name."""
        assert str(identifiers.IID_IMsgStore) == "IID_IMsgStore"

    def test_equality_is_that_of_bytes(self) -> None:
        """Two names of the same bytes are one interface id."""
        same = Iid("IID_Other", identifiers.IID_IMsgStore.data)

        assert same == identifiers.IID_IMsgStore
        assert hash(same) == hash(identifiers.IID_IMsgStore)
        assert identifiers.IID_IMsgStore != identifiers.IID_IMessage

    def test_known_bytes_get_their_name(self) -> None:
        """Bytes of a known interface give the known id."""
        data = bytes.fromhex("06030200 0000 0000 C000 000000000046")

        assert Iid.from_bytes(data) == identifiers.IID_IMsgStore
        assert Iid.from_bytes(data).name == "IID_IMsgStore"

    @pytest.mark.parametrize(
        ("data", "name"),
        [
            (
                "FF 03 02 00 00 00 00 00 C0 00 00 00 00 00 00 46",
                "{000203FF-0000-0000-C000-000000000046}",
            ),
            (
                "33 22 11 00 55 44 77 66 88 99 AA BB CC DD EE FF",
                "{00112233-4455-6677-8899-AABBCCDDEEFF}",
            ),
        ],
    )
    def test_unknown_bytes_get_the_registrys_form(self, data: str, name: str) -> None:
        """An unknown id is named as the registry writes it."""
        assert Iid.from_bytes(bytes.fromhex(data)).name == name

    def test_wrong_size_is_refused(self) -> None:
        """An id of fifteen bytes is none, and the message shows them."""
        with pytest.raises(ValueError, match=r"has 15 bytes, an interface id has 16"):
            Iid.from_bytes(bytes(15))
