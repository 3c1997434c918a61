"""JSON Schema of the file formats, for editors; made from the types, so units and bounds are theirs.

A complete file states every required key. A file with `extends` is a change: nothing is required in it, and
numbers and lists may be operations. Lists with ids may also be written as mappings from id to item.
"""

from __future__ import annotations

import copy
from typing import Any

from workbench.model import Portfolio
from workbench.scenario import Demand, Scenario
from workbench.scenario.overrides import EACH, REMOVE

Schema = dict[str, Any]

SCHEMA_FILE = "workbench-scenario.schema.json"
"""Usual name of the file that `workbench schema` writes."""

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_NOTES = ("description", "default", "unit", "title")
_LEVEL: Schema = {
    "type": "number",
    "minimum": 1,
    "maximum": 5,
    "description": "one level for all perspectives",
}
_EXTENDS: Schema = {"type": "string", "description": "file that this one changes, relative to this file"}


def json_schema() -> Schema:
    """JSON Schema of a scenario file, complete or a what-if.

    Examples
    --------
    >>> json_schema()["$defs"]["ResourcePool"]["properties"]["capacity"]["unit"]
    'FTE'
    """
    definitions = _definitions(Scenario)
    definitions |= _definitions(Demand)
    scenario = definitions.pop("Scenario")
    change = definitions.pop("Scenario.change")
    part = _extending(definitions["Portfolio.change"], required=False)
    file: Schema = {
        "type": "string",
        "description": "portfolio file (YAML, CSV, Excel), relative to this file",
    }
    demand = {"$ref": "#/$defs/Demand", "description": "more demand: projects of a kind come once more"}
    whole = _with(
        scenario, portfolio={"anyOf": [file, _ref("Portfolio"), _ref("Portfolio.extending")]}, demand=demand
    )
    whole["required"] = ["portfolio", "horizon"]
    what_if = _with(
        change, portfolio={"anyOf": [file, _ref("Portfolio.part")]}, demand=demand, extends=_EXTENDS
    )
    definitions |= {
        "Portfolio.extending": _extending(definitions["Portfolio.change"], required=True),
        "Portfolio.part": part,
        "Scenario": whole,
        "WhatIf": what_if,
    }
    return _either("Scenario file", "WhatIf", "Scenario", definitions)


def portfolio_json_schema() -> Schema:
    """JSON Schema of a portfolio file, complete or with `extends`."""
    definitions = _definitions(Portfolio)
    definitions["Portfolio.extending"] = _extending(definitions["Portfolio.change"], required=True)
    return _either("Portfolio file", "Portfolio.extending", "Portfolio", definitions)


def editor_line(schema: str = SCHEMA_FILE) -> str:
    """First line of a YAML file that tells editors its schema.

    Parameters
    ----------
    schema
        Path of the schema file, relative to the YAML file.

    Examples
    --------
    >>> editor_line()
    '# yaml-language-server: $schema=workbench-scenario.schema.json'
    """
    return f"# yaml-language-server: $schema={schema}"


def _either(title: str, change: str, whole: str, definitions: Schema) -> Schema:
    return {
        "$schema": _DRAFT,
        "title": title,
        "type": "object",
        "if": {"required": ["extends"]},
        "then": _ref(change),
        "else": _ref(whole),
        "$defs": dict(sorted(definitions.items())),
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _with(schema: Schema, **properties: Schema) -> Schema:
    return {**schema, "properties": {**schema["properties"], **properties}}


def _extending(change: Schema, *, required: bool) -> Schema:
    made = _with(change, extends={**_EXTENDS, "description": "portfolio file that this one changes"})
    return {**made, "required": ["extends"]} if required else made


def _definitions(kind: type[Any]) -> Schema:
    """Every type three times: complete, as the value of its id, and as a change."""
    schema = kind.model_json_schema(by_alias=True)
    found: Schema = schema.pop("$defs", {}) | {kind.__name__: schema}
    made: Schema = {}
    for name, one in found.items():
        if one.get("type") != "object":
            made[name] = one
            continue
        whole = copy.deepcopy(one)
        whole["properties"] = {
            key: _complete(value, found) for key, value in one.get("properties", {}).items()
        }
        change = copy.deepcopy(one)
        change["properties"] = {
            key: _changing(value, found) for key, value in one.get("properties", {}).items()
        }
        change.pop("required", None)
        made[name], made[f"{name}.change"] = _short(name, whole), _short(name, change)
        if "id" in one.get("properties", {}):
            required = [key for key in whole.get("required", []) if key != "id"]
            made[f"{name}.keyed"] = {**whole, "required": required}
    return made


def _short(name: str, schema: Schema) -> Schema:
    """Maturity may be one number."""
    return {"anyOf": [_LEVEL, schema]} if name in ("Maturity", "MaturityProfile") else schema


def _complete(schema: Schema, found: Schema) -> Schema:
    names = _items_with_id(schema, found)
    if not names:
        return schema
    keyed = {"type": "object", "additionalProperties": {"anyOf": [_ref(f"{name}.keyed") for name in names]}}
    notes = _notes(schema)
    return {**notes, "anyOf": [{key: value for key, value in schema.items() if key not in notes}, keyed]}


def _items_with_id(schema: Schema, found: Schema) -> list[str]:
    """Names of the types in a list, if they have an id."""
    items = schema.get("items", {})
    names = [str(one["$ref"]).rsplit("/", 1)[1] for one in items.get("oneOf", [items]) if "$ref" in one]
    return [name for name in names if "id" in found[name].get("properties", {})]


def _notes(schema: Schema) -> Schema:
    return {note: schema[note] for note in _NOTES if note in schema}


def _changing(schema: Schema, found: Schema) -> Schema:
    """What may stand at a place in a change."""
    notes = _notes(schema)
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return {**notes, **_ref(_change_name(name, found))}
    if names := _items_with_id(schema, found):
        return {**notes, "anyOf": _changing_items(names, schema)}
    if schema.get("type") == "array":
        inner = {"add": schema, REMOVE: schema}
        lists = {"type": "object", "properties": inner, "additionalProperties": False, "minProperties": 1}
        return {**notes, "anyOf": [schema, lists, _operation("set", schema)]}
    if "additionalProperties" in schema and isinstance(schema["additionalProperties"], dict):
        value = _changing(schema["additionalProperties"], found)
        words = {REMOVE: {"type": "array"}, EACH: value}
        return {**notes, **schema, "additionalProperties": value, "properties": words}
    members = schema.get("anyOf") or schema.get("oneOf")
    if members:
        flat = [inner for one in members for inner in one.get("oneOf", [one])]
        options = [
            _ref(_change_name(one["$ref"].rsplit("/", 1)[1], found)) if "$ref" in one else one for one in flat
        ]
        more = _number_operations(schema) if any(_numeric(one) for one in flat) else []
        return {**notes, "anyOf": [*options, *more]}
    if _numeric(schema):
        return {**notes, "anyOf": [schema, *_number_operations(schema)]}
    return schema


def _changing_items(names: list[str], schema: Schema) -> list[Schema]:
    change = {"anyOf": [*(_ref(f"{name}.change") for name in names), {"type": "null"}]}
    words = {REMOVE: {"type": "array", "items": {"type": ["string", "number"]}}, EACH: change}
    return [
        {"type": "array", "items": {"allOf": [change, {"required": ["id"]}]}},
        {"type": "object", "properties": words, "additionalProperties": change},
        _operation("set", schema),
    ]


def _change_name(name: str, found: Schema) -> str:
    return f"{name}.change" if found.get(name, {}).get("type") == "object" else name


def _numeric(schema: Schema) -> bool:
    return schema.get("type") in ("number", "integer")


def _number_operations(schema: Schema) -> list[Schema]:
    return [
        _operation("scale", {"type": "number", "description": "multiply the base by this"}),
        _operation("add", {"type": "number", "description": "add this to the base"}),
        _operation("set", {key: value for key, value in schema.items() if key not in ("default", "title")}),
    ]


def _operation(word: str, schema: Schema) -> Schema:
    return {"type": "object", "properties": {word: schema}, "required": [word], "additionalProperties": False}
