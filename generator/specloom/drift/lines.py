"""Lines of JSON that recorders of drift write: one kind of misfit at one place each.

Both recorders are understood: `Drift` of a generated SDK, and `specloom mock --proxy --report`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeAlias

import msgspec

from specloom.diagnostics import Report, Span


class Into(Enum):
    """A step that is the same for everything that a list or map holds."""

    ITEM = "[]"
    VALUE = "{}"


Step: TypeAlias = str | Into

JSON_TYPES = {
    "null": "null",
    "boolean": "boolean",
    "true or false": "boolean",
    "integer": "integer",
    "integer 0": "integer",
    "integer 1": "integer",
    "a whole number": "integer",
    "number": "number",
    "a number": "number",
    "string": "string",
    "a text": "string",
    "array": "array",
    "a list": "array",
    "empty array": "empty array",
    "object": "object",
    "empty object": "object",
    "an object": "object",
}
"""What recorders call a value, and its JSON type."""

_LONGEST = 1_000_000
_STEP = re.compile(
    r"""\.\*|\{\}|\[\]|\[\d+\]|\.(?P<plain>[^\s.\[\]{}'"]+)|\[(?P<quoted>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\]"""
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """One kind of misfit at one place, and how often it was seen.

    `got` is a JSON type, `empty array`, or empty where nothing or something unheard of was there.
    `status` is that of the answer, where the recorder says it.
    """

    operation: str
    path: str
    steps: tuple[Step, ...]
    kind: str
    expected: str
    got: str
    told: str
    count: int
    status: str | None
    at: LinePlace


@dataclass(frozen=True, slots=True)
class LinePlace:
    """A line of a file of misfits."""

    file: str
    line: int

    @property
    def span(self) -> Span:
        """The line."""
        return Span(file=self.file, line=self.line, column=1, end_line=self.line, end_column=1)

    @property
    def pointer(self) -> str:
        """The file and the line."""
        return f"{self.file}:{self.line}"


class _Line(msgspec.Struct):
    operation: str
    kind: str
    expected: str
    got: str
    path: str = ""
    place: str = ""
    count: int = 1
    status: int | None = None


def read_lines(data: bytes, file: str, report: Report) -> Iterator[Misfit]:
    """Yield the misfits in a file; a line that is none is reported and passed over."""
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if line.strip():
            found = _misfit(line, LinePlace(file, number), report)
            if found is not None:
                yield found


def _misfit(line: bytes, at: LinePlace, report: Report) -> Misfit | None:
    try:
        if len(line) > _LONGEST:
            raise ValueError("the line is too long")
        read = msgspec.json.decode(line, type=_Line)
        path = read.path or read.place
        steps = _steps(path)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        report.warning(
            "no-misfit",
            text=f"this line is no misfit and was passed over: {str(error)[:200]}",
            at=at,
            help="A line is a JSON object with operation, path, kind, expected and got, as the SDK's "
            "Drift and `specloom mock --proxy URL --report FILE` write it.",
        )
        return None
    got = "string" if read.got.startswith("string ") else JSON_TYPES.get(read.got, "")
    if read.got.startswith("array of "):
        got = "array"
    return Misfit(
        operation=read.operation,
        path=path,
        steps=steps,
        kind=read.kind,
        expected=read.expected,
        got=got,
        told=read.got,
        count=max(read.count, 1),
        status=None if read.status is None else str(read.status),
        at=at,
    )


def _steps(path: str) -> tuple[Step, ...]:
    """Return the steps of a place such as `$.data[].client['first name']`."""
    if not path.startswith("$"):
        raise ValueError(f"a path begins with '$': {path[:60]!r}")
    steps: list[Step] = []
    position = 1
    while position < len(path):
        match = _STEP.match(path, position)
        if match is None:
            raise ValueError(
                f"the path is not understood from {path[position : position + 30]!r} on"
            )
        steps.append(_step(match))
        position = match.end()
    return tuple(steps)


def _step(match: re.Match[str]) -> Step:
    text = match.group()
    if match["plain"] and text != ".*":
        return match["plain"]
    if match["quoted"]:
        try:
            value: Any = ast.literal_eval(match["quoted"])
        except SyntaxError:
            raise ValueError(f"this name has a bad escape: {match['quoted'][:60]}") from None
        return str(value)
    return Into.VALUE if text in ("{}", ".*") else Into.ITEM
