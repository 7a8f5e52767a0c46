"""What users of an SDK see of it, and what a new description changes for them."""

from specloom.surface.changes import Change, Level, changes
from specloom.surface.parts import Part, surface

__all__ = ["Change", "Level", "Part", "changes", "surface"]
