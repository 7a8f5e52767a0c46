"""What the meta-schema of openapi-spec-validator says, brought down to the key that is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from jsonschema.exceptions import ValidationError  # type: ignore[import-untyped]
from jsonschema.validators import extend, validator_for  # type: ignore[import-untyped]

from specloom.binding import described
from specloom.diagnostics import Place
from specloom.document import Document
from specloom.references import node_at
from specloom.source import Key, Node

_MOST = 300
"""Parts that are looked at in detail; who has more to correct will run again."""

_LISTED = frozenset(("paths", "webhooks"))
"""Objects whose members are judged one by one; so are the members of every part of components."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """One finding of the meta-schema, at the value that is wrong."""

    node: Node
    place: Place
    text: str
    help: str | None = None
    is_leftover: bool = False
    """A key was left over because something else about the object is wrong, or it is itself."""


def complaints(document: Document) -> Iterator[Complaint]:
    """Yield what the meta-schema says about the entry document.

    No reference is followed, so nothing can be fetched. A fast verdict comes first when
    jsonschema-rs is there: then only the parts that it refuses are looked at in detail.
    """
    data = document.root.value
    schema = _schema(document.version)
    suspects = _suspects(schema, data)
    if suspects is not None:
        if not suspects:
            return
        units = _units(suspects)
        data = _reduced(data, set(units[:_MOST]))
        if len(units) > _MOST:
            yield Complaint(
                node=document.root["openapi"],
                place=document.root["openapi"],
                text=f"{len(units) - _MOST} more paths and components break the meta-schema",
                help="Correct the others first.",
            )
    validator = _validator(schema)
    try:
        for error in validator.iter_errors(data):
            yield _complaint(_leaf(error), document.root)
    except RecursionError:
        # Nested beyond what the detailed validator can walk; the grammar has seen all of it.
        return


def _schema(version: tuple[int, int]) -> Mapping[str, Any]:
    from openapi_spec_validator import schemas

    found: Mapping[str, Any] = {
        (3, 0): schemas.schema_v30,
        (3, 1): schemas.schema_v31,
        (3, 2): schemas.schema_v32,
    }[version]
    return dict(found)


def _suspects(schema: Mapping[str, Any], data: Any) -> list[tuple[Key, ...]] | None:
    """Return the paths that the fast validator refuses; None when it is not installed."""
    if find_spec("jsonschema_rs") is None:
        return None
    import jsonschema_rs

    try:
        validator = jsonschema_rs.validator_for(dict(schema))
        return [tuple(error.instance_path) for error in validator.iter_errors(data)]
    except (ValueError, RecursionError):
        return None


def _units(suspects: Iterable[tuple[Key, ...]]) -> list[tuple[Key, ...]]:
    """Return the paths and components in which something is suspect, each once."""
    lengths = {"components": 3, **dict.fromkeys(_LISTED, 2)}
    found = (path[: lengths[str(path[0])]] for path in suspects if path and path[0] in lengths)
    return list(dict.fromkeys(found))


def _reduced(data: dict[str, Any], units: set[tuple[Key, ...]]) -> dict[str, Any]:
    """Return `data` with only those of its paths and components that are among `units`."""
    kept: dict[str, Any] = {}
    for key, value in data.items():
        if key in _LISTED and type(value) is dict and not _whole(units, key, 2):
            kept[key] = {name: each for name, each in value.items() if (key, name) in units}
        elif key == "components" and type(value) is dict and not _whole(units, key, 3):
            kept[key] = {
                part: (
                    {name: each for name, each in names.items() if (key, part, name) in units}
                    if type(names) is dict
                    else names
                )
                for part, names in value.items()
            }
        else:
            kept[key] = value
    return kept


def _validator(schema: Mapping[str, Any]) -> Any:
    """Return the detailed validator; its own check for repeated items takes quadratic time."""
    kind = validator_for(schema)
    return extend(kind, {"uniqueItems": _unique_items})(schema)


def _unique_items(_: Any, wanted: bool, value: Any, __: Any) -> Iterator[ValidationError]:
    if wanted and isinstance(value, list):
        written = {json.dumps(item, sort_keys=True) for item in value}
        if len(written) != len(value):
            yield ValidationError("not unique")


def _whole(units: set[tuple[Key, ...]], key: str, length: int) -> bool:
    return any(unit[0] == key and len(unit) < length for unit in units)


def _leaf(error: ValidationError) -> ValidationError:
    """Return the complaint behind `error` that a person can act on.

    Of alternatives, the branch that got deepest with the fewest complaints is the one that was
    meant; a branch that only misses `$ref` was not.
    """
    while error.context:
        branches: dict[Any, list[ValidationError]] = {}
        for inner in error.context:
            branches.setdefault(inner.schema_path[0], []).append(inner)
        meant = [each for each in branches.values() if not any(map(_misses_reference, each))]
        if not meant:
            break
        # A branch for another `in` or `type` was not meant.
        chosen = [each for each in meant if not any(map(_wants_another_kind, each))]
        branch = min(chosen or meant, key=lambda each: (-max(map(_depth, each)), len(each)))
        error = max(branch, key=_depth)
    return error


def _misses_reference(error: ValidationError) -> bool:
    return error.validator == "required" and "'$ref'" in error.message


def _wants_another_kind(error: ValidationError) -> bool:
    return error.validator in ("enum", "const") and error.absolute_path[-1] in ("in", "type")


def _depth(error: ValidationError) -> int:
    deepest = len(error.absolute_path)
    return max([deepest, *(_depth(inner) for inner in error.context or ())])


def _complaint(error: ValidationError, root: Node) -> Complaint:
    node = node_at(root, tuple(error.absolute_path))
    name = "the document" if node.key is None else "this"
    if isinstance(node.key, str):
        name = f"'{node.key}'"
    limit = error.validator_value
    place: Place = node
    text = f"{name} breaks the rule '{error.validator}' of the OpenAPI meta-schema"
    help = None
    match error.validator:
        case "required":
            missing = [each for each in limit if each not in error.instance]
            text = f"{name} needs {_listed(missing)}"
        case "additionalProperties" | "unevaluatedProperties":
            text, place = _unexpected(error, node, name)
        case "type":
            kinds = [limit] if type(limit) is str else limit
            wanted = " or ".join(_KINDS.get(each, each) for each in kinds)
            text = f"{name} must be {wanted}, not {described(error.instance)}"
        case "enum":
            text = f"{name} must be one of {_listed(limit)}"
        case "const":
            text = f"{name} must be '{limit}'"
        case "pattern":
            text = f"'{error.instance}' is not written as OpenAPI wants it"
            help = f"It must match {limit}"
        case "minProperties" | "minItems" | "minLength":
            text = f"{name} is empty"
        case "maxProperties" | "maxItems":
            text = f"{name} may have {limit} at most"
        case "uniqueItems":
            text = f"{name} lists the same twice"
        case "oneOf" | "anyOf":
            text = f"{name} fits none of the forms, or several, that OpenAPI knows here"
        case "not":
            text = f"{name} combines keys that exclude each other"
        case _:
            pass
    is_leftover = error.validator == "unevaluatedProperties"
    return Complaint(node=node, place=place, text=text, help=help, is_leftover=is_leftover)


_KINDS = {
    "string": "text",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "object": "an object",
    "array": "a list",
}


def _unexpected(error: ValidationError, node: Node, name: str) -> tuple[str, Place]:
    for key, child in node.items():
        if f"'{key}'" in error.message:
            return f"'{key}' does not belong in {name}", child.at_key
    return f"{name} has keys that do not belong there", node


def _listed(values: Iterable[Any]) -> str:
    return ", ".join(f"'{value}'" for value in values)
