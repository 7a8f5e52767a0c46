"""From a path inside a document to lines and columns, on demand."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence

from specloom.diagnostics import Span
from specloom.reading import json, yaml_places
from specloom.reading.member import Member

Path = Sequence[str | int]

_LINE_END = re.compile(r"\r\n|\n|\r")
_EXCERPT = 160


class Positions:
    """The places of one file. It is read again the first time somebody asks for one."""

    def __init__(self, file: str, text: str, *, is_json: bool) -> None:
        self._file = file
        self._text = text
        self._is_json = is_json
        self._members: dict[int, list[Member]] = {}
        self._named: dict[int, dict[str | int, Member]] = {}
        self._top: list[Member] | None = None
        self._lines: array[int] | None = None

    def find(self, path: Path) -> Member | None:
        """Return the member at `path`; None for the document itself and for what is not there."""
        found: Member | None = None
        for key in path:
            found = self._pick(self.inside(found), key)
            if found is None:
                return None
        return found

    def inside(self, member: Member | None) -> list[Member]:
        """Return the members of `member`, or of the document itself."""
        if not self._is_json:
            if self._top is None:
                self._top = yaml_places.members(self._text)
            return self._top if member is None else member.inner or []
        start = json.first_character(self._text) if member is None else member.start
        if start not in self._members:
            self._members[start] = json.members(self._text, start)
        return self._members[start]

    def repeated(self) -> list[tuple[Member, Member]]:
        """Return each key that was already in its object, after the first of its name."""
        found: list[tuple[Member, Member]] = []
        seen_lists: set[int] = set()
        pending: list[Member | None] = [None]
        while pending:
            members = self.inside(pending.pop())
            if id(members) in seen_lists:
                continue
            seen_lists.add(id(members))
            first: dict[str | int, Member] = {}
            for member in members:
                if member.key in first and member.key != "<<":
                    found.append((first[member.key], member))
                first.setdefault(member.key, member)
            pending.extend(reversed(members))
        return sorted(found, key=lambda pair: pair[1].key_start)

    def span(self, start: int, end: int) -> Span:
        """Return lines, columns and the line itself for a stretch of the text."""
        line, column = self._line_column(start)
        end_line, end_column = self._line_column(max(start, end))
        begin, stop = self._line_bounds(line)
        offset = max(begin, start - _EXCERPT // 2) if stop - begin > _EXCERPT else begin
        return Span(
            file=self._file,
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            excerpt=self._text[offset : min(stop, offset + _EXCERPT)],
            excerpt_column=offset - begin + 1,
        )

    def _pick(self, members: list[Member], key: str | int) -> Member | None:
        if isinstance(key, int):
            return members[key] if 0 <= key < len(members) else None
        if id(members) not in self._named:
            # The first of equal keys is where a reader looks first.
            self._named[id(members)] = {each.key: each for each in reversed(members)}
        named = self._named[id(members)]
        if key in named or "<<" not in named:
            return named.get(key)
        merged = named["<<"].inner or []
        found = self._pick(merged, key)
        for each in merged:
            found = found or self._pick(each.inner or [], key)
        return found

    def _line_column(self, offset: int) -> tuple[int, int]:
        starts = self._line_starts()
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def _line_bounds(self, line: int) -> tuple[int, int]:
        starts = self._line_starts()
        begin = starts[line - 1]
        stop = starts[line] if line < len(starts) else len(self._text)
        return begin, begin + len(self._text[begin:stop].rstrip("\r\n"))

    def _line_starts(self) -> array[int]:
        if self._lines is None:
            self._lines = array("L", [0])
            self._lines.extend(found.end() for found in _LINE_END.finditer(self._text))
        return self._lines
