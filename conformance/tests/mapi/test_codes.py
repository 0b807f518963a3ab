"""HRESULTs: their values, their names, and which of them are failures."""

import pytest

from mapi_conformance.mapi import codes


FAILURES = {
    "MAPI_E_NO_SUPPORT": 0x80040102,
    "MAPI_E_BAD_CHARWIDTH": 0x80040103,
    "MAPI_E_STRING_TOO_LONG": 0x80040105,
    "MAPI_E_UNKNOWN_FLAGS": 0x80040106,
    "MAPI_E_INVALID_ENTRYID": 0x80040107,
    "MAPI_E_INVALID_OBJECT": 0x80040108,
    "MAPI_E_OBJECT_CHANGED": 0x80040109,
    "MAPI_E_OBJECT_DELETED": 0x8004010A,
    "MAPI_E_BUSY": 0x8004010B,
    "MAPI_E_NOT_ENOUGH_DISK": 0x8004010D,
    "MAPI_E_NOT_ENOUGH_RESOURCES": 0x8004010E,
    "MAPI_E_NOT_FOUND": 0x8004010F,
    "MAPI_E_VERSION": 0x80040110,
    "MAPI_E_LOGON_FAILED": 0x80040111,
    "MAPI_E_SESSION_LIMIT": 0x80040112,
    "MAPI_E_USER_CANCEL": 0x80040113,
    "MAPI_E_UNABLE_TO_ABORT": 0x80040114,
    "MAPI_E_NETWORK_ERROR": 0x80040115,
    "MAPI_E_DISK_ERROR": 0x80040116,
    "MAPI_E_TOO_COMPLEX": 0x80040117,
    "MAPI_E_BAD_COLUMN": 0x80040118,
    "MAPI_E_EXTENDED_ERROR": 0x80040119,
    "MAPI_E_COMPUTED": 0x8004011A,
    "MAPI_E_CORRUPT_DATA": 0x8004011B,
    "MAPI_E_UNCONFIGURED": 0x8004011C,
    "MAPI_E_FAILONEPROVIDER": 0x8004011D,
    "MAPI_E_UNKNOWN_CPID": 0x8004011E,
    "MAPI_E_UNKNOWN_LCID": 0x8004011F,
    "MAPI_E_END_OF_SESSION": 0x80040200,
    "MAPI_E_UNKNOWN_ENTRYID": 0x80040201,
    "MAPI_E_MISSING_REQUIRED_COLUMN": 0x80040202,
    "MAPI_E_BAD_VALUE": 0x80040301,
    "MAPI_E_INVALID_TYPE": 0x80040302,
    "MAPI_E_TYPE_NO_SUPPORT": 0x80040303,
    "MAPI_E_UNEXPECTED_TYPE": 0x80040304,
    "MAPI_E_TOO_BIG": 0x80040305,
    "MAPI_E_DECLINE_COPY": 0x80040306,
    "MAPI_E_UNABLE_TO_COMPLETE": 0x80040400,
    "MAPI_E_TIMEOUT": 0x80040401,
    "MAPI_E_INVALID_BOOKMARK": 0x80040405,
    "MAPI_E_WAIT": 0x80040500,
    "MAPI_E_CANCEL": 0x80040501,
    "MAPI_E_NOT_ME": 0x80040502,
    "MAPI_E_CORRUPT_STORE": 0x80040600,
    "MAPI_E_NOT_IN_QUEUE": 0x80040601,
    "MAPI_E_NO_SUPPRESS": 0x80040602,
    "MAPI_E_COLLISION": 0x80040604,
    "MAPI_E_NOT_INITIALIZED": 0x80040605,
    "MAPI_E_NON_STANDARD": 0x80040606,
    "MAPI_E_NO_RECIPIENTS": 0x80040607,
    "MAPI_E_SUBMITTED": 0x80040608,
    "MAPI_E_HAS_FOLDERS": 0x80040609,
    "MAPI_E_HAS_MESSAGES": 0x8004060A,
    "MAPI_E_FOLDER_CYCLE": 0x8004060B,
    "MAPI_E_AMBIGUOUS_RECIP": 0x80040700,
}

WARNINGS = {
    "MAPI_W_NO_SERVICE": 0x00040203,
    "MAPI_W_ERRORS_RETURNED": 0x00040380,
    "MAPI_W_POSITION_CHANGED": 0x00040481,
    "MAPI_W_APPROX_COUNT": 0x00040482,
    "MAPI_W_CANCEL_MESSAGE": 0x00040580,
    "MAPI_W_PARTIAL_COMPLETION": 0x00040680,
}

SYSTEM = {
    "S_OK": 0x00000000,
    "S_FALSE": 0x00000001,
    "E_NOTIMPL": 0x80004001,
    "E_NOINTERFACE": 0x80004002,
    "E_POINTER": 0x80004003,
    "E_FAIL": 0x80004005,
    "E_UNEXPECTED": 0x8000FFFF,
    "E_ACCESSDENIED": 0x80070005,
    "E_OUTOFMEMORY": 0x8007000E,
    "E_INVALIDARG": 0x80070057,
}

ALIASES = {
    "SUCCESS_SUCCESS": 0x00000000,
    "MAPI_E_CALL_FAILED": 0x80004005,
    "MAPI_E_NOT_ENOUGH_MEMORY": 0x8007000E,
    "MAPI_E_INVALID_PARAMETER": 0x80070057,
    "MAPI_E_INTERFACE_NOT_SUPPORTED": 0x80004002,
    "MAPI_E_NO_ACCESS": 0x80070005,
}


class TestValues:
    """The numbers of the header."""

    def test_table_is_the_headers(self) -> None:
        """Every code has its number, and there are no others."""
        expected = {**FAILURES, **WARNINGS, **SYSTEM, **ALIASES}

        assert dict(codes.CODES) == expected

    @pytest.mark.parametrize(
        ("name", "code"), {**FAILURES, **WARNINGS, **SYSTEM, **ALIASES}.items()
    )
    def test_constant_is_the_headers(self, name: str, code: int) -> None:
        """Every code is a constant of the module too."""
        assert getattr(codes, name) == code


class TestSuccess:
    """Success is told by the sign bit."""

    @pytest.mark.parametrize("code", FAILURES.values(), ids=FAILURES)
    def test_failures_have_the_bit(self, code: int) -> None:
        """A code of MAPI_E is a failure."""
        assert codes.failed(code)
        assert not codes.succeeded(code)

    @pytest.mark.parametrize("code", WARNINGS.values(), ids=WARNINGS)
    def test_warnings_are_successes(self, code: int) -> None:
        """A code of MAPI_W is a success."""
        assert codes.succeeded(code)
        assert not codes.failed(code)

    def test_unknown_codes_are_told_too(self) -> None:
        """The bit decides, whether or not the code has a name."""
        assert codes.failed(0x8004ABCD)
        assert codes.succeeded(0x7FFFFFFF)


class TestNames:
    """One preferred name for each number."""

    @pytest.mark.parametrize(
        ("code", "name"),
        [
            (0x00000000, "S_OK"),
            (0x80004005, "E_FAIL"),
            (0x80004002, "MAPI_E_INTERFACE_NOT_SUPPORTED"),
            (0x80070057, "MAPI_E_INVALID_PARAMETER"),
            (0x8007000E, "MAPI_E_NOT_ENOUGH_MEMORY"),
            (0x80070005, "MAPI_E_NO_ACCESS"),
            (0x80004001, "E_NOTIMPL"),
            (0x8004010B, "MAPI_E_BUSY"),
            (0x00040380, "MAPI_W_ERRORS_RETURNED"),
            (0x8004ABCD, "0x8004ABCD"),
            (0x00000002, "0x00000002"),
        ],
    )
    def test_name_is_preferred(self, code: int, name: str) -> None:
        """MAPI's name comes before the system's; a number without one stays itself."""
        assert codes.name_code(code) == name

    @pytest.mark.parametrize(
        ("code", "shown"),
        [
            (0x8004010B, "MAPI_E_BUSY (0x8004010B)"),
            (0x00000000, "S_OK (0x00000000)"),
            (0x8004ABCD, "0x8004ABCD"),
        ],
    )
    def test_shown_with_its_number(self, code: int, shown: str) -> None:
        """A named code is shown with its number, and another by its number alone."""
        assert codes.show_code(code) == shown
