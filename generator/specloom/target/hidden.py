"""Characters that must not stand in a generated file as they are."""

from __future__ import annotations

import re

# Listed here and not asked of `unicodedata`, whose answers change with the version of Python:
# controls, spaces that are not the space, fillers, what ends lines (NEL, LS, PS), what joins or turns
# text around, surrogates, private use, tags, and code points that never are characters.
HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f"
    "\u2028-\u202f\u205f-\u206f\u3000\u3164\ud800-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
)
"""One of those characters; line feed and tab are among them."""
