"""IMAPITable."""

from typing import Final

from mapi_conformance.mapi.identifiers import IID_IMAPITable
from mapi_conformance.mapi.shape import Parameter, Side, Type
from mapi_conformance.mapi.tables.rows import (
    advise,
    end_advice,
    flags,
    get_last_error,
    interface,
    into,
    method,
    out,
)
from mapi_conformance.mapi.tables.unknown import IUNKNOWN


_ORIGIN: Final[Parameter] = into(
    "origin", Type.SIZED, "BOOKMARK bkOrigin", family="BOOKMARK"
)
_KEY: Final[Parameter] = into(
    "key", Type.BINARY, "ULONG cbInstanceKey", "LPBYTE pbInstanceKey"
)
_STATUS: Final[Parameter] = out(
    "status", Type.NUMBER, "ULONG* lpulTableStatus", family="TABLE_STATUS"
)
_ROWS: Final[Parameter] = out("rows", Type.ROWS, "LPSRowSet* lppRows")

IMAPITABLE: Final = interface(
    "IMAPITable",
    Side.EITHER,
    get_last_error(3),
    advise(4),
    end_advice(5, "Unadvise"),
    method(
        6,
        "GetStatus",
        _STATUS,
        out("type", Type.NUMBER, "ULONG* lpulTableType", family="TABLE_TYPE"),
    ),
    method(
        7,
        "SetColumns",
        into("tags", Type.TAGS, "LPSPropTagArray lpPropTagArray", required=True),
        flags("TABLE"),
    ),
    method(
        8,
        "QueryColumns",
        flags("COLUMNS"),
        out("tags", Type.TAGS, "LPSPropTagArray* lpPropTagArray"),
    ),
    method(
        9,
        "GetRowCount",
        flags("TABLE"),
        out("count", Type.NUMBER, "ULONG* lpulCount"),
    ),
    method(
        10,
        "SeekRow",
        _ORIGIN,
        into("rows", Type.SIGNED, "LONG lRowCount", required=True),
        out("sought", Type.SIGNED, "LONG* lplRowsSought"),
    ),
    method(
        11,
        "SeekRowApprox",
        into("numerator", Type.NUMBER, "ULONG ulNumerator"),
        into("denominator", Type.NUMBER, "ULONG ulDenominator", required=True),
    ),
    method(
        12,
        "QueryPosition",
        out("row", Type.NUMBER, "ULONG* lpulRow"),
        out("numerator", Type.NUMBER, "ULONG* lpulNumerator"),
        out("denominator", Type.NUMBER, "ULONG* lpulDenominator"),
    ),
    method(
        13,
        "FindRow",
        into(
            "restriction",
            Type.RESTRICTION,
            "LPSRestriction lpRestriction",
            required=True,
        ),
        _ORIGIN,
        flags("FIND"),
    ),
    method(
        14,
        "Restrict",
        into("restriction", Type.RESTRICTION, "LPSRestriction lpRestriction"),
        flags("TABLE"),
    ),
    method(
        15,
        "CreateBookmark",
        out("bookmark", Type.SIZED, "BOOKMARK* lpbkPosition"),
    ),
    method(
        16,
        "FreeBookmark",
        into("bookmark", Type.SIZED, "BOOKMARK bkPosition", required=True),
    ),
    method(
        17,
        "SortTable",
        into("sort", Type.SORT, "LPSSortOrderSet lpSortCriteria", required=True),
        flags("TABLE"),
    ),
    method(
        18,
        "QuerySortOrder",
        out("sort", Type.SORT, "LPSSortOrderSet* lppSortCriteria"),
    ),
    method(
        19,
        "QueryRows",
        into("count", Type.SIGNED, "LONG lRowCount", required=True),
        flags("ROWS"),
        _ROWS,
    ),
    method(20, "Abort"),
    method(
        21,
        "ExpandRow",
        _KEY,
        into("count", Type.NUMBER, "ULONG ulRowCount"),
        flags(),
        _ROWS,
        out("more", Type.NUMBER, "ULONG* lpulMoreRows"),
    ),
    method(
        22,
        "CollapseRow",
        _KEY,
        flags(),
        out("count", Type.NUMBER, "ULONG* lpulRowCount"),
    ),
    method(
        23,
        "WaitForCompletion",
        flags(),
        into("timeout", Type.NUMBER, "ULONG ulTimeout"),
        _STATUS,
    ),
    method(
        24,
        "GetCollapseState",
        flags(),
        into("key", Type.BINARY, "ULONG cbInstanceKey", "LPBYTE lpbInstanceKey"),
        out(
            "state",
            Type.BINARY,
            "ULONG* lpcbCollapseState",
            "LPBYTE* lppbCollapseState",
        ),
    ),
    method(
        25,
        "SetCollapseState",
        flags(),
        into("state", Type.BINARY, "ULONG cbCollapseState", "LPBYTE pbCollapseState"),
        out("bookmark", Type.SIZED, "BOOKMARK* lpbkLocation"),
    ),
    base=IUNKNOWN,
    iid=IID_IMAPITable,
)
