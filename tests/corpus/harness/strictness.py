"""Type-checks many packages at once.

Every package has the same runtime and the same fake inside, and checking them again and again
would take most of the time: the packages share one copy, which is checked with them.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

_SHARED = "shared"
_COPIED = ("_core", "testing/_engine")
"""The folders that are the same in every package."""

_FROM = re.compile(r"^\s*from (\.+)([\w.]*) import", re.MULTILINE)
_RELATIVE = re.compile(r"^(\s*from )\.(?=\w)", re.MULTILINE)
_ERROR = re.compile(r"^(?P<package>p\d+)/(?P<rest>.*: error: .*)$", re.MULTILINE)


def type_errors(packages: Mapping[str, Path], folder: Path) -> dict[str, list[str]]:
    """Return what `mypy --strict` says of each package.

    The work is done in `folder`; what was learnt about libraries stays there for the next time.
    """
    sources = folder / "sources"
    shutil.rmtree(sources, ignore_errors=True)
    sources.mkdir(parents=True)
    names = {f"p{number}": name for number, name in enumerate(packages)}
    for short, name in names.items():
        _place(packages[name], sources, short)
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--explicit-package-bases", "--sqlite-cache",
         "--no-error-summary", "--hide-error-context", "--no-pretty",
         "--config-file", "", "--cache-dir", str(folder / "cache"), *names, _SHARED],
        cwd=sources,
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


def _place(package: Path, sources: Path, short: str) -> None:
    """Put a package among the sources, with one line for each module that is shared."""
    target = sources / short
    shutil.copytree(package, target, ignore=shutil.ignore_patterns("_core", "_engine", "__pycache__"))
    for copied in _COPIED:
        shared = sources / _SHARED / copied
        if not shared.exists():
            shutil.copytree(package / copied, shared, ignore=shutil.ignore_patterns("__pycache__"))
        elif _contents(shared) != _contents(package / copied):
            raise AssertionError(f"{package}: {copied} is not as in other packages")
    for module in sorted(set(_used(target))):
        _stand_in(sources, short, module)


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.py")}


def _used(package: Path) -> Iterable[str]:
    """Yield the shared modules that a package names, as paths below it."""
    yield from _COPIED
    for path in package.rglob("*.py"):
        for dots, named in _FROM.findall(path.read_text()):
            base = path.parents[len(dots) - 1].relative_to(package)
            module = (base / named.replace(".", "/")).as_posix()
            for copied in _COPIED:
                if module.startswith(f"{copied}/"):
                    yield module


def _stand_in(sources: Path, short: str, module: str) -> None:
    original = sources / _SHARED / module
    is_package = original.is_dir()
    path = sources / short / (f"{module}/__init__.py" if is_package else f"{module}.py")
    path.parent.mkdir(parents=True, exist_ok=True)
    name = f"{_SHARED}.{module.replace('/', '.')}"
    if is_package:
        path.write_text(_RELATIVE.sub(rf"\1{name}.", (original / "__init__.py").read_text()))
    else:
        path.write_text(f"from {name} import *\n")
