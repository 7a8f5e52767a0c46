# Part of specloom, copied with the package that it serves.
# pyright: basic
"""Pattern matching whose time grows with the text and no faster (Thompson's simulation)."""

from __future__ import annotations

from .regex import (
    MANY,
    Boundary,
    Chars,
    Choice,
    End,
    Look,
    Node,
    Repeat,
    Sequence,
    Start,
)

_STATES = 20_000


class Simulation:
    """A pattern without lookaround, as states that are all followed at once."""

    def __init__(self, root: Node) -> None:
        # A state is (condition, targets); a condition that is not Chars is passed without reading.
        self._states: list[tuple[Node | None, list[int]]] = []
        self._too_large = False
        accept = self._state(None, [])
        self._accept = accept
        self._start = self._build(root, accept)

    def fits(self, text: str) -> bool:
        """Whether `text` holds a match; a pattern with too many states is fitted by every text."""
        if self._too_large:
            return True
        current: set[int] = set()
        for at in range(len(text) + 1):
            current = self._closure(current | {self._start}, text, at)
            if self._accept in current:
                return True
            if at == len(text):
                break
            code = ord(text[at])
            following: set[int] = set()
            for state in current:
                condition, targets = self._states[state]
                if isinstance(condition, Chars) and condition.has(code):
                    following.update(targets)
            current = following
        return False

    def _closure(self, states: set[int], text: str, at: int) -> set[int]:
        found: set[int] = set()
        waiting = list(states)
        while waiting:
            state = waiting.pop()
            if state in found:
                continue
            found.add(state)
            condition, targets = self._states[state]
            if not isinstance(condition, Chars) and _holds(condition, text, at):
                waiting.extend(targets)
        return found

    def _state(self, condition: Node | None, targets: list[int]) -> int:
        if len(self._states) >= _STATES:
            self._too_large = True
            return 0
        self._states.append((condition, targets))
        return len(self._states) - 1

    def _build(self, node: Node, then: int) -> int:
        if self._too_large:
            return then
        match node:
            case Chars() | Start() | End() | Boundary():
                return self._state(node, [then])
            case Sequence():
                for part in reversed(node.parts):
                    then = self._build(part, then)
                return then
            case Choice():
                return self._state(None, [self._build(option, then) for option in node.options])
            case Repeat():
                return self._repeat(node, then)
            case Look():
                return then

    def _repeat(self, node: Repeat, then: int) -> int:
        if node.high >= MANY:
            loop: list[int] = []
            again = self._state(None, loop)
            loop += [self._build(node.node, again), then]
            then = again
        else:
            for _ in range(node.high - node.low):
                then = self._state(None, [self._build(node.node, then), then])
                if self._too_large:
                    return then
        for _ in range(node.low):
            then = self._build(node.node, then)
            if self._too_large:
                return then
        return then


def _holds(condition: Node | None, text: str, at: int) -> bool:
    match condition:
        case Start():
            return at == 0
        case End():
            return at == len(text)
        case Boundary():
            before = at > 0 and _is_word(text[at - 1])
            after = at < len(text) and _is_word(text[at])
            return (before != after) is not condition.negated
        case _:
            return True


def _is_word(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char == "_")
