"""Turns a mapping into a frozen dataclass, and says where it does not fit."""

from __future__ import annotations

import types
import typing
from collections.abc import Hashable, Mapping
from dataclasses import MISSING, dataclass, fields
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin

from specloom.diagnostics import Report
from specloom.source import Node

T = TypeVar("T")

PLACE = "at"
"""The field that receives the place of the whole mapping; it is no key."""


@dataclass(frozen=True, slots=True)
class Dotted:
    """Marks a tuple that is written as one text with dots."""


@dataclass(frozen=True, slots=True)
class Key:
    """Marks a field whose key in the file is called `name`."""

    name: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A key of a mapping: what may stand there, and whether it must."""

    field: str
    hint: Any
    required: bool


def bind(node: Node, cls: type[T], report: Report, *, folder: Path = Path()) -> T:
    """Return the mapping `node` as `cls`. Paths are taken from `folder`.

    A key that is unknown, missing or of the wrong kind is an error with its place; the default
    (or an empty value) stands in, so that the next mistake is found too.
    """
    known = slots(typing.cast(Hashable, cls))
    values: dict[str, Any] = {}
    for key, child in node.items():
        slot = known.get(key)
        if slot is not None:
            value = _value(child, slot.hint, report, folder)
            if value is not _WRONG:
                values[slot.field] = value
        elif not key.startswith("x-"):
            report.error(
                "unknown-key",
                text=f"'{key}' is no key of {_called(node)}",
                at=child.at_key,
                help=_suggestion(key, known),
            )
    for key, slot in known.items():
        if slot.required and slot.field not in values:
            if key not in node:
                report.error("missing-key", text=f"{_called(node)} needs '{key}'", at=node)
            values[slot.field] = _empty(slot.hint)
    if any(each.name == PLACE for each in fields(cls)):  # type: ignore[arg-type]
        values[PLACE] = node
    return cls(**values)


@cache
def slots(cls: Any) -> Mapping[str, Slot]:
    """Return the keys of `cls`, in order."""
    hints = typing.get_type_hints(cls, include_extras=True)
    found = {}
    for each in fields(cls):
        if each.name == PLACE:
            continue
        hint = hints[each.name]
        keys = [mark.name for mark in getattr(hint, "__metadata__", ()) if isinstance(mark, Key)]
        required = each.default is MISSING and each.default_factory is MISSING
        found[keys[0] if keys else each.name] = Slot(each.name, hint, required)
    return found


class _Wrong:
    """Stands for a value that did not fit and was reported."""


_WRONG = _Wrong()


def _value(node: Node, hint: Any, report: Report, folder: Path) -> Any:
    hint, dotted = plain(hint)
    value = node.value
    origin = get_origin(hint)
    if dotted:
        return _dotted(node, report)
    if hint is Any:
        return value
    if origin is Literal:
        return _choice(node, get_args(hint), report)
    if origin in (typing.Union, types.UnionType):
        if value is None:
            return None
        (inner,) = (arm for arm in get_args(hint) if arm is not type(None))
        return _value(node, inner, report, folder)
    if origin is tuple:
        if not node.is_list:
            return _wrong(node, "a list", report)
        items = [_value(each, get_args(hint)[0], report, folder) for each in node.elements()]
        return tuple(item for item in items if item is not _WRONG)
    if origin is Mapping:
        if not node.is_map:
            return _wrong(node, "a mapping", report)
        pairs = {
            key: _value(child, get_args(hint)[1], report, folder) for key, child in node.items()
        }
        return {key: item for key, item in pairs.items() if item is not _WRONG}
    if hint is Path:
        return folder / value if type(value) is str else _wrong(node, "text", report)
    if hint in (str, bool, int, float):
        return _scalar(node, hint, report)
    return (
        bind(node, hint, report, folder=folder)
        if node.is_map
        else _wrong(node, "a mapping", report)
    )


def plain(hint: Any) -> tuple[Any, bool]:
    """Return `hint` without its marks, and whether it is a dotted path."""
    if get_origin(hint) is not Annotated:
        return hint, False
    return get_args(hint)[0], any(isinstance(mark, Dotted) for mark in hint.__metadata__)


def _scalar(node: Node, hint: type, report: Report) -> Any:
    value = node.value
    if hint is float and type(value) is int:
        return float(value)
    if type(value) is hint:
        return value
    if hint is str and type(value) in (int, float, bool):
        return _wrong(node, "text", report, help="Put it in quotes.")
    names = {str: "text", bool: "true or false", int: "a whole number", float: "a number"}
    return _wrong(node, names[hint], report)


def _choice(node: Node, allowed: tuple[Any, ...], report: Report) -> Any:
    value = node.value
    if any(type(value) is type(each) and value == each for each in allowed):
        return value
    listed = ", ".join(str(each) for each in allowed)
    close = get_close_matches(str(value)[:60], [str(each) for each in allowed], n=1)
    help = f"Did you mean '{close[0]}'?" if close else f"Write one of: {listed}."
    return _wrong(node, f"one of {listed}", report, help=help)


def _dotted(node: Node, report: Report) -> Any:
    value = node.value
    if type(value) is not str:
        return _wrong(node, "text such as meta.message", report)
    steps = tuple(value.split(".")) if value else ()
    if "" in steps:
        return _wrong(node, "names with single dots between them", report)
    return steps


def _wrong(node: Node, wanted: str, report: Report, *, help: str | None = None) -> _Wrong:
    report.error(
        "wrong-value",
        text=f"'{node.key}' must be {wanted}, not {described(node.value)}",
        at=node,
        help=help,
    )
    return _WRONG


def described(value: Any) -> str:
    """Return in a few words what `value` is."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case dict():
            return "a mapping"
        case list():
            return "a list"
        case str():
            return f"the text '{value[:40]}'"
        case _:
            return f"the number {value}"


def _empty(hint: Any) -> Any:
    hint, dotted = plain(hint)
    if dotted or get_origin(hint) is tuple:
        return ()
    if get_origin(hint) is Literal:
        return get_args(hint)[0]
    return hint()


def _called(node: Node) -> str:
    return "this file" if node.key is None else f"'{node.key}'"


def _suggestion(key: str, known: Mapping[str, Slot]) -> str:
    close = get_close_matches(key[:60], list(known), n=1, cutoff=0.6)
    return f"Did you mean '{close[0]}'?" if close else f"Known: {', '.join(known)}."
