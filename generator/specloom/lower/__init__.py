"""From OpenAPI to facts: the last stage that knows that OpenAPI exists."""

from collections.abc import Sequence
from dataclasses import replace

from specloom.config import Config
from specloom.diagnostics import Report
from specloom.document import Document
from specloom.ir.api import Api, Auth, Operation, Resource
from specloom.ir.types import Doc
from specloom.lower.arguments import check_arguments
from specloom.lower.behavior import behavior_of, composed_of, error_paths
from specloom.lower.conversions import lower_conversions
from specloom.lower.crossings import names_of, with_lookup
from specloom.lower.desk import Desk
from specloom.lower.faults import Faults
from specloom.lower.octets import text_in_documents, text_in_operation, text_in_webhook
from specloom.lower.operations import Defaults, lower_operations
from specloom.lower.paging import paging_of
from specloom.lower.resources import group
from specloom.lower.results import envelope_of, unwrap_of
from specloom.lower.schemas import Schemas
from specloom.lower.security import lower_schemes, lower_security
from specloom.lower.selection import offer_of
from specloom.lower.servers import lower_servers
from specloom.lower.survey import Found, survey
from specloom.lower.trails import Types
from specloom.lower.usage import uses_of, with_sent_types
from specloom.lower.webhooks import lower_webhooks

__all__ = ["lower"]


def lower(document: Document, config: Config, report: Report) -> Api:
    """Return everything that `document` and `config` say of the API, as facts without a language.

    What cannot be said is in `losses`, with a warning at its place; nothing is left out silently.
    """
    schemas = Schemas(document, config, report)
    desk = Desk(
        document=document, config=config, report=report, schemas=schemas, faults=Faults(report)
    )
    root, info = document.root, document.root.get("info") or document.root
    components = root.get("components")
    schemes = lower_schemes(desk, components.get("securitySchemes") if components else None)
    defaults = Defaults(
        schemes=schemes, security=lower_security(desk, root.get("security"), schemes)
    )
    found = survey(desk)
    desk.operations.update(names_of(found))
    groups = group(desk, found)
    lowered = {
        place.key: tuple(
            with_lookup(desk, operation) for operation in lower_operations(desk, place, defaults)
        )
        for place in groups
    }
    webhooks = lower_webhooks(desk, root.get("webhooks"))
    everything = [operation for operations in lowered.values() for operation in operations]
    types = schemas.finish(uses_of(everything, webhooks))
    sent = (with_sent_types(operation, schemas.as_sent) for operation in everything)
    types = text_in_documents(sent, types)
    resources = tuple(
        Resource(
            key=place.key,
            claim=place.claim,
            operations=_completed(desk, lowered[place.key], place.members, types),
            doc=place.doc,
        )
        for place in groups
    )
    return Api(
        title=info.text("title"),
        version=info.text("version"),
        doc=Doc(summary=info.text("summary"), description=info.text("description")),
        servers=lower_servers(desk, root.get("servers")),
        auth=Auth(schemes=tuple(schemes.values()), composed=composed_of(config, schemes, report)),
        resources=resources,
        webhooks=tuple(map(text_in_webhook, webhooks)),
        types=types,
        errors=error_paths(config, everything, types),
        envelope=envelope_of(config),
        behavior=behavior_of(config),
        conversions=lower_conversions(config.conversions, types, report),
        losses=(*desk.faults.losses, *schemas.losses),
        asides=tuple(desk.asides),
        offer=offer_of(desk, found, webhooks),
    )


def _completed(
    desk: Desk, operations: Sequence[Operation], members: Sequence[Found], types: Types
) -> tuple[Operation, ...]:
    """Return `operations` with what can only be said when all types are known."""
    envelope = envelope_of(desk.config)
    done = []
    for operation, found in zip(operations, members, strict=True):
        sent = with_sent_types(text_in_operation(operation), desk.schemas.as_sent)
        check_arguments(sent, found.wish, types, desk.report)
        done.append(
            replace(
                sent,
                paging=paging_of(sent, found.wish, types, desk.report),
                unwrap=unwrap_of(sent, found.wish, envelope, types, desk.report),
            )
        )
    return tuple(done)
