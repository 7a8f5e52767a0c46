"""What the numbers of HTTP answers are called."""

from __future__ import annotations

from collections.abc import Mapping

from specloom.ir.api import Api
from specloom.target.dialect import Dialect
from specloom.target.results import failures

# Written out because the standard library changes its phrases from version to version.
PHRASES: Mapping[str, str] = {
    "406": "Not Acceptable",
    "407": "Proxy Authentication Required",
    "411": "Length Required",
    "414": "URI Too Long",
    "416": "Range Not Satisfiable",
    "417": "Expectation Failed",
    "418": "Teapot",
    "421": "Misdirected Request",
    "424": "Failed Dependency",
    "425": "Too Early",
    "426": "Upgrade Required",
    "428": "Precondition Required",
    "431": "Request Header Fields Too Large",
    "451": "Unavailable For Legal Reasons",
    "501": "Not Implemented",
    "505": "HTTP Version Not Supported",
    "506": "Variant Also Negotiates",
    "507": "Insufficient Storage",
    "508": "Loop Detected",
    "511": "Network Authentication Required",
}


def phrase(status: str) -> str:
    """Return what `status` is called, in words."""
    return PHRASES.get(status, f"status {status}")


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
