# Part of specloom, copied with the package that it serves.
# pyright: basic
"""Values of parameters: taken from the request as their style says, given the type their schema says."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, unquote_plus

import msgspec

from .description import Parameter
from .schemas import Schema, Schemas, Shape

MISSING: Any = object()
_LIMIT = 2_000
_SEPARATORS = {"spaceDelimited": " ", "pipeDelimited": "|"}


def query_pairs(query: str) -> list[tuple[str, str]]:
    """Return the members of a query in order, decoded; at most a few thousand of them."""
    pairs = []
    for part in query.split("&", _LIMIT)[:_LIMIT]:
        if part:
            name, _, value = part.partition("=")
            pairs.append((unquote_plus(name), unquote_plus(value)))
    return pairs


def cookies(header: str) -> dict[str, str]:
    """Return the cookies in a `Cookie` header."""
    found = {}
    for part in header.split(";", _LIMIT)[:_LIMIT]:
        name, mark, value = part.strip().partition("=")
        if mark:
            found[name] = unquote(value.strip('"'))
    return found


class Source(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Where the values of parameters are taken from."""

    path: Mapping[str, str]
    query: list[tuple[str, str]]
    headers: Mapping[str, str]
    cookies: Mapping[str, str]


def value(parameter: Parameter, source: Source, schemas: Schemas) -> Any:
    """Return the value of `parameter`, or `MISSING`.

    A text that cannot be of the type that is wanted stays a text, for the schema to refuse.
    """
    if parameter.place == "query":
        return _query(parameter, source.query, schemas)
    if parameter.place == "path":
        raw = source.path.get(parameter.name)
    elif parameter.place == "header":
        raw = source.headers.get(parameter.name.lower())
    else:
        raw = source.cookies.get(parameter.name)
    if raw is None:
        return MISSING
    if parameter.content:
        return _document(parameter.content, raw)
    if parameter.style in {"label", "matrix"} and parameter.place == "path":
        raw = _unstyled(parameter, raw)
    return _single(parameter, raw, schemas)


def _query(parameter: Parameter, pairs: list[tuple[str, str]], schemas: Schemas) -> Any:
    name = parameter.name
    if name == "":
        if parameter.content:
            return _document(parameter.content, "&".join(f"{key}={one}" for key, one in pairs))
        return _object(dict(pairs), schemas.shape(parameter.schema), schemas)
    found = [one for key, one in pairs if key == name]
    if parameter.content:
        return _document(parameter.content, found[0]) if found else MISSING
    shape = schemas.shape(parameter.schema)
    if shape.is_object and not found:
        return _deep_object(parameter, pairs, shape, schemas)
    if shape.is_array and parameter.style == "deepObject":
        found = found or [one for key, one in pairs if key.startswith(name + "[")]
    if shape.is_array:
        found = found or [one for key, one in pairs if key == name + "[]"]
        if not found:
            return MISSING
        if not parameter.explode and len(found) == 1:
            separator = _SEPARATORS.get(parameter.style, ",")
            found = found[0].split(separator) if found[0] else []
        if "string" in shape.kinds and len(found) == 1 and not parameter.explode:
            pass
        return [
            coerce(one, shape.items if shape.items is not None else True, schemas) for one in found
        ]
    if not found:
        return MISSING
    if len(found) > 1:
        # No schema of a single value is fitted by a list: it is refused as what it is.
        return [coerce(one, parameter.schema, schemas) for one in found]
    return _single(parameter, found[0], schemas)


def _deep_object(
    parameter: Parameter, pairs: list[tuple[str, str]], shape: Shape, schemas: Schemas
) -> Any:
    name = parameter.name
    if parameter.style == "deepObject":
        tree: dict[str, Any] = {}
        for key, one in pairs:
            if key.startswith(name + "[") and key.endswith("]"):
                _plant(tree, key[len(name) + 1 : -1].split("]["), one)
        return _object(tree, shape, schemas) if tree else MISSING
    if parameter.explode:
        found: dict[str, Any] = {}
        for key, one in pairs:
            if key in shape.properties:
                inner = schemas.shape(shape.properties[key])
                if inner.is_array:
                    found.setdefault(key, []).append(one)
                else:
                    found[key] = one
        return _object(found, shape, schemas) if found else MISSING
    return MISSING


def _plant(tree: dict[str, Any], steps: list[str], leaf: str) -> None:
    for step in steps[:-1][:10]:
        inner = tree.setdefault(step, {})
        if not isinstance(inner, dict):
            return
        tree = inner
    last = steps[-1]
    if last == "" or last in tree:
        kept = tree.setdefault(last, [])
        if isinstance(kept, list):
            kept.append(leaf)
        else:
            tree[last] = [kept, leaf]
    else:
        tree[last] = leaf


def _unstyled(parameter: Parameter, raw: str) -> str:
    """Take away the marks of the label and matrix styles, leaving commas between values."""
    if parameter.style == "label":
        raw = raw.removeprefix(".")
        return raw.replace(".", ",") if parameter.explode else raw
    raw = raw.removeprefix(";")
    if parameter.explode and "=" in raw and f"{parameter.name}=" in raw:
        return ",".join(part.removeprefix(f"{parameter.name}=") for part in raw.split(";"))
    if parameter.explode:
        return raw.replace(";", ",")
    return raw.removeprefix(f"{parameter.name}=")


def _single(parameter: Parameter, raw: str, schemas: Schemas) -> Any:
    shape = schemas.shape(parameter.schema)
    if shape.is_array:
        separator = _SEPARATORS.get(parameter.style, ",")
        item = shape.items if shape.items is not None else True
        return [coerce(one.strip(), item, schemas) for one in raw.split(separator)] if raw else []
    if shape.is_object and raw and not ("string" in shape.kinds and "," not in raw):
        parts = raw.split(",")
        if parameter.explode:
            pairs = {key: one for key, _, one in (part.partition("=") for part in parts)}
        elif len(parts) % 2:
            return raw
        else:
            pairs = dict(zip(parts[::2], parts[1::2], strict=True))
        return _object(pairs, shape, schemas)
    return coerce(raw, parameter.schema, schemas)


def _object(members: Mapping[str, Any], shape: Shape, schemas: Schemas) -> dict[str, Any]:
    found = {}
    for key, one in members.items():
        schema = shape.properties.get(key, shape.extra if shape.extra is not None else True)
        found[key] = _nested(one, schema, schemas)
    return found


def _nested(one: Any, schema: Schema, schemas: Schemas) -> Any:
    shape = schemas.shape(schema)
    if isinstance(one, dict):
        return _object(one, shape, schemas)
    if isinstance(one, list):
        return [
            coerce(each, shape.items if shape.items is not None else True, schemas) for each in one
        ]
    if shape.is_array:
        return [coerce(one, shape.items if shape.items is not None else True, schemas)]
    return coerce(one, schema, schemas)


def _document(media: str, raw: str) -> Any:
    if "json" not in media:
        return raw
    try:
        return msgspec.json.decode(raw.encode())
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return raw


def coerce(raw: str, schema: Schema, schemas: Schemas) -> Any:
    """Return `raw` as the type that `schema` wants, or as it is."""
    if not isinstance(raw, str):
        return raw
    known = schemas.kinds(schema)
    if not known:
        return _named(raw, schemas.follow(schema))
    for kind in known:
        match kind:
            case "integer":
                # 3.0 is a whole number in JSON Schema, however it is written.
                whole, point, fraction = raw.partition(".")
                if _is_whole(whole) and (not point or (fraction and not fraction.strip("0"))):
                    return int(whole)
            case "number":
                number = _number(raw)
                if number is not None:
                    return number
            case "boolean":
                if raw in {"true", "false"}:
                    return raw == "true"
            case "null":
                if raw in {"", "null"}:
                    return None
            case "string":
                return raw
            case _:
                continue
    return raw


def _named(raw: str, schema: Schema) -> Any:
    """Return the listed value that `raw` writes, where a schema lists values but no type."""
    options = schema.get("enum") if isinstance(schema, dict) else None
    for option in options if isinstance(options, list) else []:
        if isinstance(option, str):
            if option == raw:
                return option
        elif msgspec.json.encode(option).decode() == raw:
            return option
    return raw


def _is_whole(raw: str) -> bool:
    digits = raw[1:] if raw[:1] == "-" else raw
    return digits.isascii() and digits.isdigit() and len(digits) <= 30


def _number(raw: str) -> float | int | None:
    if _is_whole(raw):
        return int(raw)
    if len(raw) > 50 or not raw.isascii() or raw.strip() != raw or "_" in raw:
        return None
    try:
        value = float(raw)
    except ValueError:
        return None
    return value if math.isfinite(value) else None
