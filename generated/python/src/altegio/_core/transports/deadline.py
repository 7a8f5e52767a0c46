"""Lets httpx2 keep a deadline while an answer arrives byte by byte.

Internal. The library bounds each read of a socket, and a head that drips has many. What it uses for
its sockets is wrapped, so that no read goes beyond the deadline of the call in this thread.
"""

from __future__ import annotations

import threading
import time
import typing as t


class _Flight(threading.local):
    """The call that this thread is busy with."""

    deadline: float | None = None


flight = _Flight()


def bound(client: t.Any) -> None:
    """Wrap the sockets of a client of ours; one that is built otherwise stays as it is."""
    transports = (getattr(client, "_transport", None), *getattr(client, "_mounts", {}).values())
    for transport in transports:
        pool: t.Any = getattr(transport, "_pool", None)
        backend = getattr(pool, "_network_backend", None)
        if backend is not None and not isinstance(backend, _Backend):
            pool._network_backend = _Backend(backend)


class _Backend:
    """A network backend of httpcore2 whose streams keep the deadline."""

    def __init__(self, inner: t.Any) -> None:
        self._inner = inner

    def connect_tcp(self, *args: t.Any, **options: t.Any) -> _Stream:
        return _Stream(self._inner.connect_tcp(*args, **options))

    def connect_unix_socket(self, *args: t.Any, **options: t.Any) -> _Stream:
        return _Stream(self._inner.connect_unix_socket(*args, **options))

    def sleep(self, seconds: float) -> None:
        self._inner.sleep(seconds)


class _Stream:
    """A network stream of httpcore2 that keeps the deadline."""

    def __init__(self, inner: t.Any) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return t.cast("bytes", self._inner.read(max_bytes, _left(timeout)))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(self, *args: t.Any, **options: t.Any) -> _Stream:
        return _Stream(self._inner.start_tls(*args, **options))

    def get_extra_info(self, info: str) -> t.Any:
        return self._inner.get_extra_info(info)


def _left(timeout: float | None) -> float | None:
    if flight.deadline is None:
        return timeout
    left = max(0.001, flight.deadline - time.monotonic())
    return left if timeout is None else min(timeout, left)
