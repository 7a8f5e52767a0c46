"""What a redirect asks for, and what must not go along."""

from __future__ import annotations

from .headers import Outgoing
from .transport import Request
from .urls import origin, resolved

REDIRECTS = frozenset({301, 302, 303, 307, 308})

HARMLESS = frozenset({"accept", "accept-language", "content-type", "user-agent", "accept-encoding"})
"""Headers that may be sent to another origin; any other could be a credential."""


def redirected(request: Request, status: int, location: str | None) -> Request | None:
    """Return the request that a redirect asks for; None if it must not be followed."""
    url = resolved(request.url, location) if location else None
    if url is None or (request.url.startswith("https:") and not url.startswith("https:")):
        return None
    method, body, headers = (
        request.method,
        request.body,
        Outgoing(request.headers, request.secret_headers),
    )
    if (status == 303 and method != "HEAD") or (status in {301, 302} and method == "POST"):
        method, body = "GET", None
        headers.pop("Content-Type", None)
    if body is not None and not isinstance(body, bytes) and not body.is_replayable:
        return None
    if origin(url) != origin(request.url):
        harmless = {name: value for name, value in headers.items() if name.lower() in HARMLESS}
        headers = Outgoing(harmless)
    return Request(
        method,
        url,
        headers,
        body,
        request.connect,
        request.read,
        request.deadline,
        request.secret_headers & headers.keys(),
    )
