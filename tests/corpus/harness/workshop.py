"""Packages made and judged once, whoever asks first: several test processes share one folder."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import calling, producing
from .running import Run, fork


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What became of one document: `facts` of the generator, and the package if there is one."""

    folder: Path
    facts: dict[str, Any]

    @property
    def package(self) -> Path | None:
        """The folder of the importable package; None for a document that was refused."""
        name = self.facts.get("package")
        return self.folder / "python/src" / name if name else None

    @property
    def errors(self) -> list[dict[str, Any]]:
        """The findings that stopped the run."""
        return [one for one in self.facts["findings"] if one["severity"] == "error"]


class Workshop:
    """Makes packages under `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def made(self, document: Path) -> Made:
        """Return the package of a document, generated within the limits of time and memory."""
        folder = self._folder / document.parent.name / document.name

        def work() -> None:
            folder.mkdir(parents=True, exist_ok=True)
            facts = producing.produce(document, folder)
            (folder / "facts.json").write_text(json.dumps(facts))

        self._once(folder, "facts.json", "generating", work)
        return Made(folder=folder, facts=json.loads((folder / "facts.json").read_text()))

    def called(self, document: Path) -> dict[str, Any]:
        """Return the verdict on calling every operation of a document's package."""
        folder = self.made(document).folder
        self._once(folder, "calls.json", "calling", lambda: calling.main(folder), timeout=300)
        verdict: dict[str, Any] = json.loads((folder / "calls.json").read_text())
        return verdict

    def _once(
        self, folder: Path, result: str, what: str, work: Callable[[], None], timeout: float = 120
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder / "lock"):
            if (folder / result).exists():
                return
            ended = fork(work, timeout=timeout)
            if ended.code or not (folder / result).exists():
                raise AssertionError(f"{what} {folder.name}: {_ending(ended)}\n{ended.output}")


def _ending(ended: Run) -> str:
    return "took too long" if ended.timed_out else f"ended with {ended.code}"


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
