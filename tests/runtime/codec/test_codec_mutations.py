"""Answers that were damaged on purpose: what was not touched is as it was, what was is reported once."""

from __future__ import annotations

import copy
import enum
import json
import random
import typing as t

import msgspec
import pytest
from appointments import SCHEMA, AppointmentList, Spec, answer
from hypothesis import given, settings
from hypothesis import strategies as st
from sdk_under_test._core.broken import Undecodable
from sdk_under_test._core.codec import decode
from sdk_under_test._core.issues import Issue

CLEAN = answer(3)
CLEAN_VALUE = decode(json.dumps(CLEAN).encode(), AppointmentList).value

SAMPLES: dict[str, t.Any] = {
    "integer": 77,
    "number": 1.5,
    "string": "some words",
    "boolean": True,
    "array": [["x"]],
    "object": {"unheard": "of"},
}
ALLOWED = {
    "integer": {"integer"},
    "number": {"integer", "number"},
    "string": {"string"},
    "boolean": {"boolean"},
    "date": set[str](),
    "array": {"array"},
    "object": {"object"},
    "map": {"object"},
}


class Place(t.NamedTuple):
    """A member of some object of the answer, or an item of some list."""

    path: str
    holder: t.Any
    key: t.Any
    spec: Spec


def places(raw: t.Any, spec: Spec, path: str = "$") -> t.Iterator[Place]:
    """Yield every place that the description speaks of, and that the answer has."""
    if isinstance(raw, dict):
        members = spec.members or (spec.variants or {}).get(raw.get("kind", ""), {})
        for name, inner in members.items():
            if name in raw:
                yield Place(f"{path}.{name}", raw, name, inner)
                yield from places(raw[name], inner, f"{path}.{name}")
    if isinstance(raw, list) and spec.items and spec.items.type != "union":
        for n, item in enumerate(raw):
            yield Place(f"{path}[{n}]", raw, n, spec.items)
            yield from places(item, spec.items, f"{path}[{n}]")


def mutate(place: Place, how: str, pick: int) -> int | None:
    """Damage one place. Return how many issues that must give, None if it cannot be done."""
    spec, holder, key = place.spec, place.holder, place.key
    in_list = isinstance(holder, list)
    if how == "drop":
        if in_list:
            return None
        del holder[key]
        return int(spec.required)
    if how == "rename":
        if in_list:
            return None
        holder[f"{key}_renamed"] = holder.pop(key)
        return int(spec.required)
    if how == "null":
        holder[key] = None
        return int(not spec.nullable)
    if how == "retype":
        wrong = [kind for kind in SAMPLES if kind not in ALLOWED[spec.type]]
        if spec.type == "object":
            wrong.remove("array") if spec.empty_list else None
        holder[key] = copy.deepcopy(SAMPLES[wrong[pick % len(wrong)]])
        return 1
    if how == "nest":
        # An object inside an object of the same place is read as that object: nothing of it is there.
        boxed_in_list = spec.type in ("object", "map") or (spec.type != "array" and pick % 2)
        holder[key] = [holder[key]] if boxed_in_list else {"value": holder[key]}
        return 1
    if how == "extra":
        target = holder[key] if spec.type == "object" and holder[key] else holder
        if not isinstance(target, dict):
            return None
        target["unheard_of"] = {"a": [1, {"b": None}]}
        return 0
    assert how == "reorder"
    if not isinstance(holder, dict):
        return None
    members = list(holder.items())
    random.Random(pick).shuffle(members)
    holder.clear()
    holder.update(members)
    return 0


def overlap(one: str, other: str) -> bool:
    """Whether one place lies inside the other."""
    short, long = sorted((one, other), key=len)
    return long == short or (long.startswith(short) and long[len(short)] in ".[")


def assert_untouched(clean: t.Any, seen: t.Any, touched: set[str], path: str = "$") -> None:
    """Compare two values place by place, but for the places that were touched."""
    if path in touched:
        return
    assert type(seen) is type(clean), path
    if isinstance(clean, msgspec.Struct):
        names = zip(clean.__struct_fields__, clean.__struct_encode_fields__, strict=True)
        for name, wire in names:
            inner = f"{path}.{wire}"
            assert_untouched(getattr(clean, name), getattr(seen, name), touched, inner)
    elif isinstance(clean, dict):
        if not any(place.startswith(path) for place in touched):
            assert {k: v for k, v in seen.items() if k != "unheard_of"} == clean, path
    elif isinstance(clean, list | tuple):
        assert len(seen) == len(clean), path
        for n, (one, other) in enumerate(zip(clean, seen, strict=True)):
            assert_untouched(one, other, touched, f"{path}[{n}]")
    elif isinstance(clean, enum.Enum):
        assert seen is clean, path
    else:
        assert seen == clean, path


MUTATIONS = st.lists(
    st.tuples(
        st.integers(0, 10_000),
        st.sampled_from(("drop", "null", "retype", "rename", "extra", "reorder", "nest")),
        st.integers(0, 1_000),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=2000, deadline=None)
@given(MUTATIONS)
def test_each_mutation_is_reported_once_and_nothing_else_changes(
    mutations: list[tuple[int, str, int]],
) -> None:
    raw = copy.deepcopy(CLEAN)
    every = list(places(raw, SCHEMA))
    touched: set[str] = set()
    expected: list[str] = []
    for where, how, pick in mutations:
        place = every[where % len(every)]
        if any(overlap(place.path, other) for other in touched):
            continue
        count = mutate(place, how, pick)
        if how in ("drop", "null", "retype", "rename", "nest") and count is not None:
            touched.add(place.path)
        expected += [place.path] * (count or 0)
    found = decode(json.dumps(raw).encode(), AppointmentList)
    assert sorted(issue.path for issue in found.issues) == sorted(expected)
    assert_untouched(CLEAN_VALUE, found.value, touched)
    if expected:
        with pytest.raises(Undecodable) as caught:
            decode(json.dumps(raw).encode(), AppointmentList, strict=True)
        assert caught.value.path in expected


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["data", "client", "staff", "kind", "services", "id", "date", "x"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=30,
)


@settings(max_examples=500, deadline=None)
@given(ANY_JSON)
def test_any_json_at_all_is_read(raw: t.Any) -> None:
    found = decode(json.dumps(raw).encode("utf-8", "surrogatepass"), AppointmentList)
    assert found.issues
    assert len(found.issues) == len({(issue.path, issue.kind) for issue in found.issues})


@settings(max_examples=500, deadline=None)
@given(
    st.binary(max_size=64) | st.text(alphabet='{}[]:,"\\ue0d819.tfn ', max_size=40).map(str.encode)
)
def test_any_bytes_at_all_are_read_or_refused_with_one_error(data: bytes) -> None:
    found, error = outcome(data)
    assert (error is None) is bool(found)
    if error is not None:
        assert error.path == "$"
        assert len(str(error)) < 200


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 3000), st.binary(min_size=1, max_size=3))
def test_an_answer_with_damaged_bytes_is_read_or_refused_with_one_error(
    where: int, noise: bytes
) -> None:
    data = bytearray(json.dumps(CLEAN).encode())
    where %= len(data)
    data[where : where + len(noise)] = noise
    _, error = outcome(bytes(data))
    assert error is None or error.path == "$"


def outcome(data: bytes) -> tuple[tuple[Issue, ...], Undecodable | None]:
    """Return the issues of an answer, or the one error that it may raise."""
    try:
        return decode(data, AppointmentList).issues, None
    except Undecodable as error:
        return (), error
