"""`[]` where a map or a record should stand, wherever that is."""

from __future__ import annotations

import json
import typing as t

import pytest
from sdk_under_test._core.codec import convert, decode, encode
from sdk_under_test._core.markers import EmptyListMap, EmptyListNone
from sdk_under_test._core.model import OMIT, Model, Omit
from sdk_under_test._core.unions import union


class Leaf(Model):
    id: int
    fields: EmptyListMap[str, t.Any] | None = None


class Node(Model, rename={"from_": "from"}):
    leaf: EmptyListNone[Leaf] | None = None
    from_: EmptyListNone[Leaf] | None = None
    child: Node | None = None
    children: list[Node] | None = None
    leaves: list[EmptyListNone[Leaf] | None] | None = None
    by_name: dict[str, EmptyListMap[str, int]] | None = None
    deep: EmptyListMap[str, EmptyListMap[str, Leaf]] | None = None
    mixed: bool | EmptyListMap[str, int] | None = None
    pair: tuple[EmptyListNone[Leaf] | None, int] | None = None
    one: Either | None = None
    omitted: EmptyListMap[str, int] | None | Omit = OMIT


Either = union("Either", lambda: (Leaf, list[EmptyListNone[Leaf] | None], str))
LEAF = {"id": 1, "fields": []}


def read(raw: t.Any, kind: t.Any = Node) -> t.Any:
    """Read in both ways, which must agree."""
    found = decode(json.dumps(raw).encode(), kind, strict=True)
    assert convert(raw, kind) == found
    return found.value


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ({"leaf": []}, Node()),
        ({"leaf": LEAF}, Node(leaf=Leaf(id=1, fields={}))),
        ({"from": [], "omitted": []}, Node(omitted={})),
        ({"omitted": None}, Node(omitted=None)),
        ({"child": {"leaf": [], "from": LEAF}}, Node(child=Node(from_=Leaf(id=1, fields={})))),
        ({"children": [{"leaf": LEAF}, {"leaf": []}]}, Node(children=[Node(leaf=Leaf(id=1, fields={})), Node()])),
        ({"leaves": [[], None, LEAF]}, Node(leaves=[None, None, Leaf(id=1, fields={})])),
        ({"by_name": {"a": [], "b": {"c": 1}}}, Node(by_name={"a": {}, "b": {"c": 1}})),
        ({"deep": []}, Node(deep={})),
        ({"deep": {"a": [], "b": {"c": LEAF}}}, Node(deep={"a": {}, "b": {"c": Leaf(id=1, fields={})}})),
        ({"mixed": []}, Node(mixed={})),
        ({"mixed": True}, Node(mixed=True)),
        ({"pair": [[], 1]}, Node(pair=(None, 1))),
        ({"pair": [LEAF, 1]}, Node(pair=(Leaf(id=1, fields={}), 1))),
        ({"one": [LEAF, []]}, Node(one=[Leaf(id=1, fields={}), None])),
        ({"one": LEAF}, Node(one=Leaf(id=1, fields={}))),
    ],
)  # fmt: skip
def test_an_empty_list_stands_for_nothing_wherever_it_stands(raw: t.Any, value: Node) -> None:
    assert read(raw) == value
    assert decode(encode(value), Node, strict=True).value == value


def test_an_empty_list_can_be_all_that_is_sent() -> None:
    assert read([], EmptyListMap[str, int]) == {}
    assert read([], EmptyListNone[Leaf]) is None
    assert read([[], LEAF], list[EmptyListNone[Leaf]]) == [None, Leaf(id=1, fields={})]
    assert read({"a": [[]]}, dict[str, list[EmptyListMap[str, int]]]) == {"a": [{}]}


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        ({"leaf": [1]}, "$.leaf"),
        ({"leaf": {"id": 1, "fields": [LEAF]}}, "$.leaf.fields"),
        ({"children": [{}, {"from": [[]]}]}, "$.children[1].from"),
        ({"leaves": [[0]]}, "$.leaves[0]"),
        ({"by_name": {"a": [1]}}, "$.by_name.a"),
        ({"mixed": [1]}, "$.mixed"),
    ],
)
def test_a_list_with_items_is_a_misfit_and_stays(raw: t.Any, path: str) -> None:
    found = decode(json.dumps(raw).encode(), Node)
    assert [(issue.path, issue.repaired) for issue in found.issues] == [(path, False)]
    assert json.loads(encode(found.value)) == raw


def test_an_object_that_came_in_one_piece_is_finished_when_another_does_not_fit() -> None:
    raw = {"children": [{"leaf": LEAF}, {"leaf": []}, {"leaf": {"id": "2", "fields": []}}]}
    found = decode(json.dumps(raw).encode(), Node)
    assert [node.leaf for node in found.value.children] == [
        Leaf(id=1, fields={}),
        None,
        Leaf(id=2, fields={}),
    ]
    assert [issue.path for issue in found.issues] == ["$.children[2].leaf.id"]
