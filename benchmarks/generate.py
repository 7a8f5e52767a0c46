"""What generating costs: CPU time and memory for each description, beside openapi-python-client.

    python benchmarks/generate.py FILE...          these descriptions
    SPECLOOM_CORPUS=FOLDER python benchmarks/generate.py

Both commands run on the same file in turn, several rounds, each run a process of its own. Printed
are the medians of CPU seconds (the whole command, with what it starts) and of the most memory that
it held. Whatever openapi-python-client leaves out of a package it does not pay for.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from peers import GENERATORS, ROOT, environment

PEER = "openapi-python-client"
SUFFIXES = (".yaml", ".yml", ".json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a command took; `works` says whether it ended well."""

    seconds: float
    megabytes: float
    works: bool


def main() -> None:
    """Measure every description and print a table."""
    parser = argparse.ArgumentParser(description="CPU time and memory of generating.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--check", action="store_true", help="measure `specloom check` as well")
    options = parser.parse_args()
    files = options.files or _corpus()
    if not files:
        sys.exit("Name descriptions, or set SPECLOOM_CORPUS to a folder of them.")
    home = ROOT / "build/benchmarks"
    home.mkdir(parents=True, exist_ok=True)
    peer = environment(home / PEER, (GENERATORS[PEER][0],)).parent / GENERATORS[PEER][1]
    columns = ["specloom"] + (["check"] if options.check else []) + [GENERATORS[PEER][0]]
    print("| CPU s · MB | " + " | ".join(columns) + " |")
    print("|---|" + "--:|" * len(columns), flush=True)
    for file in files:
        cells = _cells(file.resolve(), peer, rounds=options.rounds, check=options.check)
        print(f"| {file.stem} | " + " | ".join(cells) + " |", flush=True)


def _corpus() -> list[Path]:
    folder = os.environ.get("SPECLOOM_CORPUS")
    if not folder:
        return []
    return sorted(path for path in Path(folder).rglob("*") if path.suffix in SUFFIXES)


def _cells(file: Path, peer: Path, *, rounds: int, check: bool) -> Iterator[str]:
    costs: list[list[Cost]] = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            costs.append(list(_run_all(file, peer, Path(folder), check=check)))
    ours, *others = (_median(column) for column in zip(*costs, strict=True))
    yield _shown(ours)
    for other in others:
        ratio = f" ({other.seconds / ours.seconds:.1f} ×)" if other.works else ""
        yield f"{_shown(other)}{ratio}"


def _run_all(file: Path, peer: Path, folder: Path, *, check: bool) -> Iterator[Cost]:
    out = folder / "ours"
    specloom = (sys.executable, "-m", "specloom")
    yield _cost((*specloom, "generate", "-q", "--spec", str(file), "--out", str(out)), folder)
    if check:
        yield _cost((*specloom, "check", "-q", "--spec", str(file), "--out", str(out)), folder)
    shutil.rmtree(out, ignore_errors=True)
    theirs = str(folder / "theirs")
    yield _cost((str(peer), "generate", "--path", str(file), "--output-path", theirs), folder)


def _cost(command: Sequence[str], folder: Path) -> Cost:
    """Return what `command` took, with what it started itself."""
    path = f"{Path(command[0]).parent}{os.pathsep}{os.environ['PATH']}"
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        command, cwd=folder, stdout=quiet, stderr=quiet, env={**os.environ, "PATH": path}
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    # Linux counts in kilobytes, macOS in bytes.
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Cost(
        seconds=usage.ru_utime + usage.ru_stime,
        megabytes=usage.ru_maxrss / unit,
        works=process.returncode == 0,
    )


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(
        seconds=statistics.median(cost.seconds for cost in costs),
        megabytes=statistics.median(cost.megabytes for cost in costs),
        works=all(cost.works for cost in costs),
    )


def _shown(cost: Cost) -> str:
    if not cost.works:
        return "fails"
    return f"{cost.seconds:.1f} · {cost.megabytes:.0f}"


if __name__ == "__main__":
    main()
