"""Rules about operations: their names, their text, what they answer."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.diagnostics import Severity
from specloom.rules.rule import Finding, Rule, rule
from specloom.rules.survey import Operation, Survey


@rule("duplicate-operation-id", Severity.WARNING)
def duplicate_operation_id(survey: Survey) -> Iterator[Finding]:
    """Every operationId names one operation.

    Links, sdk.yaml and the methods of an SDK refer to operations by this name. With two of a
    name, only one of them can be meant.
    """
    first: dict[str, Operation] = {}
    for operation in survey.operations:
        name = operation.node.text("operationId")
        if not name:
            continue
        earlier = first.setdefault(name, operation)
        if earlier is not operation:
            yield Finding(
                at=operation.node["operationId"],
                text=f"'{name}' already names {earlier.name}",
                help="Rename one of them.",
                note=("first used here", earlier.node["operationId"]),
            )


@rule("missing-operation-id", Severity.NOTE)
def missing_operation_id(survey: Survey) -> Iterator[Finding]:
    """Every operation has an operationId.

    Without one, methods are named after the path, and a path that changes renames a method that
    people call.
    """
    for operation in survey.operations:
        if not operation.node.text("operationId"):
            yield Finding(
                at=operation.node,
                text=f"{operation.name} has no operationId",
                help="Add one; it becomes the method's name.",
            )


@rule("missing-description", Severity.NOTE)
def missing_description(survey: Survey) -> Iterator[Finding]:
    """Every operation says what it does, in a summary or a description.

    This text is the first line of the method's documentation and of its page in the reference.
    """
    for operation in survey.operations:
        if (
            not operation.node.text("summary").strip()
            and not operation.node.text("description").strip()
        ):
            yield Finding(
                at=operation.node,
                text=f"{operation.name} does not say what it does",
                help="Add a 'summary' of one line.",
            )


@rule("success-response-missing", Severity.NOTE)
def success_response_missing(survey: Survey) -> Iterator[Finding]:
    """Every operation describes what it answers when all goes well.

    A 2xx, a 3xx or `default` will do. Without one, nobody knows what a call returns.
    """
    for operation in survey.operations:
        responses = operation.node.get("responses")
        if responses is None or not responses.is_map:
            continue
        statuses = [status for status, _ in survey.document.follow(responses).items()]
        if statuses and not any(each[0] in "123" or each == "default" for each in statuses if each):
            yield Finding(
                at=responses,
                text=f"{operation.name} describes no successful answer",
                help="Add the 2xx status that it answers with.",
            )


@rule("no-error-response", Severity.NOTE)
def no_error_response(survey: Survey) -> Iterator[Finding]:
    """Every operation describes at least one way to fail.

    Callers can only handle what they know of: a 4xx, a 5xx or `default`.
    """
    for operation in survey.operations:
        responses = operation.node.get("responses")
        if responses is None or not responses.is_map:
            continue
        statuses = [status for status, _ in survey.document.follow(responses).items()]
        if not any(each[0] in "45" or each == "default" for each in statuses if each):
            yield Finding(
                at=responses,
                text=f"{operation.name} describes no error",
                help="Add what it answers when it refuses, such as '4XX' or 'default'.",
            )


@rule("body-without-meaning", Severity.NOTE)
def body_without_meaning(survey: Survey) -> Iterator[Finding]:
    """GET, HEAD and TRACE carry no body.

    Proxies drop it, caches ignore it, and some clients cannot send it at all.
    """
    for operation in survey.operations:
        body = operation.node.get("requestBody")
        if body is not None and operation.method in ("get", "head", "trace"):
            yield Finding(
                at=body.at_key,
                text=f"{operation.name} has a body, which may never arrive",
                help="Move it to query parameters, or use POST.",
            )


RULES: tuple[Rule, ...] = (
    duplicate_operation_id,
    missing_operation_id,
    missing_description,
    success_response_missing,
    no_error_response,
    body_without_meaning,
)
