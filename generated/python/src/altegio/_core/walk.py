"""From one page to the next: what to ask for, when to stop, and when something is wrong."""

from __future__ import annotations

import math
import re
import typing as t
from collections.abc import Mapping

import msgspec

from .errors import InvalidArgumentError, PagingError
from .reading import MISSING
from .reading import walk as member_at
from .urls import origin, resolved

if t.TYPE_CHECKING:
    from .issues import Issue
    from .operation import Operation, Paging
    from .response import Response

T = t.TypeVar("T")

Start: t.TypeAlias = int | str | None
"""Where a walk begins: a page number, an offset, a cursor or an address, as `Page.next` holds it."""

MOST_PAGES = 100_000
"""More pages than that are taken for a list without an end."""


class Page(t.Generic[T]):
    """Some items of a list, and the answer that brought them.

    `next` is where the walk goes on, None after the last page; keep it to resume later.
    """

    __slots__ = ("items", "next", "response", "total")

    def __init__(
        self, items: list[T], response: Response[t.Any], total: int | None, following: Start
    ) -> None:
        self.items = items
        self.response = response
        self.total = total
        self.next = following

    @property
    def body(self) -> t.Any:
        """The whole decoded body of the page."""
        return self.response.parsed

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Where the page is not what the description promises."""
        return self.response.issues

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> t.Iterator[T]:
        return iter(self.items)

    def __repr__(self) -> str:
        return f"<Page of {len(self.items)} items, next {self.next!r}>"


class Walk(t.Generic[T]):
    """One walk over a list. It says what to fetch (`arguments`, `url`) and is told what came."""

    def __init__(
        self, operation: Operation[t.Any], arguments: Mapping[str, t.Any], start: Start
    ) -> None:
        paging = operation.paging
        if paging is None:
            raise TypeError(f"{operation.name} is not paged")
        self._operation = operation
        self._paging: Paging = paging
        self.arguments = dict(arguments)
        self.is_done = False
        self._url: str | None = None
        self._refusal: PagingError | None = None
        self._asked: set[Start] = set()
        self._previous: Page[T] | None = None
        self._longest = 0
        self._here = ""
        self._collected = 0
        self._skipped = 0
        self._count = 0
        self._position = self._start(start)

    @property
    def url(self) -> str | None:
        """The address of the page to fetch, where the last page named one; raises if it was no good."""
        if self._refusal is not None:
            raise self._refusal
        return self._url

    def _start(self, start: Start) -> Start:
        paging = self._paging
        if paging.style in {"link", "next-url"}:
            if start is not None:
                self._url = str(start)
            return start
        if paging.parameter is None:
            raise TypeError(f"{self._operation.name} does not say which argument moves")
        if start is not None:
            self.arguments[paging.parameter] = start
        given = self.arguments.get(paging.parameter)
        if given is None or given is msgspec.UNSET:
            return (
                paging.first if paging.style == "page" else 0 if paging.style == "offset" else None
            )
        if paging.style == "cursor" or isinstance(given, int):
            return t.cast("int | str", given)
        # Some descriptions call the number of a page a number like any other.
        if isinstance(given, float) and math.isfinite(given):
            whole = math.floor(given)
            if given.is_integer():
                self.arguments[paging.parameter] = whole
            return whole
        raise InvalidArgumentError(f"{paging.parameter}= must be a whole number")

    def accept(self, page: Page[T]) -> Page[T]:
        """Take a first page that was fetched before."""
        return self.arrived(page.response)

    def arrived(self, response: Response[t.Any]) -> Page[T]:
        """Return the page that came, and move on to the next."""
        body = response.parsed
        items = self._items(body)
        total = _number(self._at(body, self._paging.total))
        self._count += 1
        if self._count == 1:
            self._skipped = self._before(len(items))
        self._collected += len(items)
        self._here = response.url
        following = self._following(response, items, total)
        page = Page(items, response, total, following)
        self._guard(page)
        self._longest = max(self._longest, len(items))
        self._previous = page
        self._move(following)
        return page

    def _before(self, count: int) -> int:
        """Return how many items lie before the first page of this walk."""
        if not isinstance(self._position, int):
            return 0
        if self._paging.style == "offset":
            return self._position
        return max(0, self._position - self._paging.first) * (self._size() or count)

    def _items(self, body: t.Any) -> list[T]:
        found = member_at(body, self._paging.items)
        if found is MISSING or found is None:
            return []
        if isinstance(found, list | tuple):
            return list(t.cast("list[T]", found))
        if isinstance(found, dict):
            # A map of items instead of a list, as PHP writes a list with holes.
            return list(t.cast("dict[str, T]", found).values())
        return []

    def _following(self, response: Response[t.Any], items: list[T], total: int | None) -> Start:
        paging = self._paging
        more = self._at(response.parsed, paging.more)
        if more is False or more == 0:
            return None
        match paging.style:
            case "link":
                return self._address(_next_link(response.headers.get("link", "")))
            case "next-url":
                return self._address(self._at(response.parsed, paging.next))
            case "cursor":
                found = self._at(response.parsed, paging.next)
                if found in (None, "", False) or (paging.stop == "empty" and not items):
                    return None
                return found if isinstance(found, int) else str(found)
            case "page" | "offset":
                if not items or (more is None and self._is_last(len(items), total)):
                    return None
                step = 1 if paging.style == "page" else len(items)
                return t.cast("int", self._position) + step

    def _is_last(self, count: int, total: int | None) -> bool:
        """Whether a page of `count` items is the last one."""
        stop = self._paging.stop
        seen = self._skipped + self._collected
        if total is not None and stop == "total":
            return seen >= total
        if stop != "short":
            return False
        expected = self._size() or self._longest
        is_short = count < expected
        if total is None:
            return is_short
        if total == count or seen > total:
            # Not what it is called: some APIs give the length of the page as the total.
            return is_short
        # A short page before the total is reached: the server gives less than it is asked for.
        return seen >= total

    def _size(self) -> int:
        size = self.arguments.get(self._paging.size) if self._paging.size else None
        if isinstance(size, int) and not isinstance(size, bool):
            return size
        return self._paging.default_size or 0

    def _address(self, reference: t.Any) -> str | None:
        if not reference or not isinstance(reference, str):
            return None
        name = self._operation.name
        url = resolved(self._here, reference)
        # The page that came is good whatever it says of the next: who goes on is told.
        if url is None:
            self._refusal = PagingError(f"{name}: the next page has no usable address")
            return reference
        if origin(url) != origin(self._here):
            # Following it would hand our credentials to whoever wrote that address.
            self._refusal = PagingError(f"{name}: the next page is said to be on another host")
        return url

    def _guard(self, page: Page[T]) -> None:
        name = self._operation.name
        before = self._previous
        if before is not None and page.items and page.items == before.items:
            raise PagingError(f"{name}: page {self._count} repeats the page before it")
        if page.next is not None and page.next in self._asked:
            raise PagingError(f"{name}: page {self._count} leads back to an earlier one")
        if self._count >= MOST_PAGES and page.next is not None:
            raise PagingError(f"{name}: no end after {self._count} pages")

    def _move(self, following: Start) -> None:
        self._asked.add(self._position)
        if following is None:
            self.is_done = True
            return
        self._position = following
        if self._paging.style in {"link", "next-url"}:
            self._url = str(following)
        elif self._paging.parameter is not None:
            self.arguments[self._paging.parameter] = following

    @staticmethod
    def _at(body: t.Any, path: tuple[str, ...] | None) -> t.Any:
        if path is None:
            return None
        found = member_at(body, path)
        return None if found is MISSING else found


def _number(value: t.Any) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return int(value)
    except (ValueError, OverflowError):
        return None


_LINK = re.compile(r'<([^<>]*)>((?:\s*;\s*[\w*]+\s*=\s*(?:"[^"]*"|[^\s",;]+))*)')


def _next_link(header: str) -> str | None:
    """Return the target of the relation `next` in a Link header (RFC 8288)."""
    for target, parameters in _LINK.findall(header[:20_000]):
        for parameter in parameters.split(";"):
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "rel" and "next" in value.strip(' "').lower().split():
                return str(target)
    return None
