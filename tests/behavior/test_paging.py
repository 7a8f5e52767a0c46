"""Lists that come in pages: every item once, no request too many, and no walk without an end."""

from __future__ import annotations

import typing as t
from urllib.parse import parse_qs, urlsplit

import handmade as api
import pytest
from either import Either
from loopback import Act, Arrived, answer, reset
from sdk_under_test import _core


def asked(request: Arrived) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(urlsplit(request.target).query).items()}


def things(*ids: int, **meta: object) -> dict[str, object]:
    return {"success": True, "data": [{"id": number} for number in ids], "meta": meta or []}


def serving(pages: t.Callable[[dict[str, str]], object]) -> Act:
    """Answer each request with what `pages` gives for its query."""

    def act(connection: t.Any, request: Arrived) -> bool:
        return answer(200, pages(asked(request)))(connection, request)

    return act


def sliced(count: int, size: int, **options: t.Any) -> Act:
    """A list of `count` items in pages; `cap` is the most that the server gives at once."""
    total, cap = options.get("total", True), options.get("cap", 1000)

    def page(query: dict[str, str]) -> object:
        length = min(int(query.get("count", size)), cap)
        start = int(query.get("offset", (int(query.get("page", 1)) - 1) * length))
        ids = range(start, min(start + length, count))
        return things(*ids, **({"total": count} if total else {}))

    return serving(page)


def walk(either: Either, style: str, **arguments: object) -> list[int]:
    pages = either.client._pages(api.LISTS[style], arguments)
    return [thing.id for thing in either.items(pages)]


@pytest.mark.parametrize("style", ["page", "offset", "empty"])
@pytest.mark.parametrize("count", [0, 1, 9, 10, 11, 30])
def test_every_item_comes_once(usual: Either, style: str, count: int) -> None:
    usual.server.play(sliced(count, 10))
    assert walk(usual, style) == list(range(count))


@pytest.mark.parametrize(
    ("count", "size", "requests"), [(25, 10, 3), (30, 10, 3), (10, 10, 2), (9, 10, 1), (0, 10, 1)]
)
def test_no_more_is_asked_than_needed(usual: Either, count: int, size: int, requests: int) -> None:
    usual.server.play(sliced(count, size))
    assert walk(usual, "page", count=size) == list(range(count))
    # Ten of ten: the total may be the length of the page, so one more request makes sure.
    assert len(usual.server.requests) == requests


def test_a_server_that_gives_less_than_it_is_asked_for_is_read_to_the_end(usual: Either) -> None:
    usual.server.play(sliced(70, 10, cap=20))
    assert walk(usual, "page", count=1000) == list(range(70))


def test_a_total_that_is_the_length_of_the_page_does_not_end_the_walk(usual: Either) -> None:
    def page(query: dict[str, str]) -> object:
        start = (int(query.get("page", 1)) - 1) * 5
        ids = range(start, min(start + 5, 12))
        return things(*ids, total=len(ids))

    usual.server.play(serving(page))
    assert walk(usual, "page", count=5) == list(range(12))


def test_without_a_total_a_short_page_is_the_last(usual: Either) -> None:
    usual.server.play(sliced(25, 10, total=False))
    assert walk(usual, "page", count=10) == list(range(25))
    assert len(usual.server.requests) == 3


def test_the_first_request_carries_what_the_caller_gave_and_no_more(usual: Either) -> None:
    usual.server.play(sliced(15, 10))
    walk(usual, "page")
    assert [asked(request) for request in usual.server.requests] == [{}, {"page": "2"}]


def test_a_walk_can_begin_in_the_middle(usual: Either) -> None:
    usual.server.play(sliced(45, 10))
    assert walk(usual, "page", page=4, count=10) == list(range(30, 45))
    assert len(usual.server.requests) == 2
    usual.server.play(sliced(45, 10))
    assert walk(usual, "offset", offset=40) == list(range(40, 45))
    assert len(usual.server.requests) == 1


def test_cursors_are_followed(usual: Either) -> None:
    def page(query: dict[str, str]) -> object:
        number = int(query.get("cursor", "c0").removeprefix("c"))
        following = f"c{number + 1}" if number < 3 else None
        return things(number, next=following)

    usual.server.play(serving(page))
    assert walk(usual, "cursor") == [0, 1, 2, 3]


@pytest.mark.parametrize("end", [None, "", False])
def test_a_cursor_may_end_in_many_ways(usual: Either, end: object) -> None:
    usual.server.play(answer(200, things(1, next=end)))
    assert walk(usual, "cursor") == [1]
    usual.server.play(answer(200, things(1)))
    assert walk(usual, "cursor") == [1]


@pytest.mark.parametrize(
    "address", ["/things?page={}", "?page={}", "{base}/things?page={}&x=a%20b"]
)
def test_addresses_of_next_pages_are_followed(usual: Either, address: str) -> None:
    def page(query: dict[str, str]) -> object:
        number = int(query.get("page", 1))
        following = address.format(number + 1, base=usual.server.url) if number < 3 else None
        return things(number, next=following)

    usual.server.play(serving(page))
    assert walk(usual, "next-url") == [1, 2, 3]
    assert all(r.header("Authorization") for r in usual.server.requests)


def test_link_headers_are_followed(usual: Either) -> None:
    usual.server.play(
        answer(200, things(1), Link='</a>; rel="prev", </things?page=2>; title="a;b,c"; rel=next'),
        answer(200, things(2), Link='</things?page=3>; rel="last next"'),
        answer(200, things(3), Link='</things?page=1>; rel="first"'),
    )
    assert walk(usual, "link") == [1, 2, 3]
    assert usual.server.requests[1].target == "/things?page=2"


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:1/things", "//evil.example/x", "https://evil.example", "file:///x"],
)
def test_a_next_page_on_another_host_is_not_fetched(usual: Either, address: str) -> None:
    usual.server.play(answer(200, things(1, next=address)))
    with pytest.raises(_core.PagingError):
        walk(usual, "next-url")
    assert len(usual.server.requests) == 1


def test_a_page_is_given_even_if_the_next_one_is_nowhere(usual: Either) -> None:
    good = answer(200, things(1, next="https://evil.example/things"))
    usual.server.play(good)
    pages = usual.client._pages(api.LISTS["next-url"], {})
    first = usual.run(pages.first())
    assert first.items[0].id == 1
    assert first.next == "https://evil.example/things"
    with pytest.raises(_core.PagingError):
        usual.items(pages.pages())
    assert len(usual.server.requests) == 1


def test_a_flag_may_say_that_there_is_more(usual: Either) -> None:
    usual.server.play(
        answer(200, things(1, more=True)),
        answer(200, things(2, more=1)),
        answer(200, things(3, more=False)),
    )
    assert walk(usual, "more") == [1, 2, 3]


def test_a_page_that_repeats_is_noticed(usual: Either) -> None:
    usual.server.play(answer(200, things(1, 2, 3)))
    with pytest.raises(_core.PagingError, match="repeats"):
        walk(usual, "empty")
    assert len(usual.server.requests) == 2


def test_a_cursor_that_goes_in_circles_is_noticed(usual: Either) -> None:
    def page(query: dict[str, str]) -> object:
        step = {"": "a", "a": "b", "b": "a"}[query.get("cursor", "")]
        page.count += 1  # type: ignore[attr-defined]
        return things(page.count, next=step)  # type: ignore[attr-defined]

    page.count = 0  # type: ignore[attr-defined]
    usual.server.play(serving(page))
    with pytest.raises(_core.PagingError, match="leads back"):
        walk(usual, "cursor")
    assert len(usual.server.requests) == 3


def test_a_list_without_an_end_is_noticed(usual: Either, monkeypatch: pytest.MonkeyPatch) -> None:
    from sdk_under_test._core import walk as module

    monkeypatch.setattr(module, "MOST_PAGES", 20)
    usual.server.play(sliced(10_000_000, 2))
    with pytest.raises(_core.PagingError, match="no end"):
        walk(usual, "empty", count=2)
    assert len(usual.server.requests) == 20


def test_pages_are_fetched_only_when_they_are_needed(usual: Either) -> None:
    usual.server.play(sliced(100, 10))
    pages = usual.client._pages(api.LISTS["page"], {"count": 10})
    assert usual.server.requests == []

    async def some() -> list[int]:
        found = []
        async for thing in pages:
            found.append(thing.id)
            if len(found) == 12:
                break
        return found

    if usual.is_async:
        assert usual.run(some()) == list(range(12))
    else:
        assert [thing.id for thing, _ in zip(pages, range(12), strict=False)] == list(range(12))
    assert len(usual.server.requests) == 2


def test_the_total_is_known_without_a_request_too_many(usual: Either) -> None:
    usual.server.play(sliced(25, 10))
    pages = usual.client._pages(api.LISTS["page"], {"count": 10})
    total = usual.run(pages.total()) if usual.is_async else pages.total
    assert total == 25
    assert len(usual.items(pages)) == 25
    assert len(usual.server.requests) == 3
    assert len(usual.items(pages)) == 25
    assert len(usual.server.requests) == 6


def test_pages_tell_where_the_walk_goes_on(usual: Either) -> None:
    usual.server.play(sliced(25, 10))
    pages = usual.client._pages(api.LISTS["page"], {"count": 10})
    every = usual.items(pages.pages())
    assert [(len(page), page.total, page.next) for page in every] == [
        (10, 25, 2),
        (10, 25, 3),
        (5, 25, None),
    ]
    assert every[0].body.data == every[0].items == list(every[0])
    rest = usual.items(pages.pages(start=every[0].next))
    assert [thing.id for page in rest for thing in page] == list(range(10, 25))


def test_a_walk_that_broke_can_be_resumed(usual: Either) -> None:
    usual.server.play(sliced(30, 10), reset, sliced(30, 10))
    pages = usual.client.with_options(max_retries=0)._pages(api.LISTS["page"], {"count": 10})
    seen: list[int] = []
    following: t.Any = None

    async def until_it_breaks() -> None:
        nonlocal following
        async for page in pages.pages():
            seen.extend(thing.id for thing in page)
            following = page.next

    def until_it_breaks_in_a_thread() -> None:
        nonlocal following
        for page in pages.pages():
            seen.extend(thing.id for thing in page)
            following = page.next

    with pytest.raises(_core.ConnectionError):
        usual.run(until_it_breaks() if usual.is_async else until_it_breaks_in_a_thread())
    assert following == 2
    rest = usual.items(pages.pages(start=following))
    seen.extend(thing.id for page in rest for thing in page)
    assert seen == list(range(30))


def test_addresses_can_be_resumed_from_but_only_on_this_host(usual: Either) -> None:
    usual.server.play(answer(200, things(2)))
    pages = usual.client._pages(api.LISTS["next-url"], {})
    (page,) = usual.items(pages.pages(start="/things?page=2"))
    assert page.items[0].id == 2
    assert usual.server.requests[0].target == "/things?page=2"
    with pytest.raises(_core.InvalidArgumentError):
        usual.items(pages.pages(start="https://evil.example/things"))


def test_issues_of_a_page_are_on_the_page(usual: Either) -> None:
    usual.server.play(answer(200, {"success": True, "data": [{"id": "1"}], "meta": {"total": "1"}}))
    pages = usual.client._pages(api.LISTS["page"], {"count": 5})
    (page,) = usual.items(pages.pages())
    assert page.items[0].id == 1
    assert page.total == 1
    assert [issue.path for issue in page.issues] == ["$.data[0].id"]


@pytest.mark.parametrize("data", [{}, None])
def test_a_page_without_a_list_is_an_empty_page(usual: Either, data: object) -> None:
    usual.server.play(answer(200, {"success": True, "data": data}))
    assert walk(usual, "page") == []


def test_a_paged_operation_can_be_called_for_one_page(usual: Either) -> None:
    usual.server.play(sliced(25, 10))
    response = usual.raw(api.LISTS["page"], count=10)
    assert len(response.parsed.data) == 10
    assert response.parsed.meta == {"total": 25}


@pytest.mark.parametrize("start", [2, 2.0])
def test_a_walk_starts_where_it_is_told_whatever_kind_of_number_that_is(
    usual: Either, start: float
) -> None:
    usual.server.play(sliced(25, 10))
    assert walk(usual, "page", page=start, count=10) == list(range(10, 25))
