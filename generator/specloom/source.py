"""A file of a description: plain data, and a cursor that knows where each value was written."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from specloom.diagnostics import Report, Span
from specloom.reading import encoding, json, yaml
from specloom.reading.limits import MAX_BYTES
from specloom.reading.member import Member
from specloom.reading.positions import Positions
from specloom.reading.unreadable import Complaint, UnreadableError

Key = str | int


@dataclass(slots=True, eq=False)
class Source:
    """One file that was read. `data` is plain: dict, list, str, int, float, bool, None.

    `label` stands before `#` in pointers: the path from the entry document's folder, empty for
    the entry document. `file` is what a person can open.
    """

    label: str
    file: str
    data: Any
    raw: bytes
    is_json: bool
    path: Path | None = None
    url: str | None = None
    moved: dict[tuple[Key, ...], Node] = field(default_factory=dict)
    """What an overlay put at a path: the node of the overlay that holds it."""
    _positions: Positions | None = None

    @property
    def root(self) -> Node:
        """The document itself."""
        return Node(self.data, self, None, None)

    @property
    def positions(self) -> Positions:
        """The places in this file, found by reading it again."""
        if self._positions is None:
            text = encoding.decode(self.raw)
            self._positions = Positions(self.file, text, is_json=self.is_json)
        return self._positions


class Node:
    """A value and where it is. Making one is cheap; positions are found when asked for."""

    __slots__ = ("_pointer", "key", "parent", "source", "value")

    def __init__(self, value: Any, source: Source, parent: Node | None, key: Key | None) -> None:
        self.value = value
        self.source = source
        self.parent = parent
        self.key = key
        self._pointer: str | None = None

    def __repr__(self) -> str:
        return f"Node({self.pointer!r})"

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Node)
            and self.source is other.source
            and self.pointer == other.pointer
        )

    def __hash__(self) -> int:
        return hash(self.pointer)

    def __contains__(self, key: str) -> bool:
        return type(self.value) is dict and key in self.value

    def __getitem__(self, key: Key) -> Node:
        return Node(self.value[key], self.source, self, key)

    def get(self, key: str) -> Node | None:
        """Return the member `key`, or None when this is no object or has none."""
        value = self.value
        if type(value) is dict and key in value:
            return Node(value[key], self.source, self, key)
        return None

    def items(self) -> Iterator[tuple[str, Node]]:
        """Yield the members of an object; nothing for other values."""
        if type(self.value) is dict:
            for key, value in self.value.items():
                yield key, Node(value, self.source, self, key)

    def elements(self) -> Iterator[Node]:
        """Yield the items of a list; nothing for other values."""
        if type(self.value) is list:
            for index, value in enumerate(self.value):
                yield Node(value, self.source, self, index)

    def text(self, key: str, default: str = "") -> str:
        """Return the member `key` if it is text, a number as it would be written, or `default`."""
        value = self.value.get(key) if type(self.value) is dict else None
        if type(value) is str:
            return value
        if type(value) is int or type(value) is float:
            return str(value)
        return default

    def flag(self, key: str) -> bool:
        """Return whether the member `key` is true."""
        return type(self.value) is dict and self.value.get(key) is True

    @property
    def is_map(self) -> bool:
        """Whether this is an object."""
        return type(self.value) is dict

    @property
    def is_list(self) -> bool:
        """Whether this is a list."""
        return type(self.value) is list

    @property
    def path(self) -> tuple[Key, ...]:
        """The keys from the document to here."""
        keys: list[Key] = []
        node: Node | None = self
        while node is not None and node.key is not None:
            keys.append(node.key)
            node = node.parent
        return tuple(reversed(keys))

    @property
    def pointer(self) -> str:
        """The identity of this value: `file#/json/pointer`, without a file in the entry document."""
        if self._pointer is None:
            if self.parent is None:
                self._pointer = f"{self.source.label}#"
            else:
                self._pointer = f"{self.parent.pointer}/{escape(str(self.key))}"
        return self._pointer

    @property
    def span(self) -> Span:
        """Where to look: the value itself, or the key of an object or list that has one."""
        if isinstance(self.key, str) and type(self.value) in (dict, list):
            return self.key_span
        source, member = _written(self)
        return source.positions.span(member.start, member.end)

    @property
    def key_span(self) -> Span:
        """Where the key stands; the value's own place for items of a list."""
        source, member = _written(self)
        if isinstance(member.key, int):
            return source.positions.span(member.start, member.end)
        return source.positions.span(member.key_start, member.key_end)

    @property
    def at_key(self) -> KeyPlace:
        """This member's key, as a place."""
        return KeyPlace(self)


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """The key of `node`, for findings about a name and not about what it holds."""

    node: Node

    @property
    def span(self) -> Span:
        """Where the key stands."""
        return self.node.key_span

    @property
    def pointer(self) -> str:
        """The pointer of the member."""
        return self.node.pointer


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A stretch of a file that could not be read as a whole."""

    positions: Positions
    file: str
    start: int
    end: int
    quote: bool = True

    @property
    def span(self) -> Span:
        """Lines and columns of the stretch."""
        span = self.positions.span(self.start, self.end)
        return span if self.quote else replace(span, excerpt="")

    @property
    def pointer(self) -> str:
        """The file and the offset: there is no document to point into."""
        return f"{self.file}:{self.start}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePlace:
    """A file as a whole, when it cannot even be opened."""

    file: str

    @property
    def span(self) -> Span:
        """The beginning of the file."""
        return Span(file=self.file, line=1, column=1, end_line=1, end_column=1)

    @property
    def pointer(self) -> str:
        """The file."""
        return f"{self.file}#"


def escape(key: str) -> str:
    """Return `key` as a step of a JSON pointer."""
    if "~" in key or "/" in key:
        return key.replace("~", "~0").replace("/", "~1")
    return key


def steps(pointer: str) -> list[str]:
    """Return the keys that a JSON pointer walks through; the opposite of `escape`."""
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def load(
    what: Path | bytes,
    *,
    report: Report,
    name: str | None = None,
    label: str = "",
    quote: bool = True,
) -> Source | None:
    """Return what a file holds, or None after reporting why it cannot be read.

    `name` is the file's name in messages (the path itself when left out). Without `quote`,
    messages about a file that cannot be read do not show what is in it. A key that appears
    twice is an error, and the source is returned all the same, with the last of them.
    """
    file = name if name is not None else what.as_posix() if isinstance(what, Path) else "<input>"
    raw = what if isinstance(what, bytes) else _bytes(what, file, report)
    if raw is None:
        return None
    path = what if isinstance(what, Path) else None
    try:
        text = encoding.decode(raw)
    except UnreadableError as error:
        readable = Positions(file, raw.decode("utf-8-sig", "replace"), is_json=False)
        _complain(error.complaint, readable, file, report, quote)
        return None
    source = Source(label, file, None, raw, is_json=True, path=path)
    try:
        source.data, source.is_json, complaints, repeated = _parse(text, file)
    except UnreadableError as error:
        unread = Positions(file, text, is_json=False)
        _complain(error.complaint, unread, file, report, quote)
        return None
    for complaint in complaints:
        _complain(complaint, source.positions, file, report, quote)
    if repeated:
        _report_repeated(source, report)
    if type(source.data) is not dict and type(source.data) is not list:
        found = "is empty" if source.data is None else "holds a single value, not an object"
        report.error(
            "not-a-document",
            text=f"the file {found}",
            at=FilePlace(file=file),
            help="An OpenAPI document begins with 'openapi: 3.1.0'.",
        )
        return None
    return source


def _parse(text: str, file: str) -> tuple[Any, bool, list[Complaint], bool]:
    """Return data, whether it is JSON, complaints, and whether keys are repeated.

    JSON goes to a JSON parser whatever the file is called: it is a hundred times faster, and
    YAML refuses keys of more than 1024 characters.
    """
    if text[json.first_character(text)] in "{[":
        try:
            data, complaints, repeated = json.read(text)
        except UnreadableError as error:
            if error.complaint.code != "bad-json" or file.endswith(".json"):
                raise
        else:
            return data, True, complaints, repeated
    data, repeated = yaml.read(text)
    return data, False, [], repeated


def _bytes(path: Path, file: str, report: Report) -> bytes | None:
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            report.error("not-a-file", text=f"'{file}' is not a file", at=FilePlace(file=file))
            return None
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else "bad name"
        report.error(
            "unreadable-file",
            text=f"'{file}' cannot be opened: {why[:1].lower()}{why[1:]}",
            at=FilePlace(file=file),
            help="Check the path.",
        )
        return None


def _complain(
    complaint: Complaint, positions: Positions, file: str, report: Report, quote: bool
) -> None:
    start = complaint.offset
    at = Spot(positions=positions, file=file, start=start, end=start + 1, quote=quote)
    say = report.error if complaint.fatal else report.warning
    say(complaint.code, text=complaint.text, at=at, help=complaint.help)


def _report_repeated(source: Source, report: Report) -> None:
    positions = source.positions
    for first, again in positions.repeated():
        here, there = (
            Spot(positions=positions, file=source.file, start=each.key_start, end=each.key_end)
            for each in (again, first)
        )
        report.error(
            "duplicate-key",
            text=f"the key '{again.key}' is here a second time",
            at=here,
            help="Keep one of them; parsers disagree about which one counts.",
            note=("first here", there),
        )


def _written(node: Node) -> tuple[Source, Member]:
    """Return where `node` was written, or the nearest thing around it that was."""
    path = node.path
    moved = node.source.moved
    for length in range(len(path), 0, -1) if moved else ():
        origin = moved.get(path[:length])
        if origin is not None:
            return _written(_inside(origin, path[length:]))
    positions = node.source.positions
    for length in range(len(path), 0, -1):
        found = positions.find(path[:length])
        if found is not None:
            return node.source, found
    top = positions.inside(None)
    if top:
        return node.source, Member(
            0, top[0].key_start, top[0].key_end, top[0].key_start, top[0].key_end
        )
    return node.source, Member(0, 0, 0, 0, 1)


def _inside(node: Node, path: tuple[Key, ...]) -> Node:
    """Return the node at `path` below `node`, or as near to it as there is one."""
    for key in path:
        try:
            node = node[key]
        except (KeyError, IndexError, TypeError):
            return node
    return node
