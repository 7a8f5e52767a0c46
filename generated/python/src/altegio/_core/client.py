"""The two clients. Generated classes derive from them and add the resources of an API."""

from __future__ import annotations

import typing as t
from collections.abc import Mapping

from .base import Client
from .conduct import Call, Exchange
from .operation import Operation
from .paging import AsyncPages, Pages
from .readers import Events, Lines
from .response import Response
from .steps import arun, run
from .streaming import (
    AsyncDownload,
    AsyncEventStream,
    AsyncLineStream,
    Download,
    EventStream,
    LineStream,
)
from .tracing import is_active, span

if t.TYPE_CHECKING:
    from types import TracebackType

T = t.TypeVar("T")

Arguments: t.TypeAlias = Mapping[str, t.Any]


class SyncClient(Client):
    """A client whose methods wait. One of them serves many threads."""

    _is_async = False

    def __enter__(self) -> t.Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection, also for copies made by with_options()."""
        transport = self._shared.take_transport()
        if transport is not None:
            transport.close()

    def _exchange(self, call: Call, operation: Operation[t.Any]) -> Exchange:
        shared = self._shared
        if not is_active():
            return run(call.steps(), shared.transport(), shared.sleep)
        with span(shared.settings.name, operation) as current:
            exchange = run(call.steps(), shared.transport(), shared.sleep)
            current.answered(exchange)
            return exchange

    def _call(self, operation: Operation[T], arguments: Arguments) -> T:
        return self._raw(operation, arguments).parsed

    def _raw(
        self, operation: Operation[T], arguments: Arguments, *, url: str | None = None
    ) -> Response[T]:
        call = self._prepared(operation, arguments, url=url)
        return self._response(operation, self._exchange(call, operation))

    def _pages(self, operation: Operation[t.Any], arguments: Arguments) -> Pages[t.Any]:
        return Pages(self, operation, arguments)

    def _download(self, operation: Operation[t.Any], arguments: Arguments) -> Download:
        call = self._prepared(operation, arguments, "download")
        exchange = self._exchange(call, operation)
        return Download(exchange, operation.name, self._options.max_response_bytes)

    def _events(self, operation: Operation[t.Any], arguments: Arguments) -> EventStream[t.Any]:
        call = self._prepared(operation, arguments, "events")
        exchange = self._exchange(call, operation)
        try:
            reader, documents = self._documents(operation, exchange, Events)
        except BaseException:
            exchange.reply.close()
            raise
        return EventStream(exchange, operation.name, documents, reader.end)

    def _lines(self, operation: Operation[t.Any], arguments: Arguments) -> LineStream[t.Any]:
        call = self._prepared(operation, arguments, "lines")
        exchange = self._exchange(call, operation)
        try:
            _, documents = self._documents(operation, exchange, Lines)
        except BaseException:
            exchange.reply.close()
            raise
        return LineStream(exchange, operation.name, documents)


class AsyncClient(Client):
    """A client whose methods are awaited. One of them serves many tasks."""

    _is_async = True

    async def __aenter__(self) -> t.Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close every connection, also for copies made by with_options()."""
        transport = self._shared.take_transport()
        if transport is not None:
            await transport.aclose()

    async def _exchange(self, call: Call, operation: Operation[t.Any]) -> Exchange:
        shared = self._shared
        if not is_active():
            return await arun(call.steps(), shared.transport(), shared.asleep)
        with span(shared.settings.name, operation) as current:
            exchange = await arun(call.steps(), shared.transport(), shared.asleep)
            current.answered(exchange)
            return exchange

    async def _call(self, operation: Operation[T], arguments: Arguments) -> T:
        return (await self._raw(operation, arguments)).parsed

    async def _raw(
        self, operation: Operation[T], arguments: Arguments, *, url: str | None = None
    ) -> Response[T]:
        call = self._prepared(operation, arguments, url=url)
        return self._response(operation, await self._exchange(call, operation))

    def _pages(self, operation: Operation[t.Any], arguments: Arguments) -> AsyncPages[t.Any]:
        return AsyncPages(self, operation, arguments)

    async def _download(self, operation: Operation[t.Any], arguments: Arguments) -> AsyncDownload:
        call = self._prepared(operation, arguments, "download")
        exchange = await self._exchange(call, operation)
        return AsyncDownload(exchange, operation.name, self._options.max_response_bytes)

    async def _events(
        self, operation: Operation[t.Any], arguments: Arguments
    ) -> AsyncEventStream[t.Any]:
        call = self._prepared(operation, arguments, "events")
        exchange = await self._exchange(call, operation)
        try:
            reader, documents = self._documents(operation, exchange, Events)
        except BaseException:
            await exchange.reply.aclose()
            raise
        return AsyncEventStream(exchange, operation.name, documents, reader.end)

    async def _lines(
        self, operation: Operation[t.Any], arguments: Arguments
    ) -> AsyncLineStream[t.Any]:
        call = self._prepared(operation, arguments, "lines")
        exchange = await self._exchange(call, operation)
        try:
            _, documents = self._documents(operation, exchange, Lines)
        except BaseException:
            await exchange.reply.aclose()
            raise
        return AsyncLineStream(exchange, operation.name, documents)
