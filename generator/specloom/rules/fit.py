"""Whether a value of the description fits the schema that is said to describe it.

A small judge on purpose. Patterns are not run: they are somebody else's regular expressions.
Formats are not judged, since no two tools agree about them. Whatever is in doubt fits.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from specloom.binding import described
from specloom.document import Document
from specloom.source import Key, Node

_PATIENCE = 20_000
"""Schemas looked at for one value: alternatives inside alternatives multiply."""

_LONGEST_PATIENCE = 400_000
"""Schemas looked at for all values of a description."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """Where inside the value it does not fit, and why."""

    path: tuple[Key, ...]
    text: str


class OutOfPatienceError(Exception):
    """The schema has more alternatives than anybody will follow."""


class Judge:
    """Judges values against schemas of one description, until its patience is gone."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.left = 0
        self.total = _LONGEST_PATIENCE
        self.busy: set[tuple[str, int]] = set()

    def misfit(self, value: Any, schema: Node) -> Misfit | None:
        """Return the first way in which `value` does not fit `schema`, or None."""
        self.left = min(_PATIENCE, self.total)
        before = self.left
        try:
            return next(self.misfits(value, schema, ()), None)
        except OutOfPatienceError:
            return None
        finally:
            self.total -= before - self.left
            self.busy.clear()

    def misfits(self, value: Any, schema: Node, path: tuple[Key, ...]) -> Iterator[Misfit]:
        """Yield what does not fit; nothing for a schema that is being asked the same already."""
        self.left -= 1
        if self.left < 0:
            raise OutOfPatienceError
        schema, siblings = self.document.follow_with_siblings(schema)
        if schema.value is False:
            yield Misfit(path, "no value is allowed here")
        if not schema.is_map:
            return
        key = (schema.pointer, id(value))
        if key in self.busy:
            return
        self.busy.add(key)
        try:
            yield from self._one(value, schema, path)
            if any(
                name in siblings for name in ("type", "enum", "const", "properties", "required")
            ):
                first = next(iter(siblings.values())).parent
                if first is not None:
                    yield from self._one(value, first, path)
        finally:
            self.busy.discard(key)

    def _one(self, value: Any, schema: Node, path: tuple[Key, ...]) -> Iterator[Misfit]:
        if value is None and _allows_null(schema):
            return
        wanted = _types(schema)
        if wanted and not any(_is(value, each) for each in wanted):
            yield Misfit(path, f"must be {' or '.join(wanted)}, not {described(value)}")
            return
        values = schema.get("enum")
        listed = values.value if values is not None and values.is_list else []
        if listed and not any(_same(value, each) for each in listed):
            yield Misfit(path, f"{described(value)} is not in the enumeration")
        constant = schema.get("const")
        if constant is not None and not _same(value, constant.value):
            yield Misfit(path, f"must be {described(constant.value)}, not {described(value)}")
        yield from _limits(value, schema, path)
        if isinstance(value, list):
            yield from self._items(value, schema, path)
        elif isinstance(value, dict):
            yield from self._members(value, schema, path)
        for part in _list(schema, "allOf"):
            yield from self.misfits(value, part, path)
        for key in ("oneOf", "anyOf"):
            branches = _list(schema, key)
            if branches and not any(self._fits(value, each) for each in branches):
                yield Misfit(path, f"fits none of the alternatives under '{key}'")

    def _fits(self, value: Any, schema: Node) -> bool:
        return next(self.misfits(value, schema, ()), None) is None

    def _items(self, value: list[Any], schema: Node, path: tuple[Key, ...]) -> Iterator[Misfit]:
        first = _list(schema, "prefixItems")
        for index, part in enumerate(first[: len(value)]):
            yield from self.misfits(value[index], part, (*path, index))
        items = schema.get("items")
        if items is not None and not items.is_list:
            for index in range(len(first), len(value)):
                yield from self.misfits(value[index], items, (*path, index))

    def _members(
        self, value: dict[str, Any], schema: Node, path: tuple[Key, ...]
    ) -> Iterator[Misfit]:
        properties = dict(_map(schema, "properties"))
        for name in _list(schema, "required"):
            if type(name.value) is str and name.value not in value:
                # A property that travels one way only is rightly missing on the other.
                declared = properties.get(name.value)
                target = self.document.follow(declared) if declared else None
                if target is None or not (target.flag("readOnly") or target.flag("writeOnly")):
                    yield Misfit(path, f"'{name.value}' is required and missing")
        extra = schema.get("additionalProperties")
        for key, inner in value.items():
            if key in properties:
                yield from self.misfits(inner, properties[key], (*path, key))
            elif extra is not None and "patternProperties" not in schema:
                if extra.value is False:
                    yield Misfit((*path, key), f"'{key}' is no property of the schema")
                elif extra.is_map:
                    yield from self.misfits(inner, extra, (*path, key))


def _allows_null(schema: Node) -> bool:
    return schema.flag("nullable") or "null" in _types(schema)


def _types(schema: Node) -> tuple[str, ...]:
    declared = schema.get("type")
    if declared is None:
        return ()
    names = declared.value if declared.is_list else [declared.value]
    known = tuple(each for each in names if isinstance(each, str) and each in _KINDS)
    return known if len(known) == len(names) else ()


_KINDS: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int, float),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


def _is(value: Any, kind: str) -> bool:
    if kind == "integer" and isinstance(value, float):
        return value.is_integer()
    return type(value) in _KINDS[kind]


def _same(one: Any, other: Any) -> bool:
    return bool(one == other) and (type(one) is bool) == (type(other) is bool)


_BOUNDS: dict[str, Callable[[float, float], bool]] = {
    "minimum": operator.lt,
    "maximum": operator.gt,
    "exclusiveMinimum": operator.le,
    "exclusiveMaximum": operator.ge,
}


def _limits(value: Any, schema: Node, path: tuple[Key, ...]) -> Iterator[Misfit]:
    if isinstance(value, bool):
        return
    if isinstance(value, (int, float)):
        for key, breaks in _BOUNDS.items():
            limit = schema.value.get(key)
            if type(limit) in (int, float) and breaks(value, limit):
                yield Misfit(path, f"{value} breaks '{key}: {limit}'")
    for key, kind, at_least in (
        ("minLength", str, True),
        ("maxLength", str, False),
        ("minItems", list, True),
        ("maxItems", list, False),
        ("minProperties", dict, True),
        ("maxProperties", dict, False),
    ):
        limit = schema.value.get(key)
        if isinstance(value, kind) and type(limit) is int:
            size = len(value)
            if size < limit if at_least else size > limit:
                yield Misfit(path, f"a size of {size} breaks '{key}: {limit}'")


def _list(schema: Node, key: str) -> list[Node]:
    listed = schema.get(key)
    return list(islice(listed.elements(), 1000)) if listed is not None else []


def _map(schema: Node, key: str) -> Iterator[tuple[str, Node]]:
    found = schema.get(key)
    if found is not None:
        yield from found.items()
