"""Reads a JSONPath: text to the path that `jsonpath` walks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from specloom.jsonpath import (
    BadPathError,
    Every,
    Filter,
    Name,
    Path,
    Segment,
    Selector,
    Slice,
    Test,
    values,
)

_LONGEST = 2000
_DEEPEST = 30
_NAME = re.compile(r"[A-Za-z_$\u0080-\U0010ffff][\w$\u0080-\U0010ffff-]*")
_INTEGER = re.compile(r"-?\d{1,9}")
_NUMBER = re.compile(r"-?\d{1,20}(?:\.\d{1,20})?(?:[eE][+-]?\d{1,3})?")
_BLANK = re.compile(r"\s*")
_COMPARISON = re.compile(r"==|!=|<=|>=|<|>")
_WORD = re.compile(r"(?:true|false|null)\b")


def parse(text: str) -> Path:
    """Return the path that `text` spells; BadPathError if it spells none."""
    if len(text) > _LONGEST:
        raise BadPathError("the path is too long", 0)
    reader = _Reader(text)
    reader.expect("$", "a path begins with '$'")
    path = reader.segments()
    reader.blanks()
    if reader.at < len(text):
        raise reader.error("the path is not understood from here on")
    return path


class _Reader:
    """Reads one path from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0

    def error(self, text: str) -> BadPathError:
        return BadPathError(text, self.at)

    def blanks(self) -> None:
        match = _BLANK.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def take(self, what: str) -> bool:
        if self.text.startswith(what, self.at):
            self.at += len(what)
            return True
        return False

    def expect(self, what: str, otherwise: str) -> None:
        if not self.take(what):
            raise self.error(otherwise)

    def match(self, pattern: re.Pattern[str]) -> str | None:
        found = pattern.match(self.text, self.at)
        if found is None:
            return None
        self.at = found.end()
        return found.group()

    def segments(self) -> Path:
        found: list[Segment] = []
        while True:
            deep = self.take("..")
            if self.take("["):
                found.append(Segment(self.selectors(), deep))
            elif deep or self.take("."):
                found.append(Segment((self.short(),), deep))
            else:
                return tuple(found)

    def short(self) -> Selector:
        if self.take("*"):
            return Every()
        name = self.match(_NAME)
        if name is None:
            raise self.error("a name or '*' belongs here")
        return Name(name)

    def selectors(self) -> tuple[Selector, ...]:
        found: list[Selector] = []
        while True:
            self.blanks()
            found.append(self.selector())
            self.blanks()
            if self.take("]"):
                return tuple(found)
            self.expect(",", "a ']' is missing here")

    def selector(self) -> Selector:
        if self.take("*"):
            return Every()
        if self.take("?"):
            return Filter(self.alternatives())
        if self.text[self.at : self.at + 1] in ("'", '"'):
            return Name(self.quoted())
        start = self.index()
        if not self.take(":"):
            if start is None:
                raise self.error("a quoted name, a number, '*' or '?' belongs here")
            return Slice(start, start + 1 or None, None)
        stop = self.index()
        step = self.index() if self.take(":") else None
        if step == 0:
            raise self.error("a step of 0 selects nothing")
        return Slice(start, stop, step)

    def index(self) -> int | None:
        digits = self.match(_INTEGER)
        return None if digits is None else int(digits)

    def quoted(self) -> str:
        quote = self.text[self.at]
        end = self.at + 1
        while end < len(self.text) and self.text[end] != quote:
            end += 2 if self.text[end] == "\\" else 1
        if end >= len(self.text):
            raise self.error("this quote is never closed")
        inner = self.text[self.at + 1 : end]
        if quote == "'":
            inner = inner.replace("\\'", "'").replace('"', '\\"')
        try:
            value = json.loads(f'"{inner}"')
        except json.JSONDecodeError:
            raise self.error("this text has a bad escape") from None
        self.at = end + 1
        return str(value)

    def alternatives(self) -> Test:
        tests = [self.conditions()]
        while self.blanked("||"):
            tests.append(self.conditions())
        return lambda value: any(test(value) for test in tests)

    def conditions(self) -> Test:
        tests = [self.condition()]
        while self.blanked("&&"):
            tests.append(self.condition())
        return lambda value: all(test(value) for test in tests)

    def blanked(self, what: str) -> bool:
        self.blanks()
        return self.take(what)

    def condition(self) -> Test:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.error("the filter is nested too deep")
        try:
            if self.blanked("!"):
                test = self.condition()
                return lambda value: not test(value)
            if self.take("("):
                test = self.alternatives()
                self.blanks()
                self.expect(")", "a ')' is missing here")
                return test
            return self.comparison()
        finally:
            self.depth -= 1

    def comparison(self) -> Test:
        left = self.operand()
        self.blanks()
        sign = self.match(_COMPARISON)
        if sign is None:
            return lambda value: bool(left(value))
        self.blanks()
        right = self.operand()
        return lambda value: _compare(sign, left(value), right(value))

    def operand(self) -> Callable[[Any], list[Any]]:
        if self.take("@"):
            path = self.segments()
            return lambda value: values(path, value)
        if self.text[self.at : self.at + 1] in ("'", '"'):
            literal: Any = self.quoted()
        elif (word := self.match(_WORD)) is not None or (word := self.match(_NUMBER)) is not None:
            literal = json.loads(word)
        else:
            raise self.error("'@', a text or a number belongs here; functions are not known")
        return lambda value: [literal]


def _compare(sign: str, left: list[Any], right: list[Any]) -> bool:
    """Compare two selections, of which an empty one equals only another empty one."""
    if sign == "==":
        return _equal(left, right)
    if sign == "!=":
        return not _equal(left, right)
    if len(left) != 1 or len(right) != 1:
        return False
    one, other = left[0], right[0]
    same_kind = (isinstance(one, str) and isinstance(other, str)) or (
        _is_number(one) and _is_number(other)
    )
    if not same_kind:
        return sign in ("<=", ">=") and _equal(left, right)
    if sign == "<":
        return bool(one < other)
    if sign == "<=":
        return bool(one <= other)
    return bool(one > other) if sign == ">" else bool(one >= other)


def _equal(left: list[Any], right: list[Any]) -> bool:
    return len(left) == len(right) and all(
        one == other and (type(one) is bool) == (type(other) is bool)
        for one, other in zip(left, right, strict=True)
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
