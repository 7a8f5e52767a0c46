"""The object that most answers are wrapped in, recognised where nearly all of them agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from specloom.ir import words
from specloom.ir.api import Envelope, Operation
from specloom.ir.types import Field, Kind, Nothing, Null, Scalar
from specloom.lower.conventions import TELLING
from specloom.lower.trails import Types, answer, bare, fields_of

_DATA = ("data", "result", "response", "payload")
_OKS = ("success", "ok", "is_success", "succeeded")
_TELLING = TELLING | frozenset(
    ["status", "status_code", "code", "error", "errors", "message", "messages", "warnings", "info", "time", "took", "usage", "duration", "request_id", "trace_id", "timestamp", "version", "object", "type"]
) | frozenset(_OKS)  # fmt: skip
_SHARE = 0.75
_LEAST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrapping:
    """An envelope, how many of the answers wear it, and the operations whose answers only look so."""

    envelope: Envelope
    wrapped: int
    answers: int
    exceptions: tuple[str, ...]


def infer_envelope(operations: Iterable[Operation], types: Types) -> Wrapping | None:
    """Return the envelope of an API whose answers nearly all have one.

    Lists in pages are not asked: what is read from them are their items, wrapped or not.
    """
    answers = dict(_answers(operations, types))
    for data in _DATA:
        wrapped = {key: fields for key, fields in answers.items() if _wraps(fields, data, types)}
        if len(wrapped) < _LEAST or len(wrapped) < _SHARE * len(answers):
            continue
        envelope = Envelope(data=data, ok=_ok(wrapped.values(), types))
        wanted = {data} if envelope.ok is None else {data, envelope.ok}
        return Wrapping(
            envelope=envelope,
            wrapped=len(wrapped),
            answers=len(answers),
            exceptions=tuple(
                key
                for key, fields in answers.items()
                if wanted <= fields.keys() and key not in wrapped
            ),
        )
    return None


def _answers(
    operations: Iterable[Operation], types: Types
) -> Iterator[tuple[str, Mapping[str, Field]]]:
    for operation in operations:
        content = answer(operation)
        if content is not None and operation.paging is None:
            yield operation.key, fields_of(content.type, types)


def _wraps(fields: Mapping[str, Field], data: str, types: Types) -> bool:
    """Whether all that an answer holds beside `data` speaks of the answer, not of its subject."""
    return (
        data in fields
        and not isinstance(bare(fields[data].type, types), Nothing | Null)
        and all(name == data or words.join(words.split(name)) in _TELLING for name in fields)
    )


def _ok(wrapped: Iterable[Mapping[str, Field]], types: Types) -> str | None:
    """Return the member that says in every wrapped answer whether it is a success."""
    everywhere = [*wrapped]
    for name in everywhere[0]:
        if words.join(words.split(name)) in _OKS and all(
            name in fields and _is_flag(fields[name], types) for fields in everywhere
        ):
            return name
    return None


def _is_flag(field: Field, types: Types) -> bool:
    plain = bare(field.type, types)
    return isinstance(plain, Scalar) and plain.kind is Kind.BOOLEAN
