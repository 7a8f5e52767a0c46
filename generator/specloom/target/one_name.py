"""One name for each type of a description that is in several files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from specloom.ir import walk
from specloom.ir.api import Api, Operation, Parameter, Resource, Webhook
from specloom.ir.types import Alias, Declaration, Ref, TypeId, TypeRef
from specloom.target.retyping import retyped_body, retyped_response


def one_name_each(api: Api) -> Api:
    """Return `api` without the components that only point into another file.

    A description in several files lists its types in the entry document and keeps them elsewhere:
    that is one type, and the name in the entry document is its name.
    """
    shown: dict[TypeId, TypeId] = {}
    types: dict[TypeId, Declaration] = {}
    for id, found in api.types.items():
        if isinstance(found, Alias) and isinstance(found.target, Ref) and id.startswith("#"):
            home = found.target.id
            if not home.startswith("#") and home in api.types:
                shown.setdefault(home, id)
    if not shown:
        return api

    def swap(ref: Ref) -> TypeRef:
        return Ref(id=shown.get(ref.id, ref.id))

    for id, found in api.types.items():
        if id in shown:
            continue
        if isinstance(found, Alias) and isinstance(found.target, Ref):
            home = found.target.id
            if shown.get(home) == id:
                claim, doc = found.claim, found.doc
                found = replace(api.types[home], id=id, claim=claim)
                found = (
                    found if found.doc.summary or found.doc.description else replace(found, doc=doc)
                )
        types[id] = walk.substitute_parts(found, swap)
    swapped = _Swapped(swap)
    return replace(
        api,
        types=types,
        resources=tuple(swapped.resource(resource) for resource in api.resources),
        webhooks=tuple(swapped.webhook(webhook) for webhook in api.webhooks),
        conversions=tuple(
            replace(
                conversion,
                source=shown.get(conversion.source, conversion.source),
                target=shown.get(conversion.target, conversion.target),
            )
            for conversion in api.conversions
        ),
    )


class _Swapped:
    """Exchanges references in everything that is not a declaration."""

    def __init__(self, swap: Callable[[Ref], TypeRef]) -> None:
        self._swap = swap

    def _type(self, ref: TypeRef) -> TypeRef:
        return walk.substitute(ref, self._swap)

    def resource(self, resource: Resource) -> Resource:
        return replace(resource, operations=tuple(map(self._operation, resource.operations)))

    def _operation(self, operation: Operation) -> Operation:
        return replace(
            operation,
            parameters=self._parameters(operation.parameters),
            body=retyped_body(operation.body, self._type),
            responses=tuple(retyped_response(found, self._type) for found in operation.responses),
            callbacks=tuple(map(self.webhook, operation.callbacks)),
        )

    def _parameters(self, parameters: tuple[Parameter, ...]) -> tuple[Parameter, ...]:
        return tuple(replace(found, type=self._type(found.type)) for found in parameters)

    def webhook(self, webhook: Webhook) -> Webhook:
        return replace(
            webhook,
            parameters=self._parameters(webhook.parameters),
            body=retyped_body(webhook.body, self._type),
        )
