"""A first `sdk.yaml` for a description that nobody has written one for."""

from specloom.starter.findings import Findings, find
from specloom.starter.page import page

__all__ = ["Findings", "find", "page"]
