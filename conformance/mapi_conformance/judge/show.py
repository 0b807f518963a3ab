"""Values in words, safely: what a provider hands over may be anything."""

from mapi_conformance.judge.names import Names
from mapi_conformance.mapi.codes import name_code, show_code
from mapi_conformance.mapi.flags import FAMILIES
from mapi_conformance.mapi.identifiers import Iid
from mapi_conformance.mapi.interfaces import Parameter, Type
from mapi_conformance.mapi.properties import PropValue, name_tag
from mapi_conformance.mapi.refs import UNTOUCHED
from mapi_conformance.port.host import Event, Pointer
from mapi_conformance.scenario.values import Equals, Literal, Matcher


LIMIT = 200
_BYTES = 32


def show(value: object, parameter: Parameter, names: Names) -> str:
    """Spell a value as a MAPI developer would, in at most some 200 characters."""
    if value is None:
        return "null"
    if value is UNTOUCHED:
        return "nothing (left untouched)"
    if isinstance(value, Pointer):
        return names.name(value)
    return _by_type(value, parameter)


def show_wanted(matcher: Matcher, parameter: Parameter) -> str:
    """Spell what a scenario demands, a flag word with its number."""
    if isinstance(matcher, Equals) and isinstance(matcher.value, Literal):
        value = matcher.value.value
        if parameter.type is Type.FLAGS and isinstance(value, int):
            return FAMILIES[parameter.family].show(value)
    return matcher.text


def _by_type(value: object, parameter: Parameter) -> str:  # noqa: PLR0911  # a line a type
    plain_int = isinstance(value, int) and not isinstance(value, bool)
    if parameter.type is Type.FLAGS and plain_int:
        return shorten(FAMILIES[parameter.family].show(value))  # type: ignore[arg-type]  # an int, as just asked
    if parameter.type is Type.CODE and plain_int:
        return shorten(show_code(value))  # type: ignore[arg-type]  # an int, as just asked
    if parameter.type is Type.BOOLEAN:
        return "yes" if value else "no"
    if isinstance(value, Iid):
        return value.name
    if isinstance(value, bytes):
        return _bytes(value)
    if parameter.type is Type.TAGS and isinstance(value, tuple):
        return "[" + shorten(", ".join(map(_tag, value))) + "]"
    if parameter.type is Type.PROPERTIES and isinstance(value, tuple):
        return "{" + shorten(", ".join(map(_property, value))) + "}"
    return _safe(value)


def _bytes(data: bytes) -> str:
    """Spell bytes: identifiers that are text in quotes, everything else in hex."""
    if data and data.isascii() and data.decode("ascii").isprintable():
        return f'"{shorten(data.decode("ascii"))}"'
    tail = f"… ({len(data)} bytes)" if len(data) > _BYTES else ""
    return f"hex {data[:_BYTES].hex(' ')}{tail}"


def _tag(tag: object) -> str:
    return name_tag(tag) if isinstance(tag, int) else _safe(tag)


def _property(value: object) -> str:
    if isinstance(value, PropValue):
        return f"{_tag(value.tag)}: {_safe(value.value)}"
    return _safe(value)


def _safe(value: object) -> str:
    """Spell anything, cut; a ``__repr__`` that raises does not get through."""
    if isinstance(value, str):
        text, length = repr(value[:LIMIT]), len(value)
        whole = len(text) <= LIMIT and length <= LIMIT
        return text if whole else f"{text[:LIMIT]}… ({length} characters)"
    try:
        return printable(shorten(repr(value)))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001  # a provider's __repr__ may raise anything
        return f"<{type(value).__name__}, whose repr raised {type(error).__name__}>"


def printable(text: str) -> str:
    """Escape what no terminal and no report takes: controls, lone surrogates."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def printable_lines(text: str) -> str:
    """Escape likewise what came in lines, and leave the lines."""
    return "\n".join(printable(line.expandtabs()) for line in text.splitlines())


def shorten(text: str) -> str:
    """Cut a text at some 200 characters."""
    return text if len(text) <= LIMIT else f"{text[:LIMIT]}… ({len(text)} characters)"


def show_result(event: Event) -> str:
    """Spell what a call came back with."""
    if event.fault:
        return event.fault.kind.value
    return "" if event.code is None else name_code(event.code)
