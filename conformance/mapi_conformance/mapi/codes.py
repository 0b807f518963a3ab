"""HRESULTs as unsigned numbers of 32 bits, and their names."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


S_OK: Final = 0x00000000
S_FALSE: Final = 0x00000001
SUCCESS_SUCCESS: Final = S_OK

E_NOTIMPL: Final = 0x80004001
E_NOINTERFACE: Final = 0x80004002
E_POINTER: Final = 0x80004003
E_FAIL: Final = 0x80004005
E_UNEXPECTED: Final = 0x8000FFFF
E_ACCESSDENIED: Final = 0x80070005
E_OUTOFMEMORY: Final = 0x8007000E
E_INVALIDARG: Final = 0x80070057

MAPI_E_CALL_FAILED: Final = E_FAIL
MAPI_E_INTERFACE_NOT_SUPPORTED: Final = E_NOINTERFACE
MAPI_E_INVALID_PARAMETER: Final = E_INVALIDARG
MAPI_E_NOT_ENOUGH_MEMORY: Final = E_OUTOFMEMORY
MAPI_E_NO_ACCESS: Final = E_ACCESSDENIED

MAPI_E_NO_SUPPORT: Final = 0x80040102
MAPI_E_BAD_CHARWIDTH: Final = 0x80040103
MAPI_E_STRING_TOO_LONG: Final = 0x80040105
MAPI_E_UNKNOWN_FLAGS: Final = 0x80040106
MAPI_E_INVALID_ENTRYID: Final = 0x80040107
MAPI_E_INVALID_OBJECT: Final = 0x80040108
MAPI_E_OBJECT_CHANGED: Final = 0x80040109
MAPI_E_OBJECT_DELETED: Final = 0x8004010A
MAPI_E_BUSY: Final = 0x8004010B
MAPI_E_NOT_ENOUGH_DISK: Final = 0x8004010D
MAPI_E_NOT_ENOUGH_RESOURCES: Final = 0x8004010E
MAPI_E_NOT_FOUND: Final = 0x8004010F
MAPI_E_VERSION: Final = 0x80040110
MAPI_E_LOGON_FAILED: Final = 0x80040111
MAPI_E_SESSION_LIMIT: Final = 0x80040112
MAPI_E_USER_CANCEL: Final = 0x80040113
MAPI_E_UNABLE_TO_ABORT: Final = 0x80040114
MAPI_E_NETWORK_ERROR: Final = 0x80040115
MAPI_E_DISK_ERROR: Final = 0x80040116
MAPI_E_TOO_COMPLEX: Final = 0x80040117
MAPI_E_BAD_COLUMN: Final = 0x80040118
MAPI_E_EXTENDED_ERROR: Final = 0x80040119
MAPI_E_COMPUTED: Final = 0x8004011A
MAPI_E_CORRUPT_DATA: Final = 0x8004011B
MAPI_E_UNCONFIGURED: Final = 0x8004011C
MAPI_E_FAILONEPROVIDER: Final = 0x8004011D
MAPI_E_UNKNOWN_CPID: Final = 0x8004011E
MAPI_E_UNKNOWN_LCID: Final = 0x8004011F
MAPI_E_END_OF_SESSION: Final = 0x80040200
MAPI_E_UNKNOWN_ENTRYID: Final = 0x80040201
MAPI_E_MISSING_REQUIRED_COLUMN: Final = 0x80040202
MAPI_E_BAD_VALUE: Final = 0x80040301
MAPI_E_INVALID_TYPE: Final = 0x80040302
MAPI_E_TYPE_NO_SUPPORT: Final = 0x80040303
MAPI_E_UNEXPECTED_TYPE: Final = 0x80040304
MAPI_E_TOO_BIG: Final = 0x80040305
MAPI_E_DECLINE_COPY: Final = 0x80040306
MAPI_E_UNABLE_TO_COMPLETE: Final = 0x80040400
MAPI_E_TIMEOUT: Final = 0x80040401
MAPI_E_INVALID_BOOKMARK: Final = 0x80040405
MAPI_E_WAIT: Final = 0x80040500
MAPI_E_CANCEL: Final = 0x80040501
MAPI_E_NOT_ME: Final = 0x80040502
MAPI_E_CORRUPT_STORE: Final = 0x80040600
MAPI_E_NOT_IN_QUEUE: Final = 0x80040601
MAPI_E_NO_SUPPRESS: Final = 0x80040602
MAPI_E_COLLISION: Final = 0x80040604
MAPI_E_NOT_INITIALIZED: Final = 0x80040605
MAPI_E_NON_STANDARD: Final = 0x80040606
MAPI_E_NO_RECIPIENTS: Final = 0x80040607
MAPI_E_SUBMITTED: Final = 0x80040608
MAPI_E_HAS_FOLDERS: Final = 0x80040609
MAPI_E_HAS_MESSAGES: Final = 0x8004060A
MAPI_E_FOLDER_CYCLE: Final = 0x8004060B
MAPI_E_AMBIGUOUS_RECIP: Final = 0x80040700

MAPI_W_NO_SERVICE: Final = 0x00040203
MAPI_W_ERRORS_RETURNED: Final = 0x00040380
MAPI_W_POSITION_CHANGED: Final = 0x00040481
MAPI_W_APPROX_COUNT: Final = 0x00040482
MAPI_W_CANCEL_MESSAGE: Final = 0x00040580
MAPI_W_PARTIAL_COMPLETION: Final = 0x00040680

#: Every code by its name, aliases included.
CODES: Final[Mapping[str, int]] = MappingProxyType(
    {name: code for name, code in list(globals().items()) if isinstance(code, int)}
)


def _preferred() -> dict[int, str]:
    names: dict[int, str] = {}
    for name, code in CODES.items():
        if code not in names or name.startswith("MAPI_"):
            names[code] = name
    # The two that everybody knows by their shorter name.
    return {**names, S_OK: "S_OK", E_FAIL: "E_FAIL"}


_NAMES: Final = _preferred()
_SIGN: Final = 0x80000000


def succeeded(code: int) -> bool:
    """Tell whether a code is a success, be it a warning."""
    return not failed(code)


def failed(code: int) -> bool:
    """Tell whether a code is a failure: its sign bit is set."""
    return bool(code & _SIGN)


def name_code(code: int) -> str:
    """Name a code; one without a name keeps its number."""
    return _NAMES.get(code) or f"0x{code:08X}"


def show_code(code: int) -> str:
    """Show a code by its name, if it has one, and its number."""
    number = f"0x{code:08X}"
    return f"{_NAMES[code]} ({number})" if code in _NAMES else number
