"""Turns an answer that says no into the error that a caller catches."""

from __future__ import annotations

import typing as t
from collections.abc import Iterable, Mapping

from .broken import Undecodable
from .codec import convert, parse
from .errors import ApiError, class_for
from .readers import Json
from .retry import retry_after
from .secrets import masked, masked_bytes

if t.TYPE_CHECKING:
    from .headers import Headers
    from .operation import Operation
    from .settings import Paths, Settings

KEEP = 65536
"""How many bytes of a body an error holds on to."""

SHOW = 300


def api_error(
    operation: Operation[t.Any],
    settings: Settings,
    status: int,
    headers: Headers,
    content: bytes,
    secrets: Iterable[str] = (),
) -> ApiError:
    """Return the error for an answer, whatever its status and whatever its body."""
    # A server may echo what it was sent, and errors are logged, pickled and mailed around.
    secrets = tuple(secrets)
    content = masked_bytes(content, secrets)
    own: Mapping[int | str, type[ApiError]] = settings.errors() if settings.errors else {}
    kind = class_for(status, own)
    plain = _plain(content)
    paths = settings.error_paths
    message = _first_text(plain, paths.message) or _about(content, headers, plain)
    request_id = request_id_of(headers, settings)
    text = f"{operation.name}: {status} {_phrase(status)}".rstrip()
    if message:
        text += f": {masked(message, secrets)}"
    if request_id:
        text += f" (request {request_id[:80]})"
    error = kind(text)
    error.operation = operation.name
    error.status = status
    error.headers = headers
    error.body = content[:KEEP]
    error.request_id = request_id
    error.retry_after = retry_after(headers)
    code = _first(plain, paths.code)
    error.code = code if isinstance(code, str | int) else None
    error.errors = _first(plain, paths.fields)
    error.data = _typed(operation, status, headers, plain)
    return error


def request_id_of(headers: Headers, settings: Settings) -> str | None:
    """Return what the server calls this request."""
    for name in settings.request_id_headers:
        found = headers.get(name)
        if found:
            return found
    return None


def _plain(content: bytes) -> t.Any:
    if content[:64].lstrip()[:1] not in {b"{", b"[", b'"'}:
        return None
    try:
        return parse(content)
    except Undecodable:
        return None


def _typed(operation: Operation[t.Any], status: int, headers: Headers, plain: t.Any) -> t.Any:
    """Return the body as it is documented for this status, or as plain JSON."""
    reader = operation.plan.error_reader(status, headers)
    if plain is None or not isinstance(reader, Json):
        return plain
    try:
        return convert(plain, reader.type()).value
    except Undecodable:
        return plain


def _first(plain: t.Any, paths: Paths) -> t.Any:
    for path in paths:
        found = dig(plain, path)
        if found not in (None, "", [], {}):
            return found
    return None


def _first_text(plain: t.Any, paths: Paths) -> str:
    for path in paths:
        found = dig(plain, path)
        if isinstance(found, str) and found.strip():
            return " ".join(found.split())[:SHOW]
        if isinstance(found, list):
            texts = [text for text in t.cast("t.Any", found) if isinstance(text, str)]
            if texts:
                return "; ".join(texts)[:SHOW]
    return ""


def dig(value: t.Any, path: tuple[str, ...]) -> t.Any:
    """Return what lies at a path of plain JSON; of a list, the first item is looked into."""
    for step in path:
        if isinstance(value, list) and value:
            value = t.cast("t.Any", value)[0]
        if not isinstance(value, dict):
            return None
        value = t.cast("dict[str, t.Any]", value).get(step)
    return value


def _about(content: bytes, headers: Headers, plain: t.Any) -> str:
    """Say what a body without a message is."""
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if not content.strip() or plain is not None:
        return ""
    if kind == "text/plain":
        return " ".join(content[: SHOW * 2].decode("utf-8", "replace").split())[:SHOW]
    if kind == "text/html" or content[:200].lstrip()[:1] == b"<":
        return "the body is a page of HTML"
    return f"the body is {kind or 'of no known type'}, {len(content)} bytes"


def _phrase(status: int) -> str:
    from http import HTTPStatus

    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
