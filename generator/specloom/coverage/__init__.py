"""The zero-drop ledger: what became of everything that a description says."""

from specloom.coverage.ledger import Entry, Fate, Ledger
from specloom.coverage.walk import entries, measure

__all__ = ["Entry", "Fate", "Ledger", "entries", "measure"]
