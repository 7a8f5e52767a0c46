# Part of specloom, copied with the package that it serves.
# pyright: basic
"""Refusals in the API's own words: its error body, with the fields that are wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

import msgspec

from . import media
from .answers import Answers, find_reply
from .checks import Checks
from .description import Description, Media, Operation, Reply
from .expressions import plant, reach
from .framing import filled
from .parameters import MISSING
from .problems import Problem
from .refusals import RefusedError
from .samples import Samples
from .schemas import Schema, Schemas, Shape

_MESSAGES = (("message",), ("error", "message"), ("detail",), ("meta", "message"), ("error_description",),
             ("errorMessage",), ("msg",), ("description",), ("title",), ("error",), ("reason",))  # fmt: skip
_FIELDS = (("errors",), ("error", "errors"), ("error", "details"), ("details",), ("detail",),
           ("violations",), ("invalid_params",), ("meta", "errors"), ("fields",))  # fmt: skip
_CODES = (
    ("status",),
    ("statusCode",),
    ("status_code",),
    ("code",),
    ("error", "code"),
    ("error", "status"),
)
_WHERE = ("field", "param", "parameter", "property", "path", "pointer", "loc", "location", "source",
          "attribute", "name", "key")  # fmt: skip
_WHY = ("message", "detail", "reason", "msg", "description", "error", "title")


class Failures:
    """Builds the bodies of refused requests."""

    def __init__(
        self,
        description: Description,
        schemas: Schemas,
        checks: Checks,
        samples: Samples,
        answers: Answers,
    ) -> None:
        self._facts = description.errors
        self._operations = description.operations
        self._schemas = schemas
        self._checks = checks
        self._samples = samples
        self._answers = answers
        self._usual: tuple[str, Media] | None = None
        self._searched = False

    def body(self, refused: RefusedError, operation: Operation | None) -> tuple[str, bytes, Any]:
        """Return media type and body of a refusal, and the headers' reply if one is described."""
        status = refused.status
        message = self._message(refused)
        template = self._facts.templates.get(str(status), self._facts.templates.get("default"))
        if template is not None:
            errors = [self._field(one) for one in refused.problems]
            words = {"message": message, "errors": errors, "status": status}
            return media.JSON, msgspec.json.encode(filled(template, words)), None
        reply = find_reply(operation, status) if operation is not None else None
        found = _json(reply) if reply is not None else self._usual_error()
        if found is None and reply is not None and not reply.content:
            found = self._usual_error()
        if found is None:
            return "application/problem+json", self._problem(refused, message), reply
        kind, described = found
        body = self._filled(described, status, message, refused.problems)
        return kind, msgspec.json.encode(body), reply

    def _message(self, refused: RefusedError) -> str:
        own = refused.message or self._facts.messages.get(str(refused.status))
        if own is None:
            return refused.reason
        return str(filled(own, {"reason": refused.reason, **refused.words}))

    def _field(self, problem: Problem) -> Any:
        if self._facts.field is None:
            return {"field": problem.field, "message": problem.text}
        if not problem.path:
            return {"message": problem.text}
        words = {"field": problem.field, "reason": problem.text}
        named = {filled(key, words): one for key, one in self._facts.field.items()}
        return filled(named, words)

    def _problem(self, refused: RefusedError, message: str) -> bytes:
        """Return a body after RFC 9457, for an API that describes no failures."""
        try:
            title = HTTPStatus(refused.status).phrase
        except ValueError:
            title = "Error"
        body: dict[str, Any] = {"title": title, "status": refused.status, "detail": message}
        if refused.problems:
            body["errors"] = [{"field": one.field, "message": one.text} for one in refused.problems]
        return msgspec.json.encode(body)

    def _usual_error(self) -> tuple[str, Media] | None:
        """Return the error body that most operations of the API describe."""
        if not self._searched:
            self._searched = True
            found = [
                one
                for operation in self._operations
                for status, reply in operation.replies.items()
                if status[:1] in {"4", "5", "d"} and (one := _json(reply)) is not None
            ]
            refs = Counter(str(one.schema.get("$ref")) for _, one in found if _is_ref(one.schema))
            if refs:
                best = refs.most_common(1)[0][0]
                self._usual = next(one for one in found if _is_ref(one[1].schema, best))
            elif found:
                self._usual = found[0]
        return self._usual

    def _filled(
        self, described: Media, status: int, message: str, problems: tuple[Problem, ...]
    ) -> Any:
        """Return an example of the error body that says what is wrong here."""
        schema = described.schema
        body = next(
            (one for one in described.examples.values() if self._checks.fits(schema, one)), MISSING
        )
        if body is MISSING:
            body = self._samples.value(schema)
        raw = msgspec.json.encode(body)
        attempts = ((True, True), (True, False), (False, True))
        for with_message, with_fields in attempts:
            made = msgspec.json.decode(raw)
            if isinstance(made, str) and with_message:
                made = message
            if isinstance(made, dict):
                self._say(made, schema, status, message if with_message else None)
                self._list(made, schema, problems if with_fields else ())
            if isinstance(made, list):
                made = self._entries(schema, problems, message) or made
            if self._checks.fits(schema, made):
                return made
        return msgspec.json.decode(raw)

    def _say(self, body: dict[str, Any], schema: Schema, status: int, message: str | None) -> None:
        if message is not None:
            for path in (*self._facts.message, *_MESSAGES):
                if "string" in self._shape(schema, path).kinds:
                    plant(body, path, message)
                    break
        for path in (*self._facts.code, *_CODES):
            if "integer" in self._shape(schema, path).kinds:
                plant(body, path, status)
                break

    def _list(self, body: dict[str, Any], schema: Schema, problems: tuple[Problem, ...]) -> None:
        for path in (*self._facts.fields, *_FIELDS):
            shape = self._shape(schema, path)
            if not (shape.is_array or shape.is_object):
                continue
            if shape.is_array:
                entries = self._entries(self._at(schema, path), problems, "")
                if entries or reach(body, path) is not MISSING:
                    plant(body, path, entries)
            elif problems and shape.extra is not None:
                plant(body, path, self._map(shape, problems))
            return

    def _entries(self, schema: Schema, problems: tuple[Problem, ...], message: str) -> list[Any]:
        item = self._schemas.shape(schema).items
        inner = self._schemas.shape(item if item is not None else True)
        said = problems or ((Problem((), "", message),) if message else ())
        if inner.is_object and not inner.properties and inner.extra is not None:
            return [self._map(inner, (one,)) for one in said]
        if inner.is_object:
            return [self._entry(item, inner, one) for one in said]
        return [f"{one.field}: {one.text}" if one.path else one.text for one in said]

    def _entry(self, schema: Schema, shape: Shape, problem: Problem) -> dict[str, Any]:
        made = self._samples.value(schema)
        entry: dict[str, Any] = dict(made) if isinstance(made, dict) else {}
        for names, value in ((_WHERE, problem.field), (_WHY, problem.text)):
            for name in names:
                if name in shape.properties:
                    kinds = self._schemas.shape(shape.properties[name]).kinds
                    if "string" in kinds:
                        entry[name] = value
                    elif "array" in kinds:
                        entry[name] = list(problem.path)
                    break
        return entry

    def _map(self, shape: Shape, problems: Iterable[Problem]) -> dict[str, Any]:
        is_list = "array" in self._schemas.shape(shape.extra).kinds
        made: dict[str, Any] = {}
        for one in problems:
            key = one.field or "body"
            made[key] = [*made.get(key, []), one.text] if is_list else one.text
        return made

    def _at(self, schema: Schema, path: tuple[str, ...]) -> Schema:
        for step in path:
            schema = self._schemas.shape(schema).properties.get(step, False)
        return schema

    def _shape(self, schema: Schema, path: tuple[str, ...]) -> Shape:
        return self._schemas.shape(self._at(schema, path))


def _json(reply: Reply | None) -> tuple[str, Media] | None:
    content: Mapping[str, Media] = reply.content if reply is not None else {}
    return next(((kind, one) for kind, one in content.items() if media.is_json(kind)), None)


def _is_ref(schema: Schema, ref: str | None = None) -> bool:
    found = schema.get("$ref") if isinstance(schema, dict) else None
    return isinstance(found, str) and ref in {None, found}
