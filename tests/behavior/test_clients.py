"""Clients as objects: copies, threads, tasks, forks, event loops, and what they leave behind."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import signal
import threading
import time
import typing as t
import warnings

import aiohttp
import handmade as api
import httpx2
import pytest
import urllib3
from either import Either
from loopback import Loopback, answer, drip, reset, silence, silence_after_head
from sdk_under_test import _core

GOOD = {"success": True, "data": {"id": 1}}
ok = answer(200, GOOD)


def test_a_copy_shares_connections_and_credentials(usual: Either) -> None:
    usual.server.play(ok)
    twin = usual.client.with_options(timeout=3, strict=True, headers={"X-A": "1"})
    usual.call(api.GET, thing_id=1)
    usual.call(api.GET, twin, thing_id=1)
    first, second = usual.server.requests
    assert first.connection == second.connection
    assert second.header("Authorization") == first.header("Authorization")
    assert (first.header("X-A"), second.header("X-A")) == (None, "1")
    assert type(twin) is type(usual.client)
    assert twin.things is not usual.client.things


def test_options_are_inherited_and_replaced(usual: Either) -> None:
    twin = usual.client.with_options(headers={"X-A": "1"}, strict=True, max_retries=5)
    third = twin.with_options(headers={"X-B": "2"}, strict=False)
    assert third._options.headers == {"X-A": "1", "X-B": "2"}
    assert (third._options.strict, third._options.attempts) == (False, 6)
    assert usual.client._options.headers == {}


@pytest.mark.parametrize("options", [{"max_retries": -1}, {"timeout": -1}, {"timeout": True}])
def test_options_that_make_no_sense_are_refused(usual: Either, options: dict[str, t.Any]) -> None:
    with pytest.raises(_core.InvalidArgumentError):
        usual.client.with_options(**options)


def test_a_closed_client_says_so(usual: Either) -> None:
    usual.server.play(ok)
    twin = usual.client.with_options(strict=True)
    usual.call(api.GET, thing_id=1)
    usual.run(twin.aclose() if usual.is_async else twin.close())
    usual.run(twin.aclose() if usual.is_async else twin.close())
    for client in (usual.client, twin):
        with pytest.raises(_core.ClosedError):
            usual.call(api.GET, client, thing_id=1)
    assert "closed" in repr(usual.client)
    assert len(usual.server.requests) == 1


def test_clients_are_context_managers(server: Loopback) -> None:
    server.play(ok)
    with api.Client(base_url=server.url, credentials={"Token": "t"}) as client:
        assert client.things.get(1).id == 1
    with pytest.raises(_core.ClosedError):
        client.things.get(1)

    async def main() -> None:
        async with api.AsyncClient(base_url=server.url, credentials={"Token": "t"}) as client:
            assert (await client.things.get(1)).id == 1
        with pytest.raises(_core.ClosedError):
            await client.things.get(1)

    asyncio.run(main())


@pytest.mark.parametrize("flavour", ["sync-urllib3", "sync-httpx2", "sync-pyreqwest"])
def test_one_client_serves_many_threads(flavour: str, server: Loopback) -> None:
    server.play(ok)
    either = Either(flavour, server)
    results: list[int] = []

    def work() -> None:
        for _ in range(10):
            results.append(either.client.things.get(1).id)  # noqa: PERF401

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [1] * 80
    assert len({request.connection for request in server.requests}) <= 8
    either.close()


@pytest.mark.parametrize("flavour", ["async-aiohttp", "async-httpx2", "async-pyreqwest"])
def test_one_client_serves_many_tasks(flavour: str, server: Loopback) -> None:
    server.play(ok)
    either = Either(flavour, server)

    async def main() -> list[api.Thing]:
        return await asyncio.gather(*(either.client.things.get(1) for _ in range(50)))

    assert len(either.run(main())) == 50
    either.close()


@pytest.mark.parametrize("flavour", ["async-aiohttp", "async-httpx2", "async-pyreqwest"])
def test_a_cancelled_call_drops_its_connection(flavour: str, server: Loopback) -> None:
    either = Either(flavour, server)
    for act in (silence, silence_after_head(), drip()):
        server.play(act, ok)

        async def main() -> None:
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(either.client.things.get(1), 0.1)
            # The next call must not meet what is left of the first one's answer.
            assert (await either.client.things.get(1)).id == 1

        either.run(main())
        assert len(server.requests) == 2
        assert server.requests[0].connection != server.requests[1].connection
    either.close()


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="there are no timers for signals here")
@pytest.mark.parametrize("act", [silence, silence_after_head(), drip()])
def test_ctrl_c_drops_the_connection(act: t.Any, server: Loopback) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    server.play(act, ok)
    old = signal.signal(signal.SIGALRM, interrupt)
    try:
        with api.Client(base_url=server.url, credentials={"Token": "t"}) as client:
            signal.setitimer(signal.ITIMER_REAL, 0.1)
            with pytest.raises(KeyboardInterrupt):
                client.things.get(1)
            assert client.things.get(1).id == 1
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old)
    assert server.requests[0].connection != server.requests[1].connection


@pytest.mark.parametrize("transport", [_core.AiohttpTransport, _core.AsyncPyreqwestTransport])
def test_one_client_serves_one_event_loop_after_the_other(
    transport: t.Any, server: Loopback
) -> None:
    server.play(ok)
    client = api.AsyncClient(base_url=server.url, credentials={"Token": "t"}, transport=transport())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        for _ in range(3):
            assert asyncio.run(client.things.get(1)).id == 1
        asyncio.run(client.aclose())
        gc.collect()
    assert len(server.requests) == 3


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_after_a_fork_connections_are_not_shared(server: Loopback) -> None:
    server.play(ok)
    settings = api.SETTINGS
    with api.Client(base_url=server.url, credentials={"Token": "t"}, settings=settings) as client:
        client.things.get(1)
        with client._shared._lock:  # a lock that another thread holds while the process forks
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)
                child = os.fork()
            if child == 0:
                code = 1
                try:
                    code = 0 if client.things.get(1).id == 1 else 2
                finally:
                    os._exit(code)
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == 0
        client.things.get(1)
    before, forked, after = (request.connection for request in server.requests)
    assert before == after != forked


def test_nothing_is_left_open(server: Loopback) -> None:
    server.play(ok, reset, answer(404), answer(200, b"x" * 100_000), ok)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        client = api.Client(base_url=server.url, credentials={"Token": "t"})
        for _ in range(4):
            with contextlib.suppress(_core.SdkError):
                client.things.get(1)
        download = client._download(api.FILE, {"name": "x"})
        download.close()
        client.close()
        del client, download
        gc.collect()

        async def main() -> None:
            async with api.AsyncClient(base_url=server.url, credentials={"Token": "t"}) as client:
                for _ in range(4):
                    with contextlib.suppress(_core.SdkError):
                        await client.things.get(1)
                download = await client._download(api.FILE, {"name": "x"})
                await download.aclose()

        asyncio.run(main())
        gc.collect()


def test_clients_of_http_libraries_are_accepted_and_left_open(server: Loopback) -> None:
    server.play(ok)
    with httpx2.Client() as own:
        with api.Client(base_url=server.url, credentials={"Token": "t"}, transport=own) as client:
            client.things.get(1)
        assert not own.is_closed
    with urllib3.PoolManager() as manager:
        options = {"credentials": {"Token": "t"}, "transport": manager}
        with api.Client(base_url=server.url, **options) as client:
            client.things.get(1)
        assert manager.request("GET", server.url).status == 200

    async def main() -> None:
        async with aiohttp.ClientSession() as session, httpx2.AsyncClient() as own:
            for transport in (session, own):
                options = {"credentials": {"Token": "t"}, "transport": transport}
                async with api.AsyncClient(base_url=server.url, **options) as client:
                    await client.things.get(1)
            assert not session.closed
            assert not own.is_closed

    asyncio.run(main())


def test_what_a_callers_own_client_adds_of_itself_is_left_out(server: Loopback) -> None:
    server.play(ok)
    with httpx2.Client(auth=("user", "password"), follow_redirects=True) as own:
        client = api.Client(base_url=server.url, credentials={"Token": "t"}, transport=own)
        client.things.get(1)
    assert server.requests[0].header("Authorization") == "Bearer t"


def test_a_create_over_a_callers_own_client_is_never_sent_twice(server: Loopback) -> None:
    with urllib3.PoolManager() as manager, httpx2.Client() as own:
        for transport in (manager, own):
            client = api.Client(
                base_url=server.url, credentials={"Token": "t"}, transport=transport
            )
            server.play(reset)
            with pytest.raises(_core.OutcomeUnknownError):
                client.things.create(name="a")
            assert server.methods == ["POST"]


def test_a_transport_of_the_wrong_kind_is_refused() -> None:
    async def main() -> None:
        async with httpx2.AsyncClient() as own:
            with pytest.raises(_core.InvalidArgumentError):
                api.Client(transport=own)

    asyncio.run(main())
    for wrong in (_core.AsyncMockTransport(lambda _: _core.Answer()), object(), "urllib3"):
        with pytest.raises(_core.InvalidArgumentError):
            api.Client(transport=wrong)
    with httpx2.Client() as own:
        for wrong in (own, urllib3.PoolManager(), _core.MockTransport(lambda _: _core.Answer())):
            with pytest.raises(_core.InvalidArgumentError):
                api.AsyncClient(transport=wrong)


def test_a_function_can_stand_in_for_the_network() -> None:
    def handler(request: _core.Request) -> _core.Answer:
        if request.method == "POST":
            raise _core.ConnectionError("cut")
        return _core.Answer(json=GOOD, headers={"X-Request-Id": "m"})

    transport = _core.MockTransport(handler)
    client = api.Client(credentials={"Token": "t"}, transport=transport)
    assert client._raw(api.GET, {"thing_id": 1}).request_id == "m"
    assert transport.requests[0].url == "https://eu.things.example/v1/things/1"
    with pytest.raises(_core.OutcomeUnknownError):
        client.things.create(name="a")
    assert len(transport.requests) == 2

    async def main() -> None:
        async def ahandler(request: _core.Request) -> _core.Answer:
            return handler(request)

        for function in (handler, ahandler):
            transport = _core.AsyncMockTransport(function)
            client = api.AsyncClient(credentials={"Token": "t"}, transport=transport)
            assert (await client.things.get(1)).id == 1

    asyncio.run(main())


def test_time_spent_waiting_for_a_connection_counts(server: Loopback) -> None:
    server.play(silence)
    transport = _core.AiohttpTransport(connections=1)

    async def main() -> None:
        options = {"credentials": {"Token": "t"}, "transport": transport, "timeout": 0.3}
        async with api.AsyncClient(base_url=server.url, max_retries=0, **options) as client:
            started = time.monotonic()
            results = await asyncio.gather(
                *(client.things.get(1) for _ in range(3)), return_exceptions=True
            )
            assert all(isinstance(result, _core.TimeoutError) for result in results)
            assert time.monotonic() - started < 2

    asyncio.run(main())
