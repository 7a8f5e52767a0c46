"""From files to a description of the fake."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from specloom.config import Config, load_config
from specloom.diagnostics import Report
from specloom.document import Document, resolve
from specloom.mock.compile import describe
from specloom.mock.engine.description import Description


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A description for the fake, and the document that it was made from."""

    description: Description
    document: Document


def prepare(spec: Path | None, config: Path | None, report: Report) -> Prepared | None:
    """Return the fake of the description in `spec`, or None after reporting why there is none.

    Without `config`, the sdk.yaml beside `spec` is used if it is about `spec`. Without both, the
    one in the current folder, or in a folder of ./spec.
    """
    if config is None:
        config = _beside(spec) if spec is not None else _nearby()
    facts = load_config(config, report=report)
    if spec is None and config is not None:
        spec = config.parent / facts.spec
    if spec is None or report.failed:
        if spec is None:
            report.error(
                "no-description",
                text="there is no description here",
                help="Name one: specloom mock openapi.yaml",
            )
        return None
    document = resolve(spec, report=report, root=facts.root, overlays=facts.overlays)
    if document is None:
        return None
    description = describe(document, facts, report)
    if report.failed and not description.operations:
        return None
    return Prepared(description=description, document=document)


def _beside(spec: Path) -> Path | None:
    config = spec.parent / "sdk.yaml"
    if not config.is_file():
        return None
    facts: Config = load_config(config, report=Report())
    named = config.parent / facts.spec
    return config if named.exists() and named.samefile(spec) else None


def _nearby() -> Path | None:
    for pattern in ("sdk.yaml", "spec/sdk.yaml", "spec/*/sdk.yaml"):
        found = sorted(Path().glob(pattern))
        if len(found) == 1:
            return found[0]
    return None
