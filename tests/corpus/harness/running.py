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

_PATIENCE = 6
"""How much longer than its processor time work may take on a machine that is busy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What work may use: `seconds` of processor time, and `megabytes` of its own memory."""

    seconds: int = 120
    megabytes: int = 1500


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How work ended. `seconds` are of processor time; `code` is negative for a signal."""

    code: int
    seconds: float
    megabytes: float
    output: str

    @property
    def timed_out(self) -> bool:
        """Whether it was stopped because it took too long."""
        return self.code in (-signal.SIGXCPU, -signal.SIGKILL)


def run(
    command: Sequence[str],
    *,
    limits: Limits,
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Run:
    """Run `command` and wait for it, its children included.

    The memory of a process is never less than that of the one which started it, so call this
    from a small one.
    """
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env=None if environment is None else {**os.environ, **environment},
            preexec_fn=lambda: _limit(limits),
            start_new_session=True,
        )
        ended = _wait(process.pid, limits, output)
        process.returncode = ended.code
    return ended


def fork(work: Callable[[], None], limits: Limits) -> Run:
    """Do `work` in a copy of this process, which has imported everything already."""
    with tempfile.TemporaryFile() as output:
        child = os.fork()
        if not child:
            _work(work, limits, output)
        return _wait(child, limits, output)


def _work(work: Callable[[], None], limits: Limits, output: IO[bytes]) -> None:
    code = 1
    try:
        os.setsid()
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for stream in (1, 2):
            os.dup2(output.fileno(), stream)
        _limit(limits)
        work()
        code = 0
    except BaseException:
        os.write(2, traceback.format_exc().encode())
    finally:
        sys.stdout.flush()
        os._exit(code)


def _limit(limits: Limits) -> None:
    memory = limits.megabytes << 20
    # Not the address space: the reserve of every thread counts there, used or not.
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 5))


def _wait(child: int, limits: Limits, output: IO[bytes]) -> Run:
    timer = threading.Timer(_PATIENCE * limits.seconds, os.killpg, (child, signal.SIGKILL))
    timer.start()
    _, status, usage = os.wait4(child, 0)
    timer.cancel()
    output.seek(0)
    return Run(
        code=os.waitstatus_to_exitcode(status),
        seconds=round(usage.ru_utime + usage.ru_stime, 3),
        megabytes=round(usage.ru_maxrss / 1024, 1),
        output=output.read().decode("utf-8", "replace")[-20_000:],
    )
