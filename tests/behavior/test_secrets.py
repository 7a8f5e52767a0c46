"""Who is calling: credentials go where the API looks for them, and are seen nowhere else."""

from __future__ import annotations

import base64
import copy
import json
import logging
import pickle
import threading
import time
import traceback
import typing as t
from urllib.parse import parse_qs

import handmade as api
import pytest
from either import Either
from loopback import Arrived, Loopback, answer, loopback, reset, silence
from sdk_under_test import _core

GOOD = {"success": True, "data": {"id": 1}}
ok = answer(200, GOOD)
SECRET = "s3cret-value-1234"


def _sent(either: Either, operation: t.Any, **credentials: t.Any) -> Arrived:
    either.server.play(ok)
    either.call(operation, either.make(credentials=credentials), thing_id=1)
    return either.server.requests[-1]


def test_each_scheme_goes_to_its_place(usual: Either) -> None:
    sent = _sent(usual, api.secured(("Token",)), Token=SECRET)
    assert sent.header("Authorization") == f"Bearer {SECRET}"
    assert _sent(usual, api.secured(("User",)), User=SECRET).header("X-User") == SECRET
    assert _sent(usual, api.secured(("Query",)), Query="a b&c").target.endswith(
        "?api_key=a%20b%26c"
    )
    assert _sent(usual, api.secured(("Cookie",)), Cookie="a;b").header("Cookie") == "session=a%3Bb"
    assert (
        _sent(usual, api.secured(("Hmac",)), Hmac=SECRET).header("Authorization")
        == f"HMAC {SECRET}"
    )
    assert (
        _sent(usual, api.secured(("OAuth",)), OAuth=SECRET).header("Authorization")
        == f"Bearer {SECRET}"
    )
    for basic in (("ann", "päss:word"), "ann:päss:word", ("ann", _core.SecretStr("päss:word"))):
        header = _sent(usual, api.secured(("Basic",)), Basic=basic).header("Authorization")
        assert header is not None
        assert base64.b64decode(header.removeprefix("Basic ")).decode() == "ann:päss:word"


def test_schemes_that_share_a_header_are_composed(usual: Either) -> None:
    both = api.secured(("Token", "User"))
    sent = _sent(usual, both, Token="{User}", User="u{x}")
    assert sent.header("Authorization") == "Bearer {User}, User u{x}"
    assert sent.header("X-User") is None


def test_schemes_of_one_alternative_are_all_sent(usual: Either) -> None:
    sent = _sent(usual, api.secured(("Query", "Cookie", "Token")), Query="q", Cookie="c", Token="t")
    assert sent.target.endswith("?api_key=q")
    assert sent.header("Cookie") == "session=c"
    assert sent.header("Authorization") == "Bearer t"


def test_an_argument_of_the_same_name_is_not_sent_beside_the_credential(usual: Either) -> None:
    keyed = api.operation(
        "things.keyed",
        "GET",
        "/things",
        parameters=(_core.Query("api_key"), _core.Query("q")),
        responses=api.ONE,
        security=((("Query", ()),),),
    )
    usual.server.play(ok)
    client = usual.make(credentials={"Query": "general"})
    usual.call(keyed, client, api_key="special", q="a")
    assert usual.server.requests[-1].target == "/things?api_key=special&q=a"
    usual.call(keyed, client, q="a")
    assert usual.server.requests[-1].target == "/things?q=a&api_key=general"


def test_the_first_alternative_whose_secrets_are_there_is_taken(usual: Either) -> None:
    either_of = api.secured(("Token", "User"), ("Hmac",), ("Query",))
    assert _sent(usual, either_of, Query="q", Hmac="h").header("Authorization") == "HMAC h"
    assert _sent(usual, either_of, Query="q", Token="t").header("Authorization") is None


def test_credentials_are_sent_where_they_are_welcome_but_not_needed(usual: Either) -> None:
    optional = api.secured((), ("Token",))
    assert _sent(usual, optional, Token="t").header("Authorization") == "Bearer t"
    assert _sent(usual, optional).header("Authorization") is None


def test_an_operation_without_security_gets_no_secrets(usual: Either) -> None:
    assert _sent(usual, api.secured(), Token=SECRET).header("Authorization") is None


def test_secrets_come_from_the_environment(usual: Either, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THINGS_TOKEN", "from-env\n")
    monkeypatch.setenv("THINGS_USER", "u")
    sent = _sent(usual, api.secured(("Token", "User")))
    assert sent.header("Authorization") == "Bearer from-env, User u"
    sent = _sent(usual, api.secured(("Token", "User")), Token="given")
    assert sent.header("Authorization") == "Bearer given, User u"


@pytest.mark.parametrize("nothing", [None, ""])
def test_a_missing_secret_is_named_before_anything_is_sent(
    usual: Either, nothing: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("THINGS_TOKEN", raising=False)
    monkeypatch.setenv("THINGS_USER", "")
    usual.server.play(ok)
    client = usual.make(credentials={"Token": nothing})
    with pytest.raises(_core.MissingCredentialsError) as caught:
        usual.call(api.secured(("Token", "User")), client, thing_id=1)
    assert str(caught.value) == (
        "things.secured needs the argument token= (or the environment variable THINGS_TOKEN)"
        " and the argument user= (or the environment variable THINGS_USER)"
    )
    assert usual.server.requests == []
    assert caught.value.attempts == 0


def test_functions_are_asked_for_every_request(usual: Either) -> None:
    tokens = iter(["first", "second", _core.SecretStr("third")])
    usual.server.play(ok, reset, ok)
    client = usual.make(credentials={"Token": lambda: next(tokens)})
    usual.call(api.GET, client, thing_id=1)
    usual.call(api.GET, client, thing_id=1)
    headers = [request.header("Authorization") for request in usual.server.requests]
    assert headers == ["Bearer first", "Bearer second", "Bearer third"]


def test_coroutine_functions_are_for_the_asynchronous_client(usual: Either) -> None:
    async def token() -> str:
        return "awaited"

    usual.server.play(ok)
    client = usual.make(credentials={"Token": token})
    if usual.is_async:
        usual.call(api.GET, client, thing_id=1)
        assert usual.server.requests[0].header("Authorization") == "Bearer awaited"
    else:
        with pytest.raises(_core.InvalidArgumentError):
            usual.call(api.GET, client, thing_id=1)


@pytest.mark.parametrize("bad", ["a\r\nX-Evil: 1", "a\nb", "a\0b"])
def test_a_secret_cannot_break_out_of_its_header(usual: Either, bad: str) -> None:
    usual.server.play(ok)
    for secret in (bad, lambda: bad):
        with pytest.raises(_core.InvalidArgumentError) as caught:
            usual.call(api.GET, usual.make(credentials={"Token": secret}), thing_id=1)
        assert bad not in str(caught.value)
    assert usual.server.requests == []


def test_secrets_are_shown_nowhere(either: Either, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    seen: list[object] = []
    credentials = {
        "Token": SECRET,
        "User": _core.SecretStr(SECRET),
        "Query": SECRET,
        "Cookie": SECRET,
    }
    either.server.play(
        reset, answer(500, {"message": f"bad {SECRET}"}, Set_Cookie="s=c00kie-value"), reset
    )
    client = either.make(
        credentials=credentials,
        headers={"X-Api-Key": SECRET, "Proxy-Authorization": SECRET},
        on_request=seen.append,
        on_response=seen.append,
        on_retry=seen.append,
    )
    operation = api.secured(("Token", "User", "Query", "Cookie"))
    with pytest.raises(_core.SdkError) as caught:
        either.call(operation, client, thing_id=1)
    shown = [
        "".join(traceback.format_exception(caught.value)),
        repr(caught.value),
        repr(client),
        repr(client._options),
        repr(client._shared),
        repr(client._shared.auth),
        repr(seen),
        caplog.text,
        str(_core.SecretStr(SECRET)),
        f"{_core.SecretStr(SECRET)}",
        repr(_core.SecretStr(SECRET)),
        repr(_core.ClientCredentials(client_id="id", client_secret=SECRET)),
        repr(_core.RefreshToken(refresh_token=SECRET)),
    ]
    for text in shown:
        assert SECRET not in text
    ours = [record.getMessage() for record in caplog.records if record.name == "sdk_under_test"]
    assert "c00kie-value" not in repr(seen) + repr(ours)
    assert len(seen) >= 6
    assert "things/{thing_id}" in caplog.text


@pytest.mark.parametrize(
    "script",
    [
        pytest.param((reset,), id="reset"),
        pytest.param((silence,), id="silence"),
        pytest.param((answer(403, {"message": "not you"}),), id="refused"),
        pytest.param((answer(200, b"<html>", Content_Type="text/html"),), id="html"),
    ],
)
def test_tools_that_report_the_variables_of_our_frames_find_no_secret(
    usual: Either, script: tuple[t.Any, ...]
) -> None:
    usual.server.play(*script)
    client = usual.make(credentials={"Token": SECRET}, timeout=0.3, max_retries=0)
    with pytest.raises(_core.SdkError) as caught:
        usual.call(api.GET, client, thing_id=1)
    walked = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    ours = [
        f"{frame.name}: {name} = {value}"
        for frame in frames(walked)
        if "/_core/" in frame.filename or "urllib3" in frame.filename
        for name, value in (frame.locals or {}).items()
    ]
    assert len(ours) > 20
    assert [line for line in ours if SECRET in line] == []


def frames(walked: traceback.TracebackException | None) -> t.Iterator[traceback.FrameSummary]:
    while walked is not None:
        yield from walked.stack
        walked = walked.__cause__ or walked.__context__


def test_what_a_server_echoes_is_not_kept_on_the_error(usual: Either) -> None:
    usual.server.play(answer(401, {"message": f"unknown: {SECRET}", "errors": [SECRET]}))
    client = usual.make(credentials={"Token": SECRET})
    with pytest.raises(_core.Unauthorized) as caught:
        usual.call(api.GET, client, thing_id=1)
    assert SECRET.encode() not in pickle.dumps(caught.value)
    assert SECRET not in repr(caught.value.data) + caught.value.text + repr(caught.value.fields)


def test_a_masked_secret_compares_and_hashes_but_is_not_pickled() -> None:
    assert _core.SecretStr("a") == _core.SecretStr("a") != _core.SecretStr("b")
    assert len({_core.SecretStr("a"), _core.SecretStr("a")}) == 1
    assert _core.SecretStr("a").reveal() == "a"
    assert not _core.SecretStr("")
    for holder in (
        _core.SecretStr(SECRET),
        _core.ClientCredentials(client_id="id", client_secret=SECRET),
        _core.RefreshToken(refresh_token=SECRET),
    ):
        with pytest.raises(TypeError):
            pickle.dumps(holder)


def test_a_client_is_neither_pickled_nor_copied(usual: Either) -> None:
    for act in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="with_options"):
            act(usual.client)


# OAuth 2.0


@pytest.fixture
def tokens() -> t.Iterator[Loopback]:
    with loopback() as server:
        yield server


def _grant(token: str = "fetched", **more: object) -> t.Any:
    return answer(200, {"access_token": token, "token_type": "bearer", "expires_in": 3600, **more})


SCOPED = api.operation(
    "things.scoped",
    "GET",
    "/things/{thing_id}",
    responses=api.ONE,
    security=((("OAuth", ("read", "write")),),),
)


def _oauth(either: Either, tokens: Loopback, **facts: t.Any) -> t.Any:
    credential = _core.ClientCredentials(
        client_id="id", client_secret=SECRET, token_url=f"{tokens.url}/token", **facts
    )
    return either.make(credentials={"OAuth": credential})


def test_an_address_of_tokens_may_be_relative_to_that_of_the_api(usual: Either) -> None:
    usual.server.play(_grant(), ok)
    credential = _core.ClientCredentials(client_id="id", client_secret=SECRET)
    usual.call(SCOPED, usual.make(credentials={"OAuth": credential}), thing_id=1)
    assert [request.target for request in usual.server.requests] == ["/oauth/token", "/things/1"]


def test_a_token_is_fetched_once_and_kept(usual: Either, tokens: Loopback) -> None:
    usual.server.play(ok)
    tokens.play(_grant())
    client = _oauth(usual, tokens)
    for _ in range(3):
        usual.call(SCOPED, client, thing_id=1)
    assert len(tokens.requests) == 1
    request = tokens.requests[0]
    assert parse_qs(request.body.decode()) == {
        "grant_type": ["client_credentials"],
        "scope": ["read write"],
    }
    assert (
        request.header("Authorization")
        == "Basic " + base64.b64encode(f"id:{SECRET}".encode()).decode()
    )
    assert {r.header("Authorization") for r in usual.server.requests} == {"Bearer fetched"}


def test_id_and_secret_can_be_sent_in_the_body(usual: Either, tokens: Loopback) -> None:
    usual.server.play(ok)
    tokens.play(_grant())
    client = _oauth(usual, tokens, send_in="body", scopes=(), extra={"audience": "a"})
    usual.call(SCOPED, client, thing_id=1)
    assert tokens.requests[0].header("Authorization") is None
    assert parse_qs(tokens.requests[0].body.decode()) == {
        "grant_type": ["client_credentials"],
        "client_id": ["id"],
        "client_secret": [SECRET],
        "audience": ["a"],
    }


def test_a_token_that_the_api_refuses_is_fetched_anew_once(usual: Either, tokens: Loopback) -> None:
    usual.server.play(answer(401), ok)
    tokens.play(_grant("old"), _grant("new"))
    usual.call(SCOPED, _oauth(usual, tokens), thing_id=1)
    headers = [request.header("Authorization") for request in usual.server.requests]
    assert headers == ["Bearer old", "Bearer new"]
    usual.server.play(answer(401))
    tokens.play(_grant("old"), _grant("new"), _grant("newer"))
    with pytest.raises(_core.Unauthorized):
        usual.call(SCOPED, _oauth(usual, tokens), thing_id=1)
    assert len(usual.server.requests) == 2


def test_a_token_is_fetched_anew_before_it_expires(
    usual: Either, tokens: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual.server.play(ok)
    tokens.play(_grant("a", expires_in=100), _grant("b", expires_in="100"))
    client = _oauth(usual, tokens)
    usual.call(SCOPED, client, thing_id=1)
    now = time.monotonic()
    import types

    from sdk_under_test._core import oauth

    monkeypatch.setattr(oauth, "time", types.SimpleNamespace(monotonic=lambda: now + 75))
    usual.call(SCOPED, client, thing_id=1)
    headers = [request.header("Authorization") for request in usual.server.requests]
    assert headers == ["Bearer a", "Bearer b"]


def test_a_refresh_token_is_replaced_when_the_server_sends_another(
    usual: Either, tokens: Loopback
) -> None:
    kept: list[str] = []
    usual.server.play(answer(401), ok)
    tokens.play(_grant("a", refresh_token="r2"), _grant("b", refresh_token="r2"))
    credential = _core.RefreshToken(
        refresh_token="r1", client_id="id", token_url=f"{tokens.url}/token", on_token=kept.append
    )
    usual.call(SCOPED, usual.make(credentials={"OAuth": credential}), thing_id=1)
    sent = [parse_qs(request.body.decode())["refresh_token"] for request in tokens.requests]
    assert sent == [["r1"], ["r2"]]
    assert kept == ["r2"]


@pytest.mark.parametrize(
    ("reply", "text"),
    [
        (answer(400, {"error": "invalid_client", "error_description": SECRET}), "invalid_client"),
        (answer(200, {"token": "x"}), "RFC 6749"),
        (answer(200, b"<html>"), "RFC 6749"),
        (answer(200, {"access_token": "x", "token_type": "mac"}), "mac"),
    ],
)
def test_no_token_is_an_error_of_its_own(
    usual: Either, tokens: Loopback, reply: t.Any, text: str
) -> None:
    usual.server.play(ok)
    tokens.play(reply)
    with pytest.raises(_core.TokenError) as caught:
        usual.call(SCOPED, _oauth(usual, tokens), thing_id=1)
    assert text in str(caught.value)
    assert SECRET not in str(caught.value)
    assert usual.server.requests == []
    assert len(tokens.requests) == 1


def test_a_token_server_that_stumbles_is_asked_again(usual: Either, tokens: Loopback) -> None:
    usual.server.play(ok)
    tokens.play(reset, answer(503), _grant())
    usual.call(SCOPED, _oauth(usual, tokens), thing_id=1)
    assert len(tokens.requests) == 3


def test_many_threads_fetch_one_token(server: Loopback, tokens: Loopback) -> None:
    def slow(connection: t.Any, request: Arrived) -> bool:
        time.sleep(0.1)
        return bool(_grant()(connection, request))

    server.play(ok)
    tokens.play(slow)
    either = Either("sync-urllib3", server)
    client = _oauth(either, tokens)
    threads = [
        threading.Thread(target=lambda: client._call(SCOPED, {"thing_id": 1})) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(tokens.requests) == 1
    assert len(server.requests) == 8
    either.close()


def test_many_tasks_fetch_one_token(server: Loopback, tokens: Loopback) -> None:
    import asyncio

    server.play(ok)
    tokens.play(_grant())
    either = Either("async-aiohttp", server)
    client = _oauth(either, tokens)

    async def all_at_once() -> None:
        await asyncio.gather(*(client._call(SCOPED, {"thing_id": 1}) for _ in range(8)))

    either.run(all_at_once())
    assert len(tokens.requests) == 1
    assert len(server.requests) == 8
    assert json.loads(json.dumps(GOOD)) == GOOD
    either.close()
