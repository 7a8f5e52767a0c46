"""The fake as an ASGI application: bytes in, bytes out, and the faults of the way carried out."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol, TypeAlias

import msgspec

from specloom.mock.engine.engine import Engine
from specloom.mock.engine.messages import Request, Response
from specloom.mock.protocol import ANSWER, CONNECTION, WHOLE, lines, plain, texts

Scope: TypeAlias = dict[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[dict[str, Any]]]
Send: TypeAlias = Callable[[dict[str, Any]], Awaitable[None]]

_BODY_SECONDS = 60.0
_HELD = 256 * 1024 * 1024
_PIECES = 20
_PAUSE = 0.1
_EXPOSED = "Allow, Location, Link, Retry-After, X-Mock-Reason, X-Mock-Fault, Preference-Applied"
_END: dict[str, Any] = {"type": "http.response.body", "body": b""}


class Watcher(Protocol):
    """Sees every exchange: the access log is one, a recording another."""

    def see(self, request: Request, response: Response, seconds: float) -> None: ...


class Forwarder(Protocol):
    """Answers in place of the engine, by asking somebody else."""

    async def forward(self, request: Request) -> Response: ...


class App:
    """Serves an engine, or what `forwarder` answers."""

    def __init__(
        self,
        engine: Engine,
        *,
        cors: bool = False,
        max_body: int = 10_000_000,
        watchers: tuple[Watcher, ...] = (),
        forwarder: Forwarder | None = None,
        complain: Callable[[str], None] = lambda text: None,
        openapi: Callable[[], bytes] | None = None,
    ) -> None:
        self._engine = engine
        self._cors = cors
        self._max_body = max_body
        self._watchers = watchers
        self._forwarder = forwarder
        self._complain = complain
        self._openapi = openapi
        self._held = 0

    def at_once(self, request: Request) -> Response | None:
        """Return the answer to a request that is here as a whole; None where it takes time."""
        if self._forwarder is not None:
            return None
        started = time.perf_counter() if self._watchers else 0.0
        if len(request.body) > self._max_body:
            response = self._too_large()
        else:
            response = self._special(request) or self._handle(request)
        return self._seen(request, response, started)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        if ANSWER in scope:
            await _deliver(send, scope[ANSWER][1], scope)
            return
        started = time.perf_counter() if self._watchers else 0.0
        headers = texts(scope["headers"])
        body = b""
        if "content-length" in headers or "transfer-encoding" in headers:
            found = await self._read(headers, receive, whole=WHOLE in scope)
            if isinstance(found, Response):
                await _send(send, found, scope, close=True)
                return
            if found is None:
                return
            body = found
        client = scope.get("client")
        request = Request(
            method=scope["method"],
            path=scope["raw_path"].decode("latin-1"),
            query=scope["query_string"].decode("latin-1"),
            headers=headers,
            body=body,
            client=client[0] if client else "",
        )
        response = self._special(request)
        if response is None and self._forwarder is not None:
            response = await self._forward(request, self._forwarder)
        response = response or self._handle(request)
        await _deliver(send, self._seen(request, response, started), scope)

    def _special(self, request: Request) -> Response | None:
        """Return the answer to what is asked of the fake itself, or of its being on a network."""
        if request.path.startswith("/_mock"):
            if request.path == "/_mock/openapi.json" and self._openapi is not None:
                kind = ("Content-Type", "application/json")
                return Response(status=200, headers=(kind,), body=self._openapi())
            return _control(self._engine, request)
        is_preflight = request.method == "OPTIONS" and self._cors
        if is_preflight and "access-control-request-method" in request.headers:
            return _preflight(request)
        return None

    def _handle(self, request: Request) -> Response:
        try:
            return self._engine.handle(request)
        except Exception as error:
            return self._broken(request, error)

    async def _forward(self, request: Request, forwarder: Forwarder) -> Response:
        try:
            return await forwarder.forward(request)
        except Exception as error:
            return self._broken(request, error)

    def _broken(self, request: Request, error: Exception) -> Response:
        """Return what is said when a bug of ours, or a full disk under a state file, is in the way.

        The caller learns that it was not the API, and the fake goes on.
        """
        self._complain(f"{request.method} {request.path[:100]}: {type(error).__name__}: {error}")
        return _text(500, "The fake has failed; this is not an answer of the API.")

    def _seen(self, request: Request, response: Response, started: float) -> Response:
        """Return `response` for its way out, after everybody who watches has seen it."""
        if self._cors and "origin" in request.headers:
            response = _with_cors(request, response)
        for watcher in self._watchers:
            watcher.see(request, response, time.perf_counter() - started)
        return response

    async def _read(
        self, headers: Mapping[str, str], receive: Receive, *, whole: bool
    ) -> bytes | Response | None:
        """Return the body, an answer if it is not taken, or None when the client has gone."""
        length = headers.get("content-length", "0")
        if length.isdigit() and int(length[:15]) > self._max_body:
            return self._too_large()
        if whole:
            message = await receive()
            return None if message["type"] == "http.disconnect" else bytes(message["body"])
        pieces: list[bytes] = []
        try:
            async with asyncio.timeout(_BODY_SECONDS):
                return await self._collect(pieces, receive)
        except TimeoutError:
            return _text(408, "The body of the request took too long.")
        finally:
            self._held -= sum(map(len, pieces))

    async def _collect(self, pieces: list[bytes], receive: Receive) -> bytes | Response | None:
        size = 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            piece = message.get("body", b"")
            if piece:
                pieces.append(piece)
                size += len(piece)
                self._held += len(piece)
                if size > self._max_body:
                    return self._too_large()
                if self._held > _HELD:
                    return _text(503, "The fake holds too many large bodies at once.")
            if not message.get("more_body", False):
                return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def _too_large(self) -> Response:
        return self._engine.refuse(413, f"the body has more than {self._max_body} bytes")


async def _send(send: Send, response: Response, scope: Scope, *, close: bool = False) -> None:
    body = response.body
    headers = list(lines(response.headers))
    if response.status not in {204, 304} and scope["method"] != "HEAD":
        headers.append((b"content-length", b"%d" % len(body)))
    if close:
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    await send({"type": "http.response.body", "body": body} if body else _END)


async def _deliver(send: Send, response: Response, scope: Scope) -> None:
    """Send `response`, as badly as was asked for."""
    delivery = response.delivery
    if delivery is None:
        await _send(send, response, scope)
        return
    if delivery.delay:
        await asyncio.sleep(delivery.delay)
    connection = scope.get(CONNECTION)
    if delivery.reset and connection is not None:
        connection.cut()
        return
    if not (delivery.truncate or delivery.drip) or not response.body:
        await _send(send, response, scope)
        return
    body = response.body
    headers = list(lines(response.headers))
    headers.append((b"content-length", b"%d" % len(body)))
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    wanted = body[: len(body) // 2] if delivery.truncate else body
    step = max(1, -(-len(wanted) // _PIECES)) if delivery.drip else max(1, len(wanted))
    for at in range(0, len(wanted), step):
        piece = wanted[at : at + step]
        more = delivery.truncate or at + step < len(wanted)
        await send({"type": "http.response.body", "body": piece, "more_body": more})
        if delivery.drip and more:
            await asyncio.sleep(_PAUSE)
    if delivery.truncate and connection is not None:
        connection.end()


def _text(status: int, text: str) -> Response:
    headers = (("Content-Type", "text/plain; charset=utf-8"),)
    return Response(status=status, headers=headers, body=text.encode())


def _with_cors(request: Request, response: Response) -> Response:
    headers = (
        ("Access-Control-Allow-Origin", plain(request.headers["origin"][:1_000])),
        ("Access-Control-Expose-Headers", _EXPOSED),
        ("Vary", "Origin"),
    )
    return msgspec.structs.replace(response, headers=(*response.headers, *headers))


def _preflight(request: Request) -> Response:
    asked = request.headers.get("access-control-request-headers", "")
    names = dict.fromkeys(name.strip().lower() for name in asked.split(",")[:50] if name.strip())
    # Authorization is never covered by a star, so the names are listed.
    wanted = ", ".join(names) or "accept, authorization, content-type"
    headers = [
        ("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"),
        ("Access-Control-Allow-Headers", plain(wanted[:1_000])),
        ("Access-Control-Max-Age", "600"),
    ]
    if "access-control-request-private-network" in request.headers:
        headers.append(("Access-Control-Allow-Private-Network", "true"))
    return Response(status=204, headers=tuple(headers))


def _control(engine: Engine, request: Request) -> Response | None:
    """Answer what is asked of the fake itself; other sites may not ask through a browser."""
    if request.headers.get("sec-fetch-site", "none") in {"cross-site", "same-site"}:
        return _text(403, "Only programs on this machine may ask this.")
    match request.method, request.path:
        case "GET", "/_mock":
            facts: Any = {
                "title": engine.description.title,
                "operations": [one.key for one in engine.description.operations],
                "collections": [one.name for one in engine.description.collections],
            }
        case "GET", "/_mock/calls":
            facts = [
                {
                    "operation": call.operation,
                    "method": call.method,
                    "path": call.path,
                    "query": call.query,
                    "status": call.status,
                    "reason": call.reason,
                }
                for call in engine.journal.all()
            ]
        case "POST", "/_mock/reset":
            engine.reset()
            facts = {"reset": True}
        case _:
            return None
    headers = (("Content-Type", "application/json"),)
    return Response(status=200, headers=headers, body=msgspec.json.encode(facts))
