# Part of specloom, copied with the package that it serves.
# pyright: basic
"""From a request to an answer: the order in which an API looks at what it is asked."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from . import faults, formats, prefer, results
from .answers import NO_WISH, Answers, Plain, Wish
from .auth import Gate
from .checks import Checks
from .description import Also, Description, Operation, Refusal
from .expressions import World, holds, reach
from .failures import Failures
from .faults import BadFaultError, Chaos, Fault, Trouble
from .habits import learn
from .journal import Journal
from .judge import Judge, Judged
from .media import is_json
from .messages import Call, Request, Response
from .parameters import MISSING
from .quirks import Quirks
from .rates import Limits
from .refusals import RefusedError
from .rendering import rendered
from .resource import Resource
from .results import Result
from .routes import Route, Routes
from .samples import Samples
from .schemas import Schemas
from .store import Listener, Store

JSON = "application/json"
_HTML = (
    b"<html><head><title>%d %s</title></head><body><center><h1>%d %s</h1></center></body></html>\n"
)


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How a fake behaves. `quirks` are names, or true for all that are declared.

    `seeded` puts the description's examples into every collection; `clock` gives seconds since 1970.
    """

    seed: int = 1
    strict: bool = False
    quirks: bool | tuple[str, ...] = False
    rate_limit: bool = False
    chaos: Chaos | None = None
    seeded: bool = True
    limit: int = 10_000
    clock: Callable[[], float] = time.time


class _Plan(msgspec.Struct, kw_only=True):
    """What is known about one operation, worked out when it is first asked for."""

    operation: Operation
    judge: Judge
    result: Result
    headers: tuple[tuple[str, str], ...]
    refusals: tuple[Refusal, ...]
    resource: Resource | None = None
    role: str = ""
    also: tuple[tuple[Resource, Also], ...] = ()


class Engine:
    """A fake of the described API: give it requests, it gives answers and remembers."""

    def __init__(
        self,
        description: Description,
        options: Options | None = None,
        listener: Listener | None = None,
    ) -> None:
        self.description = description
        self.options = options or Options()
        self.store = Store(self.options.limit, listener)
        self.trouble = Trouble(self.options.chaos)
        self.gate = Gate(description)
        self.journal = Journal()
        self.schemas = Schemas(description.schemas, description.dialect)
        known = formats.checks(description.formats)
        # Formats that only this API knows are notes to its callers, as JSON Schema has it: a request
        # that fits the pattern beside them is refused in strict mode only.
        asked = known if self.options.strict else formats.checks({})
        self._checks = Checks(self.schemas, asked, request=True, exclusive=self.options.strict)
        self.answer_checks = Checks(self.schemas, known, request=False)
        self._samples = Samples(
            self.schemas,
            self.answer_checks,
            formats.samples(description.formats),
            self.options.seed,
        )
        self._answers = Answers(self.answer_checks, self._samples)
        self._failures = Failures(
            description, self.schemas, self.answer_checks, self._samples, self._answers
        )
        self._routes = Routes(description.operations, description.bases)
        self._world = World(
            self.store,
            self.options.clock,
            description.zone,
            description.formats,
            description.catalogues,
        )
        self._limits = Limits(description.rates) if self.options.rate_limit else None
        self._quirks: Quirks | None = None
        self.set_quirks(self.options.quirks)
        self._plans: dict[str, _Plan] = {}
        self._resources: dict[str, Resource] = {}
        self._roles = {
            key: (facts.name, role)
            for facts in description.collections
            for role, key in facts.operations.items()
        }

    def set_quirks(self, which: bool | Sequence[str]) -> None:
        """Answer with all quirks that are declared, with some, or with none."""
        names = None if isinstance(which, bool) else which
        self._quirks = Quirks(self.description, self.schemas, self._world, names) if which else None

    def reset(self) -> None:
        """Forget what was stored, called and scripted."""
        self.store.clear()
        self.journal.clear()
        self.trouble.clear()
        for resource in self._resources.values():
            resource.forget()

    def resource(self, name: str) -> Resource:
        """Return the collection `name`; raise `KeyError` if there is none."""
        found = self._resources.get(name)
        if found is None:
            facts = next((one for one in self.description.collections if one.name == name), None)
            if facts is None:
                raise KeyError(name)
            habits = learn(facts, self.description, self.schemas, self.answer_checks, self._samples)
            found = self._resources[name] = Resource(
                habits,
                self._world,
                self.schemas,
                self.answer_checks,
                self._samples,
                seeded=self.options.seeded,
            )
        return found

    def handle(self, request: Request) -> Response:
        """Return the answer to `request`, and remember both."""
        operation: Operation | None = None
        reason = ""
        try:
            route, texts = self._find(request)
            operation = route.operation
            response = self._answer(operation, dict(zip(route.names, texts, strict=False)), request)
        except RefusedError as refused:
            reason = refused.reason
            response = self._refuse(refused, operation)
        if request.method == "HEAD" and response.body:
            size = ("Content-Length", str(len(response.body)))
            response = msgspec.structs.replace(
                response, body=b"", headers=(*response.headers, size)
            )
        key = operation.key if operation is not None else None
        self.journal.add(Call(operation=key, request=request, response=response, reason=reason))
        return response

    def refuse(self, status: int, reason: str) -> Response:
        """Return a refusal in the API's own words, for what a front cannot even hand over."""
        return self._refuse(RefusedError(status, reason), None)

    def result(self, operation: Operation) -> Result:
        """Return where the items are in the answers of `operation`."""
        return self._plan(operation).result

    def find(self, method: str, path: str, query: str = "") -> Operation | None:
        """Return the operation that a request means, or None."""
        try:
            return self._find(Request(method=method, path=path, query=query))[0].operation
        except RefusedError:
            return None

    def _find(self, request: Request) -> tuple[Route, list[str]]:
        found = self._routes.find(request.path)
        if found is None:
            raise RefusedError(404, f"the description has no path {request.path[:100]}")
        method = request.method
        routes = found.methods.get(method)
        if routes is None and method == "HEAD":
            routes = found.methods.get("GET")
        if routes is None:
            methods = sorted(
                {*found.methods, "OPTIONS"} | ({"HEAD"} if "GET" in found.methods else set())
            )
            allow = (("Allow", ", ".join(methods)),)
            status = 204 if method == "OPTIONS" else 405
            raise RefusedError(status, f"the path does not know {method[:20]}", headers=allow)
        route = routes[0]
        if len(routes) > 1:
            pairs = set(request.query.split("&"))
            for one in routes:
                if all(f"{key}={value}" in pairs for key, value in one.operation.fixed.items()):
                    route = one
                    break
        return route, found.texts

    def _answer(self, operation: Operation, named: Mapping[str, str], request: Request) -> Response:
        wish = NO_WISH
        fault: Fault | None = None
        notes: tuple[tuple[str, str], ...] = ()
        headers = request.headers
        if "prefer" in headers or "x-fault" in headers or not self.trouble.is_quiet:
            wish, fault, notes = self._wishes(operation, headers)
            if fault is not None and fault.stops:
                return self._faulty(fault, operation, notes)
        if self._limits is not None:
            self._limits.demand(request.client, self.options.clock())
        plan = self._plans.get(operation.key) or self._plan(operation)
        if wish.code is not None and wish.code >= 400:
            raise RefusedError(wish.code, f"asked for by Prefer: code={wish.code}", headers=notes)
        refusal = self.gate.judge(operation, request, named)
        if refusal is not None:
            raise RefusedError(*refusal)
        judged = plan.judge.judge(request, named)
        if plan.refusals:
            _refuse_declared(plan.refusals, judged, request)
        for resource, facts in plan.also:
            resource.also(facts, judged)
        response = self._carry_out(plan, judged, request, wish, fault)
        if fault is not None:
            if fault.late and fault.status is not None:
                return self._faulty(fault, operation, notes)
            notes = (*notes, ("X-Mock-Fault", _line(fault.text)))
            response = msgspec.structs.replace(response, delivery=fault.delivery)
        if notes:
            response = msgspec.structs.replace(response, headers=(*response.headers, *notes))
        return response

    def _carry_out(
        self, plan: _Plan, judged: Judged, request: Request, wish: Wish, fault: Fault | None
    ) -> Response:
        accept = request.headers.get("accept", "")
        drifts = fault.drifts if fault is not None else ()
        if plan.resource is not None and wish is NO_WISH:
            kind = self._answers.acceptable(plan.result.reply, plan.result.status, accept)
            is_straight = self._quirks is None and not drifts and kind == plan.result.media
            if plan.role == "read" and kind is not None and is_straight:
                raw = plan.resource.read(judged)
                headers = (("Content-Type", kind), *plan.headers)
                return Response(status=plan.result.status, headers=headers, body=raw)
            outcome = plan.resource.answer(plan.role, judged, request)
            headers = outcome.headers + plan.headers
            if kind is None or outcome.body is MISSING:
                return Response(status=outcome.status, headers=headers)
            if kind == outcome.media:
                body = outcome.body
                if self._quirks is not None or drifts:
                    body = self._bent(plan, body, drifts)
                return Response(
                    status=outcome.status,
                    headers=(("Content-Type", kind), *headers),
                    body=rendered(body, kind),
                )
        plain = self._answers.answer(plan.operation, accept, wish)
        wanted = self._quirks is not None or drifts
        if wanted and plain.media is not None and is_json(plain.media) and plain.status < 300:
            body = self._bent(plan, msgspec.json.decode(plain.body), drifts)
            plain = msgspec.structs.replace(plain, body=rendered(body, plain.media))
        return _plain(plain)

    def _bent(self, plan: _Plan, body: Any, drifts: Sequence[tuple[str, str]]) -> Any:
        """Return a body with the quirks and the drift that are wanted; it is a copy."""
        body = msgspec.json.decode(msgspec.json.encode(body))
        if self._quirks is not None:
            body = self._quirks.apply(plan.operation.key, body, plan.result)
        return faults.drift(body, drifts, plan.result.path) if drifts else body

    def _wishes(
        self, operation: Operation, headers: Mapping[str, str]
    ) -> tuple[Wish, Fault | None, tuple[tuple[str, str], ...]]:
        preference = prefer.read(headers.get("prefer", ""))
        asked = ";".join(one for one in (headers.get("x-fault", ""), preference.faults) if one)
        try:
            fault = faults.parse(asked) if asked else self.trouble.meet(operation)
        except BadFaultError as error:
            raise RefusedError(400, str(error)) from None
        notes = (
            (("Preference-Applied", ", ".join(preference.applied)),) if preference.applied else ()
        )
        return preference.wish, fault, notes

    def _faulty(
        self, fault: Fault, operation: Operation, notes: tuple[tuple[str, str], ...]
    ) -> Response:
        """Return the failure that was asked for, in the API's own words where it has them."""
        headers = (*fault.headers, *notes, ("X-Mock-Fault", _line(fault.text)))
        status = fault.status or 500
        if fault.html:
            name = b"Bad Gateway" if status == 502 else b"Error"
            body = _HTML % (status, name, status, name)
            response = Response(
                status=status, headers=(("Content-Type", "text/html"), *headers), body=body
            )
        else:
            refused = RefusedError(status, f"asked for: {fault.text}", headers=headers)
            response = self._refuse(refused, operation)
        return msgspec.structs.replace(response, delivery=fault.delivery)

    def _refuse(self, refused: RefusedError, operation: Operation | None) -> Response:
        headers = (*refused.headers, ("X-Mock-Reason", _line(refused.reason)))
        if refused.status == 401 and not any(one[0] == "WWW-Authenticate" for one in headers):
            headers = (*headers, ("WWW-Authenticate", "Bearer"))
        if refused.status in {204, 304}:
            return Response(status=refused.status, headers=headers)
        kind, body, reply = self._failures.body(refused, operation)
        if reply is not None:
            headers = (*headers, *self._answers.headers(reply))
        return Response(
            status=refused.status, headers=(("Content-Type", kind), *headers), body=body
        )

    def _plan(self, operation: Operation) -> _Plan:
        plan = self._plans.get(operation.key)
        if plan is not None:
            return plan
        envelope = self.description.envelope[0] if self.description.envelope else None
        resource, role = None, ""
        if operation.key in self._roles:
            name, role = self._roles[operation.key]
            known = self.resource(name)
            resource = known if role in known.habits.roles else None
        found = (
            resource.habits.results[role]
            if resource is not None
            else results.result(operation, self.schemas, envelope, many=False, name="")
        )
        plan = self._plans[operation.key] = _Plan(
            operation=operation,
            judge=Judge(operation, self.schemas, self._checks, strict=self.options.strict),
            result=found,
            headers=self._answers.headers(found.reply),
            refusals=tuple(
                one for one in self.description.refuse if one.operation in {None, operation.key}
            ),
            resource=resource,
            role=role,
            also=tuple(self._also(operation)),
        )
        return plan

    def _also(self, operation: Operation) -> Iterable[tuple[Resource, Also]]:
        for facts in self.description.collections:
            for one in facts.also:
                if one.operation == operation.key:
                    yield self.resource(facts.name), one


def _refuse_declared(refusals: Iterable[Refusal], judged: Judged, request: Request) -> None:
    """Raise `RefusedError` if the request is one of those that are always refused."""

    def said(path: str) -> Any:
        place, _, rest = path.partition(".")
        if place == "body" and not rest:
            return bool(request.body)
        if place == "header":
            return request.headers.get(rest.lower(), MISSING)
        return reach(getattr(judged, place, None), tuple(rest.split(".")))

    for refusal in refusals:
        if holds(refusal.when, said):
            why = ", ".join(f"{key} is {value}" for key, value in refusal.when.items())
            raise RefusedError(refusal.status, f"declared: {why}", message=refusal.message)


def _plain(plain: Plain) -> Response:
    headers = plain.headers
    if plain.media is not None:
        headers = (("Content-Type", plain.media), *headers)
    return Response(status=plain.status, headers=headers, body=plain.body)


def _line(text: str) -> str:
    """Return `text` as the value of a header: one line of plain characters."""
    return "".join(char if " " <= char <= "~" else "?" for char in text)[:300].strip()
