"""Errors: a class for each documented status that the runtime does not know."""

from __future__ import annotations

from collections.abc import Collection

from specloom.target.code import Code
from specloom.target.kit import Kit
from specloom.target.prose import Prose
from specloom.target.results import failures
from specloom.target.statuses import own_statuses, phrase
from specloom.target.views import ErrorView


def build_errors(kit: Kit) -> tuple[ErrorView, ...]:
    """Return the API's own classes of errors, by status."""
    return tuple(_error(kit, status) for status, _ in own_statuses(kit.api, kit.dialect))


def _error(kit: Kit, status: str) -> ErrorView:
    family = kit.dialect.errors.get(f"{status[0]}XX", kit.dialect.errors["default"])
    said = {
        " ".join((response.doc.description or response.doc.summary).split())
        for _, operation in kit.operations.values()
        for response in failures(operation)
        if response.status == status
    }
    # What only one operation says of it, or all say alike, is true of the class.
    words = said.pop() if len(said) == 1 else phrase(status)
    return ErrorView(
        status=Code(str(int(status))),
        name=kit.names.error(status),
        base=Code(family),
        doc=Prose(summary=f"{status}: {words}" if words else f"{status}."),
    )


def base_error(kit: Kit, own: Collection[str]) -> Code:
    """Return what the API calls the base of all errors: after its client, unless that is taken."""
    name = f"{kit.names.root.client}Error"
    taken = {*kit.dialect.reserved["errors"], *own}
    return Code(f"{kit.names.root.client}SdkError" if name in taken else name)
