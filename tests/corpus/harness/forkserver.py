"""Generates and calls packages in fresh copies of one small process: a program of its own.

A test process has grown by the time it forks, and a new interpreter would import everything
again. This one is started once, imports what the work needs, and forks for every order.
"""

from __future__ import annotations

import dataclasses
import gc
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from .running import Limits, Run


class Forkserver:
    """Has work done, one order after the other, by a process that starts with the first."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def run(self, work: str, *arguments: Path, limits: Limits) -> Run:
        """Return how `work` (`generate` or `call`) on `arguments` ended."""
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__],
                cwd=Path(__file__).parents[1],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        order = {
            "work": work,
            "arguments": [str(one) for one in arguments],
            "limits": dataclasses.asdict(limits),
        }
        print(json.dumps(order), file=self._process.stdin, flush=True)
        return Run(**json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """End the process, if it was started."""
        if self._process is not None:
            self._process.communicate()
            self._process = None


def serve() -> None:
    """Do the orders on standard input, and say on standard output how each ended."""
    from . import calling, producing
    from .running import fork

    kinds: dict[str, Callable[..., None]] = {"generate": producing.main, "call": calling.main}
    gc.freeze()
    for line in sys.stdin:
        order = json.loads(line)
        work, arguments = kinds[order["work"]], [Path(one) for one in order["arguments"]]
        ended = fork(lambda: work(*arguments), Limits(**order["limits"]))  # noqa: B023
        print(json.dumps(dataclasses.asdict(ended)), flush=True)


if __name__ == "__main__":
    serve()
