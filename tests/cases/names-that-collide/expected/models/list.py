"""What `list` takes and gives."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import builtins
import datetime as _dt

from .. import _core


class List(_core.Model, rename={"field_2nd": "2nd", "imya": "имя"}):
    str: builtins.str | None = None
    int: builtins.int | None = None
    datetime: _dt.datetime | None = None
    list: builtins.list[Response] | None = None
    field_2nd: builtins.str | None = None
    imya: builtins.str | None = None


class Response(_core.Model):
    t: str | None = None
    dt: str | None = None
