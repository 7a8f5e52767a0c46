# Part of specloom, copied with the package that it serves.
# pyright: basic
"""What the query of a list means, judged by the names of its parameters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from . import wording
from .description import Filter, Operation, Page
from .schemas import Schema, Schemas, Shape

_PAGES = {
    "page": ("page", "page_number", "pagenumber", "page_no", "p"),
    "offset": ("offset", "skip", "start", "start_index", "startindex"),
    "cursor": ("cursor", "after", "starting_after", "page_token", "pagetoken", "next_token"),
    "size": ("count", "per_page", "perpage", "limit", "page_size", "pagesize", "size", "top",
             "max_results", "maxresults"),
}  # fmt: skip
_SEARCH = frozenset({"q", "search", "keyword", "keywords", "term"})
_BOUNDS = re.compile(
    r"(?P<before>min|max|start|end|from|to|since|until|after|before)_(?P<field>\w+)"
    r"|(?P<name>\w+?)_?(?P<after>min|max|from|to|since|until|after|before|gte|lte|gt|lt|start|end)"
)
_LOW = frozenset({"min", "start", "from", "since", "after", "gte", "gt"})


def page_of(operation: Operation | None) -> Page:
    """Return how a list is cut, judged by the names of its parameters."""
    if operation is None:
        return Page()
    names = {
        wording.plain(one.name): one.name for one in operation.parameters if one.place == "query"
    }
    found = {
        role: next(
            (names[wording.plain(one)] for one in known if wording.plain(one) in names), None
        )
        for role, known in _PAGES.items()
    }
    first = next((one for one in operation.parameters if one.name == found["page"]), None)
    schema = first.schema if first is not None and isinstance(first.schema, dict) else {}
    zero_based = schema.get("minimum") == 0 or schema.get("default") == 0
    return Page(
        page=found["page"],
        offset=found["offset"],
        cursor=found["cursor"],
        size=found["size"],
        first=0 if zero_based else 1,
    )


def filters_of(
    operation: Operation | None, shape: Shape, page: Page, schemas: Schemas
) -> dict[str, Filter]:
    """Return the query parameters that mean a field, judged by their names."""
    found: dict[str, Filter] = {}
    taken = {page.page, page.offset, page.cursor, page.size}
    plain = {wording.plain(name): name for name in shape.properties}
    for parameter in operation.parameters if operation else ():
        name = parameter.name.removesuffix("[]")
        if parameter.place != "query" or parameter.name in taken:
            continue
        if wording.plain(name) in plain:
            found[parameter.name] = Filter(field=plain[wording.plain(name)])
        elif name in _SEARCH:
            found[parameter.name] = Filter(field="*", contains=True)
        elif name.endswith("_id") and "id" in _inner(shape, name[:-3], schemas):
            found[parameter.name] = Filter(field=f"{name[:-3]}.id")
        elif name in {"ids", "id__in"} and "id" in plain:
            found[parameter.name] = Filter(field="id")
        else:
            bound = _bound(name, plain, parameter.schema, schemas)
            if bound is not None:
                found[parameter.name] = bound
    return found


def _inner(shape: Shape, name: str, schemas: Schemas) -> Iterable[str]:
    return schemas.shape(shape.properties[name]).properties if name in shape.properties else ()


def _bound(name: str, plain: Mapping[str, str], schema: Schema, schemas: Schemas) -> Filter | None:
    match = _BOUNDS.fullmatch(name.lower())
    if match is None:
        return None
    edge = match["before"] or match["after"]
    field = plain.get(wording.plain(match["field"] or match["name"]))
    if field is None:
        field = plain.get(wording.plain(match["field"] or match["name"]) + "at")
    if field is None:
        return None
    followed = schemas.follow(schema)
    form = followed.get("format") if isinstance(followed, dict) else None
    unit = {"date": "day", "date-time": "second"}.get(str(form), "value")
    if edge in _LOW:
        return Filter(field=field, at_least=unit)
    return Filter(field=field, at_most=unit)
