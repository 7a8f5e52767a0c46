"""Whatever a description ends or begins with, it is documentation and keeps its characters."""

from __future__ import annotations

import ast

from hypothesis import given
from hypothesis import strategies as st

from specloom.pipeline import TEMPLATES
from specloom.target.dialect import load_dialect
from specloom.target.docs import Docs
from specloom.target.prose import Prose

DOCS = Docs(load_dialect([TEMPLATES / "python"]))


@given(st.text(st.sampled_from("\"\\'a "), min_size=1, max_size=12).map(str.strip).filter(bool))
def test_quotes_and_backslashes_survive_at_both_ends(text: str) -> None:
    printed = DOCS.write(Prose(summary=text), 0)
    assert ast.literal_eval(str(printed)).split() == text.split()
