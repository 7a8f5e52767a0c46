"""Documents of the world: each becomes a package that does what its document says, or is refused.

`SPECLOOM_CORPUS` names a folder with `real/` and `edge/`. All small documents and a fair sample of
the real ones are judged; with `SPECLOOM_CORPUS_ALL` (`make corpus`) all of both.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from harness.documents import IMPERFECT, REFUSED
from harness.expectations import about_calling, about_generating
from harness.workshop import Workshop

pytestmark = pytest.mark.corpus


def test_a_document_is_generated_or_refused_at_a_place(document: Path, workshop: Workshop) -> None:
    assert about_generating(workshop.made(document), REFUSED.get(document.name)) == []


def test_every_operation_has_a_method_and_arrives_as_described(
    document: Path, workshop: Workshop
) -> None:
    if workshop.made(document).package is None:
        pytest.skip("refused")
    known = IMPERFECT.get(document.name, {})
    assert about_calling(workshop.called(document), known) == []


def test_packages_are_strictly_typed(
    batch: list[Path], workshop: Workshop, checked: Path
) -> None:
    errors = workshop.type_errors(batch, checked)
    assert {name: found for name, found in errors.items() if found} == {}
