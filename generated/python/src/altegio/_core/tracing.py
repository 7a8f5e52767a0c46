"""Spans for OpenTelemetry, if the program uses it."""

from __future__ import annotations

import contextlib
import sys
import typing as t
from collections.abc import Generator

if t.TYPE_CHECKING:
    from .conduct import Exchange
    from .operation import Operation


class Span:
    """One call, as a trace shows it. Nothing of its arguments, headers or bodies is recorded."""

    def __init__(self, span: t.Any) -> None:
        self._span = span

    def answered(self, exchange: Exchange) -> None:
        """Record how the call ended."""
        self._span.set_attribute("http.response.status_code", exchange.status)
        if exchange.attempts > 1:
            self._span.set_attribute("http.request.resend_count", exchange.attempts - 1)


def is_active() -> bool:
    """Whether the program has imported OpenTelemetry."""
    return "opentelemetry.trace" in sys.modules


@contextlib.contextmanager
def span(package: str, operation: Operation[t.Any]) -> Generator[Span, None, None]:
    """Open a span around a call; an error marks it as failed."""
    trace: t.Any = sys.modules["opentelemetry.trace"]
    tracer = trace.get_tracer(package)
    attributes = {"http.request.method": operation.method, "url.template": operation.path}
    with tracer.start_as_current_span(
        operation.name,
        kind=trace.SpanKind.CLIENT,
        attributes=attributes,
        record_exception=False,
        set_status_on_exception=False,
    ) as current:
        try:
            yield Span(current)
        except BaseException as error:
            current.set_attribute("error.type", type(error).__qualname__)
            status = getattr(error, "status", None)
            if status:
                current.set_attribute("http.response.status_code", status)
            current.set_status(trace.Status(trace.StatusCode.ERROR, str(error)[:300]))
            raise
