"""The maintainer's wishes for single operations, and those that no operation answers to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from specloom.config import Config, OperationChoice
from specloom.diagnostics import Place, Report


def wish_for(config: Config, names: Iterable[str]) -> OperationChoice | None:
    """Return what sdk.yaml says of the operation that goes by `names`, the first that is there."""
    return next((config.operations[name] for name in names if name in config.operations), None)


def report_unmatched(
    report: Report,
    config: Config,
    section: str,
    wanted: Mapping[str, Place | None],
    known: Iterable[str],
) -> None:
    """Warn of every key of a section of sdk.yaml that names nothing in the description."""
    names = list(dict.fromkeys(known))
    for key, at in wanted.items():
        if key not in names:
            report.warning(
                "unmatched-choice",
                at=at or config.place(section),
                text=f"nothing in the description is called '{key}'; this entry has no effect",
                help=suggestion(key, names),
            )


def suggestion(key: str, known: Iterable[str]) -> str:
    """Return a sentence that helps to correct `key`."""
    names = list(known)
    folded = {name.lower(): name for name in names}
    close = get_close_matches(key.lower()[:120], list(folded), n=1, cutoff=0.6)
    if close:
        return f"Did you mean '{folded[close[0]]}'?"
    return (
        f"Known: {', '.join(names[:8])}{', …' if len(names) > 8 else ''}."
        if names
        else "There is none."
    )
