"""How a schema comes to allow what was seen, and as few other values as it takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from specloom.drift.routes import Spot, quoted

Action = dict[str, Any]

_ANY: Final[Mapping[str, dict[str, Any]]] = {
    "null": {"type": "null"},
    "boolean": {"type": "boolean"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "string": {"type": "string"},
    "array": {"type": "array", "items": {}},
    "empty array": {"type": "array", "items": {}, "maxItems": 0},
    "object": {"type": "object"},
}
_NOTES: Final = frozenset(
    ("title", "description", "example", "examples", "deprecated", "readOnly", "writeOnly",
     "default", "externalDocs", "xml", "$comment")
)  # fmt: skip
"""Keywords that speak about a value without limiting it."""

_CLOSED: Final = frozenset(
    ("$ref", "$dynamicRef", "enum", "const", "format", "allOf", "anyOf", "oneOf", "not", "if",
     "discriminator", "contentEncoding", "contentMediaType")
)  # fmt: skip
"""Keywords that limit values of every type, or change what their type means."""

_NARROWING: Final[Mapping[str, frozenset[str]]] = {
    "string": frozenset(("format",)),
    "array": frozenset(("items", "prefixItems", "additionalItems", "contains")),
    "object": frozenset(
        ("properties", "required", "additionalProperties", "patternProperties", "propertyNames",
         "dependentRequired", "dependentSchemas", "unevaluatedProperties")
    ),
}  # fmt: skip
"""Keywords that limit what the values of one type are made of."""


def widened(spot: Spot, seen: Sequence[str], *, has_type_lists: bool) -> list[Action]:
    """Return the actions that let the schema at `spot` allow the JSON types `seen` as well.

    `has_type_lists` says that the description may list several types: OpenAPI 3.0 may not.
    """
    schema = spot.node.value
    seen = _worth(schema, seen)
    if not seen:
        return []
    types = _types(schema)
    if types and not any(kind in types or kind == "empty array" for kind in seen):
        is_plain = not _CLOSED.intersection(schema)
        if has_type_lists and is_plain:
            return _typed(spot, types, seen)
        if not has_type_lists and list(seen) == ["null"] and is_plain:
            return [{"target": spot.trail, "update": {"nullable": True}}]
    return _joined(spot, seen, has_type_lists=has_type_lists)


def new_home(actions: Sequence[Action], trail: str) -> str | None:
    """Return where `actions` of `widened` put the old members of the schema, if they moved them."""
    for action in actions:
        for keyword in ("anyOf", "allOf"):
            if action["target"] == trail and keyword in action.get("update", {}):
                return f"{trail}.{keyword}[0]"
    return None


def _worth(schema: Any, seen: Sequence[str]) -> list[str]:
    """Return what of `seen` is news to the schema."""
    if type(schema) is not dict or not (schema.keys() - _NOTES):
        return []
    found = list(dict.fromkeys(seen))
    if schema.get("nullable") is True and "null" in found:
        found.remove("null")
    if "array" in found and "empty array" in found:
        found.remove("empty array")
    if "number" in found and "integer" in found:
        found.remove("integer")
    return [kind for kind in found if not _allows(schema, kind)]


def _allows(schema: Mapping[str, Any], kind: str) -> bool:
    """Whether every value of the JSON type `kind` is right already."""
    if schema == _ANY[kind] or (kind == "empty array" and _allows(schema, "array")):
        return True
    alternatives = schema.get("anyOf")
    if isinstance(alternatives, list) and not (schema.keys() - _NOTES - {"anyOf", "nullable"}):
        plain = [each for each in alternatives if isinstance(each, dict)]
        return any(_allows(each, kind) for each in plain)
    if (_CLOSED - {"format"}).intersection(schema):
        return False
    types = _types(schema)
    if kind not in types and not (kind == "integer" and "number" in types):
        return False
    return not _NARROWING.get(kind, frozenset()).intersection(schema)


def _types(schema: Mapping[str, Any]) -> list[str]:
    named = schema.get("type")
    if isinstance(named, str):
        return [named]
    return [each for each in named if isinstance(each, str)] if isinstance(named, list) else []


def _typed(spot: Spot, types: Sequence[str], seen: Sequence[str]) -> list[Action]:
    if "number" in seen:
        types = [kind for kind in types if kind != "integer"]
    update = {"target": spot.trail, "update": {"type": [*types, *seen]}}
    if isinstance(spot.node.value["type"], list):
        # Tools disagree about what merging two lists gives, so the old one goes first.
        return [{"target": f"{spot.trail}.type", "remove": True}, update]
    return [update]


def _joined(spot: Spot, seen: Sequence[str], *, has_type_lists: bool) -> list[Action]:
    """Return the actions that put the schema beside what was seen, as alternatives."""
    schema: dict[str, Any] = spot.node.value
    moved = {key: value for key, value in schema.items() if _limits(key)}
    others = [_ANY[kind] for kind in seen if kind != "null" or has_type_lists]
    nullable = {"nullable": True} if "null" in seen and not has_type_lists else {}
    if moved.keys() == {"anyOf"}:
        actions = [{"target": f"{spot.trail}.anyOf", "update": each} for each in others]
        if nullable:
            actions.append({"target": spot.trail, "update": nullable})
        return actions
    keys = ", ".join(map(quoted, moved))
    keyword = "anyOf" if others else "allOf"
    return [
        {"target": f"{spot.trail}[{keys}]", "remove": True},
        {"target": spot.trail, "update": {keyword: [moved, *others], **nullable}},
    ]


def _limits(key: str) -> bool:
    return key not in _NOTES and not key.startswith("x-")
