"""The JSON Schema of ``report.json``, told by the dataclasses that it is made from."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from types import MappingProxyType
from typing import Any, Final, get_args, get_origin, get_type_hints

from mapi_conformance.run.record import SCHEMA, RunRecord


_PLAIN: Final[Mapping[Any, str]] = MappingProxyType(
    {str: "string", bool: "boolean", int: "integer", float: "number"}
)


def make_report_schema() -> dict[str, Any]:
    """Describe a record of this version; what has a default may be left out."""
    definitions: dict[str, Any] = {}
    _define(RunRecord, definitions)
    definitions["RunRecord"]["properties"]["schema"] = {"const": SCHEMA}
    definitions["RunRecord"]["required"].insert(0, "schema")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A run of mapi-conformance, schema {SCHEMA}",
        "$ref": "#/$defs/RunRecord",
        "$defs": dict(sorted(definitions.items())),
    }


def _define(kind: type[Any], definitions: dict[str, Any]) -> None:
    made: dict[str, Any] = {}
    definitions[kind.__name__] = made
    hints = get_type_hints(kind)
    made["type"] = "object"
    made["description"] = str(kind.__doc__).splitlines()[0]
    made["properties"] = {
        each.name: _schema(hints[each.name], definitions) for each in fields(kind)
    }
    made["required"] = [each.name for each in fields(kind) if _is_due(each)]
    made["additionalProperties"] = False


def _is_due(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _schema(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _schema(get_args(hint)[0], definitions)}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"enum": [each.value for each in hint]}
    if is_dataclass(hint) and isinstance(hint, type):
        if hint.__name__ not in definitions:
            _define(hint, definitions)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    return {"type": _PLAIN[hint]}
