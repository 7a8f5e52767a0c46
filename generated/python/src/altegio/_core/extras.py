"""Members that are not fields: kept beside the model when somebody wants them.

Internal. A record keeps them if its description speaks of further members, or if the client was
asked to keep what it does not know. The value and the JSON it was read from are walked side by side.
"""

from __future__ import annotations

import typing as t
from collections.abc import Sequence

from .compile import shape_of, struct_shape
from .issues import At, Issues, Key
from .model import Model, any_extra_types, extra
from .reach import Reach
from .records import Record, contains_records
from .shapes import Shape

_is_open = Reach(lambda shape: isinstance(shape, Record) and shape.extra is not None)


def contains_open(tp: t.Any) -> bool:
    """Whether a type contains records that always keep further members."""
    return any_extra_types() and _is_open(shape_of(tp))


def keep(value: t.Any, raw: t.Any, at: At, issues: Issues, everything: bool) -> None:
    """Give each model inside `value` the members of `raw` that are not its fields."""
    kind: type = raw.__class__
    match value:
        case Model() if kind is dict:
            _keep_members(value, raw, at, issues, everything)
        case list() | tuple() if kind is list:
            items = t.cast("Sequence[t.Any]", value)
            for n, (item, raw_item) in enumerate(zip(items, raw, strict=False)):
                keep(item, raw_item, (at, n), issues, everything)
        case dict() if kind is dict and value is not raw:
            members = t.cast("dict[str, t.Any]", value)
            for item, key in zip(members.values(), raw, strict=False):
                keep(item, raw[key], (at, Key(key)), issues, everything)
        case _:
            pass


def _keep_members(
    model: Model, raw: dict[str, t.Any], at: At, issues: Issues, everything: bool
) -> None:
    record = struct_shape(type(model))
    for member in record.members:
        if contains_records(member.shape) and member.wire in raw:
            value = getattr(model, member.name, None)
            keep(value, raw[member.wire], (at, member.wire), issues, everything)
    if record.extra_shape is None and not everything:
        return
    unknown = raw.keys() - record.by_wire.keys()
    if unknown:
        shape = record.extra_shape or Shape()
        kept = extra(model)
        for key, value in raw.items():
            if key in unknown:
                kept[key] = shape.read(value, (at, Key(key)), issues)
