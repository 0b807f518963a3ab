"""Values in words, whatever a provider made of them."""

from typing import Any, NoReturn

import pytest

from mapi_conformance.judge.names import Names
from mapi_conformance.judge.show import printable, shorten, show, show_result
from mapi_conformance.mapi.identifiers import IID_IMsgStore
from mapi_conformance.mapi.interfaces import INTERFACES, Parameter
from mapi_conformance.mapi.properties import PR_ENTRYID, PR_SUBJECT, PropValue
from mapi_conformance.mapi.refs import UNTOUCHED
from mapi_conformance.port.host import Fault, FaultKind, Pointer


def parameter(interface: str, method: str, name: str) -> Parameter:
    """Find a parameter of the table."""
    found = INTERFACES[interface].methods[method].parameter(name)
    assert found is not None
    return found


WORD = parameter("IMsgStore", "StoreLogoff", "flags")
CODE = parameter("IMsgStore", "GetLastError", "result")
RESULT = parameter("IMSProvider", "CompareStoreIDs", "result")
ENTRYID = parameter("IMSProvider", "Logon", "entryid")
TEXT = parameter("IMSProvider", "Logon", "profile")
IID = parameter("IMSProvider", "Logon", "interface")
STORE = parameter("IMSProvider", "Logon", "store")
TAGS = parameter("IMsgStore", "GetProps", "tags")
PROPS = parameter("IMsgStore", "GetProps", "props")
OPAQUE = parameter("IMSProvider", "Logon", "error")


class Raises:
    """A value whose repr raises."""

    def __init__(self, error: type[BaseException]) -> None:
        self.error = error

    def __repr__(self) -> NoReturn:
        """Raise."""
        raise self.error


class Says:
    """A value whose repr is anything."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        """Say it."""
        return self.text


@pytest.mark.parametrize(
    ("value", "place", "text"),
    [
        pytest.param(None, WORD, "null", id="null"),
        pytest.param(UNTOUCHED, WORD, "nothing (left untouched)", id="untouched"),
        pytest.param(Pointer(2, "IMAPISupport"), STORE, "store.support", id="named"),
        pytest.param(Pointer(70, "IMAPITable"), STORE, "IMAPITable", id="nameless"),
        pytest.param(
            0x10004, WORD, "LOGOFF_PURGE | LOGOFF_COMPLETE (0x10004)", id="word"
        ),
        pytest.param(0x80040102, CODE, "MAPI_E_NO_SUPPORT (0x80040102)", id="code"),
        pytest.param(True, RESULT, "yes", id="yes"),
        pytest.param(0, RESULT, "no", id="no"),
        pytest.param(True, WORD, "True", id="a boolean is no word"),
        pytest.param(IID_IMsgStore, IID, "IID_IMsgStore", id="interface id"),
        pytest.param(b"store-1", ENTRYID, '"store-1"', id="bytes that are text"),
        pytest.param(b"\x00\xff", ENTRYID, "hex 00 ff", id="other bytes"),
        pytest.param(b"", ENTRYID, "hex ", id="no bytes"),
        pytest.param("a\nb", TEXT, "'a\\nb'", id="text"),
        pytest.param(
            (PR_SUBJECT, PR_ENTRYID, "x"),
            TAGS,
            "[PR_SUBJECT, PR_ENTRYID, 'x']",
            id="tags",
        ),
        pytest.param(
            (PropValue(PR_SUBJECT, "alpha"), 5),
            PROPS,
            "{PR_SUBJECT: 'alpha', 5}",
            id="properties",
        ),
        pytest.param("x" * 198, TEXT, "'" + "x" * 198 + "'", id="text that just fits"),
        pytest.param(("a", 1), OPAQUE, "('a', 1)", id="anything else"),
    ],
)
def test_show(names: Names, value: Any, place: Parameter, text: str) -> None:
    """A value is spelled as a MAPI developer would."""
    assert show(value, place, names) == text


class TestHostile:
    """Values that try to break the report."""

    @pytest.mark.parametrize(
        "error", [ValueError, SystemExit, GeneratorExit], ids=lambda e: e.__name__
    )
    def test_repr_raises(self, names: Names, error: type[BaseException]) -> None:
        """A repr that raises is told, and goes no further."""
        assert show(Raises(error), OPAQUE, names) == (
            f"<Raises, whose repr raised {error.__name__}>"
        )

    def test_user_may_interrupt(self, names: Names) -> None:
        """The user's word passes."""
        with pytest.raises(KeyboardInterrupt):
            show(Raises(KeyboardInterrupt), OPAQUE, names)

    def test_long_text(self, names: Names) -> None:
        """Fifty megabytes become a line that says how many they were."""
        text = show("x" * 50_000_000, TEXT, names)

        assert text == "'" + "x" * 199 + "… (50000000 characters)"

    @pytest.mark.parametrize(
        ("value", "place"),
        [
            pytest.param("\U000e0001" * 200, TEXT, id="text that grows when escaped"),
            pytest.param(Says("y" * 10_000), OPAQUE, id="repr"),
            pytest.param(("x" * 10_000,) * 1_000, OPAQUE, id="tuple"),
            pytest.param(b"x" * 10_000, ENTRYID, id="printable bytes"),
            pytest.param(b"\xff" * 10_000, ENTRYID, id="bytes"),
            pytest.param((PR_SUBJECT,) * 10_000, TAGS, id="tags"),
            pytest.param(
                (PropValue(PR_SUBJECT, "x" * 10_000),) * 1_000, PROPS, id="properties"
            ),
            pytest.param(1 << 100_000, WORD, id="wide word"),
            pytest.param(1 << 100_000, CODE, id="wide code"),
            pytest.param(1 << 100_000, TEXT, id="number too long to be spelled"),
        ],
    )
    def test_bounded(self, names: Names, value: object, place: Parameter) -> None:
        """Nothing is spelled at more than some 200 characters."""
        assert len(show(value, place, names)) < 250

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            pytest.param("\ud800", "'\\ud800'", id="text"),
            pytest.param(Says("a\ud800\x1b[2J\n"), "a\\ud800\\x1b[2J\\n", id="repr"),
        ],
    )
    def test_printable(self, names: Names, value: object, text: str) -> None:
        """Lone surrogates and controls reach no terminal."""
        assert show(value, OPAQUE, names) == text

    def test_bytes_are_counted(self, names: Names) -> None:
        """Bytes that were cut say how many they were."""
        assert show(b"\xff" * 33, ENTRYID, names).endswith(" ff… (33 bytes)")
        assert show(b"\xff" * 32, ENTRYID, names).endswith(" ff")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("x" * 200, "x" * 200, id="fits"),
        pytest.param("x" * 201, "x" * 200 + "… (201 characters)", id="cut"),
    ],
)
def test_shorten(text: str, shown: str) -> None:
    """A text of more than 200 characters is cut and counted."""
    assert shorten(text) == shown


def test_printable_leaves_words_alone() -> None:
    """Letters of every alphabet stay as they are."""
    assert printable("straße … 名前 'x'") == "straße … 名前 'x'"


def test_result(event: Any) -> None:
    """A call came back with a code, with a fault, or is a fact."""
    fault = Fault(FaultKind.HUNG, "it took too long")

    assert (
        show_result(event("store.StoreLogoff", code=0x80040102)) == "MAPI_E_NO_SUPPORT"
    )
    assert show_result(event("store.StoreLogoff", fault=fault)) == "hung"
    assert show_result(event("store.support.gone")) == ""
