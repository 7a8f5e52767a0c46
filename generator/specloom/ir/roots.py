"""The types that operations and webhooks mention: where the ways through types begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from specloom.ir.api import Body, Operation, Response, Webhook
from specloom.ir.types import TypeRef


def operation_roots(operation: Operation) -> Iterator[TypeRef]:
    """Yield the types that an operation mentions."""
    for parameter in operation.parameters:
        yield parameter.type
    yield from _body_roots(operation.body)
    for response in operation.responses:
        yield from _response_roots(response)
    for callback in operation.callbacks:
        yield from webhook_roots(callback)


def webhook_roots(webhook: Webhook) -> Iterator[TypeRef]:
    """Yield the types that a webhook mentions."""
    for parameter in webhook.parameters:
        yield parameter.type
    yield from _body_roots(webhook.body)


def request_roots(operations: Iterable[Operation]) -> Iterator[TypeRef]:
    """Yield the types that operations take."""
    for operation in operations:
        for parameter in operation.parameters:
            yield parameter.type
        yield from _body_roots(operation.body)


def _body_roots(body: Body | None) -> Iterator[TypeRef]:
    if body is not None:
        for content in body.contents:
            yield content.type


def _response_roots(response: Response) -> Iterator[TypeRef]:
    for content in response.contents:
        yield content.type
    for header in response.headers:
        yield header.type
