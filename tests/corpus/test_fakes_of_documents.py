"""A fake of each document starts, and answers every operation as its author described it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
import pytest
from harness.judge import Judge
from harness.operations import Operation, operations
from harness.reading import Description

from specloom.diagnostics import Report
from specloom.mock.engine.engine import Engine
from specloom.mock.engine.messages import Request, Response
from specloom.mock.prepare import prepare

pytestmark = pytest.mark.corpus

IMPERFECT = {
    "Adyen-ManagementService-v3.json": "a deleted item is answered with its id, which its schema forbids",
    "box-box-openapi.json": "a path and the same path with a fragment share one memory",
    "kiota-tests-Kiota.Builder.IntegrationTests-nested-dynamic-scope.yaml": "$dynamicRef is taken for $ref",
    "openapi-generator-3-0-allOfDuplicatedProperties.yaml": "two parts of an allOf contradict each other",
    "openapi-python-client-end-to-end-tests-baseline-openapi-3.0.json": "an object of no members for an anyOf",
}
"""Documents with an answer that departs, each with the reason."""

VALUES: dict[str, Any] = {"integer": 7, "number": 7.5, "boolean": True, "array": [], "object": {}}


def plain_request(description: Description, operation: Operation) -> Request:
    """Return a request as a first attempt looks: texts and numbers of the right kind, no more."""

    def value(schema: Any) -> Any:
        schema = description.follow(schema)
        for found in (schema.get("example"), schema.get("default"), *(schema.get("enum") or ())[:1]):
            if found is not None:
                return found
        kind = schema.get("type")
        return VALUES.get(kind, "text") if isinstance(kind, str) else "text"

    def text(found: Any) -> str:
        return found if isinstance(found, str) else msgspec.json.encode(found).decode()

    wanted = {one.name: quote(text(value(one.schema)), safe="") or "x" for one in operation.parameters}
    path = re.sub(r"\{([^{}]*)\}", lambda found: wanted.get(found[1], "x"), operation.path)
    required = [one for one in operation.parameters if one.required]
    body = b""
    headers = {one.name.lower(): text(value(one.schema)) for one in required if one.place == "header"}
    if operation.bodies:
        headers["content-type"] = operation.bodies[0].media
        body = msgspec.json.encode(value(operation.bodies[0].schema))
    return Request(
        method=operation.method,
        path=path.partition("#")[0].partition("?")[0],
        query="&".join(f"{quote(one.name)}={wanted[one.name]}" for one in required if one.place == "query"),
        headers=headers,
        body=body,
    )


def complaint(operation: Operation, response: Response, judge: Judge) -> str | None:
    """Return what is wrong with an answer, or None. A refusal has to give its reason."""
    if response.status >= 400:
        is_reasoned = response.status < 500 and response.header("X-Mock-Reason") is not None
        return None if is_reasoned else f"{response.status} without a reason"
    kind = (response.header("Content-Type") or "").partition(";")[0]
    if not response.body or not kind.endswith("json"):
        return None
    answers = {status: contents for status, contents, _ in operation.answers}
    for content in answers.get(str(response.status), ()):
        if content.media.partition(";")[0].strip() == kind and content.pieces is None:
            found = judge.complaint(content.schema, msgspec.json.decode(response.body))
            # Where alternatives overlap, there may be no value at all that fits only one of them.
            return None if found is None or "under more than one" in found else found
    return None


def test_every_operation_is_answered_as_described_or_refused_with_a_reason(document: Path) -> None:
    prepared = prepare(document, None, Report())
    if prepared is None:
        pytest.skip("refused")
    engine = Engine(prepared.description)
    engine.gate.judge = lambda *_: None  # type: ignore[method-assign]  # whoever calls may do so
    description = Description(document)
    judge = Judge(description, request=False)
    wrong: list[str] = []
    for operation in operations(description):
        response = engine.handle(plain_request(description, operation))
        found = complaint(operation, response, judge)
        if found is not None:
            wrong.append(f"{operation.method} {operation.path}: {response.status} {found}")
    if document.name in IMPERFECT:
        assert wrong != [], "it is answered as described now: strike it from the list"
        pytest.xfail(IMPERFECT[document.name])
    assert wrong == []
