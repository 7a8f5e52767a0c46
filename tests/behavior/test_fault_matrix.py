"""Every way a call can fail, over every transport: what the caller sees and how often the server was asked."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field

import handmade as api
import pytest
from either import Either
from loopback import (
    Act,
    answer,
    chunked,
    drip,
    endless,
    gzip_body,
    hang_up,
    raw,
    reset,
    reset_in_body,
    reset_in_head,
    silence,
    silence_after_head,
    truncated,
    truncated_chunks,
)
from sdk_under_test import _core

GOOD = {"success": True, "data": {"id": 1, "name": "a"}}
MADE = {"success": True, "data": [{"id": 1, "name": "a"}], "meta": []}
HTML = b"<html><body><h1>502 Bad Gateway</h1></body></html>"

ok = answer(200, GOOD)
created = answer(201, MADE)
QUICK = {"timeout": _core.Timeout(connect=1.0, read=0.15, total=3.0)}
SHORT = {"timeout": _core.Timeout(connect=1.0, read=1.0, total=0.4)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What the server does, and what must come of it."""

    call: str
    script: tuple[Act, ...]
    sent: int
    raises: type[Exception] | None = None
    facts: dict[str, t.Any] = field(default_factory=dict)
    options: dict[str, t.Any] = field(default_factory=dict)
    waits: int | None = None


FAULTS: dict[str, Fault] = {
    # Nothing went wrong.
    "an answer": Fault(call="get", script=(ok,), sent=1),
    "an answer in chunks": Fault(
        call="get", script=(chunked(b'{"success": true, ', b'"data": {"id": 1}}'),), sent=1
    ),
    "a compressed answer": Fault(
        call="get", script=(gzip_body(b'{"success":true,"data":{"id":1}}'),), sent=1
    ),
    # Broken connections.
    "a safe call is repeated after a reset": Fault(call="get", script=(reset, ok), sent=2),
    "a safe call is repeated after a hang-up": Fault(call="get", script=(hang_up, ok), sent=2),
    "a safe call is repeated after a reset in the head": Fault(
        call="get", script=(reset_in_head, ok), sent=2
    ),
    "a safe call is repeated after a reset in the body": Fault(
        call="get", script=(reset_in_body(), ok), sent=2
    ),
    "a safe call is repeated after a truncated body": Fault(
        call="get", script=(truncated(), ok), sent=2
    ),
    "a safe call is repeated after truncated chunks": Fault(
        call="get", script=(truncated_chunks, ok), sent=2
    ),
    "a safe call is repeated after truncated gzip": Fault(
        call="get", script=(gzip_body(b'{"success":true,"data":{"id":1}}' * 50, cut=9), ok), sent=2
    ),
    "a safe call gives up after three resets": Fault(
        call="get",
        script=(reset,),
        sent=3,
        raises=_core.ConnectionError,
        facts={"attempts": 3, "sent": True, "operation": "things.get"},
        waits=2,
    ),
    "an idempotent call is repeated after a reset": Fault(
        call="delete", script=(reset, answer(204)), sent=2
    ),
    "a create is not repeated after a reset": Fault(
        call="create",
        script=(reset, created),
        sent=1,
        raises=_core.OutcomeUnknownError,
        facts={"lookup": "things.list", "status": None, "attempts": 1},
    ),
    "a create is not repeated after a hang-up": Fault(
        call="create", script=(hang_up, created), sent=1, raises=_core.OutcomeUnknownError
    ),
    "a create is not repeated after a reset in the head": Fault(
        call="create", script=(reset_in_head, created), sent=1, raises=_core.OutcomeUnknownError
    ),
    "a create is not repeated after a reset in the body": Fault(
        call="create",
        script=(reset_in_body(201), created),
        sent=1,
        raises=_core.OutcomeUnknownError,
        facts={"status": 201},
    ),
    "a create is not repeated after a truncated body": Fault(
        call="create",
        script=(truncated(201), created),
        sent=1,
        raises=_core.OutcomeUnknownError,
        facts={"status": 201},
    ),
    "a PUT that must not be repeated is not": Fault(
        call="book", script=(hang_up, answer(204)), sent=1, raises=_core.OutcomeUnknownError
    ),
    "a create with a key is repeated after a reset": Fault(
        call="keyed", script=(reset, created), sent=2
    ),
    "a create with a key says in the end that nobody knows": Fault(
        call="keyed", script=(reset,), sent=3, raises=_core.OutcomeUnknownError
    ),
    # Time.
    "a safe call is repeated after silence": Fault(
        call="get", script=(silence, ok), sent=2, options=QUICK
    ),
    "a safe call is repeated after silence in the body": Fault(
        call="get", script=(silence_after_head(), ok), sent=2, options=QUICK
    ),
    "a create is not repeated after silence": Fault(
        call="create",
        script=(silence, created),
        sent=1,
        raises=_core.OutcomeUnknownError,
        options=QUICK,
    ),
    "silence ends with a time-out": Fault(
        call="get",
        script=(silence,),
        sent=3,
        raises=_core.TimeoutError,
        facts={"phase": "read"},
        options=QUICK,
    ),
    "a dripping body ends with the deadline": Fault(
        call="get",
        script=(drip(),),
        sent=1,
        raises=_core.TimeoutError,
        facts={"phase": "total"},
        options=SHORT,
    ),
    "silence ends with the deadline": Fault(
        call="get",
        script=(silence,),
        sent=1,
        raises=_core.TimeoutError,
        facts={"phase": "total"},
        options=SHORT,
    ),
    "a create that meets the deadline has an unknown outcome": Fault(
        call="create",
        script=(drip(),),
        sent=1,
        raises=_core.OutcomeUnknownError,
        options=SHORT,
    ),
    # Statuses.
    "a safe call is repeated after 500": Fault(call="get", script=(answer(500), ok), sent=2),
    "a safe call is repeated after 502 with HTML": Fault(
        call="get", script=(answer(502, HTML, Content_Type="text/html"), ok), sent=2
    ),
    "a safe call is repeated after 429": Fault(call="get", script=(answer(429), ok), sent=2),
    "a safe call is repeated after 408": Fault(call="get", script=(answer(408), ok), sent=2),
    "a safe call is not repeated after 501": Fault(
        call="get", script=(answer(501), ok), sent=1, raises=_core.ServerError
    ),
    "a safe call is not repeated after 404": Fault(
        call="get",
        script=(answer(404, {"success": False, "meta": {"message": "No such thing"}}), ok),
        sent=1,
        raises=_core.NotFound,
        facts={"status": 404, "attempts": 1},
    ),
    "any status is an error of its family": Fault(
        call="get",
        script=(answer(520),),
        sent=3,
        raises=_core.ServerError,
        facts={"status": 520, "attempts": 3},
    ),
    "a documented status has its own class": Fault(
        call="get", script=(answer(418),), sent=1, raises=api.Teapot
    ),
    "a create is not repeated after 500": Fault(
        call="create",
        script=(answer(500), created),
        sent=1,
        raises=_core.InternalServerError,
        facts={"status": 500, "lookup": "things.list"},
    ),
    "a create that got 502 has an unknown outcome": Fault(
        call="create",
        script=(answer(502, HTML, Content_Type="text/html"), created),
        sent=1,
        raises=_core.OutcomeUnknownError,
        facts={"status": 502},
    ),
    "a create is repeated after 429": Fault(call="create", script=(answer(429), created), sent=2),
    "a create is repeated after 503 with Retry-After": Fault(
        call="create", script=(answer(503, Retry_After="1"), created), sent=2
    ),
    "a create is not repeated after 503 without Retry-After": Fault(
        call="create",
        script=(answer(503), created),
        sent=1,
        raises=_core.OutcomeUnknownError,
        facts={"status": 503},
    ),
    "a create is not repeated after 422": Fault(
        call="create", script=(answer(422, {"success": False}),), sent=1, raises=_core.ApiError
    ),
    "a long Retry-After is raised at once": Fault(
        call="get",
        script=(answer(429, Retry_After="3600"), ok),
        sent=1,
        raises=_core.RateLimited,
        facts={"retry_after": 3600.0},
    ),
    "a failure in a 200 is an error": Fault(
        call="get",
        script=(answer(200, {"success": False, "meta": {"message": "No"}}),),
        sent=1,
        raises=_core.ApiError,
        facts={"status": 200},
    ),
    # Bodies.
    "an empty 200 is an error": Fault(
        call="get", script=(answer(200),), sent=1, raises=_core.DecodeError
    ),
    "a 204 where a body was promised is an error": Fault(
        call="get", script=(answer(204),), sent=1, raises=_core.DecodeError
    ),
    "a page of HTML is an error": Fault(
        call="get",
        script=(answer(200, HTML, Content_Type="text/html"),),
        sent=1,
        raises=_core.DecodeError,
        facts={"status": 200, "operation": "things.get"},
    ),
    "JSON under another name is read": Fault(
        call="get",
        script=(answer(200, b'{"success":true,"data":{"id":1}}', Content_Type="text/html"),),
        sent=1,
    ),
    "JSON that ends too early is an error": Fault(
        call="get", script=(answer(200, b'{"success": tr'),), sent=1, raises=_core.DecodeError
    ),
    "a body that is not gzip is an error": Fault(
        call="get",
        script=(answer(200, b"{}", Content_Encoding="gzip"),),
        sent=1,
        raises=_core.DecodeError,
    ),
    "a coding that was not asked for is an error": Fault(
        call="get",
        script=(answer(200, b"{}", Content_Encoding="br"),),
        sent=1,
        raises=_core.DecodeError,
    ),
    "a bomb is stopped": Fault(
        call="get",
        script=(gzip_body(b" " * 20_000_000),),
        sent=1,
        raises=_core.ResponseTooLargeError,
        options={"max_response_bytes": 1_000_000},
    ),
    "a body without an end is stopped": Fault(
        call="get",
        script=(endless(),),
        sent=1,
        raises=_core.ResponseTooLargeError,
        options={"max_response_bytes": 1_000_000},
    ),
    "a body that says it is too long is not read": Fault(
        call="get",
        script=(answer(200, b" " * 2_000_000),),
        sent=1,
        raises=_core.ResponseTooLargeError,
        options={"max_response_bytes": 1_000_000},
    ),
    # Nonsense.
    "an answer that is not HTTP is a broken connection": Fault(
        call="get",
        script=(raw(b"SSH-2.0-OpenSSH_9.6\r\n\r\n"),),
        sent=3,
        raises=_core.ConnectionError,
    ),
    "a redirect is not followed": Fault(
        call="get",
        script=(answer(302, Location="http://127.0.0.1:1/elsewhere"),),
        sent=1,
        raises=_core.RedirectError,
        facts={"status": 302},
    ),
}

CALLS: dict[str, tuple[_core.Operation[t.Any], dict[str, t.Any]]] = {
    "get": (api.GET, {"thing_id": 1}),
    "delete": (api.DELETE, {"thing_id": 1}),
    "book": (api.BOOK, {"thing_id": 1}),
    "create": (api.CREATE, {"name": "a"}),
    "keyed": (api.KEYED, {"name": "a"}),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault(name: str, either: Either) -> None:
    fault = FAULTS[name]
    server = either.server
    server.play(*fault.script)
    operation, arguments = CALLS[fault.call]
    client = either.client.with_options(**fault.options)
    if fault.raises is None:
        result = either.call(operation, client, **arguments)
        assert result is None if fault.call in {"delete", "book"} else result.id == 1
    else:
        with pytest.raises(fault.raises) as caught:
            either.call(operation, client, **arguments)
        error: t.Any = caught.value
        for fact, value in fault.facts.items():
            assert getattr(error, fact) == value, fact
        assert "t0ken-value" not in str(error) + repr(error)
    assert len(server.requests) == fault.sent
    assert len(either.waits) == (fault.sent - 1 if fault.waits is None else fault.waits)


def test_a_create_that_is_cut_after_commit_reaches_the_server_once(either: Either) -> None:
    committed: list[object] = []

    def commit(connection: t.Any, request: t.Any) -> bool:
        committed.append(request.json())
        return reset(connection, request)

    either.server.play(commit)
    with pytest.raises(_core.OutcomeUnknownError) as caught:
        either.call(api.CREATE, name="only once")
    assert either.server.methods == ["POST"]
    assert committed == [{"name": "only once"}]
    assert caught.value.lookup == "things.list"
    assert caught.value.lookup_help == "List the things and look for the name."
    assert isinstance(caught.value.__cause__, _core.ConnectionError)
