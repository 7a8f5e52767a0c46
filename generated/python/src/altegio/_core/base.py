"""What both clients have in common: options, and how a call is prepared and its answer read."""

from __future__ import annotations

import typing as t
from collections.abc import Callable, Mapping

from .conduct import Call, Exchange
from .errors import ClosedError, DecodeError
from .failures import api_error
from .hooks import RequestEvent, ResponseEvent, RetryEvent
from .operation import Operation
from .options import OnDrift, Options, changed, initial
from .reading import RefusedError, read
from .response import Response
from .settings import Settings, Timeout
from .shared import Shared
from .streaming import document_reader

if t.TYPE_CHECKING:
    from .issues import Issue
    from .plan import Mode
    from .secrets import Credential

T = t.TypeVar("T")

Arguments: t.TypeAlias = Mapping[str, t.Any]


class Client:
    """The base of SyncClient and AsyncClient."""

    _is_async: t.ClassVar[bool]

    def __init__(
        self,
        settings: Settings,
        *,
        credentials: Mapping[str, Credential | None] | None = None,
        base_url: str | None = None,
        variables: Mapping[str, str | None] | None = None,
        timeout: float | Timeout | None = None,
        max_retries: int | None = None,
        headers: Mapping[str, str] | None = None,
        strict: bool = False,
        keep_unknown: bool = False,
        transport: t.Any = None,
        rate_limit: bool = True,
        follow_redirects: bool | int = False,
        max_response_bytes: int | None = None,
        on_drift: OnDrift | None = None,
        on_request: Callable[[RequestEvent], t.Any] | None = None,
        on_response: Callable[[ResponseEvent], t.Any] | None = None,
        on_retry: Callable[[RetryEvent], t.Any] | None = None,
    ) -> None:
        changes = {
            "timeout": timeout,
            "max_retries": max_retries,
            "headers": headers,
            "strict": strict,
            "keep_unknown": keep_unknown,
            "rate_limit": rate_limit,
            "follow_redirects": follow_redirects,
            "max_response_bytes": max_response_bytes,
            "on_drift": on_drift,
            "on_request": on_request,
            "on_response": on_response,
            "on_retry": on_retry,
        }
        self._options: Options = initial(settings, changes)
        self._shared = Shared(
            settings,
            credentials or {},
            base_url,
            variables or {},
            transport,
            is_async=self._is_async,
        )

    def __repr__(self) -> str:
        state = " (closed)" if self._shared.is_closed else ""
        return f"<{type(self).__name__} at {self._shared.default_url}{state}>"

    def __reduce__(self) -> t.NoReturn:
        raise TypeError(
            f"{type(self).__name__} holds secrets and connections and cannot be pickled or copied;"
            " use with_options(), or make a new one"
        )

    def with_options(
        self,
        *,
        timeout: float | Timeout | None = None,
        max_retries: int | None = None,
        headers: Mapping[str, str] | None = None,
        strict: bool | None = None,
        keep_unknown: bool | None = None,
        rate_limit: bool | None = None,
        follow_redirects: bool | int | None = None,
        max_response_bytes: int | None = None,
        on_drift: OnDrift | None = None,
        on_request: Callable[[RequestEvent], t.Any] | None = None,
        on_response: Callable[[ResponseEvent], t.Any] | None = None,
        on_retry: Callable[[RetryEvent], t.Any] | None = None,
    ) -> t.Self:
        """Return a copy that behaves otherwise and shares connections, credentials and rate limiter.

        What is None stays as it is; `headers` are added to those that are sent already.
        """
        changes = {key: value for key, value in locals().items() if key != "self"}
        twin = object.__new__(type(self))
        twin._shared = self._shared
        twin._options = changed(self._options, self._shared.settings, changes)
        return twin

    def _prepared(
        self,
        operation: Operation[t.Any],
        arguments: Arguments,
        mode: Mode = "value",
        url: str | None = None,
    ) -> Call:
        shared = self._shared
        if shared.is_closed:
            raise ClosedError(f"this {shared.settings.name} client has been closed")
        draft, key = operation.plan.draft(
            arguments,
            shared.base_for(operation),
            shared.settings,
            self._options,
            user_agent=shared.user_agent,
            mode=mode,
            url=url,
        )
        return Call(
            shared,
            self._options,
            operation,
            draft,
            stream=mode != "value",
            idempotency_key=key,
        )

    def _response(self, operation: Operation[T], exchange: Exchange) -> Response[T]:
        """Read a whole answer."""
        shared, options = self._shared, self._options
        reader = operation.plan.reader(exchange.status, exchange.headers)
        envelope = shared.settings.envelope
        try:
            parsed, issues = read(
                reader,
                exchange.content,
                exchange.headers,
                strict=options.strict,
                keep_unknown=options.keep_unknown,
                ok=envelope.ok if envelope is not None else None,
            )
        except RefusedError:
            error = api_error(
                operation,
                shared.settings,
                exchange.status,
                exchange.headers,
                exchange.content,
                exchange.secrets,
            )
            error.attempts = exchange.attempts
            raise error from None
        except DecodeError as error:
            raise self._located(error, operation, exchange) from error.__cause__
        if issues:
            self._report(operation, issues)
        return Response(
            parsed=parsed,
            status=exchange.status,
            headers=exchange.headers,
            content=exchange.content,
            issues=issues,
            request_id=exchange.request_id,
            attempts=exchange.attempts,
            operation=operation.name,
            url=exchange.url,
        )

    @staticmethod
    def _located(
        error: DecodeError, operation: Operation[t.Any], exchange: Exchange
    ) -> DecodeError:
        where = f" (request {exchange.request_id[:80]})" if exchange.request_id else ""
        error.args = (f"{operation.name}, answer {exchange.status}: {error.message}{where}",)
        error.operation, error.attempts = operation.name, exchange.attempts
        error.status, error.request_id = exchange.status, exchange.request_id
        error.body = exchange.content[:65536]
        return error

    def _report(self, operation: Operation[t.Any], issues: tuple[Issue, ...]) -> None:
        """Log what does not fit, once for each place, and tell the hook."""
        shared = self._shared
        for issue in shared.once.fresh(operation.name, issues):
            shared.log.logger.warning(
                "%s: the answer departs from its description at %s", operation.name, issue
            )
        if self._options.on_drift is not None:
            self._options.on_drift(operation.name, issues)

    def _documents(self, operation: Operation[T], exchange: Exchange, kind: type) -> t.Any:
        """Return the stream's reader, and what decodes its documents."""
        reader = operation.plan.reader(exchange.status, exchange.headers)
        if not isinstance(reader, kind):
            found = exchange.headers.get("content-type", "nothing")[:60]
            error = DecodeError(
                f"expected a stream, got {found}", expected="a stream of documents", got=found
            )
            raise self._located(error, operation, exchange)
        one: t.Any = reader
        options = self._options
        documents = document_reader(
            one.type(),
            options.strict,
            options.keep_unknown,
            lambda issues: self._report(operation, issues),
        )
        return one, documents
