"""How a list is walked page by page: as sdk.yaml says, or as the description shows beyond doubt."""

from __future__ import annotations

from specloom.config import OperationChoice, PagingChoice
from specloom.diagnostics import Report
from specloom.ir.api import In, Operation, Paging, PagingStyle, Stop
from specloom.ir.types import Anything, List
from specloom.lower.conventions import infer
from specloom.lower.trails import Types, answer, bare, fields_of, follow
from specloom.lower.wishes import suggestion

_STOPS = {
    PagingStyle.PAGE: Stop.EMPTY,
    PagingStyle.OFFSET: Stop.EMPTY,
    PagingStyle.CURSOR: Stop.NO_CURSOR,
    PagingStyle.LINK: Stop.NO_CURSOR,
    PagingStyle.NEXT_URL: Stop.NO_CURSOR,
}


def paging_of(
    operation: Operation, wish: OperationChoice, types: Types, report: Report
) -> Paging | None:
    """Return how the pages of `operation` are walked, None when it has none."""
    if wish.paging is not None:
        return _chosen(operation, wish, wish.paging, types, report)
    found = infer(operation, types)
    if found is not None:
        moving = f" with '{found.parameter}'" if found.parameter else ""
        report.note(
            "paging-inferred",
            at=operation.at,
            text=f"'{operation.key}' is read in pages ({found.style.value}{moving})",
            help="Write 'paging' for it into sdk.yaml to say it otherwise, or 'style: none'.",
        )
    return found


def _chosen(
    operation: Operation, wish: OperationChoice, choice: PagingChoice, types: Types, report: Report
) -> Paging | None:
    if choice.style == "none":
        return None
    style = PagingStyle(choice.style)
    content = answer(operation)
    queries = [each.wire for each in operation.parameters if each.place is In.QUERY]
    for parameter in (choice.parameter, choice.size):
        if parameter is not None and parameter not in queries:
            report.warning(
                "unmatched-choice",
                at=wish.at,
                text=f"'{operation.key}' has no query parameter '{parameter}' to walk its pages with",
                help=suggestion(parameter, queries),
            )
            return None
    items = follow(content.type, choice.items, types) if content else None
    if items is None or not isinstance(bare(items, types), List | Anything):
        report.warning(
            "unmatched-choice",
            at=wish.at,
            text=f"the answer of '{operation.key}' has no list at '{'.'.join(choice.items)}'",
            help=suggestion(
                "".join(choice.items[:1]), fields_of(content.type, types) if content else ()
            ),
        )
        return None
    return Paging(
        style=style,
        items=choice.items,
        parameter=choice.parameter,
        size=choice.size,
        first=0 if style is PagingStyle.OFFSET else choice.first,
        default_size=choice.default_size,
        total=choice.total,
        next=choice.next,
        more=choice.more,
        stop=Stop(choice.stop) if choice.stop else _STOPS[style],
    )
