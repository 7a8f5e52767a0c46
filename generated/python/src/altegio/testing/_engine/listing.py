# Part of specloom, copied with the package that it serves.
# pyright: basic
"""Lists: which items a query picks, in which order, and which page of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import msgspec

from .description import Filter
from .expressions import World, alike, reach, reach_all
from .habits import Habits
from .messages import Request
from .parameters import query_pairs
from .store import Item

_SORT = ("sort", "sort_by", "sortby", "order_by", "orderby", "ordering")
_DIRECTION = ("order", "direction", "sort_order", "sort_dir", "sortorder", "dir")
_MOST = 1_000


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of a list and where it is in the whole."""

    items: list[Item]
    total: int
    number: int
    size: int
    offset: int
    next_url: str | None = None

    @property
    def more(self) -> bool:
        """Whether anything follows."""
        return self.offset + len(self.items) < self.total

    def fact(self, name: str) -> Any:
        """Return what a page may say about itself."""
        match name:
            case "total":
                return self.total
            case "count":
                return len(self.items)
            case "page":
                return self.number
            case "size":
                return self.size
            case "offset":
                return self.offset
            case "pages":
                return -(-self.total // self.size)
            case "more":
                return self.more
            case "next":
                return str(self.offset + len(self.items)) if self.more else None
            case "next-url":
                return self.next_url
            case _:
                return None


def page(habits: Habits, items: list[Item], query: Mapping[str, Any], world: World) -> Page:
    """Return the page of `items` that `query` asks for."""
    chosen = [one for one in items if _picked(habits, one, query, world)]
    _sort(habits, chosen, query, world)
    places = habits.page
    size = _whole(query, places.size, habits.facts.page_size, 0)
    size = min(size, _MOST) or 1
    offset = _whole(query, places.offset, 0, 0)
    number = _whole(query, places.page, places.first, places.first)
    cursor = query.get(places.cursor) if places.cursor else None
    if places.page and places.page in query:
        offset = (number - places.first) * size
    elif isinstance(cursor, str | int) and not isinstance(cursor, bool):
        offset = _after(habits, chosen, str(cursor))
    return Page(
        items=chosen[offset : offset + size],
        total=len(chosen),
        number=number,
        size=size,
        offset=offset,
    )


def next_url(habits: Habits, page: Page, request: Request) -> str | None:
    """Return where the next page is, or None after the last one."""
    places = habits.page
    if places.page:
        moved = (places.page, str(page.number + 1))
    elif places.offset:
        moved = (places.offset, str(page.offset + page.size))
    elif places.cursor:
        moved = (places.cursor, str(page.offset + len(page.items)))
    else:
        return None
    if not page.more:
        return None
    kept = [(name, value) for name, value in query_pairs(request.query) if name != moved[0]]
    host = request.headers.get("host", "localhost")
    return f"http://{host}{request.path}?{urlencode([*kept, moved])}"


def _whole(query: Mapping[str, Any], name: str | None, otherwise: int, least: int) -> int:
    value = query.get(name) if name else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return otherwise
    return max(int(min(value, 1e15)), least)


def _after(habits: Habits, items: list[Item], cursor: str) -> int:
    """Return where the page behind `cursor` begins: a place, or the id of the item before it."""
    if cursor.isascii() and cursor.isdigit() and len(cursor) < 16 and int(cursor) <= len(items):
        return int(cursor)
    for index, item in enumerate(items):
        if str(item.get(habits.id)) == cursor:
            return index + 1
    return 0


def _picked(habits: Habits, item: Item, query: Mapping[str, Any], world: World) -> bool:
    deletion = habits.facts.on_delete
    if deletion is not None and _is_gone(item, deletion.set):
        shown = query.get(deletion.listed_with) if deletion.listed_with else None
        if not is_on(shown):
            return False
    for name, value in query.items():
        wanted = habits.filters.get(name)
        if wanted is not None and value is not None and not _fits(wanted, item, value, world):
            return False
    return True


def _is_gone(item: Item, marks: Mapping[str, Any]) -> bool:
    """Whether a kept item was deleted: it has the constant values that deleting sets."""
    fixed = {name: one for name, one in marks.items() if not isinstance(one, dict)}
    return bool(fixed) and all(item.get(name) == one for name, one in fixed.items())


def is_gone(habits: Habits, item: Item) -> bool:
    """Whether `item` is kept only to be listed as deleted."""
    deletion = habits.facts.on_delete
    return deletion is not None and _is_gone(item, deletion.set)


def is_on(value: Any) -> bool:
    """Whether a switch in the query says yes."""
    return str(value).lower() in {"1", "true", "yes", "on"}


def _fits(wanted: Filter, item: Item, value: Any, world: World) -> bool:
    if wanted.field == "*":
        return _mentions(item, str(value).lower(), 0)
    found = reach_all(item, tuple(wanted.field.split(".")))
    if wanted.contains:
        return any(str(value).lower() in str(one).lower() for one in found)
    if wanted.at_least is not None:
        return any(_compare(one, value, wanted.at_least, world) >= 0 for one in found)
    if wanted.at_most is not None:
        return any(-1 <= _compare(one, value, wanted.at_most, world) <= 0 for one in found)
    choices = value if isinstance(value, list) else [value]
    return any(alike(one, choice) for one in found for choice in choices)


def _compare(found: Any, wanted: Any, unit: str, world: World) -> int:
    """Return -1, 0 or 1; -2 where the two cannot be compared."""
    if unit in {"day", "second"}:
        one, other = world.moment(found), world.moment(wanted)
        if one is None or other is None:
            return -2
        if unit == "day":
            return (one.date() > other.date()) - (one.date() < other.date())
        return (one > other) - (one < other)
    if isinstance(found, int | float) and isinstance(wanted, int | float):
        return (found > wanted) - (found < wanted)
    return (str(found) > str(wanted)) - (str(found) < str(wanted))


def _mentions(value: Any, text: str, depth: int) -> bool:
    if isinstance(value, str):
        return text in value.lower()
    if depth > 4:
        return False
    if isinstance(value, dict):
        return any(_mentions(one, text, depth + 1) for one in value.values())
    return isinstance(value, list) and any(_mentions(one, text, depth + 1) for one in value)


def _sort(habits: Habits, items: list[Item], query: Mapping[str, Any], world: World) -> None:
    order = habits.facts.order
    field = order.by if order is not None else None
    descending = order.descending if order is not None else False
    for name in query.keys() & set(_SORT):
        asked = query[name][0] if isinstance(query[name], list) and query[name] else query[name]
        if isinstance(asked, str) and name not in habits.filters:
            text = asked.lstrip("+-")
            if text in habits.properties:
                field, descending = text, asked.startswith("-")
    for name in query.keys() & set(_DIRECTION):
        if str(query[name]).lower() in {"asc", "desc", "ascending", "descending"}:
            descending = str(query[name]).lower().startswith("desc")
    if field is not None:
        steps = tuple(field.split("."))
        items.sort(key=lambda one: _rank(reach(one, steps), world), reverse=descending)


def _rank(value: Any, world: World) -> tuple[int, float, str]:
    """Return something that sorts values of any type: numbers, then dates by time, then texts."""
    if isinstance(value, int | float):
        return 0, float(value), ""
    if isinstance(value, str):
        moment = world.moment(value) if value[:1].isdigit() and len(value) > 9 else None
        return (1, moment.timestamp(), "") if moment is not None else (2, 0.0, value)
    return 3, 0.0, ""
