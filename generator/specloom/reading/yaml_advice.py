"""What libyaml says about broken YAML, in the words of somebody who would help."""

from __future__ import annotations

from yaml import MarkedYAMLError, YAMLError
from yaml.reader import ReaderError

from specloom.reading.unreadable import UnreadableError, unreadable

_ADVICE = (
    (
        "cannot start any token",
        "A tab cannot indent YAML, and a text that begins with @ or ` is quoted.",
    ),
    ("mapping values are not allowed", "Quote a text that holds ': ', or check the indentation."),
    (
        "could not find expected ':'",
        "A key needs a colon after it; a text over several lines needs quotes, '|' or '>'.",
    ),
    (
        "did not find expected key",
        "Check the indentation: this line belongs to no mapping above it.",
    ),
    (
        "did not find expected '-' indicator",
        "Check the indentation: this line belongs to no list above it.",
    ),
    ("block sequence entries are not allowed", "Put the '-' on a line of its own below the key."),
    ("unexpected end of stream", "A quote that was opened is never closed."),
    ("did not find expected ',' or", "A comma or a closing bracket is missing."),
    ("invalid Unicode character escape", "Write the character itself."),
    (
        "unknown escape character",
        "Use single quotes: in double quotes a backslash begins an escape.",
    ),
    ("did not find URI escape", "Quote the text: '!' begins a tag."),
    ("undefined tag handle", "Quote the text: '!' begins a tag."),
    ("alphabetic or numeric character", "Quote the text: '*' and '&' begin aliases and anchors."),
    (
        "did not find the expected comment or line break",
        "After '|' or '>' the text begins on the next line.",
    ),
    (
        "did not find expected comment or line break",
        "After '|' or '>' the text begins on the next line.",
    ),
)


def syntax(error: YAMLError, text: str) -> UnreadableError:
    """Return what is wrong with `text`, from libyaml's exception."""
    if isinstance(error, ReaderError):
        at = _character(error, text)
        return unreadable(
            "bad-character",
            "this character may not stand in YAML",
            at,
            'Remove it, or write it as an escape such as "\\u0007" in double quotes.',
        )
    if not isinstance(error, MarkedYAMLError):
        return unreadable("bad-yaml", "this is not YAML")
    problem = error.problem or "not understood"
    mark = error.problem_mark or error.context_mark
    offset = min(mark.index, max(len(text.rstrip()) - 1, 0)) if mark else 0
    advice = next((help for said, help in _ADVICE if said in problem), None)
    if "tab" not in (advice or "") and text[offset : offset + 1] == "\t":
        advice = "A tab cannot indent YAML; use spaces."
    return unreadable("bad-yaml", f"this is not YAML: {problem}", offset, advice)


def _character(error: ReaderError, text: str) -> int:
    code = error.character if isinstance(error.character, int) else ord(error.character)
    return max(text.find(chr(code)), 0) if 0 <= code < 0x110000 else 0
