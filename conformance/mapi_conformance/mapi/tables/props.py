"""IMAPIProp, and what adds little to it: IProfSect and IMAPIStatus."""

from typing import Final

from mapi_conformance.mapi.identifiers import (
    IID_IMAPIProp,
    IID_IMAPIStatus,
    IID_IProfSect,
)
from mapi_conformance.mapi.shape import Side, Type
from mapi_conformance.mapi.tables.rows import (
    both,
    flags,
    flush_queues,
    get_last_error,
    iid,
    interface,
    into,
    method,
    out,
    problems,
    progress,
    ui,
    validate_state,
)
from mapi_conformance.mapi.tables.unknown import IUNKNOWN


_NAMES: Final = ("ULONG cPropNames", "LPMAPINAMEID* lppPropNames")

IMAPIPROP: Final = interface(
    "IMAPIProp",
    Side.EITHER,
    get_last_error(3),
    method(4, "SaveChanges", flags("SAVE")),
    method(
        5,
        "GetProps",
        into("tags", Type.TAGS, "LPSPropTagArray lpPropTagArray"),
        flags("UNICODE"),
        out("props", Type.PROPERTIES, "ULONG* lpcValues", "LPSPropValue* lppPropArray"),
    ),
    method(
        6,
        "GetPropList",
        flags("UNICODE"),
        out("tags", Type.TAGS, "LPSPropTagArray* lppPropTagArray"),
    ),
    method(
        7,
        "OpenProperty",
        into("tag", Type.TAG, "ULONG ulPropTag", required=True),
        iid(c="LPCIID lpiid"),
        into("options", Type.NUMBER, "ULONG ulInterfaceOptions"),
        flags("OPEN"),
        out("object", Type.OBJECT, "LPUNKNOWN* lppUnk"),
    ),
    method(
        8,
        "SetProps",
        into(
            "props",
            Type.PROPERTIES,
            "ULONG cValues",
            "LPSPropValue lpPropArray",
            required=True,
        ),
        problems(),
    ),
    method(
        9,
        "DeleteProps",
        into("tags", Type.TAGS, "LPSPropTagArray lpPropTagArray", required=True),
        problems(),
    ),
    method(
        10,
        "CopyTo",
        into(
            "exclude_interfaces",
            Type.OPAQUE,
            "ULONG ciidExclude",
            "LPCIID rgiidExclude",
        ),
        into("exclude_props", Type.TAGS, "LPSPropTagArray lpExcludeProps"),
        ui(),
        progress(),
        iid(),
        into("destination", Type.OBJECT, "LPVOID lpDestObj"),
        flags(),
        problems(),
    ),
    method(
        11,
        "CopyProps",
        into(
            "include_props",
            Type.TAGS,
            "LPSPropTagArray lpIncludeProps",
            required=True,
        ),
        ui(),
        progress(),
        iid(),
        into("destination", Type.OBJECT, "LPVOID lpDestObj"),
        flags(),
        problems(),
    ),
    method(
        12,
        "GetNamesFromIDs",
        both("tags", Type.TAGS, "LPSPropTagArray* lppPropTags"),
        into("propset", Type.UID, "LPGUID lpPropSetGuid"),
        flags(),
        out(
            "names", Type.OPAQUE, "ULONG* lpcPropNames", "LPMAPINAMEID** lpppPropNames"
        ),
    ),
    method(
        13,
        "GetIDsFromNames",
        into("names", Type.OPAQUE, *_NAMES),
        flags("NAMES"),
        out("tags", Type.TAGS, "LPSPropTagArray* lppPropTags"),
    ),
    base=IUNKNOWN,
    iid=IID_IMAPIProp,
)

IPROFSECT: Final = interface("IProfSect", Side.MAPI, base=IMAPIPROP, iid=IID_IProfSect)

IMAPISTATUS: Final = interface(
    "IMAPIStatus",
    Side.PROVIDER,
    validate_state(14),
    method(15, "SettingsDialog", ui(), flags()),
    method(
        16,
        "ChangePassword",
        into("old", Type.TEXT, "LPTSTR lpOldPass"),
        into("new", Type.TEXT, "LPTSTR lpNewPass"),
        flags("UNICODE"),
    ),
    flush_queues(17),
    base=IMAPIPROP,
    iid=IID_IMAPIStatus,
)
