"""What a run over a corpus came to, read from the files that it left."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What became of one document; None is what was not done."""

    kind: str
    document: str
    findings: int
    refused: tuple[str, ...]
    losses: int | None
    operations: int | None
    called: int | None
    calls: int
    unjudged: int
    models: int | None
    type_errors: int | None
    seconds: float
    megabytes: float


def rows(folder: Path) -> list[Row]:
    """Return what is known of the documents of a workshop, in a fixed order."""
    return [_row(path.parent) for path in sorted(folder.glob("*/*/generate.json"))]


def _row(folder: Path) -> Row:
    facts = _read(folder / "facts.json") or {"findings": []}
    calls = _read(folder / "calls.json") or {}
    types = _read(folder / "types.json")
    cost = _read(folder / "generate.json")
    errors = [one["code"] for one in facts["findings"] if one["severity"] == "error"]
    return Row(
        kind=folder.parent.name,
        document=folder.name,
        findings=len(facts["findings"]),
        refused=tuple(errors) or (() if "package" in facts else ("crashed",)),
        losses=len(facts["losses"]) if "losses" in facts else None,
        operations=calls.get("operations"),
        called=calls.get("called"),
        calls=calls.get("calls", 0),
        unjudged=calls.get("unjudged", 0),
        models=facts.get("types"),
        type_errors=None if types is None else len(types),
        seconds=cost["seconds"],
        megabytes=cost["megabytes"],
    )


def _read(path: Path) -> Any:
    return json.loads(path.read_text()) if path.exists() else None


def line(found: list[Row]) -> str:
    """Return one line that sums up `found`."""
    called = [one for one in found if one.operations is not None]
    checked = [one for one in found if one.type_errors is not None]
    return (
        f"corpus: {len(found)} documents, {sum(bool(one.refused) for one in found)} refused; "
        f"{sum(one.called or 0 for one in called)} of {sum(one.operations or 0 for one in called)} "
        f"operations called in {sum(one.calls for one in called)} calls "
        f"({sum(one.unjudged for one in called)} with values that fit no schema); "
        f"{sum(one.type_errors or 0 for one in checked)} type errors in {len(checked)} packages; "
        f"{sum(one.losses or 0 for one in found)} losses said; "
        f"{sum(one.seconds for one in found):.0f} s, {max((one.megabytes for one in found), default=0):.0f} MB at most"
    )
