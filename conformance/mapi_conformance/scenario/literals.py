"""Nodes → values and matchers, by the type of the parameter they are meant for."""

import re
from collections.abc import Callable, Mapping

from mapi_conformance.mapi.codes import CODES
from mapi_conformance.mapi.flags import FLAGS
from mapi_conformance.mapi.identifiers import IIDS
from mapi_conformance.mapi.interfaces import Parameter, Type
from mapi_conformance.mapi.properties import (
    PT_BOOLEAN,
    PT_LONG,
    PT_STRING8,
    PT_UNICODE,
    TAGS,
    name_tag,
)
from mapi_conformance.scenario.model import CONFIGURATION
from mapi_conformance.scenario.nodes import (
    Fields,
    Node,
    Scalar,
    as_fields,
    as_items,
    as_scalar,
)
from mapi_conformance.scenario.problems import Refused
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
from mapi_conformance.wording import near


CODE_GROUPS = ("any", "success", "failure")
_WORDS: Mapping[str, Matcher] = {
    "any": Anything(),
    "not null": NotNull(),
    "nothing": Nothing(),
    "unchanged": Unchanged(),
}
_BITS = ("has", "lacks", "only")
_DEMANDS = ("one of", "not", *_BITS, "length", "error", "hex")
_LARGEST = 0xFFFFFFFF
_LEAST_SIGNED, _LARGEST_SIGNED = -(2**31), 2**31 - 1
# No leading zeros, which C reads as octal, and no more digits than int() takes.
_NUMBER = re.compile(r"-?(?:0x[0-9A-Fa-f]+|0|[1-9][0-9]{0,19})")


def read_value(node: Node, parameter: Parameter) -> Value:
    """Read an in-argument.

    Raises:
        Refused: The parameter cannot be given this.
    """
    if isinstance(node, Scalar):
        if node.is_null:
            return Literal(None, "null")
        if named := _named(node):
            return named
    return _READERS.get(parameter.type, _unwritable)(node, parameter)


def read_matcher(node: Node, parameter: Parameter) -> Matcher:
    """Read how a result or an argument is compared.

    Raises:
        Refused: The parameter cannot be compared like this.
    """
    if isinstance(node, Scalar) and not node.quoted and node.text in _WORDS:
        return _WORDS[node.text]
    if isinstance(node, Fields):
        if parameter.type is not Type.PROPERTIES:
            return _demands(node, parameter)
        if node.names == ("has",):
            return _among(node.entries[0][1], parameter)
    value = read_value(node, parameter)
    return value if isinstance(value, PropertyList) else Equals(value)


def read_codes(node: Node | None) -> CodeIs:
    """Read ``returns``; nothing written means S_OK.

    Raises:
        Refused: No result code has this name.
    """
    if node is None:
        return CodeIs(None, (0,), "S_OK")
    if isinstance(node, Fields):
        return _code_choice(node)
    word = as_scalar(node, "returns")
    if word.text in CODE_GROUPS:
        return CodeIs(word.text, (), word.text)
    return CodeIs(None, (_code(word),), word.text)


def _code_choice(node: Fields) -> CodeIs:
    if node.names != ("one of",):
        raise Refused(
            node.place, "returns is a code, success, failure, any, or {one of: [...]}"
        )
    choices = node.entries[0][1]
    words = [as_scalar(item, "a code") for item in as_items(choices)]
    if not words:
        raise Refused(choices.place, "one of nothing is met by nothing")
    codes = tuple(_code(word) for word in words)
    return CodeIs(None, codes, " or ".join(word.text for word in words))


def _code(word: Scalar) -> int:
    if word.text in CODES:
        return CODES[word.text]
    if _NUMBER.fullmatch(word.text):
        return read_flags(word)
    known = (*CODES, *CODE_GROUPS)
    raise Refused(
        word.place, f"no result code is called {word.text!r}{near(word.text, known)}"
    )


def read_flags(word: Scalar) -> int:
    """Read a flag word: names and numbers joined by ``|``, as in C.

    Raises:
        Refused: No flag has this name, or the word has more than 32 bits.
    """
    total = 0
    for part in word.text.split("|"):
        total |= _flag(part.strip(), word)
    if not 0 <= total <= _LARGEST:
        raise Refused(word.place, f"{word.text!r} does not fit into 32 bits")
    return total


def _flag(name: str, word: Scalar) -> int:
    if name in FLAGS:
        return FLAGS[name]
    if _NUMBER.fullmatch(name):
        return int(name, 0)
    raise Refused(word.place, f"no flag is called {name!r}{near(name, FLAGS)}")


def _named(node: Scalar) -> Value | None:
    """Read what exists only while a case runs."""
    if node.quoted:
        return None
    if node.is_variable:
        return _captured(node)
    if node.text.startswith("config."):
        name = node.text.removeprefix("config.")
        if name not in CONFIGURATION:
            raise Refused(
                node.place,
                f"the configuration has no {name!r}{near(name, CONFIGURATION)}",
            )
        return FromConfiguration(name)
    return None


def _captured(word: Scalar) -> Captured:
    name, _, rest = word.text[1:].partition(".")
    result, dot, tag = rest.partition(".")
    if not dot:
        return Captured(name, result)
    if result != "props":
        raise Refused(
            word.place, f"{word.text}: a property is one of props, not of {result!r}"
        )
    return Captured(name, result, _tag(Scalar(tag, word.place)))


def _demands(node: Fields, parameter: Parameter) -> Matcher:
    if not node.entries:
        raise Refused(node.place, "nothing is compared here; say any")
    demands = []
    for key, value in node.entries:
        if key.text not in _DEMANDS:
            raise Refused(
                key.place,
                f"{key.text!r} is no way to compare{near(key.text, _DEMANDS)}",
            )
        demands.append(_demand(key.text, value, parameter))
    return demands[0] if len(demands) == 1 else AllOf(tuple(demands))


def _demand(word: str, node: Node, parameter: Parameter) -> Matcher:
    if word == "one of":
        choices = tuple(read_matcher(item, parameter) for item in as_items(node))
        if not choices:
            raise Refused(node.place, "one of nothing is met by nothing")
        return OneOf(choices)
    if word == "not":
        return Not(read_matcher(node, parameter))
    text = as_scalar(node, word)
    if word == "length":
        return Length(_length(text))
    if word == "hex":
        return Equals(Literal(_hex(text), f"hex {text.text}"))
    if word == "error":
        return _error(text)
    return Bits(word, read_flags(text), text.text)


def _length(word: Scalar) -> int:
    count = _number(word)
    if count < 0:
        raise Refused(word.place, f"length is a number from 0, not {word.text!r}")
    return count


def _number(word: Scalar) -> int:
    if not _NUMBER.fullmatch(word.text):
        raise Refused(word.place, f"{word.text!r} is no number")
    return int(word.text, 0)


def _hex(word: Scalar) -> bytes:
    try:
        return bytes.fromhex(word.text)
    except ValueError:
        raise Refused(word.place, f"{word.text!r} is not pairs of hex digits") from None


def _read_flags(node: Node, parameter: Parameter) -> Value:
    word = as_scalar(node, parameter.name)
    return Literal(read_flags(word), word.text)


def _read_signed(node: Node, parameter: Parameter) -> Value:
    word = as_scalar(node, parameter.name)
    number = _number(word)
    if not _LEAST_SIGNED <= number <= _LARGEST_SIGNED:
        raise Refused(
            word.place, f"{word.text!r} does not fit into 32 bits with a sign"
        )
    return Literal(number, word.text)


def _read_code(node: Node, parameter: Parameter) -> Value:
    word = as_scalar(node, parameter.name)
    return Literal(_code(word), word.text)


def _read_boolean(node: Node, parameter: Parameter) -> Value:
    word = as_scalar(node, parameter.name)
    return Literal(read_yes(word, parameter.name), word.text)


def read_yes(word: Scalar, what: str) -> bool:
    """Read yes or no, also spelled true or false.

    Raises:
        Refused: It is neither.
    """
    if word.text not in ("yes", "true", "no", "false"):
        raise Refused(word.place, f"{what} is yes or no, not {word.text!r}")
    return word.text in ("yes", "true")


def _read_iid(node: Node, parameter: Parameter) -> Value:
    word = as_scalar(node, parameter.name)
    if word.text not in IIDS:
        raise Refused(
            word.place,
            f"no interface id is called {word.text!r}{near(word.text, IIDS)}",
        )
    return Literal(IIDS[word.text], word.text)


def _read_object(node: Node, parameter: Parameter) -> Value:
    word = as_scalar(node, parameter.name)
    if word.text == "new sink":
        raise Refused(
            word.place, "'new sink' is reserved: notifications are not delivered yet"
        )
    return Handle(word.text)


def _read_binary(node: Node, parameter: Parameter) -> Value:
    if isinstance(node, Fields) and node.names == ("hex",):
        word = as_scalar(node.entries[0][1], "hex")
        return Literal(_hex(word), f"hex {word.text}")
    raise Refused(
        node.place,
        f"{parameter.name} is config.first-store, a captured $name.result,"
        ' {hex: "de ad"} or null: real identifiers are never typed',
    )


def _read_text(node: Node, parameter: Parameter) -> Value:
    word = as_scalar(node, parameter.name)
    return Literal(word.text, repr(word.text) if word.quoted else word.text)


def _read_tags(node: Node, parameter: Parameter) -> Value:
    words = [as_scalar(item, "a property") for item in as_items(node)]
    names = ", ".join(word.text for word in words)
    return Literal(tuple(_tag(word) for word in words), f"[{names}]")


def _read_tag(node: Node, parameter: Parameter) -> Value:
    word = as_scalar(node, parameter.name)
    return Literal(_tag(word), word.text)


def _tag(word: Scalar) -> int:
    if word.text in TAGS:
        return TAGS[word.text]
    raise Refused(
        word.place, f"no property is called {word.text!r}{near(word.text, TAGS)}"
    )


def _read_properties(node: Node, parameter: Parameter) -> Value:
    fields = as_fields(node, parameter.name, node.place)
    properties = tuple(_property(key, value) for key, value in fields.entries)
    inner = ", ".join(each.text for each in properties)
    return PropertyList(properties, f"{{{inner}}}")


def _among(node: Node, parameter: Parameter) -> Among:
    value = _read_properties(node, parameter)
    assert isinstance(value, PropertyList)  # noqa: S101  # what the reader gives
    return Among(value.properties, value.text)


def _property(key: Scalar, node: Node) -> Property:
    tag = _tag(key)
    matcher = _property_value(tag, node)
    return Property(tag, matcher, f"{key.text}: {matcher.text}")


def _property_value(tag: int, node: Node) -> Matcher:
    """Read a property's value by the type in its tag."""
    if isinstance(node, Fields):
        return _property_demand(tag, node)
    word = as_scalar(node, "a property's value")
    if not word.quoted and word.text in _WORDS:
        return _WORDS[word.text]
    if named := _named(word):
        return Equals(named)
    return Equals(_typed_property(tag, word))


def _typed_property(tag: int, word: Scalar) -> Literal:
    kind = tag & 0xFFFF
    if kind in (PT_STRING8, PT_UNICODE):
        return Literal(word.text, repr(word.text) if word.quoted else word.text)
    if kind == PT_BOOLEAN:
        return Literal(read_yes(word, "the property"), word.text)
    if kind == PT_LONG:
        return Literal(read_flags(word), word.text)
    raise Refused(
        word.place,
        f"{name_tag(tag)} is no text, number or boolean: say any, {{hex: ...}},"
        " {error: CODE} or a captured $name.result",
    )


def _property_demand(tag: int, node: Fields) -> Matcher:
    name = node.names[0] if len(node.names) == 1 else ""
    if name in _BITS and tag & 0xFFFF == PT_LONG:
        word = as_scalar(node.entries[0][1], name)
        return Bits(name, read_flags(word), word.text)
    if node.names == ("hex",):
        word = as_scalar(node.entries[0][1], "hex")
        return Equals(Literal(_hex(word), f"hex {word.text}"))
    if node.names != ("error",):
        raise Refused(
            node.place, "a property is a value, any, {hex: ...} or {error: CODE}"
        )
    return _error(node.entries[0][1])


def _error(node: Node) -> ErrorValue:
    """Read the codes for which a value could not be had."""
    codes = read_codes(node)
    if codes.group is not None:
        raise Refused(node.place, f"an error names its codes, not {codes.text!r}")
    return ErrorValue(codes.codes, codes.text)


def _unwritable(node: Node, parameter: Parameter) -> Value:
    raise Refused(
        node.place,
        f"{parameter.name} holds {parameter.type.value}, which this edition of the"
        " language cannot write; leave it out or say null",
    )


_Reader = Callable[[Node, Parameter], Value]
_READERS: Mapping[Type, _Reader] = {
    Type.FLAGS: _read_flags,
    Type.NUMBER: _read_flags,
    Type.SIGNED: _read_signed,
    Type.SIZED: _read_flags,
    Type.CODE: _read_code,
    Type.BOOLEAN: _read_boolean,
    Type.IID: _read_iid,
    Type.OBJECT: _read_object,
    Type.BINARY: _read_binary,
    Type.UID: _read_binary,
    Type.TEXT: _read_text,
    Type.TAG: _read_tag,
    Type.TAGS: _read_tags,
    Type.PROPERTIES: _read_properties,
}
