"""Whether a value fits a schema, by jsonschema-rs: nothing of the generator takes part.

A schema is cut out of its document with all that it refers to, and OpenAPI 3.0's keywords are
rewritten as JSON Schema 2020-12.
"""

from __future__ import annotations

import re
from typing import Any

import jsonschema_rs

from .reading import Description, Json, elements, members

_KEPT = 16
"""So many schemas stay compiled: each holds all that it refers to."""

_TYPES = {"string", "number", "integer", "boolean", "array", "object", "null"}
_MAPS = ("properties", "patternProperties", "dependentSchemas", "$defs")
_LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
_ONE = ("items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames")
_COUNTS = ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties")
_NUMBERS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")


class Judge:
    """Judges values that travel in one direction: `request` or response.

    What only the other side may set is not demanded.
    """

    def __init__(self, description: Description, *, request: bool) -> None:
        self._description = description
        self._unwanted = "readOnly" if request else "writeOnly"
        self._known: dict[int, tuple[Json, Any]] = {}
        self._cut: dict[str, Json] = {}
        self._uses: dict[str, set[str]] = {}

    def complaint(self, schema: Json, value: Json) -> str | None:
        """Return what is wrong with `value`, or None; a schema that is none accepts everything."""
        known = self._known.get(id(schema))
        if known is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            known = self._known[id(schema)] = (schema, self._compile(schema))
        if known[1] is None:
            return None
        try:
            known[1].validate(value)
        except jsonschema_rs.ValidationError as error:
            where = "/".join(map(str, error.instance_path))
            return f"{where or 'the value'}: {error.message[:300]}"
        return None

    def fits(self, schema: Json, value: Json) -> bool:
        """Whether `value` fits `schema`."""
        return self.complaint(schema, value) is None

    def _compile(self, schema: Json) -> Any:
        uses: set[str] = set()
        top = self._cut_out(schema, uses)
        if not isinstance(top, dict):
            top = {"allOf": [top]}
        names: dict[str, Json] = {}
        waiting = sorted(uses)
        while waiting:
            ref = waiting.pop()
            if ref in names:
                continue
            if ref not in self._cut:
                inner: set[str] = set()
                self._cut[ref] = self._cut_out(self._description.target(ref), inner)
                self._uses[ref] = inner
            names[ref] = self._cut[ref]
            waiting.extend(self._uses[ref] - names.keys())
        definitions = {_key(ref): one for ref, one in names.items()}
        try:
            return jsonschema_rs.Draft202012Validator(
                {**top, "$defs": definitions}, validate_formats=True
            )
        except (ValueError, jsonschema_rs.ReferencingError):
            return None

    def _cut_out(self, schema: Json, uses: set[str]) -> Json:
        if isinstance(schema, bool):
            return schema
        if not isinstance(schema, dict):
            return {}
        ref = schema.get("$ref")
        if isinstance(ref, str):
            beside = {} if self._description.is_old else self._rewritten(schema, uses)
            if ref.startswith("#"):
                uses.add(ref)
                beside["$ref"] = f"#/$defs/{_key(ref)}"
            return beside
        made = self._rewritten(schema, uses)
        if self._description.is_old and schema.get("nullable") is True:
            return {"anyOf": [made, {"type": "null"}]}
        return made

    def _rewritten(self, schema: dict[str, Json], uses: set[str]) -> dict[str, Json]:
        made: dict[str, Json] = {}
        kinds = schema.get("type")
        kinds = [one for one in (kinds if isinstance(kinds, list) else [kinds]) if one in _TYPES]
        if kinds:
            made["type"] = kinds
        for key in _MAPS:
            if isinstance(schema.get(key), dict):
                made[key] = {
                    name: self._cut_out(one, uses)
                    for name, one in schema[key].items()
                    if key != "patternProperties" or _is_pattern(name)
                }
        for key in _LISTS:
            parts = [self._cut_out(one, uses) for one in elements(schema, key)]
            if parts:
                made[key] = parts
        for key in _ONE:
            if isinstance(schema.get(key), dict | bool):
                made[key] = self._cut_out(schema[key], uses)
        self._copy_limits(schema, made)
        required = [name for name in elements(schema, "required") if isinstance(name, str)]
        unwanted = {
            name for name, one in members(schema, "properties") if self._is_unwanted(one)
        }
        if required:
            made["required"] = sorted(set(required) - unwanted)
        return made

    def _copy_limits(self, schema: dict[str, Json], made: dict[str, Json]) -> None:
        for key in _COUNTS:
            if _is_number(schema.get(key)) and schema[key] >= 0:
                made[key] = int(schema[key])
        for key in _NUMBERS:
            if _is_number(schema.get(key)) and (key != "multipleOf" or schema[key] > 0):
                made[key] = schema[key]
        for key, limit in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
            if schema.get(key) is True and limit in made:
                made[key] = made.pop(limit)
        if isinstance(schema.get("pattern"), str) and _is_pattern(schema["pattern"]):
            made["pattern"] = schema["pattern"]
        if isinstance(schema.get("enum"), list) and schema["enum"]:
            made["enum"] = schema["enum"]
        if "const" in schema:
            made["const"] = schema["const"]
        if isinstance(schema.get("format"), str):
            made["format"] = schema["format"]
        if schema.get("uniqueItems") is True:
            made["uniqueItems"] = True
        for key in ("unevaluatedProperties", "minContains", "maxContains", "dependentRequired"):
            if isinstance(schema.get(key), bool | int | dict):
                made[key] = schema[key]

    def _is_unwanted(self, schema: Json, depth: int = 0) -> bool:
        if not isinstance(schema, dict) or depth > 5:
            return False
        if schema.get(self._unwanted) is True:
            return True
        inner = elements(schema, "allOf")
        if isinstance(schema.get("$ref"), str):
            inner = [*inner, self._description.target(schema["$ref"])]
        return any(self._is_unwanted(one, depth + 1) for one in inner)


def _key(ref: str) -> str:
    return re.sub(r"[^A-Za-z0-9]", lambda found: f"_{ord(found[0]):x}_", ref)


def _is_number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_pattern(text: str) -> bool:
    try:
        jsonschema_rs.Draft202012Validator({"pattern": text})
    except ValueError:
        return False
    return True
