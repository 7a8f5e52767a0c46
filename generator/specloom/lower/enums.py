"""Values from a list: constants, enumerations, and lists of values that are neither."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from specloom.config import TypeChoice
from specloom.ir.types import (
    Claim,
    Const,
    Doc,
    Enum,
    Kind,
    Member,
    Null,
    Origin,
    Scalar,
    TypeId,
    TypeRef,
)
from specloom.lower import remarks
from specloom.lower.bench import Bench, Site
from specloom.lower.compose import Merged
from specloom.lower.kinds import kind_of, own_kinds, values
from specloom.lower.versions import Schema

_NAME_LISTS: Final = ("x-enum-varnames", "x-enumNames", "x-enum-names", "x-enum-keys")
_PROSE_LISTS: Final = ("x-enum-descriptions", "x-enumDescriptions", "x-enum-description")
_EXTENSIBLE: Final = "x-extensible-enum"
_TABLES: Final = ("x-ms-enum", "x-fern-enum", "x-speakeasy-enums")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a list, with the name and the prose that the description has for it."""

    value: str | int | bool
    name: str | None = None
    prose: str = ""
    deprecated: bool = False


def allowed(bench: Bench, merged: Merged) -> list[Any] | None:
    """Return the values that every part of `merged` allows, or None where none lists values."""
    found: list[Any] | None = None
    for part in merged.parts:
        given = _fitting(bench, part)
        if given is None:
            continue
        if found is None:
            found = given
            continue
        both = [value for value in found if any(same(value, other) for other in given)]
        found = both or given
    return found


def same(one: Any, other: Any) -> bool:
    """Whether two plain values are the same JSON: 1 is not true, but 1 is 1.0."""
    return (type(one) is bool) == (type(other) is bool) and bool(one == other)


def _fitting(bench: Bench, part: Schema) -> list[Any] | None:
    """Return the values that `part` lists, as values of the type that it names."""
    given = values(part)
    if given is None or not part.types:
        return given
    kinds = own_kinds(part)
    fitted: list[Any] = []
    for value in given:
        if value is None or kind_of(value) in kinds:
            fitted.append(value)
            continue
        meant = _meant(value, part.types)
        if meant is None:
            bench.faults.mend(
                "value-of-another-type",
                at=part.node,
                text=f"{value!r:.40} is no {' or '.join(part.types)}; it was kept as it is",
                help="Correct the value or the type.",
            )
            meant = value
        fitted.append(meant)
    return fitted


def _meant(value: Any, types: Sequence[str]) -> Any:
    """Return `value` as a value of one of `types` when it only was not quoted, or was; else None."""
    if "string" in types and type(value) in (int, float):
        return str(value)
    if "string" in types and type(value) is bool:
        return "true" if value else "false"
    if type(value) is str and "boolean" in types and value.lower() in ("true", "false"):
        return value.lower() == "true"
    if type(value) is str and {"integer", "number"}.intersection(types):
        try:
            return int(value)
        except ValueError:
            return None
    if type(value) is float and "integer" in types and value.is_integer():
        return int(value)
    return None


def choices(bench: Bench, merged: Merged, given: Sequence[Any]) -> list[Choice]:
    """Return the scalar values of `given` with what `merged` says of them.

    Extensions describe values, and so do alternatives that are one constant each.
    """
    named: dict[tuple[type, Any], _Known] = {}
    for group in merged.groups:
        for branch in group.branches:
            named.update(_titled(bench.composer.read(branch)))
    for part in merged.parts:
        named.update((key, known) for key, known in _described(part).items() if any(known))
    found: dict[tuple[type, Any], Choice] = {}
    for value in given:
        if type(value) in (str, int, bool):
            known = named.get((type(value), value), (None, "", False))
            found.setdefault((type(value), value), Choice(value, *known))
    return list(found.values())


def _titled(schema: Schema) -> dict[tuple[type, Any], _Known]:
    """Return what the title and prose of a single constant say of it."""
    value = schema.raw.get("const")
    if type(value) not in (str, int, bool):
        return {}
    said = remarks.doc([schema])
    known = (said.summary or None, said.description, schema.flag("deprecated"))
    return {(type(value), value): known}


def lower_values(bench: Bench, merged: Merged, given: Sequence[Any], site: Site) -> TypeRef | None:
    """Return the type of a value from the list `given`, null aside; None when it is not worth one.

    Then the caller takes the plain type, and the values become a limit on it.
    """
    plain = [value for value in given if value is not None]
    if not plain:
        return Null()
    if any(type(value) not in (str, int, bool) for value in plain):
        return None
    listed = choices(bench, merged, plain)
    kinds = {type(choice.value) for choice in listed}
    if kinds == {bool} and len(listed) == 2:
        return Scalar(kind=Kind.BOOLEAN)
    is_constant = len(listed) == 1 and (site.claim is None or "const" in merged.own)
    if len(kinds) > 1 or kinds == {bool} or is_constant:
        return Const(values=tuple(choice.value for choice in listed))
    return declare(bench, merged, listed, site)


def lower_extensible(bench: Bench, merged: Merged, site: Site) -> TypeRef | None:
    """Return the enumeration that an extension lists as known values of any text, or None."""
    for part in reversed(merged.parts):
        known = part.raw.get(_EXTENSIBLE)
        if type(known) is list and known and all(type(value) is str for value in known):
            return declare(bench, merged, choices(bench, merged, known), site, is_open=True)
    return None


def declare(
    bench: Bench, merged: Merged, listed: Sequence[Choice], site: Site, *, is_open: bool = False
) -> TypeRef:
    """Return a reference to an enumeration of `listed`, all of them strings or all integers."""
    is_text = type(listed[0].value) is str
    choice = bench.claims.choice(site.node, site.suffix)

    def build(id: TypeId, claim: Claim) -> Enum:
        return Enum(
            id=id,
            claim=claim,
            kind=Kind.STRING if is_text else Kind.INTEGER,
            members=tuple(_member(each, choice) for each in listed),
            open=is_open,
            doc=site.doc(claim.text),
            deprecated=merged.own.flag("deprecated"),
            at=site.node,
        )

    kinds = frozenset({"string"}) if is_text else frozenset({"integer"})
    return bench.promise(site, merged, build, kinds)


def _member(choice: Choice, chosen: TypeChoice | None) -> Member:
    text, origin = _spoken(choice.value), Origin.CONTEXT
    if choice.name:
        text, origin = choice.name, Origin.COMPONENT
    key = str(choice.value)
    if chosen is not None and key in chosen.members:
        text, origin = chosen.members[key], Origin.PINNED
    return Member(
        value=choice.value,
        claim=Claim(text=text, origin=origin),
        doc=Doc(description=choice.prose),
        deprecated=choice.deprecated,
    )


def _spoken(value: str | int | bool) -> str:
    """Return what to call `value` where the description has no name for it."""
    if type(value) is int:
        return f"value {'minus ' if value < 0 else ''}{abs(value)}"
    return str(value) or "empty"


_Known = tuple[str | None, str, bool]


def _described(part: Schema) -> Mapping[tuple[type, Any], _Known]:
    """Return name, prose and deprecation of each value that the extensions of `part` describe."""
    given = values(part) or []
    names = _parallel(part, _NAME_LISTS, given)
    prose = _parallel(part, _PROSE_LISTS, given)
    known: dict[tuple[type, Any], _Known] = {}
    for index, value in enumerate(given):
        if type(value) not in (str, int, bool):
            continue
        name, text = names.get(index), prose.get(index, "")
        row = _table_row(part, value)
        if type(row) is str:
            name = name or row
        elif type(row) is dict:
            name = name or _text(row, "name")
            text = text or _text(row, "description") or ""
        known[(type(value), value)] = (name, text, False)
    return known


def _parallel(part: Schema, keywords: Sequence[str], given: Sequence[Any]) -> dict[int, str]:
    """Return texts by the index of the value they belong to, from a list or a map by value."""
    for keyword in keywords:
        beside = part.raw.get(keyword)
        if type(beside) is list:
            return {
                index: text
                for index, text in enumerate(beside)
                if type(text) is str and text.strip() and index < len(given)
            }
        if type(beside) is dict:
            texts = {index: beside.get(str(value)) for index, value in enumerate(given)}
            return {index: text for index, text in texts.items() if type(text) is str and text}
    return {}


def _table_row(part: Schema, value: Any) -> Any:
    for keyword in _TABLES:
        table = part.raw.get(keyword)
        rows = table.get("values", table) if type(table) is dict else table
        if type(rows) is dict and str(value) in rows:
            return rows[str(value)]
        if type(rows) is list:
            for row in rows:
                if type(row) is dict and "value" in row and same(row["value"], value):
                    return row
    return None


def _text(row: Mapping[str, Any], key: str) -> str | None:
    return row[key] if type(row.get(key)) is str and row[key] else None
