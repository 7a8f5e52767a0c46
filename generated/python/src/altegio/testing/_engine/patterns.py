# Part of specloom, copied with the package that it serves.
# pyright: basic
"""Whether a text fits a pattern, in bounded time, and texts that do."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Callable

from . import regex
from .regex import Boundary, Chars, Choice, End, Look, Node, Repeat, Sequence, Start
from .simulation import Simulation

_BUDGET = math.log(2_000_000)
_NESTED = 99
_USUAL = 50


class Pattern:
    """A pattern that can be asked about texts and for texts."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._root: Node | None
        try:
            self._root = regex.read(text)
        except regex.UnreadableError:
            self._root = None
        self._degree = _degree(self._root) if self._root is not None else 0
        self._looks = self._root is not None and _looks(self._root)
        self._match: Callable[[str], object] | None = None
        self._simulation: Simulation | None = None

    @property
    def readable(self) -> bool:
        """Whether the pattern was understood; one that was not is fitted by every text."""
        return self._root is not None

    def backtracks(self, length: int) -> bool:
        """Whether a text of this length is left to a matcher that tries one way after the other."""
        return self._degree * math.log(length + 1) <= _BUDGET

    def fits(self, text: str) -> bool:
        """Whether `text` holds a match.

        Backtracking is used where its cost is bounded, a linear simulation elsewhere. What neither
        can judge in time is accepted.
        """
        if self._root is None:
            return True
        if self.backtracks(len(text)):
            if self._match is None:
                self._match = re.compile(_code(self._root)).search
            return self._match(text) is not None
        if self._looks:
            return True
        if self._simulation is None:
            self._simulation = Simulation(self._root)
        return self._simulation.fits(text)

    def sample(self, rng: random.Random, low: int = 0, high: int | None = None) -> str | None:
        """Return a text that fits and whose length is between `low` and `high`, or None."""
        if self._root is None:
            return None
        for stretch in (0, 0, 1, 2, 4, 8, 16, 64):
            text = _sample(self._root, rng, stretch)
            if len(text) < low and not _ends(self._root):
                text = text.ljust(low, "a")
            if low <= len(text) <= (regex.MANY if high is None else high) and self.fits(text):
                return text
        return None


def _degree(node: Node) -> float:
    """Return k so that backtracking over n characters takes about n**k steps."""
    return _growth(node) + (0 if _starts(node) else 1)


def _growth(node: Node) -> float:
    match node:
        case Sequence():
            return sum(_growth(part) for part in node.parts)
        case Choice():
            return max(_growth(option) for option in node.options)
        case Look():
            return _growth(node.node) + 1
        case Repeat():
            return _repetition(node)
        case _:
            return 0


def _repetition(node: Repeat) -> float:
    inner = _growth(node.node)
    if node.high <= 1:
        return inner
    if _is_rigid(node.node):
        # There is one way to match it, so only the number of times is open; a choice of three
        # numbers is no choice of n, and counts for less.
        return min(1.0, math.log(node.high - node.low + 1, _USUAL))
    if node.high <= 3:
        return inner * node.high + 1
    if isinstance(node.node, Choice) and inner == 0:
        return 1 if _are_apart(node.node) else _NESTED
    return inner + 1 if inner and _delimited(node.node) else _NESTED


def _is_rigid(node: Node) -> bool:
    """Whether `node` matches a text in one way at most, and always the same length of it."""
    match node:
        case Sequence():
            return all(_is_rigid(part) for part in node.parts)
        case Repeat():
            return node.low == node.high and _is_rigid(node.node)
        case Choice() | Look():
            return False
        case _:
            return True


def _are_apart(node: Choice) -> bool:
    """Whether each alternative starts with a character of its own, so that one way is open."""
    firsts = [_first(option) for option in node.options]
    if not all(_is_rigid(option) for option in node.options):
        return False
    return not any(
        first is None or any(other is None or _meet(first, other) for other in firsts[:index])
        for index, first in enumerate(firsts)
    )


def _first(node: Node) -> Chars | None:
    match node:
        case Chars():
            return node
        case Sequence(parts=(head, *_)):
            return _first(head)
        case Repeat(low=low) if low > 0:
            return _first(node.node)
        case _:
            return None


def _delimited(node: Node) -> bool:
    """Whether a part that must occur cannot be mistaken for the repeated parts beside it."""
    if not isinstance(node, Sequence):
        return False
    loose = [part for part in node.parts if isinstance(part, Repeat)]
    if not all(isinstance(part.node, Chars) for part in loose):
        return False
    if not all(isinstance(part, Chars | Repeat) for part in node.parts):
        return False
    fixed = [part for part in node.parts if isinstance(part, Chars)]
    return any(
        not any(_meet(mark, part.node) for part in loose if isinstance(part.node, Chars))
        for mark in fixed
    )


def _meet(one: Chars, other: Chars) -> bool:
    if one.negated and other.negated:
        return True
    if one.negated:
        one, other = other, one
    codes = [code for low, high in one.ranges for code in range(low, min(high, low + 300) + 1)]
    return any(other.has(code) for code in codes)


def _starts(node: Node) -> bool:
    match node:
        case Start():
            return True
        case Sequence(parts=(head, *_)):
            return _starts(head)
        case Choice():
            return all(_starts(option) for option in node.options)
        case _:
            return False


def _ends(node: Node) -> bool:
    match node:
        case End():
            return True
        case Sequence(parts=(*_, tail)):
            return _ends(tail)
        case Choice():
            return any(_ends(option) for option in node.options)
        case _:
            return False


def _looks(node: Node) -> bool:
    match node:
        case Look():
            return True
        case Sequence():
            return any(_looks(part) for part in node.parts)
        case Choice():
            return any(_looks(option) for option in node.options)
        case Repeat():
            return _looks(node.node)
        case _:
            return False


def _code(node: Node) -> str:
    """Return the same pattern in Python's syntax."""
    match node:
        case Chars():
            body = "".join(
                _escape(low) if low == high else f"{_escape(low)}-{_escape(high)}"
                for low, high in node.ranges
            )
            if not body:
                return r"[\s\S]" if node.negated else r"(?!)"
            return f"[{'^' if node.negated else ''}{body}]"
        case Sequence():
            return "".join(_code(part) for part in node.parts)
        case Choice():
            return "(?:" + "|".join(_code(option) for option in node.options) + ")"
        case Repeat():
            most = "" if node.high >= regex.MANY else str(node.high)
            return f"(?:{_code(node.node)}){{{node.low},{most}}}"
        case Start():
            return r"\A"
        case End():
            return r"\Z"
        case Boundary():
            return r"(?a:\B)" if node.negated else r"(?a:\b)"
        case Look():
            mark = ("" if node.ahead else "<") + ("!" if node.negated else "=")
            return f"(?{mark}{_code(node.node)})"


def _escape(code: int) -> str:
    return f"\\U{code:08x}"


def _sample(node: Node, rng: random.Random, stretch: int) -> str:
    match node:
        case Chars():
            return _character(node, rng)
        case Sequence():
            return "".join(_sample(part, rng, stretch) for part in node.parts)
        case Choice():
            return _sample(rng.choice(node.options), rng, stretch)
        case Repeat():
            count = min(node.low + stretch, node.high, max(node.low, 2_000))
            if stretch == 0 and node.low == 0 and node.high > 1:
                count = 1
            return "".join(_sample(node.node, rng, stretch) for _ in range(count))
        case _:
            return ""


def _character(node: Chars, rng: random.Random) -> str:
    if node.negated:
        plain = "abcdefghijklmnopqrstuvwxyz0123456789ABCXYZ-_ .:/"
        fitting = [char for char in plain if node.has(ord(char))]
        if fitting:
            return rng.choice(fitting[:26])
        return chr(next((code for code in range(33, 0x2FF) if node.has(code)), 0xE000))
    if not node.ranges:
        return ""
    low, high = rng.choice([pair for pair in node.ranges if pair[0] < 0xD800] or list(node.ranges))
    return chr(rng.randint(low, min(high, low + 255)))
