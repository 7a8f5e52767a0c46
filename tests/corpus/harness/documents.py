"""Which documents there are, which of them are refused and why, and which make a fair sample."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

VARIABLE = "SPECLOOM_CORPUS"
ALL = "SPECLOOM_CORPUS_ALL"

_BATCH = 2_000_000

SAMPLE = (
    "Adyen-BinLookupService-v54.json",
    "HubSpot-files.json",
    "PagerDuty-api-schema-events-v2.json",
    "Redocly-museum-openapi-example.yaml",
    "RocketChat-notifications.yaml",
    "XeroAPI-xero-projects.yaml",
    "auth0-authentication-api-oas.json",
    "bump-sh-examples-train-travel-api.yaml",
    "clerk-beta.yaml",
    "oxidecomputer-buildomat.json",
    "phalt-spacetraders.yaml",
    "pinecone-io-db-control-2026-04.oas.yaml",
    "resend-resend.yaml",
    "scalar-galaxy.yaml",
    "sonallux-official-spotify-open-api.yaml",
    "typesense-typesense-api-spec.yaml",
)
"""Real documents for every change: small and large, valid and not, 3.0 and 3.1."""

REFUSED: Mapping[str, str] = {}
"""Documents that cannot be understood, each with the code of the error that says so."""

IMPERFECT: Mapping[str, Mapping[str, str]] = {}
"""By document: operations that do not work yet as described, each with what is wrong."""


def folder() -> Path | None:
    """Return the folder with documents that the environment names, if it does."""
    named = os.environ.get(VARIABLE)
    return Path(named).resolve() if named else None


def chosen(root: Path) -> list[Path]:
    """Return the documents to judge in a fixed order: all, or all small and some real ones."""
    real = sorted(path for path in (root / "real").glob("*") if path.is_file())
    edge = sorted(path for path in (root / "edge").glob("*") if path.is_file())
    if not os.environ.get(ALL):
        real = [path for path in real if path.name in SAMPLE]
    return [*real, *edge]


def batches(documents: Sequence[Path]) -> list[list[Path]]:
    """Return `documents` in groups that are worth one run of a type checker each."""
    groups: list[list[Path]] = []
    left = 0
    for document in documents:
        if left <= 0:
            groups.append([])
            left = _BATCH
        groups[-1].append(document)
        # A package has more to check than its document has bytes, by a runtime and a client.
        left -= document.stat().st_size + 5_000
    return groups
