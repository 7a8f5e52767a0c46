"""Types that are described, although nothing sends or receives them."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

import typing as t

B: t.TypeAlias = dict[str, t.Any]
