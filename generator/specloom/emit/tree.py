"""The output as a value: which file holds which bytes, and what a folder holds now."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from specloom import __version__

MANIFEST = ".manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """What one target folder should hold: bytes by relative path, without the manifest."""

    files: Mapping[str, bytes]

    def with_manifest(self) -> Mapping[str, bytes]:
        """Return every file to write, the manifest included."""
        return {**self.files, MANIFEST: manifest(self.files)}


def digest(content: bytes) -> str:
    """Return the fingerprint by which the manifest knows a file."""
    return hashlib.sha256(content).hexdigest()


def manifest(files: Mapping[str, bytes]) -> bytes:
    """Return the list of the files that we own, with their fingerprints."""
    body = {
        "generator": f"specloom {__version__}",
        "files": {path: digest(files[path]) for path in sorted(files)},
    }
    return msgspec.json.format(msgspec.json.encode(body), indent=2) + b"\n"


def owned(folder: Path) -> Mapping[str, str]:
    """Return the fingerprints of the files that a former run left in `folder`."""
    try:
        body = msgspec.json.decode((folder / MANIFEST).read_bytes())
        files = body["files"]
    except (OSError, msgspec.DecodeError, KeyError, TypeError):
        return {}
    if not isinstance(files, dict):
        return {}
    return {str(path): str(mark) for path, mark in files.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How a folder differs from the tree that it should hold.

    `edited` files were written by us and changed by somebody since; `foreign` files stand where we
    want to write and were never ours; `blocked` paths are links or folders in the place of a file.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()
    unchanged: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing to do."""
        return not (
            self.added
            or self.changed
            or self.removed
            or self.edited
            or self.foreign
            or self.blocked
        )


def compare(tree: Tree, folder: Path) -> Comparison:
    """Say what would have to change in `folder` to make it hold `tree`."""
    ours = owned(folder)
    wanted = tree.with_manifest()
    added, changed, edited, foreign, blocked = [], [], [], [], []
    unchanged = set()
    for path, content in wanted.items():
        target = folder / path
        if _is_blocked(folder, path):
            blocked.append(path)
        elif not target.exists():
            added.append(path)
        else:
            present = target.read_bytes()
            if present == content:
                unchanged.add(path)
            elif path == MANIFEST or ours.get(path) == digest(present):
                changed.append(path)
            elif path in ours:
                edited.append(path)
            else:
                foreign.append(path)
    removed: list[str] = []
    for path, mark in ours.items():
        target = folder / path
        if (
            path in wanted
            or not is_inside(path)
            or _is_blocked(folder, path)
            or not target.is_file()
        ):
            continue
        (removed if digest(target.read_bytes()) == mark else edited).append(path)
    return Comparison(
        added=tuple(sorted(added)),
        changed=tuple(sorted(changed)),
        removed=tuple(sorted(removed)),
        edited=tuple(sorted(edited)),
        foreign=tuple(sorted(foreign)),
        blocked=tuple(sorted(blocked)),
        unchanged=frozenset(unchanged),
    )


def is_inside(path: str) -> bool:
    """Whether a relative path stays below the folder that it is joined to."""
    parts = path.split("/")
    return bool(path) and not path.startswith("/") and "\\" not in path and ".." not in parts


def _is_blocked(folder: Path, path: str) -> bool:
    """Whether a link, or something that is not a file, stands on the way to `path`."""
    here = folder
    *parents, _ = path.split("/")
    for name in parents:
        here = here / name
        if here.is_symlink() or (here.exists() and not here.is_dir()):
            return True
    target = folder / path
    return target.is_symlink() or (target.exists() and not target.is_file())


def unified(tree: Tree, folder: Path, path: str) -> Iterator[str]:
    """Yield the lines of a unified diff between the file on disk and the one that is wanted."""
    target = folder / path
    before = target.read_bytes() if target.is_file() else b""
    after = tree.with_manifest().get(path, b"")
    yield from difflib.unified_diff(
        before.decode("utf-8", "replace").splitlines(),
        after.decode("utf-8", "replace").splitlines(),
        f"{path} (on disk)",
        f"{path} (from the description)",
        lineterm="",
        n=2,
    )
