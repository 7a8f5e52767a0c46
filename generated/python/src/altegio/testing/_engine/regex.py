# Part of specloom, copied with the package that it serves.
# pyright: basic
"""Regular expressions of a description (ECMA-262), read into a tree.

Patterns come from strangers, so none is handed to `re` as it stands: it is read here first, which
tells how much time it may cost and lets values be made that fit it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

MANY = 1 << 30
_LIMIT = 4_000
_TOP = 0x10FFFF


class UnreadableError(ValueError):
    """The pattern is malformed, or uses what this reader does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chars:
    """One character out of `ranges`, or out of everything else when `negated`."""

    ranges: tuple[tuple[int, int], ...]
    negated: bool = False

    def has(self, code: int) -> bool:
        """Whether the character with this code point fits."""
        return any(low <= code <= high for low, high in self.ranges) is not self.negated


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """One thing after the other."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Any one of `options`."""

    options: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """`low` to `high` times the same."""

    node: Node
    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """The start of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """The end of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundary:
    """The edge of a word, or its absence when `negated`."""

    negated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A condition on what follows (`ahead`) or precedes."""

    node: Node
    ahead: bool
    negated: bool


Node: TypeAlias = Chars | Sequence | Choice | Repeat | Start | End | Boundary | Look

DIGITS = ((48, 57),)
WORD = ((48, 57), (65, 90), (95, 95), (97, 122))
SPACE = (
    (9, 13), (32, 32), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029),
    (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF),
)  # fmt: skip
LINE_ENDS = ((10, 10), (13, 13), (0x2028, 0x2029))
_CLASSES = {"d": DIGITS, "w": WORD, "s": SPACE}
_CONTROLS = {"n": 10, "r": 13, "t": 9, "v": 11, "f": 12, "0": 0}
_SYNTAX = frozenset("^$\\.*+?()[]{}|/-")


def read(pattern: str) -> Node:
    """Return the tree of `pattern`; raise `UnreadableError` for what cannot be judged."""
    if len(pattern) > _LIMIT:
        raise UnreadableError("the pattern is too long")
    reader = _Reader(pattern)
    try:
        node = reader.choice()
    except RecursionError:
        raise UnreadableError("the pattern is nested too deeply") from None
    if reader.at != len(pattern):
        raise UnreadableError("a ')' too many")
    return node


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def take(self, expected: str) -> bool:
        if self.text.startswith(expected, self.at):
            self.at += len(expected)
            return True
        return False

    def next(self) -> str:
        if self.at >= len(self.text):
            raise UnreadableError("the pattern ends too early")
        self.at += 1
        return self.text[self.at - 1]

    def choice(self) -> Node:
        options = [self.sequence()]
        while self.take("|"):
            options.append(self.sequence())
        return options[0] if len(options) == 1 else Choice(options=tuple(options))

    def sequence(self) -> Node:
        parts: list[Node] = []
        while self.peek() not in {"", "|", ")"}:
            parts.append(self.repeated(self.atom()))
        return parts[0] if len(parts) == 1 else Sequence(parts=tuple(parts))

    def repeated(self, node: Node) -> Node:
        bounds = self.bounds()
        if bounds is None:
            return node
        self.take("?")
        if isinstance(node, Start | End | Boundary):
            raise UnreadableError("nothing to repeat")
        if self.peek() in {"*", "+", "?"}:
            raise UnreadableError("a repeat of a repeat")
        return Repeat(node=node, low=bounds[0], high=bounds[1])

    def bounds(self) -> tuple[int, int] | None:
        if self.take("*"):
            return 0, MANY
        if self.take("+"):
            return 1, MANY
        if self.take("?"):
            return 0, 1
        if self.peek() != "{":
            return None
        close = self.text.find("}", self.at)
        low, comma, high = self.text[self.at + 1 : max(close, self.at)].partition(",")
        if not (low.isascii() and low.isdigit() and (not high or high.isdigit())):
            return None
        if len(low) > 6 or len(high) > 6:
            raise UnreadableError("a repeat count is too large")
        self.at = close + 1
        most = (int(high) if high else MANY) if comma else int(low)
        if most < int(low):
            raise UnreadableError("a repeat that ends before it starts")
        return int(low), most

    def atom(self) -> Node:
        char = self.next()
        match char:
            case "^":
                return Start()
            case "$":
                return End()
            case ".":
                return Chars(ranges=LINE_ENDS, negated=True)
            case "(":
                return self.group()
            case "[":
                return self.set()
            case "\\":
                return self.escape()
            case "*" | "+" | "?":
                raise UnreadableError("nothing to repeat")
            case _:
                return _one(ord(char))

    def group(self) -> Node:
        look: tuple[bool, bool] | None = None
        if self.take("?"):
            if self.take(":"):
                pass
            elif self.take("="):
                look = (True, False)
            elif self.take("!"):
                look = (True, True)
            elif self.take("<="):
                look = (False, False)
            elif self.take("<!"):
                look = (False, True)
            elif self.take("<") or self.take("P<"):
                end = self.text.find(">", self.at)
                if end < 0:
                    raise UnreadableError("a group name without end")
                self.at = end + 1
            else:
                raise UnreadableError("an unknown kind of group")
        node = self.choice()
        if not self.take(")"):
            raise UnreadableError("a '(' without ')'")
        if look is None:
            return node
        return Look(node=node, ahead=look[0], negated=look[1])

    def escape(self) -> Node:
        char = self.next()
        if char in {"b", "B"}:
            return Boundary(negated=char == "B")
        if char.lower() in _CLASSES:
            return Chars(ranges=_CLASSES[char.lower()], negated=char.isupper())
        if char in {"A", "Z", "z"}:  # not ECMA, but often written by people who think in Python
            return Start() if char == "A" else End()
        return _one(self.code(char))

    def code(self, char: str) -> int:
        """Return the code point that an escape stands for; `char` is what follows the backslash."""
        if char in _CONTROLS:
            return _CONTROLS[char]
        if char == "x":
            return self.hex(2)
        if char == "u":
            if self.take("{"):
                end = self.text.find("}", self.at)
                return self.hex(max(0, min(end - self.at, 6)), closing="}")
            return self.hex(4)
        if char == "c":
            return ord(self.next()) % 32
        if char.isalnum() and char.isascii():
            raise UnreadableError(f"the escape \\{char} is not known")
        return ord(char)

    def hex(self, digits: int, closing: str = "") -> int:
        text = self.text[self.at : self.at + digits]
        self.at += digits
        try:
            value = int(text, 16)
        except ValueError:
            raise UnreadableError("a malformed escape") from None
        if value > _TOP or (closing and not self.take(closing)):
            raise UnreadableError("a malformed escape")
        return value

    def set(self) -> Node:
        negated = self.take("^")
        ranges: list[tuple[int, int]] = []
        while not self.take("]"):
            low = self.member(ranges)
            if low is None or self.peek() != "-" or self.text[self.at + 1 : self.at + 2] == "]":
                if low is not None:
                    ranges.append((low, low))
                continue
            self.at += 1
            high = self.member(ranges)
            if high is None:
                ranges += [(low, low), (45, 45)]
            elif high < low:
                raise UnreadableError("a range that ends before it starts")
            else:
                ranges.append((low, high))
        return Chars(ranges=tuple(ranges), negated=negated)

    def member(self, ranges: list[tuple[int, int]]) -> int | None:
        """Read one member of a set; a class such as `\\d` goes into `ranges` and gives None."""
        char = self.next()
        if char != "\\":
            return ord(char)
        char = self.next()
        if char.lower() in _CLASSES:
            known = _CLASSES[char.lower()]
            ranges.extend(known if char.islower() else _outside(known))
            return None
        return 8 if char == "b" else self.code(char)


def _one(code: int) -> Chars:
    return Chars(ranges=((code, code),))


def _outside(ranges: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    found, start = [], 0
    for low, high in sorted(ranges):
        if low > start:
            found.append((start, low - 1))
        start = high + 1
    if start <= _TOP:
        found.append((start, _TOP))
    return found
