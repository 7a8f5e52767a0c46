"""Methods that turn a record that was read into one that can be written."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.config import ConversionChoice
from specloom.diagnostics import Report
from specloom.ir.api import Conversion
from specloom.ir.types import Record, Ref, TypeId
from specloom.lower.trails import Types, follow
from specloom.lower.wishes import suggestion


def lower_conversions(
    choices: tuple[ConversionChoice, ...], types: Types, report: Report
) -> tuple[Conversion, ...]:
    """Return the conversions of sdk.yaml whose records and fields exist."""
    return tuple(_conversions(choices, types, report))


def _conversions(
    choices: tuple[ConversionChoice, ...], types: Types, report: Report
) -> Iterator[Conversion]:
    records = _records(types)
    for choice in choices:
        source = _find(choice, choice.source, records, report)
        target = _find(choice, choice.target, records, report)
        if source is None or target is None:
            continue
        wires = [field.wire for field in target.fields]
        unknown = [wire for wire in (*choice.fields, *choice.as_text) if wire not in wires]
        lost = [
            path
            for path in choice.fields.values()
            if follow(Ref(id=source.id), path, types) is None
        ]
        for wire in unknown:
            _complain(report, choice, f"'{choice.target}' has no '{wire}'", wire, wires)
        for path in lost:
            names = [field.wire for field in source.fields]
            _complain(
                report, choice, f"'{choice.source}' has no '{'.'.join(path)}'", path[0], names
            )
        if not unknown and not lost:
            yield Conversion(
                name=choice.name,
                source=source.id,
                target=target.id,
                fields=tuple(choice.fields.items()),
                as_text=choice.as_text,
                doc=choice.description,
            )


def _records(types: Types) -> dict[str, Record]:
    """Return the records by every name that a maintainer may know them by."""
    found: dict[str, Record] = {}
    for id, declaration in types.items():
        if isinstance(declaration, Record):
            for name in (_component(id), declaration.claim.text, id):
                found.setdefault(name, declaration)
    return found


def _component(id: TypeId) -> str:
    before, _, name = id.rpartition("/")
    return name if before.endswith("/components/schemas") else id


def _find(
    choice: ConversionChoice, name: str, records: dict[str, Record], report: Report
) -> Record | None:
    if name not in records:
        known = [known for known in records if "/" not in known]
        _complain(report, choice, f"there is no record '{name}'", name, known)
    return records.get(name)


def _complain(
    report: Report, choice: ConversionChoice, text: str, name: str, known: list[str]
) -> None:
    report.warning(
        "unmatched-choice",
        at=choice.at,
        text=f"{text}; the conversion '{choice.name}' has no effect",
        help=suggestion(name, known),
    )
