# Part of specloom, copied with the package that it serves.
# pyright: basic
"""What is sent and never comes back: `writeOnly` members are taken out of answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from .schemas import Schema, Schemas, listed, members

_DEEP = 30


class _Facts(msgspec.Struct, frozen=True):
    """What is known about the members of an object and the items of a list."""

    hidden: frozenset[str]
    inner: Mapping[str, Schema]
    items: Schema
    extra: Schema


class Concealing:
    """Takes out of values what their schemas call `writeOnly`."""

    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas
        # A schema is known by its identity: it is kept here, so that no other can get its id.
        self._known: dict[int, tuple[Schema, _Facts]] = {}
        self._needed: dict[int, tuple[Schema, bool]] = {}

    def shown(self, schema: Schema, value: Any) -> Any:
        """Return `value` as an answer may show it: itself where nothing is to be hidden."""
        known = self._needed.get(id(schema))
        if known is None:
            known = self._needed[id(schema)] = (schema, self._hides(schema, set()))
        return self._without(schema, value, 0) if known[1] else value

    def _hides(self, schema: Schema, seen: set[int]) -> bool:
        if not isinstance(schema, dict) or id(schema) in seen:
            return False
        seen.add(id(schema))
        facts = self._facts(schema)
        inner = (*facts.inner.values(), facts.items, facts.extra)
        return bool(facts.hidden) or any(self._hides(one, seen) for one in inner)

    def _without(self, schema: Schema, value: Any, depth: int) -> Any:
        if depth > _DEEP or not isinstance(schema, dict):
            return value
        if isinstance(value, list):
            items = self._facts(schema).items
            return [self._without(items, one, depth + 1) for one in value]
        if not isinstance(value, dict):
            return value
        facts = self._facts(schema)
        return {
            name: self._without(facts.inner.get(name, facts.extra), one, depth + 1)
            for name, one in value.items()
            if name not in facts.hidden
        }

    def _facts(self, schema: Schema) -> _Facts:
        known = self._known.get(id(schema))
        if known is None:
            known = self._known[id(schema)] = (schema, self._read(schema))
        return known[1]

    def _read(self, schema: Schema) -> _Facts:
        inner: dict[str, Schema] = {}
        items: Schema = True
        extra: Schema = True
        for part in self._parts(schema, 0):
            inner |= members(part, "properties")
            items = part.get("items", items)
            extra = part.get("additionalProperties", extra)
        hidden = frozenset(name for name, one in inner.items() if self._schemas.is_write_only(one))
        return _Facts(hidden, inner, items, extra)

    def _parts(self, schema: Schema, depth: int) -> Iterator[Mapping[str, Any]]:
        """Yield everything that `schema` is made of, each of its alternatives included."""
        if depth > 4:
            return
        for part in self._schemas.parts(schema):
            yield part
            for key in ("oneOf", "anyOf"):
                for option in listed(part, key):
                    yield from self._parts(option, depth + 1)
