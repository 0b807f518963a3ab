"""Whether a value meets a matcher, and if not, what was wanted."""

from dataclasses import dataclass

from mapi_conformance.judge.names import Names
from mapi_conformance.mapi.codes import failed, succeeded
from mapi_conformance.mapi.interfaces import Parameter, Type
from mapi_conformance.mapi.properties import PropValue
from mapi_conformance.mapi.refs import UNTOUCHED
from mapi_conformance.port.host import Pointer
from mapi_conformance.scenario.values import (
    AllOf,
    Among,
    Anything,
    Bits,
    CodeIs,
    Equals,
    ErrorValue,
    Length,
    Matcher,
    Not,
    Nothing,
    NotNull,
    OneOf,
    Property,
    PropertyList,
    Unchanged,
)


_PT_ERROR = 0x000A


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A value in its place: what came, for which parameter, what had gone in."""

    actual: object
    parameter: Parameter
    names: Names
    #: The in-word of an in/out parameter.
    sent: object = None
    #: Compare flag words under the table's output mask: results, never arguments.
    masked: bool = False


def meets(matcher: Matcher, against: Comparison) -> bool:  # noqa: C901, PLR0911  # a line a matcher
    """Whether the value is as demanded."""
    actual = against.actual
    match matcher:
        case Anything():
            return True
        case NotNull():
            return actual is not None and actual is not UNTOUCHED
        case Nothing():
            return actual is None or actual is UNTOUCHED
        case Unchanged():
            return actual is UNTOUCHED or actual == against.sent
        case OneOf(choices):
            return any(meets(choice, against) for choice in choices)
        case Not(inner):
            return not meets(inner, against)
        case AllOf(demands):
            return all(meets(demand, against) for demand in demands)
        case Bits():
            return _meets_bits(matcher, actual)
        case Length(count):
            return isinstance(actual, bytes) and len(actual) == count
        case Equals():
            return _equals(matcher, against)
        case PropertyList() | Among():
            return _meets_properties(matcher, against)
        case ErrorValue(codes, _):
            return actual in codes


def chosen(matcher: Matcher, against: Comparison) -> str | None:
    """Which alternative of a ``one of`` was met, for the record."""
    if not isinstance(matcher, OneOf):
        return None
    return next((c.text for c in matcher.choices if meets(c, against)), None)


def _meets_bits(matcher: Bits, actual: object) -> bool:
    if not isinstance(actual, int):
        return False
    match matcher.demand:
        case "has":
            return actual & matcher.bits == matcher.bits
        case "lacks":
            return not actual & matcher.bits
        case _:
            return not actual & ~matcher.bits


def _equals(matcher: Equals, against: Comparison) -> bool:
    wanted, actual = against.names.evaluate(matcher.value), against.actual
    if isinstance(wanted, Pointer) or isinstance(actual, Pointer):
        return against.names.same(wanted, actual)
    if against.parameter.type is Type.BOOLEAN and isinstance(actual, int):
        return bool(wanted) == bool(actual)
    if against.masked and isinstance(wanted, int) and isinstance(actual, int):
        return wanted == actual & against.parameter.mask
    return type(wanted) is type(actual) and wanted == actual


def _meets_properties(wanted: PropertyList | Among, against: Comparison) -> bool:
    came = against.actual
    if not isinstance(came, tuple):
        return False
    if isinstance(wanted, Among):
        return all(
            any(_meets_property(want, each, against) for each in came)
            for want in wanted.properties
        )
    pairs = zip(wanted.properties, came, strict=False)
    return len(came) == len(wanted.properties) and all(
        _meets_property(want, each, against) for want, each in pairs
    )


def _meets_property(want: Property, came: object, against: Comparison) -> bool:
    if not isinstance(came, PropValue) or not isinstance(came.tag, int):
        return False
    tag, value = came
    is_error = tag & 0xFFFF == _PT_ERROR
    if tag >> 16 != want.tag >> 16 or is_error != isinstance(want.value, ErrorValue):
        return False
    one = Comparison(actual=value, parameter=against.parameter, names=against.names)
    return meets(want.value, one)


def code_meets(wanted: CodeIs, code: int | None) -> bool:
    """Whether a result code is as demanded; a call that gave none meets nothing."""
    if code is None:
        return False
    match wanted.group:
        case "any":
            return True
        case "success":
            return succeeded(code)
        case "failure":
            return failed(code)
        case _:
            return code in wanted.codes
