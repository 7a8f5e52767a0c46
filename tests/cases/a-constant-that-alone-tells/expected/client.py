"""The clients: who is calling, how, and everything that can be called."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import functools
import typing as t
from collections.abc import Callable, Mapping

from . import _core

if t.TYPE_CHECKING:
    from .resources.tokens import AsyncTokens, Tokens

_SETTINGS = _core.Settings(
    name="shop",
    title="Shop",
    version="0.1.0",
)


class Shop(_core.SyncClient):
    """The client of the Shop API.

    Args:
        base_url: Where the API lives, if not where its description says.
        timeout: Seconds for a whole call, or a `Timeout` that tells its phases apart.
        max_retries: How often a call is repeated at most, if it is safe to repeat.
        headers: Sent with every request.
        strict: Raise `DecodeError` for an answer that breaks its description, instead
            of repairing and reporting it.
        keep_unknown: Keep members that the description does not mention;
            `_core.extra(model)` shows them.
        transport: What carries the requests; the default needs nothing from you.
        rate_limit: Whether to keep to the API's limits by waiting.
        follow_redirects: Whether, or how many times, to go where the API points.
        max_response_bytes: The longest answer that is held in memory.
        on_drift: Called with the operation and the issues of an answer that breaks its
            description.
        on_request: Called before each request.
        on_response: Called after each answer.
        on_retry: Called before a request is repeated.
    """

    def __init__(
        self,
        *,
        base_url: str | None = None,
        timeout: float | _core.Timeout | None = None,
        max_retries: int | None = None,
        headers: Mapping[str, str] | None = None,
        strict: bool = False,
        keep_unknown: bool = False,
        transport: _core.TransportLike | None = None,
        rate_limit: bool = True,
        follow_redirects: bool | int = False,
        max_response_bytes: int | None = None,
        on_drift: Callable[[str, tuple[_core.Issue, ...]], t.Any] | None = None,
        on_request: Callable[[_core.RequestEvent], t.Any] | None = None,
        on_response: Callable[[_core.ResponseEvent], t.Any] | None = None,
        on_retry: Callable[[_core.RetryEvent], t.Any] | None = None,
    ) -> None:
        super().__init__(
            _SETTINGS,
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            headers=headers,
            strict=strict,
            keep_unknown=keep_unknown,
            transport=transport,
            rate_limit=rate_limit,
            follow_redirects=follow_redirects,
            max_response_bytes=max_response_bytes,
            on_drift=on_drift,
            on_request=on_request,
            on_response=on_response,
            on_retry=on_retry,
        )

    @functools.cached_property
    def tokens(self) -> Tokens:
        from .resources.tokens import Tokens

        return Tokens(self)


class AsyncShop(_core.AsyncClient):
    """The asynchronous client of the Shop API.

    Args:
        base_url: Where the API lives, if not where its description says.
        timeout: Seconds for a whole call, or a `Timeout` that tells its phases apart.
        max_retries: How often a call is repeated at most, if it is safe to repeat.
        headers: Sent with every request.
        strict: Raise `DecodeError` for an answer that breaks its description, instead
            of repairing and reporting it.
        keep_unknown: Keep members that the description does not mention;
            `_core.extra(model)` shows them.
        transport: What carries the requests; the default needs nothing from you.
        rate_limit: Whether to keep to the API's limits by waiting.
        follow_redirects: Whether, or how many times, to go where the API points.
        max_response_bytes: The longest answer that is held in memory.
        on_drift: Called with the operation and the issues of an answer that breaks its
            description.
        on_request: Called before each request.
        on_response: Called after each answer.
        on_retry: Called before a request is repeated.
    """

    def __init__(
        self,
        *,
        base_url: str | None = None,
        timeout: float | _core.Timeout | None = None,
        max_retries: int | None = None,
        headers: Mapping[str, str] | None = None,
        strict: bool = False,
        keep_unknown: bool = False,
        transport: _core.AsyncTransportLike | None = None,
        rate_limit: bool = True,
        follow_redirects: bool | int = False,
        max_response_bytes: int | None = None,
        on_drift: Callable[[str, tuple[_core.Issue, ...]], t.Any] | None = None,
        on_request: Callable[[_core.RequestEvent], t.Any] | None = None,
        on_response: Callable[[_core.ResponseEvent], t.Any] | None = None,
        on_retry: Callable[[_core.RetryEvent], t.Any] | None = None,
    ) -> None:
        super().__init__(
            _SETTINGS,
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            headers=headers,
            strict=strict,
            keep_unknown=keep_unknown,
            transport=transport,
            rate_limit=rate_limit,
            follow_redirects=follow_redirects,
            max_response_bytes=max_response_bytes,
            on_drift=on_drift,
            on_request=on_request,
            on_response=on_response,
            on_retry=on_retry,
        )

    @functools.cached_property
    def tokens(self) -> AsyncTokens:
        from .resources.tokens import AsyncTokens

        return AsyncTokens(self)
