# Part of specloom, copied with the package that it serves.
# pyright: basic
"""The schemas of a description: references followed, alternatives flattened into one shape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import NoneType
from typing import Any, TypeAlias

import msgspec

Schema: TypeAlias = Any
"""A JSON Schema as it was written: an object, or true or false."""

_DEPTH = 40
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str, bytes),
    "integer": (int, float),
    "number": (int, float),
    "boolean": (bool,),
    "null": (NoneType,),
    "array": (list,),
    "object": (dict,),
}
NAMES = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "null",
    "array": "a list",
    "object": "an object",
}


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """What a schema comes down to when `allOf` is merged and the first alternative is taken.

    `kinds` are the JSON types that are allowed, in the order in which they are written; `items` is
    None unless an array is described. `closed` says that no other properties are allowed.
    """

    kinds: tuple[str, ...] = ()
    properties: Mapping[str, Schema] = {}
    required: frozenset[str] = frozenset()
    items: Schema | None = None
    closed: bool = False
    extra: Schema | None = None

    @property
    def is_object(self) -> bool:
        """Whether an object is described."""
        return "object" in self.kinds or (not self.kinds and bool(self.properties))

    @property
    def is_array(self) -> bool:
        """Whether a list is described."""
        return "array" in self.kinds or (not self.kinds and self.items is not None)


class Schemas:
    """Answers questions about schemas; `named` holds what `$ref` values point to."""

    def __init__(self, named: Mapping[str, Schema], dialect: str = "3.1") -> None:
        self._named = named
        self.is_old = dialect.startswith("3.0")
        # A schema is known by its identity: it is kept here, so that no other can get its id.
        self._shapes: dict[int, tuple[Schema, Shape]] = {}
        self._kinds: dict[int, tuple[Schema, tuple[str, ...]]] = {}

    def target(self, ref: object) -> Schema:
        """Return what `ref` points to, chains of references followed; anything if it dangles."""
        seen = set()
        while isinstance(ref, str) and ref not in seen:
            seen.add(ref)
            schema = self._named.get(ref, True)
            if not isinstance(schema, dict) or "$ref" not in schema or len(schema) > 1:
                return schema
            ref = schema["$ref"]
        return True

    def follow(self, schema: Schema) -> Schema:
        """Return `schema`, or what it refers to; keys beside `$ref` win over those behind it."""
        for _ in range(_DEPTH):
            if not isinstance(schema, dict) or not isinstance(schema.get("$ref"), str):
                return schema
            target = self.target(schema["$ref"])
            if self.is_old or len(schema) == 1 or not isinstance(target, dict):
                schema = target
            else:
                beside = {key: value for key, value in schema.items() if key != "$ref"}
                schema = target | beside
        return True

    def parts(self, schema: Schema) -> Iterator[dict[str, Any]]:
        """Yield `schema` and every schema that it is made of by `$ref` and `allOf`."""
        return self._parts(schema, set(), 0)

    def _parts(self, schema: Schema, seen: set[str], depth: int) -> Iterator[dict[str, Any]]:
        if not isinstance(schema, dict) or depth > _DEPTH:
            return
        ref = schema.get("$ref")
        if isinstance(ref, str):
            if ref not in seen:
                seen.add(ref)
                yield from self._parts(self.target(ref), seen, depth + 1)
            if self.is_old:
                return
        yield schema
        for part in listed(schema, "allOf"):
            yield from self._parts(part, seen, depth + 1)

    def shape(self, schema: Schema) -> Shape:
        """Return what `schema` comes down to."""
        known = self._shapes.get(id(schema))
        if known is None:
            known = self._shapes[id(schema)] = (schema, self._flatten(schema, 0))
        return known[1]

    def _flatten(self, schema: Schema, depth: int) -> Shape:
        kinds: tuple[str, ...] = ()
        properties: dict[str, Schema] = {}
        required: set[str] = set()
        items: Schema | None = None
        extra: Schema | None = None
        closed = False
        for part in self.parts(schema):
            own = kinds_of(part)
            kinds = tuple(kind for kind in kinds if kind in own) or own or kinds
            properties.update(members(part, "properties"))
            required.update(name for name in listed(part, "required") if isinstance(name, str))
            if "items" in part and items is None:
                items = part["items"]
            more = part.get("additionalProperties")
            closed = closed or more is False
            extra = more if isinstance(more, dict) and extra is None else extra
            chosen = self._choose(part)
            if chosen is not None and depth < 6:
                branch = self._flatten(chosen, depth + 1)
                kinds = kinds or branch.kinds
                properties.update(branch.properties)
                required |= branch.required
                items = branch.items if items is None else items
                extra = branch.extra if extra is None else extra
                closed = closed or branch.closed
        return Shape(
            kinds=kinds,
            properties=properties,
            required=frozenset(required),
            items=items,
            closed=closed,
            extra=extra,
        )

    def _choose(self, part: Mapping[str, Any]) -> Schema | None:
        """Return the first alternative that is more than null, and among those an object if any."""
        options = listed(part, "oneOf") or listed(part, "anyOf")
        useful = []
        for option in options:
            followed = self.follow(option)
            if isinstance(followed, dict) and kinds_of(followed) != ("null",):
                useful.append(option)
        return useful[0] if useful else None

    def kinds(self, schema: Schema) -> tuple[str, ...]:
        """Return every type that a value of `schema` may have: the strictest first, text last."""
        known = self._kinds.get(id(schema))
        if known is None:
            found = sorted(dict.fromkeys(self._all_kinds(schema, 0)), key=_strictness)
            known = self._kinds[id(schema)] = (schema, tuple(found))
        return known[1]

    def _all_kinds(self, schema: Schema, depth: int) -> Iterator[str]:
        for part in self.parts(schema):
            yield from kinds_of(part)
            for key in ("oneOf", "anyOf"):
                for option in listed(part, key)[:30] if depth < 4 else ():
                    yield from self._all_kinds(option, depth + 1)

    def is_read_only(self, schema: Schema) -> bool:
        """Whether only the server may set a value of `schema`."""
        return any(part.get("readOnly") is True for part in self.parts(schema))

    def is_write_only(self, schema: Schema) -> bool:
        """Whether a value of `schema` is sent but never comes back."""
        return any(part.get("writeOnly") is True for part in self.parts(schema))

    def is_nullable(self, schema: Schema, depth: int = 0) -> bool:
        """Whether null is a value of `schema`."""
        if depth > 4:
            return False
        followed = self.follow(schema)
        if not isinstance(followed, dict):
            return followed is True
        if followed.get("nullable") is True or "null" in kinds_of(followed):
            return True
        options = listed(followed, "oneOf") or listed(followed, "anyOf")
        return any(self.is_nullable(option, depth + 1) for option in options[:20])


_ORDER = ("integer", "number", "boolean", "null", "array", "object", "string")


def _strictness(kind: str) -> int:
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def kinds_of(schema: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the JSON types that `schema` itself names."""
    kind = schema.get("type")
    if isinstance(kind, str):
        return (kind, "null") if schema.get("nullable") is True else (kind,)
    if isinstance(kind, list):
        return tuple(one for one in kind if isinstance(one, str))
    return ()


def listed(schema: Mapping[str, Any], key: str) -> list[Any]:
    """Return the list under `key`, or an empty one."""
    value = schema.get(key)
    return value if isinstance(value, list) else []


def members(schema: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Return the object under `key`, or an empty one."""
    value = schema.get(key)
    return value if isinstance(value, dict) else {}


def count(schema: Mapping[str, Any], key: str) -> int | None:
    """Return the whole number under `key`, or None."""
    value = schema.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if abs(value) < 1 << 53 else None


def number(schema: Mapping[str, Any], key: str) -> float | int | None:
    """Return the number under `key`, or None."""
    value = schema.get(key)
    return None if isinstance(value, bool) or not isinstance(value, int | float) else value
