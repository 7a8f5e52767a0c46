"""Requests passed on to a real server, and its answers held against the description."""

from __future__ import annotations

import asyncio
import http.client
import ssl
from collections.abc import Callable
from urllib.parse import urlsplit

import msgspec

from specloom.mock.drift import Drift
from specloom.mock.engine.engine import Engine
from specloom.mock.engine.messages import Call, Request, Response

_OWN = frozenset(
    ("connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer",
     "transfer-encoding", "upgrade", "host", "content-length", "accept-encoding", "expect")
)  # fmt: skip
_LIMIT = 50_000_000


class Proxy:
    """Answers as the server at `url` does; `notice` hears about every departure."""

    def __init__(
        self, engine: Engine, url: str, notice: Callable[[str], None], timeout: float = 60.0
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(f"'{url[:100]}' is no address such as https://api.example.com/v1")
        self._engine = engine
        self._host = parts.hostname
        self._port = parts.port
        self._base = parts.path.rstrip("/")
        self._is_safe = parts.scheme == "https"
        self._timeout = timeout
        self._notice = notice
        self.drift = Drift(engine)

    async def forward(self, request: Request) -> Response:
        """Return what the real server answers, with a header that counts the departures."""
        operation = self._engine.find(request.method, request.path, request.query)
        try:
            response = await asyncio.to_thread(self._ask, request)
        except (OSError, http.client.HTTPException) as error:
            text = f"The real server did not answer: {type(error).__name__}."
            kind = ("Content-Type", "text/plain; charset=utf-8")
            return Response(status=502, headers=(kind,), body=text.encode())
        found = self.drift.judge(operation, request.path, response)
        for one in found[:20]:
            self._notice(f"{one.operation} {one.status} {one.place}: {one.expected}, got {one.got}")
        key = operation.key if operation is not None else None
        self._engine.journal.add(Call(operation=key, request=request, response=response))
        headers = (*response.headers, ("X-Mock-Drift", str(len(found))))
        return msgspec.structs.replace(response, headers=headers)

    def _ask(self, request: Request) -> Response:
        connection: http.client.HTTPConnection
        if self._is_safe:
            context = ssl.create_default_context()
            connection = http.client.HTTPSConnection(
                self._host, self._port, timeout=self._timeout, context=context
            )
        else:
            connection = http.client.HTTPConnection(self._host, self._port, timeout=self._timeout)
        headers = {name: value for name, value in request.headers.items() if name not in _OWN}
        path = self._base + request.path + (f"?{request.query}" if request.query else "")
        try:
            connection.request(request.method, path, body=request.body or None, headers=headers)
            answer = connection.getresponse()
            body = answer.read(_LIMIT)
            kept = [
                (name, value) for name, value in answer.getheaders() if name.lower() not in _OWN
            ]
            return Response(status=answer.status, headers=tuple(kept), body=body)
        finally:
            connection.close()
