"""The pages of a target: each template of its tree, once for everything that it repeats over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from specloom.config import Config
from specloom.diagnostics import Report
from specloom.ir.api import Api
from specloom.ir.narrow import narrowed
from specloom.target.adapt import adapt, with_events
from specloom.target.build import Views, build_views
from specloom.target.dialect import Dialect
from specloom.target.kit import Covered, Kit
from specloom.target.literals import Literals
from specloom.target.lock import LOCK_FILE, NamesLock
from specloom.target.modules import Modules, split
from specloom.target.names import Names, settle
from specloom.target.roots import root_of
from specloom.target.statuses import own_statuses
from specloom.target.unwritable import plain_dictionaries

TEMPLATE = ".jinja"

_WORD = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A file to be printed: `template` filled with `view`."""

    path: str
    template: str
    view: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A file that goes out as it is."""

    path: str
    content: bytes


def plan(
    api: Api,
    config: Config,
    dialect: Dialect,
    lock: NamesLock,
    report: Report,
    covered: Covered | None = None,
) -> list[Page | Copy]:
    """Return every file of the target, in the order of their paths.

    Names in `lock` stay with their owners; the lock for the next run is among the files.
    """
    found = settled(api, config, dialect, lock, report)
    names = found.names
    kit = Kit(
        api=found.api,
        names=names,
        dialect=dialect,
        literals=Literals(dialect),
        modules=found.modules,
        covered=covered,
    )
    views = build_views(kit, config)
    pages = [page for found in _templates(dialect) for page in _pages(found, views)]
    if not dialect.like:
        pages.append(Copy(path=LOCK_FILE, content=names.lock().dump()))
    return sorted(pages, key=lambda page: page.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """An API in the shapes that a language can hold, what all is called, and where types live."""

    api: Api
    names: Names
    modules: Modules


def settled(api: Api, config: Config, dialect: Dialect, lock: NamesLock, report: Report) -> Settled:
    """Name everything, then leave what is offered: a part has the names that the whole gives it."""
    whole = adapt(plain_dictionaries(api, dialect.unions, report), dialect.unions)
    root = root_of(api, config, dialect)
    names = settle(whole, root, dialect, lock, report, own_statuses(whole, dialect))
    homes = split(whole, {each.key: str(names.resource(each.key)) for each in whole.resources})
    if whole.offer is None:
        return Settled(api=whole, names=names, modules=homes)
    part = with_events(narrowed(whole))
    statuses = own_statuses(part, dialect)
    names = settle(part, root, dialect, names.lock(), Report(), statuses)
    return Settled(api=part, names=names, modules=homes.only(part.types))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A file of a tree, by its path there."""

    path: str
    file: Path


def _templates(dialect: Dialect) -> Sequence[_Found]:
    """Return the files of the tree; one in an earlier folder takes the place of the same in a later."""
    found: dict[str, _Found] = {}
    for folder in dialect.folders:
        tree = Path(folder) / "tree"
        for file in sorted(tree.rglob("*")):
            path = file.relative_to(tree).as_posix()
            if file.is_file() and not _is_rubbish(path):
                found.setdefault(path, _Found(path=path, file=file))
    return [found[path] for path in sorted(found)]


def _is_rubbish(path: str) -> bool:
    parts = path.split("/")
    return "__pycache__" in parts or any(part.startswith(".") for part in parts)


def _pages(found: _Found, views: Views) -> Iterator[Page | Copy]:
    words = list(dict.fromkeys(_WORD.findall(found.path)))
    for path, view in _filled(found.path, words, views):
        if path.endswith(TEMPLATE):
            yield Page(
                path=path.removesuffix(TEMPLATE),
                template=f"tree/{found.path}",
                view={"package": views.package, **view},
            )
        else:
            yield Copy(path=path, content=found.file.read_bytes())


def _filled(path: str, words: list[str], views: Views) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield `path` for every combination of what its words stand for."""
    if not words:
        yield path, {}
        return
    word, *others = words
    for text, view in views.repeats.get(word, ()):
        for filled, more in _filled(path.replace(f"{{{word}}}", text), others, views):
            yield filled, {word: view, **more}
