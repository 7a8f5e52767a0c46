"""Rules about parameters and the paths that hold them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from specloom.diagnostics import Severity
from specloom.rules.rule import Finding, Rule, rule
from specloom.rules.survey import Survey
from specloom.source import Node


@rule("path-parameter-undeclared", Severity.WARNING)
def path_parameter_undeclared(survey: Survey) -> Iterator[Finding]:
    """Every name in braces in a path is declared as a path parameter.

    Otherwise nobody knows its type; it is taken for text.
    """
    for operation in survey.operations:
        declared = {each.text("name") for each in operation.parameters if each.text("in") == "path"}
        for name in operation.placeholders:
            if name not in declared:
                yield Finding(
                    at=operation.node,
                    text=f"'{{{name}}}' in {operation.path} is declared nowhere",
                    help=f"Add a parameter '{name}' with 'in: path' and 'required: true'.",
                )


@rule("path-parameter-unused", Severity.WARNING)
def path_parameter_unused(survey: Survey) -> Iterator[Finding]:
    """Every path parameter stands in braces in the path.

    Otherwise there is no place to send it to.
    """
    for operation in survey.operations:
        for parameter in operation.parameters:
            name = parameter.text("name")
            if parameter.text("in") == "path" and name not in operation.placeholders:
                yield Finding(
                    at=parameter,
                    text=f"the path parameter '{name}' is not in {operation.path}",
                    help=f"Put '{{{name}}}' into the path, or remove the parameter.",
                )


@rule("duplicate-parameter", Severity.WARNING)
def duplicate_parameter(survey: Survey) -> Iterator[Finding]:
    """A list of parameters has each name once per place.

    Which of two counts is anybody's guess; the first does here.
    """
    for operation in survey.operations:
        for listed in (operation.own, operation.inherited):
            first: dict[tuple[str, str], Node] = {}
            for parameter in listed:
                key = (parameter.text("name"), parameter.text("in"))
                if key in first:
                    yield Finding(
                        at=parameter,
                        text=f"'{key[0]}' in {key[1]} is listed a second time",
                        help="Remove one of them.",
                        note=("first here", first[key]),
                    )
                first.setdefault(key, parameter)


@rule("ambiguous-paths", Severity.WARNING)
def ambiguous_paths(survey: Survey) -> Iterator[Finding]:
    """No two paths differ only in the names of their parameters.

    `/pets/{id}` and `/pets/{name}` are the same address, so a server cannot tell them apart.
    """
    first: dict[tuple[str, str], str] = {}
    for operation in survey.operations:
        shape = (re.sub(r"\{[^{}]*\}", "{}", operation.path), operation.method)
        earlier = first.setdefault(shape, operation.path)
        if earlier != operation.path:
            yield Finding(
                at=operation.node,
                text=f"{operation.name} is the same address as {earlier}",
                help="Merge the two, or give one of them a path of its own.",
            )


@rule("reserved-header", Severity.NOTE)
def reserved_header(survey: Survey) -> Iterator[Finding]:
    """Accept, Content-Type and Authorization are not described as parameters.

    OpenAPI says that such parameters are ignored: media types and security schemes say it.
    """
    for parameter in survey.all("Parameter"):
        name = parameter.text("name")
        if parameter.text("in") == "header" and name.lower() in _RESERVED:
            yield Finding(
                at=parameter["name"],
                text=f"the header parameter '{name}' has no effect",
                help=f"Remove it; {_RESERVED[name.lower()]}.",
            )


_RESERVED = {
    "accept": "the media types of the responses say it",
    "content-type": "the media types of the request body say it",
    "authorization": "a security scheme says it",
}


@rule("inconsistent-parameter-casing", Severity.NOTE)
def inconsistent_parameter_casing(survey: Survey) -> Iterator[Finding]:
    """Query parameters are all written in one style: snake_case, camelCase or kebab-case.

    People guess the next name from those that they know. The style of the majority counts.
    """
    styled: dict[str, tuple[str, Node]] = {}
    for parameter in survey.all("Parameter"):
        style = _style(parameter.text("name"))
        if parameter.text("in") == "query" and style:
            styled.setdefault(parameter.text("name"), (style, parameter))
    counts = Counter(style for style, _ in styled.values())
    if len(counts) < 2:
        return
    common = counts.most_common(1)[0][0]
    for name, (style, parameter) in styled.items():
        if style != common:
            yield Finding(
                at=parameter["name"],
                text=f"'{name}' is {style}, most query parameters are {common}",
                help="Choose one style for the whole API.",
            )


def _style(name: str) -> str | None:
    """Return the style of a name of several words; one word fits every style."""
    if re.fullmatch(r"[a-z0-9]+(?:_[a-z0-9]+)+", name):
        return "snake_case"
    if re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)+", name):
        return "kebab-case"
    if re.fullmatch(r"[a-z][a-z0-9]*(?:[A-Z][a-z0-9]*)+", name):
        return "camelCase"
    return None


RULES: tuple[Rule, ...] = (
    path_parameter_undeclared,
    path_parameter_unused,
    duplicate_parameter,
    ambiguous_paths,
    reserved_header,
    inconsistent_parameter_casing,
)
