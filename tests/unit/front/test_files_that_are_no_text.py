"""Whatever bytes somebody passes, the answer is one error that says what they are."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest
from front_files import only, place, read, said

from specloom.diagnostics import Report
from specloom.source import load


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "empty-file"),
        (b" \n\t\n", "empty-file"),
        (b"# only a comment\n\n  # and another\n", "empty-file"),
        (b"---\n", "not-a-document"),
        (b"hello", "not-a-document"),
        (b'"hello"', "not-a-document"),
        (b"42", "not-a-document"),
        ("a: 1".encode("utf-16"), "not-utf-8"),
        ("a: 1".encode("utf-16-le"), "not-utf-8"),
        ("a: 1".encode("utf-32"), "not-utf-8"),
        ("a: é".encode("latin-1"), "not-utf-8"),
        (b"a: x\0y", "nul-character"),
        (gzip.compress(b"a: 1", mtime=0), "compressed-file"),
        (b"PK\x03\x04rest", "compressed-file"),
        (bytes(range(256)), "not-utf-8"),
    ],
)
def test_it_is_one_error(raw: bytes, code: str) -> None:
    source, report = read(raw)
    assert (source, said(report)) == (None, [code])


def test_the_byte_that_is_not_utf_8_is_shown_where_it_is() -> None:
    _, report = read("a: 1\nüb: ".encode() + b"\xe9\n")
    found = only(report)
    assert "0xe9" in found.text
    assert place(found) == (2, 5)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    report = Report()
    assert load(tmp_path / "none.yaml", report=report) is None
    assert said(report) == ["unreadable-file"]


def test_a_folder_or_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    report = Report()
    assert load(tmp_path / "pipe", report=report) is None
    assert load(tmp_path, report=report) is None
    assert said(report) == ["not-a-file", "not-a-file"]


def test_a_long_comment_before_the_document_is_no_obstacle() -> None:
    source, report = read("#" + "x" * 5000 + "\n" * 2000 + "# y\n" * 5000 + "a: 1\n")
    assert source is not None
    assert said(report) == []
