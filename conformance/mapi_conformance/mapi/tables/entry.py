"""Functions held like interfaces: the entry point and those of MAPI; and IMalloc."""

from typing import Final

from mapi_conformance.mapi.identifiers import IID_IMalloc
from mapi_conformance.mapi.shape import Parameter, Side, Type
from mapi_conformance.mapi.tables.rows import (
    flags,
    interface,
    into,
    method,
    out,
    ui,
)
from mapi_conformance.mapi.tables.unknown import IUNKNOWN


MSPROVIDER: Final = interface(
    "MSProvider",
    Side.PROVIDER,
    method(
        0,
        "MSProviderInit",
        into("instance", Type.OPAQUE, "HINSTANCE hInstance"),
        into("malloc", Type.OBJECT, "LPMALLOC lpMalloc", interface="IMalloc"),
        into("allocate", Type.OPAQUE, "LPALLOCATEBUFFER lpAllocateBuffer"),
        into("allocate_more", Type.OPAQUE, "LPALLOCATEMORE lpAllocateMore"),
        into("free", Type.OPAQUE, "LPFREEBUFFER lpFreeBuffer"),
        flags("MSINIT"),
        into(
            "version",
            Type.NUMBER,
            "ULONG ulMAPIVer",
            family="SPI_VERSION",
            required=True,
        ),
        out(
            "provider_version",
            Type.NUMBER,
            "ULONG* lpulProviderVer",
            family="SPI_VERSION",
        ),
        out(
            "provider",
            Type.OBJECT,
            "LPMSPROVIDER* lppMSProvider",
            interface="IMSProvider",
        ),
    ),
)

_SIZE: Final[Parameter] = into("size", Type.NUMBER, "ULONG cbSize", required=True)
_BUFFER: Final[Parameter] = out("buffer", Type.OPAQUE, "LPVOID* lppBuffer")

MAPI: Final = interface(
    "MAPI",
    Side.MAPI,
    method(0, "MAPIAllocateBuffer", _SIZE, _BUFFER, result="SCODE"),
    method(
        1,
        "MAPIAllocateMore",
        _SIZE,
        into("parent", Type.OPAQUE, "LPVOID lpObject"),
        _BUFFER,
        result="SCODE",
    ),
    method(
        2,
        "MAPIFreeBuffer",
        into("buffer", Type.OPAQUE, "LPVOID lpBuffer"),
        result="ULONG",
    ),
    method(
        3,
        "MAPILogonEx",
        ui(),
        into("profile", Type.TEXT, "LPTSTR lpszProfileName"),
        into("password", Type.TEXT, "LPTSTR lpszPassword"),
        flags("SESSION_LOGON"),
        out(
            "session",
            Type.OBJECT,
            "LPMAPISESSION* lppSession",
            interface="IMAPISession",
        ),
    ),
)

_BYTES: Final[Parameter] = into("size", Type.SIZED, "SIZE_T cb", required=True)
_BLOCK: Final[Parameter] = into("block", Type.OPAQUE, "void* pv")

IMALLOC: Final = interface(
    "IMalloc",
    Side.MAPI,
    method(3, "Alloc", _BYTES, result="void*"),
    method(4, "Realloc", _BLOCK, _BYTES, result="void*"),
    method(5, "Free", _BLOCK, result="void"),
    method(6, "GetSize", _BLOCK, result="SIZE_T"),
    method(7, "DidAlloc", _BLOCK, result="int"),
    method(8, "HeapMinimize", result="void"),
    base=IUNKNOWN,
    iid=IID_IMalloc,
)
