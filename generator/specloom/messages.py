"""Findings as text with a caret, as GitHub annotations, as JSON and as SARIF.

Descriptions are written by strangers: whatever is quoted from one is bounded in length, and
characters that could move the cursor, hide text or turn it around are shown as escapes.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from specloom.diagnostics import Diagnostic, Place, Severity, Span

_LONGEST = 300
_WIDEST = 100
_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
_ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]"
)
_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def visible(text: str) -> str:
    """Return `text`, of any length and many lines, with what could act on a terminal escaped."""
    return _ACTING.sub(lambda found: _shown(found[0]), text)


def printable(text: str, limit: int = _LONGEST) -> str:
    """Return `text` on one line, cut to `limit` characters, with what is invisible escaped."""
    if len(text) > limit:
        kept = limit * 2 // 3
        text = f"{text[:kept]} … {text[-(limit - kept - 3) :]}"
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text))


def _shown(character: str) -> str:
    if unicodedata.category(character) not in _HIDDEN:
        return character
    if character in "\t\n\r":
        return {"\t": "\\t", "\n": "\\n", "\r": "\\r"}[character]
    code = ord(character)
    return (
        f"\\x{code:02x}"
        if code < 0x100
        else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    )


def render_text(
    found: Iterable[Diagnostic], *, color: bool = False, limit: int | None = None
) -> str:
    """Return findings for a terminal: place and sentence, the line with a caret, what to do.

    With a `limit`, that many of each code are shown and the others are counted; errors are all
    shown.
    """
    shown: list[str] = []
    kept: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for diagnostic in found:
        code = diagnostic.code
        if limit is None or kept[code] < limit or diagnostic.severity is Severity.ERROR:
            kept[code] += 1
            shown.append(_text(diagnostic, color))
        else:
            left[code] += 1
    shown += (
        f"… and {count} more {_paint(f'[{code}]', '2', color)}\n" for code, count in left.items()
    )
    return "".join(shown)


def summary(found: Iterable[Diagnostic]) -> str:
    """Return the counts in words, such as `1 error, 2 warnings`; empty when there is nothing."""
    counts = dict.fromkeys(Severity, 0)
    for diagnostic in found:
        counts[diagnostic.severity] += 1
    return ", ".join(
        f"{count} {severity.value}{'' if count == 1 else 's'}"
        for severity, count in counts.items()
        if count
    )


def _text(diagnostic: Diagnostic, color: bool) -> str:
    span = diagnostic.at.span if diagnostic.at else None
    place = f"{_where(span)}: " if span else ""
    severity = diagnostic.severity
    word = _paint(f"{severity.value}:", f"1;{_COLORS[severity]}", color)
    text = _paint(printable(diagnostic.text), "1", color)
    lines = [f"{place}{word} {text} {_paint(f'[{diagnostic.code}]', '2', color)}"]
    if span and span.excerpt.strip():
        lines.extend(_caret(span, _COLORS[severity], color))
    for said, other in diagnostic.notes:
        lines.append(f"  {_paint('note:', '1', color)} {printable(said)}: {_where(other.span)}")
    if diagnostic.help:
        lines.append(f"  {_paint('help:', '1;32', color)} {printable(diagnostic.help)}")
    return "\n".join(lines) + "\n"


def _where(span: Span) -> str:
    return f"{printable(span.file)}:{span.line}:{span.column}"


def _paint(text: str, code: str, color: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if color else text


def _caret(span: Span, code: str, color: bool) -> list[str]:
    """Return the line of a finding and the line that marks the stretch in it."""
    start = max(span.column - span.excerpt_column, 0)
    end = span.end_column - span.excerpt_column if span.end_line == span.line else len(span.excerpt)
    begin = max(0, start - _WIDEST // 2) if len(span.excerpt) > _WIDEST else 0
    piece = span.excerpt[begin : begin + _WIDEST]
    cut = "…" if begin or span.excerpt_column > 1 else ""
    shown = [" " if each == "\t" else _shown(each) for each in piece]
    before = len(cut) + sum(map(_width, shown[: start - begin]))
    marked = sum(map(_width, "".join(shown[start - begin : end - begin]).rstrip()))
    number = str(span.line)
    gutter = " " * len(number)
    mark = _paint("^" * max(marked, 1), f"1;{code}", color)
    return [
        f"  {_paint(f'{number} |', '2', color)} {cut}{''.join(shown).rstrip()}",
        f"  {_paint(f'{gutter} |', '2', color)} {' ' * before}{mark}",
    ]


def _width(text: str) -> int:
    """Return how many columns `text` fills in a terminal."""
    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1
        for each in text
    )


def render_github(found: Iterable[Diagnostic]) -> str:
    """Return findings as workflow commands, which GitHub shows beside the lines they are about."""
    return "".join(_command(diagnostic) for diagnostic in found)


def _command(diagnostic: Diagnostic) -> str:
    properties = {"title": diagnostic.code}
    if diagnostic.at:
        span = diagnostic.at.span
        properties = {
            "file": printable(span.file),
            "line": str(span.line),
            "col": str(span.column),
            "endLine": str(span.end_line),
            "endColumn": str(span.end_column),
            **properties,
        }
    listed = ",".join(f"{key}={_escaped(value)}" for key, value in properties.items())
    message = printable(diagnostic.text)
    if diagnostic.help:
        message = f"{message}\n{printable(diagnostic.help)}"
    message = message.replace("%", "%25").replace("\n", "%0A")
    return f"::{_LEVELS[diagnostic.severity]} {listed}::{message}\n"


def _escaped(value: str) -> str:
    return value.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")


def render_json(found: Iterable[Diagnostic]) -> str:
    """Return findings as a JSON list, one object each, in the order in which they were made."""
    return _json([_plain(diagnostic) for diagnostic in found])


def _plain(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "severity": diagnostic.severity.value,
        "code": diagnostic.code,
        "text": printable(diagnostic.text),
        "help": printable(diagnostic.help) if diagnostic.help else None,
        "at": _place(diagnostic.at) if diagnostic.at else None,
        "notes": [
            {"text": printable(said), "at": _place(other)} for said, other in diagnostic.notes
        ],
    }


def _place(place: Place) -> dict[str, Any]:
    span = place.span
    return {
        "file": printable(span.file),
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "pointer": printable(place.pointer),
    }


def render_sarif(
    found: Iterable[Diagnostic], *, version: str, rules: Mapping[str, str] | None = None
) -> str:
    """Return findings as SARIF 2.1.0, for code scanning.

    `version` is that of specloom; `rules` explains codes by their name.
    """
    results = [_result(diagnostic) for diagnostic in found]
    explained = rules or {}
    described = [
        {"id": code, "shortDescription": {"text": printable(explained.get(code, code))}}
        for code in sorted({result["ruleId"] for result in results})
    ]
    driver = {"name": "specloom", "version": version, "rules": described}
    return _json(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {"driver": driver},
                    "columnKind": "unicodeCodePoints",
                    "results": results,
                }
            ],
        }
    )


def _result(diagnostic: Diagnostic) -> dict[str, Any]:
    text = printable(diagnostic.text)
    if diagnostic.help:
        text = f"{text}. {printable(diagnostic.help)}"
    level = "note" if diagnostic.severity is Severity.NOTE else diagnostic.severity.value
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "level": level,
        "message": {"text": text},
        "locations": [_location(diagnostic.at)] if diagnostic.at else [],
    }
    if diagnostic.notes:
        result["relatedLocations"] = [
            {**_location(other), "message": {"text": printable(said)}}
            for said, other in diagnostic.notes
        ]
    return result


def _location(place: Place) -> dict[str, Any]:
    span = place.span
    uri = quote(span.file.encode("utf-8", "replace"), safe="/:")
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": uri},
            "region": {
                "startLine": span.line,
                "startColumn": span.column,
                "endLine": span.end_line,
                "endColumn": span.end_column,
            },
        },
        "logicalLocations": [{"fullyQualifiedName": printable(place.pointer)}],
    }


def _json(value: Any) -> str:
    return json.dumps(value, indent=2) + "\n"
