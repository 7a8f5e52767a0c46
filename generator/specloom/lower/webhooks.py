"""Requests that the API sends to its user: webhooks and callbacks."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.ir.api import Webhook
from specloom.ir.types import Claim, Origin
from specloom.lower.bodies import lower_body
from specloom.lower.desk import Desk
from specloom.lower.methods import methods
from specloom.lower.parameters import lower_parameters
from specloom.source import Node


def lower_webhooks(desk: Desk, node: Node | None) -> tuple[Webhook, ...]:
    """Return the webhooks of a document: a map from names to path items."""
    return tuple(
        webhook
        for name, member in desk.members(node, "the webhooks")
        for webhook in _lower(desk, name, "", member, context=(name,))
    )


def lower_callbacks(
    desk: Desk, node: Node | None, *, context: tuple[str, ...]
) -> tuple[Webhook, ...]:
    """Return the callbacks of one operation: a map from names to maps of expressions."""
    return tuple(
        webhook
        for name, member in desk.members(node, "the callbacks")
        if (target := desk.follow(member, f"the callback '{name}'")) is not None
        for expression, item in desk.members(target, f"the callback '{name}'")
        for webhook in _lower(desk, name, expression, item, context=(*context, name))
    )


def _lower(
    desk: Desk, name: str, expression: str, item: Node, *, context: tuple[str, ...]
) -> Iterator[Webhook]:
    found = methods(desk, item, f"the webhook '{name}'")
    for method, node in found.operations:
        answers = node.get("responses")
        if answers is not None:
            reason = "your own server answers it"
            desk.set_aside(answers, f"the responses of '{name}'", reason)
        key = name if len(found.operations) == 1 else f"{name} {method}"
        own = node.text("operationId")
        yield Webhook(
            key=" ".join((*context[:-1], key)),
            claim=Claim(
                text=name if len(found.operations) == 1 else f"{name}_{method.lower()}",
                origin=Origin.COMPONENT,
                context=tuple(filter(None, (own, *reversed(context[:-1]), "webhook"))),
            ),
            method=method,
            expression=expression,
            body=lower_body(desk, node.get("requestBody"), context=context, incoming=True),
            parameters=lower_parameters(
                desk,
                "",
                shared=found.parameters,
                own=node.get("parameters"),
                at=node,
                names={},
                context=context,
            ),
            deprecated=node.flag("deprecated"),
            doc=desk.doc(node, node),
            at=node,
        )
