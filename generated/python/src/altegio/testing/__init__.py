"""A working fake of the API in your own process, for tests: no server, no sockets, no network.

    with FakeAltegio() as fake:
        client = fake.client()
        ...

What is created can be read, listed, changed and deleted, requests are judged as the API would, and
`fake.fail(...)` makes it fail in the ways that hurt.
"""

from __future__ import annotations

import typing as t

from ..client import (
    Altegio,
    AsyncAltegio,
)
from ._engine.messages import Call
from .fake import Fake, Items

__all__ = ["Call", "Fake", "FakeAltegio", "Items"]


class FakeAltegio(Fake):
    """A fake of the API, with clients that talk to it. See `Fake` for what it can do."""

    def client(self, **options: t.Any) -> Altegio:
        """Return a client that talks to this fake; `options` are those of `Altegio`."""
        return Altegio(
            **self.options(options, self.transport),
        )

    def async_client(self, **options: t.Any) -> AsyncAltegio:
        """Return a client for event loops that talks to this fake."""
        return AsyncAltegio(
            **self.options(options, self.async_transport),
        )
