"""A call as it travels: arguments by the table's names, and what comes back."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from mapi_adapters.wire.account import show
from mapi_adapters.wire.handles import Handles, Unfit
from mapi_adapters.wire.values import WORD, Junk, due, json_due, pack, unpack
from mapi_conformance.mapi.codes import name_code
from mapi_conformance.mapi.identifiers import Iid
from mapi_conformance.mapi.interfaces import (
    INTERFACES,
    Direction,
    Method,
    Parameter,
    Type,
    returned_interface,
)
from mapi_conformance.mapi.refs import UNTOUCHED, Ref


#: The methods of the table by their names on the wire: ``IMsgStore.StoreLogoff``.
METHODS: Final[Mapping[str, Method]] = {
    f"{interface.name}.{method.name}": method
    for interface in INTERFACES.values()
    for method in interface.methods.values()
}
_CODED: Final = frozenset(("HRESULT", "SCODE"))
_UNCOUNTED: Final = frozenset(("AddRef", "Release"))
_WORD: Final = Type.NUMBER
_OPAQUE: Final = Type.OPAQUE
Packed = dict[str, Any]


class Malformed(Exception):
    """What a provider of Python gave back could not have crossed a vtable."""


def write_call(
    method: Method, arguments: Sequence[Any], named: Mapping[str, Any], handles: Handles
) -> Packed:
    """Write what goes in, whatever the caller made of it."""
    words: Packed = {}
    params: Packed = {"arguments": words}
    for parameter, argument in zip(method.parameters, arguments, strict=False):
        if parameter.direction is Direction.IN:
            words[parameter.name] = _write_word(parameter, argument, handles)
        elif argument is None:
            params.setdefault("null", []).append(parameter.name)
        elif type(argument) is not Ref:
            params.setdefault("bare", []).append(parameter.name)
            words[parameter.name] = _write_word(parameter, argument, handles)
        elif parameter.takes:
            value = getattr(argument, "value", UNTOUCHED)
            words[parameter.name] = _write_word(parameter, value, handles)
    if named or len(arguments) != len(method.parameters):
        params["given"] = -1 if named else len(arguments)
    return params


def _write_word(parameter: Parameter, value: Any, handles: Handles) -> Any:
    try:
        interface = parameter.interface or "IUnknown"
        return pack(parameter.type, value, handles, interface)
    except Unfit:
        return {"junk": show(value)}


def read_call(name: str, params: Packed, handles: Handles) -> list[Any]:
    """Read what comes in, as positional arguments.

    Raises:
        Unfit: It is not as the table wants it.
        Stale: A handle of the time before a reset.
    """
    method = METHODS[name]
    words = params.get("arguments", {})
    null = params.get("null", ())
    bare = params.get("bare", ())
    if type(words) is not dict:
        raise Unfit(f"{name}: arguments is no object of JSON")
    rows = method.parameters
    given = params.get("given")
    if given is not None:
        rows = rows[:given] if type(given) is int and given >= 0 else rows[:0]
    positional: list[Any] = []
    known = 0
    for row in rows:
        here = row.name in words
        known += here
        if row.direction is Direction.IN:
            positional.append(_read_word(name, row, words, handles))
        elif row.name in null:
            positional.append(None)
        elif row.name in bare:
            positional.append(_read_word(name, row, words, handles))
        elif row.takes:
            positional.append(Ref(_read_word(name, row, words, handles)))
        else:
            positional.append(Ref())
    if known != len(words) and given is None:
        strange = words.keys() - {row.name for row in rows}
        raise Unfit(f"{name} takes no {min(strange, default='')!r}, or takes it bare")
    if given is not None:
        # More than the table has, or by name: no caller of a vtable could.
        positional += [Junk("nothing that has a place")] * (
            given < 0 or given > len(rows)
        )
    return positional


def _read_word(name: str, row: Parameter, words: Packed, handles: Handles) -> Any:
    if row.name not in words:
        raise Unfit(f"{name}: the argument {row.name!r} is missing")
    try:
        return unpack(row.type, words[row.name], handles, row.interface or "IUnknown")
    except Unfit as unfit:
        raise Unfit(_unfit(name, row, words[row.name], unfit)) from None


def _unfit(name: str, row: Parameter, data: Any, unfit: Unfit) -> str:
    return (
        f"{name}: {row.name} is {show(data)}; {str(unfit) or json_due(row.type)} is due"
    )


def write_reply(
    title: str,
    method: Method,
    arguments: Sequence[Any],
    result: Any,
    handles: Handles,
) -> Packed:
    """Write what a call gave back.

    Raises:
        Malformed: It could not have crossed a vtable.
    """
    reply = _write_result(title, method, result, handles)
    out: Packed = {}
    for row, argument in zip(method.parameters, arguments, strict=False):
        if not row.gives or type(argument) is not Ref:
            continue
        value = getattr(argument, "value", UNTOUCHED)
        if value is UNTOUCHED:
            continue
        interface = ""
        if row.type is Type.OBJECT:
            asked = _asked(method, arguments)
            interface = returned_interface(method, row, asked)
        try:
            out[row.name] = pack(row.type, value, handles, interface)
        except Unfit:
            raise Malformed(
                f"{title} set {row.name} to {show(value)}; {due(row.type)} is due"
            ) from None
    if out:
        reply["out"] = out
    return reply


def _asked(method: Method, arguments: Sequence[Any]) -> object:
    for row, argument in zip(method.parameters, arguments, strict=False):
        if row.name == "interface" and isinstance(argument, Iid):
            return argument
    return None


def _write_result(title: str, method: Method, result: Any, handles: Handles) -> Packed:
    if method.name in _UNCOUNTED:
        return {"value": result & 0xFFFFFFFF if type(result) is int else 0}
    if method.result not in (*_CODED, "ULONG"):
        return {"value": pack(_OPAQUE, result, handles)}
    try:
        word = pack(_WORD, result, handles)
    except Unfit:
        raise Malformed(f"{title} returned {_what_is_due(method, result)}") from None
    if method.result in _CODED:
        return {"code": word, "name": name_code(word)}
    return {"value": word}


def _what_is_due(method: Method, result: Any) -> str:
    kind = "an HRESULT is due, " if method.result == "HRESULT" else ""
    text = f"{show(result)}; {kind}{WORD}" + ("" if kind else " is due")
    if result is None:
        return f"{text}; is a 'return S_OK' missing?"
    if type(result) is int and result < 0:
        return f"{text}; add & 0xFFFFFFFF to a signed code"
    return text


def read_reply(
    name: str, arguments: Sequence[Any], reply: Any, handles: Handles
) -> Any:
    """Fill the words that came out, and give the result.

    Raises:
        Unfit: It is not as the table wants it.
    """
    method = METHODS[name]
    if type(reply) is not dict:
        raise Unfit(f"{name}: the result is no object of JSON")
    if "out" in reply:
        _fill(name, method, arguments, reply["out"], handles)
    return _read_result(name, method, reply, handles)


def _fill(
    name: str, method: Method, arguments: Sequence[Any], out: Any, handles: Handles
) -> None:
    if type(out) is not dict:
        raise Unfit(f"{name}: out is no object of JSON")
    filled = 0
    for row, argument in zip(method.parameters, arguments, strict=False):
        if not row.gives or row.name not in out:
            continue
        if type(argument) is not Ref:
            raise Unfit(f"{name} fills {row.name}, which was a null pointer")
        data = out[row.name]
        interface = row.interface or "IUnknown"
        if row.type is Type.OBJECT and data and "interface" not in data:
            interface = returned_interface(method, row, _asked(method, arguments))
        try:
            argument.value = unpack(row.type, data, handles, interface)
        except Unfit as unfit:
            raise Unfit(_unfit(name, row, data, unfit)) from None
        filled += 1
    if filled != len(out):
        rows = {row.name for row in method.parameters if row.gives}
        raise Unfit(f"{name} gives back no {min(out.keys() - rows, default='')!r}")


def _read_result(name: str, method: Method, reply: Packed, handles: Handles) -> Any:
    key = "code" if method.result in _CODED else "value"
    if key not in reply:
        raise Unfit(f"{name}: the result has no {key!r}")
    kind = _WORD if method.result in (*_CODED, "ULONG") else _OPAQUE
    try:
        return unpack(kind, reply[key], handles)
    except Unfit:
        raise Unfit(
            f"{name}: {key} is {show(reply[key])}; an unsigned number of 32 bits is due"
        ) from None
