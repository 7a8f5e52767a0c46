# Part of specloom, copied with the package that it serves.
# pyright: basic
"""Which operation a path means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

import msgspec

from .description import Operation

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_HAPPY = re.compile(r"%(?![0-9A-Fa-f]{2})")


class Route(msgspec.Struct, frozen=True):
    """An operation and the names of the placeholders in its path, in order."""

    operation: Operation
    names: tuple[str, ...]


class Found(msgspec.Struct, frozen=True, gc=False):
    """What is behind a path: routes by method, and what stands in the placeholders."""

    methods: Mapping[str, list[Route]]
    texts: list[str]


class _Branch:
    """What may follow the same beginning of a path."""

    __slots__ = ("fixed", "methods", "mixed", "open")

    def __init__(self) -> None:
        self.fixed: dict[str, _Branch] = {}
        self.mixed: dict[str, tuple[re.Pattern[str], _Branch]] = {}
        self.open: _Branch | None = None
        self.methods: dict[str, list[Route]] = {}


class Routes:
    """All paths of an API. `bases` are the paths of its servers, which a request may begin with."""

    def __init__(self, operations: Iterable[Operation], bases: Iterable[str] = ()) -> None:
        self._root = _Branch()
        self._bases = sorted({base.rstrip("/") for base in bases} - {""}, key=len, reverse=True)
        for operation in operations:
            self._add(operation)

    def find(self, path: str) -> Found | None:
        """Return what is behind `path`, still percent-encoded; None if there is nothing."""
        found = self._find(path)
        if found is not None:
            return found
        for base in self._bases:
            if path.startswith(base) and path[len(base) : len(base) + 1] in {"", "/"}:
                found = self._find(path[len(base) :] or "/")
                if found is not None:
                    return found
        return None

    def _add(self, operation: Operation) -> None:
        branch = self._root
        names: list[str] = []
        for segment in _segments(operation.path):
            placeholders = _PLACEHOLDER.findall(segment)
            names += placeholders
            if not placeholders:
                branch = branch.fixed.setdefault(unquote(segment), _Branch())
            elif segment == "{" + placeholders[0] + "}":
                branch.open = branch.open or _Branch()
                branch = branch.open
            else:
                pattern = _mixed(segment)
                branch = branch.mixed.setdefault(pattern.pattern, (pattern, _Branch()))[1]
        branch.methods.setdefault(operation.method, []).append(Route(operation, tuple(names)))

    def _find(self, path: str) -> Found | None:
        if _HAPPY.search(path):
            return None
        parts = [unquote(part) if "%" in part else part for part in _segments(path)]
        steps = [len(parts) * 4 + 200]
        found = _walk(self._root, parts, 0, [], steps)
        return None if found is None else Found(found[0].methods, found[1])


def _walk(
    branch: _Branch, parts: list[str], at: int, values: list[str], steps: list[int]
) -> tuple[_Branch, list[str]] | None:
    """Follow `parts` from `at` on: literal text before placeholders, with a limit on detours."""
    steps[0] -= 1
    if steps[0] < 0:
        return None
    if at == len(parts):
        return (branch, values) if branch.methods else None
    part = parts[at]
    following = branch.fixed.get(part)
    if following is not None:
        found = _walk(following, parts, at + 1, values, steps)
        if found is not None:
            return found
    for pattern, mixed in branch.mixed.values():
        match = pattern.fullmatch(part)
        if match:
            found = _walk(mixed, parts, at + 1, [*values, *match.groups()], steps)
            if found is not None:
                return found
    if branch.open is not None and part:
        return _walk(branch.open, parts, at + 1, [*values, part], steps)
    return None


def _segments(path: str) -> list[str]:
    return path.split("/")[1:] if path.startswith("/") else path.split("/")


def _mixed(segment: str) -> re.Pattern[str]:
    """Return a pattern for a segment such as `{name}.{format}`; each placeholder takes little."""
    parts = _PLACEHOLDER.split(segment)
    text = "".join(
        re.escape(unquote(part)) if index % 2 == 0 else "(.{1,200}?)"
        for index, part in enumerate(parts)
    )
    return re.compile(text, re.DOTALL)
