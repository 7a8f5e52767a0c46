"""What a call costs, beside the clients that other generators make from the same description.

    python benchmarks/clients.py [--rounds 3] [--seconds 1] [--home FOLDER]

Each client lives in an environment of its own with pinned versions, and is generated there (that
needs a package index, and Java from PyPI for OpenAPI Generator). All of them call one server on the
loopback interface in turn. Printed is CPU time of the client's process, the median of all rounds.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from statistics import median

from peers import OURS, PEERS, Peer, prepare

HERE = Path(__file__).parent
CASES = (
    "import",
    "one record",
    "one record, async",
    "200 records",
    "200 records, async",
    "a booking",
    "read 200 records",
    "write a booking",
)
Times = dict[str, dict[str, list[float]]]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=3, help="how often each client has its turn")
    parser.add_argument("--seconds", type=float, default=1.0, help="for each case of a round")
    parser.add_argument(
        "--home", type=Path, default=HERE.parent / "build/benchmarks", help="for the environments"
    )
    arguments = parser.parse_args()
    arguments.home.mkdir(parents=True, exist_ok=True)
    ready = {peer: prepare(peer, arguments.home) for peer in PEERS}
    times: Times = defaultdict(lambda: defaultdict(list))
    server = subprocess.Popen(
        [sys.executable, HERE / "loopback.py"], stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        port = server.stdout.readline().strip()
        for _ in range(arguments.rounds):
            for peer, (python, folder) in ready.items():
                for case, took in _driven(peer, python, folder, port, arguments.seconds).items():
                    times[case][peer.name].append(took)
                times["import"][peer.name].append(_import(peer, python, folder))
    finally:
        server.terminate()
        server.wait()
    _show(times)


def _driven(peer: Peer, python: Path, folder: Path, port: str, seconds: float) -> dict[str, float]:
    run = subprocess.run(
        [python, HERE / f"drivers/{peer.driver}.py", port, str(seconds)],
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        sys.exit(f"{peer.name} failed:\n{run.stderr[-2000:]}")
    found: dict[str, float] = json.loads(run.stdout)
    return found


def _import(peer: Peer, python: Path, folder: Path) -> float:
    """Return what importing a package costs beyond the bare interpreter, in microseconds."""
    # In turn, so that a busy moment of the machine hits both; the best of each is the least disturbed.
    pairs = [
        (_child(python, folder, "pass"), _child(python, folder, f"import {peer.package}"))
        for _ in range(25)
    ]
    return (min(full for _, full in pairs) - min(bare for bare, _ in pairs)) * 1e6


def _child(python: Path, folder: Path, code: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([python, "-c", code], env={**os.environ, "PYTHONPATH": str(folder)}, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _show(times: Times) -> None:
    line = sys.stdout.write
    line(f"CPU time of the client, CPython {sys.version.split()[0]}; ratios to specloom\n\n")
    line(f"| {'':20} | {'client':34} | {'µs':>9} | {'×':>6} |\n")
    line(f"|{'-' * 22}|{'-' * 36}|{'-' * 10}:|{'-' * 7}:|\n")
    for case in CASES:
        ours = median(times[case][OURS.name])
        for name, found in times[case].items():
            took = median(found)
            # What is lost in the noise of starting an interpreter has no ratio.
            ratio = f"{took / ours:6.1f}" if ours > 1000 or case != "import" else ""
            line(f"| {case:20} | {name:34} | {took:9.1f} | {ratio:>6} |\n")


if __name__ == "__main__":
    main()
