"""Makes packages of hostile descriptions and imports them, many to a process: a program of its own.

    python arena.py FOLDER < orders     with `class seed` on each line, and a verdict on each line out

A package is judged by the files that its description shapes; they run beside one copy of the
runtime, which no description has an influence on.
"""

from __future__ import annotations

import gc
import importlib.abc
import importlib.util
import json
import os
import resource
import sys
import traceback
import zlib
from collections.abc import Iterator, Mapping, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

from attacks import MARKER
from hostile_documents import document
from page_reader import wrong

from specloom import pipeline
from specloom.diagnostics import Report, Severity
from specloom.pipeline import Inputs, build, choose, read
from specloom.target.dialect import Dialect
from specloom.target.lock import NamesLock

RUNTIME = "specloom_arena_core"
PRINTED = ("markdown", "docstring", "string literal", "identifier", "everything")
"""The classes whose text reaches pages of Markdown."""
OWN = ("<h1>", "<h2>", "<h3>")
"""The headings of our own pages."""


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports generated modules from memory."""

    def __init__(self, files: Mapping[str, bytes], package: str) -> None:
        self._files = files
        self._package = package

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if name.partition(".")[0] != self._package:
            return None
        base = f"src/{name.replace('.', '/')}"
        for file, is_package in ((f"{base}/__init__.py", True), (f"{base}.py", False)):
            if file in self._files:
                return importlib.util.spec_from_loader(
                    name, self, origin=file, is_package=is_package
                )
        return None

    def exec_module(self, module: ModuleType) -> None:
        assert module.__spec__ is not None
        origin = str(module.__spec__.origin)
        exec(compile(self._files[origin], origin, "exec"), module.__dict__)


def judge(kind: str, seed: int, folder: Path) -> dict[str, Any]:
    """Return what became of one description."""
    asked = document(kind, seed)
    spec = folder / f"{os.getpid()}.json"
    spec.write_text(json.dumps(asked), encoding="utf-8")
    report = Report()
    inputs = Inputs(spec=spec)
    project = read(inputs, report)
    if project is None:
        return {
            "ended": "refused",
            "codes": [f.code for f in report if f.severity is Severity.ERROR],
        }
    choices = choose(project.config, inputs, out=folder / "none", targets=("python", "docs"))
    assert not isinstance(choices, str)
    trees = build(project, choices, report)
    files = trees["python"].files
    lock = NamesLock.parse(files["names.lock"])
    package = next(path.split("/")[1] for path in files if path.endswith("/client.py"))
    losses = " ".join(str(loss.at.pointer) for loss in project.api.losses)
    with imported(files, package) as modules:
        faults = [*missing(asked, modules, lock, losses)]
    if kind in PRINTED:
        for path, content in (*files.items(), *trees["docs"].files.items()):
            if path.endswith(".md"):
                found = (one for one in wrong(content.decode()) if one not in OWN)
                faults += [f"{path}: {one}" for one in found]
    if MARKER in sys.modules:
        faults.append("text of the description ran")
    return {"ended": "made", "faults": faults[:5]}


class imported:  # noqa: N801
    """The modules of a package by name, while it is imported."""

    def __init__(self, files: Mapping[str, bytes], package: str) -> None:
        self._package = package
        self._finder = Finder(files, package)
        self._names = [
            path.removeprefix("src/")
            .removesuffix(".py")
            .removesuffix("/__init__")
            .replace("/", ".")
            for path in files
            if path.startswith(f"src/{package}/") and path.endswith(".py")
        ]

    def __enter__(self) -> Mapping[str, ModuleType]:
        sys.meta_path.insert(0, self._finder)
        core = f"{self._package}._core"
        sys.modules |= {
            name.replace(RUNTIME, self._package, 1): module
            for name, module in list(sys.modules.items())
            if name.startswith(f"{RUNTIME}._core")
        }
        found = {}
        for name in self._names:
            if not name.startswith((core, f"{self._package}.testing")):
                found[name.removeprefix(f"{self._package}.")] = importlib.import_module(name)
        return found

    def __exit__(self, *_: object) -> None:
        sys.meta_path.remove(self._finder)
        for name in [name for name in sys.modules if name.partition(".")[0] == self._package]:
            del sys.modules[name]


def missing(
    asked: Mapping[str, Any], modules: Mapping[str, ModuleType], lock: NamesLock, losses: str
) -> Iterator[str]:
    """Yield the wire names and values of a description that its package does not have."""
    models = modules["models"]
    for name, schema in asked["components"]["schemas"].items():
        if "properties" not in schema:
            continue
        id = f"#/components/schemas/{name.replace('~', '~0').replace('/', '~1')}"
        called = lock.scope("types").get(id)
        made = getattr(models, called, None) if called else None
        if made is None or not hasattr(made, "__struct_encode_fields__"):
            continue
        wires = set(made.__struct_encode_fields__)
        for wire in schema["properties"]:
            if wire not in wires:
                yield f"{name!r} lost its property {wire!r}"
        for wire, inner in schema["properties"].items():
            enum = lock.scope("types").get(
                f"{id}/properties/{wire.replace('~', '~0').replace('/', '~1')}"
            )
            values = (
                {member.value for member in getattr(models, enum)}
                if enum and inner.get("enum")
                else None
            )
            if values is not None and values != set(inner["enum"]):
                yield f"{name!r}.{wire!r} has other values: {sorted(values)[:3]}"
    operations = {
        (one.method, one.path): one
        for name, module in modules.items()
        if name.startswith("resources.")
        for one in vars(module).values()
        if type(one).__name__ == "Operation"
    }
    for path, item in asked["paths"].items():
        for method, operation in item.items():
            found = operations.get((method.upper(), path))
            if found is None:
                continue
            sent = {(type(one).__name__.lower(), one.name) for one in found.parameters}
            for parameter in operation["parameters"]:
                if parameter["in"] == "query" and ("query", parameter["name"]) not in sent:
                    yield f"{method} {path!r} lost {parameter['name']!r}"


def hurry() -> None:
    """Read the templates once, and let one page in ten be formatted."""
    dialects: dict[tuple[Path, ...], Dialect] = {}
    format_text, load_dialect = pipeline.format_text, pipeline.load_dialect

    def load(folders: Sequence[Path]) -> Dialect:
        key = tuple(folders)
        if key not in dialects:
            dialects[key] = load_dialect(folders)
        return dialects[key]

    def formatted(path: str, text: str) -> str:
        return text if zlib.crc32(text.encode()) % 10 else format_text(path, text)

    pipeline.load_dialect = load
    pipeline.format_text = formatted


def load_runtime(folder: Path) -> None:
    """Import the runtime once, under a name from which every package borrows it."""
    spec = folder / "tame.json"
    spec.write_text(json.dumps(document("tame", 0)))
    report = Report()
    inputs = Inputs(spec=spec)
    project = read(inputs, report)
    assert project is not None
    choices = choose(project.config, inputs, out=folder / "none", targets=("python",))
    assert not isinstance(choices, str)
    files = build(project, choices, report)["python"].files
    package = next(path.split("/")[1] for path in files if path.endswith("/client.py"))
    renamed = {
        path.replace(f"src/{package}/", f"src/{RUNTIME}/"): text for path, text in files.items()
    }
    sys.meta_path.insert(0, Finder(renamed, RUNTIME))
    for path in sorted(renamed):
        name = (
            path.removeprefix("src/")
            .removesuffix(".py")
            .removesuffix("/__init__")
            .replace("/", ".")
        )
        if (
            path.endswith(".py")
            and name.startswith(f"{RUNTIME}._core")
            and ".transports" not in name
        ):
            importlib.import_module(name)


def main(folder: Path) -> None:
    """Judge what is ordered, and say of each how it ended."""
    resource.setrlimit(resource.RLIMIT_DATA, (2000 << 20, 2000 << 20))
    hurry()
    load_runtime(folder)
    gc.freeze()
    for line in sys.stdin:
        kind, _, seed = line.strip().rpartition(" ")
        try:
            verdict = judge(kind, int(seed), folder)
        except Exception:
            verdict = {"ended": "raised", "faults": [traceback.format_exc(limit=-4)]}
        print(json.dumps({"class": kind, "seed": int(seed), **verdict}), flush=True)
        sys.modules.pop(MARKER, None)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
