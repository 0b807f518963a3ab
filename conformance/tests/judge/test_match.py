"""Whether a value meets a matcher."""

from typing import Any

import pytest

from mapi_conformance.judge.match import Comparison, chosen, code_meets, meets
from mapi_conformance.judge.names import Names
from mapi_conformance.mapi.codes import (
    MAPI_E_NO_ACCESS,
    MAPI_E_NOT_FOUND,
    MAPI_W_ERRORS_RETURNED,
)
from mapi_conformance.mapi.interfaces import INTERFACES, Parameter
from mapi_conformance.mapi.properties import (
    PR_ENTRYID,
    PR_OBJECT_TYPE,
    PR_SUBJECT,
    PropValue,
)
from mapi_conformance.mapi.refs import UNTOUCHED
from mapi_conformance.port.host import Pointer
from mapi_conformance.scenario.values import (
    AllOf,
    Among,
    Anything,
    Bits,
    Captured,
    CodeIs,
    Equals,
    ErrorValue,
    Handle,
    Length,
    Literal,
    Not,
    Nothing,
    NotNull,
    OneOf,
    Property,
    PropertyList,
    Unchanged,
)


NULL = Equals(Literal(None, "null"))
STORE = Pointer(1, "IMsgStore")
FACE = Pointer(5, "IMsgStore")
OTHER = Pointer(6, "IMsgStore")
PT_ERROR_SUBJECT = 0x0037000A
PT_STRING8_SUBJECT = 0x0037001E


def equals(value: object) -> Equals:
    """Demand a value."""
    return Equals(Literal(value, repr(value)))


def parameter(interface: str, method: str, name: str) -> Parameter:
    """Find a parameter of the table."""
    found = INTERFACES[interface].methods[method].parameter(name)
    assert found is not None
    return found


WORD = parameter("IMsgStore", "StoreLogoff", "flags")
RESULT = parameter("IMSProvider", "CompareStoreIDs", "result")
ENTRYID = parameter("IMSProvider", "Logon", "entryid")
MADE = parameter("IMSProvider", "Logon", "store")
PROPS = parameter("IMsgStore", "GetProps", "props")


@pytest.mark.parametrize(
    ("matcher", "actual", "met"),
    [
        pytest.param(Anything(), UNTOUCHED, True, id="any takes untouched"),
        pytest.param(NotNull(), 0, True, id="zero is not null"),
        pytest.param(NotNull(), None, False, id="null is null"),
        pytest.param(NotNull(), UNTOUCHED, False, id="untouched is not not-null"),
        pytest.param(Nothing(), None, True, id="nothing takes null"),
        pytest.param(Nothing(), UNTOUCHED, True, id="nothing takes untouched"),
        pytest.param(Nothing(), 0, False, id="zero is something"),
        pytest.param(NULL, None, True, id="null is null alone"),
        pytest.param(NULL, UNTOUCHED, False, id="null is strict"),
        pytest.param(Unchanged(), 4, True, id="unchanged word"),
        pytest.param(Unchanged(), UNTOUCHED, True, id="untouched is unchanged"),
        pytest.param(Unchanged(), 0, False, id="another word"),
        pytest.param(OneOf((equals(1), equals(2))), 2, True, id="one of, the second"),
        pytest.param(OneOf((equals(1), equals(2))), 3, False, id="one of, none"),
        pytest.param(Not(equals(1)), 2, True, id="not"),
        pytest.param(Not(equals(1)), 1, False, id="not not"),
        pytest.param(
            AllOf((Bits("has", 1, "1"), Bits("lacks", 2, "2"))), 1, True, id="all hold"
        ),
        pytest.param(
            AllOf((Bits("has", 1, "1"), Bits("lacks", 2, "2"))),
            3,
            False,
            id="one fails",
        ),
        pytest.param(Bits("has", 6, "6"), 7, True, id="has all"),
        pytest.param(Bits("has", 6, "6"), 4, False, id="has one of two"),
        pytest.param(Bits("lacks", 6, "6"), 1, True, id="lacks all"),
        pytest.param(Bits("lacks", 6, "6"), 4, False, id="lacks one of two"),
        pytest.param(Bits("only", 6, "6"), 4, True, id="only some"),
        pytest.param(Bits("only", 6, "6"), 0x104, False, id="only, and another"),
        pytest.param(Bits("lacks", 6, "6"), None, False, id="null has no bits"),
        pytest.param(Bits("only", 6, "6"), UNTOUCHED, False, id="nor has untouched"),
        pytest.param(Length(2), b"ab", True, id="length"),
        pytest.param(Length(2), b"abc", False, id="another length"),
        pytest.param(Length(2), "ab", False, id="text has no bytes"),
        pytest.param(ErrorValue((5,), "E"), 5, True, id="error"),
        pytest.param(ErrorValue((5,), "E"), 6, False, id="another error"),
        pytest.param(equals(4), 4, True, id="equal"),
        pytest.param(equals(4), 4.0, False, id="of another type"),
        pytest.param(equals(1), True, False, id="a boolean is no number"),
        pytest.param(equals("a"), b"a", False, id="text is no bytes"),
    ],
)
def test_meets(names: Names, matcher: Any, actual: object, *, met: bool) -> None:
    """Each matcher takes what it says and nothing else."""
    against = Comparison(actual=actual, parameter=WORD, names=names, sent=4)

    assert meets(matcher, against) is met


@pytest.mark.parametrize(
    ("wanted", "actual", "met"),
    [
        pytest.param(0, 0x1F, True, id="request bits are outside the mask"),
        pytest.param(0x10000, 0x1001F, True, id="answer bits are inside"),
        pytest.param(0x10000, 0x30000, False, id="every one of them"),
        pytest.param(0, UNTOUCHED, False, id="untouched has no bits"),
        pytest.param(0, None, False, id="null has no bits"),
    ],
)
def test_result_word_is_masked(
    names: Names, wanted: int, actual: object, *, met: bool
) -> None:
    """A result is compared under the table's output mask."""
    against = Comparison(actual=actual, parameter=WORD, names=names, masked=True)

    assert meets(equals(wanted), against) is met


@pytest.mark.parametrize("masked", [True, False], ids=["result", "argument"])
@pytest.mark.parametrize(
    ("wanted", "actual", "met"),
    [
        pytest.param(True, True, True, id="yes"),
        pytest.param(True, 5, True, id="true is any non-zero"),
        pytest.param(False, 0, True, id="no"),
        pytest.param(True, False, False, id="no is not yes"),
        pytest.param(True, UNTOUCHED, False, id="untouched is not yes"),
        pytest.param(False, UNTOUCHED, False, id="untouched is not no"),
        pytest.param(False, None, False, id="null is not no"),
    ],
)
def test_boolean(
    names: Names, wanted: object, actual: object, *, met: bool, masked: bool
) -> None:
    """Truth is compared as truth, and a word nobody wrote has none."""
    against = Comparison(actual=actual, parameter=RESULT, names=names, masked=masked)

    assert meets(equals(wanted), against) is met


@pytest.mark.parametrize(
    ("matcher", "actual", "met"),
    [
        pytest.param(Equals(Handle("store")), STORE, True, id="the same pointer"),
        pytest.param(Equals(Handle("store")), FACE, True, id="the same object"),
        pytest.param(Equals(Handle("store")), OTHER, False, id="another object"),
        pytest.param(Equals(Handle("store")), None, False, id="null"),
        pytest.param(Equals(Handle("store")), UNTOUCHED, False, id="untouched"),
        pytest.param(NULL, STORE, False, id="an object is not null"),
    ],
)
def test_object_is_identity(
    names: Names, matcher: Any, actual: object, *, met: bool
) -> None:
    """An object equals whatever pointer leads to it."""
    against = Comparison(actual=actual, parameter=MADE, names=names)

    assert meets(matcher, against) is met


def test_chosen(names: Names) -> None:
    """The first alternative that is met is the one on record."""
    against = Comparison(actual=2, parameter=WORD, names=names)

    assert chosen(OneOf((equals(1), equals(2), Anything())), against) == "2"
    assert chosen(OneOf((equals(1),)), against) is None
    assert chosen(equals(2), against) is None


SUBJECT = Property(PR_SUBJECT, equals("alpha"), "PR_SUBJECT: alpha")
KIND = Property(PR_OBJECT_TYPE, equals(1), "PR_OBJECT_TYPE: 1")
REFUSED = Property(
    PR_SUBJECT, ErrorValue((MAPI_E_NOT_FOUND, MAPI_E_NO_ACCESS), "E"), "error"
)
FREE = Property(PR_SUBJECT, Anything(), "any")


class TestProperties:
    """Lists of properties."""

    @pytest.mark.parametrize(
        ("wanted", "came", "met"),
        [
            pytest.param((), (), True, id="none"),
            pytest.param((SUBJECT,), (PropValue(PR_SUBJECT, "alpha"),), True, id="one"),
            pytest.param(
                (SUBJECT,),
                (PropValue(PT_STRING8_SUBJECT, "alpha"),),
                True,
                id="text in either width",
            ),
            pytest.param(
                (SUBJECT,), (PropValue(PR_SUBJECT, "bravo"),), False, id="wrong value"
            ),
            pytest.param(
                (SUBJECT,), (PropValue(PR_ENTRYID, "alpha"),), False, id="wrong tag"
            ),
            pytest.param(
                (SUBJECT, KIND),
                (PropValue(PR_OBJECT_TYPE, 1), PropValue(PR_SUBJECT, "alpha")),
                False,
                id="order counts",
            ),
            pytest.param(
                (SUBJECT,),
                (PropValue(PR_SUBJECT, "alpha"), PropValue(PR_OBJECT_TYPE, 1)),
                False,
                id="number counts",
            ),
            pytest.param(
                (SUBJECT,),
                (PropValue(PT_ERROR_SUBJECT, MAPI_E_NOT_FOUND),),
                False,
                id="an error is no value",
            ),
            pytest.param(
                (REFUSED,),
                (PropValue(PT_ERROR_SUBJECT, MAPI_E_NO_ACCESS),),
                True,
                id="one of two errors",
            ),
            pytest.param(
                (REFUSED,), (PropValue(PT_ERROR_SUBJECT, 1),), False, id="another error"
            ),
            pytest.param(
                (REFUSED,),
                (PropValue(PR_SUBJECT, MAPI_E_NOT_FOUND),),
                False,
                id="a value is no error",
            ),
            pytest.param((FREE,), (PropValue(PR_SUBJECT, None),), True, id="any value"),
            pytest.param(
                (FREE,),
                (PropValue(PT_ERROR_SUBJECT, MAPI_E_NOT_FOUND),),
                False,
                id="any value, and no error",
            ),
            pytest.param((SUBJECT,), None, False, id="null"),
            pytest.param((), UNTOUCHED, False, id="untouched"),
            pytest.param((SUBJECT,), ("alpha",), False, id="no property"),
            pytest.param(
                (SUBJECT,),
                (PropValue("PR_SUBJECT", "alpha"),),  # type: ignore[arg-type]  # what a provider may do
                False,
                id="junk tag",
            ),
        ],
    )
    def test_list(
        self,
        names: Names,
        wanted: tuple[Property, ...],
        came: object,
        *,
        met: bool,
    ) -> None:
        """Properties are exact: these, in this order, with these values."""
        against = Comparison(actual=came, parameter=PROPS, names=names)

        assert meets(PropertyList(wanted, "{}"), against) is met

    @pytest.mark.parametrize(
        ("came", "met"),
        [
            pytest.param((PropValue(PR_SUBJECT, "alpha"),), True, id="alone"),
            pytest.param(
                (PropValue(PR_ENTRYID, b"id"), PropValue(PR_SUBJECT, "alpha")),
                True,
                id="after another",
            ),
            pytest.param((PropValue(PR_SUBJECT, "beta"),), False, id="other value"),
            pytest.param((PropValue(PR_ENTRYID, b"id"),), False, id="missing"),
            pytest.param(None, False, id="null"),
        ],
    )
    def test_among(self, names: Names, came: object, *, met: bool) -> None:
        """Among others, in any order, each property has to be there."""
        against = Comparison(actual=came, parameter=PROPS, names=names)

        assert meets(Among((SUBJECT,), "{}"), against) is met


def test_captured_value(names: Names, event: Any) -> None:
    """A captured result is compared as the value it was."""
    names.bind("its", event("store.GetReceiveFolder", results={"entryid": b"inbox"}))
    against = Comparison(actual=b"inbox", parameter=ENTRYID, names=names)

    assert meets(Equals(Captured("its", "entryid")), against)


@pytest.mark.parametrize(
    ("wanted", "code", "met"),
    [
        pytest.param(CodeIs("any", (), "any"), MAPI_E_NOT_FOUND, True, id="any"),
        pytest.param(CodeIs("any", (), "any"), None, False, id="any, and none came"),
        pytest.param(
            CodeIs("success", (), "success"), MAPI_W_ERRORS_RETURNED, True, id="warning"
        ),
        pytest.param(
            CodeIs("success", (), "success"), MAPI_E_NOT_FOUND, False, id="no success"
        ),
        pytest.param(
            CodeIs("failure", (), "failure"), MAPI_E_NOT_FOUND, True, id="failure"
        ),
        pytest.param(CodeIs("failure", (), "failure"), 0, False, id="no failure"),
        pytest.param(CodeIs(None, (0, 5), "one of"), 5, True, id="one of"),
        pytest.param(CodeIs(None, (0, 5), "one of"), 6, False, id="none of"),
    ],
)
def test_code(wanted: CodeIs, code: int | None, *, met: bool) -> None:
    """A code meets its group or its number."""
    assert code_meets(wanted, code) is met
