"""Records with members that no field of the language can stand for: they stay plain dictionaries."""

from __future__ import annotations

import re
from dataclasses import replace

from specloom.diagnostics import Report
from specloom.ir.api import Api
from specloom.ir.types import (
    Alias,
    Anything,
    Declaration,
    Map,
    Record,
    Ref,
    TypeId,
    Union,
)
from specloom.target.dialect import Unions


def plain_dictionaries(api: Api, unions: Unions, report: Report) -> Api:
    """Return `api` with a map in place of each record that has a member of an unwritable name.

    Nothing is lost on the way: what arrives and what is sent keep their keys, without their types.
    """
    writable = re.compile(unions.writable)
    types: dict[TypeId, Declaration] = dict(api.types)
    gone: set[TypeId] = set()
    for id, found in api.types.items():
        if not isinstance(found, Record):
            continue
        field = next((one for one in found.fields if not writable.fullmatch(one.wire)), None)
        if field is not None:
            gone.add(id)
            types[id] = _map(found)
            report.warning(
                "unwritable-name",
                at=field.at,
                text=f"no field can stand for a member called '{field.wire}'; "
                f"'{found.claim.text}' became a plain dictionary",
                help="Nothing of it is lost; with another name, it would have types.",
            )
    if not gone:
        return api
    for id, found in api.types.items():
        if isinstance(found, Union) and not gone.isdisjoint(
            variant.type.id for variant in found.variants if isinstance(variant.type, Ref)
        ):
            types[id] = _anything(found)
    return replace(
        api,
        types=types,
        conversions=tuple(
            each for each in api.conversions if gone.isdisjoint((each.source, each.target))
        ),
    )


def _map(found: Record) -> Alias:
    return Alias(
        id=found.id,
        claim=found.claim,
        target=Map(value=Anything()),
        doc=found.doc,
        deprecated=found.deprecated,
        example=found.example,
        use=found.use,
        at=found.at,
    )


def _anything(found: Union) -> Alias:
    return Alias(
        id=found.id, claim=found.claim, target=Anything(), doc=found.doc, use=found.use, at=found.at
    )
