"""One call from its first request to its answer: when to wait, when to try again, when to give up.

Written as steps, so that the synchronous and the asynchronous client cannot differ.
"""

from __future__ import annotations

import time
import typing as t
from collections.abc import Mapping

import msgspec

from .errors import (
    ApiError,
    ConnectionError,
    DecodeError,
    OutcomeUnknownError,
    ResponseTooLargeError,
    SdkError,
    TimeoutError,
    with_unknown_outcome,
)
from .failures import api_error, request_id_of
from .headers import SENSITIVE, Headers, Outgoing, redacted
from .hooks import RequestEvent, ResponseEvent, RetryEvent, visible
from .redirects import REDIRECTS, redirected
from .retry import LONGEST_RETRY_AFTER, backoff, is_ambiguous, may_repeat
from .secrets import unseen
from .steps import Ask, Close, Read, Send, Sleep, Steps
from .transport import Request

if t.TYPE_CHECKING:
    from .auth import Proof
    from .operation import Operation, Replay
    from .options import Options
    from .payload import Payload
    from .shared import Shared


class Draft(msgspec.Struct, frozen=True):
    """A request without credentials. `path` is the template, fit for logs."""

    method: str
    path: str
    url: str
    headers: dict[str, str]
    cookies: tuple[str, ...] = ()
    body: bytes | Payload | None = None


class Exchange(msgspec.Struct):
    """An answer with a status that is not an error. `reply` is open if it was to be streamed."""

    status: int
    headers: Headers
    content: bytes
    attempts: int
    request_id: str | None
    reply: t.Any = None
    secrets: tuple[str, ...] = ()
    deadline: float | None = None
    url: str = ""

    def __repr__(self) -> str:
        return f"Exchange({self.status}, {len(self.content)} bytes)"

    __rich_repr__ = unseen


class Call:
    """One call under way."""

    def __init__(
        self,
        shared: Shared,
        options: Options,
        operation: Operation[t.Any],
        draft: Draft,
        *,
        stream: bool = False,
        idempotency_key: str | None = None,
    ) -> None:
        self._shared = shared
        self._options = options
        self._operation = operation
        self._draft = draft
        self._stream = stream
        self._key = idempotency_key
        self._replay: Replay = "idempotent" if idempotency_key else operation.replay
        total = options.timeout.total
        self._deadline = None if total is None else time.monotonic() + total
        self._attempt = 0
        self._head: int | None = None
        self._secrets: tuple[str, ...] = ()

    def steps(self) -> Steps[Exchange]:
        """Send until there is an answer, or an error that says why there is none."""
        renewed = False
        while True:
            proof = yield from self._prove()
            self._head = None
            try:
                yield from self._turn()
                self._attempt += 1
                answer = yield from self._exchange(proof)
                if not isinstance(answer, ApiError):
                    self._shared.budget.earn()
                    return answer
                error: SdkError = answer
                if answer.status == 401 and not renewed and self._renewable(proof):
                    renewed = True
                    continue
            except SdkError as failure:
                error = failure
            error.operation = self._operation.name
            error.attempts = self._attempt
            wait = self._wait(error)
            if wait is None:
                raise self._final(error)
            yield from self._announce(error, wait)
            if wait > 0:
                yield Sleep(wait)

    def _prove(self) -> Steps[Proof]:
        """Work out who is calling."""
        try:
            proof = yield from self._shared.auth.prove(
                self._operation.security, self._operation.name
            )
        except SdkError as error:
            error.operation, error.attempts = self._operation.name, self._attempt
            raise
        self._secrets = proof.secrets
        return proof

    def _turn(self) -> Steps[None]:
        """Wait until the limiter lets a request go."""
        limiter = self._shared.limiter
        if limiter is None or not self._options.rate_limit:
            return
        wait = limiter.reserve(time.monotonic(), self._deadline)
        if wait is None:
            raise TimeoutError(
                "the rate limit leaves no room for this call in time", sent=False, phase="total"
            )
        if wait > 0:
            yield Sleep(wait)

    def _exchange(self, proof: Proof) -> Steps[Exchange | ApiError]:
        """Send one request, and the ones that redirects ask for."""
        request = self._request(proof)
        hops = self._options.follow_redirects
        while True:
            started = time.monotonic()
            yield from self._before(request)
            try:
                reply = yield Send(request, self._deadline)
            except SdkError as error:
                self._shared.log.failure(request.method, self._draft.path, error, self._attempt)
                raise
            status: int = reply.status
            headers: Headers = reply.headers
            self._head = status
            yield from self._after(request, status, headers, time.monotonic() - started)
            if status in REDIRECTS and hops > 0:
                following = redirected(request, status, headers.get("location"))
                if following is not None:
                    yield Close(reply)
                    request, hops = following, hops - 1
                    continue
            is_error = status >= 400 or (status >= 300 and not self._is_declared(status))
            if self._stream and not is_error:
                return self._answer(request, status, headers, b"", reply)
            try:
                content = yield Read(reply, self._options.max_response_bytes, self._deadline)
            except SdkError as error:
                self._shared.log.failure(request.method, self._draft.path, error, self._attempt)
                raise
            if is_error:
                return api_error(
                    self._operation,
                    self._shared.settings,
                    status,
                    headers,
                    content,
                    self._secrets,
                )
            return self._answer(request, status, headers, content, None)

    def _answer(
        self, request: Request, status: int, headers: Headers, content: bytes, reply: t.Any
    ) -> Exchange:
        return Exchange(
            status,
            headers,
            content,
            self._attempt,
            request_id_of(headers, self._shared.settings),
            reply,
            self._secrets,
            self._deadline,
            request.url,
        )

    def _is_declared(self, status: int) -> bool:
        responses = self._operation.responses
        return str(status) in responses or "3XX" in responses

    def _request(self, proof: Proof) -> Request:
        draft = self._draft
        secret = frozenset(proof.headers) if proof.headers else frozenset[str]()
        headers = Outgoing(draft.headers, secret)
        headers.update(proof.headers)
        cookies = (*draft.cookies, *proof.cookies)
        if cookies:
            headers["Cookie"] = "; ".join(cookies)
        url = _with_proof(draft.url, proof.query)
        timeout = self._options.timeout
        return Request(
            draft.method,
            url,
            headers,
            draft.body,
            timeout.connect,
            timeout.read,
            # A stream may go on for hours: only the time until it begins is bounded.
            None if self._stream else self._deadline,
            secret,
            proof.query,
        )

    def _renewable(self, proof: Proof) -> bool:
        """Whether the API refused a token that can be fetched anew; it is forgotten then."""
        forgotten = [source.forget(proof.secrets) for source in proof.sources]
        return any(forgotten) and self._is_repeatable()

    def _is_repeatable(self) -> bool:
        body = self._draft.body
        return body is None or isinstance(body, bytes) or body.is_replayable

    def _wait(self, error: SdkError) -> float | None:
        """Return how long to wait before the next attempt; None if there is none."""
        if self._attempt >= self._options.attempts or not may_repeat(error, self._replay):
            return None
        if not self._is_repeatable() and self._was_sent(error):
            return None
        wait = backoff(self._attempt, self._shared.chance)
        if isinstance(error, ApiError) and error.retry_after is not None:
            wait = error.retry_after
            if wait > LONGEST_RETRY_AFTER:
                return None
            if self._shared.limiter is not None and error.status == 429:
                self._shared.limiter.pause(time.monotonic() + wait)
        if self._deadline is not None and time.monotonic() + wait >= self._deadline:
            return None
        return wait if self._shared.budget.take() else None

    @staticmethod
    def _was_sent(error: SdkError) -> bool:
        return not isinstance(error, ConnectionError | TimeoutError) or error.sent

    def _final(self, error: SdkError) -> SdkError:
        """Return what the caller is told in the end."""
        operation = self._operation
        if isinstance(error, ResponseTooLargeError | DecodeError) and self._head is not None:
            # The head of the answer was there: what was asked for has happened.
            return error
        if operation.replay != "never" or not is_ambiguous(error):
            return self._explained(error)
        if isinstance(error, ApiError):
            kind = with_unknown_outcome(type(error))
            both = kind(f"{error} (it may have been carried out{self._advice()})")
            both.__dict__.update(error.__dict__)
            unknown = t.cast("OutcomeUnknownError", both)
        else:
            seen = "" if self._head is None else f"the server answered {self._head}, but "
            unknown = OutcomeUnknownError(
                f"{operation.name}: {seen}{error}; it may have been carried out, and was not sent again"
                f"{self._advice()}"
            )
            unknown.operation, unknown.attempts = error.operation, error.attempts
            unknown.__cause__ = error
        unknown.status = error.status if isinstance(error, ApiError) else self._head
        unknown.lookup, unknown.lookup_help = operation.lookup, operation.lookup_help
        unknown.idempotency_key = self._key
        return unknown

    def _advice(self) -> str:
        lookup = self._operation.lookup
        return f"; {lookup} can tell" if lookup else ""

    def _explained(self, error: SdkError) -> SdkError:
        if isinstance(error, ConnectionError | TimeoutError) and error.args:
            times = f" after {self._attempt} attempts" if self._attempt > 1 else ""
            error.args = (f"{self._operation.name}: {error.args[0]}{times}",)
        return error

    def _before(self, request: Request) -> Steps[None]:
        self._shared.log.request(request, self._draft.path, self._attempt)
        hook = self._options.on_request
        if hook is not None:
            event = RequestEvent(
                operation=self._operation.name,
                method=request.method,
                path=self._draft.path,
                url=request.url.partition("?")[0],
                attempt=self._attempt,
                headers=visible(request),
            )
            yield Ask(hook, (event,))

    def _after(
        self, request: Request, status: int, headers: Headers, seconds: float
    ) -> Steps[None]:
        self._shared.log.response(
            request.method, self._draft.path, status, self._attempt, seconds, headers
        )
        hook = self._options.on_response
        if hook is not None:
            shown: Mapping[str, str] = dict(redacted(headers.lines(), SENSITIVE))
            event = ResponseEvent(
                operation=self._operation.name,
                method=request.method,
                path=self._draft.path,
                status=status,
                attempt=self._attempt,
                seconds=seconds,
                headers=shown,
                request_id=request_id_of(headers, self._shared.settings),
            )
            yield Ask(hook, (event,))

    def _announce(self, error: SdkError, wait: float) -> Steps[None]:
        self._shared.log.retry(self._draft.method, self._draft.path, self._attempt, wait)
        hook = self._options.on_retry
        if hook is not None:
            event = RetryEvent(
                operation=self._operation.name,
                method=self._draft.method,
                path=self._draft.path,
                attempt=self._attempt,
                wait=wait,
                error=error,
            )
            yield Ask(hook, (event,))


def _with_proof(url: str, query: str) -> str:
    """Return `url` with the credentials of `query`, but for those that it has: an argument wins."""
    if not query:
        return url
    known = {pair.partition("=")[0] for pair in url.partition("?")[2].split("&")}
    missing = [pair for pair in query.split("&") if pair.partition("=")[0] not in known]
    return url + ("&" if "?" in url else "?") + "&".join(missing) if missing else url
