"""What `notes` takes and gives."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import typing as t

from .. import _core


class CreateNoteRequest(_core.Model):
    must: t.Any
    may: t.Any = _core.OMIT
