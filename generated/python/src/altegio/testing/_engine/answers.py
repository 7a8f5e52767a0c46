# Part of specloom, copied with the package that it serves.
# pyright: basic
"""Answers that need no memory: the description's examples, or values made from its schemas."""

from __future__ import annotations

from typing import Any

import msgspec

from . import media, results
from .checks import Checks
from .concealing import Concealing
from .description import Media, Operation, Reply
from .parameters import MISSING
from .refusals import RefusedError
from .rendering import rendered
from .samples import Samples

_BODILESS = frozenset({204, 205, 304})


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What a request would like to be answered with."""

    code: int | None = None
    example: str | None = None
    dynamic: bool = False
    salt: str = ""


NO_WISH = Wish()


class Plain(msgspec.Struct, frozen=True, kw_only=True):
    """An answer as it goes out."""

    status: int
    body: bytes = b""
    media: str | None = None
    headers: tuple[tuple[str, str], ...] = ()


class Answers:
    """Makes answers from the description; each is made once."""

    def __init__(self, checks: Checks, samples: Samples) -> None:
        self._checks = checks
        self._samples = samples
        self._concealing = Concealing(checks.schemas)
        self._known: dict[tuple[str, int, str, Wish], Plain] = {}

    def answer(self, operation: Operation, accept: str, wish: Wish) -> Plain:
        """Return the answer of `operation` that comes nearest to `wish`."""
        status, reply = self.reply(operation, wish)
        kind = self.acceptable(reply, status, accept)
        key = (operation.key, status, kind or "", wish)
        known = self._known.get(key)
        if known is None:
            known = self._make(operation, status, reply, kind, wish)
            if len(self._known) < 5_000 and not wish.dynamic:
                self._known[key] = known
        return known

    def reply(self, operation: Operation, wish: Wish) -> tuple[int, Reply]:
        """Return the status that is answered, and what is described for it."""
        if wish.code is None:
            status, reply = results.success(operation)
            if wish.example is not None and not _has(reply, wish.example):
                # An example may belong to any answer: its name alone says which one is meant.
                for text, other in operation.replies.items():
                    if _has(other, wish.example):
                        return _number(text, status), other
                raise RefusedError(400, f"Prefer: {_no_example(operation, wish.example)}")
            return status, reply
        return wish.code, find_reply(operation, wish.code) or Reply()

    def acceptable(self, reply: Reply, status: int, accept: str) -> str | None:
        """Return the media type to answer in; raise `RefusedError` when none is wanted."""
        if status in _BODILESS or not reply.content:
            return None
        offered = tuple(reply.content)
        if not accept:
            return offered[0]
        kind = media.accepted(accept, offered)
        if kind is None:
            raise RefusedError(406, f"Accept '{accept[:80]}' fits none of: {', '.join(offered)}")
        return kind

    def headers(self, reply: Reply) -> tuple[tuple[str, str], ...]:
        """Return the headers that the description promises."""
        found = []
        for name, facts in reply.headers.items():
            required = isinstance(facts, dict) and facts.get("required") is True
            if required and name.lower() not in {"content-type", "content-length"}:
                schema = facts.get("schema", True)
                value = facts.get("example", MISSING)
                value = self._samples.value(schema, name) if value is MISSING else value
                found.append((name, header_text(value)))
        return tuple(found)

    def _make(
        self, operation: Operation, status: int, reply: Reply, kind: str | None, wish: Wish
    ) -> Plain:
        headers = self.headers(reply)
        if kind is None:
            return Plain(status=status, headers=headers)
        value = self._value(reply.content[kind], operation, kind, wish)
        value = self._concealing.shown(reply.content[kind].schema, value)
        if "*" in kind:
            kind = _concrete(kind, value)
        return Plain(status=status, body=rendered(value, kind), media=kind, headers=headers)

    def _value(self, described: Media, operation: Operation, kind: str, wish: Wish) -> Any:
        examples = described.examples
        if wish.example is not None and wish.example in examples:
            return examples[wish.example]
        is_data = media.is_json(kind) or kind.startswith("*")
        if not wish.dynamic:
            for example in examples.values():
                # An example that breaks its own schema would teach the caller something wrong.
                if not is_data or self._checks.fits(described.schema, example):
                    return example
        if not (is_data or media.is_text(kind)):
            # A made-up text is no image: the body is a small file of that kind.
            return None
        return self._samples.value(
            described.schema, salt=operation.key + wish.salt, examples=not wish.dynamic
        )


def find_reply(operation: Operation, status: int) -> Reply | None:
    """Return what is described for `status`: exactly, for its family, or for all others."""
    replies = operation.replies
    family = f"{status // 100}XX"
    for key in (str(status), family, family.lower(), "default"):
        if key in replies:
            return replies[key]
    return None


def header_text(value: Any) -> str:
    """Return a value as the text of a header, which has one line and no control characters."""
    if isinstance(value, list):
        return ",".join(header_text(one) for one in value)
    if isinstance(value, dict):
        return ",".join(f"{key},{header_text(one)}" for key, one in value.items())
    text = ("true" if value else "false") if isinstance(value, bool) else str(value)
    return "".join(char if " " <= char <= "~" else "?" for char in text)[:1_000].strip()


def _concrete(kind: str, value: Any) -> str:
    """Return a media type that a range such as `image/*` covers."""
    family = kind.partition("/")[0]
    known = {"image": "image/png", "text": "text/plain", "application": media.JSON}
    if family in known:
        return known[family]
    return "text/plain" if isinstance(value, str | bytes) else media.JSON


def _no_example(operation: Operation, wanted: str) -> str:
    known = dict.fromkeys(
        name
        for reply in operation.replies.values()
        for content in reply.content.values()
        for name in content.examples
    )
    return f"there is no example '{wanted[:40]}'; there are: {', '.join(known) or 'none'}"


def _has(reply: Reply, example: str) -> bool:
    return any(example in one.examples for one in reply.content.values())


def _number(status: str, otherwise: int) -> int:
    if status.isdigit():
        return int(status)
    return int(status[0]) * 100 if status[:1].isdigit() else max(otherwise, 400)
