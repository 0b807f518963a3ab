"""Values as they travel: each type of the interface table as JSON, and back."""

import base64
import binascii
import math
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from mapi_adapters.wire.account import show
from mapi_adapters.wire.handles import Handles, Proxy, Unfit
from mapi_conformance.mapi.identifiers import Iid
from mapi_conformance.mapi.interfaces import Type
from mapi_conformance.mapi.properties import PropValue


#: Beyond this a JSON number is not exact in every language.
EXACT: Final = 2**53 - 1
#: Values within values.
DEPTH: Final = 16
_UID_SIZE: Final = 16
_UNKNOWN: Final = ("query_interface", "add_ref", "release")

_Pack: TypeAlias = Callable[[Any, Handles, str], object]
_Unpack: TypeAlias = Callable[[Any, Handles, str], Any]


class Junk:
    """What a caller gave that cannot travel; its text does, so that it can be shown."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text


def pack(kind: Type, value: Any, handles: Handles, interface: str = "IUnknown") -> Any:
    """Write a value of a type as JSON.

    Raises:
        Unfit: The type does not take it.
    """
    return _PACK[kind](value, handles, interface)


def unpack(kind: Type, data: Any, handles: Handles, interface: str = "IUnknown") -> Any:
    """Read a value of a type.

    Raises:
        Unfit: The type does not take it.
        Stale: A handle of the time before a reset.
    """
    return _UNPACK[kind](data, handles, interface)


# -- writing


def _number(least: int, most: int) -> Callable[..., int]:
    def write(value: Any, handles: Any = None, interface: Any = None) -> int:
        if type(value) is int or (isinstance(value, int) and type(value) is not bool):
            number = int(value)
            if least <= number <= most:
                return number
        raise Unfit

    return write


_word: Final = _number(0, 0xFFFFFFFF)
_signed: Final = _number(-0x80000000, 0x7FFFFFFF)
_wide: Final = _number(0, 0xFFFFFFFFFFFFFFFF)


def _pack_sized(value: Any, handles: Handles, interface: str) -> object:
    return _pack_integer(_wide(value))


def _pack_integer(number: int) -> object:
    return number if -EXACT <= number <= EXACT else {"integer": str(number)}


def _pack_boolean(value: Any, handles: Handles, interface: str) -> bool:
    return value if type(value) is bool else bool(_word(value))


def _pack_iid(value: Any, handles: Handles, interface: str) -> object:
    if value is None:
        return None
    if type(value) is not Iid:
        raise Unfit
    return {"iid": _registry_form(value.data), "name": value.name}


def _pack_binary(value: Any, handles: Handles, interface: str) -> object:
    if value is None:
        return None
    if not isinstance(value, bytes):
        raise Unfit
    return {"base64": base64.b64encode(value).decode("ascii")}


def _pack_uid(value: Any, handles: Handles, interface: str) -> object:
    if isinstance(value, bytes) and len(value) != _UID_SIZE:
        raise Unfit
    return _pack_binary(value, handles, interface)


def _pack_text(value: Any, handles: Handles, interface: str) -> object:
    if value is not None and not isinstance(value, str):
        raise Unfit
    return value if value is None else str.__str__(value)


def _pack_object(value: Any, handles: Handles, interface: str) -> object:
    if value is None:
        return None
    if not is_object(value):
        raise Unfit
    return handles.give(value, interface)


def is_object(value: object) -> bool:
    """Whether a value is an object of COM, in its Python spelling."""
    try:
        return all(callable(getattr(value, name, None)) for name in _UNKNOWN)
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - a provider's __getattr__ may raise anything
        return False


def _pack_tags(value: Any, handles: Handles, interface: str) -> object:
    return None if value is None else [_word(tag) for tag in _members(value)]


def _pack_properties(value: Any, handles: Handles, interface: str) -> object:
    if value is None:
        return None
    return [_pack_property(each, handles, 0) for each in _members(value)]


def _pack_property(value: Any, handles: Handles, depth: int) -> object:
    if not isinstance(value, tuple) or len(value) != len(PropValue._fields):
        raise Unfit
    tag, held = value
    return {"tag": _word(tag), "value": _pack_any(held, handles, depth + 1)}


def _members(value: Any) -> list[Any]:
    try:
        return list(value)
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - a provider's iterator may raise anything
        raise Unfit from None


def _pack_data(value: Any, handles: Handles, interface: str) -> object:
    return _pack_any(value, handles, 0)


def _pack_opaque(value: Any, handles: Handles, interface: str) -> object:
    try:
        return _pack_any(value, handles, 0)
    except Unfit:
        function = getattr(type(value), "FUNCTION", None)
        if function is None:
            return handles.give_token(value)
        owner = handles.give(getattr(value, "proxy", value), "MAPI")
        return {"function": value.function, **owner}


def _function(data: Any, handles: Handles, depth: int) -> object:
    owner = handles.take(data, "MAPI")
    if not isinstance(owner, Proxy):
        return owner
    try:
        return owner.function(data["function"])
    except (LookupError, TypeError):
        raise Unfit(f"{data['function']!r} is no function of MAPI") from None


def _pack_any(value: Any, handles: Handles, depth: int) -> object:  # noqa: C901, PLR0911 - a line a type
    if value is None or type(value) is bool:
        return value
    if depth > DEPTH:
        raise Unfit
    if isinstance(value, int):
        return _pack_integer(_number(-(2**63), 2**64 - 1)(value))
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else {"float": repr(float(value))}
    if isinstance(value, bytes):
        return _pack_binary(value, handles, "")
    if type(value) is Iid:
        return _pack_iid(value, handles, "")
    if isinstance(value, datetime):
        return {"time": value.isoformat()}
    if type(value) is PropValue:
        return _pack_property(value, handles, depth)
    if isinstance(value, (tuple, list)):
        return [_pack_any(each, handles, depth + 1) for each in value]
    if isinstance(value, dict):
        return {"fields": _pack_fields(value, handles, depth)}
    if is_object(value):
        return handles.give(value, "IUnknown")
    raise Unfit


def _pack_fields(
    value: Mapping[Any, Any], handles: Handles, depth: int
) -> dict[str, object]:
    if any(type(key) is not str for key in value):
        raise Unfit
    items = value.items()
    return {key: _pack_any(each, handles, depth + 1) for key, each in items}


# -- reading


def _unpack_word(data: Any, handles: Handles, interface: str) -> Any:
    if type(data) is int and 0 <= data <= 0xFFFFFFFF:  # noqa: PLR2004 - the widest word
        return data
    return _number_or_junk(data, _word)


def _unpack_signed(data: Any, handles: Handles, interface: str) -> Any:
    return _number_or_junk(data, _signed)


def _unpack_sized(data: Any, handles: Handles, interface: str) -> Any:
    if isinstance(data, dict) and data.keys() == {"integer"}:
        data = _read_integer(data["integer"])
    return _number_or_junk(data, _wide)


def _number_or_junk(data: Any, read: Callable[..., int]) -> Any:
    try:
        return read(data)
    except Unfit:
        return _junk(data)


def _junk(data: Any) -> Any:
    if isinstance(data, dict) and data.keys() == {"junk"}:
        return Junk(
            show(data["junk"]) if type(data["junk"]) is not str else data["junk"]
        )
    raise Unfit


def _read_integer(text: Any) -> int:
    try:
        return int(text) if isinstance(text, str) and len(text) < 22 else 1 << 65  # noqa: PLR2004 - 64 bits have 20 digits
    except ValueError:
        raise Unfit from None


def _unpack_boolean(data: Any, handles: Handles, interface: str) -> Any:
    return data if type(data) is bool else _junk(data)


def _unpack_text(data: Any, handles: Handles, interface: str) -> Any:
    return data if data is None or type(data) is str else _junk(data)


def _unpack_iid(data: Any, handles: Handles, interface: str) -> Any:
    if data is None:
        return None
    if not isinstance(data, dict) or "iid" not in data:
        return _junk(data)
    return Iid.from_bytes(_read_registry_form(data["iid"]))


def _unpack_binary(data: Any, handles: Handles, interface: str) -> Any:
    if data is None:
        return None
    if not isinstance(data, dict) or data.keys() != {"base64"}:
        return _junk(data)
    try:
        return base64.b64decode(data["base64"], validate=True)
    except (binascii.Error, TypeError, ValueError):
        raise Unfit from None


def _unpack_uid(data: Any, handles: Handles, interface: str) -> Any:
    value = _unpack_binary(data, handles, interface)
    if isinstance(value, bytes) and len(value) != _UID_SIZE:
        raise Unfit
    return value


def _unpack_object(data: Any, handles: Handles, interface: str) -> Any:
    if data is None:
        return None
    if isinstance(data, dict) and not data.keys().isdisjoint(
        (handles.local, handles.remote)
    ):
        return handles.take(data, interface)
    return _junk(data)


def _unpack_tags(data: Any, handles: Handles, interface: str) -> Any:
    if data is None:
        return None
    if not isinstance(data, list):
        return _junk(data)
    return tuple(map(_word, data))


def _unpack_properties(data: Any, handles: Handles, interface: str) -> Any:
    if data is None:
        return None
    if not isinstance(data, list):
        return _junk(data)
    found = tuple(_unpack_any(each, handles, 1) for each in data)
    if any(type(each) is not PropValue for each in found):
        raise Unfit
    return found


def _unpack_data(data: Any, handles: Handles, interface: str) -> Any:
    return _unpack_any(data, handles, 0)


def _unpack_any(data: Any, handles: Handles, depth: int) -> Any:
    if depth > DEPTH:
        raise Unfit
    if isinstance(data, list):
        return tuple(_unpack_any(each, handles, depth + 1) for each in data)
    if not isinstance(data, dict):
        return data
    for tag, read in _TAGGED.items():
        if tag in data:
            return read(data, handles, depth + 1)
    raise Unfit


def _property(data: Any, handles: Handles, depth: int) -> object:
    if data.keys() != {"tag", "value"}:
        raise Unfit
    return PropValue(_word(data["tag"]), _unpack_any(data["value"], handles, depth))


def _fields(data: Any, handles: Handles, depth: int) -> object:
    fields = data["fields"]
    if not isinstance(fields, dict):
        raise Unfit
    return {key: _unpack_any(each, handles, depth) for key, each in fields.items()}


def _time(data: Any, handles: Handles, depth: int) -> object:
    try:
        return datetime.fromisoformat(data["time"])
    except (TypeError, ValueError):
        raise Unfit from None


def _float(data: Any, handles: Handles, depth: int) -> object:
    if data["float"] not in ("inf", "-inf", "nan"):
        raise Unfit
    return float(data["float"])


_TAGGED: Final[Mapping[str, Callable[[Any, Handles, int], Any]]] = MappingProxyType(
    {
        "base64": lambda data, handles, depth: _unpack_binary(data, handles, ""),
        "tag": _property,
        "fields": _fields,
        "function": _function,
        "mapi": lambda data, handles, depth: handles.take(data, "IUnknown"),
        "provider": lambda data, handles, depth: handles.take(data, "IUnknown"),
        "opaque": lambda data, handles, depth: handles.take_token(data),
        "iid": lambda data, handles, depth: _unpack_iid(data, handles, ""),
        "integer": lambda data, handles, depth: _read_integer(data["integer"]),
        "time": _time,
        "float": _float,
        "junk": lambda data, handles, depth: _junk(data),
    }
)


def _registry_form(data: bytes) -> str:
    first, second, third = data[3::-1], data[5:3:-1], data[7:5:-1]
    fields = (first, second, third, data[8:10], data[10:])
    return "{" + "-".join(part.hex().upper() for part in fields) + "}"


def _read_registry_form(text: Any) -> bytes:
    try:
        parts = [bytes.fromhex(part) for part in text.strip("{}").split("-")]
    except (AttributeError, ValueError):
        raise Unfit from None
    if [len(part) for part in parts] != [4, 2, 2, 2, 6]:
        raise Unfit
    first, second, third, *rest = parts
    return first[::-1] + second[::-1] + third[::-1] + b"".join(rest)


_PACK: Final[Mapping[Type, _Pack]] = MappingProxyType(
    {
        Type.FLAGS: _word,
        Type.CODE: _word,
        Type.NUMBER: _word,
        Type.SIGNED: _signed,
        Type.BOOLEAN: _pack_boolean,
        Type.SIZED: _pack_sized,
        Type.IID: _pack_iid,
        Type.OBJECT: _pack_object,
        Type.BINARY: _pack_binary,
        Type.UID: _pack_uid,
        Type.TEXT: _pack_text,
        Type.TAG: _word,
        Type.TAGS: _pack_tags,
        Type.PROPERTIES: _pack_properties,
        Type.PROBLEMS: _pack_data,
        Type.ROWS: _pack_data,
        Type.SORT: _pack_data,
        Type.RESTRICTION: _pack_data,
        Type.NOTIFICATIONS: _pack_data,
        Type.ENTRIES: _pack_data,
        Type.OPAQUE: _pack_opaque,
    }
)
_UNPACK: Final[Mapping[Type, _Unpack]] = MappingProxyType(
    {
        Type.FLAGS: _unpack_word,
        Type.CODE: _unpack_word,
        Type.NUMBER: _unpack_word,
        Type.SIGNED: _unpack_signed,
        Type.BOOLEAN: _unpack_boolean,
        Type.SIZED: _unpack_sized,
        Type.IID: _unpack_iid,
        Type.OBJECT: _unpack_object,
        Type.BINARY: _unpack_binary,
        Type.UID: _unpack_uid,
        Type.TEXT: _unpack_text,
        Type.TAG: _unpack_word,
        Type.TAGS: _unpack_tags,
        Type.PROPERTIES: _unpack_properties,
        Type.PROBLEMS: _unpack_data,
        Type.ROWS: _unpack_data,
        Type.SORT: _unpack_data,
        Type.RESTRICTION: _unpack_data,
        Type.NOTIFICATIONS: _unpack_data,
        Type.ENTRIES: _unpack_data,
        Type.OPAQUE: _unpack_data,
    }
)

_NUMBERS: Final = frozenset((Type.FLAGS, Type.CODE, Type.NUMBER, Type.TAG))
#: Said of an HRESULT as well.
WORD: Final = "an int from 0 to 0xFFFFFFFF"
_DUE: Final[Mapping[Type, str]] = MappingProxyType(
    {
        Type.SIGNED: "an int from -0x80000000 to 0x7FFFFFFF",
        Type.BOOLEAN: "a bool",
        Type.SIZED: "an int of 64 bits from 0",
        Type.IID: "an Iid or None",
        Type.OBJECT: "None or an object with query_interface, add_ref and release",
        Type.BINARY: "bytes or None",
        Type.UID: "16 bytes or None",
        Type.TEXT: "a str or None",
        Type.TAGS: "an iterable of property tags or None",
        Type.PROPERTIES: "an iterable of PropValue or None",
    }
)


_JSON_DUE: Final[Mapping[Type, str]] = MappingProxyType(
    {
        Type.SIGNED: "a signed number of 32 bits",
        Type.BOOLEAN: "true or false",
        Type.SIZED: "an unsigned number of 64 bits",
        Type.IID: 'null or {"iid": …}',
        Type.OBJECT: 'null, {"mapi": …} or {"provider": …}',
        Type.BINARY: 'null or {"base64": …}',
        Type.UID: 'null or {"base64": …} with 16 bytes',
        Type.TEXT: "null or a string",
        Type.TAGS: "null or a list of property tags",
        Type.PROPERTIES: 'null or a list of {"tag": …, "value": …}',
    }
)


def json_due(kind: Type) -> str:
    """Say what a type takes, in JSON's words."""
    word = "an unsigned number of 32 bits"
    return word if kind in _NUMBERS else _JSON_DUE.get(kind, "tagged data or null")


def due(kind: Type) -> str:
    """Say what a type takes, in Python's words."""
    return WORD if kind in _NUMBERS else _DUE.get(kind, "plain data or None")
