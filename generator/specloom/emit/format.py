"""Bring rendered text into its final form: Black for Python, one newline at the end for all."""

from __future__ import annotations

import re

import black
from black.mode import TargetVersion
from black.parsing import InvalidInput

from specloom.emit.forms import WIDTH
from specloom.emit.settled import doubts

# Where a definition begins after an empty line, the formatter needs nothing of what is above.
_DEFINITION = re.compile(r"\n\n+(?=(?:class|def|async def) \w|@\w)")
_MODE = black.Mode(line_length=WIDTH, target_versions={TargetVersion.PY311})


class FormatError(Exception):
    """Rendered text that should be Python does not parse: a bug of ours, never of a description."""


def format_text(path: str, text: str) -> str:
    """Return `text` as it is written to the file `path`."""
    if path.endswith((".py", ".pyi")):
        return _formatted(path, text)
    return text.rstrip("\n") + "\n" if text.strip() else ""


def _formatted(path: str, text: str) -> str:
    """Return a page of Python in its final form, class by class: most of them have it already."""
    if _is_final(text):
        return text
    try:
        return "\n\n".join(map(_piece, _DEFINITION.split(text)))
    except InvalidInput:
        # What looks like a definition is part of a text.
        try:
            return _blackened(text)
        except InvalidInput as error:
            raise FormatError(f"{path}: {error}") from error


def _piece(text: str) -> str:
    piece = text.strip("\n") + "\n"
    return piece if _is_final(piece) else _blackened(piece)


def _is_final(text: str) -> bool:
    """Whether the formatter would change nothing; it is asked only where that is not plain."""
    asked = doubts(text)
    if not asked:
        return asked is not None
    probe = "\n\n\n".join(asked) + "\n"
    try:
        return _blackened(probe) == probe
    except InvalidInput:
        return False


def _blackened(text: str) -> str:
    return black.format_str(text, mode=_MODE)
