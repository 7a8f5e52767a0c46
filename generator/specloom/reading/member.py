"""Where a member of an object or a list stands in its file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Member:
    """One member, by offsets in characters; an item of a list has its index as key.

    `inner` holds the members of a YAML value; those of a JSON value are looked up by `start`.
    """

    key: str | int
    key_start: int
    key_end: int
    start: int
    end: int
    inner: list[Member] | None = None
