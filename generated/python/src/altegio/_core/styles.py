"""Parameters as text, in each of OpenAPI's styles.

Internal. A value is a single one, a list, or an object; lists and objects inside a list or an object
have no style of their own and become JSON, except in `deepObject`, where they become further
brackets: `filter[a][b]=1`, `filter[ids][]=1`, `filter[rows][0][id]=1`.
"""

from __future__ import annotations

import re
import typing as t
from collections.abc import Iterator

from .errors import InvalidArgumentError
from .texts import flat, items, members, percent, text

if t.TYPE_CHECKING:
    from .operation import Cookie, Header, Path, Query, Style

_BETWEEN = {"spaceDelimited": "%20", "pipeDelimited": "%7C"}
_DOTS = re.compile(r"(?:\.|%2e){1,2}", re.ASCII | re.IGNORECASE)
_UNSAFE_IN_HEADER = re.compile(r"[^\t\x20-\x7e]")


class Piece(t.Protocol):
    """What the ways to write a value have in common."""

    @property
    def style(self) -> Style: ...
    @property
    def explode(self) -> bool: ...
    @property
    def allow_reserved(self) -> bool: ...


def path_text(parameter: Path, value: t.Any) -> str:
    """Return what stands in the path: one segment, or a part of one."""
    name, style = parameter.name, parameter.style
    if parameter.content is not None:
        return _one_segment(percent(_document(parameter.content, value)), value, name)
    lead, between = {"label": (".", "."), "matrix": (";", ";")}.get(style, ("", ","))
    named = f"{percent(name)}=" if style == "matrix" else ""
    parts = _parts(value, parameter.write, parameter.allow_reserved)
    if isinstance(parts, str):
        return _one_segment(parts, value, name, lead + named)
    if not parts or parts == [""]:
        raise InvalidArgumentError(f"{name}= is a part of the address and cannot be empty")
    if isinstance(parts, dict):
        if parameter.explode:
            joined = between.join(f"{key}={inner}" for key, inner in parts.items())
            return _one_segment(joined, joined, name, lead)
        parts = [piece for pair in parts.items() for piece in pair]
    if style == "matrix":
        joined = f";{named}".join(parts) if parameter.explode else ",".join(parts)
    else:
        joined = (between if parameter.explode else ",").join(parts)
    return _one_segment(joined, joined, name, lead + named)


def _one_segment(written: str, value: t.Any, name: str, lead: str = "") -> str:
    """Return the text if a server cannot take it for another place than the one that was meant."""
    if not written:
        raise InvalidArgumentError(f"{name}= is a part of the address and cannot be empty")
    if _DOTS.fullmatch(lead + written) or (isinstance(value, str) and _DOTS.fullmatch(value)):
        raise InvalidArgumentError(f"{name}= cannot be dots: they mean another address")
    # `allowReserved` must not make two segments of one, or end the path.
    return lead + written.replace("/", "%2F").replace("?", "%3F")


def query_parts(parameter: Query, value: t.Any) -> list[str]:
    """Return `name=value` pairs, encoded; none for an empty list or object."""
    if not parameter.name:
        return [part] if (part := _whole_query(parameter, value)) else []
    if parameter.content is not None:
        return [f"{percent(parameter.name)}={percent(_document(parameter.content, value))}"]
    return pairs(parameter.name, value, parameter, parameter.write)


def pairs(name: str, value: t.Any, how: Piece, write: str | None = None) -> list[str]:
    """Return the `name=value` pairs of a query or a form, encoded."""
    key = percent(name)
    if how.style == "deepObject":
        walk = _brackets(name, value)
        return [f"{percent(k)}={percent(text(v, write))}" for k, v in walk]
    parts = _parts(value, write, how.allow_reserved)
    if isinstance(parts, str):
        return [f"{key}={parts}"]
    if not parts:
        return []
    between = _BETWEEN.get(how.style, ",")
    if isinstance(parts, dict):
        if how.explode:
            return [f"{inner}={part}" for inner, part in parts.items()]
        return [f"{key}={between.join(piece for pair in parts.items() for piece in pair)}"]
    if how.explode:
        return [f"{key}={part}" for part in parts]
    return [f"{key}={between.join(parts)}"]


def header_text(parameter: Header, value: t.Any) -> str:
    """Return the value of a header."""
    if parameter.content is not None:
        return checked_header(parameter.name, _document(parameter.content, value))
    inner = members(value)
    if inner is not None:
        join = "=" if parameter.explode else ","
        shown = [f"{key}{join}{flat(v, parameter.write)}" for key, v in inner.items()]
        return checked_header(parameter.name, ",".join(shown))
    listed = items(value)
    if listed is not None:
        joined = ",".join(flat(item, parameter.write) for item in listed)
        return checked_header(parameter.name, joined)
    return checked_header(parameter.name, text(value, parameter.write))


def checked_header(name: str, value: str) -> str:
    """Return the value if it can stand in one header line."""
    if _UNSAFE_IN_HEADER.search(value):
        raise InvalidArgumentError(
            f"the header {name} cannot hold line breaks, control characters or characters beyond ASCII"
        )
    return value.strip(" \t")


def cookie_parts(parameter: Cookie, value: t.Any) -> list[str]:
    """Return `name=value` pairs for the Cookie header."""
    if parameter.content is not None:
        return [f"{percent(parameter.name)}={percent(_document(parameter.content, value))}"]
    return pairs(parameter.name, value, parameter, parameter.write)


def _parts(value: t.Any, write: str | None, reserved: bool) -> str | list[str] | dict[str, str]:
    """Return a value in the parts that a style joins, encoded."""
    if isinstance(value, str | int | float):
        return percent(text(value, write), reserved=reserved)
    inner = members(value)
    if inner is not None:
        return {
            percent(key): percent(flat(v, write), reserved=reserved) for key, v in inner.items()
        }
    listed = items(value)
    if listed is not None:
        return [percent(flat(item, write), reserved=reserved) for item in listed]
    return percent(text(value, write), reserved=reserved)


def _brackets(name: str, value: t.Any, depth: int = 0) -> Iterator[tuple[str, t.Any]]:
    if depth > 32:
        raise InvalidArgumentError(f"{name[:60]}… is nested too deeply for a query")
    inner = members(value)
    if inner is not None:
        for key, member in inner.items():
            yield from _brackets(f"{name}[{key}]", member, depth + 1)
        return
    listed = items(value)
    if listed is None:
        yield name, value
        return
    single = all(members(item) is None and items(item) is None for item in listed)
    for n, item in enumerate(listed):
        if item is not None:
            yield from _brackets(f"{name}[]" if single else f"{name}[{n}]", item, depth + 1)


def _whole_query(parameter: Query, value: t.Any) -> str:
    if isinstance(value, str):
        return (
            percent(value, reserved=True)
            .replace("%3D", "=")
            .replace("%26", "&")
            .replace("%2B", "+")
        )
    if parameter.content is not None and "json" in parameter.content:
        return percent(_document(parameter.content, value))
    inner = members(value)
    if inner is None:
        raise InvalidArgumentError("the query is given as text or as an object")
    return "&".join(part for key, v in inner.items() for part in pairs(key, v, parameter))


def _document(content: str, value: t.Any) -> str:
    """Return a value that is a whole document of the media type `content`."""
    if "json" in content:
        from .codec import encode

        return encode(value).decode()
    return flat(value)
