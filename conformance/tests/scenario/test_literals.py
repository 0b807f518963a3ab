"""Values and matchers, by the type of the parameter they are meant for."""

import functools
import operator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapi_conformance.mapi.flags import FLAGS
from mapi_conformance.mapi.identifiers import IID_IMsgStore
from mapi_conformance.mapi.interfaces import Direction, Parameter, Type
from mapi_conformance.scenario.literals import (
    read_codes,
    read_flags,
    read_matcher,
    read_value,
)
from mapi_conformance.scenario.nodes import Node, Scalar, read_nodes
from mapi_conformance.scenario.problems import Place, Problems, Refused
from mapi_conformance.scenario.values import (
    AllOf,
    Among,
    Anything,
    Bits,
    Captured,
    CodeIs,
    Equals,
    ErrorValue,
    FromConfiguration,
    Handle,
    Length,
    Literal,
    Matcher,
    Not,
    Nothing,
    NotNull,
    OneOf,
    Property,
    PropertyList,
    Unchanged,
    Value,
)


PR_SUBJECT = 0x0037001F
PR_ENTRYID = 0x0FFF0102
PR_OBJECT_TYPE = 0x0FFE0003


def node(text: str) -> Node:
    """Read what stands behind a colon."""
    problems = Problems()
    read = read_nodes(text, "x.yaml", problems)
    assert problems.errors == ()
    return read or Scalar("", Place("x.yaml", 1, 1))


def parameter(kind: Type) -> Parameter:
    """Make a parameter called word."""
    return Parameter(name="word", type=kind, direction=Direction.INOUT, c=())


def refusal(text: str, kind: Type) -> str:
    """Read a value that is refused and give the message."""
    with pytest.raises(Refused) as refused:
        read_matcher(node(text), parameter(kind))
    return str(refused.value)


class TestValues:
    """What is handed over."""

    @pytest.mark.parametrize(
        ("kind", "text", "value"),
        [
            (Type.FLAGS, "LOGOFF_PURGE", Literal(4, "LOGOFF_PURGE")),
            (Type.FLAGS, "0x80", Literal(128, "0x80")),
            (Type.FLAGS, "0", Literal(0, "0")),
            (Type.FLAGS, "4294967295", Literal(0xFFFFFFFF, "4294967295")),
            (Type.FLAGS, "1 |2| 0x10", Literal(19, "1 |2| 0x10")),
            (Type.FLAGS, "null", Literal(None, "null")),
            (Type.NUMBER, "16", Literal(16, "16")),
            (Type.SIGNED, "16", Literal(16, "16")),
            (Type.SIGNED, "-1", Literal(-1, "-1")),
            (Type.SIGNED, "-0x80000000", Literal(-2147483648, "-0x80000000")),
            (Type.SIGNED, "2147483647", Literal(2147483647, "2147483647")),
            (Type.SIZED, "16", Literal(16, "16")),
            (Type.CODE, "MAPI_E_BUSY", Literal(0x8004010B, "MAPI_E_BUSY")),
            (Type.CODE, "0x8004010B", Literal(0x8004010B, "0x8004010B")),
            (Type.BOOLEAN, "yes", Literal(value=True, text="yes")),
            (Type.BOOLEAN, "true", Literal(value=True, text="true")),
            (Type.BOOLEAN, "no", Literal(value=False, text="no")),
            (Type.BOOLEAN, "false", Literal(value=False, text="false")),
            (Type.IID, "IID_IMsgStore", Literal(IID_IMsgStore, "IID_IMsgStore")),
            (Type.IID, "null", Literal(None, "null")),
            (Type.OBJECT, "store.support", Handle("store.support")),
            (Type.OBJECT, "null", Literal(None, "null")),
            (Type.BINARY, "config.first-store", FromConfiguration("first-store")),
            (Type.BINARY, "$its.PR_ENTRYID", Captured("its", "PR_ENTRYID")),
            (Type.BINARY, "$its", Captured("its", "")),
            (Type.BINARY, "{hex: de AD}", Literal(b"\xde\xad", "hex de AD")),
            (Type.BINARY, '{hex: ""}', Literal(b"", "hex ")),
            (Type.UID, "{hex: 0a}", Literal(b"\x0a", "hex 0a")),
            (Type.TEXT, "IPM.Note", Literal("IPM.Note", "IPM.Note")),
            (Type.TEXT, '""', Literal("", "''")),
            (Type.TEXT, '"null"', Literal("null", "'null'")),
            (Type.TEXT, '"$flag"', Literal("$flag", "'$flag'")),
            (
                Type.TEXT,
                "'config.first-store'",
                Literal("config.first-store", "'config.first-store'"),
            ),
            (Type.TEXT, "no", Literal("no", "no")),
            (Type.TEXT, "null", Literal(None, "null")),
            (Type.TAG, "PR_SUBJECT", Literal(PR_SUBJECT, "PR_SUBJECT")),
            (
                Type.TAGS,
                "[PR_SUBJECT, PR_ENTRYID]",
                Literal((PR_SUBJECT, PR_ENTRYID), "[PR_SUBJECT, PR_ENTRYID]"),
            ),
            (Type.TAGS, "[]", Literal((), "[]")),
            (Type.TAGS, "null", Literal(None, "null")),
            (Type.OPAQUE, "null", Literal(None, "null")),
        ],
        ids=lambda cell: cell if isinstance(cell, str) else None,
    )
    def test_value(self, kind: Type, text: str, value: Value) -> None:
        """A word is read as its parameter's type, with its spelling for messages."""
        assert read_value(node(text), parameter(kind)) == value

    def test_interface_id_is_the_bytes(self) -> None:
        """An interface id goes over as its sixteen bytes."""
        read = read_value(node("IID_IMsgStore"), parameter(Type.IID))

        assert isinstance(read, Literal)
        assert isinstance(read.value, type(IID_IMsgStore))
        assert read.value.data.hex() == "0603020000000000c000000000000046"

    @pytest.mark.parametrize(
        ("kind", "text", "message"),
        [
            (Type.FLAGS, '""', "no flag is called ''"),
            (Type.FLAGS, "LOGOFF_PURGE |", "no flag is called ''"),
            (Type.FLAGS, "0x", "no flag is called '0x'"),
            (Type.FLAGS, "1_000", "no flag is called '1_000'"),
            (Type.FLAGS, "0b1", "no flag is called '0b1'"),
            (Type.FLAGS, "010", "no flag is called '010'"),
            (Type.FLAGS, "٣", "no flag is called '٣'"),
            (Type.FLAGS, "0x100000000", "'0x100000000' does not fit into 32 bits"),
            (
                Type.CODE,
                "MAPI_E_BUSY | 1",
                (
                    "no result code is called 'MAPI_E_BUSY | 1'; did you mean"
                    " 'MAPI_E_BUSY'?"
                ),
            ),
            (Type.CODE, "success", "no result code is called 'success'"),
            (Type.CODE, "0x100000000", "'0x100000000' does not fit into 32 bits"),
            (Type.CODE, "-1", "'-1' does not fit into 32 bits"),
            (
                Type.SIGNED,
                "2147483648",
                "'2147483648' does not fit into 32 bits with a sign",
            ),
            (
                Type.SIGNED,
                "-2147483649",
                "'-2147483649' does not fit into 32 bits with a sign",
            ),
            (Type.SIGNED, "LOGOFF_PURGE", "'LOGOFF_PURGE' is no number"),
            (Type.NUMBER, "-1", "'-1' does not fit into 32 bits"),
            (Type.BOOLEAN, "1", "word is yes or no, not '1'"),
            (Type.BOOLEAN, "Yes", "word is yes or no, not 'Yes'"),
            (
                Type.OBJECT,
                "new sink",
                "'new sink' is reserved: notifications are not delivered yet",
            ),
            (Type.TAG, "0x0037001F", "no property is called '0x0037001F'"),
            (
                Type.BINARY,
                "[1]",
                (
                    'word is config.first-store, a captured $name.result, {hex: "de'
                    ' ad"} or null: real identifiers are never typed'
                ),
            ),
            (Type.BINARY, "{hex: 1}", "'1' is not pairs of hex digits"),
            (Type.BINARY, "{hex: zz}", "'zz' is not pairs of hex digits"),
            (
                Type.ROWS,
                "[]",
                (
                    "word holds rows, which this edition of the language cannot"
                    " write; leave it out or say null"
                ),
            ),
            (
                Type.OPAQUE,
                "a",
                (
                    "word holds opaque, which this edition of the language cannot"
                    " write; leave it out or say null"
                ),
            ),
            (Type.TEXT, "[a]", "word is one word, not a list or a mapping"),
        ],
        ids=lambda cell: cell if isinstance(cell, str) and " " not in cell else None,
    )
    def test_refused_value(self, kind: Type, text: str, message: str) -> None:
        """What its parameter cannot be is refused in these words."""
        assert refusal(text, kind) == message


class TestProperties:
    """Properties in array order, each with its own matcher."""

    def test_order_is_kept(self) -> None:
        """The order of the mapping is the order of the array."""
        text = "{PR_SUBJECT: alpha, PR_ENTRYID: {hex: 0a}, PR_OBJECT_TYPE: MAPI_STORE}"

        assert read_matcher(node(text), parameter(Type.PROPERTIES)) == PropertyList(
            (
                Property(
                    PR_SUBJECT, Equals(Literal("alpha", "alpha")), "PR_SUBJECT: alpha"
                ),
                Property(
                    PR_ENTRYID, Equals(Literal(b"\n", "hex 0a")), "PR_ENTRYID: hex 0a"
                ),
                Property(
                    PR_OBJECT_TYPE,
                    Equals(Literal(1, "MAPI_STORE")),
                    "PR_OBJECT_TYPE: MAPI_STORE",
                ),
            ),
            "{PR_SUBJECT: alpha, PR_ENTRYID: hex 0a, PR_OBJECT_TYPE: MAPI_STORE}",
        )

    @pytest.mark.parametrize(
        ("text", "matcher"),
        [
            ("any", Anything()),
            ('"any"', Equals(Literal("any", "'any'"))),
            ("$its.entryid", Equals(Captured("its", "entryid"))),
            (
                "$its.props.PR_ENTRYID",
                Equals(Captured("its", "props", PR_ENTRYID)),
            ),
            ("config.spi-version", Equals(FromConfiguration("spi-version"))),
            ("{hex: 0a}", Equals(Literal(b"\n", "hex 0a"))),
            (
                "{error: MAPI_E_NOT_FOUND}",
                ErrorValue((0x8004010F,), "MAPI_E_NOT_FOUND"),
            ),
            (
                "{error: {one of: [MAPI_E_NOT_FOUND, MAPI_E_NO_ACCESS]}}",
                ErrorValue(
                    (0x8004010F, 0x80070005), "MAPI_E_NOT_FOUND or MAPI_E_NO_ACCESS"
                ),
            ),
        ],
    )
    def test_value_of_a_property(self, text: str, matcher: Matcher) -> None:
        """A property is anything, captured, bytes, or an error of some codes."""
        read = read_matcher(node(f"{{PR_SUBJECT: {text}}}"), parameter(Type.PROPERTIES))

        assert isinstance(read, PropertyList)
        assert [each.value for each in read.properties] == [matcher]

    @pytest.mark.parametrize(
        ("tag", "text", "literal"),
        [
            ("PR_SUBJECT", "alpha", Literal("alpha", "alpha")),
            ("PR_SUBJECT", "16", Literal("16", "16")),
            ("PR_SUBJECT", "MAPI_STORE", Literal("MAPI_STORE", "MAPI_STORE")),
            ("PR_SUBJECT", '"16"', Literal("16", "'16'")),
            ("PR_OBJECT_TYPE", "16", Literal(16, "16")),
            ("PR_OBJECT_TYPE", "MAPI_STORE", Literal(1, "MAPI_STORE")),
            ("PR_STORE_SUPPORT_MASK", "0x2 | 1", Literal(3, "0x2 | 1")),
            ("PR_DEFAULT_STORE", "yes", Literal(value=True, text="yes")),
            ("PR_DEFAULT_STORE", "false", Literal(value=False, text="false")),
        ],
    )
    def test_type_in_the_tag(self, tag: str, text: str, literal: Literal) -> None:
        """The type in the tag says whether a word is text, a number or a boolean."""
        read = read_matcher(node(f"{{{tag}: {text}}}"), parameter(Type.PROPERTIES))

        assert isinstance(read, PropertyList)
        assert [each.value for each in read.properties] == [Equals(literal)]

    @pytest.mark.parametrize("demand", ["has", "lacks", "only"])
    def test_bits_of_a_property(self, demand: str) -> None:
        """Of a number single bits can be demanded; a text has none."""
        text = f"{{PR_RESOURCE_METHODS: {{{demand}: STATUS_FLUSH_QUEUES}}}}"
        read = read_matcher(node(text), parameter(Type.PROPERTIES))

        assert isinstance(read, PropertyList)
        assert [each.value for each in read.properties] == [
            Bits(demand, 8, "STATUS_FLUSH_QUEUES")
        ]
        assert (
            refusal(f"{{PR_SUBJECT: {{{demand}: 1}}}}", Type.PROPERTIES)
            == "a property is a value, any, {hex: ...} or {error: CODE}"
        )

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            (
                "PR_OBJECT_TYPE: MAPI_STROE",
                "no flag is called 'MAPI_STROE'; did you mean 'MAPI_STORE'?",
            ),
            (
                "PR_OBJECT_TYPE: 0x100000000",
                "'0x100000000' does not fit into 32 bits",
            ),
            (
                "PR_DEFAULT_STORE: 1",
                "the property is yes or no, not '1'",
            ),
            (
                "PR_ENTRYID: 0a",
                (
                    "PR_ENTRYID is no text, number or boolean: say any, {hex: ...},"
                    " {error: CODE} or a captured $name.result"
                ),
            ),
            (
                "PR_SUBJECT: {length: 5}",
                "a property is a value, any, {hex: ...} or {error: CODE}",
            ),
            (
                "PR_SUBJECT: {error: {one of: []}}",
                "one of nothing is met by nothing",
            ),
            (
                "PR_SUBJECT: {error: failure}",
                "an error names its codes, not 'failure'",
            ),
            (
                "PR_SUBJECT: {error: any}",
                "an error names its codes, not 'any'",
            ),
        ],
        ids=[
            *("flag", "33 bits", "boolean", "binary", "matcher", "no code"),
            *("group of codes", "any code"),
        ],
    )
    def test_refused_property(self, text: str, message: str) -> None:
        """What the type in the tag cannot be is refused in these words."""
        assert refusal(f"{{{text}}}", Type.PROPERTIES) == message

    def test_among_others(self) -> None:
        """Under has, others may stand beside the properties, in any order."""
        read = read_matcher(
            node("{has: {PR_SUBJECT: alpha}}"), parameter(Type.PROPERTIES)
        )

        alpha = Equals(Literal("alpha", "alpha"))
        subject = Property(PR_SUBJECT, alpha, "PR_SUBJECT: alpha")
        assert read == Among((subject,), "{PR_SUBJECT: alpha}")
        assert read.text == "has {PR_SUBJECT: alpha}"

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            (
                "$its.props.PR_ENTRYIDD",
                "no property is called 'PR_ENTRYIDD'; did you mean 'PR_ENTRYID'?",
            ),
            (
                "$its.entryid.PR_ENTRYID",
                "$its.entryid.PR_ENTRYID: a property is one of props, not of 'entryid'",
            ),
        ],
        ids=["name", "of no properties"],
    )
    def test_refused_capture(self, text: str, message: str) -> None:
        """A captured property has a name and came among properties."""
        assert refusal(text, Type.BINARY) == message

    def test_captured_property_as_text(self) -> None:
        """A captured property is shown as the file spells it."""
        assert Captured("its", "props", PR_ENTRYID).text == "$its.props.PR_ENTRYID"

    def test_no_properties(self) -> None:
        """An empty mapping is an empty array."""
        read = read_matcher(node("{}"), parameter(Type.PROPERTIES))

        assert read == PropertyList((), "{}")


class TestMatchers:
    """How a result is compared."""

    @pytest.mark.parametrize(
        ("text", "matcher", "shown"),
        [
            ("any", Anything(), "any"),
            ("not null", NotNull(), "not null"),
            ("nothing", Nothing(), "nothing"),
            ("unchanged", Unchanged(), "unchanged"),
            ("null", Equals(Literal(None, "null")), "null"),
            ("LOGOFF_PURGE", Equals(Literal(4, "LOGOFF_PURGE")), "LOGOFF_PURGE"),
            ("{not: unchanged}", Not(Unchanged()), "not unchanged"),
            ("{not: 0}", Not(Equals(Literal(0, "0"))), "not 0"),
            (
                "{one of: [0, LOGOFF_COMPLETE]}",
                OneOf(
                    (
                        Equals(Literal(0, "0")),
                        Equals(Literal(0x10000, "LOGOFF_COMPLETE")),
                    )
                ),
                "one of 0, LOGOFF_COMPLETE",
            ),
            (
                "{has: LOGOFF_PURGE | 1}",
                Bits("has", 5, "LOGOFF_PURGE | 1"),
                "has LOGOFF_PURGE | 1",
            ),
            ("{lacks: 3}", Bits("lacks", 3, "3"), "lacks 3"),
            ("{only: 3}", Bits("only", 3, "3"), "only 3"),
            ("{length: 0x10}", Length(16), "16 bytes"),
            ("{length: 0}", Length(0), "0 bytes"),
            (
                "{error: MAPI_E_BUSY}",
                ErrorValue((0x8004010B,), "MAPI_E_BUSY"),
                "error MAPI_E_BUSY",
            ),
            ("{hex: 0a}", Equals(Literal(b"\n", "hex 0a")), "hex 0a"),
            (
                "{has: 1, lacks: 2}",
                AllOf((Bits("has", 1, "1"), Bits("lacks", 2, "2"))),
                "has 1 and lacks 2",
            ),
            (
                "{one of: [{has: 1}, unchanged]}",
                OneOf((Bits("has", 1, "1"), Unchanged())),
                "one of has 1, unchanged",
            ),
        ],
        ids=lambda cell: cell if isinstance(cell, str) else None,
    )
    def test_matcher(self, text: str, matcher: Matcher, shown: str) -> None:
        """Each way to compare is read, and shown as the file spells it."""
        read = read_matcher(node(text), parameter(Type.FLAGS))

        assert read == matcher
        assert read.text == shown

    @pytest.mark.parametrize("word", ["any", "not null", "nothing", "unchanged"])
    def test_quoted_word_is_text(self, word: str) -> None:
        """A word of comparison in quotes is text."""
        read = read_matcher(node(f'"{word}"'), parameter(Type.TEXT))

        assert read == Equals(Literal(word, repr(word)))

    @pytest.mark.parametrize(
        ("value", "shown"),
        [
            (Handle("store"), "store"),
            (Captured("its", "PR_ENTRYID"), "$its.PR_ENTRYID"),
            (FromConfiguration("first-store"), "config.first-store"),
        ],
    )
    def test_names_are_shown_as_written(self, value: Value, shown: str) -> None:
        """What only exists while a case runs is shown as the file spells it."""
        assert Equals(value).text == shown

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("{}", "nothing is compared here; say any"),
            ("{hass: 1}", "'hass' is no way to compare; did you mean 'has'?"),
            ("{has: [1]}", "has is one word, not a list or a mapping"),
            ("{length: 0x}", "'0x' is no number"),
            ("{length: -1}", "length is a number from 0, not '-1'"),
            ("{error: failure}", "an error names its codes, not 'failure'"),
            ("{error: [E_FAIL]}", "error is one word, not a list or a mapping"),
            ("{not: {}}", "nothing is compared here; say any"),
            ("{one of: []}", "one of nothing is met by nothing"),
        ],
    )
    def test_refused_matcher(self, text: str, message: str) -> None:
        """What compares nothing, or in no known way, is refused."""
        assert refusal(text, Type.FLAGS) == message


class TestCodes:
    """What a call returns."""

    @pytest.mark.parametrize(
        ("text", "codes"),
        [
            ("S_OK", CodeIs(None, (0,), "S_OK")),
            ("SUCCESS_SUCCESS", CodeIs(None, (0,), "SUCCESS_SUCCESS")),
            ("MAPI_E_CALL_FAILED", CodeIs(None, (0x80004005,), "MAPI_E_CALL_FAILED")),
            ("E_FAIL", CodeIs(None, (0x80004005,), "E_FAIL")),
            ("0x80004005", CodeIs(None, (0x80004005,), "0x80004005")),
            ("success", CodeIs("success", (), "success")),
            ("failure", CodeIs("failure", (), "failure")),
            ("any", CodeIs("any", (), "any")),
            (
                "{one of: [S_OK, MAPI_E_NO_SUPPORT]}",
                CodeIs(None, (0, 0x80040102), "S_OK or MAPI_E_NO_SUPPORT"),
            ),
            ("{one of: S_OK}", CodeIs(None, (0,), "S_OK")),
        ],
    )
    def test_codes(self, text: str, codes: CodeIs) -> None:
        """Codes are numbers, groups stay words, and names of one number are equal."""
        assert read_codes(node(text)) == codes

    def test_silence_is_success(self) -> None:
        """Where nothing is written S_OK is due."""
        assert read_codes(None) == CodeIs(None, (0,), "S_OK")

    @pytest.mark.parametrize("text", ["[S_OK]", "{one of: [[S_OK]]}"])
    def test_codes_are_words(self, text: str) -> None:
        """A list in place of a code is refused."""
        with pytest.raises(Refused, match="is one word, not a list or a mapping"):
            read_codes(node(text))

    def test_choice_is_the_only_mapping(self) -> None:
        """A mapping of codes says one of, and nothing beside it."""
        with pytest.raises(Refused, match=r"or \{one of: \[...\]\}$"):
            read_codes(node("{one of: [S_OK], not: E_FAIL}"))

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("0x100000000", "'0x100000000' does not fit into 32 bits"),
            ("-2147467259", "'-2147467259' does not fit into 32 bits"),
            ("{one of: []}", "one of nothing is met by nothing"),
        ],
        ids=["33 bits", "signed", "no choice"],
    )
    def test_no_code(self, text: str, message: str) -> None:
        """A code has 32 bits, and a choice has at least one."""
        with pytest.raises(Refused) as refused:
            read_codes(node(text))

        assert str(refused.value) == message


class TestFlagWords:
    """Names and numbers joined by |, as in C."""

    @given(
        names=st.lists(st.sampled_from(sorted(FLAGS)), min_size=1), space=st.booleans()
    )
    def test_names_read_back(self, names: list[str], space: bool) -> None:  # noqa: FBT001  # hypothesis draws it
        """Any names joined by | are the OR of their values."""
        joint = " | " if space else "|"

        word = Scalar(joint.join(names), Place("x.yaml", 1, 1))

        assert read_flags(word) == functools.reduce(
            operator.or_, (FLAGS[name] for name in names)
        )

    @given(number=st.integers(0, 0xFFFFFFFF), form=st.sampled_from(["d", "#x", "#X"]))
    def test_numbers_read_back(self, number: int, form: str) -> None:
        """A word of 32 bits is read in decimal and with 0x, and X is no x."""
        word = Scalar(format(number, form), Place("x.yaml", 1, 1))

        if form == "#X":
            with pytest.raises(Refused):
                read_flags(word)
        else:
            assert read_flags(word) == number
