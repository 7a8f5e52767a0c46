"""The fake over HTTP: hostile requests get an answer or a closed connection, never a traceback."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fakes import BOTH_TOKENS, FLAGSHIP, PETS, load, prepared

from specloom.mock import protocol
from specloom.mock.run import Choices, Serving, UsageError, serving

TOKENS = f"Authorization: {BOTH_TOKENS['Authorization']}\r\n"


@contextlib.contextmanager
def served(text: str | None = None, **choices: Any) -> Iterator[tuple[Serving, io.StringIO]]:
    out = io.StringIO()
    found = load(FLAGSHIP) if text is None else prepared(text)
    with serving(found, Choices(port=0, **choices), out) as server:
        yield server, out


@pytest.fixture(scope="module")
def server() -> Iterator[Serving]:
    with served() as (running, _):
        yield running


def connect(server: Serving) -> socket.socket:
    host, port = server.socket.getsockname()[:2]
    return socket.create_connection((host, port), timeout=20)


def talk(server: Serving, raw: bytes, *, finish: bool = False) -> bytes:
    """Send bytes; return everything until the connection is closed or nothing more comes."""
    with connect(server) as link:
        with contextlib.suppress(OSError):
            link.sendall(raw)
            if finish:
                link.shutdown(socket.SHUT_WR)
        link.settimeout(1.0)
        received = b""
        with contextlib.suppress(OSError):
            while piece := link.recv(65_536):
                received += piece
        return received


def fetch(server: Serving, target: str, **options: Any) -> tuple[int, dict[str, str], bytes]:
    headers = {**BOTH_TOKENS, **options.pop("headers", {})}
    data = options.pop("json", None)
    if data is not None:
        headers["Content-Type"] = "application/json"
        options["data"] = json.dumps(data).encode()
    request = urllib.request.Request(server.url + target, headers=headers, **options)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


def is_well(server: Serving) -> bool:
    return fetch(server, "/record/100200/900000001")[0] == 200


HOSTILE = {
    "garbage": b"\x00\x01\x02\xff\xfe" * 200 + b"\r\n\r\n",
    "tls": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(300),
    "http2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "no version": b"GET /records/1\r\n\r\n",
    "old": b"GET / HTTP/0.9\r\n\r\n",
    "control bytes": b"GET /\x00\x07 HTTP/1.1\r\nHost: x\r\n\r\n",
    "not ascii": "GET /é HTTP/1.1\r\nHost: x\r\n\r\n".encode(),
    "two lengths": b"POST /auth HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabcde",
    "length and chunks": b"POST /auth HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"0\r\n\r\nGET /secret HTTP/1.1\r\n\r\n",
    "folded encoding": b"POST /auth HTTP/1.1\r\nHost: x\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
    "odd encoding": b"POST /auth HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "space before colon": b"GET / HTTP/1.1\r\nHost : x\r\n\r\n",
    "bare newlines": b"GET / HTTP/1.1\nHost: x\n\n",
    "negative length": b"POST /auth HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    "endless length": b"POST /auth HTTP/1.1\r\nHost: x\r\nContent-Length: "
    + b"9" * 400
    + b"\r\n\r\n",
    "broken chunk": b"POST /auth HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n",
    "giant url": b"GET /" + b"a" * 300_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    "giant header": b"GET / HTTP/1.1\r\nX: " + b"a" * 300_000 + b"\r\n\r\n",
    "many headers": b"GET / HTTP/1.1\r\n"
    + b"".join(b"X%d: y\r\n" % n for n in range(20_000))
    + b"\r\n",
    "upgrade": b"GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    "connect": b"CONNECT example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n",
    "trace": b"TRACE / HTTP/1.1\r\nHost: x\r\n\r\n",
    "absolute": b"GET http://other.example/etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
    "star": b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
    "traversal": b"GET /../../../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
    "encoded traversal": b"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
    "nul": b"GET /records/%00 HTTP/1.1\r\nHost: x\r\n\r\n",
    "split header": b"GET /nope%0d%0aX-Evil:1 HTTP/1.1\r\nHost: x\r\n\r\n",
    "fault split": b"GET / HTTP/1.1\r\nHost: x\r\nX-Fault: retry-after=1\x0b2\r\n\r\n",
    "huge query": b"GET /records/1?" + b"a=1&" * 15_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    "half": b"GET /records/1 HTTP/1.1\r\nHost:",
    "nothing": b"",
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_request_gets_no_file_no_trace_and_no_5xx(server: Serving, raw: bytes) -> None:
    received = talk(server, raw, finish=True)

    assert b"root:" not in received
    assert b"Traceback" not in received
    assert b"\nx-evil" not in received.lower()
    for line in received.split(b"\r\n"):
        assert not line.startswith(b"HTTP/1.1 5"), received[:300]
    assert is_well(server)


def test_a_request_that_hides_another_is_answered_once_or_not_at_all(server: Serving) -> None:
    received = talk(server, HOSTILE["length and chunks"], finish=True)

    assert received.count(b"HTTP/1.1 ") == 1
    assert received.startswith(b"HTTP/1.1 400")


def test_a_head_that_never_ends_is_cut_by_size(server: Serving) -> None:
    with connect(server) as link:
        link.sendall(b"GET / HTTP/1.1\r\n")
        with contextlib.suppress(OSError):
            for _ in range(200):
                link.sendall(b"X: " + b"a" * 1_000 + b"\r\n")
        with contextlib.suppress(OSError):
            assert link.recv(1_000).startswith(b"HTTP/1.1 431")
    assert is_well(server)


def test_a_client_that_never_finishes_is_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "SECONDS", 0.3)
    with served() as (running, _):
        head = connect(running)
        head.sendall(b"GET /records/1 HTTP/1.1\r\nHo")
        body = connect(running)
        body.sendall(b"POST /auth HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\nhalf")
        silent = connect(running)

        assert head.recv(1_000).startswith(b"HTTP/1.1 408")
        assert body.recv(1_000).startswith(b"HTTP/1.1 408")
        assert silent.recv(1_000) == b""
        for link in (head, body, silent):
            link.close()


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_beyond_the_limit_is_413_in_the_api_s_own_words(chunked: bool) -> None:
    with served(max_body=10_000) as (running, _):
        head = f"POST /records/100200 HTTP/1.1\r\nHost: x\r\n{TOKENS}Content-Type: application/json\r\n"
        if chunked:
            raw = (
                head.encode()
                + b"Transfer-Encoding: chunked\r\n\r\n"
                + (b"3e8\r\n" + b"a" * 1000 + b"\r\n") * 30
            )
        else:
            raw = head.encode() + b"Content-Length: 100000\r\n\r\n" + b"a" * 5_000
        received = talk(running, raw)

        assert received.startswith(b"HTTP/1.1 413")
        assert b'"success":false' in received
        assert is_well(running)


def test_two_hundred_at_once_are_all_answered(server: Serving) -> None:
    def book(number: int) -> int:
        body = {
            "staff_id": 3001, "services": [], "client": {}, "seance_length": 60,
            "datetime": "2031-01-01T10:00:00", "save_if_busy": bool(number % 2),
        }  # fmt: skip
        return fetch(server, f"/records/{5_000 + number}", method="POST", json=body)[0]

    with ThreadPoolExecutor(50) as pool:
        assert set(pool.map(book, range(200))) == {201}


def test_pipelined_requests_are_answered_in_order(server: Serving) -> None:
    one = f"GET /record/100200/900000001 HTTP/1.1\r\nHost: x\r\n{TOKENS}\r\n"
    other = f"GET /nope HTTP/1.1\r\nHost: x\r\n{TOKENS}\r\n"
    slow = (
        f"GET /record/100200/900000001 HTTP/1.1\r\nHost: x\r\n{TOKENS}X-Fault: delay=200ms\r\n\r\n"
    )
    received = talk(server, (slow + other + one + other).encode())
    statuses = [part[:3] for part in received.split(b"HTTP/1.1 ")[1:]]

    assert statuses == [b"200", b"404", b"200", b"404"]


def test_a_client_that_waits_to_be_told_to_go_on_is_told(server: Serving) -> None:
    body = b'{"login": "a", "password": "b"}'
    head = f"POST /auth HTTP/1.1\r\nHost: x\r\n{TOKENS}Content-Type: application/json\r\n"
    with connect(server) as link:
        link.sendall(f"{head}Content-Length: {len(body)}\r\nExpect: 100-continue\r\n\r\n".encode())
        assert link.recv(1_000).startswith(b"HTTP/1.1 100")
        link.sendall(body)
        assert link.recv(10_000).startswith(b"HTTP/1.1 201")


def test_a_body_that_comes_in_drops_is_read(server: Serving) -> None:
    body = b'{"login": "a", "password": "b"}'
    head = f"POST /auth HTTP/1.1\r\nHost: x\r\n{TOKENS}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    with connect(server) as link:
        for byte in head.encode() + body:
            link.sendall(bytes([byte]))
        assert link.recv(10_000).startswith(b"HTTP/1.1 201")


def _faulty(server: Serving, fault: str) -> bytes:
    head = f"GET /record/100200/900000001 HTTP/1.1\r\nHost: x\r\n{TOKENS}X-Fault: {fault}\r\n\r\n"
    return talk(server, head.encode())


def test_faults_of_the_way_happen_on_the_way(server: Serving) -> None:
    whole = _faulty(server, "drip")
    length = int(whole.partition(b"content-length: ")[2].partition(b"\r\n")[0])
    cut = _faulty(server, "truncate").partition(b"\r\n\r\n")[2]

    assert _faulty(server, "reset-before") == b""
    assert _faulty(server, "reset-after-commit") == b""
    assert len(whole.partition(b"\r\n\r\n")[2]) <= length
    assert len(cut) == length // 2
    started = time.monotonic()
    assert _faulty(server, "delay=300ms;status=503").startswith(b"HTTP/1.1 503")
    assert time.monotonic() - started >= 0.3


def test_pages_of_other_origins_may_call_only_when_asked_to() -> None:
    preflight = {"Origin": "null", "Access-Control-Request-Method": "PUT",
                 "Access-Control-Request-Headers": "authorization, x-fault"}  # fmt: skip
    with served(cors=True) as (running, _):
        status, headers, _body = fetch(running, "/records/1", method="OPTIONS", headers=preflight)
        plain = fetch(running, "/records/100200", headers={"Origin": "https://docs.example"})[1]
    with served() as (running, _):
        closed = fetch(running, "/records/100200", headers={"Origin": "https://docs.example"})[1]

    assert status == 204
    assert headers["access-control-allow-origin"] == "null"
    assert headers["access-control-allow-headers"] == "authorization, x-fault"
    assert plain["access-control-allow-origin"] == "https://docs.example"
    assert "access-control-allow-origin" not in closed


def test_what_is_asked_of_the_fake_itself_is_not_for_other_sites() -> None:
    with served() as (running, _):
        fetch(running, "/record/100200/900000001")
        calls = json.loads(fetch(running, "/_mock/calls")[2])
        elsewhere = fetch(running, "/_mock/calls", headers={"Sec-Fetch-Site": "cross-site"})
        document = json.loads(fetch(running, "/_mock/openapi.json")[2])
        fetch(running, "/_mock/reset", method="POST")
        after = json.loads(fetch(running, "/_mock/calls")[2])

    assert [call["operation"] for call in calls] == ["get_appointment"]
    assert elsewhere[0] == 403
    assert document["servers"][0]["url"].startswith(running.url)
    assert after == []


def test_the_log_has_a_line_for_each_request_and_no_control_bytes() -> None:
    with served() as (running, out):
        fetch(running, "/record/100200/900000001")
        fetch(running, "/nope%1b[31m?x=%0a")
        time.sleep(0.2)
    lines = out.getvalue().splitlines()

    assert len(lines) == 2
    assert "200 GET    /record/100200/900000001" in lines[0]
    assert "404 GET    /nope%1b[31m?x=%0a" in lines[1]
    assert "\x1b" not in out.getvalue()


def test_a_taken_port_is_said_in_words() -> None:
    with served() as (running, _):
        taken = running.socket.getsockname()[1]
        with pytest.raises(UsageError, match=f"port {taken} is taken"):
            Serving(load(FLAGSHIP), Choices(port=taken), io.StringIO())


def test_it_listens_on_this_machine_only_and_says_when_it_does_not() -> None:
    with served() as (running, _):
        assert running.socket.getsockname()[0] == "127.0.0.1"
        assert "other machines" not in running.banner()
    with served(host="0.0.0.0") as (running, _):
        assert "other machines can reach it" in running.banner()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly_even_while_somebody_waits(number: int) -> None:
    command = [sys.executable, "-m", "specloom", "mock", str(FLAGSHIP), "--port", "0", "--quiet"]
    env = {**os.environ, "PYTHONPATH": str(FLAGSHIP.parents[2] / "generator")}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    host, _, port = first.strip().rpartition("/")[2].partition(":")
    with socket.create_connection((host, int(port)), timeout=20) as link:
        # Whoever answers is ready for signals, too.
        link.sendall(b"GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert link.recv(1)
    with socket.create_connection((host, int(port)), timeout=20) as link:
        head = f"GET /records/100200 HTTP/1.1\r\nHost: x\r\n{TOKENS}X-Fault: delay=60s\r\n\r\n"
        link.sendall(head.encode())
        time.sleep(0.3)
        process.send_signal(number)
        assert process.wait(15) == 0
    assert process.stderr is not None
    assert "Traceback" not in process.stderr.read()


def test_a_bug_of_ours_is_not_mistaken_for_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    with served(PETS) as (running, _):

        def fail(_: object) -> None:
            raise RuntimeError("broken")

        monkeypatch.setattr(running.engine, "handle", fail)
        status, _headers, body = fetch(running, "/pets")

    assert status == 500
    assert body == b"The fake has failed; this is not an answer of the API."
    assert threading.active_count() < 50
