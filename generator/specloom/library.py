"""The files of a description: those inside its root, each read once, and nothing else."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from specloom.diagnostics import Report
from specloom.references import join
from specloom.remote import LOCK_NAME, fetcher, is_allowed
from specloom.source import Node, Source, load

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a reference leads nowhere; an empty `code` means that it was said already."""

    code: str
    text: str
    help: str | None = None
    is_error: bool = False


class Library:
    """Reads what references name, if they may."""

    def __init__(
        self,
        entry: Source,
        *,
        root: Path | None,
        report: Report,
        allow_urls: Sequence[str] = (),
        fetch: Callable[[str], bytes] | None = None,
    ) -> None:
        self._entry = entry
        self._report = report
        self._allow_urls = tuple(allow_urls)
        self._fetch = fetch
        self._home = entry.path.resolve().parent if entry.path else None
        self._root = root.resolve() if root else self._home
        self._files: dict[str, Source | None] = {}
        if entry.path:
            self._files[str(entry.path.resolve())] = entry

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source that was read, the entry document first."""
        others = (each for each in self._files.values() if each and each is not self._entry)
        return (self._entry, *others)

    def fetch(self, address: str, user: Source) -> Node | Refusal:
        """Return the document at `address`, as written in the file `user`."""
        if user.url or _SCHEME.match(address):
            return self._remote(join(user.url or "", address))
        return self._local(address, user)

    def _local(self, address: str, user: Source) -> Node | Refusal:
        if user.path is None or self._root is None or self._home is None:
            return Refusal(code="dangling-reference", text="a text without a folder has no files")
        try:
            path = (user.path.resolve().parent / unquote(address)).resolve()
            is_file = path.is_file()
        except (OSError, ValueError, RuntimeError):
            return Refusal(code="dangling-reference", text="this is no file name")
        if not path.is_relative_to(self._root):
            return Refusal(
                code="reference-outside-root",
                text="the file is outside the folder that references may not leave",
                help="Move the file inside, or widen 'root' in sdk.yaml.",
                is_error=True,
            )
        if any(step.startswith(".") for step in path.relative_to(self._root).parts):
            return Refusal(
                code="reference-outside-root",
                text="hidden files are not part of a description",
                help="Give the file a name without a dot at its beginning.",
                is_error=True,
            )
        key = str(path)
        if key not in self._files:
            if not is_file:
                return Refusal(code="dangling-reference", text="there is no such file")
            label = Path(os.path.relpath(path, self._home)).as_posix()
            entry_folder = posixpath.dirname(self._entry.file)
            name = posixpath.normpath(posixpath.join(entry_folder, label))
            # A file that is no description may hold anything: it is not quoted in messages.
            self._files[key] = load(path, report=self._report, name=name, label=label, quote=False)
        return _root_of(self._files[key])

    def _remote(self, url: str) -> Node | Refusal:
        if not any(is_allowed(url, allowed) for allowed in self._allow_urls):
            return Refusal(
                code="remote-reference",
                text="addresses are not read unless they are allowed by name",
                help="Save the document beside this one, or allow the address explicitly.",
                is_error=True,
            )
        if url not in self._files:
            fetch = self._fetch or fetcher((self._home or Path()) / LOCK_NAME)
            try:
                raw = fetch(url)
            except (OSError, ValueError) as error:
                return Refusal(
                    code="remote-reference", text=f"it could not be read: {error}", is_error=True
                )
            source = load(raw, report=self._report, name=url, label=url, quote=False)
            if source is not None:
                source.url = url
            self._files[url] = source
        return _root_of(self._files[url])


def _root_of(source: Source | None) -> Node | Refusal:
    return source.root if source else Refusal(code="", text="the file could not be read")
