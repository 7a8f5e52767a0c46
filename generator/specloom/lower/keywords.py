"""The keywords of JSON Schema: what kind of value each holds, and what it is for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

Check = Callable[[Any], bool]


def listed(text: str) -> frozenset[str]:
    """Return the words in `text`."""
    return frozenset(text.split())


def _is_text(value: Any) -> bool:
    return type(value) is str


def _is_object(value: Any) -> bool:
    return type(value) is dict


def _is_schema(value: Any) -> bool:
    return type(value) is dict or type(value) is bool


def _is_list(value: Any) -> bool:
    return type(value) is list and bool(value)


def _is_flag(value: Any) -> bool:
    return type(value) is bool


def _is_number(value: Any) -> bool:
    return type(value) is int or type(value) is float


def _is_bound(value: Any) -> bool:
    return type(value) in (int, float, bool)


def _is_count(value: Any) -> bool:
    return (type(value) is int or (type(value) is float and value.is_integer())) and value >= 0


def _is_names(value: Any) -> bool:
    return type(value) is list and all(type(name) is str for name in value)


def _is_types(value: Any) -> bool:
    return type(value) is str or _is_names(value)


_EXPECTED: Final[tuple[tuple[Check, str, str], ...]] = (
    (_is_object, "an object", "properties patternProperties dependentRequired dependentSchemas dependencies $defs definitions discriminator"),
    (_is_names, "a list of names", "required"),
    (_is_list, "a list with something in it", "enum allOf anyOf oneOf prefixItems"),
    (_is_schema, "a schema", "additionalProperties additionalItems unevaluatedProperties unevaluatedItems not if then else propertyNames contains contentSchema"),
    (_is_types, "the name of a type or a list of them", "type"),
    (_is_text, "text", "format pattern title description contentEncoding contentMediaType"),
    (_is_number, "a number", "minimum maximum multipleOf"),
    (_is_bound, "a number", "exclusiveMinimum exclusiveMaximum"),
    (_is_count, "a whole number from 0", "minLength maxLength minItems maxItems minProperties maxProperties minContains maxContains"),
    (_is_flag, "true or false", "uniqueItems nullable readOnly writeOnly deprecated"),
    (lambda value: type(value) in (dict, bool, list), "a schema", "items"),
)  # fmt: skip

CHECKS: Final[Mapping[str, tuple[Check, str]]] = {
    keyword: (check, expected)
    for check, expected, keywords in _EXPECTED
    for keyword in keywords.split()
}
"""For each keyword, what its value must be, as a test and in words."""

ANNOTATIONS: Final = listed("""
    $anchor $comment $defs $dynamicAnchor $id $schema $vocabulary contentSchema default definitions
    deprecated description example examples externalDocs id nullable readOnly summary title
    writeOnly xml
""")
"""Keywords that describe a value without limiting its shape."""

LIMITS: Final = listed("""
    exclusiveMaximum exclusiveMinimum maxItems maxLength maxProperties maximum minItems minLength
    minProperties minimum multipleOf pattern uniqueItems
""")
"""Keywords that limit a value without changing its shape."""

TYPE_BY_KEYWORD: Final[Mapping[str, str]] = {
    keyword: kind
    for kind, keywords in (
        ("object", "properties additionalProperties patternProperties propertyNames required minProperties maxProperties unevaluatedProperties dependentRequired dependentSchemas dependencies"),
        ("array", "items prefixItems minItems maxItems uniqueItems contains additionalItems unevaluatedItems"),
        ("string", "pattern minLength maxLength contentEncoding contentMediaType"),
        ("number", "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf"),
    )
    for keyword in keywords.split()
}  # fmt: skip
"""The type that a keyword speaks of, where a schema does not say its type."""


SHAPING: Final = (frozenset(CHECKS) | {"const", "$ref", "$dynamicRef"}) - ANNOTATIONS
"""Keywords that may change the shape or the limits of a value."""
