"""``python -m mapi_adapters.com.header``: the table as a header of C++.

It is all that a provider needs that is built without an SDK, on Linux and for Windows.
"""

import sys
from collections.abc import Iterator
from typing import Final

from mapi_conformance.mapi import flags
from mapi_conformance.mapi.codes import CODES
from mapi_conformance.mapi.interfaces import INTERFACES, Interface, Method
from mapi_conformance.mapi.properties import TAGS


#: In an order in which each base stands before what is made of it.
_DECLARED: Final = (
    "IUnknown",
    "IMalloc",
    "IMAPIAdviseSink",
    "IMAPIProp",
    "IProfSect",
    "IMAPIStatus",
    "IMAPITable",
    "IMAPIContainer",
    "IMAPIFolder",
    "IMessage",
    "IMsgStore",
    "IMSLogon",
    "IMAPISupport",
    "IMSProvider",
    "IMAPIProviderShutdown",
)
_POINTERS: Final = {
    "LPUNKNOWN": "IUnknown",
    "LPMALLOC": "IMalloc",
    "LPMAPIADVISESINK": "IMAPIAdviseSink",
    "LPMAPIPROP": "IMAPIProp",
    "LPPROFSECT": "IProfSect",
    "LPMAPISTATUS": "IMAPIStatus",
    "LPMAPITABLE": "IMAPITable",
    "LPMAPIFOLDER": "IMAPIFolder",
    "LPMESSAGE": "IMessage",
    "LPMDB": "IMsgStore",
    "LPMSLOGON": "IMSLogon",
    "LPMAPISUP": "IMAPISupport",
    "LPMSPROVIDER": "IMSProvider",
}
#: What the example does not look into.
_OPAQUE: Final = [
    "HINSTANCE",
    "LPADRBOOK",
    "LPADRPARM",
    "LPATTACH",
    "LPFNBUTTON",
    "LPFNDISMISS",
    "LPMAPINAMEID",
    "LPMAPIPROGRESS",
    "LPNOTIFICATION",
    "LPNOTIFKEY",
    "LPOPTIONDATA",
    "LPSERVICEADMIN",
    "LPSRestriction",
    "LPSTORAGE",
    "LPADRLIST",
    "LPMAPISESSION",
]
#: Of the flags, what the example names.
_NUMBERS: Final = [
    "CURRENT_SPI_VERSION",
    "LOGOFF_ABORT",
    "LOGOFF_ANSWERS",
    "LOGOFF_COMPLETE",
    "LOGOFF_INBOUND",
    "LOGOFF_NO_WAIT",
    "LOGOFF_ORDERLY",
    "LOGOFF_OUTBOUND",
    "LOGOFF_OUTBOUND_QUEUE",
    "LOGOFF_PURGE",
    "LOGOFF_QUIET",
    "LOGOFF_REQUESTS",
    "MAPI_BEST_ACCESS",
    "MAPI_FOLDER",
    "MAPI_MESSAGE",
    "MAPI_MODIFY",
    "MAPI_STORE",
    "MAPI_UNICODE",
    "MDB_WRITE",
    "STATUS_AVAILABLE",
]

_TOP: Final = """\
// The binary interface between MAPI and a store provider.
// Written by `python -m mapi_adapters.com.header` from the suite's table of interfaces.
//
// It stands alone, so that a provider builds with g++ on Linux and with mingw-w64 for
// Windows. An interface has no virtual destructor and one base: QueryInterface, AddRef
// and Release are its first three slots. MAPI's words have 32 bits and its wide text is
// UTF-16 on every platform.
// A method that you do not override answers MAPI_E_NO_SUPPORT.
#ifndef MAPI_PROVIDER_H
#define MAPI_PROVIDER_H

#include <cstddef>
#include <cstdint>

#ifdef _WIN32
#define MAPI_METHOD __stdcall
#define MAPI_ENTRY __cdecl
#define MAPI_EXPORT extern "C" __declspec(dllexport)
#else
#define MAPI_METHOD
#define MAPI_ENTRY
#define MAPI_EXPORT extern "C" __attribute__((visibility("default")))
#endif

using ULONG = uint32_t;
using LONG = int32_t;
using HRESULT = int32_t;
using SCODE = int32_t;
using BYTE = uint8_t;
using WCHAR = char16_t;
using ULONG_PTR = uintptr_t;
using SIZE_T = size_t;
using BOOKMARK = ULONG_PTR;

struct GUID {
  uint32_t Data1;
  uint16_t Data2, Data3;
  uint8_t Data4[8];
};
struct MAPIUID {
  BYTE ab[16];
};
struct ENTRYID;
struct SBinary {
  ULONG cb;
  BYTE* lpb;
};
struct FILETIME {
  ULONG dwLowDateTime, dwHighDateTime;
};
struct SPropValue {
  ULONG ulPropTag, dwAlignPad;
  union {
    int16_t i;
    LONG l;
    ULONG ul;
    float flt;
    double dbl;
    uint16_t b;
    int64_t li;
    FILETIME ft;
    char* lpszA;
    WCHAR* lpszW;
    SBinary bin;
    GUID* lpguid;
    SCODE err;
  } Value;
};
struct SPropTagArray {
  ULONG cValues;
  ULONG aulPropTag[1];
};
struct SPropProblem {
  ULONG ulIndex, ulPropTag;
  SCODE scode;
};
struct SPropProblemArray {
  ULONG cProblem;
  SPropProblem aProblem[1];
};
struct SRow {
  ULONG ulAdrEntryPad, cValues;
  SPropValue* lpProps;
};
struct SRowSet {
  ULONG cRows;
  SRow aRow[1];
};
struct SSortOrder {
  ULONG ulPropTag, ulOrder;
};
struct SSortOrderSet {
  ULONG cSorts, cCategories, cExpanded;
  SSortOrder aSort[1];
};
struct SBinaryArray {
  ULONG cValues;
  SBinary* lpbin;
};
struct MAPIERROR {
  ULONG ulVersion;
  char* lpszError;
  char* lpszComponent;
  ULONG ulLowLevelError, ulContext;
};

using REFIID = const GUID&;
using LPCIID = const GUID*;
using LPGUID = GUID*;
using LPMAPIUID = MAPIUID*;
using LPENTRYID = ENTRYID*;
using LPENTRYLIST = SBinaryArray*;
using LPBYTE = BYTE*;
using LPVOID = void*;
using LPSTR = char*;
using LPTSTR = char*;  // const WCHAR where MAPI_UNICODE is among the flags
using LPMAPIERROR = MAPIERROR*;
using LPSPropValue = SPropValue*;
using LPSPropTagArray = SPropTagArray*;
using LPSPropProblemArray = SPropProblemArray*;
using LPSRowSet = SRowSet*;
using LPSSortOrderSet = SSortOrderSet*;
using LPALLOCATEBUFFER = SCODE(MAPI_METHOD*)(ULONG, LPVOID*);
using LPALLOCATEMORE = SCODE(MAPI_METHOD*)(ULONG, LPVOID, LPVOID*);
using LPFREEBUFFER = ULONG(MAPI_METHOD*)(LPVOID);
"""
_RESULTS: Final = {"void": "", "void*": "nullptr", "HRESULT": "MAPI_E_NO_SUPPORT"}


def lines() -> Iterator[str]:
    """Write the header, line by line."""
    yield from _TOP.splitlines()
    yield from (f"using {name} = void*;" for name in _OPAQUE)
    yield ""
    for pointer, name in _POINTERS.items():
        yield f"struct {name};"
        yield f"using {pointer} = {name}*;"
    yield ""
    for name, number in CODES.items():
        yield f"constexpr HRESULT {name} = static_cast<HRESULT>(0x{number:08X}u);"
    yield ""
    numbers = {name: getattr(flags, name) for name in _NUMBERS}
    for name, number in {**numbers, **TAGS}.items():
        yield f"constexpr ULONG {name} = 0x{number:08X};"
    yield ""
    for interface in (INTERFACES[name] for name in _DECLARED):
        if interface.iid is not None:
            yield f"constexpr GUID IID_{interface.name} = {_guid(interface.iid.data)};"
    for interface in (INTERFACES[name] for name in _DECLARED):
        yield ""
        yield from _interface(interface)
    yield ""
    yield "#endif"


def _guid(data: bytes) -> str:
    first, second, third = (
        int.from_bytes(part, "little") for part in (data[:4], data[4:6], data[6:8])
    )
    rest = ", ".join(f"0x{byte:02X}" for byte in data[8:])
    return f"{{0x{first:08X}, 0x{second:04X}, 0x{third:04X}, {{{rest}}}}}"


def _interface(interface: Interface) -> Iterator[str]:
    base = INTERFACES[interface.base] if interface.base else None
    inherited = base.methods if base else {}
    yield f"struct {interface.name}{f' : {base.name}' if base else ''} {{"
    own = [each for each in interface.methods.values() if each.name not in inherited]
    for method in sorted(own, key=lambda each: each.slot):
        yield f"  {_method(method, pure=base is None)}"
    yield "};"


def _method(method: Method, *, pure: bool) -> str:
    parameters = ", ".join(
        f"{c.rpartition(' ')[0]} /*{c.rpartition(' ')[2]}*/"
        for parameter in method.parameters
        for c in parameter.c
    )
    result = _RESULTS.get(method.result, "0")
    body = "= 0;" if pure else f"{{ return {result}; }}".replace(" ;", ";")
    return f"virtual {method.result} MAPI_METHOD {method.name}({parameters}) {body}"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in lines())
