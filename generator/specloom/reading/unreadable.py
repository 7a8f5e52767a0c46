"""What a reader says when a file cannot be understood."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """Something wrong at `offset` (in characters)."""

    code: str
    text: str
    offset: int
    help: str | None = None
    fatal: bool = True


class UnreadableError(Exception):
    """The file as a whole cannot be read; `complaint` says why.

    It travels from a reader to `source.load` and no further.
    """

    def __init__(self, complaint: Complaint) -> None:
        super().__init__(complaint.text)
        self.complaint = complaint


def unreadable(code: str, text: str, offset: int = 0, help: str | None = None) -> UnreadableError:
    """Return the exception for a file that is lost because of what stands at `offset`."""
    return UnreadableError(Complaint(code=code, text=text, offset=offset, help=help))
