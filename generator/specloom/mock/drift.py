"""What a real server answers that its description does not say: places and kinds, never values."""

from __future__ import annotations

from typing import Any

import msgspec

from specloom.mock.engine import media
from specloom.mock.engine.answers import find_reply
from specloom.mock.engine.description import Operation
from specloom.mock.engine.engine import Engine
from specloom.mock.engine.messages import Response
from specloom.mock.engine.problems import Problem

_MOST = 5_000
_KINDS = {
    "type": "type",
    "required": "missing",
    "enum": "value",
    "const": "value",
    "format": "format",
    "pattern": "format",
    "false": "unknown",
}
_NAMES = {str: "a text", bool: "true or false", int: "a whole number", float: "a number",
          list: "a list", dict: "an object", type(None): "null"}  # fmt: skip


class Misfit(msgspec.Struct, frozen=True, kw_only=True):
    """One way in which answers break the description.

    `place` is the same for all items of a list (`$.data[].date`); `expected` and `got` speak of
    kinds of values.
    """

    operation: str
    status: int
    place: str
    kind: str
    expected: str
    got: str


class Drift:
    """Compares answers with the description and counts what differs."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.counts: dict[Misfit, int] = {}

    def judge(self, operation: Operation | None, path: str, response: Response) -> list[Misfit]:
        """Return how an answer breaks the description, and count it."""
        found = list(self._misfits(operation, response))
        for one in found:
            if one in self.counts or len(self.counts) < _MOST:
                self.counts[one] = self.counts.get(one, 0) + 1
        return found

    def lines(self) -> bytes:
        """Return what was found as JSON lines, the most frequent first."""
        ordered = sorted(self.counts.items(), key=lambda pair: -pair[1])
        return b"".join(
            msgspec.json.encode(msgspec.structs.asdict(one) | {"count": count}) + b"\n"
            for one, count in ordered
        )

    def _misfits(self, operation: Operation | None, response: Response) -> list[Misfit]:
        if operation is None:
            return []
        reply = find_reply(operation, response.status)
        if reply is None:
            return [
                self._misfit(operation, response, "$", "status", "a described status", "another")
            ]
        sent = response.header("Content-Type") or ""
        if not response.body:
            if reply.content and response.status not in {204, 304}:
                return [self._misfit(operation, response, "$", "missing", "a body", "none")]
            return []
        kind = media.find(sent, reply.content) if reply.content else None
        if kind is None:
            wanted = ", ".join(reply.content) or "no body"
            got = media.bare(sent)[:60] or "no content type"
            return [self._misfit(operation, response, "$", "media", wanted, got)]
        if not media.is_json(sent):
            return []
        try:
            body = msgspec.json.decode(response.body)
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            return [self._misfit(operation, response, "$", "text", "JSON", "something else")]
        problems = self._engine.answer_checks.problems(reply.content[kind].schema, body)
        return [
            self._misfit(operation, response, _place(one), _kind(one), one.text, _got(body, one))
            for one in problems
        ]

    def _misfit(
        self,
        operation: Operation,
        response: Response,
        place: str,
        kind: str,
        expected: str,
        got: str,
    ) -> Misfit:
        return Misfit(
            operation=operation.key,
            status=response.status,
            place=place,
            kind=kind,
            expected=expected,
            got=got,
        )


def _place(problem: Problem) -> str:
    """Return where a problem is, with every item of a list counted as the same place."""
    text = "$"
    for step in problem.path:
        # A key may be data (an address, a name): only what looks like a field is printed.
        is_field = isinstance(step, str) and step.isidentifier() and len(step) <= 64
        text += "[]" if isinstance(step, int) else f".{step}" if is_field else ".*"
    return text


def _kind(problem: Problem) -> str:
    return _KINDS.get(problem.rule, "size" if "in" in problem.rule.lower() else "variant")


def _got(body: Any, problem: Problem) -> str:
    value = body
    for step in problem.path:
        try:
            value = value[step]
        except (LookupError, TypeError):
            return "nothing"
    return _NAMES.get(type(value), "something")
