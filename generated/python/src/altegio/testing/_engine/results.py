# Part of specloom, copied with the package that it serves.
# pyright: basic
"""Where in an answer the items are: behind an envelope, inside a page, or the answer itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from . import media, wording
from .description import Operation, Reply
from .schemas import Schema, Schemas

_DEEP = 2
_ITEMS = ("data", "items", "results", "values", "entries", "records", "content", "rows", "elements")
_ITEM = ("data", "result", "item", "record", "resource", "object", "response", "attributes")


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """A successful answer of an operation.

    `path` leads from the body to what the caller wants; `inner` is the schema of one item, whether
    `many` stand there or one.
    """

    status: int
    media: str | None
    schema: Schema
    reply: Reply
    path: tuple[str, ...] = ()
    inner: Schema = True
    many: bool = False


def success(operation: Operation) -> tuple[int, Reply]:
    """Return the status and the reply of an operation that went well: the first described."""
    statuses = list(operation.replies)
    for status in statuses:
        if len(status) == 3 and status.isdigit() and status[0] == "2":
            return int(status), operation.replies[status]
    for status in statuses:
        if status.upper() == "2XX":
            return 200, operation.replies[status]
    for status in statuses:
        if status.isdigit() and status[0] in "13" and len(status) == 3:
            return (int(status) if status[0] == "3" else 200), operation.replies[status]
    if not any(status.isdigit() for status in statuses) and "default" in operation.replies:
        return 200, operation.replies["default"]
    return (200 if operation.method in {"GET", "HEAD"} else 204), Reply()


def result(
    operation: Operation,
    schemas: Schemas,
    envelope: str | None,
    *,
    many: bool,
    name: str,
    items: tuple[str, ...] | None = None,
) -> Result:
    """Return where the items are in the successful answer of `operation`.

    `name` is what they are called, `items` where a list is known to stand.
    """
    status, reply = success(operation)
    if reply.content and status == 204:
        status = 200
    kind = next((one for one in reply.content if media.is_json(one)), None)
    if kind is None:
        return Result(
            status=status, media=next(iter(reply.content), None), schema=True, reply=reply
        )
    schema = reply.content[kind].schema
    path = items if items is not None else _find(schema, schemas, envelope, many=many, name=name)
    inner = _at(schema, path, schemas)
    shape = schemas.shape(inner)
    if shape.is_array:
        inner = shape.items if shape.items is not None else True
    return Result(
        status=status,
        media=kind,
        schema=schema,
        reply=reply,
        path=path,
        inner=inner,
        many=shape.is_array,
    )


def _find(
    schema: Schema, schemas: Schemas, envelope: str | None, *, many: bool, name: str, depth: int = 0
) -> tuple[str, ...]:
    shape = schemas.shape(schema)
    if shape.is_array or not shape.properties:
        return ()
    known = shape.properties
    if envelope is not None and envelope in known:
        return (envelope,)
    candidates = [name, wording.singular(name), *(_ITEMS if many else _ITEM)]
    if many:
        lists = [key for key, one in known.items() if schemas.shape(one).is_array]
        for key in candidates:
            if key in lists:
                return (key,)
        if len(lists) == 1:
            return (lists[0],)
        if depth < _DEEP:
            for key in ("data", "result", "response", "_embedded", "page"):
                if key in known:
                    inner = _find(known[key], schemas, None, many=True, name=name, depth=depth + 1)
                    if inner:
                        return (key, *inner)
        return ()
    if _has_id(known, schemas):
        return ()
    objects = [key for key, one in known.items() if schemas.shape(one).is_object]
    for key in candidates:
        if key in objects:
            return (key,)
    if len(objects) == 1 and _has_id(schemas.shape(known[objects[0]]).properties, schemas):
        return (objects[0],)
    return ()


def _has_id(properties: Mapping[str, Schema], schemas: Schemas) -> bool:
    names = ("id", "uuid", "_id", "guid", "key", "slug")
    return any(
        name in properties and not schemas.shape(properties[name]).is_object for name in names
    )


def _at(schema: Schema, path: tuple[str, ...], schemas: Schemas) -> Schema:
    for step in path:
        schema = schemas.shape(schema).properties.get(step, True)
    return schema


def totals(schema: Schema, schemas: Schemas, path: tuple[str, ...]) -> dict[tuple[str, ...], str]:
    """Return what a page says about itself: by path, one of total, page, size, offset, more, next."""
    found: dict[tuple[str, ...], str] = {}
    _totals(schema, schemas, (), path, found)
    return found


def _totals(
    schema: Schema,
    schemas: Schemas,
    at: tuple[str, ...],
    path: tuple[str, ...],
    found: dict[tuple[str, ...], str],
) -> None:
    for key, one in schemas.shape(schema).properties.items():
        here = (*at, key)
        if here == path:
            continue
        shape = schemas.shape(one)
        if shape.is_object and len(here) <= _DEEP:
            _totals(one, schemas, here, path, found)
            continue
        meaning = _MEANINGS.get("".join(wording.words(key)))
        if meaning is None:
            continue
        kinds: Any = {"boolean"} if meaning == "more" else {"integer", "number"}
        if meaning in {"next", "previous"}:
            if "string" in shape.kinds:
                found[here] = f"{meaning}-url" if _is_url(one, schemas) else meaning
        elif kinds.intersection(shape.kinds):
            found[here] = meaning


def _is_url(schema: Schema, schemas: Schemas) -> bool:
    followed = schemas.follow(schema)
    form = followed.get("format") if isinstance(followed, dict) else None
    example = followed.get("example") if isinstance(followed, dict) else None
    return form in {"uri", "url"} or (isinstance(example, str) and example.startswith("http"))


_MEANINGS = {
    **dict.fromkeys(
        ("total", "totalcount", "totalitems", "totalresults", "totalelements", "totalrecords",
         "itemcount", "resultcount", "numfound", "totalentries"), "total"),
    **dict.fromkeys(("count", "resultsize", "numberofelements"), "count"),
    **dict.fromkeys(("page", "currentpage", "pagenumber", "pageno"), "page"),
    **dict.fromkeys(("perpage", "pagesize", "limit", "itemsperpage"), "size"),
    **dict.fromkeys(("offset", "skip", "start"), "offset"),
    **dict.fromkeys(("totalpages", "pages", "pagecount", "lastpage"), "pages"),
    **dict.fromkeys(("hasmore", "hasnext", "hasnextpage", "more"), "more"),
    **dict.fromkeys(("next", "nextcursor", "nextpage", "nextpagetoken", "nexttoken"), "next"),
    **dict.fromkeys(("previous", "prev", "previouspage", "prevcursor"), "previous"),
}  # fmt: skip
