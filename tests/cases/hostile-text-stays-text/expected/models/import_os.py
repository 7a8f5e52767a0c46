"""What `import_os` takes and gives."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from .. import _core


class A(_core.Model, rename={"f_x_1": "f']; x = 1 #"}):
    """\\N{DIGIT ONE} \\u0022\\u0022\\u0022 end\\"""

    f_x_1: AFX1 | None = None


class AFX1(_core.StrEnum):
    QUOTE_QUOTE_QUOTE = '"""'
    BACKSLASH = "\\"
    NEWLINE = "\n"
    LINE_SEPARATOR = "\u2028"
