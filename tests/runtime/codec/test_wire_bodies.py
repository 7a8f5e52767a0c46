"""Request bodies: JSON, forms, files, text and bytes."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import io
import json
import typing as t
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from appointments import Position
from hypothesis import given
from hypothesis import strategies as st
from sdk_under_test._core.bodies import (
    BinaryBody,
    BodyChoice,
    FormBody,
    FormFields,
    JsonBody,
    JsonFields,
    MultipartBody,
    MultipartFields,
    Part,
    TextBody,
)
from sdk_under_test._core.errors import InvalidArgumentError
from sdk_under_test._core.model import OMIT, Model
from sdk_under_test._core.patterns import written
from sdk_under_test._core.payload import Payload, Upload
from sdk_under_test._core.serialize import Encoded, body_of


class Visit(Model):
    day: written(dt.date, "%d.%m.%Y")  # type: ignore[valid-type]
    note: str | None = None


def content_of(encoded: Encoded | None) -> bytes:
    assert encoded is not None
    if isinstance(encoded.content, Payload):
        return b"".join(encoded.content.chunks())
    return encoded.content


def parts_of(encoded: Encoded | None) -> list[tuple[dict[str, str], bytes]]:
    """Read a multipart body with another library."""
    assert encoded is not None
    head = f"Content-Type: {encoded.media}\r\n\r\n".encode()
    message = email.message_from_bytes(head + content_of(encoded), policy=email.policy.HTTP)
    assert message.is_multipart()
    return [
        (dict(part.items()), t.cast("bytes", part.get_payload(decode=True)))
        for part in message.iter_parts()
    ]


FIELDS = JsonFields({"id": "id", "from_": "from", "gap": "gap", "day": "day"}, nullable=("gap",))


def test_arguments_become_members_under_their_wire_names() -> None:
    given = {"id": 1, "from_": "a", "gap": None, "day": dt.date(2026, 1, 2), "other": 5}
    made = body_of(FIELDS, given)
    assert made == Encoded(b'{"id":1,"from":"a","gap":null,"day":"2026-01-02"}', "application/json")


def test_none_is_null_only_where_null_is_a_value() -> None:
    assert content_of(body_of(FIELDS, {"id": 1, "from_": None, "gap": OMIT})) == b'{"id":1}'
    assert content_of(body_of(FIELDS, {"id": OMIT, "gap": None})) == b'{"gap":null}'


def test_a_body_without_members_is_not_sent_unless_it_is_required() -> None:
    assert body_of(FIELDS, {}) is None
    assert body_of(JsonFields({"a": "a"}, required=True), {}) == Encoded(b"{}", "application/json")
    for body in (JsonBody(), FormBody(), MultipartBody(), TextBody(), BinaryBody()):
        assert body_of(body, {"body": None}) is None
        assert body_of(body, {}) is None
    for required in (JsonBody(required=True), TextBody(required=True), BinaryBody(required=True)):
        with pytest.raises(InvalidArgumentError, match="body= is needed"):
            body_of(required, {})
    assert content_of(body_of(JsonBody(required=True), {"body": None})) == b"null"


def test_patterns_fixed_members_and_types_are_written() -> None:
    body = JsonFields(
        {"day": "day", "days": "days", "visit": "visit"},
        write={"day": "%d.%m.%Y", "days": "%d.%m.%Y"},
        fixed={"kind": "visit"},
    )
    day = dt.date(2026, 1, 2)
    made = body_of(body, {"day": day, "days": [day], "visit": Visit(day=day)})
    assert json.loads(content_of(made)) == {
        "kind": "visit",
        "day": "02.01.2026",
        "days": ["02.01.2026"],
        "visit": {"day": "02.01.2026"},
    }
    typed = JsonBody(type=lambda: list[Visit])
    assert content_of(body_of(typed, {"body": [{"day": day}]})) == b'[{"day":"02.01.2026"}]'


def test_what_json_cannot_say_is_refused_before_sending() -> None:
    for bad in (object(), {"a": "\ud800"}, {1j: 1}):
        with pytest.raises(InvalidArgumentError):
            body_of(JsonBody(), {"body": bad})


def test_a_form_is_written_as_browsers_do() -> None:
    fields = {"a": "a b&c=\xe9", "list": [1, 2], "object": {"x": 1}, "day": dt.date(2026, 1, 2)}
    body = FormFields({name: name for name in fields}, write={"day": "%d.%m.%Y"})
    made = body_of(body, fields)
    assert made is not None
    assert made.media == "application/x-www-form-urlencoded"
    assert content_of(made).startswith(b"a=a+b%26c%3D%C3%A9&list=1&list=2")
    assert dict(parse_qsl(content_of(made).decode())) == {
        "a": "a b&c=\xe9",
        "list": "2",
        "object": '{"x":1}',
        "day": "02.01.2026",
    }


def test_a_form_follows_the_encoding_of_its_parts() -> None:
    parts = {
        "deep": Part(style="deepObject"),
        "comma": Part(explode=False),
        "json": Part(content_type="application/json"),
    }
    given = {"deep": {"a": {"b": 1}}, "comma": [1, 2], "json": [1, 2]}
    made = body_of(FormBody(parts=parts), {"body": given})
    assert parse_qsl(content_of(made).decode()) == [
        ("deep[a][b]", "1"),
        ("comma", "1,2"),
        ("json", "[1,2]"),
    ]
    with pytest.raises(InvalidArgumentError, match="fields of the form"):
        body_of(FormBody(), {"body": 5})


def test_files_and_fields_become_parts(tmp_path: Path) -> None:
    photo = tmp_path / "photo.png"
    photo.write_bytes(b"\x89PNG")
    named = io.BytesIO(b"notes")
    named.name = "/home/me/notes.txt"
    given: dict[str, t.Any] = {
        "file": [
            photo,
            named,
            b"bytes",
            ("a.pdf", b"pdf"),
            ("b.bin", io.BytesIO(b"bin"), "application/x-thing"),
            Upload(b"up", "c.txt", "text/csv"),
        ],
        "count": 5,
        "tags": ["x", "y"],
        "position": Position(id=1, title="t"),
        "positions": [Position(id=2, title="u")],
        "text": "caf\xe9",
        "none": None,
    }
    made = body_of(MultipartFields({name: name for name in given}), given)
    shown = [
        (
            headers["Content-Disposition"].removeprefix("form-data; "),
            headers.get("Content-Type"),
            content,
        )
        for headers, content in parts_of(made)
    ]
    assert shown == [
        ('name="file"; filename="photo.png"', "image/png", b"\x89PNG"),
        ('name="file"; filename="notes.txt"', "text/plain", b"notes"),
        ('name="file"; filename="file"', "application/octet-stream", b"bytes"),
        ('name="file"; filename="a.pdf"', "application/pdf", b"pdf"),
        ('name="file"; filename="b.bin"', "application/x-thing", b"bin"),
        ('name="file"; filename="c.txt"', "text/csv", b"up"),
        ('name="count"', None, b"5"),
        ('name="tags"', None, b"x"),
        ('name="tags"', None, b"y"),
        ('name="position"', "application/json", b'{"id":1,"title":"t"}'),
        ('name="positions"', "application/json", b'{"id":2,"title":"u"}'),
        ('name="text"', None, "caf\xe9".encode()),
    ]


def test_a_part_follows_its_encoding() -> None:
    parts = {
        "rows": Part(content_type="application/json"),
        "photo": Part(content_type="image/jpeg", headers={"album": "X-Album"}),
        "any": Part(content_type="image/png, image/jpeg"),
    }
    given = {"rows": [1, 2], "photo": b"jpg", "any": ("x.gif", b"gif"), "album": "a"}
    body = MultipartFields({"rows": "rows", "photo": "photo", "any": "any"}, parts=parts)
    rows, photo, anything = parts_of(body_of(body, given))
    assert (rows[0]["Content-Type"], rows[1]) == ("application/json", b"[1,2]")
    assert (photo[0]["Content-Type"], photo[0]["X-Album"]) == ("image/jpeg", "a")
    assert anything[0]["Content-Type"] == "image/gif"


def test_files_are_read_while_they_are_sent(tmp_path: Path) -> None:
    class Counting(io.BytesIO):
        reads = 0

        def read(self, size: int | None = -1, /) -> bytes:
            type(self).reads += 1
            assert size is not None
            assert 0 < size <= 1 << 20
            return super().read(size)

    file = Counting(b"x" * 300_000)
    made = body_of(MultipartBody(), {"body": {"file": file}})
    assert made is not None
    assert Counting.reads == 0
    payload = made.content
    assert isinstance(payload, Payload)
    assert payload.is_replayable
    once, twice = (b"".join(payload.chunks()) for _ in range(2))
    assert once == twice
    assert payload.size == len(once)
    assert Counting.reads > 8
    stream = body_of(MultipartBody(), {"body": {"file": ("s", iter([b"a", b"b"]))}})
    assert stream is not None
    assert isinstance(stream.content, Payload)
    assert (stream.content.size, stream.content.is_replayable) == (None, False)


@given(st.text(max_size=30), st.text(min_size=1, max_size=30))
def test_no_name_breaks_out_of_its_header(filename: str, name: str) -> None:
    made = body_of(MultipartBody(), {"body": {name: (filename or None, b"content")}})
    content = content_of(made)
    head, _, rest = content.partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    assert len(lines) == 3
    assert lines[1].startswith(b'Content-Disposition: form-data; name="')
    assert lines[1].count(b'"') == 4
    assert not any(byte < 32 for byte in lines[1])
    assert rest.startswith(b"content\r\n--")


@pytest.mark.parametrize("bad", ["text/plain\r\nX-Evil: 1", "a\nb"])
def test_no_content_type_breaks_out_of_its_header(bad: str) -> None:
    with pytest.raises(InvalidArgumentError):
        body_of(MultipartBody(), {"body": {"file": ("a", b"b", bad)}})


def test_text_and_bytes_are_sent_as_they_are(tmp_path: Path) -> None:
    assert body_of(TextBody(), {"body": "caf\xe9"}) == Encoded(
        "caf\xe9".encode(), "text/plain; charset=utf-8"
    )
    assert body_of(TextBody(media="application/xml"), {"body": "<a/>"}) == Encoded(
        b"<a/>", "application/xml"
    )
    assert body_of(BinaryBody(media="image/*"), {"body": b"x"}) == Encoded(
        b"x", "application/octet-stream"
    )
    file = tmp_path / "a"
    file.write_bytes(b"y")
    assert content_of(body_of(BinaryBody(), {"body": file})) == b"y"
    uploaded = body_of(BinaryBody(), {"body": Upload(b"z", content_type="image/png")})
    assert uploaded == Encoded(b"z", "image/png")
    with pytest.raises(InvalidArgumentError, match="lone surrogate"):
        body_of(TextBody(), {"body": "\ud800"})
    with pytest.raises(InvalidArgumentError):
        body_of(BinaryBody(), {"body": "text"})


def test_a_choice_takes_the_body_that_the_caller_means() -> None:
    choice = BodyChoice(
        (JsonFields({"a": "a"}), MultipartFields({"a": "a", "file": "file"}), TextBody()),
        arg="media",
    )
    media = {
        "json": body_of(choice, {"a": 1}),
        "multipart": body_of(choice, {"a": 1, "file": b"x"}),
        "text": body_of(choice, {"body": "x"}),
        "chosen": body_of(choice, {"a": 1, "media": "multipart/form-data"}),
    }
    assert {key: made.media.partition(";")[0] for key, made in media.items() if made} == {
        "json": "application/json",
        "multipart": "multipart/form-data",
        "text": "text/plain",
        "chosen": "multipart/form-data",
    }
    with pytest.raises(InvalidArgumentError, match="media= must be one of"):
        body_of(choice, {"a": 1, "media": "image/png"})
