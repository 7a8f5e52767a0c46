"""Bodies and answers with other types in the same places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from specloom.ir.api import Body, Content, Response
from specloom.ir.types import TypeRef


def retyped_body(body: Body | None, typed: Callable[[TypeRef], TypeRef]) -> Body | None:
    """Return `body` with `typed` applied to the type of each media type."""
    if body is None:
        return None
    return replace(body, contents=tuple(_content(content, typed) for content in body.contents))


def retyped_response(response: Response, typed: Callable[[TypeRef], TypeRef]) -> Response:
    """Return `response` with `typed` applied to the types of its contents and headers."""
    contents = tuple(_content(content, typed) for content in response.contents)
    headers = tuple(replace(header, type=typed(header.type)) for header in response.headers)
    return replace(response, contents=contents, headers=headers)


def _content(content: Content, typed: Callable[[TypeRef], TypeRef]) -> Content:
    return replace(content, type=typed(content.type))
