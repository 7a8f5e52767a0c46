"""How parameters travel, written from the OpenAPI standard: what should have arrived."""

from __future__ import annotations

import json
from typing import Any

from .operations import Parameter
from .reading import Json

UNDEFINED: Any = object()
"""The standard does not say how this value travels in this style."""


def text(value: Json) -> str:
    """Return a single value as it stands in a URL or a header."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value)


def query(parameter: Parameter, value: Json) -> list[tuple[str, str]] | Any:
    """Return the decoded name-value pairs of a parameter in a query, a form or a cookie."""
    name = parameter.name
    if parameter.content is not None:
        return [(name, value if isinstance(value, str) and "json" not in parameter.content else Whole(value))]
    match value:
        case list() if not any(isinstance(one, list | dict) for one in value):
            texts = [text(one) for one in value]
            if parameter.style == "deepObject":
                return UNDEFINED
            if not value:
                return UNDEFINED
            if parameter.explode:
                return [(name, one) for one in texts]
            mark = {"spaceDelimited": " ", "pipeDelimited": "|"}.get(parameter.style, ",")
            return [(name, mark.join(texts))]
        case dict() if not any(isinstance(one, list | dict) for one in value.values()):
            # RFC 6570: a member that is null is no member.
            value = {key: one for key, one in value.items() if one is not None}
            if parameter.style == "deepObject":
                return [(f"{name}[{key}]", text(one)) for key, one in value.items()]
            if parameter.style == "form" and not value:
                return UNDEFINED
            if parameter.style != "form":
                return UNDEFINED
            if parameter.explode:
                return [(key, text(one)) for key, one in value.items()]
            return [(name, ",".join(f"{key},{text(one)}" for key, one in value.items()))]
        case list() | dict():
            return UNDEFINED
        case _:
            return UNDEFINED if parameter.style == "deepObject" else [(name, text(value))]


class Whole:
    """A value that travels as one JSON document."""

    def __init__(self, value: Json) -> None:
        self.value = value


def path(parameter: Parameter, value: Json) -> Any:
    """Return the decoded text that stands in a path for a parameter."""
    if parameter.content is not None:
        return Whole(value) if "json" in parameter.content else text(value)
    match value:
        case list() if not any(isinstance(one, list | dict) for one in value) and value:
            texts = [text(one) for one in value]
            match parameter.style:
                case "label":
                    return "." + (".".join(texts) if parameter.explode else ",".join(texts))
                case "matrix" if parameter.explode:
                    return "".join(f";{parameter.name}={one}" for one in texts)
                case "matrix":
                    return f";{parameter.name}={','.join(texts)}"
                case _:
                    return ",".join(texts)
        case dict() if not any(isinstance(one, list | dict) for one in value.values()) and value:
            pairs = [(key, text(one)) for key, one in value.items()]
            flat = ",".join(f"{key},{one}" for key, one in pairs)
            named = [f"{key}={one}" for key, one in pairs]
            match parameter.style:
                case "label":
                    return "." + (".".join(named) if parameter.explode else flat)
                case "matrix" if parameter.explode:
                    return "".join(f";{one}" for one in named)
                case "matrix":
                    return f";{parameter.name}={flat}"
                case _:
                    return ",".join(named) if parameter.explode else flat
        case list() | dict():
            return UNDEFINED
        case _:
            prefix = {"label": ".", "matrix": f";{parameter.name}="}.get(parameter.style, "")
            return prefix + text(value)


def header(parameter: Parameter, value: Json) -> Any:
    """Return the text of a parameter in a header."""
    return path(parameter, value)
