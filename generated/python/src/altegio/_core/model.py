"""The base of every model, and what can be done with one without touching its field names.

Public: `Model`, `OMIT`, `Omit`, `extra(model)`, `to_dict(model)`.

A model has no methods and no attributes of its own beside its fields (a field may have any name), so
helpers are functions. Models are keyword-only; a field whose default is None or OMIT is not written
while it has that value. `class Open(Model, extra=lambda: int)` keeps members that are not fields
and types them; the members themselves are `extra(model)`.
"""

from __future__ import annotations

import typing as t
from collections.abc import Callable, Mapping, Sequence

import msgspec

Omit: t.TypeAlias = msgspec.UnsetType
OMIT: t.Final = msgspec.UNSET
"""Not sent. Only fields and arguments that may also be null have it as their default."""

_EXTRA = "__extra__"
_T = t.TypeVar("_T")


class _ModelMeta(msgspec.StructMeta):
    """Makes models keyword-only, which msgspec does not inherit, and takes the option `extra`."""

    def __new__(
        mcls,
        name: str,
        bases: tuple[type, ...],
        namespace: dict[str, t.Any],
        *,
        extra: Callable[[], t.Any] | None = None,
        **options: t.Any,
    ) -> t.Any:
        options.setdefault("kw_only", True)
        cls = super().__new__(mcls, name, bases, namespace, **options)
        if extra is not None:
            _extra_types[cls] = extra
        return cls


_extra_types: dict[type, Callable[[], t.Any]] = {}


# `dict=True` gives `extra` a place; it costs 16 bytes and 3 % of the time to decode.
@t.dataclass_transform(kw_only_default=True, field_specifiers=(msgspec.field,))
class Model(msgspec.Struct, metaclass=_ModelMeta, omit_defaults=True, dict=True):
    """A JSON object with known members."""

    if t.TYPE_CHECKING:

        def __init_subclass__(
            cls,
            rename: Mapping[str, str] | None = None,
            extra: Callable[[], t.Any] | None = None,
        ) -> None: ...

    else:

        def __setattr__(self, name, value):
            if name not in type(self).__struct_fields__:
                raise AttributeError(f"{type(self).__name__} has no field {name!r}")
            super().__setattr__(name, value)

    def __repr__(self) -> str:
        return _repr(self, _Room(2000), 4)

    def __copy__(self) -> t.Self:
        base: t.Any = super()  # msgspec's stub leaves `__copy__` out
        twin: t.Self = base.__copy__()
        kept = kept_extra(self)
        if kept:
            extra(twin).update(kept)
        return twin

    def __reduce__(self) -> tuple[t.Any, ...]:
        reduced: t.Any = super().__reduce__()
        kept = kept_extra(self)
        return (*reduced, {_EXTRA: kept}) if kept else reduced


def always(value: _T) -> _T:
    """Return a default that is written like any other value."""
    default: t.Any = msgspec.field(default_factory=lambda: value)
    return t.cast("_T", default)


class _Seen:
    """Whether any model ever had members beyond its fields; until then writing need not look."""

    extra = False


def extra(model: Model) -> dict[str, t.Any]:
    """Return the members of `model` that are not among its fields; what is put there is sent, too.

    A model that was read has them if its description speaks of further members, or if the client was
    asked to keep what it does not know.
    """
    _Seen.extra = True
    attributes: t.Any = model.__dict__
    kept: dict[str, t.Any] = attributes.setdefault(_EXTRA, {})
    return kept


def kept_extra(model: Model) -> Mapping[str, t.Any] | None:
    """Return what `extra` holds, without making a place for it."""
    attributes: t.Any = model.__dict__
    kept: Mapping[str, t.Any] | None = attributes.get(_EXTRA) if _Seen.extra else None
    return kept


def extra_type(cls: type) -> Callable[[], t.Any] | None:
    """Return the option `extra` of a model's class or of one of its bases."""
    for base in cls.__mro__:
        if base in _extra_types:
            return _extra_types[base]
    return None


def any_extra_types() -> bool:
    """Whether some model of this process has the option `extra`."""
    return bool(_extra_types)


def any_extra() -> bool:
    """Whether some model of this process has members beyond its fields."""
    return _Seen.extra


def to_dict(model: Model) -> dict[str, t.Any]:
    """Return the members of `model` under their wire names, models inside as dicts as well.

    Values stay Python values (dates, enums); members that would not be written are left out.
    """
    return t.cast("dict[str, t.Any]", _plain(model))


def wire_items(model: msgspec.Struct) -> t.Iterator[tuple[str, str, t.Any]]:
    """Yield Python name, wire name and value of each field that would be written."""
    cls = type(model)
    required = len(cls.__struct_fields__) - len(cls.__struct_defaults__)
    omit = cls.__struct_config__.omit_defaults
    names = zip(cls.__struct_fields__, cls.__struct_encode_fields__, strict=True)
    for place, (name, wire) in enumerate(names):
        value = getattr(model, name, OMIT)
        if value is OMIT:
            continue
        if omit and place >= required and value is cls.__struct_defaults__[place - required]:
            continue
        yield name, wire, value


def _plain(value: t.Any) -> t.Any:
    match value:
        case msgspec.Struct():
            fields = {wire: _plain(inner) for _, wire, inner in wire_items(value)}
            if isinstance(value, Model):
                fields |= {k: _plain(v) for k, v in (kept_extra(value) or {}).items()}
            return fields
        case dict():
            members = t.cast("dict[str, t.Any]", value)
            return {key: _plain(inner) for key, inner in members.items()}
        case list() | tuple():
            items = t.cast("Sequence[t.Any]", value)
            return [_plain(item) for item in items]
        case _:
            return value


class _Room:
    """How many characters a repr may still take."""

    __slots__ = ("left",)

    def __init__(self, left: int) -> None:
        self.left = left

    def take(self, text: str) -> str:
        self.left -= len(text)
        return text


def _repr(value: t.Any, room: _Room, depth: int) -> str:
    """Write a value for people: defaults left out, long texts, lists and deep nests cut."""
    if room.left <= 0 or depth == 0:
        return "…"
    match value:
        case Model():
            shown: list[str] = []
            for name, _, inner in wire_items(value):
                if room.left <= 0:
                    shown.append("…")
                    break
                shown.append(room.take(f"{name}=") + _repr(inner, room, depth - 1))
            return f"{type(value).__name__}({', '.join(shown)})"
        case list() | tuple():
            items = t.cast("Sequence[t.Any]", value)
            parts = [_repr(item, room, depth - 1) for item in items[:5]]
            more = [f"… {len(items) - 5} more"] if len(items) > 5 else []
            inside = ", ".join(parts + more)
            if isinstance(value, list):
                return f"[{inside}]"
            return f"({inside},)" if len(items) == 1 else f"({inside})"
        case dict():
            members = t.cast("dict[str, t.Any]", value)
            pairs = list(members.items())
            parts = [f"{_cut(key)}: {_repr(v, room, depth - 1)}" for key, v in pairs[:5]]
            more = [f"… {len(pairs) - 5} more"] if len(pairs) > 5 else []
            return f"{{{', '.join(parts + more)}}}"
        case _:
            return room.take(_cut(value))


def _cut(value: t.Any) -> str:
    if isinstance(value, str | bytes) and len(value) > 80:
        return f"{value[:80]!r}…"
    if type(value) is int and value.bit_length() > 256:
        return "…"
    text = repr(value)
    return text if len(text) <= 120 else text[:119] + "…"
