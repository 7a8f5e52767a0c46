"""What a request costs the fake over HTTP, beside other fakes of the same API in the same run.

    python benchmarks/mock.py [--prism PATH] [--steady PATH] [--large PATH] [--seconds 5]

Counted is the CPU time of the server alone, all its processes, as Linux knows it; the program that
asks runs beside it and costs it nothing. PATHs are the commands of `npm install @stoplight/prism-cli
@stdy/cli`; `--large` is a big description, such as that in the npm package @octokit/openapi.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import multiprocessing
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
SPEC = ROOT / "spec" / "altegio" / "openapi.yaml"
CONNECTIONS = 16
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
HEADERS = (
    "Host: 127.0.0.1\r\nAuthorization: Bearer demo-partner, User demo-user\r\n"
    "Accept: application/json\r\n"
)
BOOKING = {
    "staff_id": 3001,
    "services": [{"id": 5001, "first_cost": 200, "discount": 0, "cost": 200}],
    "client": {"phone": "+10000000001", "name": "Mira", "email": "mira@example.test"},
    "datetime": "2030-01-15T18:30:00",
    "seance_length": 3600,
    "save_if_busy": True,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A server to measure; in its command stand `{spec}` and `{port}`."""

    name: str
    command: tuple[str, ...]
    base: str


def rivals(prism: str | None, steady: str | None) -> list[Rival]:
    ours = (sys.executable, "-m", "specloom", "mock", "{spec}", "--port", "{port}")
    found = [
        Rival(name="specloom", command=ours, base="/api/v1"),
        Rival(name="specloom -q", command=(*ours, "-q"), base="/api/v1"),
    ]
    if prism:
        command = (prism, "mock", "{spec}", "-p", "{port}")
        found.append(Rival(name="Prism", command=command, base=""))
        found.append(Rival(name="Prism -v silent", command=(*command, "-v", "silent"), base=""))
    if steady:
        command = (steady, "-p", "{port}", "--host", "127.0.0.1")
        found.append(Rival(name="Steady", command=(*command, "{spec}"), base=""))
        found.append(Rival(name="Steady -q", command=(*command, "-q", "{spec}"), base=""))
    return found


class Server:
    """A running server and what it has used so far."""

    def __init__(self, rival: Rival, spec: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [one.format(spec=spec, port=self.port) for one in rival.command]
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "generator")}
        self._process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
        )

    def cpu(self) -> float:
        """Return the CPU seconds of the process and of those that it started."""
        return sum(_seconds(pid) for pid in _family(self._process.pid))

    def memory(self) -> float:
        """Return the resident megabytes."""
        pages = 0
        for pid in _family(self._process.pid):
            with contextlib.suppress(OSError):
                pages += int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        return pages * PAGE / 1e6

    def wait(self, request: bytes) -> int:
        """Return the status of the first answer; exit when there is none in a minute."""
        for _ in range(600):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)) as link:
                link.sendall(request)
                return int(link.recv(100).split()[1])
            time.sleep(0.1)
        sys.exit(f"{self._process.args!r} does not answer")

    def stop(self) -> None:
        for pid in reversed(_family(self._process.pid)):
            with contextlib.suppress(OSError):
                os.kill(pid, 15)
        self._process.wait(20)


@contextlib.contextmanager
def running(rival: Rival, spec: Path) -> Iterator[Server]:
    server = Server(rival, spec)
    try:
        yield server
    finally:
        server.stop()


def _family(pid: int) -> list[int]:
    found = [pid]
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += _family(int(child))
    return found


def _seconds(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


class _Asking(asyncio.Protocol):
    """Sends one request after the other on a connection and counts the answers."""

    def __init__(self, request: bytes, counts: dict[int, int]) -> None:
        self._request = request
        self._counts = counts
        self._rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        transport.write(self._request)  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        self._rest += data
        end = self._rest.find(b"\r\n\r\n")
        if end < 0:
            return
        head = self._rest[:end].lower()
        at = head.find(b"content-length:")
        size = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
        chunked = b"chunked" in head
        if len(self._rest) < end + 4 + size or (chunked and not self._rest.endswith(b"0\r\n\r\n")):
            return
        status = int(head.split()[1])
        self._counts[status] = self._counts.get(status, 0) + 1
        self._rest = b""
        self._transport.write(self._request)  # type: ignore[attr-defined]


def ask(port: int, request: bytes, seconds: float, found: multiprocessing.Queue) -> None:
    """Ask for some seconds on several connections; put the number of answers by status."""
    counts: dict[int, int] = {}

    async def go() -> None:
        loop = asyncio.get_running_loop()
        for _ in range(CONNECTIONS):
            await loop.create_connection(lambda: _Asking(request, counts), "127.0.0.1", port)
        await asyncio.sleep(seconds)

    asyncio.run(go())
    found.put(counts)


def rate(server: Server, request: bytes, seconds: float) -> str:
    """Return the answers for each second of the server's CPU time, and what they were."""
    for length in (min(1.5, seconds), seconds):
        queue: multiprocessing.Queue = multiprocessing.Queue()
        asker = multiprocessing.Process(target=ask, args=(server.port, request, length, queue))
        before = server.cpu()
        asker.start()
        counts = queue.get()
        used = server.cpu() - before
        asker.join()
    total = sum(counts.values())
    odd = "" if all(200 <= one < 300 for one in counts) else f" {counts}"
    return f"{total / used:,.0f}{odd}" if used else "-"


def requests(base: str) -> tuple[bytes, bytes]:
    body = json.dumps(BOOKING).encode()
    get = f"GET {base}/record/100200/900000001 HTTP/1.1\r\n{HEADERS}\r\n".encode()
    kind = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return get, f"POST {base}/records/100200 HTTP/1.1\r\n{HEADERS}{kind}".encode() + body


def single_file(folder: Path) -> Path:
    """Return the flagship's description in one file, as every rival can read it."""
    ours = rivals(None, None)[1]
    with running(ours, SPEC) as server:
        server.wait(b"GET /_mock HTTP/1.1\r\nHost: x\r\n\r\n")
        url = f"http://127.0.0.1:{server.port}/_mock/openapi.json"
        with urllib.request.urlopen(url) as answer:
            whole = json.loads(answer.read())
    whole["servers"] = [{"url": "http://127.0.0.1/api/v1"}]
    file = folder / "openapi.json"
    file.write_text(json.dumps(whole))
    return file


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--prism")
    parser.add_argument("--steady")
    parser.add_argument("--large", type=Path, help="a big description, for the start alone")
    parser.add_argument("--seconds", type=float, default=5.0)
    choices = parser.parse_args()
    print(f"{'':18}{'start, CPU s':>14}{'MB':>7}{'GET / CPU s':>14}{'POST / CPU s':>14}{'MB then':>9}")
    with tempfile.TemporaryDirectory() as folder:
        spec = single_file(Path(folder))
        for rival in rivals(choices.prism, choices.steady):
            get, post = requests(rival.base)
            # Ours reads the description as it is written, with its sdk.yaml; others need one file.
            with running(rival, SPEC if rival.name.startswith("specloom") else spec) as server:
                status = server.wait(get)
                started, small = server.cpu(), server.memory()
                read = rate(server, get, choices.seconds) if status == 200 else f"({status})"
                wrote = rate(server, post, choices.seconds)
                print(
                    f"{rival.name:18}{started:14.2f}{small:7.0f}{read:>14}{wrote:>14}"
                    f"{server.memory():9.0f}"
                )
        if choices.large:
            print(f"\nStart with {choices.large.name} ({choices.large.stat().st_size / 1e6:.1f} MB)")
            for rival in rivals(choices.prism, choices.steady)[::2]:
                with running(rival, choices.large) as server:
                    server.wait(b"GET /users/octocat HTTP/1.1\r\nHost: x\r\n\r\n")
                    print(f"{rival.name:18}{server.cpu():14.2f}{server.memory():7.0f}")


if __name__ == "__main__":
    main()
