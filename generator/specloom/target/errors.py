"""Which class of errors stands for which status."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from specloom.ir.api import Api
from specloom.target.code import Code
from specloom.target.dialect import Dialect
from specloom.target.kit import Kit
from specloom.target.results import failures
from specloom.target.statuses import phrase


def own_statuses(api: Api, dialect: Dialect) -> tuple[tuple[str, str], ...]:
    """Return the documented statuses that the runtime has no class for, with what they are called."""
    documented = {
        response.status
        for resource in api.resources
        for operation in resource.operations
        for response in failures(operation)
        if response.status.isdigit() and response.status >= "400"
    }
    return tuple(
        (status, phrase(status)) for status in sorted(documented) if status not in dialect.errors
    )


def base_error(kit: Kit, own: Collection[str]) -> Code:
    """Return what the API calls the base of all errors: after its client, unless that is taken."""
    name = f"{kit.names.root.client}Error"
    taken = {*kit.dialect.reserved["errors"], *own}
    return Code(f"{kit.names.root.client}SdkError" if name in taken else name)


def error_names(kit: Kit) -> Mapping[str, str]:
    """Return the name of the class for every status and family that is documented somewhere."""
    own = own_statuses(kit.api, kit.dialect)
    return {**kit.dialect.errors, **{status: kit.names.error(status) for status, _ in own}}
