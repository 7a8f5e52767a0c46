"""A server that costs next to nothing: it answers by the beginning of the path, in one write."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path


def records() -> tuple[bytes, bytes, bytes]:
    """Return a page of 200 records, one record, and what a booking answers.

    The record was captured and made anonymous. Where the API departs from its own description (`[]`
    for an empty map), the description has its way: the peers would fail.
    """
    payloads = Path(__file__).parents[1] / "tests/flagship/payloads"
    raw = json.loads((payloads / "get_appointment_list.200.everything.json").read_text())
    record = raw["data"][0] | {"custom_fields": {}}
    if isinstance(record.get("client"), dict):
        record["client"] = record["client"] | {"custom_fields": {}}
    for name in ("comer", "comer_person_info", "composite"):
        record.pop(name, None)
    record["finance_transactions"] = []
    many = [record | {"id": 900_000_000 + n} for n in range(200)]
    meta = {"page": 1, "total_count": 200}
    page = {"success": True, "data": many, "meta": meta}
    one = _compact({"success": True, "data": record, "meta": {}})
    return _compact(page), one, one


def _compact(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def answers() -> tuple[tuple[bytes, bytes], ...]:
    """Return beginnings of requests with whole answers to them."""
    many, one, made = records()
    return (
        (b"GET /api/v1/records/", _answer(200, many)),
        (b"GET /api/v1/record/", _answer(200, one)),
        (b"POST /api/v1/records/", _answer(201, made)),
    )


def _answer(status: int, body: bytes) -> bytes:
    head = f"HTTP/1.1 {status} OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


class _Server(asyncio.Protocol):
    def __init__(self, replies: tuple[tuple[bytes, bytes], ...]) -> None:
        self._replies = replies
        self._read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._read += data
        head, found, body = self._read.partition(b"\r\n\r\n")
        if not found or len(body) < _length(head):
            return
        self._read = body[_length(head) :]
        for beginning, reply in self._replies:
            if head.startswith(beginning):
                self._transport.write(reply)
                return
        self._transport.write(_answer(404, b"{}"))


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0


async def main() -> None:
    replies = answers()
    server = await asyncio.get_running_loop().create_server(
        lambda: _Server(replies), "127.0.0.1", 0
    )
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
