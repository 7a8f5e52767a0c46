"""One view of a schema, in whichever dialect of OpenAPI 3 it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from specloom.lower.faults import Faults
from specloom.lower.keywords import CHECKS, LIMITS, SHAPING, TYPE_BY_KEYWORD
from specloom.source import Node

TYPES: Final = frozenset({"string", "integer", "number", "boolean", "array", "object"})

# What people write where a type should stand: (type, format).
_MEANT: Final[Mapping[str, tuple[str, str | None]]] = {
    "int": ("integer", None),
    "int32": ("integer", "int32"),
    "int64": ("integer", "int64"),
    "long": ("integer", "int64"),
    "float": ("number", "float"),
    "double": ("number", "double"),
    "decimal": ("number", None),
    "bool": ("boolean", None),
    "str": ("string", None),
    "text": ("string", None),
    "date": ("string", "date"),
    "datetime": ("string", "date-time"),
    "date-time": ("string", "date-time"),
    "timestamp": ("string", "date-time"),
    "time": ("string", "time"),
    "uuid": ("string", "uuid"),
    "uri": ("string", "uri"),
    "url": ("string", "uri"),
    "email": ("string", "email"),
    "enum": ("string", None),
    "file": ("string", "binary"),
    "binary": ("string", "binary"),
    "list": ("array", None),
    "dict": ("object", None),
    "map": ("object", None),
    "json": ("object", None),
}
_COMPOSING: Final = frozenset({"$ref", "$dynamicRef", "allOf", "oneOf", "anyOf"})
_SHAPES: Final = SHAPING - LIMITS
_MAY_BE_EMPTY: Final = frozenset({"properties", "patternProperties", "required"})
_ANY_TYPE: Final = frozenset({"any", "mixed", "anyvalue", "*", ""})


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema's own keywords, without those whose value makes no sense.

    `types` are the JSON types it names, null aside; empty when it names none. `nullable` says
    that it allows null in words, `never` that nothing can satisfy it.
    """

    node: Node
    raw: Mapping[str, Any]
    types: tuple[str, ...] = ()
    nullable: bool = False
    never: bool = False

    def __contains__(self, keyword: str) -> bool:
        return keyword in self.raw

    def child(self, keyword: str) -> Node:
        """Return the value of `keyword`, which must be there."""
        return self.node[keyword]

    def text(self, keyword: str) -> str:
        """Return the text of `keyword`, empty when it is absent."""
        value = self.raw.get(keyword, "")
        return value if type(value) is str else ""

    def flag(self, keyword: str) -> bool:
        """Return whether `keyword` is true."""
        return self.raw.get(keyword) is True

    @property
    def is_reference(self) -> bool:
        """Whether the schema refers to another one."""
        return "$ref" in self.raw or "$dynamicRef" in self.raw

    @property
    def only_null(self) -> bool:
        """Whether the type is null and nothing else."""
        return self.nullable and not self.types and "type" in self.raw

    @property
    def is_simple(self) -> bool:
        """Whether the schema stands for itself, without other schemas that say what it is."""
        return _COMPOSING.isdisjoint(self.raw)

    @property
    def shaping(self) -> frozenset[str]:
        """The keywords that say something of a value's shape, limits aside."""
        found = _SHAPES.intersection(self.raw)
        empty = [keyword for keyword in found & _MAY_BE_EMPTY if not self.raw[keyword]]
        return found.difference(empty) if empty else found

    @property
    def is_comment(self) -> bool:
        """Whether the schema says nothing of a value's shape."""
        return not self.never and not self.shaping


def read(node: Node, *, dialect: tuple[int, int], faults: Faults) -> Schema:
    """Return the one view of the schema at `node`, reporting what in it makes no sense."""
    value = node.value
    if value is True:
        return Schema(node, {})
    if value is False:
        return Schema(node, {}, never=True)
    if type(value) is not dict:
        faults.lose(
            "not-a-schema",
            at=node,
            what="the schema",
            reason=f"{_named(value)} is no schema; it stands for anything",
            help="A schema is an object, such as 'type: string'.",
        )
        return Schema(node, {})
    raw = _sensible(value, node, faults)
    if ("$ref" in raw or "$dynamicRef" in raw) and dialect == (3, 0):
        raw = _beside_reference(raw, node, faults)
    types, nullable, format = _types(raw, node, faults)
    if format is not None:
        raw = {**raw, "format": raw.get("format", format)}
    never = "not" in raw and raw["not"] in (True, {})
    return Schema(node, raw, types, nullable, never)


def _sensible(value: dict[str, Any], node: Node, faults: Faults) -> dict[str, Any]:
    """Return `value` without the keywords whose own value makes no sense."""
    wrong = [
        keyword for keyword in value if keyword in CHECKS and not CHECKS[keyword][0](value[keyword])
    ]
    wrong.extend(
        keyword
        for keyword in ("$ref", "$dynamicRef")
        if keyword in value and type(value[keyword]) is not str
    )
    if not wrong:
        return value
    kept = {keyword: item for keyword, item in value.items() if keyword not in wrong}
    for keyword in wrong:
        mended = _mended(keyword, value[keyword])
        # An empty type beside properties was forgotten; null was not meant.
        forgotten = mended == ["null"] and inferred(value) is not None
        if mended is not None and not forgotten:
            kept[keyword] = mended
            faults.mend(
                "keyword-mended",
                at=node[keyword],
                text=f"'{keyword}' is {_named(value[keyword])}; it was read as {mended!r}",
                help=f"Write {CHECKS[keyword][1]}.",
            )
        elif forgotten or _says_nothing(keyword, value[keyword]):
            faults.mend(
                "keyword-ignored",
                at=node[keyword],
                text=f"'{keyword}' is {_named(value[keyword])}; it was read as if it were absent",
                help=f"Write {CHECKS[keyword][1] if keyword in CHECKS else 'text'}, or leave it out.",
            )
        else:
            _refuse(keyword, value[keyword], node, faults)
    return kept


def _refuse(keyword: str, value: Any, node: Node, faults: Faults) -> None:
    expected = CHECKS[keyword][1] if keyword in CHECKS else "text"
    help = f"Write {expected}, or leave '{keyword}' out."
    if keyword == "required":
        help = "Name the property in the 'required' list of the object it belongs to."
    faults.lose(
        "wrong-keyword-value",
        at=node[keyword],
        what=f"'{keyword}'",
        reason=f"it must be {expected}, not {_named(value)}",
        help=help,
    )


def _says_nothing(keyword: str, value: Any) -> bool:
    """Whether a wrong value means the same as leaving the keyword out."""
    if value is None or (keyword == "required" and value is False):
        return True
    return value in ([], {}, "") and type(value) in (list, dict, str)


def _mended(keyword: str, value: Any) -> Any:
    """Return what `value` was meant to be where that is beyond doubt, or None."""
    check = CHECKS[keyword][0] if keyword in CHECKS else None
    if keyword == "type" and (value is None or (type(value) is list and None in value)):
        # YAML's null where the text "null" was meant.
        named = ["null" if name is None else name for name in value or [None]]
        return named if CHECKS["type"][0](named) else None
    if keyword == "discriminator" and type(value) is str:
        return {"propertyName": value}
    if keyword in ("title", "description", "format", "pattern") and type(value) in (int, float):
        return str(value)
    if type(value) is str and check is not None and keyword != "type":
        if value.lower() in ("true", "false"):
            meant: Any = value.lower() == "true"
        else:
            try:
                meant = int(value) if value.lstrip("-").isdigit() else float(value)
            except ValueError:
                return None
        return meant if check(meant) else None
    return None


def _beside_reference(raw: dict[str, Any], node: Node, faults: Faults) -> dict[str, Any]:
    """Return the reference and what describes it: in 3.0, nothing beside a `$ref` changes its shape."""
    keyword = "$ref" if "$ref" in raw else "$dynamicRef"
    harmless = LIMITS | {"$ref", "$dynamicRef", "type", "format"}
    for key in [key for key in raw if key in SHAPING and key not in harmless]:
        faults.lose(
            "beside-reference",
            at=node[key],
            what=f"'{key}'",
            reason="OpenAPI 3.0 ignores what stands beside a $ref",
            help="Put the $ref into allOf, or move to OpenAPI 3.1.",
        )
    return {
        key: item
        for key, item in raw.items()
        if key == keyword or key in LIMITS or key not in SHAPING
    }


def _types(
    raw: Mapping[str, Any], node: Node, faults: Faults
) -> tuple[tuple[str, ...], bool, str | None]:
    """Return the types that are named, whether null is allowed, and the format a name implies."""
    nullable = raw.get("nullable") is True or raw.get("x-nullable") is True
    if "type" not in raw:
        return (), nullable, None
    named = [raw["type"]] if type(raw["type"]) is str else raw["type"]
    types: dict[str, None] = {}
    format: str | None = None
    for name in named:
        if name in TYPES:
            types[name] = None
        elif name.lower() in ("null", "nil", "none"):
            nullable = True
        else:
            kind, implied = _meant(name, raw, node, faults)
            format = format or implied
            if kind is None:
                return (), nullable, None
            types[kind] = None
    return tuple(types), nullable, format


def _meant(
    name: str, raw: Mapping[str, Any], node: Node, faults: Faults
) -> tuple[str | None, str | None]:
    """Return type and format that the unknown type `name` was meant as; None where nobody knows."""
    plain = name.strip().lower().replace("_", "-")
    if plain in TYPES:
        meant: tuple[str | None, str | None] = (plain, None)
    elif plain in _MEANT:
        meant = _MEANT[plain]
    elif plain in _ANY_TYPE:
        meant = (None, None)
    else:
        meant = (inferred(raw), None)
        if meant[0] is None:
            faults.lose(
                "unknown-type",
                at=node["type"],
                what=f"the type '{name[:60]}'",
                reason="there is no such type; it stands for anything",
                help="Use string, integer, number, boolean, array or object, or a $ref.",
            )
            return meant
    faults.mend(
        "unknown-type",
        at=node["type"],
        text=f"there is no type '{name[:60]}'; it was read as {meant[0] or 'any type'}",
        help="Use string, integer, number, boolean, array or object.",
    )
    return meant


def inferred(raw: Mapping[str, Any]) -> str | None:
    """Return the type that the keywords of a schema without a type speak of; None if none does."""
    spoken = {TYPE_BY_KEYWORD[keyword] for keyword in raw if keyword in TYPE_BY_KEYWORD}
    return next((kind for kind in ("object", "array", "string", "number") if kind in spoken), None)


def _named(value: Any) -> str:
    if value is None:
        return "nothing"
    if type(value) is bool:
        return "true" if value else "false"
    if type(value) is str:
        return f"the text '{value[:40]}'"
    if type(value) is list:
        return "a list" if value else "an empty list"
    return "an object" if type(value) is dict else f"the number {value}"
