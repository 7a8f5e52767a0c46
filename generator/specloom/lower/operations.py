"""One operation of the description as one value, with everything it needs to be called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from specloom.ir import words
from specloom.ir.api import Body, Operation, Requirement, Scheme
from specloom.ir.types import Claim, Origin
from specloom.lower.bodies import lower_body
from specloom.lower.desk import Desk
from specloom.lower.hints import Subject, is_spelled_path, name_operations, said
from specloom.lower.parameters import lower_parameters
from specloom.lower.replay import replay_of
from specloom.lower.resources import Group
from specloom.lower.responses import lower_responses
from specloom.lower.security import eased, lower_security
from specloom.lower.servers import lower_servers
from specloom.lower.survey import Found
from specloom.lower.webhooks import lower_callbacks
from specloom.path_templates import address

_LONGEST_ID = 6
"""Words of an operationId that a person wrote; frameworks make longer ones from the path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What holds for every operation that does not say otherwise."""

    schemes: Mapping[str, Scheme]
    security: tuple[Requirement, ...]


def lower_operations(desk: Desk, group: Group, defaults: Defaults) -> tuple[Operation, ...]:
    """Return the operations of one resource in the order of the description."""
    claims = _claims(group)
    return tuple(
        lower_operation(desk, found, claims[found.key], defaults, resource=group.words)
        for found in group.members
    )


def lower_operation(
    desk: Desk, found: Found, claim: Claim, defaults: Defaults, *, resource: tuple[str, ...]
) -> Operation:
    """Return `found` as a value; paging and what to unwrap are settled once all types are known."""
    node, wish = found.node, found.wish
    path = address(found.path)
    context = _context(found, claim, resource)
    parameters = lower_parameters(
        desk,
        found.path,
        shared=found.item.parameters,
        own=node.get("parameters"),
        at=node,
        names=wish.arguments,
        context=context,
    )
    declared = node.get("security")
    security = (
        defaults.security if declared is None else lower_security(desk, declared, defaults.schemes)
    )
    return Operation(
        key=found.key,
        claim=claim,
        method=found.method,
        path=path,
        parameters=eased(parameters, security, defaults.schemes),
        body=_body(desk, found, context),
        responses=lower_responses(
            desk, node.get("responses"), method=found.method, context=context
        ),
        security=security,
        servers=lower_servers(desk, node.get("servers") or found.item.servers),
        replay=replay_of(found.method, parameters, wish.replay),
        arguments=tuple(wish.arguments.items()),
        deprecated=node.flag("deprecated"),
        doc=found.doc,
        external_docs=_external_docs(found),
        callbacks=lower_callbacks(desk, node.get("callbacks"), context=context),
        at=node,
    )


def _body(desk: Desk, found: Found, context: tuple[str, ...]) -> Body | None:
    node = found.node.get("requestBody")
    if node is not None and found.method == "TRACE":
        desk.set_aside(node, "the request body", "HTTP forbids a body in TRACE")
        return None
    return lower_body(desk, node, context=(*context, "request"))


def _claims(group: Group) -> Mapping[str, Claim]:
    pinned = {
        found.key: Claim(text=found.wish.name, origin=Origin.PINNED)
        for found in group.members
        if found.wish.name
    }
    subjects = [
        Subject(
            key=found.key,
            id=found.id,
            summary=found.doc.summary,
            method=found.method,
            path=found.path,
            is_collection=found.is_collection,
            rivals=frozenset(method for method, _ in found.item.operations) - {found.method},
        )
        for found in group.members
        if found.key not in pinned
    ]
    taken = frozenset(words.split(claim.text) for claim in pinned.values())
    names = name_operations(group.words, subjects, taken)
    derived = {
        found.key: Claim(
            text=words.join(names[found.key]),
            origin=Origin.COMPONENT if found.id else Origin.CONTEXT,
            context=(found.method.lower(), found.path),
        )
        for found in group.members
        if found.key not in pinned
    }
    return pinned | derived


def _context(found: Found, claim: Claim, resource: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words that name what only this operation has."""
    own = said(found.id, found.doc.summary)
    is_own = own and not is_spelled_path(found.id, found.method, found.path)
    if is_own and len(own) <= _LONGEST_ID and claim.origin is not Origin.PINNED:
        return (words.join(own),)
    return (words.join(resource), claim.text)


def _external_docs(found: Found) -> str | None:
    docs = found.node.get("externalDocs")
    return (docs.text("url") or None) if docs else None
