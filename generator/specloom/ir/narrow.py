"""A part of an API that stands by itself: what is offered, and only what that needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from specloom.ir import walk
from specloom.ir.api import Api, Auth, Loss, Offer, Operation
from specloom.ir.roots import operation_roots, webhook_roots
from specloom.ir.types import Declaration, Origin, TypeId, TypeRef


def narrowed(api: Api) -> Api:
    """Return what `api` offers: its operations, the types that they reach, the secrets they need.

    What is left out is set aside with a reason; `api` itself is returned when it offers everything.
    """
    offer = api.offer
    if offer is None:
        return api
    resources = tuple(
        replace(resource, operations=kept)
        for resource in api.resources
        if (
            kept := tuple(
                _alone(each, offer) for each in resource.operations if each.key in offer.operations
            )
        )
    )
    webhooks = tuple(each for each in api.webhooks if each.key in offer.webhooks)
    part = replace(api, resources=resources, webhooks=webhooks, offer=None)
    types = _reached(part)
    part = replace(
        part,
        types=types,
        auth=_auth(api, part),
        conversions=tuple(
            each for each in api.conversions if each.source in types and each.target in types
        ),
    )
    return replace(part, asides=(*api.asides, *_left_out(api, part)))


def _alone(operation: Operation, offer: Offer) -> Operation:
    """Return `operation` without what it says of operations that are not offered."""
    responses = tuple(
        replace(
            response,
            links=tuple(link for link in response.links if link.operation in offer.operations),
        )
        for response in operation.responses
    )
    replay = operation.replay
    if replay.lookup is not None and replay.lookup not in offer.operations:
        replay = replace(replay, lookup=None, lookup_help="")
    return replace(operation, responses=responses, replay=replay)


def _operations(api: Api) -> Iterator[Operation]:
    for resource in api.resources:
        yield from resource.operations


def _reached(part: Api) -> dict[TypeId, Declaration]:
    """Return the types that a part reaches, in the order of the whole."""
    roots: list[TypeRef] = [
        ref for operation in _operations(part) for ref in operation_roots(operation)
    ]
    roots += [ref for webhook in part.webhooks for ref in webhook_roots(webhook)]
    found = walk.reach(part.types, roots)
    return {id: declaration for id, declaration in part.types.items() if id in found}


def _auth(api: Api, part: Api) -> Auth:
    """Return the schemes without those that only operations outside the part need."""
    unneeded = _needed(api) - _needed(part)
    return Auth(
        schemes=tuple(each for each in api.auth.schemes if each.key not in unneeded),
        composed=tuple(each for each in api.auth.composed if unneeded.isdisjoint(each.schemes)),
    )


def _needed(api: Api) -> set[str]:
    return {
        need.scheme
        for operation in _operations(api)
        for requirement in operation.security
        for need in requirement
    }


def _left_out(api: Api, part: Api) -> Iterator[Loss]:
    kept = {operation.key for operation in _operations(part)}
    for operation in _operations(api):
        if operation.key not in kept:
            what = f"the operation '{operation.key}'"
            yield Loss(at=operation.at, what=what, reason="it is not selected")
    for webhook in api.webhooks:
        if webhook not in part.webhooks:
            what = f"the webhook '{webhook.key}'"
            yield Loss(at=webhook.at, what=what, reason="it is not selected")
    kept_places = {declaration.at.pointer for declaration in part.types.values()}
    for declaration in api.types.values():
        named = declaration.claim.origin in (Origin.COMPONENT, Origin.PINNED)
        if named and declaration.at.pointer not in kept_places:
            what = f"the type '{declaration.claim.text}'"
            yield Loss(at=declaration.at, what=what, reason="nothing that is selected reaches it")
    schemes = {scheme.key for scheme in part.auth.schemes}
    for scheme in api.auth.schemes:
        if scheme.key not in schemes:
            what = f"the security scheme '{scheme.key}'"
            yield Loss(at=scheme.at, what=what, reason="nothing that is selected needs it")
