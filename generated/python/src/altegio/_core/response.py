"""The whole answer, for callers who want more than the result."""

from __future__ import annotations

import typing as t

from .headers import Headers

if t.TYPE_CHECKING:
    from .issues import Issue

T = t.TypeVar("T")


class Response(t.Generic[T]):
    """An answer and what it was read as.

    `parsed` is what the plain method would return; `issues` are the places where the body is not what
    the description promises; `content` is the body as it came, decompressed. `url` is where the answer
    came from, after redirects.
    """

    __slots__ = (
        "attempts",
        "content",
        "headers",
        "issues",
        "operation",
        "parsed",
        "request_id",
        "status",
        "url",
    )

    def __init__(
        self,
        *,
        parsed: T,
        status: int,
        headers: Headers,
        content: bytes,
        issues: tuple[Issue, ...] = (),
        request_id: str | None = None,
        attempts: int = 1,
        operation: str = "",
        url: str = "",
    ) -> None:
        self.parsed = parsed
        self.status = status
        self.headers = headers
        self.content = content
        self.issues = issues
        self.request_id = request_id
        self.attempts = attempts
        self.operation = operation
        self.url = url

    @property
    def text(self) -> str:
        """The body as text, in the charset that the answer names."""
        return decoded_text(self.content, self.headers)

    def json(self) -> t.Any:
        """Return the body as plain JSON values, with every member that the description does not know."""
        import json

        return json.loads(self.content)

    def __repr__(self) -> str:
        issues = f", {len(self.issues)} issues" if self.issues else ""
        return f"<Response {self.status} of {self.operation}, {len(self.content)} bytes{issues}>"


def decoded_text(content: bytes, headers: Headers) -> str:
    """Return a body as text; what is not valid in its charset shows as U+FFFD."""
    _, _, rest = headers.get("content-type", "").partition(";")
    for parameter in rest.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            try:
                return content.decode(value.strip().strip('"'), "replace")
            except LookupError:
                break
    return content.decode("utf-8-sig", "replace")
