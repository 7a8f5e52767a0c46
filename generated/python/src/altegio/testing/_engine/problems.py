# Part of specloom, copied with the package that it serves.
# pyright: basic
"""What is wrong with a value, and where inside of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import msgspec

Trail: TypeAlias = "tuple[Trail, str | int] | None"
"""A place in a value, innermost first: cheap to extend, only unrolled when something is wrong."""


class Problem(msgspec.Struct, frozen=True, gc=False):
    """One thing that is wrong: where, which rule says so, and in words."""

    path: tuple[str | int, ...]
    rule: str
    text: str

    @property
    def field(self) -> str:
        """The place as people write it: `client.phone`, `services[0].id`."""
        text = ""
        for step in self.path:
            if isinstance(step, int):
                text += f"[{step}]"
            else:
                text += f".{step}" if text else step
        return text


def unroll(trail: Trail) -> tuple[str | int, ...]:
    """Return the steps of `trail`, outermost first."""
    steps: list[str | int] = []
    while trail is not None:
        trail, step = trail
        steps.append(step)
    return tuple(reversed(steps))


class TooComplexError(Exception):
    """Judging the value would take more work than a fake is willing to spend."""


class Run:
    """One validation: what was found, and how much work is left.

    A body can be nested so that alternatives multiply; the budget ends that.
    """

    __slots__ = ("budget", "found")

    def __init__(self, budget: list[int] | None = None) -> None:
        self.found: list[Problem] = []
        self.budget = [100_000] if budget is None else budget

    def spend(self) -> None:
        """Count one step of work that could multiply."""
        self.budget[0] -= 1
        if self.budget[0] < 0:
            raise TooComplexError

    def branch(self) -> Run:
        """Return a run whose findings are kept apart."""
        self.spend()
        return Run(self.budget)

    def fits(self, check: Callable[[Any, Trail, Run], None], value: Any, trail: Trail) -> bool:
        """Whether `check` finds nothing wrong with `value`; it is stopped at its first finding."""
        self.spend()
        try:
            check(value, trail, _Probe(self.budget))
        except _UnfitError:
            return False
        return True

    def add(self, trail: Trail, rule: str, text: str) -> None:
        """Keep a finding."""
        self.keep(Problem(unroll(trail), rule, text))

    def keep(self, problem: Problem) -> None:
        """Keep a finding that was made elsewhere."""
        if len(self.found) < 100:
            self.found.append(problem)


class _UnfitError(Exception):
    """Something is wrong; what, nobody wants to know."""


class _Probe(Run):
    """A run that ends with its first finding."""

    __slots__ = ()

    def add(self, trail: Trail, rule: str, text: str) -> None:
        raise _UnfitError

    def keep(self, problem: Problem) -> None:
        raise _UnfitError


def shown(value: Any) -> str:
    """Return `value` in a form short enough for a message."""
    text = msgspec.json.encode(value).decode()
    return text if len(text) <= 60 else text[:57] + "..."
