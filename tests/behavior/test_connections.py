"""How connections are made: trusted certificates only, and through the proxy that is asked for."""

from __future__ import annotations

import ssl
import subprocess
import sys
import typing as t
from pathlib import Path

import handmade as api
import pytest
from either import Either
from loopback import Arrived, Loopback, answer, loopback, reset, tunnel_to
from sdk_under_test import _core

GOOD = {"success": True, "data": {"id": 1}}
ok = answer(200, GOOD)

# A key and a certificate for 127.0.0.1, and the authority that signed it: made for these tests alone.
PEM = Path(__file__).with_name("loopback.pem")
AUTHORITY = Path(__file__).with_name("authority.pem")


@pytest.fixture
def secure() -> t.Iterator[Loopback]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    with loopback(context) as server:
        yield server


def test_a_certificate_that_nobody_vouches_for_is_refused_at_once(
    either: Either, secure: Loopback
) -> None:
    secure.play(ok)
    client = either.make(base_url=secure.url)
    with pytest.raises(_core.CertificateError) as caught:
        either.call(api.CREATE, client, name="a")
    assert caught.value.sent is False
    assert caught.value.attempts == 1
    assert secure.requests == []


def test_a_context_of_ones_own_is_used(usual: Either, secure: Loopback) -> None:
    secure.play(ok)
    trusting = ssl.create_default_context(cafile=str(AUTHORITY))
    kind = _core.AiohttpTransport if usual.is_async else _core.Urllib3Transport
    client = usual.make(base_url=secure.url, transport=kind(ssl_context=trusting))
    assert usual.call(api.GET, client, thing_id=1).id == 1
    assert usual.call(api.GET, client, thing_id=1).id == 1
    assert len({request.connection for request in secure.requests}) == 1


def test_the_environment_may_name_authorities(secure: Loopback) -> None:
    secure.play(ok)
    code = (
        "import sys; sys.path[:0] = sys.argv[2:]\n"
        "import asyncio, conftest, handmade as api\n"
        "from either import MAKERS\n"
        "for flavour in ('sync-urllib3', 'sync-httpx2', 'sync-pyreqwest'):\n"
        "    options = {'credentials': {'Token': 't'}, 'transport': MAKERS[flavour]()}\n"
        "    print(api.Client(base_url=sys.argv[1], **options).things.get(1).id)\n"
        "async def main(flavour):\n"
        "    options = {'credentials': {'Token': 't'}, 'transport': MAKERS[flavour]()}\n"
        "    async with api.AsyncClient(base_url=sys.argv[1], **options) as client:\n"
        "        print((await client.things.get(1)).id)\n"
        "for flavour in ('async-aiohttp', 'async-httpx2', 'async-pyreqwest'):\n"
        "    asyncio.run(main(flavour))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, secure.url, str(Path(__file__).parent)],
        env={"SSL_CERT_FILE": str(AUTHORITY), "PATH": ""},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.stdout.split() == ["1"] * 6, run.stderr


def test_a_client_certificate_is_shown(server: Loopback) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    context.load_verify_locations(AUTHORITY)
    context.verify_mode = ssl.CERT_REQUIRED
    import msgspec
    from sdk_under_test._core import tls

    trusting = tls.new_context(str(PEM))
    trusting.load_verify_locations(AUTHORITY)
    schemes = {"Mutual": _core.MutualTls(argument="certificate", env="THINGS_CERTIFICATE")}
    settings = msgspec.structs.replace(api.SETTINGS, schemes=schemes)
    operation = api.secured(("Mutual",))
    with loopback(context) as secure:
        secure.play(ok)
        client = api.Client(
            settings=settings,
            base_url=secure.url,
            credentials={"Mutual": str(PEM)},
            transport=_core.Urllib3Transport(ssl_context=trusting),
        )
        assert client._call(operation, {"thing_id": 1}).id == 1
        client.close()
    own = api.Client(settings=settings, credentials={"Mutual": (str(PEM), str(PEM))})
    assert own._shared.auth.certificate == (str(PEM), str(PEM))
    assert isinstance(own._shared.transport(), _core.Urllib3Transport)
    with pytest.raises(_core.MissingCredentialsError, match="THINGS_CERTIFICATE"):
        api.Client(settings=settings)._call(operation, {"thing_id": 1})


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> t.Iterator[Loopback]:
    for name in ("no_proxy", "NO_PROXY", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with loopback() as server:
        monkeypatch.setenv("http_proxy", f"http://ann:pass@127.0.0.1:{server.port}")
        yield server


def test_a_proxy_from_the_environment_is_used(either: Either, proxy: Loopback) -> None:
    proxy.play(ok)
    client = either.make(base_url="http://things.example")
    assert either.call(api.GET, client, thing_id=1).id == 1
    (request,) = proxy.requests
    assert request.target == "http://things.example/things/1"
    assert request.header("Authorization") == "Bearer t0ken-value"
    assert request.header("Proxy-Authorization") == "Basic YW5uOnBhc3M="


def test_hosts_can_be_left_out_of_the_proxy(
    either: Either, proxy: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    proxy.play(ok)
    either.server.play(ok)
    assert either.call(api.GET, either.make(), thing_id=1).id == 1
    assert proxy.requests == []


def test_a_create_through_a_tunnel_that_fails_was_not_sent(usual: Either, proxy: Loopback) -> None:
    seen: list[Arrived] = []

    def refuse(connection: t.Any, request: Arrived) -> bool:
        seen.append(request)
        connection.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
        return False

    proxy.play(refuse)
    kind = _core.AiohttpTransport if usual.is_async else _core.Urllib3Transport
    transport = kind(proxy=f"http://127.0.0.1:{proxy.port}")
    client = usual.make(base_url="https://things.example", transport=transport)
    with pytest.raises(_core.ConnectionError) as caught:
        usual.call(api.CREATE, client, name="a")
    assert not isinstance(caught.value, _core.OutcomeUnknownError)
    assert {request.method for request in seen} == {"CONNECT"}
    assert b"t0ken-value" not in b"".join(request.body for request in seen)
    assert all(request.header("Authorization") is None for request in seen)


def test_what_goes_through_a_tunnel_is_seen_by_the_server_alone(
    usual: Either, proxy: Loopback, secure: Loopback
) -> None:
    trusting = ssl.create_default_context(cafile=str(AUTHORITY))
    kind = _core.AiohttpTransport if usual.is_async else _core.Urllib3Transport
    transport = kind(proxy=f"http://127.0.0.1:{proxy.port}", ssl_context=trusting)
    client = usual.make(base_url=secure.url, transport=transport)
    proxy.play(tunnel_to(secure))
    secure.play(ok, reset)
    assert usual.call(api.GET, client, thing_id=1).id == 1
    assert proxy.methods == ["CONNECT"]
    assert proxy.requests[0].header("Authorization") is None
    with pytest.raises(_core.OutcomeUnknownError):
        usual.call(api.CREATE, client, name="a")
    assert secure.methods == ["GET", "POST"]


def test_a_proxy_can_be_switched_off(usual: Either, proxy: Loopback) -> None:
    usual.server.play(ok)
    proxy.play(ok)
    kind = _core.AiohttpTransport if usual.is_async else _core.Urllib3Transport
    assert usual.call(api.GET, usual.make(transport=kind(proxy="")), thing_id=1).id == 1
    assert proxy.requests == []


def test_without_its_library_the_asynchronous_client_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import asyncio

    monkeypatch.setitem(sys.modules, "sdk_under_test._core.transports.aiohttp", None)

    async def main() -> None:
        client = api.AsyncClient(credentials={"Token": "t"})
        with pytest.raises(_core.MissingLibraryError, match=r"\[async\]"):
            await client.things.get(1)

    asyncio.run(main())
