"""Prose as Markdown that shows what the description says and does nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from specloom.target.code import Code
from specloom.target.hidden import HIDDEN
from specloom.target.prose import Prose
from specloom.target.wrapping import flow, wrap

_WIDTH = 100
_FENCE = re.compile(r"^(\s*)(```+|~~~+)(.*)$")
_TAG = re.compile(r"<(?=[a-zA-Z/!?])")
_UNDERLINE = re.compile(r"^([\s>]*)(?:=+|-+)\s*$")
_INNER_HEADING = re.compile(r"^((?:\s*(?:>|[-*+]\s|\d{1,9}[.)]\s))*\s*)(#{1,6})(?=\s|$)")
_LINK = re.compile(r"\]\(\s*<?\s*(?!https?://|mailto:|#|/(?!/))", re.IGNORECASE)
_AUTOLINK = re.compile(r"<(https?://[^\s<>\"']+|mailto:[^\s<>\"']+)>")


class Markdown:
    """For `.md` files."""

    def lit(self, value: object) -> Code:
        """Return a value as inline code."""
        text = HIDDEN.sub(" ", str(value)).strip() or " "
        run = max((len(ticks) for ticks in re.findall("`+", text)), default=0)
        fence = "`" * (run + 1)
        pad = " " if text[0] == "`" or text[-1] == "`" else ""
        return Code(f"{fence}{pad}{text}{pad}{fence}".replace("|", "\\|"))

    def doc(self, said: Prose, indent: int = 0) -> Code:
        """Return prose as Markdown, indented from its second line on."""
        blocks = []
        if said.summary:
            blocks.append("\n".join(flow(_line(said.summary), _WIDTH)))
        blocks.extend("\n".join(wrap(safe(paragraph), _WIDTH)) for paragraph in said.paragraphs)
        text = "\n\n".join(block for block in blocks if block)
        margin = " " * indent
        return Code(text.replace("\n", f"\n{margin}"))

    def cell(self, said: Prose | str) -> Code:
        """Return prose as one line that stays inside a table's cell, a heading or a list's item."""
        text = said if isinstance(said, str) else "\n".join((said.summary, *said.paragraphs))
        return Code(re.sub(r"(?<!\\)\|", r"\\|", _line(text)))


class _Part(Enum):
    TEXT = "text"
    FENCE = "fence"
    CODE = "code"


def _line(text: str) -> str:
    """Return Markdown as one line."""
    # Lines of code become text: a stray backtick before them would turn code inside out.
    lines = [
        _safe_line(line) if part is _Part.CODE else line
        for line, part in _parts(text)
        if part is not _Part.FENCE
    ]
    return re.sub(r"^(?=```|~~~)", r"\\", " ".join(" ".join(lines).split()))


def safe(text: str) -> str:
    """Return Markdown whose markup is kept and whose HTML and scripts are only text.

    Headings become bold lines, so that the text cannot rearrange the page around it.
    """
    return "\n".join(line for line, _ in _parts(text))


def _parts(text: str) -> Iterator[tuple[str, _Part]]:
    """Yield each line as it may be printed, and what it is part of.

    Fences are moved to the margin, where they are fences whatever stands around them: one that
    belongs to an item of a list would end with the item, and what follows would be markup.
    """
    fence, indent = "", 0
    for line in re.split(r"\r\n?|[\n\v\f\x1c-\x1e\x85\u2028\u2029]", text):
        line = HIDDEN.sub(lambda found: "    " if found[0] == "\t" else "\ufffd", line)
        mark = _FENCE.match(line)
        if mark and not fence:
            fence, indent = mark[2], len(mark[1])
            yield f"{fence}{re.sub(r'[^A-Za-z0-9_+-]', '', mark[3])}", _Part.FENCE
        elif mark and mark[2].startswith(fence) and not mark[3].strip():
            yield fence, _Part.FENCE
            fence = ""
        elif fence:
            yield line[min(indent, len(line) - len(line.lstrip())) :], _Part.CODE
        else:
            yield _safe_line(line), _Part.TEXT
    if fence:
        yield fence, _Part.FENCE


def _safe_line(line: str) -> str:
    heading = re.match(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$", line)
    if heading:
        line = f"**{heading[2].strip('*')}**" if heading[2].strip("* ") else ""
    line = _UNDERLINE.sub(r"\1", line)
    line = _INNER_HEADING.sub(r"\1\\\2", line)
    line = _AUTOLINK.sub(r"\1", line)
    line = _TAG.sub("&lt;", line)
    # It could define where a link leads, at the start of whatever block the line ends up in.
    line = line.replace("]:", "]\\:")
    # A scheme other than these could run a script, whichever way it is spelled.
    return _LINK.sub("]\\(", line)
