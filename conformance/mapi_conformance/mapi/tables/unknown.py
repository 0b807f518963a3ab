"""IUnknown."""

from typing import Final

from mapi_conformance.mapi.identifiers import IID_IUnknown
from mapi_conformance.mapi.shape import Side, Type
from mapi_conformance.mapi.tables.rows import interface, into, method, out


IUNKNOWN: Final = interface(
    "IUnknown",
    Side.EITHER,
    method(
        0,
        "QueryInterface",
        into("interface", Type.IID, "REFIID riid", required=True),
        out("object", Type.OBJECT, "LPVOID* ppvObj"),
    ),
    method(1, "AddRef", result="ULONG"),
    method(2, "Release", result="ULONG"),
    iid=IID_IUnknown,
)
