"""Whatever a description says ends inside the documentation that it is printed as."""

from __future__ import annotations

import ast

import pytest

from specloom.pipeline import TEMPLATES
from specloom.target.dialect import load_dialect
from specloom.target.docs import Docs
from specloom.target.prose import Prose


@pytest.mark.parametrize(
    "text",
    [
        'For example "next"',
        'For example \\"next\\"',
        'Two \\\\" of them \\\\"',
        'ends with a backslash \\',
        '"""',
        '\\"""',
        '"',
    ],
)
def test_text_is_read_back_as_it_was(text: str) -> None:
    written = Docs(load_dialect([TEMPLATES / "python"])).write(Prose(summary=text), 0)
    assert ast.literal_eval(str(written)).strip() == text
