"""How often a request is sent, how long is waited between, and what stays the same across attempts."""

from __future__ import annotations

import io
import threading
import time
import typing as t
from email.utils import formatdate

import handmade as api
import pytest
from either import Either
from loopback import (
    answer,
    drip_head,
    hang_up,
    nobody,
    reset,
    then_close,
)
from sdk_under_test import _core

GOOD = {"success": True, "data": {"id": 1}}
MADE = {"success": True, "data": [{"id": 1}]}
ok = answer(200, GOOD)
created = answer(201, MADE)


def test_a_refused_connection_is_tried_again_even_for_a_create(either: Either) -> None:
    client = either.make(base_url=nobody())
    with pytest.raises(_core.ConnectionError) as caught:
        either.call(api.CREATE, client, name="a")
    assert not isinstance(caught.value, _core.OutcomeUnknownError)
    assert caught.value.sent is False
    assert caught.value.attempts == 3
    assert len(either.waits) == 2


def test_a_host_that_does_not_exist_is_a_connection_error(either: Either) -> None:
    client = either.make(base_url="http://nowhere.invalid", max_retries=0)
    with pytest.raises(_core.ConnectionError) as caught:
        either.call(api.GET, client, thing_id=1)
    assert caught.value.sent is False


def test_a_create_on_a_stale_connection_is_not_sent_twice(either: Either) -> None:
    server = either.server
    server.play(ok, hang_up, created)
    either.call(api.GET, thing_id=1)
    with pytest.raises(_core.OutcomeUnknownError):
        either.call(api.CREATE, name="a")
    assert server.methods == ["GET", "POST"]


def test_a_put_that_must_not_be_repeated_is_not_resent_by_the_library(either: Either) -> None:
    server = either.server
    server.play(ok, hang_up, answer(204))
    either.call(api.GET, thing_id=1)
    with pytest.raises(_core.OutcomeUnknownError):
        either.call(api.BOOK, thing_id=1)
    assert server.methods == ["GET", "PUT"]


def test_attempts_on_stale_connections_are_counted(either: Either) -> None:
    server = either.server
    server.play(ok, hang_up, ok)
    either.call(api.GET, thing_id=1)
    response = either.raw(api.GET, thing_id=1)
    assert response.attempts == 2
    assert server.methods == ["GET", "GET", "GET"]


def test_connections_are_kept_and_used_again(either: Either) -> None:
    server = either.server
    server.play(ok)
    for _ in range(5):
        either.call(api.GET, thing_id=1)
    assert len({request.connection for request in server.requests}) == 1


def test_a_connection_that_the_server_closed_meanwhile_is_not_used(usual: Either) -> None:
    server = usual.server
    server.play(then_close(ok), created)
    usual.call(api.GET, thing_id=1)
    time.sleep(0.05)
    usual.run(_pause(usual))
    usual.call(api.CREATE, name="a")
    assert server.methods == ["GET", "POST"]


def _pause(either: Either) -> t.Any:
    """Give an event loop the chance to notice what happened to its connections."""
    if not either.is_async:
        return None
    import asyncio

    return asyncio.sleep(0.02)


def test_waits_grow_and_end_at_eight_seconds(usual: Either) -> None:
    usual.server.play(answer(500))
    client = usual.make(max_retries=6, timeout=_core.Timeout(1, 1, None))
    with pytest.raises(_core.ServerError):
        usual.call(api.GET, client, thing_id=1)
    assert usual.waits == [0.5, 1.0, 2.0, 4.0, 8.0, 8.0]


def test_waits_are_random_up_to_their_bound(usual: Either) -> None:
    usual.server.play(answer(500))
    chances = iter([0.25, 0.5])
    usual.client._shared.chance = lambda: next(chances)
    with pytest.raises(_core.ServerError):
        usual.call(api.GET, thing_id=1)
    assert usual.waits == [0.125, 0.5]


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry_After": "3"}, 3.0),
        ({"Retry_After": "0"}, 0.0),
        ({"Retry_After": "1.5"}, 1.5),
        ({"retry_after_ms": "250"}, 0.25),
        ({"retry_after_ms": "250", "Retry_After": "9"}, 0.25),
        ({"Retry_After": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0.0),
        ({"Retry_After": "soon"}, 0.5),
        ({"Retry_After": "-5"}, 0.5),
        ({"Retry_After": "nan"}, 0.5),
        ({"Retry_After": "inf"}, 0.5),
        ({"Retry_After": "Wed, 99 Oct 20155555 07:28:00 GMT"}, 0.5),
        ({"retry_after_ms": "x", "Retry_After": "2"}, 2.0),
    ],
)
def test_retry_after_is_obeyed_if_it_makes_sense(
    usual: Either, headers: dict[str, str], wait: float
) -> None:
    usual.server.play(answer(503, **headers), ok)
    client = usual.make(timeout=_core.Timeout(1, 1, None))
    usual.call(api.GET, client, thing_id=1)
    assert (usual.waits or [0.0]) == [wait]


def test_retry_after_may_be_a_date(usual: Either) -> None:
    usual.server.play(answer(429, Retry_After=formatdate(time.time() + 20, usegmt=True)), ok)
    client = usual.make(timeout=_core.Timeout(1, 1, None))
    usual.call(api.GET, client, thing_id=1)
    assert 15 < usual.waits[0] <= 20


def test_a_wait_that_would_miss_the_deadline_is_not_begun(usual: Either) -> None:
    usual.server.play(answer(503, Retry_After="30"), ok)
    client = usual.make(timeout=_core.Timeout(1, 1, 5))
    with pytest.raises(_core.ServiceUnavailable) as caught:
        usual.call(api.GET, client, thing_id=1)
    assert caught.value.retry_after == 30.0
    assert usual.waits == []


def test_max_retries_counts_what_comes_after_the_first_attempt(usual: Either) -> None:
    for retries in (0, 1, 4):
        usual.server.play(answer(500))
        with pytest.raises(_core.ServerError) as caught:
            usual.call(api.GET, usual.client.with_options(max_retries=retries), thing_id=1)
        assert len(usual.server.requests) == caught.value.attempts == retries + 1


def test_a_client_that_only_fails_stops_to_retry(usual: Either) -> None:
    usual.server.play(answer(500))
    for _ in range(30):
        with pytest.raises(_core.ServerError):
            usual.call(api.GET, thing_id=1)
    assert 30 + 20 <= len(usual.server.requests) <= 30 + 25


def test_an_idempotency_key_stays_the_same_across_attempts(usual: Either) -> None:
    server = usual.server
    server.play(reset, created, created)
    usual.call(api.KEYED, name="a")
    usual.call(api.KEYED, name="b")
    keys = [request.header("Idempotency-Key") for request in server.requests]
    assert keys[0] == keys[1] != keys[2]
    assert keys[0] is not None
    assert len(keys[0]) == 36


def test_an_idempotency_key_of_the_caller_is_used_and_given_back(usual: Either) -> None:
    server = usual.server
    server.play(reset)
    client = usual.client.with_options(headers={"idempotency-key": "mine"}, max_retries=0)
    with pytest.raises(_core.OutcomeUnknownError) as caught:
        usual.call(api.KEYED, client, name="a")
    assert server.requests[0].header("Idempotency-Key") == "mine"
    assert caught.value.idempotency_key == "mine"


def test_a_file_is_sent_again_from_its_start(either: Either) -> None:
    server = either.server
    server.play(answer(500), reset, answer(204))
    file = io.BytesIO(b"skipped" + b"x" * 200_000)
    file.seek(7)
    either.call(api.RAW, body=file)
    assert [request.body for request in server.requests] == [b"x" * 200_000] * 3
    assert server.requests[0].header("Content-Length") == "200000"


def test_chunks_that_are_gone_are_not_sent_again(either: Either) -> None:
    server = either.server
    server.play(answer(500), answer(204))
    with pytest.raises(_core.ServerError):
        either.call(api.RAW, body=iter([b"a", b"b"]))
    assert [request.body for request in server.requests] == [b"ab"]


def test_a_path_is_uploaded_as_a_file(either: Either, tmp_path: t.Any) -> None:
    server = either.server
    server.play(answer(204))
    file = tmp_path / "photo.png"
    file.write_bytes(b"\x89PNG" * 50_000)
    either.call(api.UPLOAD, title="A title", file=file)
    request = server.requests[0]
    assert request.header(
        "Content-Type",
    ).startswith(
        "multipart/form-data; boundary="
    )  # type: ignore[union-attr]
    assert b"\x89PNG" * 50_000 in request.body
    assert b'name="title"' in request.body
    assert b"Content-Type: image/png" in request.body
    assert request.header("Content-Length") == str(len(request.body))


def test_asynchronous_chunks_are_sent_by_the_asynchronous_client(usual: Either) -> None:
    async def chunks() -> t.AsyncIterator[bytes]:
        yield b"one"
        yield b"two"

    usual.server.play(answer(204))
    if usual.is_async:
        usual.call(api.RAW, body=chunks())
        assert usual.server.requests[0].body == b"onetwo"
    else:
        with pytest.raises(_core.InvalidArgumentError):
            usual.call(api.RAW, body=chunks())


def test_a_dripping_head_ends_with_the_deadline(either: Either) -> None:
    either.server.play(drip_head())
    client = either.make(timeout=_core.Timeout(1, 1, 0.3))
    with pytest.raises(_core.TimeoutError) as caught:
        either.call(api.GET, client, thing_id=1)
    assert caught.value.phase == "total"


def test_a_timeout_in_seconds_is_for_the_whole_call(usual: Either) -> None:
    usual.server.play(drip_head())
    with pytest.raises(_core.TimeoutError):
        usual.call(api.GET, usual.client.with_options(timeout=0.3), thing_id=1)
    with pytest.raises(_core.InvalidArgumentError):
        usual.client.with_options(timeout=0)


def test_the_rate_limiter_spreads_requests(usual: Either) -> None:
    settings = _limited(_core.Rate(2, 1.0), _core.Rate(4, 60.0))
    client = usual.make(settings=settings, timeout=_core.Timeout(1, 1, None))
    usual.server.play(ok)
    for _ in range(5):
        usual.call(api.GET, client, thing_id=1)
    # The first two go at once, the next two a second later, the fifth when the minute is over.
    assert [round(wait) for wait in usual.waits] == [1, 1, 60]


def test_the_rate_limiter_is_shared_by_copies_and_can_be_left_out(usual: Either) -> None:
    client = usual.make(settings=_limited(_core.Rate(1, 10.0)))
    usual.server.play(ok)
    usual.call(api.GET, client, thing_id=1)
    usual.call(api.GET, client.with_options(rate_limit=False), thing_id=1)
    assert usual.waits == []
    with pytest.raises(_core.TimeoutError) as caught:
        usual.call(api.GET, client.with_options(strict=True, timeout=2), thing_id=1)
    assert caught.value.sent is False
    assert len(usual.server.requests) == 2


def test_the_rate_limiter_holds_among_threads() -> None:
    limiter = _core_limiter([_core.Rate(5, 1.0)])
    waits: list[float] = []

    def reserve() -> None:
        waits.extend(limiter.reserve(100.0, None) for _ in range(10))

    threads = [threading.Thread(target=reserve) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    moments = sorted(waits)
    assert len(moments) == 40
    for first, sixth in zip(moments, moments[5:], strict=False):
        assert sixth - first >= 1.0


def test_after_429_nobody_is_let_go_before_the_time() -> None:
    limiter = _core_limiter([_core.Rate(5, 1.0)])
    limiter.pause(110.0)
    assert limiter.reserve(100.0, None) == 10.0
    assert limiter.reserve(100.0, 105.0) is None


def _limited(*rates: _core.Rate) -> _core.Settings:
    import msgspec

    return msgspec.structs.replace(api.SETTINGS, rates=rates)


def _core_limiter(rates: list[_core.Rate]) -> t.Any:
    from sdk_under_test._core.limiter import Limiter

    return Limiter(rates)
