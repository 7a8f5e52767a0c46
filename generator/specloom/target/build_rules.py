"""What the arguments of a call must satisfy together, as the runtime checks it."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.ir.api import Operation
from specloom.ir.types import Record
from specloom.target.calls import SlotKey
from specloom.target.kit import Kit
from specloom.target.layout import Node


def build_rules(kit: Kit, operation: Operation) -> list[Node]:
    """Return the rules for the arguments of `operation`."""
    call = kit.names.calls[operation.key]
    rules: list[Node] = []
    groups = [
        tuple(
            str(kit.names.argument(operation.key, slot.key))
            for slot in slots
            if slot.required and slot.key.place == "body"
        )
        for slots in call.alternatives
    ]
    if groups and all(groups):
        rules.append(kit.literals.make("Rule", any_of=tuple(dict.fromkeys(groups))))
    records = {written.record.id: written.record for written in call.writings if written.record}
    if len(records) == 1:
        rules += _conditions(kit, operation, next(iter(records.values())))
    return rules


def _conditions(kit: Kit, operation: Operation, record: Record) -> Iterator[Node]:
    """Yield what fields of `record` demand of each other."""
    known = {slot.key for slot in kit.names.calls[operation.key].slots}

    def arguments(wires: tuple[str, ...]) -> tuple[str, ...]:
        keys = [SlotKey(place="body", wire=wire) for wire in wires]
        return tuple(str(kit.names.argument(operation.key, key)) for key in keys if key in known)

    for rule in record.requires:
        when = arguments((rule.when,))
        needs = arguments(rule.needs)
        simple = all(value is None or isinstance(value, (str, int, bool)) for value in rule.values)
        if not when or not needs or rule.otherwise or not simple:
            continue
        named: dict[str, object] = {"when": when[0]}
        if rule.values:
            named["values"] = tuple(rule.values)
        yield kit.literals.make("Rule", **named, needs=needs)
    for choice in record.choices:
        groups = tuple(arguments(group) for group in choice.groups)
        if choice.least == 1 and all(groups):
            yield kit.literals.make("Rule", any_of=groups)
