"""An Api as text for people and as plain data for programs; the same Api gives the same bytes.

Both show every fact that is not a default, so that a fact which is new in the IR is never missing here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from typing import Any, get_args

from specloom.ir.api import (
    Api,
    Body,
    Content,
    Example,
    Header,
    In,
    Link,
    Loss,
    Operation,
    Parameter,
    PartEncoding,
    Resource,
    Response,
    Scheme,
    Server,
    ServerVariable,
    Style,
    Webhook,
)
from specloom.ir.inflection import singular
from specloom.ir.spell import literal, spell, wish
from specloom.ir.types import Claim, Doc, Given, Member, TypeRef, Variant
from specloom.ir.types import Field as RecordField

_INDENT = "  "
_TYPES = get_args(TypeRef)


def dump_text(api: Api) -> str:
    """Return `api` as indented lines, one fact each, in the order of the description."""
    return "".join(f"{line}\n" for line in _block(api))


def dump_data(value: Any) -> Any:
    """Return `value` (an Api or a part of one) as JSON data: places become pointers."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Given):
        return value.value
    if isinstance(value, Mapping):
        return {key: dump_data(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [dump_data(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {"kind": type(value).__name__} | {
            field.name: _pointer(item) if field.name == "at" else dump_data(item)
            for field, item in _facts(value)
        }
    return value


def _pointer(place: Any) -> str:
    return place.pointer if place is not None else ""


# The first line of each kind that has one, and the facts that it says.
_HEADLINES: dict[type, tuple[Callable[[Any], str], frozenset[str]]] = {
    Api: (lambda it: f"{literal(it.title)} {it.version}", frozenset({"title", "version"})),
    Server: (lambda it: it.url, frozenset({"url"})),
    ServerVariable: (lambda it: it.name, frozenset({"name"})),
    Scheme: (lambda it: it.key, frozenset({"key"})),
    Resource: (lambda it: it.key, frozenset({"key"})),
    Operation: (
        lambda it: f"{it.key}: {it.method} {it.path}",
        frozenset({"key", "method", "path"}),
    ),
    Webhook: (
        lambda it: f"{it.key}: {it.method} {it.expression}".rstrip(),
        frozenset({"key", "method", "expression"}),
    ),
    Parameter: (
        lambda it: _parameter(it),
        frozenset({"place", "wire", "type", "required", "style", "explode"}),
    ),
    Body: (lambda it: "required" if it.required else "optional", frozenset({"required"})),
    Content: (
        lambda it: f"{it.media} {it.shape.value} {spell(it.type)}",
        frozenset({"media", "shape", "type"}),
    ),
    PartEncoding: (lambda it: it.wire, frozenset({"wire"})),
    Response: (lambda it: it.status, frozenset({"status"})),
    Header: (lambda it: _typed(it), frozenset({"wire", "type", "required"})),
    Example: (lambda it: it.name, frozenset({"name"})),
    Link: (lambda it: f"{it.name} to {it.operation}", frozenset({"name", "operation"})),
    RecordField: (lambda it: _typed(it), frozenset({"wire", "type", "required"})),
    Variant: (lambda it: spell(it.type), frozenset({"type"})),
    Member: (lambda it: literal(it.value), frozenset({"value"})),
    Loss: (
        lambda it: f"{_pointer(it.at)}: {it.what}: {it.reason}",
        frozenset({"what", "reason"}),
    ),
}


def _typed(value: Any) -> str:
    return f"{value.wire}{'' if value.required else '?'}: {spell(value.type)}"


def _parameter(value: Parameter) -> str:
    said = f"{value.place.value} {_typed(value)}"
    if value.content is not None:
        return said
    usual = Style.FORM if value.place in (In.QUERY, In.COOKIE) else Style.SIMPLE
    style = "" if value.style is usual else f" {value.style.value}"
    explode = "" if value.explode is (value.style is Style.FORM) else f" explode={value.explode}"
    return said + style + explode.lower()


def _block(value: Any, label: str = "") -> Iterator[str]:
    """Yield the lines of a value of the IR: what it is, then its facts."""
    headline, said = _HEADLINES.get(type(value), (None, frozenset()))
    own = headline(value).replace("\n", " ") if headline else getattr(value, "id", "")
    yield f"{label or _name(type(value))} {own}".rstrip()
    for field, item in _facts(value):
        if item is None or item == () or field.name in said or field.name in ("at", "id"):
            continue
        if not _is_plain(value, item):
            yield from (f"{_INDENT}{line}" for line in _fact(field.name, item))


def _is_plain(owner: Any, item: Any) -> bool:
    """Whether `item` is the claim of something to be called as it is on the wire."""
    if not isinstance(item, Claim) or item.origin.name != "COMPONENT":
        return False
    return item.text == getattr(owner, "wire", getattr(owner, "key", None))


def _fact(name: str, value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for item in value.values():
            yield from _block(item)
    elif isinstance(value, Doc):
        for field, prose in _facts(value):
            yield f"{field.name}: {literal(prose)}"
    elif isinstance(value, tuple) and value and all(_is_value(item) for item in value):
        one = singular(name)
        for item in value:
            yield from _block(item, one) if _is_block(item) else (f"{one}: {_inline(item)}",)
    elif _is_block(value):
        yield from _block(value, name)
    else:
        kind = f"{_name(type(value))} " if name == "kind" and _is_value(value) else ""
        said = f"{kind}{_inline(value)}".rstrip()
        if said:
            yield f"{name}: {said}"


def _is_value(value: Any) -> bool:
    return is_dataclass(value) and not isinstance(value, (Claim, Given, *_TYPES))


def _is_block(value: Any) -> bool:
    """Whether `value` needs lines of its own."""
    if not _is_value(value):
        return False
    if type(value) in _HEADLINES or hasattr(value, "id"):
        return True
    return any(
        isinstance(item, Doc) or any(_is_value(each) for each in _listed(item))
        for _, item in _facts(value)
    )


def _listed(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _inline(value: Any) -> str:
    if isinstance(value, _TYPES):
        return spell(value)
    if isinstance(value, Claim):
        return wish(value)
    if isinstance(value, Given):
        return literal(value.value)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return f"({', '.join(map(_inline, value))})"
    if is_dataclass(value):
        return " ".join(f"{field.name}={_inline(item)}" for field, item in _facts(value))
    return literal(value)


def _facts(value: Any) -> Iterator[tuple[Field[Any], Any]]:
    """Yield the fields of `value` that are not as they would be if nobody had said anything."""
    for field in fields(value):
        item = getattr(value, field.name)
        if field.default is MISSING or item != field.default:
            yield field, item


def _name(kind: type) -> str:
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in kind.__name__).lstrip("-")
