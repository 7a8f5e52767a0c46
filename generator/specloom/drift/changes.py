"""From misfits to the changes of a description that make them fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from specloom.diagnostics import Report
from specloom.document import Document
from specloom.drift.lines import Misfit
from specloom.drift.routes import Routes, Spot, quoted
from specloom.drift.widening import Action, new_home, widened
from specloom.ir.api import Operation
from specloom.spelling import nearest

_HOPELESS: Final = {
    "text": "the body is not JSON, and no description makes it so",
    "more": "there were more misfits than one answer reports",
    "status": "the status is not described; add a response for it by hand",
    "media": "the media type is not described; add it to the content by hand",
}
_MOST_REASONS: Final = 4


@dataclass(slots=True)
class _Change:
    """What has to happen to one schema, and why."""

    spot: Spot
    seen: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    is_closed: bool = False
    reasons: dict[str, int] = field(default_factory=dict)


def propose(
    misfits: Iterable[Misfit],
    operations: Mapping[str, Operation],
    document: Document,
    report: Report,
) -> list[Action]:
    """Return the actions of an overlay that lets every answer that was seen fit.

    `operations` are found under the names that recorders use. What cannot be placed, or cannot be
    said in a description, is reported at its line.
    """
    routes = Routes(document)
    changes: dict[str, _Change] = {}
    for misfit in misfits:
        operation = operations.get(misfit.operation)
        if operation is None:
            _unknown(misfit, operations, report)
        elif misfit.kind in _HOPELESS or not _plan(misfit, operation, routes, changes):
            _misplaced(misfit, report)
    return _ordered(changes.values(), has_type_lists=document.version != (3, 0))


def _ordered(changes: Iterable[_Change], *, has_type_lists: bool) -> list[Action]:
    """Return all actions, outer schemas first: what one of them moves is found where it is then."""
    actions: list[Action] = []
    moved: dict[str, str] = {}
    for change in sorted(changes, key=lambda each: len(each.spot.node.path)):
        trail = _now(change.spot.trail, moved)
        made = _actions(change, trail, has_type_lists=has_type_lists)
        actions += made
        home = new_home(made, trail)
        if home is not None:
            moved[change.spot.trail] = home
    return actions


def _now(trail: str, moved: Mapping[str, str]) -> str:
    """Return where the value at `trail` is after the moves so far."""
    around = [old for old in moved if trail.startswith((f"{old}.", f"{old}["))]
    nearest_one = max(around, key=len, default=None)
    return trail if nearest_one is None else moved[nearest_one] + trail[len(nearest_one) :]


def _unknown(misfit: Misfit, operations: Mapping[str, Operation], report: Report) -> None:
    meant = nearest(misfit.operation, list(operations))
    report.warning(
        "unknown-operation",
        text=f"'{misfit.operation[:100]}' is no operation of this description; the line was passed over",
        at=misfit.at,
        help=f"Was it '{meant}' before?"
        if meant
        else "The line is of another or an older description.",
    )


def _misplaced(misfit: Misfit, report: Report) -> None:
    why = _HOPELESS.get(
        misfit.kind, "the description does not mention that place, or allows what was there"
    )
    report.warning(
        "drift-not-described",
        text=f"{misfit.operation}: {misfit.path} ({misfit.kind}) gives no change: {why}",
        at=misfit.at,
        help="If the description has changed since, record the drift again.",
    )


def _plan(
    misfit: Misfit, operation: Operation, routes: Routes, changes: dict[str, _Change]
) -> bool:
    """Note what has to change for one misfit; return whether anything has to."""
    answers = routes.answers(operation, misfit.status)
    if misfit.kind in ("missing", "unknown"):
        if not misfit.steps or not isinstance(misfit.steps[-1], str):
            return False
        holders = [
            part for spot in routes.walk(answers, misfit.steps[:-1]) for part in routes.parts(spot)
        ]
        name = misfit.steps[-1]
        if misfit.kind == "unknown":
            found = [
                part for part in holders if part.node.value.get("additionalProperties") is False
            ]
        else:
            found = [part for part in holders if name in _required(part)]
        for part in found:
            change = _change(part, misfit, changes)
            if misfit.kind == "unknown":
                change.is_closed = True
            elif name not in change.missing:
                change.missing.append(name)
        return bool(found)
    if not misfit.got:
        return False
    used = routes.walk(answers, misfit.steps)
    found = [spot for spot in used if widened(spot, [misfit.got], has_type_lists=True)]
    for spot in found:
        _change(spot, misfit, changes).seen.append(misfit.got)
    return bool(found)


def _change(spot: Spot, misfit: Misfit, changes: dict[str, _Change]) -> _Change:
    change = changes.setdefault(spot.node.pointer, _Change(spot))
    reason = f"{misfit.operation} {misfit.path}: expected {misfit.expected}, got {misfit.told}"
    change.reasons[reason] = change.reasons.get(reason, 0) + misfit.count
    return change


def _required(part: Spot) -> list[object]:
    listed = part.node.value.get("required")
    return listed if isinstance(listed, list) else []


def _actions(change: _Change, trail: str, *, has_type_lists: bool) -> list[Action]:
    actions: list[Action] = []
    rest = [name for name in _required(change.spot) if name not in change.missing]
    if change.missing and not rest:
        # A list of required members may not be empty.
        actions.append({"target": f"{trail}.required", "remove": True})
    else:
        actions += [
            {"target": f"{trail}.required[?@ == {quoted(name)}]", "remove": True}
            for name in change.missing
        ]
    if change.is_closed:
        actions.append({"target": f"{trail}.additionalProperties", "remove": True})
    if change.seen:
        spot = Spot(change.spot.node, trail)
        actions += widened(spot, change.seen, has_type_lists=has_type_lists)
    reasons = [f"{reason} ({_times(count)})" for reason, count in change.reasons.items()]
    if len(reasons) > _MOST_REASONS:
        reasons[_MOST_REASONS - 1 :] = [f"and {len(reasons) - _MOST_REASONS + 1} more"]
    return [
        {"target": each["target"], "description": "; ".join(reasons), **each} for each in actions
    ]


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
