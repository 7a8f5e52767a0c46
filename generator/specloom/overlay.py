"""OpenAPI Overlay 1.0: changes to a description that live beside it."""

from __future__ import annotations

from collections.abc import Callable

from specloom.diagnostics import Report
from specloom.source import Node, Source


def apply(changes: Source, root: Node, follow: Callable[[Node], Node], report: Report) -> None:
    """Change the data below `root` as the overlay `changes` says."""
