"""Plain dictionaries and values that are accepted where models are.

Keys are written as they travel, so that a dictionary goes out as it is.
"""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import typing as t


class CreateNoteRequestDict(t.TypedDict):
    must: t.Any
    may: t.NotRequired[t.Any]
