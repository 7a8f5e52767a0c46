"""Names in sdk.yaml that no type answers to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import assert_never

from specloom.config import Config, TypeChoice
from specloom.diagnostics import Report
from specloom.ir.types import Alias, Declaration, Enum, Record, TypeId, Union
from specloom.lower.claims import Claims
from specloom.lower.wishes import report_unmatched, suggestion
from specloom.source import Node


def report_unmatched_pins(
    types: Mapping[TypeId, Declaration], claims: Claims, config: Config, report: Report
) -> None:
    """Warn of each entry under `types` in sdk.yaml, and of each name in it, that has no effect."""
    if not config.types:
        return
    answered: dict[str, TypeChoice] = {}
    for id, declaration in types.items():
        at = declaration.at
        key = claims.key_of(at, id.removeprefix(at.pointer)) if isinstance(at, Node) else None
        if key is not None and key not in answered:
            answered[key] = config.types[key]
            _report_names(declaration, key, config.types[key], report)
    wanted = {key: choice.at for key, choice in config.types.items()}
    known = [*claims.component_names, *answered]
    report_unmatched(report, config, "types", wanted, known)


def _report_names(declaration: Declaration, key: str, choice: TypeChoice, report: Report) -> None:
    match declaration:
        case Record():
            fields, members = [field.wire for field in declaration.fields], []
        case Enum():
            fields, members = [], [str(member.value) for member in declaration.members]
        case Union() | Alias():
            fields, members = [], []
        case _:
            assert_never(declaration)
    _report(key, "field", choice.fields, fields, choice, report)
    _report(key, "member", choice.members, members, choice, report)


def _report(
    key: str,
    what: str,
    wanted: Iterable[str],
    known: Iterable[str],
    choice: TypeChoice,
    report: Report,
) -> None:
    names = list(known)
    for name in wanted:
        if name not in names:
            report.warning(
                "unmatched-choice",
                at=choice.at,
                text=f"'{key}' has no {what} '{name}'; the name given to it has no effect",
                help=suggestion(name, names),
            )
