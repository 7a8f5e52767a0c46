"""Turns a model that was read into what a request takes."""

from __future__ import annotations

import typing as t
from collections.abc import Callable, Mapping, Sequence

from .compile import shape_of
from .markers import Deferred, OrEmptyList
from .model import Model, to_dict
from .records import Items, Map, Record
from .shapes import Nullable, Shape

EACH: t.Final = "[]"
"""The step of a path that goes into every item of a list."""


def pick(
    source: Model,
    target: Callable[[], type[Model]],
    fields: Mapping[str, Sequence[str]],
    *,
    as_text: Sequence[str] = (),
) -> dict[str, t.Any]:
    """Return a request body made from what was read.

    `fields` has, for each member of `target`, the path of its value inside `source`, in wire names.
    Members that `target` does not know are left out at every depth, and so are values that are None:
    reading does not tell whether null or nothing was sent. Values of `as_text` are written as text.
    """
    record = t.cast("Record", shape_of(target()))
    whole = to_dict(source)
    picked: dict[str, t.Any] = {}
    for name, path in fields.items():
        value = _at(whole, path)
        if value is None:
            continue
        if name in as_text:
            value = _as_text(value)
        picked[name] = _fitted(value, record.by_wire.get(name))
    return picked


def _at(value: t.Any, path: Sequence[str]) -> t.Any:
    for place, step in enumerate(path):
        if step == EACH:
            if not isinstance(value, list):
                return None
            found = (_at(item, path[place + 1 :]) for item in t.cast("list[object]", value))
            return [item for item in found if item is not None]
        value = t.cast("dict[str, t.Any]", value).get(step) if isinstance(value, dict) else None
    return value


def _as_text(value: t.Any) -> t.Any:
    if isinstance(value, list):
        return [str(item) for item in t.cast("list[object]", value)]
    return str(value)


def _fitted(value: t.Any, shape: Shape | None) -> t.Any:
    """Return `value` without the members that `shape` does not have."""
    while isinstance(shape, Nullable | OrEmptyList | Deferred):
        shape = shape.shape if isinstance(shape, Deferred) else shape.one
    match value:
        case dict() if isinstance(shape, Record):
            members = t.cast("dict[str, t.Any]", value)
            known = {key: members[key] for key in shape.by_wire if key in members}
            return {
                key: _fitted(inner, shape.by_wire[key])
                for key, inner in known.items()
                if inner is not None
            }
        case dict() if isinstance(shape, Map):
            entries = t.cast("dict[str, t.Any]", value)
            return {key: _fitted(inner, shape.value) for key, inner in entries.items()}
        case list() if isinstance(shape, Items):
            return [_fitted(item, shape.item) for item in t.cast("list[object]", value)]
        case _:
            return value
