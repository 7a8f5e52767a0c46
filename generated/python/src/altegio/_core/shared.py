"""What a client shares with its copies: connections, credentials, the rate limiter, the retry budget."""

from __future__ import annotations

import os
import threading
import time
import typing as t
from collections.abc import Awaitable, Callable, Mapping

from .auth import Authenticator
from .drift import Once
from .errors import ClosedError, InvalidArgumentError, MissingLibraryError
from .hooks import Log
from .limiter import Limiter
from .retry import RetryBudget
from .settings import MutualTls, Settings
from .urls import base_of, checked_base

if t.TYPE_CHECKING:
    from .operation import Operation
    from .secrets import Credential


class Shared:
    """The part of a client that exists once, however many copies with other options there are."""

    def __init__(
        self,
        settings: Settings,
        credentials: Mapping[str, Credential | None],
        base_url: str | None,
        variables: Mapping[str, str | None],
        transport: t.Any,
        *,
        is_async: bool,
    ) -> None:
        self.settings = settings
        self.log = Log(settings.name)
        self.chance: Callable[[], float] | None = None
        """Where the randomness of waits comes from; tests put a constant here."""
        self.sleep: Callable[[float], None] = time.sleep
        self.asleep: Callable[[float], Awaitable[None]] | None = None
        self.once = Once()
        self.budget = RetryBudget()
        self.limiter = Limiter(settings.rates) if settings.rates else None
        self.base_url = checked_base(base_url) if base_url is not None else None
        self.default_url = self.base_url or base_of(settings.servers, variables)
        self.auth = Authenticator(settings, credentials, self.default_url)
        self._variables = dict(variables)
        self._is_async = is_async
        self._given = None if transport is None else adapted(transport, is_async=is_async)
        self._transport: t.Any = self._given
        self._process = os.getpid()
        self._lock = threading.Lock()
        self.is_closed = False
        self.user_agent = f"{settings.name}/{settings.version or '0'}"

    def base_for(self, operation: Operation[t.Any]) -> str:
        """Return where an operation lives: the caller's choice, its own server, or the API's."""
        if self.base_url is None and operation.servers:
            own = base_of(operation.servers, self._variables)
            if own is not None:
                return own
        if self.default_url is None:
            raise InvalidArgumentError("the description names no host: pass base_url=")
        return self.default_url

    def transport(self) -> t.Any:
        """Return the transport, made at the first call and made anew after a fork."""
        if self.is_closed:
            raise ClosedError(f"this {self.settings.name} client has been closed")
        if self._process != os.getpid():
            self._after_fork()
        if self._transport is None:
            with self._lock:
                if self._transport is None:
                    self._transport = self._default()
        return self._transport

    def take_transport(self) -> t.Any:
        """Close for business and return the transport that has to be closed, if there is one."""
        self.is_closed = True
        transport, self._transport = self._transport, None
        return transport

    def _after_fork(self) -> None:
        # The parent's sockets must not be used by two processes, and its locks may be held
        # by threads that do not exist here.
        self._process = os.getpid()
        self._lock = threading.Lock()
        self.budget = RetryBudget()
        self.auth.after_fork()
        if self.limiter is not None:
            self.limiter = Limiter(self.settings.rates)
        forget = getattr(self._transport, "after_fork", None)
        if forget is not None:
            forget()

    def _default(self) -> t.Any:
        certificate = None
        if any(isinstance(scheme, MutualTls) for scheme in self.settings.schemes.values()):
            certificate = self.auth.certificate
        context = None
        if certificate is not None:
            from .tls import new_context

            context = new_context(certificate)
        if not self._is_async:
            from .transports.urllib3 import Urllib3Transport

            return Urllib3Transport(ssl_context=context)
        try:
            from .transports.aiohttp import AiohttpTransport
        except ImportError as error:
            raise MissingLibraryError(
                "the asynchronous client needs aiohttp: install this package with [async],"
                " or pass another transport="
            ) from error
        return AiohttpTransport(ssl_context=context)


def adapted(transport: t.Any, *, is_async: bool) -> t.Any:
    """Return a transport for what the caller gave: a transport, or a client of an HTTP library."""
    library = type(transport).__module__.partition(".")[0]
    found: t.Any = transport
    if library in {"httpx2", "httpx"}:
        from .transports.httpx2 import AsyncHttpx2Transport, Httpx2Transport

        wrong = hasattr(transport, "aclose") is not is_async
        if not wrong:
            found = (AsyncHttpx2Transport if is_async else Httpx2Transport)(client=transport)
    elif library == "urllib3":
        from .transports.urllib3 import Urllib3Transport

        wrong = is_async
        found = Urllib3Transport(manager=transport)
    elif library == "aiohttp":
        from .transports.aiohttp import AiohttpTransport

        wrong = not is_async
        found = AiohttpTransport(session=transport)
    else:
        wrong = not hasattr(transport, "send") or not hasattr(
            transport, "aclose" if is_async else "close"
        )
    if wrong:
        kind = "asynchronous" if is_async else "synchronous"
        raise InvalidArgumentError(
            f"transport= is not for the {kind} client: {type(transport).__qualname__}"
        )
    return found
