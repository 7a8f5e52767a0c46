"""What `invites` takes and gives."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import typing as t

from .. import _core


class CreateInviteRequestOption1(_core.Model):
    age: int | None = None


class CreateInviteRequestUses(_core.Model):
    age: int | None = None
    uses: int | None = None


if t.TYPE_CHECKING:
    CreateInviteRequest: t.TypeAlias = (
        CreateInviteRequestOption1 | CreateInviteRequestUses
    )
else:
    CreateInviteRequest = _core.union(
        "CreateInviteRequest",
        lambda: (CreateInviteRequestOption1, CreateInviteRequestUses),
    )
