"""What a house rule is."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from specloom.diagnostics import Place, Severity
from specloom.rules.survey import Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One place where a rule is broken, and what to do about it."""

    at: Place
    text: str
    help: str
    note: tuple[str, Place] | None = None


Check: TypeAlias = Callable[[Survey], Iterator[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule with its name in sdk.yaml, how much it matters unless said otherwise, and why."""

    id: str
    severity: Severity
    explanation: str
    check: Check

    @property
    def summary(self) -> str:
        """The first sentence of the explanation."""
        return self.explanation.partition("\n")[0]


def rule(id: str, severity: Severity) -> Callable[[Check], Rule]:
    """Make a rule of a function; its docstring is what `specloom explain` prints."""

    def wrap(check: Check) -> Rule:
        return Rule(id=id, severity=severity, explanation=inspect.getdoc(check) or "", check=check)

    return wrap
