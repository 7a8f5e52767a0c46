"""Plain dictionaries and values that are accepted where models are.

Keys are written as they travel, so that a dictionary goes out as it is.
"""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import typing as t


class CreateInviteRequestAgeDict(t.TypedDict):
    age: t.NotRequired[int]


class CreateInviteRequestUsesDict(t.TypedDict):
    age: t.NotRequired[int]
    uses: t.NotRequired[int]
