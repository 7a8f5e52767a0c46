"""Runs work within limits of time and memory, and says what it cost."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

GIGABYTE = 1 << 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How work ended. `seconds` are of processor time; `code` is negative for a signal."""

    code: int
    seconds: float
    megabytes: float
    output: str
    timed_out: bool = False


def run(
    command: Sequence[str],
    *,
    timeout: float = 120.0,
    memory: int | None = 2 * GIGABYTE,
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Run:
    """Run `command` and wait; it is killed after `timeout` seconds."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env=None if environment is None else {**os.environ, **environment},
            preexec_fn=lambda: _limit(memory),
            start_new_session=True,
        )
        ended = _wait(process.pid, timeout, output)
        process.returncode = ended.code
    return ended


def fork(work: Callable[[], None], *, timeout: float = 120.0, memory: int = 2 * GIGABYTE) -> Run:
    """Do `work` in a copy of this process, which has imported everything already."""
    with tempfile.TemporaryFile() as output:
        child = os.fork()
        if not child:
            _work(work, memory, output)
        return _wait(child, timeout, output)


def _work(work: Callable[[], None], memory: int, output: IO[bytes]) -> None:
    code = 1
    try:
        os.setsid()
        for stream in (1, 2):
            os.dup2(output.fileno(), stream)
        _limit(memory)
        work()
        code = 0
    except BaseException:
        os.write(2, traceback.format_exc().encode())
    finally:
        sys.stdout.flush()
        os._exit(code)


def _limit(memory: int | None) -> None:
    if memory is not None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _wait(child: int, timeout: float, output: IO[bytes]) -> Run:
    late = threading.Event()

    def stop() -> None:
        late.set()
        os.killpg(child, signal.SIGKILL)

    timer = threading.Timer(timeout, stop)
    timer.start()
    _, status, usage = os.wait4(child, 0)
    timer.cancel()
    output.seek(0)
    return Run(
        code=os.waitstatus_to_exitcode(status),
        seconds=usage.ru_utime + usage.ru_stime,
        megabytes=usage.ru_maxrss / 1024,
        output=output.read().decode("utf-8", "replace")[-20_000:],
        timed_out=late.is_set(),
    )
