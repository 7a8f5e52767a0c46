"""What a client tells about its calls: hooks, logs, traces, warnings."""

from __future__ import annotations

import contextlib
import logging
import sys
import types
import typing as t
import warnings

import handmade as api
import pytest
from either import Either
from loopback import answer, reset
from sdk_under_test import _core

GOOD = {"success": True, "data": {"id": 1}}
ok = answer(200, GOOD, X_Request_Id="r-1")


def test_hooks_are_told_of_every_request_answer_and_repetition(usual: Either) -> None:
    requests: list[_core.RequestEvent] = []
    responses: list[_core.ResponseEvent] = []
    retries: list[_core.RetryEvent] = []
    usual.server.play(reset, answer(503), ok)
    client = usual.client.with_options(
        on_request=requests.append, on_response=responses.append, on_retry=retries.append
    )
    usual.call(api.GET, client, thing_id=1)
    assert [event.attempt for event in requests] == [1, 2, 3]
    assert requests[0].operation == "things.get"
    assert requests[0].path == "/things/{thing_id}"
    assert requests[0].url == f"{usual.server.url}/things/1"
    assert requests[0].headers["Authorization"] == "***"
    assert [(event.attempt, event.status) for event in responses] == [(2, 503), (3, 200)]
    assert responses[1].request_id == "r-1"
    assert responses[1].seconds > 0
    assert [(event.attempt, event.wait) for event in retries] == [(1, 0.5), (2, 1.0)]
    assert isinstance(retries[0].error, _core.ConnectionError)
    assert isinstance(retries[1].error, _core.ServiceUnavailable)


def test_hooks_of_the_asynchronous_client_may_be_awaited(usual: Either) -> None:
    seen: list[int] = []

    async def hook(event: _core.ResponseEvent) -> None:
        seen.append(event.status)

    usual.server.play(ok)
    client = usual.client.with_options(on_response=hook)
    if usual.is_async:
        usual.call(api.GET, client, thing_id=1)
        assert seen == [200]
    else:
        with pytest.raises(_core.InvalidArgumentError):
            usual.call(api.GET, client, thing_id=1)


def test_a_hook_that_fails_fails_the_call_and_leaves_no_connection(usual: Either) -> None:
    def hook(event: object) -> None:
        raise LookupError("mine")

    usual.server.play(answer(200, b"x" * 1_000_000), ok)
    with pytest.raises(LookupError, match="mine"):
        usual.call(api.GET, usual.client.with_options(on_response=hook), thing_id=1)
    usual.call(api.GET, thing_id=1)
    assert len(usual.server.requests) == 2


def test_the_log_has_a_line_for_every_attempt(
    usual: Either, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "sdk_under_test")
    usual.server.play(reset, answer(503), ok)
    usual.call(api.GET, thing_id=1)
    lines = [record.getMessage() for record in caplog.records if record.name == "sdk_under_test"]
    starts = [
        "GET /things/{thing_id} failed, attempt 1: ",
        "GET /things/{thing_id} again in 0.50 s, after attempt 1",
        "GET /things/{thing_id} -> 503, attempt 2, ",
        "GET /things/{thing_id} again in 1.00 s, after attempt 2",
        "GET /things/{thing_id} -> 200, attempt 3, ",
    ]
    assert len(lines) == len(starts)
    for line, start in zip(lines, starts, strict=True):
        assert line.startswith(start)


def test_headers_are_logged_at_debug_and_masked(
    usual: Either, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "sdk_under_test")
    usual.server.play(ok)
    usual.call(api.GET, thing_id=1)
    text = "\n".join(record.getMessage() for record in caplog.records)
    assert "'Authorization': '***'" in text
    assert "x-request-id" in text.lower()
    assert "t0ken" not in text


def test_a_misfit_is_logged_once_for_each_place(
    usual: Either, caplog: pytest.LogCaptureFixture
) -> None:
    body = {"success": True, "data": [{"id": "1"}, {"id": "2"}]}
    usual.server.play(answer(200, body))
    for _ in range(3):
        usual.raw(api.LISTS["page"])
    warned = [record for record in caplog.records if record.levelno == logging.WARNING]
    assert len(warned) == 1
    assert "$.data[0].id" in warned[0].getMessage()


class _Span:
    def __init__(self, name: str, attributes: dict[str, t.Any]) -> None:
        self.name, self.attributes, self.status = name, attributes, None

    def set_attribute(self, key: str, value: object) -> None:
        self.attributes[key] = value

    def set_status(self, status: t.Any) -> None:
        self.status = status


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> list[_Span]:
    """Stands in for opentelemetry.trace, with the few names that are used of it."""
    found: list[_Span] = []

    class Tracer:
        @contextlib.contextmanager
        def start_as_current_span(self, name: str, **options: t.Any) -> t.Iterator[_Span]:
            span = _Span(name, dict(options["attributes"]))
            found.append(span)
            yield span

    module = types.ModuleType("opentelemetry.trace")
    facts = {
        "get_tracer": lambda name: Tracer(),
        "SpanKind": types.SimpleNamespace(CLIENT="client"),
        "StatusCode": types.SimpleNamespace(ERROR="error"),
        "Status": lambda code, text: (code, text),
    }
    vars(module).update(facts)
    monkeypatch.setitem(sys.modules, "opentelemetry.trace", module)
    return found


def test_a_program_that_traces_gets_a_span_for_each_call(usual: Either, spans: list[_Span]) -> None:
    usual.server.play(reset, ok, answer(404))
    usual.call(api.GET, thing_id=1)
    with pytest.raises(_core.NotFound):
        usual.call(api.GET, thing_id=1)
    good, bad = spans
    assert good.name == "things.get"
    assert good.attributes == {
        "http.request.method": "GET",
        "url.template": "/things/{thing_id}",
        "http.response.status_code": 200,
        "http.request.resend_count": 1,
    }
    assert bad.attributes["error.type"] == "NotFound"
    assert bad.attributes["http.response.status_code"] == 404
    assert bad.status[0] == "error"  # type: ignore[index]


def test_a_deprecated_argument_warns_where_it_is_used(usual: Either) -> None:
    usual.server.play(answer(200, {"success": True, "data": []}))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        usual.raw(api.LISTS["page"], page=1)
        assert caught == []
        usual.raw(api.LISTS["page"], old="x")
    (warning,) = caught
    assert issubclass(warning.category, DeprecationWarning)
    assert str(warning.message) == "things.list_by_page(old=...) is deprecated: use name="
    assert "sdk_under_test" not in warning.filename


def test_a_deprecated_function_warns_where_it_is_called() -> None:
    @_core.deprecated("use new()")
    def old(value: int) -> int:
        """What it does."""
        return value

    @_core.deprecated("use newer()")
    async def older() -> int:
        return 2

    with pytest.warns(DeprecationWarning, match=r"^old\(\) is deprecated: use new\(\)$") as caught:
        assert old(1) == 1
    assert caught[0].filename == __file__
    assert old.__doc__ == "What it does."
    assert old.__deprecated__ == "use new()"  # type: ignore[attr-defined]
    with pytest.warns(DeprecationWarning, match=r"use newer\(\)"):
        coroutine = older()
    coroutine.close()
