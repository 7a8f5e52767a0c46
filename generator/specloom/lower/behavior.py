"""What sdk.yaml says of the API as a whole, in the words of the IR."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from specloom.config import Config
from specloom.diagnostics import Report
from specloom.ir.api import Behavior, Composed, ErrorPaths, Operation, Rate, Scheme, Shape
from specloom.ir.types import Kind, List, Scalar, TypeRef
from specloom.lower.trails import Types, bare, follow
from specloom.lower.wishes import report_unmatched

_MESSAGES = (
    "message", "error.message", "error_description", "detail", "error.detail", "errors.[].message",
    "errors.[].detail", "error_message", "errorMessage", "msg", "description", "reason", "title",
    "error", "fault.faultstring",
)  # fmt: skip
_CODES = ("code", "error.code", "error_code", "errorCode", "error.type", "errors.[].code", "error")
_FIELDS = ("errors", "error.errors", "details", "error.details", "fields", "detail", "violations")


def behavior_of(config: Config) -> Behavior:
    """Return how the API wants to be called."""
    return Behavior(
        rates=tuple(
            Rate(requests=rate.requests, seconds=rate.seconds) for rate in config.rate_limit
        ),
        headers=tuple(config.headers.items()),
        connect_timeout=config.timeouts.connect,
        read_timeout=config.timeouts.read,
        total_timeout=config.timeouts.total,
        attempts=config.retry.attempts,
    )


def composed_of(
    config: Config, schemes: Mapping[str, Scheme], report: Report
) -> tuple[Composed, ...]:
    """Return the headers that several schemes share, those with the most schemes first."""
    wanted = {key: choice.at for key, choice in config.auth.schemes.items()}
    wanted |= {key: choice.at for choice in config.auth.compose for key in choice.schemes}
    report_unmatched(report, config, "auth", wanted, schemes)
    composed = [
        Composed(header=choice.header, schemes=choice.schemes, template=choice.template)
        for choice in config.auth.compose
        if all(key in schemes for key in choice.schemes)
    ]
    return tuple(sorted(composed, key=lambda each: -len(each.schemes)))


def error_paths(config: Config, operations: Iterable[Operation], types: Types) -> ErrorPaths:
    """Return where errors keep their message: as sdk.yaml says, else where the described ones do."""
    choice = config.errors
    if choice.message or choice.code or choice.fields:
        return ErrorPaths(message=choice.message, code=choice.code, fields=choice.fields)
    bodies = tuple(dict.fromkeys(_error_bodies(operations)))
    return ErrorPaths(
        message=_present(_MESSAGES, bodies, types, (Kind.STRING,)),
        code=_present(_CODES, bodies, types, (Kind.STRING, Kind.INTEGER)),
        fields=_present(_FIELDS, bodies, types, ()),
    )


def _error_bodies(operations: Iterable[Operation]) -> Iterable[TypeRef]:
    for operation in operations:
        for response in operation.responses:
            if not response.is_success:
                yield from (
                    content.type for content in response.contents if content.shape is Shape.JSON
                )


def _present(
    paths: tuple[str, ...], bodies: tuple[TypeRef, ...], types: Types, kinds: tuple[Kind, ...]
) -> tuple[tuple[str, ...], ...]:
    """Return the usual `paths` that some error body has; a list is meant where no kind is."""
    found = []
    for written in paths:
        path = tuple(written.split("."))
        ends = (follow(body, path, types) for body in bodies)
        if any(end is not None and _fits(end, kinds, types) for end in ends):
            found.append(path)
    return tuple(found)


def _fits(type_: TypeRef, kinds: tuple[Kind, ...], types: Types) -> bool:
    plain = bare(type_, types)
    if not kinds:
        return isinstance(plain, List)
    return isinstance(plain, Scalar) and plain.kind in kinds
