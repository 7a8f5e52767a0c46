"""Prose as documentation in code: wrapped first, then escaped, so that nothing can end it early."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from specloom.target.code import Code
from specloom.target.dialect import Dialect
from specloom.target.hidden import HIDDEN
from specloom.target.prose import Prose, Section
from specloom.target.wrapping import flow, wrap

_STEP = 4

# A line that starts a list, a table, a heading, a quotation or a block of code.
_LAID_OUT = re.compile(
    r"^(?:\s*(?:[-*+|>]\s|#{1,6}\s|\d{1,3}[.)]\s|```|~~~|<[a-z/]|\|)|\s{4,}\S)", re.MULTILINE
)


class Docs:
    """Writes documentation in the manner of one language."""

    def __init__(self, dialect: Dialect) -> None:
        self._form = dialect.docs
        self._width = dialect.width
        self._literals = dialect.literals
        self.write = lru_cache(maxsize=16384)(self._write)

    def _write(self, said: Prose, indent: int) -> Code:
        """Return `said` as documentation that starts at column `indent`."""
        opening, closing = self._form.quotes
        lines = [self._escape(line) for line in _lines(said, self._width - indent, len(opening))]
        if not lines:
            lines = [""]
        first = lines[0]
        if first[:1] == closing[:1]:
            lines[0] = f"\\{first}"
        lines[1:] = _at_margin(lines[1:])
        if len(lines) == 1:
            last = lines[0]
            if last[-1:] == closing[-1:]:
                last = f"{last} "
            room = self._width - indent - len(opening) - len(closing)
            head, _, tail = first.rpartition(" ")
            if len(last) <= room or not head:
                return Code(f"{opening}{last}{closing}")
            lines[:] = [lines[0].rpartition(" ")[0], tail]
        margin = " " * indent
        body = "".join(f"\n{margin}{line}" if line else "\n" for line in lines[1:])
        return Code(f"{opening}{lines[0]}{body}\n{margin}{closing}")

    def _escape(self, line: str) -> str:
        """Return a line that is nothing but text, whatever it holds."""
        for sign, stand_in in self._form.escapes.items():
            line = line.replace(sign, stand_in)

        def shown(found: re.Match[str]) -> str:
            char = found[0]
            form = self._literals.escape if ord(char) <= 0xFFFF else self._literals.wide_escape
            return form.format(code=ord(char))

        return HIDDEN.sub(shown, line)


def _at_margin(lines: list[str]) -> list[str]:
    """Return `lines` without the indent that all of them have."""
    margin = min((len(line) - len(line.lstrip()) for line in lines if line), default=0)
    return [line[margin:] for line in lines] if margin else lines


def _lines(said: Prose, width: int, opening: int) -> Iterator[str]:
    """Yield the lines of `said`; the first shares its line with the opening."""
    started = False
    if said.summary:
        first, *others = flow(said.summary, width, first=" " * opening)
        yield first[opening:]
        yield from others
        started = True
    for paragraph in said.paragraphs:
        lines = wrap(paragraph, width)
        if not lines:
            continue
        if started:
            yield ""
        elif len(lines[0]) + opening > width:
            lines = wrap(paragraph, width - opening)
        started = True
        yield from lines
    for section in said.sections:
        if started:
            yield ""
        started = True
        yield from _section(section, width)


def _section(section: Section, width: int) -> Iterator[str]:
    yield f"{section.title}:"
    margin = " " * _STEP
    if section.text:
        for line in wrap(section.text, width - _STEP):
            yield f"{margin}{line}" if line else ""
    for item in section.items:
        head = f"{margin}{item.name}: "
        if not item.text:
            yield f"{margin}{item.name}"
        elif _is_flowing(item.text):
            yield from flow(item.text, width, first=head, rest=margin * 2)
        else:
            yield from _laid_out(item.text, width, head, margin * 2)


def _laid_out(text: str, width: int, head: str, margin: str) -> Iterator[str]:
    """Yield text of several paragraphs; the first of them begins behind `head` if it can."""
    first, gap, rest = text.partition("\n\n")
    if gap and _is_flowing(first):
        yield from flow(first, width, first=head, rest=margin)
        yield ""
        text = rest
    else:
        yield head.rstrip()
    for line in wrap(text, width - len(margin)):
        yield f"{margin}{line}" if line else ""


def _is_flowing(text: str) -> bool:
    """Whether `text` is one paragraph and nothing else."""
    return "\n\n" not in text and not _LAID_OUT.search(text)
