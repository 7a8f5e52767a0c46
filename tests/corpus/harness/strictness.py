"""Type-checks many packages at once.

Every package has the same runtime inside, and checking it again and again would take most of the
time: the packages share one copy, which is checked with them.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

_SHARED = "shared_runtime"
_RELATIVE = re.compile(r"^(\s*from )\.(?=\w)", re.MULTILINE)
_ERROR = re.compile(r"^(?P<package>p\d+)/(?P<rest>.*: error: .*)$", re.MULTILINE)


def type_errors(packages: Mapping[str, Path], folder: Path) -> dict[str, list[str]]:
    """Return what `mypy --strict` says of each package; `folder` is where the work is done."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    names = {f"p{number}": name for number, name in enumerate(packages)}
    for short, name in names.items():
        _place(packages[name], folder, short)
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--explicit-package-bases",
         "--no-error-summary", "--hide-error-context", "--no-pretty",
         "--config-file", "", "--cache-dir", ".cache", *names, _SHARED],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    found: dict[str, list[str]] = {name: [] for name in packages}
    for match in _ERROR.finditer(run.stdout):
        found[names[match["package"]]].append(match["rest"])
    if run.returncode and not any(found.values()):
        raise AssertionError((run.stdout + run.stderr)[-3000:])
    return found


def _place(package: Path, folder: Path, short: str) -> None:
    target = folder / short
    shutil.copytree(package, target, ignore=shutil.ignore_patterns("_core", "__pycache__"))
    shared = folder / _SHARED
    if not shared.exists():
        shutil.copytree(package / "_core", shared, ignore=shutil.ignore_patterns("__pycache__"))
    for module in _used(target):
        stand_in = target / "_core" / f"{module.replace('.', '/') or '__init__'}.py"
        stand_in.parent.mkdir(parents=True, exist_ok=True)
        if module:
            stand_in.write_text(f"from {_SHARED}.{module} import *\n")
        else:
            text = (shared / "__init__.py").read_text()
            stand_in.write_text(_RELATIVE.sub(rf"\1{_SHARED}.", text))


def _used(package: Path) -> set[str]:
    """Return the modules of the runtime that a package names, `""` for the runtime itself."""
    used = {""}
    for path in package.rglob("*.py"):
        used |= set(re.findall(r"from \.+_core\.([\w.]+) import", path.read_text()))
    return used
