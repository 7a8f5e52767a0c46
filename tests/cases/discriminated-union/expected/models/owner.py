"""What `owner` takes and gives."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import typing as t

from .. import _core


class Person(_core.Model):
    kind: str
    name: str


class Robot(_core.Model):
    kind: str
    serial: int


if t.TYPE_CHECKING:
    Owner: t.TypeAlias = Person | Robot | dict[str, t.Any]
else:
    Owner = _core.union(
        "Owner",
        lambda: (Person, Robot),
        tag="kind",
        tags={"p": 0, "r": 1},
    )
