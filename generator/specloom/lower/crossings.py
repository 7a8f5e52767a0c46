"""Where one operation speaks of another: links, and the lookup after an ambiguous failure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from specloom.diagnostics import Report
from specloom.ir.api import Link, Operation, Response
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


def settle(desk: Desk, operation: Operation, names: Mapping[str, str]) -> Operation:
    """Return `operation` with the keys of the operations that it speaks of."""
    replay = operation.replay
    if replay.lookup is not None:
        replay = replace(replay, lookup=_lookup(desk.report, operation, names))
    responses = tuple(
        replace(response, links=_settled(desk, response, names)) if response.links else response
        for response in operation.responses
    )
    return replace(operation, responses=responses, replay=replay)


def _lookup(report: Report, operation: Operation, names: Mapping[str, str]) -> str | None:
    wanted = operation.replay.lookup or ""
    if wanted not in names:
        known = dict.fromkeys(names.values())
        report.warning(
            "unmatched-choice",
            at=operation.at,
            text=f"sdk.yaml looks '{operation.key}' up with '{wanted}', which is no operation",
            help=suggestion(wanted, known),
        )
    return names.get(wanted)


def _settled(desk: Desk, response: Response, names: Mapping[str, str]) -> tuple[Link, ...]:
    kept = []
    for link in response.links:
        if link.operation in names:
            kept.append(replace(link, operation=names[link.operation]))
        else:
            what = f"the link '{link.name}'"
            reason = f"no operation is called '{link.operation}'"
            help = suggestion(link.operation, dict.fromkeys(names.values()))
            desk.lose(response.at, what, reason, code="bad-link", help=help)
    return tuple(kept)
