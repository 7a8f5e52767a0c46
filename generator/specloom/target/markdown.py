"""Prose as Markdown that shows what the description says and does nothing else."""

from __future__ import annotations

import re

from specloom.target.code import Code
from specloom.target.hidden import HIDDEN
from specloom.target.prose import Prose
from specloom.target.wrapping import flow, wrap

_WIDTH = 100
_FENCE = re.compile(r"^(\s*)(```+|~~~+)(.*)$")
_TAG = re.compile(r"<(?=[a-zA-Z/!?])")
_LINK = re.compile(r"\]\(\s*<?\s*(?!https?://|mailto:|#|/(?!/))", re.IGNORECASE)
_DEFINITION = re.compile(r"^\s{0,3}\[[^\]]*\]:")
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
            blocks.append("\n".join(flow(safe(said.summary), _WIDTH)))
        blocks.extend("\n".join(wrap(safe(paragraph), _WIDTH)) for paragraph in said.paragraphs)
        text = "\n\n".join(block for block in blocks if block)
        margin = " " * indent
        return Code(text.replace("\n", f"\n{margin}"))

    def cell(self, said: Prose | str) -> Code:
        """Return prose as one line that stays inside a table's cell, a heading or a list's item."""
        text = said if isinstance(said, str) else "\n".join((said.summary, *said.paragraphs))
        lines = [line.strip() for line in safe(text).split("\n")]
        kept = " ".join(line for line in lines if line and not _FENCE.match(line))
        return Code(re.sub(r"(?<!\\)\|", r"\\|", kept))


def safe(text: str) -> str:
    """Return Markdown whose markup is kept and whose HTML and scripts are only text.

    Headings become bold lines, so that the text cannot rearrange the page around it.
    """
    lines = []
    fence = ""
    for line in re.split(r"\r\n?|[\n\v\f\x1c-\x1e\x85\u2028\u2029]", text):
        line = HIDDEN.sub(lambda found: "    " if found[0] == "\t" else "\ufffd", line)
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[2]
            language = re.sub(r"[^A-Za-z0-9_+-]", "", mark[3])
            lines.append(f"{mark[1]}{mark[2]}{language}")
        elif mark and mark[2].startswith(fence) and not mark[3].strip():
            fence = ""
            lines.append(line)
        elif fence:
            lines.append(line)
        else:
            lines.append(_safe_line(line))
    if fence:
        lines.append(fence)
    return "\n".join(lines)


def _safe_line(line: str) -> str:
    if _DEFINITION.match(line):
        return f"\\{line.lstrip()}"
    heading = re.match(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$", line)
    if heading:
        line = f"**{heading[2].strip('*')}**" if heading[2].strip("* ") else ""
    elif re.match(r"^\s{0,3}(=+|-+)\s*$", line):
        line = ""
    line = _AUTOLINK.sub(r"\1", line)
    line = _TAG.sub("&lt;", line)
    # A scheme other than these could run a script, whichever way it is spelled.
    return _LINK.sub("]\\(", line)
