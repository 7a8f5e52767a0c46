"""`specloom mock`: the fake over HTTP, from the first line it prints to a clean end."""

from __future__ import annotations

import contextlib
import gc
import logging
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, Literal, TextIO

import msgspec
import yaml

from specloom.mock.engine.description import Description
from specloom.mock.engine.engine import Engine, Options
from specloom.mock.engine.faults import BadFaultError, Chaos
from specloom.mock.prepare import Prepared

CLEAN = 0
USAGE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """How the fake is run. `tokens` are pairs of a scheme and a credential that it knows."""

    host: str = "127.0.0.1"
    port: int = 4010
    seed: int = 1
    state: Path | None = None
    strict: bool = False
    chaos: Path | None = None
    cors: bool = False
    record: Path | None = None
    proxy: str | None = None
    report: Path | None = None
    quirks: bool = False
    rate_limit: bool = False
    empty: bool = False
    quiet: bool = False
    max_body: int = 10_000_000
    tokens: tuple[tuple[str, str], ...] = ()


class UsageError(Exception):
    """Something that was asked for cannot be; the message says what and why."""


def run(prepared: Prepared, choices: Choices, *, out: TextIO | None = None) -> int:
    """Serve the fake until it is told to stop; return the exit code."""
    stream = out or sys.stdout
    try:
        serving = Serving(prepared, choices, stream)
    except UsageError as error:
        print(f"specloom mock: {error}", file=sys.stderr)
        return USAGE
    print(serving.banner(), file=stream, flush=True)
    serving.serve()
    return CLEAN


class Serving:
    """A server that listens already: `url` is where."""

    def __init__(self, prepared: Prepared, choices: Choices, out: TextIO) -> None:
        # Imported late: `specloom generate` does not pay for a server that it does not start.
        from specloom.mock.access_log import AccessLog
        from specloom.mock.app import App, Watcher
        from specloom.mock.proxy import Proxy
        from specloom.mock.recording import Recording
        from specloom.mock.redaction import Redaction
        from specloom.mock.state_file import StateError, StateFile

        description = prepared.description
        self._prepared = prepared
        self._choices = choices
        self._whole: bytes | None = None
        self._closing: list[Callable[[], None]] = []
        self.socket = _listen(choices.host, choices.port)
        name = choices.host if ":" not in choices.host else f"[{choices.host}]"
        self.url = f"http://{name}:{self.socket.getsockname()[1]}"
        try:
            listener = StateFile(choices.state, description.title) if choices.state else None
            self.engine = _engine(description, choices, listener)
            if listener is not None:
                listener.restore(self.engine.store)
                self._closing.append(listener.close)
            self.proxy = Proxy(self.engine, choices.proxy, self._say) if choices.proxy else None
            watchers: list[Watcher] = []
            if not choices.quiet:
                log = AccessLog(out, colours=out.isatty())
                watchers.append(log)
                self._closing.append(log.flush)
            if choices.record is not None:
                recording = Recording(choices.record, self.url, Redaction(description))
                watchers.append(recording)
                self._closing.append(recording.close)
        except (StateError, ValueError) as error:
            raise UsageError(str(error)) from None
        except OSError as error:
            raise UsageError(f"'{error.filename}': {error.strerror}") from None
        self.app = App(
            self.engine,
            cors=choices.cors,
            max_body=choices.max_body,
            watchers=tuple(watchers),
            forwarder=self.proxy,
            complain=self._say,
            openapi=self._openapi,
        )
        self._server = _server(self.app, self.socket)

    def banner(self) -> str:
        """Return what a person wants to know when the fake has started."""
        description, choices = self.engine.description, self._choices
        count = len(description.operations)
        title = _plain(description.title) or "The API"
        many = f"{count} operation{'' if count == 1 else 's'}"
        if choices.proxy:
            return (
                f"{title}: a proxy for {many} at {self.url}\n"
                f"  every request goes to {_plain(choices.proxy)}; departures are reported"
            )
        lines = [f"{title}: a fake of {many} at {self.url}"]
        names = [one.name for one in description.collections]
        if names:
            more = f" and {len(names) - 12} more" if len(names) > 12 else ""
            lines.append(f"  remembers  {', '.join(names[:12])}{more}")
        for scheme, known in description.tokens.items():
            lines.append(f"  {_plain(scheme)}  {', '.join(map(_plain, known))}")
        if description.rates and not choices.rate_limit:
            limits = ", ".join(f"{one.requests} in {one.seconds:g} s" for one in description.rates)
            lines.append(f"  limits  {limits} (not enforced; --rate-limit does)")
        if description.quirks and not choices.quirks:
            lines.append(f"  quirks  {len(description.quirks)} known (--quirks shows them)")
        if not _is_loopback(choices.host):
            lines.append("  other machines can reach it")
        return "\n".join(lines)

    def _openapi(self) -> bytes:
        """Return the whole description in one file, with this server as the only one."""
        from specloom.mock.single_file import single

        if self._whole is None:
            bases = self._prepared.description.bases[:1] or ("",)
            made = single(self._prepared.document, tuple(self.url + base for base in bases))
            self._whole = msgspec.json.encode(made)
        return self._whole

    def serve(self) -> None:
        """Serve until a signal, or `stop`."""
        gc.collect()
        gc.freeze()
        gc.set_threshold(20_000, 20, 50)
        try:
            self._server.run(sockets=[self.socket])
        finally:
            for close in self._closing:
                close()
            self.socket.close()
            if self.proxy is not None:
                self._report(self.proxy.drift.lines())

    def stop(self) -> None:
        """End `serve` from another thread."""
        self._server.should_exit = True

    def _report(self, lines: bytes) -> None:
        count = lines.count(b"\n")
        if self._choices.report is not None:
            self._choices.report.write_bytes(lines)
        self._say(f"{count} kind{'' if count == 1 else 's'} of departure from the description")

    def _say(self, text: str) -> None:
        print(_plain(text), file=sys.stderr, flush=True)


def _engine(description: Description, choices: Choices, listener: Any) -> Engine:
    options = Options(
        seed=choices.seed,
        strict=choices.strict,
        quirks=choices.quirks,
        rate_limit=choices.rate_limit,
        chaos=None if choices.chaos is None else chaos(choices.chaos),
        seeded=not choices.empty,
    )
    try:
        engine = Engine(description, options, listener)
    except BadFaultError as error:
        raise UsageError(f"'{choices.chaos}': {error}") from None
    for scheme, token in choices.tokens:
        engine.gate.accept(scheme, token)
    return engine


def chaos(path: Path) -> Chaos:
    """Return the profile in a YAML file; raise `UsageError` if it is none."""
    try:
        with path.open("rb") as stream:
            facts = yaml.load(stream.read(1_000_000), Loader=yaml.SafeLoader)
        return msgspec.convert(facts, Chaos)
    except OSError as error:
        raise UsageError(f"'{path}' cannot be opened: {error.strerror}") from None
    except (yaml.YAMLError, msgspec.ValidationError, RecursionError, ValueError) as error:
        first = str(error).splitlines()[0][:200]
        raise UsageError(f"'{path}' is no profile of faults: {first}") from None


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens, or say in words why there is none."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    handle = socket.socket(family, socket.SOCK_STREAM)
    handle.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        handle.bind((host, port))
        handle.listen(2048)
    except OverflowError:
        handle.close()
        raise UsageError(f"{port} is no port; there are 0 to 65535") from None
    except OSError as error:
        handle.close()
        if error.errno in {98, 48, 10048}:
            text = (
                f"port {port} is taken by another program; choose another with --port, or 0 for any"
            )
        else:
            text = f"cannot listen on {host}:{port}: {error.strerror}"
        raise UsageError(text) from None
    handle.setblocking(False)
    return handle


def _is_loopback(host: str) -> bool:
    return host in {"localhost", "::1"} or host.startswith("127.")


def _server(app: Any, handle: socket.socket) -> Any:
    try:
        import uvicorn

        from specloom.mock.protocol import GuardedProtocol
    except ImportError:
        raise UsageError("the fake over HTTP needs: pip install 'specloom[mock]'") from None

    class Server(uvicorn.Server):
        """uvicorn, ending with 0 when it is told to stop."""

        @contextlib.contextmanager
        def capture_signals(self) -> Iterator[None]:
            if threading.current_thread() is not threading.main_thread():
                yield
                return
            wanted = (signal.SIGINT, signal.SIGTERM)
            before = {one: signal.signal(one, self._stop) for one in wanted}
            try:
                yield
            finally:
                for one, handler in before.items():
                    signal.signal(one, handler)

        def _stop(self, number: int, frame: FrameType | None) -> None:
            self.force_exit = self.should_exit
            self.should_exit = True

    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    config = uvicorn.Config(
        app,
        http=GuardedProtocol,
        loop=_loop(),
        lifespan="off",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=2,
        backlog=2048,
    )
    return Server(config)


def _loop() -> Literal["uvloop", "asyncio"]:
    try:
        import uvloop  # noqa: F401
    except ImportError:
        return "asyncio"
    return "uvloop"


def _plain(text: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in text)[:300]


@contextlib.contextmanager
def serving(prepared: Prepared, choices: Choices, out: TextIO) -> Iterator[Serving]:
    """Serve in a thread for as long as the context lasts."""
    served = Serving(prepared, choices, out)
    thread = threading.Thread(target=served.serve, name="specloom-mock", daemon=True)
    thread.start()
    try:
        yield served
    finally:
        served.stop()
        thread.join(10)
