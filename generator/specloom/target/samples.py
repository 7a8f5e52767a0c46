"""A call as a reader would write it: values from the description's examples, else plausible ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from specloom.ir.types import (
    Alias,
    Anything,
    Const,
    Enum,
    Given,
    Json,
    Kind,
    List,
    Map,
    Nothing,
    Null,
    Nullable,
    OneOf,
    OrEmptyList,
    Record,
    Ref,
    Scalar,
    Tuple,
    TypeRef,
    Union,
)
from specloom.target.build_methods import Method, in_path_order
from specloom.target.calls import Slot, SlotKey
from specloom.target.code import Code
from specloom.target.kit import Kit
from specloom.target.layout import Group, Node, Pair

_DEEPEST = 6
_MOST_OPTIONAL = 3

_TEXTS = {
    "email": "ada@example.com",
    "uri": "https://example.com",
    "url": "https://example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
}


class Samples:
    """Makes sample calls; `used` collects the modules that they need."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self.used: set[str] = set()

    def call(self, method: Method, *, through: str = "") -> Group:
        """Return the call of `method` with what it must be given, by way of `through`."""
        where = f"client.{self._kit.names.resource(method.resource)}{through}.{method.name}"
        return Group(open=f"{where}(", close=")", items=tuple(self._arguments(method)))

    def _arguments(self, method: Method) -> Iterator[Node]:
        slots = method.call.slots
        if method.call.alternatives and not method.is_packed:
            slots = method.call.alternatives[0]
        body = _body_example(method)
        for slot in in_path_order(method.operation, slots):
            yield self._slot(slot, body)
        worth = _worth_showing(slots, body)
        for slot in slots:
            if (slot.required and slot.key.place != "path") or slot.key in worth:
                name = self._kit.names.argument(method.operation.key, slot.key)
                yield Pair(head=f"{name}=", value=self._slot(slot, body))

    def _slot(self, slot: Slot, body: Mapping[str, Json]) -> Node:
        given = slot.example
        if slot.key.place == "body" and slot.key.wire in body:
            given = Given(value=body[slot.key.wire])
        return self._value(slot.type, given or slot.default, slot.key.wire, 0)

    def _value(self, ref: TypeRef, given: Given | None, name: str, depth: int) -> Node:
        """Return a value of the type `ref`, the given one if it fits."""
        match ref:
            case Scalar():
                return self._scalar(ref, given, name)
            case Const():
                return self._kit.literals.scalar(ref.values[0])
            case Nullable() | OrEmptyList():
                given = given if given is not None and given.value is not None else None
                return self._value(ref.inner, given, name, depth)
            case List():
                return self._list(ref, given, name, depth)
            case Map():
                value = given.value if given is not None and isinstance(given.value, dict) else {}
                return self._kit.literals.value(value)
            case Tuple():
                items = [self._value(item, None, name, depth + 1) for item in ref.items]
                return self._kit.literals.tuple_of(items)
            case OneOf():
                return self._value(ref.members[0], given, name, depth)
            case Ref():
                return self._declared(ref, given, name, depth)
            case Null():
                return self._kit.literals.scalar(None)
            case Anything() | Nothing():
                return self._kit.literals.value(given.value if given is not None else {})

    def _list(self, ref: List, given: Given | None, name: str, depth: int) -> Node:
        opening, closing = self._kit.dialect.literals.list_brackets
        found: list[Given | None] = [None]
        if given is not None and isinstance(given.value, list):
            found = [Given(value=value) for value in given.value[:3]]
        if depth > _DEEPEST:
            found = []
        items = tuple(self._value(ref.item, one, name, depth + 1) for one in found)
        return Group(open=opening, close=closing, items=items)

    def _declared(self, ref: Ref, given: Given | None, name: str, depth: int) -> Node:
        found = self._kit.types.get(ref.id)
        match found:
            case Record():
                return self._record(found, given or found.example, depth)
            case Enum():
                values = [member.value for member in found.members]
                fits = given is not None and given.value in values
                return self._kit.literals.scalar(given.value if given and fits else values[0])
            case Union() if depth <= _DEEPEST:
                return self._value(found.variants[0].type, given, name, depth + 1)
            case Alias() if depth <= _DEEPEST:
                return self._value(found.target, given or found.example, name, depth + 1)
            case _:
                return self._kit.literals.value({})

    def _record(self, record: Record, given: Given | None, depth: int) -> Node:
        opening, closing = self._kit.dialect.literals.map_brackets
        known = given.value if given is not None and isinstance(given.value, dict) else {}
        items = []
        for field in record.fields if depth <= _DEEPEST else ():
            if field.read_only or (not field.required and field.wire not in known):
                continue
            one = Given(value=known[field.wire]) if field.wire in known else field.example
            value = self._value(field.type, one, field.wire, depth + 1)
            items.append(Pair(head=f"{self._kit.literals.text(field.wire)}: ", value=value))
        return Group(open=opening, close=closing, items=tuple(items))

    def _scalar(self, ref: Scalar, given: Given | None, name: str) -> Node:
        value = given.value if given is not None else None
        scalar = self._kit.literals.scalar
        match ref.kind:
            case Kind.STRING:
                usual = _TEXTS.get(ref.format or "") or name.replace("_", " ") or "text"
                return scalar(value if isinstance(value, str) else usual)
            case Kind.INTEGER:
                return scalar(value if type(value) is int else 1)
            case Kind.NUMBER:
                return scalar(value if type(value) in (int, float) else 1.5)
            case Kind.BOOLEAN:
                return scalar(value != 0 if isinstance(value, (bool, int)) else True)
            case Kind.UUID:
                fits = isinstance(value, str) and len(value) == 36
                return scalar(value if fits else "00000000-0000-4000-8000-000000000000")
            case Kind.BASE64 | Kind.BINARY:
                return Code(self._kit.dialect.types.bytes_sample)
            case Kind.DATE | Kind.DATETIME | Kind.TIME | Kind.DURATION | Kind.DECIMAL:
                return self._made(ref, value)

    def _made(self, ref: Scalar, value: Json) -> Code:
        """Return the construction of a value that has no literal."""
        form = self._kit.dialect.types.scalar(ref.kind)
        self.used.add(form.partition(".")[0])
        usual = dt.datetime(2030, 1, 15, 14, tzinfo=None if ref.pattern else dt.UTC)
        moment = _parsed(value, ref.pattern) or usual
        second = (moment.second,) if moment.second else ()
        match ref.kind:
            case Kind.DATE:
                parts: tuple[object, ...] = (moment.year, moment.month, moment.day)
            case Kind.DATETIME:
                day = (moment.year, moment.month, moment.day)
                parts = (*day, moment.hour, moment.minute, *second, *self._zone(moment))
            case Kind.TIME:
                parts = (moment.hour, moment.minute, *second)
            case Kind.DURATION:
                parts = (1,)
            case _:
                text = str(value) if type(value) in (int, float) else "9.50"
                parts = (self._kit.literals.text(text),)
        return Code(f"{form}({', '.join(map(str, parts))})")

    def _zone(self, moment: dt.datetime) -> tuple[str, ...]:
        """Return the argument that says in which zone a moment is, if it is told."""
        offset = moment.utcoffset()
        if offset is None:
            return ()
        minutes = int(offset.total_seconds() // 60)
        zones = self._kit.dialect.types.zones
        if minutes % 60:
            return (zones["minutes"].format(minutes),)
        return (zones["hours"].format(minutes // 60) if minutes else zones["utc"],)


def _worth_showing(slots: Sequence[Slot], body: Mapping[str, Json]) -> set[SlotKey]:
    """Return optional parts of a body that needs none: a call without any would show nothing."""
    parts = [slot for slot in slots if slot.key.place == "body" and not slot.deprecated]
    if any(slot.required for slot in parts):
        return set()
    told = [slot for slot in parts if slot.example is not None or slot.key.wire in body]
    return {slot.key for slot in told[:_MOST_OPTIONAL] or parts[:1]}


def _parsed(value: Json, pattern: str | None) -> dt.datetime | None:
    if not isinstance(value, str):
        return None
    try:
        return dt.datetime.strptime(value, pattern) if pattern else dt.datetime.fromisoformat(value)
    except ValueError:
        return None


def _body_example(method: Method) -> Mapping[str, Json]:
    """Return the first example of the body, if it is an object."""
    body = method.operation.body
    for content in body.contents if body else ():
        for example in content.examples:
            if isinstance(example.value.value, dict):
                return example.value.value
    return {}
