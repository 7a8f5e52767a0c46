"""Which documents there are, which of them are refused and why, and which make a fair sample."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

VARIABLE = "SPECLOOM_CORPUS"
ALL = "SPECLOOM_CORPUS_ALL"

_BATCH = 400_000

SAMPLE = (
    "Adyen-BinLookupService-v54.json",
    "HubSpot-files.json",
    "Redocly-museum-openapi-example.yaml",
    "XeroAPI-xero-projects.yaml",
    "bump-sh-examples-train-travel-api.yaml",
    "oxidecomputer-buildomat.json",
    "resend-resend.yaml",
    "typesense-typesense-api-spec.yaml",
)
"""Real documents for every change: small and large, valid and not, 3.0 and 3.1."""

EVERY = 10
"""One in so many of the small documents is judged on every change; they differ by hazard."""

REFUSED: Mapping[str, str] = {}
"""Documents that cannot be understood, each with the code of the error that says so."""


def folder() -> Path | None:
    """Return the folder with documents that the environment names, if it does."""
    named = os.environ.get(VARIABLE)
    return Path(named).resolve() if named else None


def chosen(root: Path) -> list[Path]:
    """Return the documents to judge in a fixed order: all, or a fair sample of both kinds."""
    everything = bool(os.environ.get(ALL))
    real = sorted(path for path in (root / "real").glob("*") if path.is_file())
    edge = sorted(path for path in (root / "edge").glob("*") if path.is_file())
    if everything:
        return [*real, *edge]
    return [*(path for path in real if path.name in SAMPLE), *edge[::EVERY]]


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
