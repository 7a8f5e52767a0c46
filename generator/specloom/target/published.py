"""What a declaration is known by between two runs, when the description has changed meanwhile.

The id of a type is its place. Where a place is a position in a list, something new in front of it
moves it. A parameter is known by its name instead; any other such type by the name that it wishes,
or else by what it holds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from hashlib import blake2b
from typing import Final, assert_never

from specloom.ir.api import Api
from specloom.ir.spell import spell
from specloom.ir.types import Alias, Declaration, Enum, Record, TypeId, Union

Keys = Mapping[TypeId, tuple[str, ...]]
"""What each declaration is known by, the best first."""

_PARAMETER: Final = re.compile(r"[^#&]*#[^#&]*?/parameters/\d+(?=$|[/#&])")
_LISTS: Final = re.compile(r"(/(?:oneOf|anyOf|allOf|prefixItems|items)/)\d+(?=$|[/#&])")
_SHAPES: Final = re.compile(r"#\d+(?=$|[#&])")


def keys_of(api: Api) -> Keys:
    """Return what each declaration of `api` is known by."""
    parameters = {
        parameter.at.pointer: f"{parameter.place.value} {parameter.wire}"
        for resource in api.resources
        for operation in resource.operations
        for parameter in operation.parameters
    }

    def named(found: re.Match[str]) -> str:
        name = parameters.get(found[0])
        return found[0] if name is None else f"{found[0].rpartition('/')[0]}/{name}"

    found = {
        id: _keys(_PARAMETER.sub(named, id), declaration) for id, declaration in api.types.items()
    }
    counts = Counter(key for keys in found.values() for key in keys)
    return {
        id: tuple(key for key in keys if counts[key] == 1) or (id,) for id, keys in found.items()
    }


def owned(keys: Keys, names: Mapping[str, str]) -> dict[TypeId, str]:
    """Return the published name of each declaration that had one; `names` has them by key."""
    found: dict[TypeId, str] = {}
    given: set[str] = set()
    for rank in range(max(map(len, keys.values()), default=0)):
        for id, known in keys.items():
            name = names.get(known[rank]) if rank < len(known) and id not in found else None
            if name is not None and name not in given:
                found[id] = name
                given.add(name)
    return found


def _keys(at: str, declaration: Declaration) -> tuple[str, ...]:
    place = _placeless(at)
    if place == at:
        return (at,)
    held = blake2b(_held(declaration).encode(errors="surrogatepass"), digest_size=6).hexdigest()
    return f"{place} {declaration.claim.text}", f"{place} ={held}"


def _placeless(text: str) -> str:
    return _SHAPES.sub("#*", _LISTS.sub(r"\1*", text))


def _held(declaration: Declaration) -> str:
    match declaration:
        case Record():
            parts = [field.wire for field in declaration.fields]
        case Enum():
            parts = [repr(member.value) for member in declaration.members]
        case Union():
            parts = [_placeless(spell(variant.type)) for variant in declaration.variants]
        case Alias():
            parts = [_placeless(spell(declaration.target))]
        case _:
            assert_never(declaration)
    return "\n".join(sorted(parts))
