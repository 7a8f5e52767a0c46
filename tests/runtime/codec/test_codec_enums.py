"""Open enumerations: a value that nobody listed behaves like any other."""

from __future__ import annotations

import copy
import enum
import json
import pickle
import typing as t

import pytest
from appointments import Attendance, Channel
from sdk_under_test._core import enums
from sdk_under_test._core.codec import decode, encode

UNKNOWN = [(Channel, "pigeon"), (Attendance, 7), (Channel, ""), (Attendance, -(10**12))]


@pytest.mark.parametrize(("cls", "value"), UNKNOWN)
def test_an_unknown_member_is_its_value_in_every_way(cls: type[enum.Enum], value: t.Any) -> None:
    member = decode(json.dumps(value).encode(), cls).value
    assert type(member) is cls
    assert member == value
    assert hash(member) == hash(value)
    assert {value: 1}[member] == 1
    assert (str(member), f"{member}", member.name) == (str(value),) * 3
    assert member is cls(value)
    assert json.loads(encode({"m": member})) == {"m": value}
    assert not enums.is_known(member)
    assert repr(value) in repr(member)


@pytest.mark.parametrize("member", [*Channel, *Attendance, Channel("pigeon"), Attendance(7)])
def test_members_survive_copies_and_pickles(member: t.Any) -> None:
    for twin in (
        copy.copy(member),
        copy.deepcopy(member),
        pickle.loads(pickle.dumps(member)),
        pickle.loads(pickle.dumps(member, protocol=0)),
    ):
        assert twin is member


def test_known_members_are_known() -> None:
    assert all(enums.is_known(member) for member in (*Channel, *Attendance))
    assert [member.value for member in Channel] == ["web", "phone"]
    assert repr(Attendance.NO_SHOW) == "<Attendance.NO_SHOW: -1>"


def test_an_unknown_member_with_the_name_of_a_known_one_is_not_taken_for_it() -> None:
    impostor = Channel("WEB")
    assert impostor is not Channel.WEB
    assert impostor != Channel.WEB
    assert not enums.is_known(impostor)


@pytest.mark.parametrize(
    ("cls", "value"), [(Channel, 1), (Attendance, "a"), (Attendance, True), (Channel, None)]
)
def test_a_value_of_another_type_is_no_member(cls: type[enum.Enum], value: t.Any) -> None:
    if cls is Attendance and value is True:
        assert cls(value) is Attendance.CAME  # as with every IntEnum: True equals 1
        return
    with pytest.raises(ValueError, match="is not a valid"):
        cls(value)


def test_a_server_cannot_fill_the_memory_with_members() -> None:
    class Colour(enums.StrEnum):
        RED = "red"

    values = [f"colour {n}" for n in range(2000)] + ["x" * 10_000]
    members = decode(json.dumps(values).encode(), list[Colour]).value
    assert members == values
    assert len(enums._unknown[Colour]) <= 256
    assert len(members[-1].name) <= 64
    assert members[-2] == Colour("colour 1999")


def test_a_member_can_be_a_key() -> None:
    found = decode(b'{"web": 1, "pigeon": 2}', dict[Channel, int])
    assert found.value == {Channel.WEB: 1, Channel("pigeon"): 2}
    assert encode(found.value) == b'{"web":1,"pigeon":2}'


def test_a_number_beyond_64_bits_is_a_member_too() -> None:
    assert decode(b"99999999999999999999", Attendance).value == 99999999999999999999
