"""Packages made and judged once, whoever asks first: several test processes share one folder."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .forkserver import Forkserver
from .running import Limits, Run
from .strictness import type_errors

GENERATING = Limits(seconds=120, megabytes=1000)
CALLING = Limits(seconds=300, megabytes=3000)


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

    def __init__(self, folder: Path, forkserver: Forkserver) -> None:
        self._folder = folder
        self._forkserver = forkserver

    def made(self, document: Path) -> Made:
        """Return the package of a document, generated within the limits of time and memory."""
        folder = self._folder / document.parent.name / document.name
        self._once(folder / "facts.json", GENERATING, "generate", document, folder)
        return Made(folder=folder, facts=json.loads((folder / "facts.json").read_text()))

    def called(self, document: Path) -> dict[str, Any]:
        """Return the verdict on calling every operation of a document's package."""
        folder = self.made(document).folder
        self._once(folder / "calls.json", CALLING, "call", folder)
        verdict: dict[str, Any] = json.loads((folder / "calls.json").read_text())
        return verdict

    def type_errors(self, documents: Sequence[Path], scratch: Path) -> dict[str, list[str]]:
        """Return what a strict type checker says of the packages of several documents."""
        made = {document: self.made(document) for document in documents}
        packages = {str(one): made[one].package for one in documents}
        found = type_errors({name: one for name, one in packages.items() if one}, scratch)
        for document in documents:
            if str(document) in found:
                (made[document].folder / "types.json").write_text(json.dumps(found[str(document)]))
        return {document.name: found[str(document)] for document in documents if str(document) in found}

    def _once(self, result: Path, limits: Limits, work: str, *arguments: Path) -> None:
        folder = result.parent
        folder.mkdir(parents=True, exist_ok=True)
        done = folder / f"{work}.json"
        with _locked(folder / "lock"):
            if not done.exists():
                done.write_text(json.dumps(asdict(self._forkserver.run(work, *arguments, limits=limits))))
        ended = Run(**json.loads(done.read_text()))
        if ended.code:
            raise AssertionError(f"{work} {folder.name}: {_ending(ended)}\n{ended.output}")


def _ending(ended: Run) -> str:
    return "took too long" if ended.timed_out else f"ended with {ended.code}"


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
