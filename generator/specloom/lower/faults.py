"""What a description says that cannot be used as it stands: told to its author, kept in the ledger."""

from __future__ import annotations

from dataclasses import dataclass, field

from specloom.diagnostics import Place, Report
from specloom.ir.api import Loss


@dataclass(slots=True)
class Faults:
    """Collects losses, each once, and warns of each at its place."""

    report: Report
    _found: dict[tuple[str, str, str], Loss] = field(default_factory=dict)

    @property
    def losses(self) -> list[Loss]:
        """Everything that was lost so far, in the order in which it was noticed."""
        return list(self._found.values())

    def __len__(self) -> int:
        return len(self._found)

    def forget_after(self, count: int) -> None:
        """Keep only the first `count` losses."""
        for key in list(self._found)[count:]:
            del self._found[key]

    def lose(
        self, code: str, *, at: Place, what: str, reason: str, help: str | None = None
    ) -> None:
        """Say that `what` has no counterpart in the output, because of `reason`."""
        key = (at.pointer, what, reason)
        if key not in self._found:
            self._found[key] = Loss(at=at, what=what, reason=reason)
            self.report.warning(code, at=at, text=f"{what} is left out: {reason}", help=help)

    def mend(self, code: str, *, at: Place, text: str, help: str | None = None) -> None:
        """Say that something was read as it was meant, so that nothing is lost."""
        self.report.warning(code, at=at, text=text, help=help)
