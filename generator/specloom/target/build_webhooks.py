"""Webhooks: functions that read what the API sends by itself."""

from __future__ import annotations

from specloom.ir.api import Shape, Webhook
from specloom.ir.types import OneOf, TypeRef
from specloom.target.code import Code
from specloom.target.kit import Kit, imports_view
from specloom.target.layout import Group, flat
from specloom.target.prose import Prose, prose
from specloom.target.types import Spelling
from specloom.target.views import WebhooksView, WebhookView


def build_webhooks(kit: Kit) -> WebhooksView | None:
    """Return the module of webhooks; None if the API has none that say something."""
    told = [(webhook, ref) for webhook in kit.api.webhooks if (ref := event_type(webhook))]
    if not told:
        return None
    imports = kit.imports(depth=0)
    spelling = kit.outside(imports)
    spelling.name(kit.dialect.runtime)
    refs = tuple(dict.fromkeys(ref for _, ref in told))
    whole = refs[0] if len(refs) == 1 else OneOf(members=refs)
    several = len(told) > 1
    summary = "Read the body of any webhook." if several else "Read the body of a webhook."
    first = told[0][0]
    doc = Prose(summary=summary) if several else prose(first.doc) or Prose(summary=summary)
    return WebhooksView(
        any=_view(kit, spelling, Code("parse"), kit.events_type(whole), doc),
        each=(
            tuple(
                _view(
                    kit,
                    spelling,
                    Code(f"parse_{kit.names.webhook(webhook.key)}"),
                    ref,
                    prose(webhook.doc),
                )
                for webhook, ref in told
            )
            if several
            else ()
        ),
        imports=imports_view(imports),
    )


def event_type(webhook: Webhook) -> TypeRef | None:
    """Return the type of what a webhook brings, if it is JSON."""
    if webhook.body is None:
        return None
    return next((c.type for c in webhook.body.contents if c.shape is Shape.JSON), None)


def _view(kit: Kit, spelling: Spelling, name: Code, ref: TypeRef, doc: Prose) -> WebhookView:
    said = doc or Prose(summary="Read the body of this webhook.")
    node = spelling.reading(ref)
    taken = (Code("body: bytes | str"), Code("*"), Code("strict: bool = False"))
    signature = Group(open=f"def {name}(", close=")", items=taken, hugs=True)
    runtime = kit.dialect.runtime
    read = Group(
        open=f"{runtime}.read_event(",
        close=")",
        items=(Code("body"), node, Code("strict=strict")),
        hugs=True,
    )
    head = f"event: {flat(node)} = "
    return WebhookView(
        name=name,
        signature=kit.lay(signature, indent=0, after=len(f" -> {flat(node)}:")),
        type=Code(flat(node)),
        read=kit.lay(read, indent=4, before=len(head)),
        doc=said,
    )
