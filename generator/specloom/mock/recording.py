"""A recording of requests and answers as HTTP Archive (HAR 1.2), with secrets left out."""

from __future__ import annotations

import base64
import datetime as dt
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

import msgspec

from specloom import __version__
from specloom.mock.engine.messages import Request, Response
from specloom.mock.redaction import Redaction

_TAIL = b"\n]}}\n"
_BODY = 1_000_000
_FILE = 500_000_000


class Recording:
    """Writes each exchange to a file that is complete after every one of them."""

    def __init__(self, path: Path, base: str, redaction: Redaction) -> None:
        self._file = path.open("wb")
        self._base = base
        self._redaction = redaction
        creator = {"name": "specloom", "version": __version__}
        head = msgspec.json.encode({"log": {"version": "1.2", "creator": creator, "entries": []}})
        self._file.write(head.removesuffix(b"]}}"))
        self._end = self._file.tell()
        self._is_first = True
        self._file.write(_TAIL)
        self._file.flush()

    def see(self, request: Request, response: Response, seconds: float) -> None:
        """Add an exchange."""
        if self._end > _FILE:
            return
        entry = msgspec.json.encode(self._entry(request, response, seconds))
        self._file.seek(self._end)
        self._file.write((b"\n" if self._is_first else b",\n") + entry)
        self._end = self._file.tell()
        self._file.write(_TAIL)
        self._file.flush()
        self._is_first = False

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _entry(self, request: Request, response: Response, seconds: float) -> dict[str, Any]:
        started = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=seconds)
        milliseconds = round(seconds * 1000, 3)
        query = self._redaction.query(request.query)
        pairs = [part.partition("=") for part in query.split("&") if part]
        body: dict[str, Any] = {}
        if request.body:
            kind = request.headers.get("content-type", "")
            text = request.body[:_BODY].decode("utf-8", "replace")
            body = {"postData": {"mimeType": kind, "text": text}}
        return {
            "startedDateTime": started.isoformat().replace("+00:00", "Z"),
            "time": milliseconds,
            "request": {
                "method": request.method,
                "url": f"{self._base}{request.path}{'?' + query if query else ''}",
                "httpVersion": "HTTP/1.1",
                "cookies": [],
                "headers": [
                    {"name": name, "value": self._redaction.header(name, value)}
                    for name, value in request.headers.items()
                ],
                "queryString": [
                    {"name": unquote_plus(name), "value": unquote_plus(value)}
                    for name, _, value in pairs
                ],
                "headersSize": -1,
                "bodySize": len(request.body),
                **body,
            },
            "response": {
                "status": response.status,
                "statusText": "",
                "httpVersion": "HTTP/1.1",
                "cookies": [],
                "headers": [
                    {"name": name, "value": self._redaction.header(name, value)}
                    for name, value in response.headers
                ],
                "content": _content(response),
                "redirectURL": response.header("Location") or "",
                "headersSize": -1,
                "bodySize": len(response.body),
            },
            "cache": {},
            "timings": {"send": 0, "wait": milliseconds, "receive": 0},
        }


def _content(response: Response) -> dict[str, Any]:
    content: dict[str, Any] = {
        "size": len(response.body),
        "mimeType": response.header("Content-Type") or "",
    }
    raw = response.body[:_BODY]
    try:
        content["text"] = raw.decode()
    except UnicodeError:
        content |= {"text": base64.b64encode(raw).decode(), "encoding": "base64"}
    return content
