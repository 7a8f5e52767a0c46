"""Answers of any media type, of which nothing is described: JSON where it is JSON, else as sent."""

from __future__ import annotations

import typing as t

import pytest
from either import Either
from loopback import answer
from sdk_under_test import _core

ANYTHING: _core.Operation[t.Any] = _core.Operation(
    name="things.peek",
    method="GET",
    path="/things/peek",
    responses={"200": _core.Json(lambda: t.Any, media="*/*")},
    replay="safe",
)
JSON_ONLY: _core.Operation[t.Any] = _core.Operation(
    name="things.peek",
    method="GET",
    path="/things/peek",
    responses={"200": _core.Json(lambda: t.Any)},
    replay="safe",
)


@pytest.mark.parametrize(
    ("media", "body", "value"),
    [
        ("application/json", b'{"a": 1}', {"a": 1}),
        ("text/html", b"[1]", [1]),
        ("text/plain; charset=latin-1", b"caf\xe9", "caf\u00e9"),
        ("application/soap+xml", b"<a/>", "<a/>"),
        ("application/octet-stream", b"\x00\xff", b"\x00\xff"),
    ],
)
def test_an_answer_of_any_media_type_is_read_as_what_it_is(
    usual: Either, media: str, body: bytes, value: object
) -> None:
    usual.server.play(answer(200, body, Content_Type=media))
    assert usual.call(ANYTHING) == value


def test_an_answer_that_is_described_as_json_must_be_json(usual: Either) -> None:
    usual.server.play(answer(200, b"<html>", Content_Type="text/html"))
    with pytest.raises(_core.DecodeError):
        usual.call(JSON_ONLY)
