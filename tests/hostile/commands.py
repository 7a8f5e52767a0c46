"""Runs commands of specloom in copies of one small process, within limits of time and memory.

A new interpreter for each command would import everything again. This one is started once, as a
program of its own, and forks for every order.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from specloom.mock.prepare import Prepared
    from specloom.mock.run import Choices

SECONDS = 20
MEGABYTES = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a command ended: `code` is negative for a signal, `seconds` are of the processor."""

    code: int
    seconds: float
    megabytes: float
    output: str


class Commands:
    """Runs commands one after the other; the process behind it starts with the first."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def run(self, *arguments: str, cwd: Path) -> Ended:
        """Return how `specloom arguments` ended."""
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, __file__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps([str(cwd), arguments]), file=self._process.stdin, flush=True)
        return Ended(**json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """End the process, if it was started."""
        if self._process is not None:
            self._process.communicate()


def _serve() -> None:
    import specloom.cli.app
    import specloom.emit.format
    import specloom.mock.run

    specloom.mock.run.run = _listen
    gc.freeze()
    for line in sys.stdin:
        cwd, arguments = json.loads(line)
        with tempfile.TemporaryFile() as output:
            child = os.fork()
            if not child:
                _perform(cwd, arguments, output)
            _, status, usage = os.wait4(child, 0)
            output.seek(0)
            ended = Ended(
                code=os.waitstatus_to_exitcode(status),
                seconds=round(usage.ru_utime + usage.ru_stime, 2),
                megabytes=round(usage.ru_maxrss / 1024, 1),
                output=output.read(2_000_000).decode("utf-8", "replace"),
            )
        print(json.dumps(asdict(ended)), flush=True)


def _listen(prepared: Prepared, choices: Choices) -> int:
    """Get as far as a fake that waits for requests, and do not wait."""
    from specloom.mock.run import serving

    with serving(prepared, choices, sys.stdout):
        return 0


def _perform(cwd: str, arguments: Sequence[str], output: IO[bytes]) -> NoReturn:
    from specloom.cli.app import main

    code = 1
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for stream in (1, 2):
            os.dup2(output.fileno(), stream)
        os.chdir(cwd)
        memory = MEGABYTES << 20
        # Not the address space: the reserve of every thread counts there, used or not.
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
        main(arguments)
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 1
    except BaseException:
        os.write(2, traceback.format_exc().encode())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    _serve()
