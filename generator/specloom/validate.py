"""What is wrong with a description, each finding at the key that is wrong.

Two readers look at it. The first is our own grammar (`conformance`), which sees every file, knows
what a misspelt key was meant to be, and places what it says. The second is the meta-schema of
openapi-spec-validator, which also knows about patterns and combinations; what it says is kept when
the first said nothing there. Its other checks are left out on purpose: they follow references
(fetching addresses and opening any file), run the description's own regular expressions, recurse
without end in some descriptions, and take quadratic time in all. The house rules cover that ground.

A quarter of the published descriptions break the meta-schema somewhere, most of them in ways that
change nothing for a client. So the class of a finding decides, and only two classes stop the run:

| class                  | severity | because                                                     |
|------------------------|----------|-------------------------------------------------------------|
| misspelt key           | error    | meaning would be lost in silence: `requred`, `responsess`   |
| unreadable operation   | error    | nobody can call it                                          |
| misspelt harmless key  | warning  | prose and limits change no name, no type, nothing sent      |
| unknown key            | warning  | it is ignored                                               |
| newer key              | warning  | it is used where we know it                                 |
| empty value            | warning  | null and `[]` for an object mean that there is none         |
| wrong kind             | warning  | that value is ignored, and what surrounds it is kept        |
| unknown word           | warning  | the parameter, scheme or type is degraded                   |
| missing key            | warning  | that one object is ignored                                  |
| misplaced reference    | warning  | it is followed all the same                                 |
| meta-schema            | warning  | the rest                                                    |

In strict mode every warning is an error.
"""

from __future__ import annotations

from specloom import metaschema
from specloom.binding import described
from specloom.conformance import Finding, Misfit, check
from specloom.diagnostics import Report
from specloom.document import Document


def validate(document: Document, report: Report) -> None:
    """Report where `document` differs from what OpenAPI allows."""
    said = _Said()
    for finding in check(document):
        said.add(finding.node.pointer)
        _report(finding, report)
    if not any(key in document.root for key in ("paths", "webhooks", "components")):
        report.error(
            "describes-nothing",
            text="there are no paths, no webhooks and no components",
            at=document.root,
            help="Add 'paths:' with the requests that the API understands.",
        )
        return
    others = [each for each in metaschema.complaints(document) if each.node.pointer not in said]
    for complaint in others:
        if not complaint.is_leftover:
            said.add(complaint.node.pointer)
    for complaint in others:
        if not complaint.is_leftover or complaint.node.pointer not in said:
            report.warning(
                "breaks-openapi", text=complaint.text, at=complaint.place, help=complaint.help
            )


def _report(finding: Finding, report: Report) -> None:
    code, node, key, wanted = finding.misfit.value, finding.node, finding.key, finding.wanted
    thing = _THINGS.get(finding.kind, finding.kind.lower())
    match finding.misfit:
        case Misfit.TYPO:
            report.error(
                code,
                text=f"'{key}' is no key of {thing}; it would be ignored",
                at=node.at_key,
                help=f"Did you mean '{wanted}'? (A key of your own begins with 'x-'.)",
            )
        case Misfit.HARMLESS_TYPO:
            report.warning(
                code,
                text=f"'{key}' is no key of {thing}; it is ignored",
                at=node.at_key,
                help=f"Did you mean '{wanted}'?",
            )
        case Misfit.UNKNOWN:
            report.warning(
                code,
                text=f"'{key}' is no key of {thing}; it is ignored",
                at=node.at_key,
                help="Remove it, or let it begin with 'x-'.",
            )
        case Misfit.NEWER:
            report.warning(
                code,
                text=f"'{key}' is new in OpenAPI {wanted}; it is used where we know it",
                at=node.at_key,
                help=f"Write openapi: {wanted}.0 at the top to make it official.",
            )
        case Misfit.EMPTY:
            report.warning(
                code,
                text=f"{_member(finding)} must be {wanted}, not {described(node.value)};"
                " it counts as left out",
                at=node,
                help="Remove it.",
            )
        case Misfit.KIND:
            report.warning(
                code,
                text=f"{_member(finding)} must be {wanted}, not {described(node.value)};"
                " it is ignored",
                at=node,
            )
        case Misfit.OPERATION:
            report.error(
                code,
                text=f"{_member(finding)} must be {wanted}, not {described(node.value)}",
                at=node,
            )
        case Misfit.CHOICE:
            listed = wanted.split(" ")
            report.warning(
                code,
                text=f"'{node.value}' is no '{key}' of {thing}",
                at=node,
                help=(
                    f"Did you mean '{wanted}'?"
                    if len(listed) == 1
                    else f"OpenAPI knows {', '.join(listed)}."
                ),
            )
        case Misfit.MISSING:
            report.warning(
                code,
                text=f"{thing} needs '{key}'; without it, it is ignored",
                at=node,
                help=f"Add '{key}'.",
            )
        case Misfit.REFERENCE:
            report.warning(
                code,
                text=f"'{key}' may not be a reference; it is followed all the same",
                at=node,
                help="Put the reference inside, at each member.",
            )


_THINGS = {
    "OpenAPI": "the document",
    "Info": "'info'",
    "ExternalDocs": "'externalDocs'",
    "PathItem": "a path",
    "Operation": "an operation",
    "RequestBody": "a request body",
    "MediaType": "a media type",
    "Responses": "'responses'",
    "Response": "a response",
    "Parameter": "a parameter",
    "Header": "a header",
    "Schema": "a schema",
    "SecurityScheme": "a security scheme",
    "ServerVariable": "a server variable",
    "Server": "a server",
    "Components": "'components'",
    "Encoding": "an encoding",
    "Example": "an example",
    "Tag": "a tag",
    "Link": "a link",
    "Flows": "'flows'",
    "Flow": "an OAuth flow",
    "Discriminator": "a discriminator",
    "Xml": "'xml'",
    "Contact": "'contact'",
    "License": "'license'",
}


def _member(finding: Finding) -> str:
    key = finding.node.key
    if isinstance(key, int):
        parent = finding.node.parent
        return f"item {key + 1} of '{parent.key if parent else ''}'"
    return f"'{key}'" if key is not None else "the document"


class _Said:
    """Places about which something was said; `in` holds at, around and inside each of them."""

    def __init__(self) -> None:
        self._at: set[str] = set()
        self._around: set[str] = set()

    def add(self, pointer: str) -> None:
        """Note that something was said at `pointer`."""
        self._at.add(pointer)
        while pointer:
            self._around.add(pointer)
            pointer = pointer.rpartition("/")[0]

    def __contains__(self, pointer: str) -> bool:
        if pointer in self._around:
            return True
        while pointer and pointer not in self._at:
            pointer = pointer.rpartition("/")[0]
        return bool(pointer)
