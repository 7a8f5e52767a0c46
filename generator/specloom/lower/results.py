"""Where the result sits inside an answer."""

from __future__ import annotations

from specloom.config import Config, OperationChoice
from specloom.diagnostics import Report
from specloom.ir.api import Envelope, Operation, Unwrap
from specloom.ir.types import Nothing, Null
from specloom.lower.trails import Types, answer, bare, fields_of, follow
from specloom.lower.wishes import suggestion


def envelope_of(config: Config) -> Envelope | None:
    """Return the envelope that sdk.yaml speaks of."""
    choice = config.envelope
    return Envelope(ok=choice.ok, data=choice.data) if choice else None


def unwrap_of(
    operation: Operation,
    wish: OperationChoice,
    envelope: Envelope | None,
    types: Types,
    report: Report,
) -> Unwrap | None:
    """Return where the result of `operation` is, None when the whole body is the result."""
    content = answer(operation)
    if wish.result is not None:
        path = wish.result.path
        if content is not None and follow(content.type, path, types) is None:
            written = ".".join(path)
            report.warning(
                "unmatched-choice",
                at=wish.at,
                text=f"the answer of '{operation.key}' has no '{written}'; the whole body is the result",
                help=suggestion(path[0], fields_of(content.type, types)),
            )
            return None
        return Unwrap(path=path, single=wish.result.single) if path or wish.result.single else None
    if envelope is None or content is None:
        return None
    fields = fields_of(content.type, types)
    wanted = (envelope.data,) if envelope.ok is None else (envelope.data, envelope.ok)
    if not all(name in fields for name in wanted):
        return None
    if isinstance(bare(fields[envelope.data].type, types), Nothing | Null):
        return None
    return Unwrap(path=(envelope.data,))
