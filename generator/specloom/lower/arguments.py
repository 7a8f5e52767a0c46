"""The names that sdk.yaml gives to arguments, held against what an operation takes."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.config import OperationChoice
from specloom.diagnostics import Report
from specloom.ir.api import Operation
from specloom.ir.types import Ref, TypeRef, Union
from specloom.lower.trails import Types, bare, fields_of
from specloom.lower.wishes import suggestion


def check_arguments(
    operation: Operation, wish: OperationChoice, types: Types, report: Report
) -> None:
    """Warn of names for parameters or body fields that `operation` does not have."""
    if not wish.arguments:
        return
    known = dict.fromkeys(_wires(operation, types))
    for wire in wish.arguments:
        if wire not in known:
            report.warning(
                "unmatched-choice",
                at=wish.at,
                text=f"'{operation.key}' takes no '{wire}'; the name given to it has no effect",
                help=suggestion(wire, known),
            )


def _wires(operation: Operation, types: Types) -> Iterator[str]:
    for parameter in operation.parameters:
        yield parameter.wire
    for content in operation.body.contents if operation.body else ():
        yield from fields_of(content.type, types)
        for variant in _variants(content.type, types):
            yield from fields_of(variant, types)


def _variants(type_: TypeRef, types: Types) -> tuple[TypeRef, ...]:
    plain = bare(type_, types)
    declaration = types.get(plain.id) if isinstance(plain, Ref) else None
    if not isinstance(declaration, Union):
        return ()
    return tuple(variant.type for variant in declaration.variants)
