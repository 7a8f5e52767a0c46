"""Where every value of a YAML text stands: the events once more, this time with their marks."""

from __future__ import annotations

from typing import Any

from yaml import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from specloom.reading.member import Member


def members(text: str) -> list[Member]:
    """Return the members of the top value of `text`, which was read without complaint before.

    An alias has the members of what it stands for, at their own place.
    """
    next_event = CParser(text).get_event
    anchors: dict[str, list[Member]] = {}
    root = _Open(Member(0, 0, 0, 0, 0), is_map=False)
    stack = [root]
    while True:
        event: Any = next_event()
        kind = type(event)
        if kind is ScalarEvent:
            stack[-1].take(event, event.value)
        elif kind is AliasEvent:
            stack[-1].take(event, "*" + event.anchor, anchors.get(event.anchor))
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            inner: list[Member] = []
            if event.anchor is not None:
                anchors[event.anchor] = inner
            member = stack[-1].take(event, "", inner)
            stack.append(_Open(member, is_map=kind is MappingStartEvent))
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            closed = stack.pop()
            closed.member.end = event.end_mark.index
        elif kind is StreamEndEvent:
            return (root.inner[0].inner or []) if root.inner else []


class _Open:
    """A collection whose members are being listed."""

    __slots__ = ("inner", "is_map", "key", "member")

    def __init__(self, member: Member, *, is_map: bool) -> None:
        self.member = member
        self.inner = member.inner if member.inner is not None else []
        self.is_map = is_map
        self.key: tuple[str, int, int] | None = None

    def take(self, event: Any, text: str, inner: list[Member] | None = None) -> Member:
        """Note the next key or value of this collection."""
        start, end = event.start_mark.index, event.end_mark.index
        if not self.is_map:
            member = Member(len(self.inner), start, start, start, end, inner)
        elif self.key is None:
            self.key = (text, start, end)
            return self.member
        else:
            member = Member(*self.key, start, end, inner)
            self.key = None
        self.inner.append(member)
        return member
