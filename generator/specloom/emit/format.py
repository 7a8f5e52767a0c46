"""Bring rendered text into its final form: Black for Python, one newline at the end for all."""

from __future__ import annotations

import black
from black.mode import TargetVersion
from black.parsing import InvalidInput

_MODE = black.Mode(line_length=88, target_versions={TargetVersion.PY311})


class FormatError(Exception):
    """Rendered text that should be Python does not parse: a bug of ours, never of a description."""


def format_text(path: str, text: str) -> str:
    """Return `text` as it is written to the file `path`."""
    if path.endswith((".py", ".pyi")):
        try:
            return black.format_str(text, mode=_MODE)
        except InvalidInput as error:
            raise FormatError(f"{path}: {error}") from error
    return text.rstrip("\n") + "\n" if text.strip() else ""
