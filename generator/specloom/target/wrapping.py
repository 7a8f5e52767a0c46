"""Markdown as lines of a given width: paragraphs flow, what is laid out stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FENCE = re.compile(r"^\s*(```+|~~~+)")
_ITEM = re.compile(r"^(\s*)([-*+]|\d{1,3}[.)])(\s+)(?=\S)")
_LAID_OUT = re.compile(r"^(\s*(\||#{1,6}\s|>|<[a-zA-Z/!]|[-=*_]{3,}\s*$|\[[^\]]+\]:)|\s{4,}|\t)")
_ENDS = re.compile(r"\r\n?|[\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_STARTS_BLOCK = re.compile(
    r"^([-*+|]|#{1,6}|\d{1,9}[.)]|>.*|=+|-+|_{3,}|\*{3,}|`{3,}.*|~{3,}.*)$", re.DOTALL
)


def wrap(text: str, width: int) -> list[str]:
    """Return the Markdown `text` as lines of at most `width`, as far as its words allow."""
    return list(_trimmed(_wrapped(_ENDS.sub("\n", text).split("\n"), max(width, 20))))


def flow(text: str, width: int, *, first: str = "", rest: str = "") -> list[str]:
    """Return one paragraph as lines; `first` and `rest` stand before the first and the other lines."""
    lines: list[str] = []
    line, room = first, first
    for word in _units(text):
        if line == room:
            line = room + word
        elif len(line) + 1 + len(word) <= width:
            line = f"{line} {word}"
        else:
            lines.append(line)
            room = rest
            line = rest + word
    lines.append(line)
    return lines


def _units(text: str) -> list[str]:
    """Return the words of `text`; one that would start a block at the start of a line keeps its left."""
    units: list[str] = []
    for word in text.split():
        if units and _STARTS_BLOCK.match(word):
            units[-1] += f" {word}"
        else:
            units.append(word)
    return units


def _wrapped(lines: list[str], width: int) -> Iterator[str]:
    paragraph: list[str] = []
    first = rest = ""
    fence = ""
    in_list = False

    def finish() -> Iterator[str]:
        nonlocal first, rest
        if paragraph:
            yield from flow(" ".join(paragraph), width, first=first, rest=rest)
            paragraph.clear()
        first = rest = ""

    for line in lines:
        line = line.rstrip().expandtabs(4)
        opening = _FENCE.match(line)
        if fence:
            yield line
            if opening and opening[1].startswith(fence) and line.strip() == opening[1]:
                fence = ""
            continue
        if opening:
            yield from finish()
            fence = opening[1]
            yield line
            continue
        if not line:
            yield from finish()
            yield ""
            continue
        item = _ITEM.match(line)
        if item:
            yield from finish()
            first = f"{item[1]}{item[2]} "
            rest = " " * len(first)
            paragraph.append(line[item.end() :])
            in_list = True
        elif paragraph and in_list and first.strip():
            paragraph.append(line.strip())
        elif _LAID_OUT.match(line) and not (paragraph and line.startswith("    ")):
            yield from finish()
            yield line
        else:
            if not paragraph:
                in_list = False
                first = rest = " " * (len(line) - len(line.lstrip()))
            paragraph.append(line.strip())
    yield from finish()


def _trimmed(lines: Iterator[str]) -> Iterator[str]:
    """Leave out empty lines at both ends, and more than one in a row."""
    empty = False
    started = False
    for line in lines:
        if not line:
            empty = started
            continue
        if empty:
            yield ""
        empty, started = False, True
        yield line
