"""What `invites` takes and gives."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import typing as t

from .. import _core


class CreateInviteRequestAge(_core.Model):
    age: int | None = None


class CreateInviteRequestUses(_core.Model):
    age: int | None = None
    uses: int | None = None


if t.TYPE_CHECKING:
    CreateInviteRequest: t.TypeAlias = CreateInviteRequestAge | CreateInviteRequestUses
else:
    CreateInviteRequest = _core.union(
        "CreateInviteRequest",
        lambda: (CreateInviteRequestAge, CreateInviteRequestUses),
    )
