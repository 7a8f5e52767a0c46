"""Bring rendered text into its final form: Black for Python, one newline at the end for all."""

from __future__ import annotations

import black
from black.mode import TargetVersion
from black.parsing import InvalidInput

from specloom.emit.forms import WIDTH
from specloom.emit.settled import doubts

_MODE = black.Mode(line_length=WIDTH, target_versions={TargetVersion.PY311})


class FormatError(Exception):
    """Rendered text that should be Python does not parse: a bug of ours, never of a description."""


def format_text(path: str, text: str) -> str:
    """Return `text` as it is written to the file `path`."""
    if path.endswith((".py", ".pyi")):
        return text if _is_final(text) else _formatted(path, text)
    return text.rstrip("\n") + "\n" if text.strip() else ""


def _is_final(text: str) -> bool:
    """Whether the formatter would change nothing; it is asked only where that is not plain."""
    asked = doubts(text)
    if not asked:
        return asked is not None
    probe = "\n\n\n".join(asked) + "\n"
    try:
        return black.format_str(probe, mode=_MODE) == probe
    except InvalidInput:
        return False


def _formatted(path: str, text: str) -> str:
    try:
        return black.format_str(text, mode=_MODE)
    except InvalidInput as error:
        raise FormatError(f"{path}: {error}") from error
