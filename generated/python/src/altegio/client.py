"""The clients: who is calling, how, and everything that can be called."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import functools
import typing as t
from collections.abc import Callable, Mapping

from . import _core

if t.TYPE_CHECKING:
    from .resources.auth import AsyncAuth, Auth
    from .resources.records import AsyncRecords, Records
    from .resources.visits import AsyncVisits, Visits

_SETTINGS = _core.Settings(
    name="altegio",
    title="Altegio records",
    version="0.1.0",
    servers=(
        _core.Server("https://api.alteg.io/api/v1"),
        _core.Server("https://developer.alteg.io/_mock/en/b2b-v1/openapi"),
    ),
    schemes={
        "PartnerToken": _core.Bearer(
            argument="partner_token",
            env="ALTEGIO_PARTNER_TOKEN",
        ),
        "UserToken": _core.ApiKey(
            place="header",
            name="Authorization",
            argument="user_token",
            env="ALTEGIO_USER_TOKEN",
        ),
    },
    composed=(
        _core.Composed(
            header="Authorization",
            template="Bearer {PartnerToken}, User {UserToken}",
            schemes=("PartnerToken", "UserToken"),
        ),
        _core.Composed(
            header="Authorization",
            template="Bearer {PartnerToken}",
            schemes=("PartnerToken",),
        ),
    ),
    headers={"Accept": "application/vnd.api.v2+json"},
    envelope=_core.Envelope(data="data", ok="success"),
    error_paths=_core.ErrorPaths(
        message=(("meta", "message"), ("message",)),
        fields=(("meta", "errors"), ("errors",)),
    ),
    rates=(_core.Rate(5, 1.0), _core.Rate(200, 60.0)),
)


class Altegio(_core.SyncClient):
    """The client of the Altegio records API.

    Args:
        partner_token: Says which application calls: `Authorization: Bearer <partner
            token>`. You get it when you register as a developer. It is enough by itself
            only for signing in a user. Read from the environment variable
            `ALTEGIO_PARTNER_TOKEN` if omitted.
        user_token: Says on whose behalf. It travels in the *same* header, behind the
            partner token, after a comma and a space: `Authorization: Bearer <partner
            token>, User <user token>`. OpenAPI cannot say that; `sdk.yaml` does. Obtain
            it with `POST /auth`. It is valid until the user changes their password.
            Read from the environment variable `ALTEGIO_USER_TOKEN` if omitted.
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
        partner_token: _core.Secret | None = None,
        user_token: _core.Secret | None = None,
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
            credentials={"PartnerToken": partner_token, "UserToken": user_token},
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
    def records(self) -> Records:
        """Appointments: book, read, change and delete them."""
        from .resources.records import Records

        return Records(self)

    @functools.cached_property
    def visits(self) -> Visits:
        """Visits: say that a client came, or did not."""
        from .resources.visits import Visits

        return Visits(self)

    @functools.cached_property
    def auth(self) -> Auth:
        """User tokens: obtain one by login and password."""
        from .resources.auth import Auth

        return Auth(self)


class AsyncAltegio(_core.AsyncClient):
    """The asynchronous client of the Altegio records API.

    Args:
        partner_token: Says which application calls: `Authorization: Bearer <partner
            token>`. You get it when you register as a developer. It is enough by itself
            only for signing in a user. Read from the environment variable
            `ALTEGIO_PARTNER_TOKEN` if omitted.
        user_token: Says on whose behalf. It travels in the *same* header, behind the
            partner token, after a comma and a space: `Authorization: Bearer <partner
            token>, User <user token>`. OpenAPI cannot say that; `sdk.yaml` does. Obtain
            it with `POST /auth`. It is valid until the user changes their password.
            Read from the environment variable `ALTEGIO_USER_TOKEN` if omitted.
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
        partner_token: _core.AsyncSecret | None = None,
        user_token: _core.AsyncSecret | None = None,
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
            credentials={"PartnerToken": partner_token, "UserToken": user_token},
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
    def records(self) -> AsyncRecords:
        """Appointments: book, read, change and delete them."""
        from .resources.records import AsyncRecords

        return AsyncRecords(self)

    @functools.cached_property
    def visits(self) -> AsyncVisits:
        """Visits: say that a client came, or did not."""
        from .resources.visits import AsyncVisits

        return AsyncVisits(self)

    @functools.cached_property
    def auth(self) -> AsyncAuth:
        """User tokens: obtain one by login and password."""
        from .resources.auth import AsyncAuth

        return AsyncAuth(self)
