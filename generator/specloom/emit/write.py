"""Replace the output so that whoever looks sees the old tree or the new one, never a mix.

The whole new folder is built beside the old one, flushed, and the two are exchanged by a single
system call where the system has one. A run that dies at any moment leaves its staging folder
behind at worst; the next run removes it.
"""

from __future__ import annotations

import contextlib
import ctypes
import ctypes.util
import errno
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from specloom.emit.tree import MANIFEST, Comparison, Tree, compare, is_inside, owned

_STAGE = "specloom-stage"
_MAX_NAME = 200


class WriteError(Exception):
    """The output cannot be replaced; the message says why and what to do. Nothing was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a run changed, by target folder."""

    changes: Mapping[str, Comparison]

    @property
    def is_clean(self) -> bool:
        """Whether the output already was what it should be."""
        return all(change.is_clean for change in self.changes.values())


def write(trees: Mapping[str, Tree], out: Path, *, force: bool = False) -> Written:
    """Make `out/<target>` hold each tree, in one step, and keep every file that is not ours."""
    out = out.resolve()
    for tree in trees.values():
        _refuse_unportable(tree)
    try:
        existing = _nearest_existing(out.parent)
        with _locked(existing):
            out.parent.mkdir(parents=True, exist_ok=True)
            _sweep(out)
            changes = {name: compare(tree, out / name) for name, tree in trees.items()}
            _refuse_conflicts(changes, out, force=force)
            todo = {name: tree for name, tree in trees.items() if not changes[name].is_clean}
            if todo:
                _replace(todo, changes, out)
            return Written(changes=changes)
    except OSError as error:
        raise WriteError(_explain(error, out)) from error


def _replace(trees: Mapping[str, Tree], changes: Mapping[str, Comparison], out: Path) -> None:
    stage = out.parent / f".{out.name}.{_STAGE}-{os.getpid()}"
    try:
        stage.mkdir()
        for name, tree in trees.items():
            _build(stage / name, out / name, tree, changes[name])
        if _is_ours(out, trees):
            for entry in _entries(out):
                if entry not in trees:
                    _carry(out / entry, stage / entry)
            _flush(stage)
            _exchange(stage, out)
        else:
            out.mkdir(exist_ok=True)
            _flush(stage)
            for name in trees:
                _exchange(stage / name, out / name)
        _flush(out.parent)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _build(stage: Path, old: Path, tree: Tree, change: Comparison) -> None:
    """Lay out the new folder: our files, then whatever else the old one holds."""
    wanted = tree.with_manifest()
    stage.mkdir()
    folders = {stage}
    for path, content in wanted.items():
        target = stage / path
        target.parent.mkdir(parents=True, exist_ok=True)
        folders.add(target.parent)
        if path in change.unchanged:
            _link(old / path, target)
        else:
            with target.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
    gone = set(owned(old)) - set(wanted)
    if old.is_dir():
        _carry_rest(old, stage, "", skip=set(wanted) | gone)
    for folder in folders:
        _flush(folder)


def _carry_rest(old: Path, stage: Path, prefix: str, *, skip: set[str]) -> None:
    for entry in sorted(os.scandir(old), key=lambda entry: entry.name):
        path = f"{prefix}{entry.name}"
        target = stage / entry.name
        if entry.is_dir(follow_symlinks=False):
            if entry.name == "__pycache__":
                continue
            if _holds_foreign(Path(entry.path), f"{path}/", skip):
                target.mkdir(exist_ok=True)
                _carry_rest(Path(entry.path), target, f"{path}/", skip=skip)
        elif path not in skip and not target.exists():
            _link(Path(entry.path), target)


def _holds_foreign(folder: Path, prefix: str, skip: set[str]) -> bool:
    """Whether anything in `folder` must survive; an empty folder of somebody else's does."""
    entries = [entry for entry in os.scandir(folder) if entry.name != "__pycache__"]
    if not entries:
        return not any(path.startswith(prefix) for path in skip)
    return any(
        (
            _holds_foreign(Path(entry.path), f"{prefix}{entry.name}/", skip)
            if entry.is_dir(follow_symlinks=False)
            else f"{prefix}{entry.name}" not in skip
        )
        for entry in entries
    )


def _carry(old: Path, new: Path) -> None:
    if old.is_dir() and not old.is_symlink():
        shutil.copytree(old, new, symlinks=True, copy_function=_link)
    else:
        _link(old, new)


def _link(old: str | Path, new: str | Path) -> None:
    """Give an existing file a place in the new tree without touching its content or its times."""
    if os.path.islink(old):
        os.symlink(os.readlink(old), new)
        return
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError:
        shutil.copy2(old, new, follow_symlinks=False)


def _is_ours(out: Path, trees: Mapping[str, Tree]) -> bool:
    """Whether every folder in `out` is one of our targets, so that `out` can be swapped whole."""
    if out.is_symlink() or not out.is_dir():
        return True
    return all(entry in trees or (out / entry / MANIFEST).is_file() for entry in _entries(out))


def _entries(folder: Path) -> list[str]:
    return sorted(os.listdir(folder)) if folder.is_dir() else []


def _exchange(new: Path, old: Path) -> None:
    """Put `new` in the place of `old`; afterwards `new` holds what `old` was."""
    if not old.exists():
        os.rename(new, old)
        return
    if _swap(new, old):
        return
    aside = new.with_name(f"{new.name}.old")
    os.rename(old, aside)
    try:
        os.rename(new, old)
    except OSError:
        os.rename(aside, old)
        raise
    os.rename(aside, new)


def _swap(one: Path, other: Path) -> bool:
    """Exchange two folders atomically; false where the system cannot."""
    library = ctypes.CDLL(None, use_errno=True) if sys.platform != "win32" else None
    if library is None:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        failed = library.renamex_np(paths[0], paths[1], ctypes.c_uint(2))
    elif hasattr(library, "renameat2"):
        here = ctypes.c_int(-100)
        failed = library.renameat2(here, paths[0], here, paths[1], ctypes.c_uint(2))
    else:
        return False
    return int(failed) == 0


def _flush(folder: Path) -> None:
    """Ask the disk to remember the names in `folder`."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Let one run at a time write below `folder`; the lock goes with the process."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _sweep(out: Path) -> None:
    """Remove what a run that was killed left beside the output."""
    for entry in _entries(out.parent):
        if entry.startswith(f".{out.name}.{_STAGE}-"):
            shutil.rmtree(out.parent / entry, ignore_errors=True)


def _nearest_existing(folder: Path) -> Path:
    while not folder.exists():
        folder = folder.parent
    return folder


def _refuse_conflicts(changes: Mapping[str, Comparison], out: Path, *, force: bool) -> None:
    blocked = [out / name / path for name, change in changes.items() for path in change.blocked]
    if blocked:
        listed = "\n".join(f"  {path}" for path in blocked[:10])
        raise WriteError(
            f"A link or a folder stands where a generated file belongs:\n{listed}\n"
            "Remove it, or choose another output folder."
        )
    if force:
        return
    edited = [out / name / path for name, change in changes.items() for path in change.edited]
    foreign = [out / name / path for name, change in changes.items() for path in change.foreign]
    if edited or foreign:
        lines = [f"  {path} (generated, then edited by hand)" for path in edited[:10]]
        lines += [f"  {path} (not written by specloom)" for path in foreign[:10]]
        more = len(edited) + len(foreign) - len(lines)
        if more > 0:
            lines.append(f"  … and {more} more")
        listed = "\n".join(lines)
        raise WriteError(
            f"These files would be overwritten or removed:\n{listed}\n"
            "Move your changes elsewhere, or pass --force to give them up."
        )


def _refuse_unportable(tree: Tree) -> None:
    """Refuse names that some file system would change, join or misplace."""
    seen: dict[str, str] = {}
    for path in tree.with_manifest():
        if not is_inside(path) or any(len(part.encode()) > _MAX_NAME for part in path.split("/")):
            raise WriteError(f"'{path}' is no portable file name.")
        twin = seen.setdefault(path.casefold(), path)
        if twin != path:
            raise WriteError(f"'{twin}' and '{path}' are one file on some systems.")


def _explain(error: OSError, out: Path) -> str:
    where = error.filename or out
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            what = "the disk is full"
        case errno.EACCES | errno.EPERM | errno.EROFS:
            what = "writing is not allowed there"
        case errno.EEXIST | errno.ENOTDIR:
            what = "a file stands where a folder is needed"
        case _:
            what = error.strerror or str(error)
    return f"Cannot write {where}: {what}. The output is as it was."
