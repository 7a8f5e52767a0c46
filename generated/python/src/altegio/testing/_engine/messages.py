# Part of specloom, copied with the package that it serves.
# pyright: basic
"""What goes into the fake and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec


class Request(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A request as it travelled. `path` and `query` are still percent-encoded.

    Header names are in lower case; a header that was repeated is joined with `", "`. `client` is
    the address that calls, for limits that count by it.
    """

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = {}
    body: bytes = b""
    client: str = ""


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """How an answer is handed over when a fault was asked for; a front carries it out.

    `reset` cuts the connection instead of answering, `truncate` after half of the body; `drip`
    sends the body in small pieces with pauses.
    """

    delay: float = 0.0
    reset: bool = False
    truncate: bool = False
    drip: bool = False


class Response(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An answer. `delivery` is None unless something is to go wrong on the way."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    delivery: Delivery | None = None

    def header(self, name: str) -> str | None:
        """Return the value of the header `name`, whatever its case."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)

    def json(self) -> Any:
        """Return the body as Python data."""
        return msgspec.json.decode(self.body)


class Call(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One request that the fake has answered, for assertions and logs.

    `operation` is None when the request fitted nothing in the description; `reason` says in words
    why it was refused, or is empty.
    """

    operation: str | None
    request: Request
    response: Response
    reason: str = ""

    @property
    def method(self) -> str:
        """The HTTP method."""
        return self.request.method

    @property
    def path(self) -> str:
        """The path as it travelled, without the query."""
        return self.request.path

    @property
    def query(self) -> str:
        """The query as it travelled."""
        return self.request.query

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers of the request, names in lower case."""
        return self.request.headers

    @property
    def status(self) -> int:
        """The status of the answer."""
        return self.response.status

    def json(self) -> Any:
        """Return the body of the request as Python data, or None if there was none."""
        return msgspec.json.decode(self.request.body) if self.request.body else None
