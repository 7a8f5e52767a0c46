"""The usual ways to page, recognised where both the question and the answer show them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from specloom.ir import words
from specloom.ir.api import In, Operation, Paging, PagingStyle, Parameter, Stop
from specloom.ir.types import Alias, Field, Kind, List, Ref, Scalar, TypeRef
from specloom.ir.walk import resolve
from specloom.lower.trails import Types, answer, bare, fields_of, follow

Path = tuple[str, ...]


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PAGES = _names("page page_number page_no page_num page_index pagenumber page_page")
_OFFSETS = _names("offset skip page_offset")
_CURSORS = _names(
    "cursor page_token next_token page_cursor after starting_after continuation_token start_cursor"
    " next_cursor pagination_token next_page_token pagination_cursor bookmark page_after"
)
_SIZES = _names(
    "limit per_page page_size size count max_results page_limit items_per_page results_per_page"
    " pagesize perpage take first max_items page_count"
)
_LISTS = _names("data items results records values entries list rows objects content")
_NEXT_CURSORS = _names(
    "next_cursor next_page_token next_token next_page_cursor cursor_next continuation_token"
    " next_continuation_token end_cursor last_id next_bookmark bookmark after cursor next"
)
_NEXT_URLS = _names("next next_url next_link next_page_url next_page_uri next_href next_page")
_TOTALS = _names(
    "total total_count total_items total_results total_elements total_records total_entries"
)
_MORES = _names("has_more has_next has_next_page has_more_items has_more_results")
_FOLDERS = _names(
    "meta metadata pagination paging page_info page cursor cursors links _links response_metadata"
    " next_page underscore_links"
)

TELLING = _TOTALS | _MORES | _FOLDERS | _NEXT_URLS | _NEXT_CURSORS | _SIZES | _PAGES | _OFFSETS
"""Names of what an answer tells of itself, beside what was asked for."""


def infer(operation: Operation, types: Types) -> Paging | None:
    """Return how `operation` pages when its list is certain and it shows a way to the next page."""
    content = answer(operation)
    if operation.method != "GET" or content is None:
        return None
    items = _items(content.type, types)
    if items is None:
        return None
    queries = {
        words.join(words.split(each.wire)): each
        for each in operation.parameters
        if each.place is In.QUERY
    }
    size = _first(queries, _SIZES, Kind.INTEGER, types)
    told = dict(_told(content.type, types))
    total, more = _where(told, _TOTALS, Kind.INTEGER, types), _where(
        told, _MORES, Kind.BOOLEAN, types
    )

    def paging(
        style: PagingStyle, parameter: Parameter | None = None, next: Path | None = None
    ) -> Paging:
        counted = style in (PagingStyle.PAGE, PagingStyle.OFFSET)
        return Paging(
            style=style,
            items=items,
            parameter=parameter.wire if parameter else None,
            size=size.wire if size else None,
            first=0 if style is PagingStyle.OFFSET else 1,
            default_size=_default(size),
            total=total,
            next=next,
            more=more,
            # A server may send fewer items than asked for: only an empty page is surely the last.
            stop=Stop.EMPTY if counted else Stop.NO_CURSOR,
            inferred=True,
        )

    cursor = _first(queries, _CURSORS, Kind.STRING, types)
    next_cursor = _where(told, _NEXT_CURSORS, Kind.STRING, types, skip_urls=True)
    if cursor is not None and next_cursor is not None:
        return paging(PagingStyle.CURSOR, cursor, next_cursor)
    page = _first(queries, _PAGES, Kind.INTEGER, types)
    start = _start(page, types) if page is not None else None
    if page is not None and start is not None:
        return replace(paging(PagingStyle.PAGE, page), first=start)
    offset = _first(queries, _OFFSETS, Kind.INTEGER, types)
    if offset is not None and size is not None:
        return paging(PagingStyle.OFFSET, offset)
    next_url = _next_url(told, types)
    if next_url is not None:
        return paging(PagingStyle.NEXT_URL, next=next_url)
    if _has_link_header(operation):
        return paging(PagingStyle.LINK)
    return None


def _items(type_: TypeRef, types: Types) -> Path | None:
    """Return the path of the one list in an answer, None when there is none or more than one."""
    if isinstance(bare(type_, types), List):
        return ()
    fields = fields_of(type_, types)
    lists = [name for name, field in fields.items() if isinstance(bare(field.type, types), List)]
    if len(lists) > 1:
        lists = [name for name in lists if words.join(words.split(name)) in _LISTS]
    if len(lists) == 1:
        return (lists[0],)
    if not lists and "data" in fields:
        inner = (
            _items(fields["data"].type, types) if fields_of(fields["data"].type, types) else None
        )
        return ("data", *inner) if inner else None
    return None


def _told(type_: TypeRef, types: Types, above: Path = ()) -> Iterator[tuple[Path, Field]]:
    """Yield what an answer tells of itself: its fields, and those of `meta` and its like."""
    for name, field in fields_of(type_, types).items():
        path = (*above, name)
        yield path, field
        if len(path) <= 2 and words.join(words.split(name)) in _FOLDERS:
            yield from _told(field.type, types, path)


def _is(type_: TypeRef, kind: Kind, types: Types) -> bool:
    plain = bare(type_, types)
    return isinstance(plain, Scalar) and (
        plain.kind is kind or (kind is Kind.INTEGER and plain.kind is Kind.NUMBER)
    )


def _first(
    queries: Mapping[str, Parameter], names: frozenset[str], kind: Kind, types: Types
) -> Parameter | None:
    return next(
        (
            parameter
            for name, parameter in queries.items()
            if name in names and _is(parameter.type, kind, types)
        ),
        None,
    )


def _where(
    told: Mapping[Path, Field],
    names: frozenset[str],
    kind: Kind,
    types: Types,
    *,
    skip_urls: bool = False,
) -> Path | None:
    for path, field in told.items():
        is_named = words.join(words.split(path[-1])) in names and _is(field.type, kind, types)
        if is_named and not (skip_urls and _is_url(path, field, types)):
            return path
    return None


def _is_url(path: Path, field: Field, types: Types) -> bool:
    plain = bare(field.type, types)
    name = words.split(path[-1])
    return bool(
        (isinstance(plain, Scalar) and (plain.format or "").startswith(("uri", "url")))
        or name[-1:] in (("url",), ("uri",), ("link",), ("href",))
        or any(step.strip("_").lower() == "links" for step in path[:-1])
        or {"url", "uri", "link"} & set(words.split(field.doc.description))
    )


def _next_url(told: Mapping[Path, Field], types: Types) -> Path | None:
    by_name = {path[-1] for path in told if len(path) == 1}
    is_drf = {"next", "previous", "results"} <= by_name
    for path, field in told.items():
        name = words.join(words.split(path[-1]))
        text = _is(field.type, Kind.STRING, types)
        if (
            name in _NEXT_URLS
            and text
            and (_is_url(path, field, types) or (is_drf and path == ("next",)))
        ):
            return path
        if name == "next" and len(path) == 2:
            href = follow(field.type, ("href",), types)
            if href is not None and _is(href, Kind.STRING, types):
                return (*path, "href")
    return None


def _has_link_header(operation: Operation) -> bool:
    return any(
        header.wire.lower() == "link"
        for response in operation.responses
        if response.is_success
        for header in response.headers
    )


def _default(parameter: Parameter | None) -> int | None:
    value = parameter.default.value if parameter and parameter.default else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


_BASED = re.compile(r"\b(zero|one|0|1)[- ](?:based|index)", re.IGNORECASE)
_BEGINS = re.compile(
    r"\b(?:start|begin|first|default|index)\w*\b[^.0-9]{0,24}\b([01])\b", re.IGNORECASE
)


def _start(page: Parameter, types: Types) -> int | None:
    """Return the number of the first page; None where nothing shows it.

    Guessing wrong would skip a page or read one twice, and nobody would notice.
    """
    shown = [_default(page), page.constraints.minimum, _above(page.constraints.exclusive_minimum)]
    plain = resolve(page.type, types)
    declaration = types.get(plain.id) if isinstance(plain, Ref) else None
    if isinstance(declaration, Alias):
        shown.append(declaration.constraints.minimum)
    for number in shown:
        if number in (0, 1):
            return int(number)
    text = f"{page.doc.summary} {page.doc.description}"
    based = _BASED.search(text)
    if based is not None:
        return 0 if based[1].lower() in ("zero", "0") else 1
    begins = _BEGINS.search(text)
    if begins is not None:
        return int(begins[1])
    example = page.example.value if page.example else None
    return example if example in (0, 1) and isinstance(example, int) else None


def _above(limit: int | float | None) -> int | float | None:
    return None if limit is None else limit + 1
