# Part of specloom, copied with the package that it serves.
# pyright: basic
"""The lies that the real API tells: answers that depart from the description, where it is known to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from .description import Description, Quirk
from .expressions import World
from .results import Result
from .schemas import Schema, Schemas, listed

_DEEP = 12


class Quirks:
    """Changes answers just before they go out; what is stored stays as described."""

    def __init__(
        self,
        description: Description,
        schemas: Schemas,
        world: World,
        names: Iterable[str] | None = None,
    ) -> None:
        wanted = None if names is None else set(names)
        chosen = [one for one in description.quirks if wanted is None or one.name in wanted]
        if wanted is not None and wanted - {one.name for one in chosen}:
            missing = ", ".join(sorted(wanted - {one.name for one in chosen}))
            known = ", ".join(one.name for one in description.quirks) or "none"
            raise ValueError(f"no such quirk: {missing} (known: {known})")
        self._schemas = schemas
        self._world = world
        self._names = {ref: name for name, ref in description.components.items()}
        operations = {one.key for one in description.operations}
        self._whole: dict[str, list[Quirk]] = {}
        self._fields: dict[str, dict[str, list[Quirk]]] = {}
        self._objects: dict[str, list[Quirk]] = {}
        for quirk in chosen:
            for where in quirk.where:
                component, mark, field = where.partition(".")
                if mark:
                    self._fields.setdefault(component, {}).setdefault(field, []).append(quirk)
                elif where in operations:
                    self._whole.setdefault(where, []).append(quirk)
                else:
                    self._objects.setdefault(where, []).append(quirk)

    def apply(self, operation: str, body: Any, result: Result) -> Any:
        """Return `body`, a successful answer of `operation`, as the real API would send it."""
        self._walk(body, result.schema, 0)
        holder, last = body, None
        for step in result.path:
            if not isinstance(holder, dict) or step not in holder:
                return body
            last = (holder, step)
            holder = holder[step]
        for quirk in self._whole.get(operation, []):
            changed = self._changed(quirk, holder)
            if last is None:
                return changed
            last[0][last[1]] = changed
        return body

    def _walk(self, value: Any, schema: Schema, depth: int) -> None:
        if depth > _DEEP or not isinstance(value, dict | list):
            return
        shape = self._schemas.shape(schema)
        if isinstance(value, list):
            item = shape.items if shape.items is not None else self._list_item(schema)
            for one in value:
                self._walk(one, item, depth + 1)
            return
        names = set(self._components(schema, 0))
        for name, one in list(value.items()):
            rest = shape.extra if shape.extra is not None else True
            self._walk(one, shape.properties.get(name, rest), depth + 1)
            for component in names:
                for quirk in self._fields.get(component, {}).get(name, []):
                    value[name] = self._changed(quirk, value[name])
        for component in names:
            for quirk in self._objects.get(component, []):
                value.update(quirk.add)

    def _list_item(self, schema: Schema) -> Schema:
        """Return what a list holds where the schema offers a list among other things."""
        followed = self._schemas.follow(schema)
        for option in listed(followed, "oneOf") if isinstance(followed, dict) else []:
            items = self._schemas.shape(option).items
            if items is not None:
                return items
        return True

    def _components(self, schema: Schema, depth: int) -> Iterable[str]:
        """Yield the names of the components that an object of `schema` may be."""
        if not isinstance(schema, dict) or depth > 4:
            return
        ref = schema.get("$ref")
        if isinstance(ref, str):
            if ref in self._names:
                yield self._names[ref]
            yield from self._components(self._schemas.target(ref), depth + 1)
        for key in ("allOf", "oneOf", "anyOf"):
            for option in listed(schema, key):
                yield from self._components(option, depth + 1)

    def _changed(self, quirk: Quirk, value: Any) -> Any:
        if quirk.when is not msgspec.UNSET and value != quirk.when:
            return value
        if quirk.send is not msgspec.UNSET:
            return quirk.send
        if quirk.format is not None:
            return self._world.rewrite(value, quirk.format)
        if quirk.prefix is not None:
            return quirk.prefix + value if isinstance(value, str) and value else value
        match quirk.write:
            case "number":
                return int(value) if isinstance(value, bool) or _is_digits(value) else value
            case "text":
                return str(value) if isinstance(value, int | float) else value
            case "list":
                return [value]
            case _:
                return value


def _is_digits(value: Any) -> bool:
    return isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 16
