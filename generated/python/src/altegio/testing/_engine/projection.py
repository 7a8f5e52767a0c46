# Part of specloom, copied with the package that it serves.
# pyright: basic
"""An item as a certain answer shows it: only the fields that its schema lists, none missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .checks import Checks
from .samples import Samples
from .schemas import Schema, Schemas, Shape, listed

_DEEP = 6
View = Callable[[Any], Any]


class Projections:
    """Views of stored items, made when they are first needed."""

    def __init__(self, schemas: Schemas, checks: Checks, samples: Samples) -> None:
        self._schemas = schemas
        self._checks = checks
        self._samples = samples
        self._known: dict[tuple[int, int], tuple[Schema, Schema, View]] = {}

    def view(self, stored: Schema, shown: Schema) -> View:
        """Return how an item that follows `stored` looks in an answer that follows `shown`."""
        place = (id(stored), id(shown))
        known = self._known.get(place)
        if known is None:
            view = _same if self._is_same(self._final(stored), shown) else self._checked(shown)
            known = self._known[place] = (stored, shown, view)
        return known[2]

    def _is_same(self, stored: Schema, shown: Schema) -> bool:
        """Whether every item that was stored is a fit answer: the schema, or one of its options."""
        final = self._final(shown)
        if final is stored or not isinstance(final, dict):
            return final is stored
        options = listed(final, "oneOf") or listed(final, "anyOf")
        return any(self._final(one) is stored for one in options)

    def _final(self, schema: Schema) -> Schema:
        while isinstance(schema, dict) and len(schema) == 1 and "$ref" in schema:
            schema = self._schemas.target(schema["$ref"])
        return schema

    def _checked(self, shown: Schema) -> View:
        """Return a view that does not let a field through which breaks the answer's schema."""
        build = self._build(shown, 0)
        properties = self._schemas.shape(shown).properties
        required = self._schemas.shape(shown).required

        def view(item: Any) -> Any:
            made = build(item)
            problems = self._checks.problems(shown, made)
            if not problems or not isinstance(made, dict):
                return made
            for name in {one.path[0] for one in problems if one.path}:
                if name in properties and name in required:
                    made[name] = self._samples.value(properties[name], str(name))
                else:
                    made.pop(name, None)
            if not self._checks.fits(shown, made):
                whole = self._samples.value(shown)
                return whole if self._checks.fits(shown, whole) else made
            return made

        return view

    def _build(self, schema: Schema, depth: int) -> View:
        shape = self._schemas.shape(schema)
        if depth >= _DEEP:
            return _same
        if shape.properties:
            return self._object(shape, depth)
        if shape.items is not None:
            inner = self._build(shape.items, depth + 1)
            if inner is _same:
                return _same
            return lambda value: [inner(one) for one in value] if isinstance(value, list) else value
        return _same

    def _object(self, shape: Shape, depth: int) -> View:
        inner = {name: self._build(one, depth + 1) for name, one in shape.properties.items()}
        open_ended = shape.extra is not None
        missing = {
            name: self._samples.value(shape.properties.get(name, True), name)
            for name in sorted(shape.required)
        }

        def view(value: Any) -> Any:
            if not isinstance(value, dict):
                return value
            made = {
                name: inner[name](one) if name in inner else one
                for name, one in value.items()
                if name in inner or open_ended
            }
            for name, sample in missing.items():
                if name not in made:
                    made[name] = sample
            return made

        return view


def _same(value: Any) -> Any:
    return value
