"""What errors tell: their classes, their facts, and what they never show."""

from __future__ import annotations

import copy
import pickle
import typing as t

import handmade as api
import pytest
from either import Either
from loopback import Loopback, answer, raw
from sdk_under_test import _core
from sdk_under_test._core import errors


def _caught(either: Either, kind: type[t.Any] = _core.ApiError, **options: t.Any) -> t.Any:
    with pytest.raises(kind) as caught:
        either.call(api.GET, either.client.with_options(max_retries=0, **options), thing_id=1)
    return caught.value


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, _core.BadRequest),
        (401, _core.Unauthorized),
        (403, _core.Forbidden),
        (404, _core.NotFound),
        (409, _core.Conflict),
        (422, _core.UnprocessableEntity),
        (429, _core.RateLimited),
        (499, _core.ClientError),
        (500, _core.InternalServerError),
        (503, _core.ServiceUnavailable),
        (520, _core.ServerError),
        (599, _core.ServerError),
        (600, _core.ApiError),
        (799, _core.ApiError),
        (418, api.Teapot),
    ],
)
def test_every_status_has_a_class(usual: Either, status: int, kind: type[_core.ApiError]) -> None:
    usual.server.play(answer(status))
    error = _caught(usual)
    assert type(error) is kind
    assert error.status == status


def test_an_error_tells_what_the_api_said(usual: Either) -> None:
    body = {
        "success": False,
        "data": None,
        "meta": {
            "message": "Invalid data",
            "errors": {"phone": ["is too short", "is not a number"]},
        },
    }
    usual.server.play(answer(422, body, X_Request_Id="req-7"))
    error = _caught(usual)
    # Python 3.13 calls it Unprocessable Content.
    assert str(error).startswith("things.get: 422 Unprocessable ")
    assert str(error).endswith(": Invalid data (request req-7)")
    assert error.fields == {"phone": ["is too short", "is not a number"]}
    assert error.request_id == "req-7"
    assert error.operation == "things.get"
    assert error.attempts == 1
    assert isinstance(error.data, api.Problem)
    assert error.headers["content-type"] == "application/json"
    assert b"too short" in error.body


@pytest.mark.parametrize(
    ("errors", "fields"),
    [
        ([{"message": "one"}, {"name": ["two"]}], {"": ["one"], "name": ["two"]}),
        ({"name": "three"}, {"name": ["three"]}),
        ({"address": {"zip": ["four"]}}, {"address.zip": ["four"]}),
        ([{"loc": ["body", "name"], "msg": "five"}], {"body.name": ["five"]}),
        ([{"field": "name", "message": "six"}], {"name": ["six"]}),
        (["seven"], {"": ["seven"]}),
        (None, {}),
        ([], {}),
    ],
)
def test_complaints_about_fields_are_found_in_every_shape(
    usual: Either, errors: object, fields: dict[str, list[str]]
) -> None:
    usual.server.play(answer(400, {"meta": {"errors": errors}}))
    assert _caught(usual).fields == fields


@pytest.mark.parametrize(
    ("body", "media", "text"),
    [
        (b"<html><h1>Bad gateway</h1>", "text/html", "the body is a page of HTML"),
        (b"<html>", "", "the body is a page of HTML"),
        (b"upstream  is\nbusy", "text/plain", "upstream is busy"),
        (b"", "application/json", ""),
        (b"{", "application/json", "the body is application/json, 1 bytes"),
        (b"\xff\xfe\x00", "application/json", "the body is application/json, 3 bytes"),
        (b"null", "application/json", "the body is application/json, 4 bytes"),
        (b'["a"]', "application/json", ""),
    ],
)
def test_a_body_without_a_message_is_described(
    usual: Either, body: bytes, media: str, text: str
) -> None:
    usual.server.play(answer(502, body, Content_Type=media))
    error = _caught(usual)
    assert str(error) == f"things.get: 502 Bad Gateway{': ' if text else ''}{text}"
    assert error.body == body


def test_a_message_is_cut_and_put_on_one_line(usual: Either) -> None:
    usual.server.play(answer(400, {"message": "a\n" * 10_000}))
    assert len(str(_caught(usual))) < 400
    assert "\n" not in str(_caught(usual))


def test_a_body_is_kept_up_to_a_bound(usual: Either) -> None:
    usual.server.play(answer(500, b"x" * 300_000))
    assert len(_caught(usual).body) == 65536


def test_a_server_that_echoes_a_secret_does_not_get_it_into_the_message(usual: Either) -> None:
    usual.server.play(answer(400, {"message": "no such token: t0ken-value"}))
    error = _caught(usual)
    assert "t0ken-value" not in str(error)
    assert "***" in str(error)


def test_a_deeply_nested_error_body_is_survived(usual: Either) -> None:
    usual.server.play(answer(400, b'{"meta":' + b"[" * 100_000, Content_Type="application/json"))
    assert _caught(usual).status == 400


def test_a_strict_client_says_where_the_body_is_wrong(usual: Either) -> None:
    usual.server.play(answer(200, {"success": True, "data": {"id": "x"}}, X_Request_Id="r1"))
    error = _caught(usual, _core.DecodeError, strict=True)
    assert error.path == "$.data.id"
    assert error.expected == "integer"
    assert "x" not in error.got.replace("string", "")
    assert error.operation == "things.get"
    assert error.status == 200
    assert error.request_id == "r1"
    assert "$.data.id" in str(error)


def test_a_lenient_client_reads_on_and_reports(usual: Either) -> None:
    seen: list[tuple[str, t.Any]] = []
    usual.server.play(answer(200, {"success": True, "data": {"id": "7", "name": 5}}))
    client = usual.client.with_options(on_drift=lambda name, issues: seen.append((name, issues)))
    response = usual.raw(api.GET, client, thing_id=1)
    assert response.parsed.id == 7
    assert [issue.path for issue in response.issues] == ["$.data.id", "$.data.name"]
    assert seen == [("things.get", response.issues)]


def test_a_create_may_answer_with_a_list_or_an_object(usual: Either) -> None:
    for data in ([{"id": 3}], {"id": 3}):
        usual.server.play(answer(201, {"success": True, "data": data}))
        assert usual.call(api.CREATE, name="a").id == 3


def test_a_create_that_answers_with_no_item_is_an_error(usual: Either) -> None:
    usual.server.play(answer(201, {"success": True, "data": []}))
    with pytest.raises(_core.DecodeError) as caught:
        usual.call(api.CREATE, name="a")
    assert caught.value.path == "$.data"
    assert len(usual.server.requests) == 1


def test_a_create_that_answers_with_several_items_gives_the_first_and_says_so(
    usual: Either,
) -> None:
    usual.server.play(answer(201, {"success": True, "data": [{"id": 3}, {"id": 4}]}))
    response = usual.raw(api.CREATE, name="a")
    assert response.parsed.id == 3
    assert [issue.got for issue in response.issues] == ["array of 2"]
    with pytest.raises(_core.DecodeError):
        usual.call(api.CREATE, usual.client.with_options(strict=True), name="a")


@pytest.mark.parametrize("flag", [False, 0, "false"])
def test_an_envelope_that_says_no_is_an_error_whatever_else_is_wrong(
    usual: Either, flag: object
) -> None:
    body = {"success": flag, "data": 5, "meta": {"message": "Not found"}}
    usual.server.play(answer(200, body))
    for strict in (False, True):
        error = _caught(usual, strict=strict)
        assert type(error) is _core.ApiError
        assert error.status == 200
        assert "Not found" in str(error)


def test_media_types_choose_how_a_body_is_read(usual: Either) -> None:
    usual.server.play(answer(200, {"n": 1}))
    assert usual.call(api.EITHER).n == 1
    usual.server.play(answer(200, b"hi", Content_Type="text/plain; charset=latin-1"))
    assert usual.call(api.EITHER) == "hi"
    assert usual.server.requests[0].header("Accept") == "text/plain, application/vnd.things.v2+json"
    usual.server.play(answer(202))
    assert usual.call(api.EITHER) is None
    usual.server.play(answer(200, b"gr\xfc\xdfe", Content_Type="text/plain; charset=latin-1"))
    assert usual.call(api.TEXT) == "grüße"


def _every_error() -> list[_core.SdkError]:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    made = [kind("what happened") for kind in kinds if issubclass(kind, _core.SdkError)]
    both = errors.with_unknown_outcome(_core.BadGateway)("what happened")
    own = errors.with_unknown_outcome(api.Teapot)("what happened")
    return [*made, both, own]


@pytest.mark.parametrize("error", _every_error(), ids=lambda error: type(error).__name__)
def test_every_error_survives_pickling_and_copying(error: _core.SdkError) -> None:
    error.operation, error.attempts = "things.get", 2
    if isinstance(error, _core.ApiError):
        error.status, error.headers = 502, _core.Headers([("A", "b")])
    for twin in (pickle.loads(pickle.dumps(error)), copy.deepcopy(error)):
        assert type(twin) is type(error)
        assert str(twin) == "what happened"
        assert twin.__dict__ == error.__dict__ or isinstance(error, _core.ApiError)
        assert twin.operation == "things.get"
        assert getattr(twin, "status", None) == getattr(error, "status", None)


def test_every_error_is_of_one_tree() -> None:
    for error in _every_error():
        assert isinstance(error, _core.SdkError)


def test_a_gateway_failure_of_a_create_can_be_caught_either_way(usual: Either) -> None:
    usual.server.play(answer(502, {"message": "upstream"}))
    for kind in (_core.OutcomeUnknownError, _core.BadGateway, _core.ServerError, _core.ApiError):
        with pytest.raises(kind) as caught:
            usual.call(api.CREATE, name="a")
        twin = pickle.loads(pickle.dumps(caught.value))
        assert isinstance(twin, _core.OutcomeUnknownError)
        assert twin.lookup == "things.list"


def test_a_response_gives_everything_that_came(usual: Either) -> None:
    usual.server.play(
        answer(200, {"success": True, "data": {"id": 1, "extra": [1]}}, X_Request_Id="r", X_A="1")
    )
    response = usual.raw(api.GET, thing_id=1)
    assert response.status == 200
    assert response.request_id == "r"
    assert response.headers["x-a"] == "1"
    assert response.json()["data"]["extra"] == [1]
    assert response.text.startswith('{"success"')
    assert response.attempts == 1
    assert response.operation == "things.get"
    assert "things.get" in repr(response)


def test_a_head_request_has_no_result(either: Either) -> None:
    look = api.operation("things.look", "HEAD", "/things/{thing_id}", responses=api.ONE)
    either.server.play(answer(200, {"success": True, "data": {"id": 1}}))
    response = either.raw(look, thing_id=1)
    assert response.parsed is None
    assert int(response.headers["content-length"]) > 0


def test_headers_are_found_in_any_case_folded_or_repeated(either: Either) -> None:
    body = b'{"success":true,"data":{"id":1}}'
    lines = [
        "HTTP/1.1 200 OK",
        f"CONTENT-length: {len(body)}",
        "x-Twice: a",
        "X-twice: b",
        "Set-Cookie: a=1; path=/",
        "Set-Cookie: b=2",
        "X-Latin: gr\xfc\xdfe",
    ]
    either.server.play(raw("\r\n".join([*lines, "", ""]).encode("latin-1") + body))
    headers = either.raw(api.GET, thing_id=1).headers
    assert headers["X-TWICE"] == "a, b"
    assert headers.get_all("set-cookie") == ["a=1; path=/", "b=2"]
    assert headers.get("nothing") is None
    assert headers.get("nothing", "else") == "else"
    assert "x-twice" in headers
    assert set(headers) >= {"x-twice", "set-cookie", "content-length"}
    assert len(headers.lines()) >= 5
    assert pickle.loads(pickle.dumps(headers)) == headers


def test_a_header_that_goes_on_in_a_second_line_is_one_line(server: Loopback) -> None:
    body = b'{"success":true,"data":{"id":1}}'
    head = f"HTTP/1.1 200 OK\r\nX-Long: one\r\n  two\r\nContent-Length: {len(body)}\r\n\r\n"
    server.play(raw(head.encode() + body))
    with api.Client(base_url=server.url, credentials={"Token": "t"}) as client:
        assert client._raw(api.GET, {"thing_id": 1}).headers["x-long"] == "one two"
