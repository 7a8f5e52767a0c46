# Part of specloom, copied with the package that it serves.
# pyright: basic
"""Whether a request is one that the description allows: its parameters and its body."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from . import bodies, media
from .checks import Checks
from .description import Operation, Parameter
from .messages import Request
from .parameters import MISSING, Source, cookies, query_pairs, value
from .problems import Problem, Run, TooComplexError, Trail
from .refusals import RefusedError
from .scalars import Check
from .schemas import Schemas

# Headers that OpenAPI says are described elsewhere: a parameter of that name means nothing.
_IGNORED = frozenset({"accept", "content-type", "authorization"})
_PREFERRED = {
    "path": ("404", "400", "422"),
    "query": ("400", "422"),
    "header": ("400", "422"),
    "cookie": ("400", "422"),
    "syntax": ("400", "422"),
    "body": ("422", "400"),
    "media": ("415", "400", "422"),
}


class Judged(msgspec.Struct, kw_only=True, gc=False):
    """What a request says, given its types. `body` is `MISSING` when none was sent."""

    texts: Mapping[str, str]
    path: dict[str, Any]
    query: dict[str, Any]
    headers: dict[str, Any]
    body: Any = MISSING


class Judge:
    """Judges the requests of one operation; compiled when the first arrives."""

    def __init__(
        self, operation: Operation, schemas: Schemas, checks: Checks, *, strict: bool = False
    ) -> None:
        self.operation = operation
        self._schemas = schemas
        self._checks = checks
        self._strict = strict
        self._path: list[tuple[Parameter, Check]] = []
        self._others: list[tuple[Parameter, Check]] = []
        for parameter in operation.parameters:
            entry = (parameter, checks.check(parameter.schema))
            if parameter.place == "path":
                self._path.append(entry)
            elif parameter.place != "header" or parameter.name.lower() not in _IGNORED:
                self._others.append(entry)
        self._needs_others = any(parameter.required for parameter, _ in self._others)
        self._reads_headers = any(parameter.place != "query" for parameter, _ in self._others)
        self._known = {parameter.name for parameter, _ in self._others}

    def status(self, kind: str) -> int:
        """Return the status that the description has for this kind of mistake."""
        preferred = _PREFERRED[kind]
        known = self.operation.replies
        if kind == "media" and known.keys() & {"4XX", "4xx", "default"}:
            return int(preferred[0])
        return int(next((status for status in preferred if status in known), preferred[0]))

    def judge(self, request: Request, texts: Mapping[str, str]) -> Judged:
        """Return what `request` says, or raise `RefusedError`."""
        judged = Judged(texts=texts, path=dict(texts), query={}, headers={})
        source = Source(path=texts, query=[], headers=request.headers, cookies={})
        for parameter, check in self._path:
            found = value(parameter, source, self._schemas)
            if found is MISSING:
                # The description speaks of a placeholder that its path does not have.
                continue
            judged.path[parameter.name] = found
            self._demand("path", (None, parameter.name), found, check)
        if request.query or self._needs_others or self._reads_headers:
            self._judge_others(request, judged)
        if request.body or self.operation.body is not None:
            judged.body = self._body(request)
        return judged

    def _judge_others(self, request: Request, judged: Judged) -> None:
        source = Source(
            path={},
            query=query_pairs(request.query),
            headers=request.headers,
            cookies=cookies(request.headers.get("cookie", "")) if self._reads_headers else {},
        )
        for parameter, check in self._others:
            found = value(parameter, source, self._schemas)
            if found is MISSING:
                if parameter.required:
                    problem = Problem((parameter.name,), "required", "is required")
                    self._refuse(parameter.place, [problem])
                continue
            into = judged.query if parameter.place == "query" else judged.headers
            into[parameter.name] = found
            self._demand(parameter.place, (None, parameter.name), found, check)
        if self._strict:
            unknown = [key for key, _ in source.query if key.partition("[")[0] not in self._known]
            if unknown and "" not in self._known:
                self._refuse("query", [Problem((unknown[0],), "unknown", "is not known")])

    def _demand(self, kind: str, trail: Trail, found: Any, check: Check) -> None:
        run = Run()
        try:
            check(found, trail, run)
        except (TooComplexError, RecursionError):
            run.add(trail, "complexity", "is nested too deeply to be judged")
        if run.found:
            self._refuse(kind, run.found)

    def _refuse(self, kind: str, problems: list[Problem]) -> None:
        where = "body" if kind == "body" else f"{kind} parameter"
        first = problems[0]
        named = f"{where} {first.field}".strip() if first.path else f"the {where}"
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise RefusedError(
            self.status(kind), f"{named}: {first.text}{more}", problems=tuple(problems)
        )

    def _body(self, request: Request) -> Any:
        described = self.operation.body
        sent = request.headers.get("content-type", "")
        if described is None:
            if self._strict:
                raise RefusedError(self.status("syntax"), "this operation takes no body")
            return MISSING
        if not request.body:
            if described.required and not _takes_nothing(described.content):
                problem = Problem((), "required", "is required")
                raise RefusedError(
                    self.status("syntax"), "the body is missing", problems=(problem,)
                )
            return MISSING
        if not sent and not self._strict:
            sent = next((one for one in described.content if media.is_json(one)), "")
        found = media.find(sent, described.content)
        if found is None:
            known = ", ".join(described.content)
            text = (
                f"Content-Type '{sent[:80]}' is not one of: {known}" if sent else "no Content-Type"
            )
            raise RefusedError(self.status("media"), text)
        try:
            body = bodies.read(request.body, sent, described.content[found], self._schemas)
        except bodies.UnreadableBodyError as error:
            problem = Problem((), "syntax", str(error))
            raise RefusedError(self.status("syntax"), str(error), problems=(problem,)) from None
        if bodies.is_judged(sent):
            problems = self._checks.problems(described.content[found].schema, body)
            if problems:
                self._refuse("body", problems)
        return body


def _takes_nothing(content: Mapping[str, Any]) -> bool:
    """Whether a file of no bytes is as good as any: an upload may be empty."""
    return bool(content) and not any(
        media.is_json(one) or media.bare(one).startswith(("application/x-www", "multipart/"))
        for one in content
    )
