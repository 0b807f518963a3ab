"""The protocol as an OpenRPC document, made of the table of interfaces.

``python -m mapi_adapters.wire.openrpc > docs/wire.openrpc.json``
"""

import json
import sys
from typing import Any, Final

from mapi_adapters.wire.serving import PROTOCOL
from mapi_conformance.mapi.interfaces import (
    INTERFACES,
    Interface,
    Method,
    Parameter,
    Side,
    Type,
)


Schema = dict[str, Any]

_WORD: Final = 0xFFFFFFFF
_EXACT: Final = 2**53 - 1
_CODED: Final = ("HRESULT", "SCODE")
_ANSWERED_BY: Final = {
    Side.PROVIDER: "testee",
    Side.MAPI: "suite",
    Side.EITHER: "whose object it is",
}


def _tagged(**properties: Any) -> Schema:
    """Describe an object with these members and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _nullable(*choices: Schema) -> Schema:
    return {"anyOf": [{"type": "null"}, *choices]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _range(least: int, most: int) -> Schema:
    return {"type": "integer", "minimum": least, "maximum": most}


_TEXT: Final[Schema] = {"type": "string"}
_HANDLE: Final[Schema] = {
    "type": "object",
    "properties": {
        "interface": _TEXT,
        "identity": {"description": "Equal for two handles of one object."},
    },
}
_BASE64: Final = _tagged(base64={"type": "string", "contentEncoding": "base64"})
_LIST_OF: Final = {
    Type.TAGS: _range(0, _WORD),
    Type.PROPERTIES: _ref("property"),
    Type.ROWS: {"type": "array", "items": _ref("property")},
    Type.NOTIFICATIONS: _tagged(fields={"type": "object"}),
    Type.ENTRIES: _BASE64,
    Type.SORT: {"type": "array", "items": _range(0, _WORD)},
    Type.PROBLEMS: {"type": "array", "items": _range(0, _WORD)},
}
_SCALARS: Final[dict[Type, Schema]] = {
    Type.FLAGS: _range(0, _WORD),
    Type.CODE: _range(0, _WORD),
    Type.NUMBER: _range(0, _WORD),
    Type.TAG: _range(0, _WORD),
    Type.SIGNED: _range(-0x80000000, 0x7FFFFFFF),
    Type.BOOLEAN: {"type": "boolean"},
    Type.SIZED: {"anyOf": [_range(0, _EXACT), _tagged(integer=_TEXT)]},
    Type.TEXT: _nullable(_TEXT),
    Type.BINARY: _nullable(_BASE64),
    Type.UID: _nullable(_BASE64),
    Type.IID: _nullable(
        {
            "type": "object",
            "properties": {"iid": _TEXT, "name": _TEXT},
            "required": ["iid"],
            "additionalProperties": False,
        }
    ),
    Type.OBJECT: _nullable(_ref("handle")),
}


def document() -> Schema:
    """Make the whole document."""
    return {
        "openrpc": "1.3.2",
        "info": {
            "title": "MAPI providers over JSON-RPC",
            "version": PROTOCOL,
            "description": "docs/wire.md says how these are spoken.",
        },
        "methods": [*_of_protocol(), *_of_table()],
        "components": {"schemas": _schemas()},
    }


def _schemas() -> Schema:
    return {
        "handle": {
            "description": "An object: of the testee, or of the suite.",
            "oneOf": [
                {**_HANDLE, "required": [side], "properties": _with(side)}
                for side in ("provider", "mapi")
            ],
        },
        "property": _tagged(tag=_range(0, _WORD), value=_ref("any")),
        "any": {"description": "A plain or a tagged value; see docs/wire.md, Values."},
        **{_name(kind): _schema(kind) for kind in Type},
    }


def _with(side: str) -> Schema:
    return {side: _range(0, _EXACT), **_HANDLE["properties"]}


def _schema(kind: Type) -> Schema:
    if kind in _SCALARS:
        return _SCALARS[kind]
    if kind in _LIST_OF:
        return _nullable({"type": "array", "items": _LIST_OF[kind]})
    return _ref("any")


def _name(kind: Type) -> str:
    return kind.value.replace(" ", "-")


def _of_protocol() -> list[Schema]:
    texts = dict.fromkeys(("name", "version", "language", "digest"), _TEXT)
    lists = {
        name: {"type": "array", "items": _TEXT}
        for name in ("capabilities", "profiles", "can")
    }
    greeting = {
        "type": "object",
        "properties": {
            "protocol": _TEXT,
            **texts,
            **lists,
            "limits": {"type": "object"},
        },
        "required": ["protocol"],
    }
    hello = [_param("protocol", _TEXT), _param("token", _TEXT, required=False)]
    held = {"type": "array", "items": {"type": "object"}}
    return [
        _method("hello", "Greet; comes first.", hello, greeting),
        _method("reset", "Forget every object and empty the store.", [], {}),
        _method("census", "List the objects held.", [], _tagged(provider=held)),
        _method("bye", "Take leave; nothing comes after.", [], {}),
    ]


def _of_table() -> list[Schema]:
    return [
        _of_interface(interface, method)
        for interface in INTERFACES.values()
        for method in interface.methods.values()
    ]


def _of_interface(interface: Interface, method: Method) -> Schema:
    words = [_param("object", _range(0, _EXACT))]
    taken = [row for row in method.parameters if row.takes]
    if taken:
        words.append(_param("arguments", _words(taken)))
    given = [row for row in method.parameters if row.gives]
    if given:
        names = {"type": "string", "enum": [row.name for row in given]}
        words.append(_param("null", {"type": "array", "items": names}, required=False))
    words.append(_param("parent", _ref("any"), required=False))
    words.append(_param("thread", {"type": "integer"}, required=False))
    made = _method(
        f"{interface.name}.{method.name}", method.declaration(), words, _result(method)
    )
    return {**made, "x-answered-by": _ANSWERED_BY[interface.side]}


def _words(rows: list[Parameter]) -> Schema:
    return {
        "type": "object",
        "properties": {row.name: _ref(_name(row.type)) for row in rows},
        "required": [row.name for row in rows if row.direction.value == "in"],
        "additionalProperties": False,
    }


def _result(method: Method) -> Schema:
    key = "code" if method.result in _CODED else "value"
    narrow = method.result in (*_CODED, "ULONG")
    properties = {key: _range(0, _WORD) if narrow else _ref("any"), "name": _TEXT}
    given = [row for row in method.parameters if row.gives]
    if given:
        out = {row.name: _ref(_name(row.type)) for row in given}
        properties["out"] = {
            "type": "object",
            "properties": out,
            "additionalProperties": False,
        }
    return {"type": "object", "properties": properties, "required": [key]}


def _param(name: str, schema: Schema, *, required: bool = True) -> Schema:
    return {"name": name, "required": required, "schema": schema}


def _method(name: str, summary: str, params: list[Schema], result: Schema) -> Schema:
    return {
        "name": name,
        "summary": summary,
        "paramStructure": "by-name",
        "params": params,
        "result": {"name": "result", "schema": result or {"type": "object"}},
    }


def text() -> str:
    """Spell the document, a method a line."""
    whole = document()
    methods = ",\n  ".join(json.dumps(each) for each in whole.pop("methods"))
    rest = json.dumps(whole, indent=1, ensure_ascii=False)
    return f'{rest[:-2]},\n "methods": [\n  {methods}\n ]\n}}\n'


if __name__ == "__main__":
    sys.stdout.write(text())
