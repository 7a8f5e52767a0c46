"""Walks lists that come in pages."""

# The methods of clients begin with an underscore to leave all other names to the API.
# pyright: reportPrivateUsage=false

from __future__ import annotations

import typing as t
from collections.abc import AsyncIterator, Iterator, Mapping

from .walk import Page, Start, Walk

if t.TYPE_CHECKING:
    from .client import AsyncClient, SyncClient
    from .operation import Operation

__all__ = ["AsyncPages", "Page", "Pages"]

T = t.TypeVar("T")


class Pages(t.Generic[T]):
    """All items of a list. Iterate over it, and pages are fetched as they are needed.

    Every iteration starts again from the first page, except that a page which `total` or `first()` has
    fetched is not fetched twice.
    """

    def __init__(
        self,
        client: SyncClient,
        operation: Operation[t.Any],
        arguments: Mapping[str, t.Any],
    ) -> None:
        self._client = client
        self._operation = operation
        self._arguments = arguments
        self._first: Page[T] | None = None

    def __repr__(self) -> str:
        return f"<Pages of {self._operation.name}>"

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            yield from page.items

    def pages(self, *, start: Start = None) -> Iterator[Page[T]]:
        """Yield whole pages, from the first one or from where an earlier walk stopped (`page.next`)."""
        walk: Walk[T] = Walk(self._operation, self._arguments, start)
        first, self._first = self._first, None
        if first is not None and start is None:
            yield walk.accept(first)
        while not walk.is_done:
            response = self._client._raw(self._operation, walk.arguments, url=walk.url)
            yield walk.arrived(response)

    def first(self) -> Page[T]:
        """Return the first page."""
        if self._first is None:
            walk: Walk[T] = Walk(self._operation, self._arguments, None)
            self._first = walk.arrived(self._client._raw(self._operation, walk.arguments))
        return self._first

    @property
    def total(self) -> int | None:
        """How many items there are, as the API says; asks for the first page if that is not known yet."""
        return self.first().total


class AsyncPages(t.Generic[T]):
    """All items of a list. Iterate over it, and pages are fetched as they are needed.

    Every iteration starts again from the first page, except that a page which `total()` or `first()`
    has fetched is not fetched twice.
    """

    def __init__(
        self,
        client: AsyncClient,
        operation: Operation[t.Any],
        arguments: Mapping[str, t.Any],
    ) -> None:
        self._client = client
        self._operation = operation
        self._arguments = arguments
        self._first: Page[T] | None = None

    def __repr__(self) -> str:
        return f"<AsyncPages of {self._operation.name}>"

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.pages():
            for item in page.items:
                yield item

    async def pages(self, *, start: Start = None) -> AsyncIterator[Page[T]]:
        """Yield whole pages, from the first one or from where an earlier walk stopped (`page.next`)."""
        walk: Walk[T] = Walk(self._operation, self._arguments, start)
        first, self._first = self._first, None
        if first is not None and start is None:
            yield walk.accept(first)
        while not walk.is_done:
            response = await self._client._raw(self._operation, walk.arguments, url=walk.url)
            yield walk.arrived(response)

    async def first(self) -> Page[T]:
        """Return the first page."""
        if self._first is None:
            walk: Walk[T] = Walk(self._operation, self._arguments, None)
            self._first = walk.arrived(await self._client._raw(self._operation, walk.arguments))
        return self._first

    async def total(self) -> int | None:
        """Return how many items there are, as the API says."""
        return (await self.first()).total
