"""Lists are read in pages where sdk.yaml or the description says how."""

from __future__ import annotations

import pytest
from operation_lowering import Describe, Lowered

from specloom.diagnostics import Severity
from specloom.ir.api import Paging, PagingStyle, Stop

_ITEMS = "{type: array, items: {type: object, properties: {id: {type: integer}}}}"


def _list(
    describe: Describe, queries: str, answer: str, *, sdk: str = "", headers: str = "{}"
) -> Lowered:
    """Lower one GET with these query parameters (`name: schema`) and this answer."""
    listed = "".join(
        f"\n      - {{name: {name}, in: query, schema: {{{schema}}}}}"
        for name, schema in (line.split(": ", 1) for line in queries.strip().splitlines())
    )
    paths = f"""
/things:
  get:
    parameters:{listed or ' []'}
    responses:
      '200': {{headers: {headers}, content: {{application/json: {{schema: {answer}}}}}}}
"""
    return describe(paths, sdk=sdk)


def _object(**fields: str) -> str:
    return f"{{type: object, properties: {{{', '.join(f'{k}: {v}' for k, v in fields.items())}}}}}"


_PAGE = "page: type: integer, default: 1\nper_page: type: integer, default: 30"


def test_numbered_pages_are_recognised(describe: Describe) -> None:
    answer = _object(data=_ITEMS, meta=_object(total_count="{type: integer}"))
    found = _list(describe, _PAGE, answer)
    assert found.only.paging == Paging(
        style=PagingStyle.PAGE,
        items=("data",),
        parameter="page",
        size="per_page",
        first=1,
        default_size=30,
        total=("meta", "total_count"),
        stop=Stop.EMPTY,
        inferred=True,
    )
    assert [each.code for each in found.report if each.severity is Severity.NOTE] == [
        "paging-inferred"
    ]


@pytest.mark.parametrize(
    ("schema", "first"),
    [
        ("type: integer, default: 0", 0),
        ("type: integer, minimum: 1", 1),
        ("type: integer, minimum: 0", 0),
        ("type: integer, description: Zero-based number of the page.", 0),
        ("type: integer, description: Pages start at 1.", 1),
    ],
)
def test_the_first_page_must_be_known(describe: Describe, schema: str, first: int) -> None:
    paging = _list(describe, f"page: {schema}", _ITEMS).only.paging
    assert paging is not None
    assert paging.first == first


def test_pages_with_an_unknown_beginning_are_left_to_the_caller(describe: Describe) -> None:
    assert _list(describe, "page: type: integer", _ITEMS).only.paging is None


def test_offsets_need_a_limit(describe: Describe) -> None:
    assert _list(describe, "offset: type: integer", _ITEMS).only.paging is None
    found = _list(describe, "offset: type: integer\nlimit: type: integer", _ITEMS).only.paging
    assert found is not None
    assert (found.style, found.parameter, found.size, found.first) == (
        PagingStyle.OFFSET,
        "offset",
        "limit",
        0,
    )


def test_a_cursor_needs_the_next_one_in_the_answer(describe: Describe) -> None:
    query = "pageToken: type: string"
    assert _list(describe, query, _object(items=_ITEMS)).only.paging is None
    answer = _object(items=_ITEMS, nextPageToken="{type: string}", has_more="{type: boolean}")
    found = _list(describe, query, answer).only.paging
    assert found is not None
    assert (found.style, found.next, found.more, found.stop) == (
        PagingStyle.CURSOR,
        ("nextPageToken",),
        ("has_more",),
        Stop.NO_CURSOR,
    )


def test_the_address_of_the_next_page_is_recognised(describe: Describe) -> None:
    answer = _object(results=_ITEMS, next="{type: [string, 'null'], format: uri}")
    found = _list(describe, "filter: type: string", answer).only.paging
    assert found is not None
    assert (found.style, found.next) == (PagingStyle.NEXT_URL, ("next",))


def test_a_link_header_is_recognised(describe: Describe) -> None:
    headers = "{Link: {schema: {type: string}}}"
    found = _list(describe, "filter: type: string", _ITEMS, headers=headers).only.paging
    assert found is not None
    assert (found.style, found.items) == (PagingStyle.LINK, ())


@pytest.mark.parametrize(
    "answer",
    [
        _object(cats=_ITEMS, dogs=_ITEMS),
        _object(data=_ITEMS, results=_ITEMS),
        _object(name="{type: string}"),
        "{type: string}",
    ],
)
def test_without_one_certain_list_there_is_no_paging(describe: Describe, answer: str) -> None:
    assert _list(describe, _PAGE, answer).only.paging is None


def test_only_reading_is_paged(describe: Describe) -> None:
    paths = f"""
    /things:
      post:
        parameters: [{{name: page, in: query, schema: {{type: integer, default: 1}}}}]
        responses: {{'200': {{content: {{application/json: {{schema: {_ITEMS}}}}}}}}}
    """
    assert describe(paths).only.paging is None


def test_sdk_yaml_has_the_last_word(describe: Describe) -> None:
    answer = _object(data=_ITEMS)
    none = "operations: {GET /things: {paging: {style: none}}}"
    assert _list(describe, _PAGE, answer, sdk=none).only.paging is None
    own = "{style: page, parameter: page, size: per_page, first: 0, items: data, stop: short}"
    found = _list(describe, _PAGE, answer, sdk=f"operations: {{GET /things: {{paging: {own}}}}}")
    assert found.only.paging == Paging(
        style=PagingStyle.PAGE,
        items=("data",),
        parameter="page",
        size="per_page",
        first=0,
        stop=Stop.SHORT,
    )


@pytest.mark.parametrize(
    ("paging", "help"),
    [
        ("{style: page, parameter: pages, items: data}", "Did you mean 'page'?"),
        ("{style: page, parameter: page, items: datum}", "Did you mean 'data'?"),
    ],
)
def test_paging_that_does_not_fit_is_told(describe: Describe, paging: str, help: str) -> None:
    sdk = f"operations: {{GET /things: {{paging: {paging}}}}}"
    found = _list(describe, _PAGE, _object(data=_ITEMS), sdk=sdk)
    assert found.only.paging is None
    assert [(each.code, each.help) for each in found.report] == [("unmatched-choice", help)]
