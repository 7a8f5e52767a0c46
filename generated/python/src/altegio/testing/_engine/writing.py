# Part of specloom, copied with the package that it serves.
# pyright: basic
"""What is stored: an item made of the request, of what the server adds, and of what it was before."""

from __future__ import annotations

import random
import uuid
from collections.abc import Mapping
from typing import Any

from .checks import Checks
from .expressions import Expression, Scene, compiled, holds, is_constant, reach
from .habits import Habits
from .parameters import MISSING
from .repair import Repair
from .samples import Samples
from .schemas import Schema, Schemas, Shape

_DEEP = 8


class Writer:
    """Makes the items of one collection."""

    def __init__(self, habits: Habits, schemas: Schemas, checks: Checks, samples: Samples) -> None:
        self._habits = habits
        self._schemas = schemas
        self._checks = checks
        self._samples = samples
        self._shape = schemas.shape(habits.item)
        write = habits.facts.on_write
        name = habits.facts.name
        self._made = _compiled(habits.made, name)
        # Constants are shared by all items: what is stored is a copy, so nobody can change them.
        self._constants = {
            field: habits.made[field] for field in self._made if is_constant(habits.made[field])
        }
        self._blank = {field: self._constants.get(field) for field in self._made}
        self._worked_out = {
            field: value for field, value in self._made.items() if field not in self._constants
        }
        # What a caller sends in a field that only the server sets is ignored.
        self._servers = frozenset(
            field
            for field, schema in self._shape.properties.items()
            if field not in habits.writable and schemas.is_read_only(schema)
        )
        self._needed = self._shape.required - self._made.keys()
        self._repair = Repair(habits, schemas, checks, samples, self._constants, self.adapt)
        self._clocked = _compiled(habits.clocked, name)
        self._set = _compiled(write.set, name)
        self._copies = [(one, compiled(one.id, name)) for one in write.copy_from]
        self._each = {
            field: (
                compiled(each.base, name) if each.base is not None else None,
                _compiled(each.defaults, f"{name}.{field}"),
                _compiled(each.set, f"{name}.{field}"),
            )
            for field, each in write.each.items()
        }
        self._fill = {
            field: _compiled(values, f"{name}.{field}") for field, values in write.fill.items()
        }
        self._seeded_ids = {
            (field, str(seed[field][by])): seed[field]["id"]
            for field, by in write.same_by.items()
            for seed in habits.seeds
            if isinstance(seed.get(field), dict) and {by, "id"} <= seed[field].keys()
        }
        self._not_stored = frozenset(habits.facts.not_stored)

    def create(self, scene: Scene, number: int, *, as_server: bool = False) -> dict[str, Any]:
        """Return a new item; `number` counts the items of the collection.

        With `as_server`, the body may set fields that no caller can.
        """
        item = dict(self._blank)
        for name, value in self._worked_out.items():
            item[name] = value(scene)
        self._take(item, scene, {}, as_server=as_server)
        key = self._habits.id
        has_id = self._habits.parameter is not None or key in self._habits.properties
        if has_id and not self._habits.is_single and not self._is_id(item.get(key)):
            item[key] = self._new_id(number)
        return self._finish(item, scene)

    def replace(self, scene: Scene, old: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a full replacement makes of `old`: what it leaves out is not kept."""
        kept = self._habits.kept
        item = {name: value for name, value in old.items() if name in kept}
        for name, value in self._made.items():
            if name not in kept:
                item[name] = value(scene)
        self._take(item, scene, old)
        self._keep_id(item, old)
        return self._finish(item, scene)

    def update(self, scene: Scene, old: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a partial change makes of `old` (RFC 7396: null takes away)."""
        item = dict(old)
        body = scene.body if isinstance(scene.body, dict) else {}
        for name, value in body.items():
            if name in self._not_stored:
                continue
            schema = self._shape.properties.get(name, True)
            if value is None and not self._schemas.is_nullable(schema):
                if name not in self._shape.required:
                    item.pop(name, None)
            elif isinstance(value, dict) and isinstance(item.get(name), dict):
                item[name] = _merged(item[name], value)
            else:
                item[name] = self.adapt(value, schema, item.get(name), 0)
        self._keep_id(item, old)
        return self._finish(item, scene)

    def change(
        self, item: dict[str, Any], values: Mapping[str, Any], scene: Scene
    ) -> dict[str, Any]:
        """Return `item` with some fields set, as another operation or a deletion asks for."""
        scene.item = item
        for name, value in _compiled(values, self._habits.facts.name).items():
            found = value(scene)
            if found is not MISSING:
                item[name] = found
        return item

    def _take(
        self,
        item: dict[str, Any],
        scene: Scene,
        old: Mapping[str, Any],
        *,
        as_server: bool = False,
    ) -> None:
        """Put the path's and the request's fields into `item`, and what follows from them."""
        for parameter, field in self._habits.facts.scope.items():
            if field is not None and parameter in scene.path:
                item[field] = scene.path[parameter]
        body = scene.body if isinstance(scene.body, dict) else {}
        sent = {name: one for name, one in body.items() if name not in self._not_stored}
        scene.item = {**item, **sent}
        for copy, key in self._copies:
            if holds(copy.when, lambda name: reach(scene.item, tuple(name.split(".")))):
                entry = scene.world.entry(copy.entry, key(scene))
                entry.pop("id", None)
                sent = {**sent, **entry}
        for name, value in sent.items():
            schema = self._shape.properties.get(name, MISSING)
            if schema is MISSING and self._shape.properties and self._shape.closed:
                continue
            if name in self._servers and not as_server:
                continue
            item[name] = self._value(name, value, schema, scene, old.get(name))

    def _value(self, name: str, value: Any, schema: Schema, scene: Scene, old: Any) -> Any:
        """Return how a field of the request is stored."""
        empty = self._habits.facts.on_write.empty_becomes
        if name in empty and value in ({}, []):
            return empty[name]
        if name in self._each and isinstance(value, list):
            return [self._line(name, one, scene) for one in value]
        if name in self._fill and isinstance(value, dict):
            return self._filled(name, value, scene)
        if schema is MISSING or not isinstance(value, dict | list | bytes):
            return value
        return self.adapt(value, schema, old, 0)

    def _line(self, name: str, sent: Any, scene: Scene) -> Any:
        """Return one item of a list: its base, what was sent, defaults, and what follows from them."""
        base, defaults, fixed = self._each[name]
        inner = Scene(world=scene.world, body=sent, path=scene.path, query=scene.query)
        line = base(inner) if base is not None else {}
        line = dict(line) if isinstance(line, dict) else {}
        inner.item = line
        if isinstance(sent, dict):
            line.update(sent)
        for field, value in defaults.items():
            if field not in line:
                _put(line, field, value(inner))
        for field, value in fixed.items():
            _put(line, field, value(inner))
        return line

    def _filled(self, name: str, sent: dict[str, Any], scene: Scene) -> dict[str, Any]:
        """Return an object with the fields that the request left out of it."""
        made = dict(sent)
        by = self._habits.facts.on_write.same_by.get(name)
        mark = sent.get(by) if by is not None else None
        place = f"{self._habits.facts.name}.{name}.{mark}"
        known = scene.world.store.recall(place) if mark else None
        if mark and known is None:
            known = self._seeded_ids.get((name, str(mark)))
        if known is not None:
            made["id"] = known
        inner = Scene(world=scene.world, item=made, body=sent, path=scene.path)
        for field, value in self._fill[name].items():
            if field not in made:
                _put(made, field, value(inner))
        if mark and known is None and isinstance(made.get("id"), int):
            scene.world.store.note(place, made["id"])
        return made

    def _finish(self, item: dict[str, Any], scene: Scene) -> dict[str, Any]:
        scene.item = item
        for name, value in self._clocked.items():
            item[name] = value(scene)
        for name, value in self._set.items():
            _put(item, name, value(scene))
        for key, name in self._habits.linked:
            if isinstance(item.get(name), dict) and item.get(key) is not None:
                item[name] = item[name] | {"id": item[key]}
        for name in self._needed:
            if name not in item:
                item[name] = self._samples.value(self._shape.properties.get(name, True), name)
        return self._repair.fix(item)

    def _keep_id(self, item: dict[str, Any], old: Mapping[str, Any]) -> None:
        """Give `item` the id of what it was: nobody can change that."""
        if self._habits.id in old:
            item[self._habits.id] = old[self._habits.id]

    def _is_id(self, value: Any) -> bool:
        return value is not None and self._checks.fits(self._habits.id_schema, value)

    def renumber(self, item: dict[str, Any], number: int) -> None:
        """Give `item` the id that belongs to `number`."""
        item[self._habits.id] = self._new_id(number)

    def identify(self, item: dict[str, Any], key: str) -> None:
        """Give `item` the id that a path names."""
        schema = self._habits.id_schema
        for value in (int(key) if key.lstrip("-").isdigit() and len(key) < 16 else key, key):
            if self._checks.fits(schema, value):
                item[self._habits.id] = value
                return

    def _new_id(self, number: int) -> Any:
        """Return an id for a new item, of the type that the schema wants."""
        schema = self._habits.id_schema
        shape = self._schemas.shape(schema)
        followed = self._schemas.follow(schema)
        facts = followed if isinstance(followed, dict) else {}
        if "string" not in shape.kinds:
            return number
        if facts.get("format") == "uuid":
            rng = random.Random(f"{self._habits.facts.name}/{number}")
            return str(uuid.UUID(int=rng.getrandbits(128), version=4))
        for text in (str(number), f"{number:06d}", f"{self._habits.facts.name[:8]}_{number:06d}"):
            if self._checks.fits(schema, text):
                return text
        return self._samples.value(schema, self._habits.id, salt=str(number), examples=False)

    def adapt(self, value: Any, schema: Schema, old: Any, depth: int) -> Any:
        """Return a value of the request in the shape in which the answer shows it."""
        if depth > _DEEP or not isinstance(schema, dict):
            return value
        shape = self._schemas.shape(schema)
        if isinstance(value, dict) and shape.properties:
            return self._adapt_object(value, shape, old, depth)
        if isinstance(value, list) and shape.is_array and shape.items is not None:
            return [self.adapt(one, shape.items, None, depth + 1) for one in value]
        if isinstance(value, bytes):
            value = value.decode("utf-8", "replace")[:1_000]
        if self._checks.fits(schema, value):
            return value
        if not isinstance(value, dict | list) and "id" in shape.properties:
            return self._adapt_object({"id": value}, shape, old, depth)
        for other in _other_forms(value):
            if self._checks.fits(schema, other):
                return other
        return value

    def _adapt_object(self, value: dict[str, Any], shape: Shape, old: Any, depth: int) -> Any:
        known = shape.properties
        made = {
            name: self.adapt(one, known.get(name, True), None, depth + 1)
            for name, one in value.items()
            if name in known or not shape.closed
        }
        for name in (*shape.required, *(("id",) if "id" in known else ())):
            if name not in made:
                kept = old.get(name, MISSING) if isinstance(old, dict) else MISSING
                sample = (
                    self._samples.value(known.get(name, True), name) if kept is MISSING else kept
                )
                made[name] = sample
        return made


def _compiled(values: Mapping[str, Any], name: str) -> dict[str, Expression]:
    return {field: compiled(value, f"{name}.{field}") for field, value in values.items()}


def _put(item: dict[str, Any], name: str, value: Any) -> None:
    if value is not MISSING:
        item[name] = value


def _merged(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    made = dict(old)
    for name, value in new.items():
        if value is None:
            made.pop(name, None)
        elif isinstance(value, dict) and isinstance(made.get(name), dict):
            made[name] = _merged(made[name], value)
        else:
            made[name] = value
    return made


def _other_forms(value: Any) -> list[Any]:
    """Return the same value as other types, for APIs that answer not in the type they take."""
    if isinstance(value, bool):
        return [int(value), "true" if value else "false"]
    if isinstance(value, int | float):
        return [str(value), bool(value)]
    if isinstance(value, str) and len(value) < 30:
        digits = value.lstrip("-")
        whole = [int(value)] if digits.isascii() and digits.isdigit() else []
        return [*whole, [value]]
    return [[]] if value is None else []
