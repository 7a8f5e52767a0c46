"""Documents of the world: each becomes a package that does what its document says, or is refused.

`SPECLOOM_CORPUS` names a folder with `real/` and `edge/`. All small documents and a fair sample of
the real ones are judged; with `SPECLOOM_CORPUS_ALL` (`make corpus`) all of both.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from harness.documents import IMPERFECT, REFUSED
from harness.workshop import Workshop

pytestmark = pytest.mark.corpus


def test_a_document_is_generated_or_refused_at_a_place(document: Path, workshop: Workshop) -> None:
    made = workshop.made(document)
    if made.package is not None:
        assert document.name not in REFUSED, "it is understood now: strike it from the list"
        return
    assert document.name in REFUSED, made.errors
    assert REFUSED[document.name] in [error["code"] for error in made.errors]
    for error in made.errors:
        assert error["file"], error
        assert error["line"] >= 1, error
        assert error["column"] >= 1, error


def test_every_operation_has_a_method_and_arrives_as_described(
    document: Path, workshop: Workshop
) -> None:
    if workshop.made(document).package is None:
        pytest.skip("refused")
    verdict = workshop.called(document)
    assert verdict["imports"] == []
    known = IMPERFECT.get(document.name, {})
    shown = [
        f"{one['operation']} ({one['turn']}) {one['kind']}: {one['text']}"
        for one in verdict["failures"]
        if one["operation"] not in known
    ]
    assert shown == []
    mended = known.keys() - {one["operation"] for one in verdict["failures"]}
    assert mended == set(), "it works now: strike it from the list"
    assert verdict["called"] == verdict["operations"] - len(known)


def test_packages_are_strictly_typed(
    batch: list[Path], workshop: Workshop, checked: Path
) -> None:
    errors = workshop.type_errors(batch, checked)
    assert {name: found for name, found in errors.items() if found} == {}
