# Part of specloom, copied with the package that it serves.
# pyright: basic
"""What tells an item from others: the field, the path parameter, and what they may hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from . import wording
from .description import Collection, Operation
from .schemas import Schema, Schemas, Shape

_IDS = ("id", "uuid", "_id", "guid", "key", "slug", "code", "name", "number", "login")
_FORMS = frozenset({"format", "pattern", "minLength", "maxLength", "enum"})


def parameter_of(operations: Mapping[str, Operation]) -> str | None:
    """Return the path parameter that names one item."""
    for role in ("read", "replace", "update", "delete"):
        if role in operations:
            last = operations[role].path.rstrip("/").rsplit("/", 1)[-1]
            names = re.findall(r"\{([^{}]*)\}", last)
            return names[-1] if last.startswith("{") and names else None
    return None


def field_of(parameter: str | None, facts: Collection, shape: Shape) -> str:
    """Return the field that the last path parameter is compared with."""
    if parameter is None:
        return "id"
    plain = {wording.plain(name): name for name in shape.properties}
    own = wording.plain(wording.singular(facts.name))
    candidates = [wording.plain(parameter), wording.plain(parameter).removeprefix(own), *_IDS]
    for candidate in candidates:
        if candidate in plain and shape.properties[plain[candidate]] is not False:
            return plain[candidate]
    return "id"


def schema_of(
    own: Schema, operations: Mapping[str, Operation], parameter: str | None, schemas: Schemas
) -> Schema:
    """Return what an id must look like: as the path demands where the item itself says less."""
    asked: Schema = next(
        (
            one.schema
            for operation in operations.values()
            for one in operation.parameters
            if one.place == "path" and one.name == parameter
        ),
        True,
    )
    facts, wanted = schemas.follow(own), schemas.follow(asked)
    if not isinstance(wanted, dict):
        return own
    if not isinstance(facts, dict):
        return asked
    says_more = wanted.keys() & _FORMS and not facts.keys() & _FORMS
    return asked if says_more and schemas.shape(own).kinds == schemas.shape(asked).kinds else own


def shown_id(operations: Mapping[str, Operation], parameter: str | None) -> Any:
    """Return the id that the description's own examples ask for."""
    for operation in operations.values():
        for one in operation.parameters:
            if one.place == "path" and one.name == parameter and one.example is not None:
                return one.example
    return None
