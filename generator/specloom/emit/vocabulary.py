"""The words that generated code may consist of: ours, and the names that were settled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

import msgspec

from specloom.target.dialect import Dialect
from specloom.target.lock import LOCK_FILE, NamesLock
from specloom.target.tree import TEMPLATE, Copy, Page

_NAME = re.compile(r"[A-Za-z_]\w*")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_PRINTED = re.compile(r"(\w*)\{\{[^|}]*\}\}(\w*)")
_IMPORT = re.compile(r"^\s*(?:from|import)\s+([A-Za-z_][\w.]*)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What may stand in the code of one target.

    `settled` are names that were given to things of the description, `affixes` what templates and
    dialect put around them, `ours` every other name, `modules` what may be imported from elsewhere.
    """

    settled: frozenset[str]
    affixes: frozenset[tuple[str, str]]
    ours: frozenset[str]
    modules: frozenset[str]
    builtins: frozenset[str]
    typed_dict: str
    literal: str

    def knows(self, name: str) -> bool:
        """Whether `name` is ours, settled, or derived from a settled one."""
        if name in self.ours or name in self.builtins or _plain(name) in self.settled:
            return True
        return any(
            name.startswith(before)
            and name.endswith(after)
            and _plain(name[len(before) : len(name) - len(after)]) in self.settled
            for before, after in self.affixes
        )


def vocabulary(dialect: Dialect, pages: Iterable[Page | Copy]) -> Vocabulary:
    """Return the vocabulary of a target from its planned files."""
    pages = list(pages)
    settled: set[str] = set()
    for page in pages:
        settled.update(_NAME.findall(re.sub(r"\.\w+$", "", page.path)))
        match page:
            case Copy(path=path, content=content) if path == LOCK_FILE:
                settled.update(_names(content))
            case Page(view={"package": package}):
                own = ("name", "client", "base_error")
                settled |= {str(getattr(package, each, "")) for each in own}
            case _:
                pass
    static = [printed(dialect.folders, template) for template in _templates(dialect.folders)]
    imports = {found.module for found in dialect.imports.values() if "{" not in found.module}
    return Vocabulary(
        settled=frozenset(map(_plain, settled)),
        affixes=frozenset(_affixes(dialect)),
        ours=frozenset(name for text in static for name in text.names)
        | _spoken(dialect)
        | _runtime(dialect),
        modules=frozenset(module for text in static for module in text.modules) | imports,
        builtins=frozenset(dialect.builtins),
        typed_dict=dialect.types.typed_dict.rpartition(".")[2],
        literal=dialect.types.literal.rpartition(".")[2],
    )


def _plain(name: str) -> str:
    """Return what a name has in common with the constants and modules that are called after it."""
    return name.strip("_").lower()


def _names(lock: bytes) -> Iterable[str]:
    for names in NamesLock.parse(lock).names.values():
        yield from names.values()


def _spoken(dialect: Dialect) -> frozenset[str]:
    """Return every name in the words of a dialect; reserved ones only if they are printed."""
    body: Mapping[str, object] = msgspec.to_builtins(dialect)
    said: list[object] = [
        value for key, value in body.items() if key not in ("reserved", "folders", "contexts")
    ]
    said += [dialect.reserved.get("errors", ()), dialect.reserved.get("public", ())]
    return frozenset(_NAME.findall(" ".join(_texts(said))))


def _texts(value: object) -> Iterable[str]:
    match value:
        case str():
            yield value
        case Mapping():
            for key, item in value.items():
                yield from _texts(key)
                yield from _texts(item)
        case list() | tuple():
            for item in value:
                yield from _texts(item)
        case _:
            pass


def _affixes(dialect: Dialect) -> Iterable[tuple[str, str]]:
    types = dialect.types
    forms = [types.dict_form, types.union_form, types.values_form]
    forms += [form for sort in dialect.sorts.values() for form in sort.forms]
    forms += [f"{flavor.prefix}{{name}}{flavor.suffix}" for flavor in dialect.flavors]
    for form in forms:
        before, _, after = form.partition("{name}")
        yield before, after
    for template in _templates(dialect.folders):
        yield from printed(dialect.folders, template).affixes


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What a template prints by itself."""

    text: str
    names: frozenset[str]
    modules: frozenset[str]
    affixes: frozenset[tuple[str, str]]


@lru_cache(maxsize=256)
def printed(folders: tuple[str, ...], template: str) -> Printed:
    """Return what the template prints whatever it is filled with; empty if there is none."""
    path = next(
        (p for f in folders if (p := Path(f, *PurePosixPath(template).parts)).is_file()), None
    )
    source = path.read_text(encoding="utf-8") if path else ""
    text = _TAG.sub(" ", source)
    return Printed(
        text=text,
        names=frozenset(_NAME.findall(text)),
        modules=frozenset(_IMPORT.findall(text)),
        affixes=frozenset(pair for pair in _PRINTED.findall(source) if any(pair)),
    )


@lru_cache(maxsize=16)
def _templates(folders: tuple[str, ...]) -> tuple[str, ...]:
    """Return every template of a target, parts included."""
    return tuple(
        path.relative_to(folder).as_posix()
        for folder in map(Path, folders)
        for path in sorted(folder.rglob(f"*{TEMPLATE}"))
    )


def _runtime(dialect: Dialect) -> frozenset[str]:
    """Return the names in the runtime's own files, which generated code refers to."""
    names: set[str] = set()
    for folder in dialect.folders:
        for path in Path(folder, "tree").rglob(f"{dialect.runtime}/*.py"):
            names.update(_NAME.findall(path.read_text(encoding="utf-8")))
    return frozenset(names)
