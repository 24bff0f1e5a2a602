# SPDX-License-Identifier: EUPL-1.2
"""The shape of a form file as a JSON Schema, made from the models: for editors, and for whoever writes forms elsewhere.

A file that extends another may leave out everything but codes; its parts are the definitions named „…Change”.
"""

import copy
import json
from typing import Any

from engine.definitions.descriptions import DESCRIPTIONS, PLACE
from engine.definitions.forms import FormDefinition
from engine.definitions.models import LIMIT, MAX_DIGITS, MAX_SCALE

Schema = dict[str, Any]
DRAFT = "http://json-schema.org/draft-07/schema#"
SCALES = range(1, MAX_SCALE + 1)
TYPES = ["int", "dec", "money", "text", "date", "code", "bool"]
TYPES += [f"{kind}({scale})" for kind in ("dec", "money") for scale in SCALES]
SCALAR: Schema = {"type": ["string", "number"]}
BEYOND = 10**MAX_DIGITS
LIMITS: Schema = {
    "anyOf": [
        {"type": "null"},
        {"type": "number", "exclusiveMinimum": -BEYOND, "exclusiveMaximum": BEYOND},
        {"type": "string", "pattern": f"^{LIMIT}$"},
    ]
}
CELLS: Schema = {
    "type": "object",
    "propertyNames": {"pattern": r"^[^.]+\.[^.]+(\.[^.]+)?$"},
    "additionalProperties": SCALAR,
}
IDENTITY = {"Section": "code", "Column": "code", "Row": "code", "Check": "id"}
PARTIAL = ("Section", "Table", "Column", "Row", "Dynamic", "Check")  # what an extending file may write in part


def json_schema() -> Schema:
    """One schema for whole forms and for those that extend another."""
    form = FormDefinition.model_json_schema(by_alias=True)
    parts: dict[str, Schema] = {**form.pop("$defs"), "FormDefinition": form}
    del parts["CellType"]
    for name, part in parts.items():
        _tidy(part)
        _describe(part, DESCRIPTIONS[name])
    _as_written(parts)
    changes = {f"{name}Change": _change(name, parts[name]) for name in (*PARTIAL, "FormDefinition")}
    whole, change = {"$ref": "#/definitions/FormDefinition"}, {"$ref": "#/definitions/FormDefinitionChange"}
    return {
        "$schema": DRAFT,
        "title": "Formularz statystyczny",
        "description": "Jedna edycja formularza; opis kluczy i języka kontroli: docs/checks/language.md.",
        "type": "object",
        "if": {"required": ["extends"]},
        "then": change,
        "else": whole,
        "definitions": dict(sorted({**parts, **changes}.items())),
    }


def documents() -> dict[str, str]:
    return {"form.json": json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n"}


def _tidy(part: Schema) -> None:
    """Without what pydantic adds for programs: titles, defaults; and with keys as the file writes them."""
    part.pop("title", None)
    part.pop("description", None)
    part["properties"] = {key: _value(value) for key, value in part["properties"].items()}


def _value(schema: Schema) -> Schema:
    found: Schema = {key: value for key, value in schema.items() if key not in {"title", "default"}}
    if "$ref" in found:
        return {"$ref": found["$ref"].replace("$defs", "definitions")}
    if "anyOf" in found:
        return {"anyOf": [_value(choice) for choice in found["anyOf"]]}
    if "patternProperties" in found:
        found["patternProperties"] = {key: _value(value) for key, value in found["patternProperties"].items()}
        found["additionalProperties"] = False
    for inner in ("items", "additionalProperties"):
        if isinstance(found.get(inner), dict):
            found[inner] = _value(found[inner])
    if found.get("type") == "string" and not {"enum", "const", "format", "pattern"} & set(found):
        found["type"] = ["string", "number"]  # 29 may stand without quotes
    return found


def _describe(part: Schema, descriptions: dict[str, str]) -> None:
    for key, value in part["properties"].items():
        text = descriptions.get(key, "")
        part["properties"][key] = (
            {"allOf": [value], "description": text} if "$ref" in value else {**value, "description": text}
        )


def _as_written(parts: dict[str, Schema]) -> None:
    """The shorthands of a file: a text for {pl: …}, a type flat beside the title, one foreach, an example of cells."""
    parts["Text"] = {"anyOf": [SCALAR, parts["Text"]]}
    parts["Example"] = {"anyOf": [parts["Example"], CELLS]}
    for name in ("Column", "Row"):
        _flat_type(parts[name]["properties"], DESCRIPTIONS[name])
        needs_list = {"properties": {"type": {"const": "code"}}, "required": ["type"]}
        parts[name] |= {"if": needs_list, "then": {"required": ["list"]}}
    check = parts["Check"]["properties"]
    check["foreach"]["type"], check["id"]["type"] = ["string", "array"], ["string", "integer"]
    parts["Section"]["oneOf"] = [{"required": ["table"]}, {"required": ["fields"]}]
    parts["Section"]["properties"]["fields"]["minItems"] = 1
    parts["Table"]["anyOf"] = [{"required": ["rows"]}, {"required": ["dynamic"]}]


def _flat_type(properties: Schema, descriptions: dict[str, str]) -> None:
    scale = {"type": "integer", "minimum": 0, "maximum": MAX_SCALE}
    flat: Schema = {
        "type": {"enum": TYPES},
        "scale": scale,
        "min": LIMITS,
        "max": LIMITS,
        "list": SCALAR,
        "where": SCALAR,
    }
    for key, value in flat.items():
        properties[key] = {**value, "description": descriptions[key]}


def _change(name: str, part: Schema) -> Schema:
    """The same part in a file that extends another: only what tells it from the others is needed."""
    text = json.dumps(part)
    for partial in PARTIAL:
        text = text.replace(f'"#/definitions/{partial}"', f'"#/definitions/{partial}Change"')
    found: Schema = {
        key: value for key, value in json.loads(text).items() if key not in {"if", "then", "oneOf", "anyOf"}
    }
    properties = found["properties"]
    for value in properties.values():
        value.pop("minItems", None)
    found["required"] = [IDENTITY[name]] if name in IDENTITY else []
    if name in IDENTITY:
        properties |= {key: {**copy.copy(SCALAR), "description": told} for key, told in PLACE.items()}
    if name == "FormDefinition":
        told = DESCRIPTIONS[name]
        removed = {"type": "array", "items": SCALAR, "description": told["remove"]}
        found["properties"] = {
            "extends": {"type": "string", "description": told["extends"]},
            "remove": removed,
            **properties,
        }
        found["required"] = ["extends", "edition"]
    return found
