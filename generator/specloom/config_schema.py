"""The JSON Schema of `sdk.yaml`, for editors: made from the dataclasses that bind it."""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from specloom.binding import plain, slots
from specloom.config import Config

_SIMPLE: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    Path: {"type": "string"},
    Any: {},
}


def render() -> str:
    """Return the schema as the text of `sdk.schema.json`."""
    return json.dumps(schema(), indent=2) + "\n"


def schema() -> dict[str, Any]:
    """Return the schema; every object but the free-form ones is closed, except for `x-` keys."""
    definitions: dict[str, Any] = {}
    top = _object(Config, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "sdk.yaml",
        **top,
        "$defs": dict(sorted(definitions.items())),
    }


def _object(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    docs = _attribute_docs(cls)
    defaults = {each.name: each.default for each in fields(cls)}
    properties: dict[str, Any] = {}
    for key, slot in slots(cls).items():
        described = _value(slot.hint, definitions)
        text = docs.get(slot.field)
        properties[key] = {"description": text, **described} if text else described
        default = defaults[slot.field]
        if default is not MISSING and default is not None and default != ():
            properties[key]["default"] = default
    found: dict[str, Any] = {
        "description": inspect.getdoc(cls) or "",
        "type": "object",
        "properties": properties,
        "patternProperties": {"^x-": {}},
        "additionalProperties": False,
    }
    required = [key for key, slot in slots(cls).items() if slot.required]
    return {**found, "required": required} if required else found


def _value(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    hint, dotted = plain(hint)
    origin = get_origin(hint)
    if dotted:
        return {"type": "string"}
    if origin in (typing.Union, types.UnionType):
        (inner,) = (arm for arm in get_args(hint) if arm is not type(None))
        return {"anyOf": [_value(inner, definitions), {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": _value(get_args(hint)[0], definitions)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _value(get_args(hint)[1], definitions)}
    if origin is Literal:
        return {"enum": list(get_args(hint))}
    if is_dataclass(hint) and isinstance(hint, type):
        if hint.__name__ not in definitions:
            definitions[hint.__name__] = {}
            definitions[hint.__name__] = _object(hint, definitions)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    return dict(_SIMPLE[hint])


@cache
def _attribute_docs(cls: type) -> Mapping[str, str]:
    """Return the text under each attribute of `cls`."""
    (definition,) = ast.parse(textwrap.dedent(inspect.getsource(cls))).body
    assert isinstance(definition, ast.ClassDef)
    found = {}
    for statement, after in zip(definition.body, definition.body[1:], strict=False):
        if (
            isinstance(statement, ast.AnnAssign)
            and isinstance(statement.target, ast.Name)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
        ):
            found[statement.target.id] = inspect.cleandoc(str(after.value.value))
    return found
