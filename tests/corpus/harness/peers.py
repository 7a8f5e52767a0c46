"""Other generators, each in an environment of its own, and what they make of a document."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from .running import Limits, Run, run

_IMPORT_ALL = """
import importlib, pkgutil, sys
package = importlib.import_module(sys.argv[1])
wrong = []
for found in pkgutil.walk_packages(getattr(package, "__path__", ()), package.__name__ + "."):
    try:
        importlib.import_module(found.name)
    except Exception as error:
        wrong.append(f"{found.name}: {type(error).__name__}")
sys.exit("\\n".join(wrong) or 0)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A generator from PyPI: each of `commands` may write the package `made` into the present folder.

    `needs` is what its packages import and it does not bring itself.
    """

    distribution: str
    version: str
    commands: Callable[[str], list[list[str]]]
    operation: str | None = None
    """What stands once in a module for each operation; None for models alone."""
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a peer made of a document: `made` counts operations, or classes for models alone."""

    ending: str
    made: int
    imports: bool
    seconds: float
    megabytes: float


PEERS = (
    Peer(
        distribution="openapi-python-client",
        version="0.29.1",
        commands=lambda document: [
            ["openapi-python-client", "generate", "--path", document, "--output-path", "made", "--meta", "none"],
        ],
        operation="def _get_kwargs(",
    ),
    Peer(
        distribution="datamodel-code-generator",
        version="0.89.0",
        # Which of the two it wants depends on the names in the document.
        commands=lambda document: [
            ["datamodel-codegen", "--input", document, "--output", output,
             "--input-file-type", "openapi", "--output-model-type", "pydantic_v2.BaseModel"]
            for output in ("made/__init__.py", "made")
        ],
        needs=("email-validator==2.4.0",),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A peer that is installed in `folder`."""

    peer: Peer
    folder: Path

    def outcome(self, document: Path, limits: Limits) -> Outcome:
        """Return what the peer makes of `document`, measured once."""
        kept = self.folder / "outcomes" / f"{document.name}.json"
        if not kept.exists():
            kept.parent.mkdir(exist_ok=True)
            kept.write_text(json.dumps(asdict(self._measure(document, limits))))
        return Outcome(**json.loads(kept.read_text()))

    def _measure(self, document: Path, limits: Limits) -> Outcome:
        work = self.folder / "work" / document.name
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        programs = self.folder / "venv/bin"
        path = {"PATH": f"{programs}:/usr/bin:/bin"}
        for name, *rest in self.peer.commands(str(document)):
            command = [str(programs / name), *rest]
            ended = run(command, limits=limits, cwd=work, environment=path)
            if ended.code == 0:
                break
        imported = run(
            [str(programs / "python"), "-c", _IMPORT_ALL, "made"], limits=limits, cwd=work
        )
        return Outcome(
            ending=_ending(ended),
            made=self._count(work / "made"),
            imports=imported.code == 0,
            seconds=ended.seconds,
            megabytes=ended.megabytes,
        )

    def _count(self, made: Path) -> int:
        texts = [path.read_text() for path in made.rglob("*.py")]
        if self.peer.operation is None:
            return sum(len(re.findall(r"^class ", text, re.MULTILINE)) for text in texts)
        return sum(self.peer.operation in text for text in texts)


def _ending(ended: Run) -> str:
    if ended.timed_out:
        return "took too long"
    if ended.code == 0:
        return "done"
    return "crashed" if "Traceback (most recent call last)" in ended.output else "refused"


def install(peer: Peer, cache: Path) -> Tool:
    """Return the peer, installed under `cache` if it was not yet."""
    return Tool(peer=peer, folder=environment(peer.distribution, peer.version, cache, *peer.needs))


def environment(distribution: str, version: str, cache: Path, *needs: str) -> Path:
    """Return a folder under `cache` whose `venv` has a distribution from PyPI, and little else."""
    folder = cache / f"{distribution}-{version}"
    if not (folder / "installed").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder / "venv")], check=True)
        pip = [str(folder / "venv/bin/python"), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, f"{distribution}=={version}", *needs], check=True)
        (folder / "installed").touch()
    return folder
