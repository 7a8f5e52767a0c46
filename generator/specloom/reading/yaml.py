"""YAML text to plain data, from libyaml's events.

Composing is done here and not by libyaml's binding: its composer recurses in C (100,000 brackets
end the process), expands aliases without a budget, keeps the last of two equal keys without a
word, and speaks YAML 1.1. From events, all of this is a loop with an explicit stack, and faster.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    YAMLError,
)
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from specloom.reading import scalars
from specloom.reading.limits import MAX_DEPTH, MAX_VALUES
from specloom.reading.unreadable import UnreadableError, unreadable
from specloom.reading.yaml_advice import syntax

CORE = "tag:yaml.org,2002:"
_AS_TEXT = frozenset(CORE + name for name in ("str", "timestamp", "binary"))
_AS_NUMBER = frozenset(CORE + name for name in ("int", "float"))
_AS_WORD = frozenset(CORE + name for name in ("bool", "null"))
_AS_COLLECTION = frozenset(CORE + name for name in ("map", "seq", "omap", "pairs", "set"))
_MERGE: Final = "<<"


class _Unset:
    """Stands where a mapping still waits for a key."""


_UNSET: Final = _Unset()


@dataclass(slots=True)
class _Frame:
    """A mapping or sequence that is still open, and what it will count for when aliased."""

    container: dict[str, Any] | list[Any]
    anchor: str | None
    key: Any = _UNSET
    weight: int = 1
    merges: list[dict[str, Any]] = field(default_factory=list)


def read(text: str) -> tuple[Any, bool]:
    """Return the data in `text`, and whether a key is repeated somewhere."""
    try:
        return _Composer().compose(text)
    except YAMLError as error:
        raise syntax(error, text) from None


class _Composer:
    """Builds the data of one document; lives for one call."""

    def __init__(self) -> None:
        self.repeated = False
        self.anchors: dict[str, tuple[Any, int] | None] = {}
        self.total = 0

    def compose(self, text: str) -> tuple[Any, bool]:
        parser = CParser(text)
        next_event = parser.get_event
        frames: list[_Frame] = []
        top = _Frame([], None)
        plain = scalars.plain
        while True:
            event: Any = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                raw = event.value
                if type(top.container) is dict and top.key is _UNSET and event.tag is None:
                    # Keys are text as written: `200`, `on` and `1.0` name members.
                    self._open_key(top, raw, event)
                    if event.anchor is not None:
                        self.anchors[event.anchor] = (raw, 1)
                    continue
                if event.tag is None and event.implicit[0]:
                    try:
                        value = plain(raw)
                    except ValueError as error:
                        raise _bad_number(error, event) from None
                else:
                    value = raw if event.tag is None else _tagged(event)
                if event.anchor is not None:
                    self.anchors[event.anchor] = (value, 1)
                self._place(top, value, 1, event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if len(frames) >= MAX_DEPTH:
                    raise unreadable(
                        "nested-too-deep",
                        f"values are nested more than {MAX_DEPTH} deep",
                        event.start_mark.index,
                        "Move the inner parts to components and refer to them with $ref.",
                    )
                _check_collection_tag(event)
                if event.anchor is not None:
                    self.anchors[event.anchor] = None
                frames.append(top)
                top = _Frame({} if kind is MappingStartEvent else [], event.anchor)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                closed, top = top, frames.pop()
                self._close(closed, event)
                self._place(top, closed.container, closed.weight, event)
            elif kind is AliasEvent:
                value, weight = self._aliased(event)
                self._place(top, value, weight, event)
            elif kind is DocumentStartEvent:
                if top.container:
                    raise unreadable(
                        "several-documents",
                        "a second YAML document begins here",
                        event.start_mark.index,
                        "Keep one document in the file; '---' separates documents.",
                    )
            elif kind is StreamEndEvent:
                if not top.container:
                    raise unreadable("empty-file", "the file is empty")
                return next(iter(top.container)), self.repeated

    def _open_key(self, frame: _Frame, key: str, event: Any) -> None:
        if key == _MERGE and event.implicit[0]:
            frame.key = _MERGE_KEY
            return
        assert isinstance(frame.container, dict)
        if key in frame.container:
            self.repeated = True
        frame.key = key

    def _place(self, frame: _Frame, value: Any, weight: int, event: Any) -> None:
        frame.weight += weight
        self.total += 1
        container = frame.container
        if isinstance(container, list):
            container.append(value)
            return
        key: Any = frame.key
        if key is _UNSET:
            if type(value) is dict or type(value) is list:
                raise unreadable(
                    "bad-key",
                    "a key here is not a single word or text",
                    event.start_mark.index,
                    "Quote it if braces or brackets are part of the text.",
                )
            self._open_key(frame, value if type(value) is str else _spelled(value), event)
            return
        frame.key = _UNSET
        if key is _MERGE_KEY:
            self._merge(frame, value, event)
        else:
            container[key] = value

    def _merge(self, frame: _Frame, value: Any, event: Any) -> None:
        sources = value if type(value) is list else [value]
        for source in sources:
            if type(source) is not dict:
                raise unreadable(
                    "bad-merge",
                    "'<<' merges mappings, and this is none",
                    event.start_mark.index,
                    "Refer to a mapping with '<<: *name'.",
                )
            frame.merges.append(source)

    def _close(self, frame: _Frame, event: Any) -> None:
        if frame.merges:
            container = frame.container
            assert isinstance(container, dict)
            for source in frame.merges:
                self.total += len(source)
                for key, value in source.items():
                    container.setdefault(key, value)
        if self.total + frame.weight > MAX_VALUES:
            raise _too_many(event)
        if frame.anchor is not None:
            self.anchors[frame.anchor] = (frame.container, frame.weight)

    def _aliased(self, event: Any) -> tuple[Any, int]:
        name = event.anchor
        if name not in self.anchors:
            raise unreadable(
                "unknown-alias",
                f"nothing above is called '&{name}'",
                event.start_mark.index,
                "Define the anchor first, or quote the text if '*' is part of it.",
            )
        found = self.anchors[name]
        if found is None:
            raise unreadable(
                "endless-alias",
                f"'*{name}' stands inside '&{name}' itself",
                event.start_mark.index,
                "Use a $ref for a schema that contains itself.",
            )
        self.total += found[1]
        if self.total > MAX_VALUES:
            raise _too_many(event)
        return found


_MERGE_KEY: Final = _Unset()


def _too_many(event: Any) -> UnreadableError:
    return unreadable(
        "too-many-values",
        f"with its aliases expanded, the file has more than {MAX_VALUES:,} values",
        event.start_mark.index,
        "Use $ref in place of aliases that contain aliases.",
    )


def _bad_number(error: ValueError, event: Any) -> UnreadableError:
    at = event.start_mark.index
    if isinstance(error, scalars.NotFiniteError):
        return unreadable(
            "not-a-number", "JSON has no such number", at, "Use null, leave it out, or quote it."
        )
    return unreadable(
        "number-too-large", "this number is too large to be kept", at, "Quote it if it is text."
    )


def _tagged(event: Any) -> Any:
    tag, raw = event.tag, event.value
    if tag in _AS_TEXT or tag == "!":
        return raw
    try:
        if tag in _AS_NUMBER:
            value = scalars.number(raw, otherwise="")
            if value != "":
                return float(value) if tag.endswith("float") else value
        elif tag in _AS_WORD:
            word = scalars.plain(raw)
            if word is None or type(word) is bool:
                return word
        else:
            raise _unknown_tag(event)
    except (scalars.NotFiniteError, scalars.TooLargeError) as error:
        raise _bad_number(error, event) from None
    raise unreadable(
        "bad-tag", f"this is no {_short(tag)}", event.start_mark.index, "Remove the tag."
    )


def _check_collection_tag(event: Any) -> None:
    if event.tag is not None and event.tag != "!" and event.tag not in _AS_COLLECTION:
        raise _unknown_tag(event)


def _unknown_tag(event: Any) -> UnreadableError:
    return unreadable(
        "unknown-tag",
        f"the YAML tag {_short(event.tag)} means nothing in an API description",
        event.start_mark.index,
        "Remove it; use $ref to include another file.",
    )


def _short(tag: str) -> str:
    return f"!!{tag.removeprefix(CORE)}" if tag.startswith(CORE) else tag


def _spelled(value: float | bool | None) -> str:
    return "null" if value is None else str(value).lower() if type(value) is bool else str(value)
