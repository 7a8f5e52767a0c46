"""Where one operation speaks of another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from specloom.ir.api import Operation
from specloom.lower.desk import Desk
from specloom.lower.survey import Found
from specloom.lower.wishes import suggestion


def names_of(operations: Iterable[Found]) -> Mapping[str, str]:
    """Return the key of every operation by each way to name it: id, method and path, pointer."""
    names: dict[str, str] = {}
    for found in operations:
        for name in (found.id, found.key, f"{found.method} {found.path}", found.node.pointer):
            if name:
                names.setdefault(name, found.key)
    return names


def with_lookup(desk: Desk, operation: Operation) -> Operation:
    """Return `operation` with the key of the one that tells what became of it."""
    wanted = operation.replay.lookup
    if wanted is None:
        return operation
    if wanted not in desk.operations:
        desk.report.warning(
            "unmatched-choice",
            at=desk.config.place("operations"),
            text=f"'{operation.key}' is looked up with '{wanted}', which is no operation",
            help=suggestion(wanted, dict.fromkeys(desk.operations.values())),
        )
    return replace(operation, replay=replace(operation.replay, lookup=desk.operations.get(wanted)))
