"""The JSON Schema of scenario files, for editors: made from the grammar and the table.

It knows keys, methods, arguments, facts and closed lists of words. What depends on
more than one place of a file (names that are bound, clauses, watched kinds) is for
the loader to say, with a message.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from mapi_conformance.mapi.codes import CODES
from mapi_conformance.mapi.facts import FACTS
from mapi_conformance.mapi.interfaces import INTERFACES, Parameter
from mapi_conformance.scenario import grammar
from mapi_conformance.scenario.literals import CODE_GROUPS
from mapi_conformance.scenario.model import CAPABILITIES, PROFILE_PAIRS, Subject


Schema = dict[str, Any]

_ID = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
_TEXT = {"type": "string"}
_HANDLE = r"^\$?[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*\."
_EVENT_NAME = rf"{_HANDLE}([A-Z]\w*|[a-z][a-z0-9-]*)$"
_COUNT = {"anyOf": [{"type": "integer", "minimum": 0}, {"$ref": "#/$defs/variable"}]}


def make_schema() -> Schema:
    """Make the schema of a scenario file, as plain data for JSON."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Scenarios of the MAPI conformance suite",
        **_object(_suite_keys(), required=("suite", "about", "scenarios")),
        "$defs": {
            "variable": {"type": "string", "pattern": r"^\$[a-z]"},
            "scenario": _object(_scenario_keys(), required=("id", "title", "steps")),
            "step": _step(),
            "call": _call(),
            "across": _object(_across_keys(), required=("across",)),
            "group": _object(_group_keys(), required=("group",)),
            "transports": _object(
                {"transports": _object({name: {} for name in grammar.TRANSPORTS})},
                required=("transports",),
            ),
            "fast-shutdown": _object(
                {
                    "fast-shutdown": _object(
                        {name: {} for name in grammar.FAST_SHUTDOWN}
                    )
                },
                required=("fast-shutdown",),
            ),
            "answer": _object({"answer": _answer()}, required=("answer",)),
            "causes": _causes(),
            "cites": _cites(),
            "code": _code(),
            "clauses": _one_or_list(_TEXT),
        },
    }


def _object(keys: Mapping[str, Schema], required: Iterable[str] = ()) -> Schema:
    made: Schema = {
        "type": "object",
        "properties": dict(keys),
        "additionalProperties": False,
    }
    if names := list(required):
        made["required"] = names
    return made


def _one_or_list(item: Schema) -> Schema:
    return {"anyOf": [item, {"type": "array", "items": item}, {"type": "null"}]}


def _reference(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _listed(name: str) -> Schema:
    return {"type": "array", "items": _reference(name), "minItems": 1}


def _shared_keys() -> dict[str, Schema]:
    return {
        "about": _TEXT,
        "profile": _one_or_list({"enum": list(PROFILE_PAIRS)}),
        "requires": _one_or_list({"enum": list(CAPABILITIES)}),
        "without": _one_or_list({"enum": list(CAPABILITIES)}),
        "watch": _one_or_list(_TEXT),
        "laws": _one_or_list(_ID),
        "given": _one_or_list({"anyOf": [_ID, *map(_reference, grammar.SETTINGS)]}),
    }


def _suite_keys() -> dict[str, Schema]:
    keys = {
        **_shared_keys(),
        "suite": _ID,
        "subject": {"enum": [subject.value for subject in Subject]},
        "scenarios": _listed("scenario"),
    }
    return {name: keys[name] for name in grammar.SUITE}


def _scenario_keys() -> dict[str, Schema]:
    keys = {
        **_shared_keys(),
        "id": _ID,
        "title": _TEXT,
        "axes": {
            "type": "object",
            "additionalProperties": {"type": ["string", "array"]},
        },
        "rows": {"type": "array", "items": {"type": "object"}},
        "distinct": _one_or_list(_TEXT),
        "observe": {"type": "boolean"},
        "steps": _listed("step"),
    }
    return {name: keys[name] for name in grammar.SCENARIO}


def _step() -> Schema:
    kinds = ("call", *grammar.STEP_WORDS)
    return {"oneOf": [_reference(kind) for kind in kinds]}


def _call() -> Schema:
    patterns = {f"{_HANDLE}{name}$": _arguments(name) for name in _method_names()}
    facts = "|".join(fact.name for fact in FACTS)
    return {
        **_object(_call_keys()),
        "patternProperties": {**patterns, f"{_HANDLE}({facts})$": {"type": "null"}},
        "minProperties": 1,
    }


def _method_names() -> list[str]:
    names = {name for interface in INTERFACES.values() for name in interface.methods}
    return sorted(names)


def _arguments(method: str) -> Schema:
    parameters = [
        parameter
        for interface in INTERFACES.values()
        if method in interface.methods
        for parameter in interface.methods[method].parameters
        if parameter.takes
    ]
    keys = {parameter.name: _argument(parameter) for parameter in parameters}
    return {"anyOf": [_object(keys), {"type": "null"}]}


def _argument(parameter: Parameter) -> Schema:
    return {"description": f"{parameter.type.value}: {', '.join(parameter.c)}"}


def _call_keys() -> dict[str, Schema]:
    keys: dict[str, Schema] = {
        "by": _TEXT,
        "as": _ID,
        "returns": _reference("code"),
        "out": {"type": "object"},
        "causes": _reference("causes"),
        "may cause": _may_cause(),
        "cites": _reference("cites"),
        "times": {"anyOf": [_COUNT, {"type": "string", "pattern": r"^\d+(\.\.\d*)?$"}]},
        "repeat": _COUNT,
        "observe": {
            "anyOf": [{"const": True}, _one_or_list({"enum": list(grammar.OBSERVABLE)})]
        },
        "note": _TEXT,
    }
    return {name: keys[name] for name in grammar.CALL}


def _may_cause() -> Schema:
    event = {"type": "string", "pattern": _EVENT_NAME}
    return {"anyOf": [{"const": "anything"}, _one_or_list(event)]}


def _across_keys() -> dict[str, Schema]:
    keys = {**_call_keys(), "across": _listed("call")}
    return {name: keys[name] for name in grammar.ACROSS}


def _group_keys() -> dict[str, Schema]:
    keys = {**_call_keys(), "group": _listed("step")}
    return {name: keys[name] for name in grammar.GROUP}


def _answer() -> Schema:
    said = _object({"returns": _reference("code"), "out": {"type": "object"}})
    reply = {"anyOf": [said, {"const": grammar.DOCUMENTED}]}
    replies = {"anyOf": [reply, {"type": "array", "items": reply, "minItems": 1}]}
    return {
        "type": "object",
        "patternProperties": {rf"{_HANDLE}[A-Z]\w*$": replies},
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }


def _causes() -> Schema:
    calls = {"type": "array", "items": _reference("call")}
    return {
        "anyOf": [
            {"const": "nothing"},
            calls,
            _object({"in any order": calls}, required=("in any order",)),
        ]
    }


def _cites() -> Schema:
    aspects = _object(dict.fromkeys(grammar.ASPECTS, _reference("clauses")))
    aspects["patternProperties"] = {r"^out\.": _reference("clauses")}
    return {"anyOf": [_reference("clauses"), aspects]}


def _code() -> Schema:
    word = {"enum": [*CODE_GROUPS, *CODES]}
    single = {"anyOf": [word, {"type": "integer"}, _reference("variable")]}
    choice = _object({"one of": {"type": "array", "items": single, "minItems": 1}})
    return {"anyOf": [single, {**choice, "required": ["one of"]}]}
