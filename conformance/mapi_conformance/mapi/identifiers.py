# ruff: noqa: N816 - the names are MAPI's, and so is their spelling
"""Identifiers of interfaces, profile sections and property sets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Self


SIZE: Final = 16


@dataclass(frozen=True, slots=True)
class Iid:
    """An interface id; two are equal if their bytes are, whatever their names."""

    name: str = field(compare=False)
    #: The sixteen bytes as in memory: the first three fields are little endian.
    data: bytes

    def __str__(self) -> str:
        return self.name

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Name sixteen bytes: as MAPI does, or else in the form of the registry.

        Raises:
            ValueError: There are more bytes, or fewer.
        """
        if len(data) != SIZE:
            raise ValueError(f"{data!r} has {len(data)} bytes, an interface id has 16")
        return cls(_NAMES.get(data) or _registry_form(data), data)


def _registry_form(data: bytes) -> str:
    first, second, third = data[3::-1], data[5:3:-1], data[7:5:-1]
    fields = (first, second, third, data[8:10], data[10:])
    return "{" + "-".join(part.hex().upper() for part in fields) + "}"


_OLE: Final = bytes.fromhex("00000000C000000000000046")


def _mapi(number: int) -> bytes:
    """Fill in the pattern {000203xx-0000-0000-C000-000000000046}."""
    return bytes((number, 0x03, 0x02, 0x00)) + _OLE


IID_IUnknown: Final = Iid("IID_IUnknown", bytes(4) + _OLE)
IID_IMalloc: Final = Iid("IID_IMalloc", bytes((2, 0, 0, 0)) + _OLE)
IID_IMAPISession: Final = Iid("IID_IMAPISession", _mapi(0x00))
IID_IMAPITable: Final = Iid("IID_IMAPITable", _mapi(0x01))
IID_IMAPIAdviseSink: Final = Iid("IID_IMAPIAdviseSink", _mapi(0x02))
IID_IMAPIProp: Final = Iid("IID_IMAPIProp", _mapi(0x03))
IID_IProfSect: Final = Iid("IID_IProfSect", _mapi(0x04))
IID_IMAPIStatus: Final = Iid("IID_IMAPIStatus", _mapi(0x05))
IID_IMsgStore: Final = Iid("IID_IMsgStore", _mapi(0x06))
IID_IMessage: Final = Iid("IID_IMessage", _mapi(0x07))
IID_IAttachment: Final = Iid("IID_IAttachment", _mapi(0x08))
IID_IAddrBook: Final = Iid("IID_IAddrBook", _mapi(0x09))
IID_IMailUser: Final = Iid("IID_IMailUser", _mapi(0x0A))
IID_IMAPIContainer: Final = Iid("IID_IMAPIContainer", _mapi(0x0B))
IID_IMAPIFolder: Final = Iid("IID_IMAPIFolder", _mapi(0x0C))
IID_IABContainer: Final = Iid("IID_IABContainer", _mapi(0x0D))
IID_IDistList: Final = Iid("IID_IDistList", _mapi(0x0E))
IID_IMAPISup: Final = Iid("IID_IMAPISup", _mapi(0x0F))
IID_IMSProvider: Final = Iid("IID_IMSProvider", _mapi(0x10))
IID_IABProvider: Final = Iid("IID_IABProvider", _mapi(0x11))
IID_IXPProvider: Final = Iid("IID_IXPProvider", _mapi(0x12))
IID_IMSLogon: Final = Iid("IID_IMSLogon", _mapi(0x13))
IID_IABLogon: Final = Iid("IID_IABLogon", _mapi(0x14))
IID_IXPLogon: Final = Iid("IID_IXPLogon", _mapi(0x15))
IID_IMAPITableData: Final = Iid("IID_IMAPITableData", _mapi(0x16))
IID_IMAPIProgress: Final = Iid("IID_IMAPIProgress", _mapi(0x1F))
IID_IMAPIClientShutdown: Final = Iid("IID_IMAPIClientShutdown", _mapi(0x97))
IID_IMAPIProviderShutdown: Final = Iid("IID_IMAPIProviderShutdown", _mapi(0x98))
IID_IMAPIGetSession: Final = Iid(
    "IID_IMAPIGetSession", bytes.fromhex("35B44A611D495B4FA8B460EB031030C6")
)
IID_IProxyStoreObject: Final = Iid(
    "IID_IProxyStoreObject", bytes.fromhex("10ABF3294D55D011A97C00A0C911F50A")
)

#: Every interface id by its name.
IIDS: Final[Mapping[str, Iid]] = MappingProxyType(
    {iid.name: iid for iid in list(globals().values()) if isinstance(iid, Iid)}
)

_NAMES: Final = {iid.data: iid.name for iid in IIDS.values()}

PS_MAPI: Final = _mapi(0x28)
PS_PUBLIC_STRINGS: Final = _mapi(0x29)
MUID_PROFILE_INSTANCE: Final = _mapi(0x85)
#: A section that a provider shares with all others of its profile.
pbGlobalProfileSectionGuid: Final = bytes.fromhex("13DBB0C8AA05101A9BB000AA002FC45A")
#: A section of wrapped personal stores, in place of the one of their service.
pbNSTGlobalProfileSectionGuid: Final = bytes.fromhex("85ED14239DF742668BF2FBD4A5212941")
#: Stands in a wrapped store entry id, behind four zero bytes.
muidStoreWrap: Final = bytes.fromhex("38A1BB1005E5101AA1BB08002B2A56C2")

#: Every identifier that is not an interface's by its name: sixteen bytes.
UIDS: Final[Mapping[str, bytes]] = MappingProxyType(
    {
        "PS_MAPI": PS_MAPI,
        "PS_PUBLIC_STRINGS": PS_PUBLIC_STRINGS,
        "MUID_PROFILE_INSTANCE": MUID_PROFILE_INSTANCE,
        "pbGlobalProfileSectionGuid": pbGlobalProfileSectionGuid,
        "pbNSTGlobalProfileSectionGuid": pbNSTGlobalProfileSectionGuid,
        "muidStoreWrap": muidStoreWrap,
    }
)
