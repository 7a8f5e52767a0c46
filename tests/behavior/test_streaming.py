"""Answers that are used while they arrive."""

from __future__ import annotations

import typing as t

import handmade as api
import pytest
from either import Either
from loopback import answer, chunked, gzip_body, reset, reset_in_body, silence_after_head, truncated
from sdk_under_test import _core
from sdk_under_test._core.sse import EventParser

PDF = b"%PDF-1.7 " + bytes(range(256)) * 2000


def opened(
    either: Either, method: str, operation: t.Any, client: t.Any = None, **arguments: t.Any
) -> t.Any:
    return either.run(getattr(client or either.client, method)(operation, arguments))


def closed(either: Either, stream: t.Any) -> None:
    either.run(stream.aclose() if either.is_async else stream.close())


def pdf(**headers: str) -> t.Any:
    return answer(200, PDF, Content_Type="application/pdf", **headers)


def test_a_download_is_read_in_pieces(either: Either) -> None:
    either.server.play(pdf(Content_Disposition='attachment; filename="a b.pdf"', X_Request_Id="r"))
    download = opened(either, "_download", api.FILE, name="x")
    assert download.content_type == "application/pdf"
    assert download.filename == "a b.pdf"
    assert download.size == len(PDF)
    assert download.request_id == "r"
    pieces = either.items(download)
    assert b"".join(pieces) == PDF
    assert len(pieces) > 1
    assert (
        either.server.requests[0].header("Accept")
        == "application/pdf, application/vnd.things.v2+json"
    )


def test_a_download_is_read_at_once_or_saved(either: Either, tmp_path: t.Any) -> None:
    either.server.play(pdf())
    assert either.run(opened(either, "_download", api.FILE, name="x").read()) == PDF
    target = tmp_path / "receipt.pdf"
    assert either.run(opened(either, "_download", api.FILE, name="x").save(target)) == len(PDF)
    assert target.read_bytes() == PDF
    assert len({request.connection for request in either.server.requests}) == 1


def test_a_download_that_breaks_leaves_no_half_file(either: Either, tmp_path: t.Any) -> None:
    target = tmp_path / "receipt.pdf"
    target.write_bytes(b"the old one")
    for act in (reset_in_body(), truncated()):
        either.server.play(act)
        download = opened(either, "_download", api.FILE, name="x")
        with pytest.raises(_core.ConnectionError) as caught:
            either.run(download.save(target))
        assert caught.value.operation == "things.file"
        assert target.read_bytes() == b"the old one"
        assert [path.name for path in tmp_path.iterdir()] == ["receipt.pdf"]
        closed(either, download)


def test_a_download_may_take_longer_than_a_call(either: Either) -> None:
    either.server.play(chunked(*[b"x" * 10] * 8, pause=0.06))
    client = either.make(timeout=_core.Timeout(connect=1, read=1, total=0.3))
    download = opened(either, "_download", api.FILE, client, name="x")
    assert either.run(download.read()) == b"x" * 80


def test_a_download_that_falls_silent_ends(either: Either) -> None:
    either.server.play(silence_after_head())
    client = either.make(timeout=_core.Timeout(connect=1, read=0.15, total=5))
    with pytest.raises(_core.TimeoutError):
        either.run(opened(either, "_download", api.FILE, client, name="x").read())


def test_a_download_is_tried_again_until_it_begins(either: Either) -> None:
    either.server.play(reset, answer(503), pdf())
    download = opened(either, "_download", api.FILE, name="x")
    assert download.attempts == 3
    assert either.run(download.read()) == PDF


def test_a_download_that_is_refused_is_an_error_with_a_body(either: Either) -> None:
    either.server.play(answer(404, {"message": "No such file"}))
    with pytest.raises(_core.NotFound, match="No such file"):
        opened(either, "_download", api.FILE, name="x")


def test_a_download_is_decompressed(either: Either) -> None:
    either.server.play(gzip_body(PDF))
    download = opened(either, "_download", api.FILE, name="x")
    assert download.size is None
    assert b"".join(either.items(download)) == PDF


def test_reading_a_download_at_once_is_bounded(either: Either) -> None:
    either.server.play(pdf())
    client = either.client.with_options(max_response_bytes=1000)
    download = opened(either, "_download", api.FILE, client, name="x")
    with pytest.raises(_core.ResponseTooLargeError):
        either.run(download.read())


def test_a_download_that_is_left_early_drops_its_connection(either: Either) -> None:
    either.server.play(pdf(), pdf())
    if either.is_async:

        async def leave() -> None:
            async with await either.client._download(api.FILE, {"name": "x"}) as download:
                async for _ in download:
                    break

        either.run(leave())
    else:
        with either.client._download(api.FILE, {"name": "x"}) as download:
            for _ in download:
                break
    assert either.run(opened(either, "_download", api.FILE, name="x").read()) == PDF


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("attachment; filename=a.pdf", "a.pdf"),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ('attachment; filename="C:\\\\dir\\\\a.pdf"', "a.pdf"),
        ("attachment; filename*=UTF-8''%D1%87%D0%B5%D0%BA.pdf", "чек.pdf"),
        ('attachment; filename=".."', None),
        ("inline", None),
        ("", None),
        ("attachment; filename=" + "x" * 999, "x" * 255),
    ],
)
def test_a_suggested_name_is_one_harmless_segment(header: str, name: str | None) -> None:
    from sdk_under_test._core.streaming import filename_of

    assert filename_of(header) == name


SSE = b': hi\n\nid: 7\ndata: {"n": 1}\n\nevent: tick\ndata: {"n":\ndata: 2}\n\n'


def test_events_arrive_one_by_one(either: Either) -> None:
    either.server.play(
        chunked(SSE, b'data: {"n": 3}\r\n\r', b'\ndata: {"n": 4}\n', media="text/event-stream")
    )
    stream = opened(either, "_events", api.EVENTS)
    assert [tick.n for tick in either.items(stream)] == [1, 2, 3]
    assert stream.last_id == "7"
    assert (
        either.server.requests[0].header("Accept")
        == "text/event-stream, application/vnd.things.v2+json"
    )


def test_events_can_be_had_as_they_came(either: Either) -> None:
    either.server.play(chunked(SSE, media="text/event-stream"))
    stream = opened(either, "_events", api.EVENTS)
    events = either.items(stream.events())
    assert [(event.event, event.id, event.data) for event in events] == [
        ("message", "7", '{"n": 1}'),
        ("tick", "7", '{"n":\n2}'),
    ]


def test_a_stream_of_events_has_an_end_mark(either: Either) -> None:
    either.server.play(
        chunked(b'data: {"n": 1}\n\ndata: [DONE]\n\ndata: {"n": 2}\n\n', media="text/event-stream")
    )
    assert len(either.items(opened(either, "_events", api.EVENTS))) == 1


def test_a_stream_that_breaks_says_so(either: Either) -> None:
    either.server.play(reset_in_body())
    stream = opened(either, "_lines", api.LINES)
    with pytest.raises(_core.ConnectionError) as caught:
        either.items(stream)
    assert caught.value.operation == "things.lines"


def test_lines_arrive_one_by_one(either: Either) -> None:
    either.server.play(
        chunked(
            b'{"n": 1}\n{"n"',
            b': 2}\r\n\n\x1e{"n": 3}\n',
            b'{"n": 4}',
            media="application/x-ndjson",
        )
    )
    stream = opened(either, "_lines", api.LINES)
    assert [tick.n for tick in either.items(stream)] == [1, 2, 3, 4]


def test_what_does_not_fit_in_a_stream_is_reported(usual: Either) -> None:
    seen: list[t.Any] = []
    usual.server.play(chunked(b'{"n": "1"}\n{"n": 2}\n', media="application/x-ndjson"))
    client = usual.client.with_options(on_drift=lambda name, issues: seen.extend(issues))
    assert [tick.n for tick in usual.items(opened(usual, "_lines", api.LINES, client))] == [1, 2]
    assert [issue.path for issue in seen] == ["$.n"]
    usual.server.play(chunked(b"{not json\n", media="application/x-ndjson"))
    with pytest.raises(_core.DecodeError):
        usual.items(opened(usual, "_lines", api.LINES))


def test_streams_can_be_called_as_a_whole(usual: Either) -> None:
    usual.server.play(chunked(b'{"n": 1}\n{"n": 2}\n', media="application/x-ndjson"))
    assert [tick.n for tick in usual.call(api.LINES)] == [1, 2]
    usual.server.play(chunked(SSE, media="text/event-stream"))
    assert [tick.n for tick in usual.call(api.EVENTS)] == [1, 2]
    usual.server.play(pdf())
    assert usual.call(api.FILE, name="x") == PDF


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_events_do_not_depend_on_how_the_network_cuts_them(size: int) -> None:
    text = "\ufeffdata: a\r\ndata:b\rid: 1\0\nretry: 10\nretry: x\n\nevent: e\n\n:c\ndata\n\ndata: é\n\n"
    data = text.encode()
    parser = EventParser()
    events = [
        event
        for start in range(0, len(data), size)
        for event in parser.feed(data[start : start + size])
    ]
    assert [(event.event, event.data, event.id, event.retry) for event in events] == [
        ("message", "a\nb", "", 10),
        ("message", "", "", None),
        ("message", "é", "", None),
    ]


def test_a_line_without_an_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    from sdk_under_test._core import sse

    monkeypatch.setattr(sse, "LONGEST", 1000)
    for end in (b"", b"\n"):
        parser = EventParser()
        chunks = [b"data: " + b"x" * 100 + end] * 100
        with pytest.raises(_core.ResponseTooLargeError):
            [event for chunk in chunks for event in parser.feed(chunk)]
