"""Examples of whole bodies and parameters."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.ir.api import Example
from specloom.ir.types import Given
from specloom.lower.desk import Desk
from specloom.source import Node

_UNNAMED = "default"


def lower_samples(desk: Desk, node: Node) -> tuple[Example, ...]:
    """Return the examples of a media type or parameter object, the unnamed one first."""
    return tuple(_samples(desk, node))


def first_sample(desk: Desk, node: Node) -> Given | None:
    """Return the value of the first example, None when there is none."""
    return next((sample.value for sample in _samples(desk, node)), None)


def _samples(desk: Desk, node: Node) -> Iterator[Example]:
    unnamed = node.get("example")
    if unnamed is not None:
        yield Example(name=_UNNAMED, summary="", value=Given(value=unnamed.value))
    listed = node.get("examples")
    if listed is not None and listed.is_list:
        # JSON Schema's way of writing them, in a place that has OpenAPI's own.
        for at, value in enumerate(listed.elements(), 1):
            yield Example(name=str(at), summary="", value=Given(value=value.value))
        return
    for name, member in desk.members(listed, "the examples"):
        target = desk.follow(member, f"the example '{name}'")
        if target is None:
            continue
        shown = target.get("dataValue") or target.get("value")
        if shown is None:
            for key in ("externalValue", "serializedValue"):
                if key in target:
                    reason = "an example is shown by its value; this one stands elsewhere"
                    desk.set_aside(target[key], f"'{key}' of the example '{name}'", reason)
            continue
        doc = desk.doc(member, target)
        yield Example(
            name=name, summary=doc.summary or doc.description, value=Given(value=shown.value)
        )
