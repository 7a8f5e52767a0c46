"""Values made from schemas, the same on every run, and judged before they are used."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from specloom.mock.engine.patterns import Pattern

from .judge import Judge
from .reading import Description, Json, elements, members

ABSENT: Any = object()
_DEEP = 4
_DEEPEST = 14
_NODES = 600

_TEXTS = {
    "date-time": "2026-03-04T05:06:07Z",
    "datetime": "2026-03-04T05:06:07Z",
    "date": "2026-03-04",
    "time": "05:06:07Z",
    "duration": "P1DT2H",
    "uuid": "7b1d2f60-5c2e-4c9b-9a51-0f6f1f0d7a11",
    "email": "ann@example.com",
    "idn-email": "ann@example.com",
    "uri": "https://example.com/a?b=c",
    "url": "https://example.com/a?b=c",
    "iri": "https://example.com/a?b=c",
    "uri-reference": "/a?b=c",
    "uri-template": "/a/{b}",
    "hostname": "www.example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "byte": "aGVsbG8=",
    "base64": "aGVsbG8=",
    "decimal": "12.50",
    "json-pointer": "/a/b",
    "regex": "^a+$",
    "int64": "17",
    "int32": "17",
}


class Maker:
    """Makes values for one direction. `turn` chooses among alternatives and members."""

    def __init__(self, description: Description, judge: Judge, *, request: bool) -> None:
        self._description = description
        self._judge = judge
        self._unwanted = "readOnly" if request else "writeOnly"
        self._patterns: dict[str, Pattern] = {}
        self.free: set[str] = set()
        """Names of members that no schema declares, in every value made so far."""

    def value(self, schema: Json, *, turn: int = 0, full: bool = True) -> tuple[Json, bool]:
        """Return a value and whether the judge accepts it; `full` gives all that is optional."""
        first: Json = ABSENT
        for whole, attempt in (
            (full, turn),
            (full, turn + 1),
            (False, turn),
            *((False, turn + more) for more in range(1, 6)),
            (True, 0),
        ):
            making = _Making(self, attempt, whole)
            made = making.make(schema, 0, ())
            if made is ABSENT:
                continue
            if self._judge.fits(schema, made) and not making.doubtful:
                return made, True
            first = made if first is ABSENT else first
        return (None if first is ABSENT else first), False

    def pattern(self, text: str) -> Pattern:
        """Return the pattern that is written `text`."""
        if text not in self._patterns:
            self._patterns[text] = Pattern(text)
        return self._patterns[text]


class _Making:
    def __init__(self, maker: Maker, turn: int, full: bool) -> None:
        self._maker = maker
        self._description = maker._description
        self._turn = turn
        self._full = full
        self._left = _NODES
        self.doubtful = False
        """Whether the value says that it is of a schema which it does not fit."""

    def make(self, schema: Json, depth: int, trail: tuple[str, ...]) -> Json:
        self._left -= 1
        if schema is False or depth > _DEEPEST or self._left < -5 * _NODES:
            return ABSENT
        if not isinstance(schema, dict):
            return "anything"
        trail = self._followed(schema, trail)
        if any(trail.count(one) > 2 for one in trail):
            return ABSENT
        one = self._merged(schema)
        if "const" in one:
            return one["const"]
        if elements(one, "enum"):
            return self._member(one)
        for key in ("oneOf", "anyOf"):
            if elements(one, key):
                return self._alternative(one, key, depth, trail)
        if isinstance(one.get("discriminator"), dict) and "\0tagged" not in one:
            return self._descendant(schema, one, depth, trail)
        return self._of_kind(one, depth, trail)

    def _followed(self, schema: Json, trail: tuple[str, ...]) -> tuple[str, ...]:
        ref = schema.get("$ref")
        return (*trail, ref) if isinstance(ref, str) else trail

    def _merged(self, schema: dict[str, Json]) -> dict[str, Json]:
        """Return one schema that says what `schema`, its references and its `allOf` say."""
        made: dict[str, Json] = {}
        for part in self._parts(schema, ()):
            for key, value in part.items():
                if key not in ("allOf", "$ref"):
                    _fold(made, key, value)
        return made

    def _parts(self, schema: Json, seen: tuple[str, ...]) -> Iterator[dict[str, Json]]:
        if not isinstance(schema, dict) or len(seen) > 12:
            return
        ref = schema.get("$ref")
        if isinstance(ref, str):
            if ref not in seen:
                yield from self._parts(self._description.target(ref), (*seen, ref))
            if self._description.is_old:
                return
        yield schema
        for part in elements(schema, "allOf"):
            yield from self._parts(part, (*seen, ""))

    def _member(self, one: dict[str, Json]) -> Json:
        kinds = kinds_of(one)
        fitting = [value for value in one["enum"] if value is not None and _is_of(value, kinds)]
        known = fitting or [value for value in one["enum"] if value is not None] or one["enum"]
        return known[self._turn % len(known)]

    def _alternative(
        self, one: dict[str, Json], key: str, depth: int, trail: tuple[str, ...]
    ) -> Json:
        options = sorted(one[key], key=self._is_null)
        useful = len([option for option in options if not self._is_null(option)]) or 1
        beside = {name: value for name, value in one.items() if name not in (key, "discriminator")}
        first = self._turn % useful
        for option in (*options[first:], *options[:first]):
            joined = {"allOf": [beside | {"\0tagged": True}, option]} if beside else option
            value = self.make(joined, depth + 1, self._followed(option, trail) if isinstance(option, dict) else trail)
            if value is not ABSENT:
                return self._tagged(one, option, value)
        return ABSENT

    def _tagged(self, one: dict[str, Json], option: Json, value: Json) -> Json:
        discriminator = one.get("discriminator")
        if not isinstance(discriminator, dict) or not isinstance(value, dict):
            return value
        tag, ref = discriminator.get("propertyName"), option.get("$ref")
        if not isinstance(tag, str) or not isinstance(ref, str):
            return value
        whole = self._merged(option)
        own = self._merged(whole.get("properties", {}).get(tag) or {})
        is_union = bool(elements(whole, "oneOf") or elements(whole, "anyOf"))
        if "const" in own or elements(own, "enum") or (is_union and tag in value):
            return value
        return value | {tag: self._tag(discriminator, ref)}

    def _tag(self, discriminator: dict[str, Json], ref: str) -> str:
        name = ref.rsplit("/", 1)[-1]
        for key, target in members(discriminator, "mapping"):
            if isinstance(target, str) and target.rsplit("/", 1)[-1] == name:
                return key
        return name

    def _descendant(
        self, schema: Json, one: dict[str, Json], depth: int, trail: tuple[str, ...]
    ) -> Json:
        """Return a value of a schema that says by a tag which of its children it is."""
        discriminator = one["discriminator"]
        mapping = [pair for pair in members(discriminator, "mapping") if isinstance(pair[1], str)]
        tag = discriminator.get("propertyName")
        is_parent = "discriminator" in self._description.follow(schema)
        if not mapping or not isinstance(tag, str) or not is_parent:
            made = self._of_kind(one, depth, trail)
            if isinstance(made, dict) and trail and isinstance(tag, str):
                own = self._merged(one.get("properties", {}).get(tag) or {})
                if "const" not in own and not elements(own, "enum"):
                    made[tag] = self._tag(discriminator, trail[-1])
            return made
        key, target = mapping[self._turn % len(mapping)]
        ref = target if "/" in target else f"#/components/schemas/{target}"
        child = self._merged({"$ref": ref} if self._description.target(ref) else {})
        made = self._of_kind(child or one, depth, (*trail, ref))
        if isinstance(made, dict):
            made = made | {tag: key}
            self.doubtful = self.doubtful or not self._maker._judge.fits({"$ref": ref}, made)
        return made

    def _is_null(self, option: Json) -> bool:
        if not isinstance(option, dict):
            return False
        one = self._merged(option)
        return kinds_of(one) == ["null"] or one.get("enum") == [None] or one.get("const", 0) is None

    def _of_kind(self, one: dict[str, Json], depth: int, trail: tuple[str, ...]) -> Json:
        named = kinds_of(one)
        if self._turn % 4 == 2 and depth and ("null" in named or one.get("nullable") is True):
            return None
        kinds = [kind for kind in named if kind != "null"] or named
        kind = kinds[self._turn % len(kinds)] if kinds else _implied(one)
        match kind:
            case "object":
                return self._object(one, depth, trail)
            case "array":
                return self._array(one, depth, trail)
            case "integer" | "number":
                return self._number(one, whole=kind == "integer")
            case "boolean":
                return self._turn % 2 == 0
            case "null":
                return None
            case _:
                return self._text(one)

    def _object(self, one: dict[str, Json], depth: int, trail: tuple[str, ...]) -> Json:
        required = {name for name in elements(one, "required") if isinstance(name, str)}
        for name, needed in members(one, "dependentRequired"):
            if name in required and isinstance(needed, list):
                required.update(needed)
        made: dict[str, Json] = {}
        most = one.get("maxProperties")
        for name, schema in members(one, "properties"):
            if name not in required and (not self._full or depth >= _DEEP or self._left < 0):
                continue
            if name not in required and isinstance(most, int) and len(made) >= most:
                continue
            if self._maker._judge._is_unwanted(schema):
                continue
            value = self.make(schema, depth + 1, trail)
            if value is not ABSENT:
                made[name] = value
            elif name in required:
                return ABSENT
        more = one.get("additionalProperties")
        for name in sorted(required - made.keys()):
            if name not in one.get("properties", {}):
                self._maker.free.add(name)
                made[name] = self.make(more if isinstance(more, dict) else {}, depth + 1, trail)
        return self._fill(one, made, more, depth, trail)

    def _fill(
        self,
        one: dict[str, Json],
        made: dict[str, Json],
        more: Json,
        depth: int,
        trail: tuple[str, ...],
    ) -> Json:
        """Add members whose names are data: some to show, or as many as are demanded."""
        least = one.get("minProperties")
        wanted = least if isinstance(least, int) else 0
        for name, schema in members(one, "properties"):
            if len(made) < wanted and name not in made:
                value = self.make(schema, depth + 1, trail)
                if value is not ABSENT:
                    made[name] = value
        if self._full and depth < _DEEP:
            for pattern, schema in members(one, "patternProperties"):
                key = self._maker.pattern(pattern).sample(random.Random(pattern), 1, 40)
                value = self.make(schema, depth + 1, trail)
                if key and value is not ABSENT and key not in made:
                    self._maker.free.add(key)
                    made[key] = value
            if isinstance(more, dict):
                wanted = max(wanted, len(made) + 1)
        for number in range(min(wanted, 50)):
            if len(made) >= wanted or more is False:
                break
            value = self.make(more if isinstance(more, dict) else {}, depth + 1, trail)
            if value is not ABSENT:
                key = self._key(one.get("propertyNames"), number)
                self._maker.free.add(key)
                made[key] = value
        return made

    def _key(self, names: Json, number: int) -> str:
        made = self.make(names, _DEEP, ()) if isinstance(names, dict) and names else None
        if isinstance(made, str) and made != "text":
            return made
        return f"key{number + 1}"

    def _array(self, one: dict[str, Json], depth: int, trail: tuple[str, ...]) -> Json:
        heads = elements(one, "prefixItems") or elements(one, "items")
        made = [self.make(head, depth + 1, trail) for head in heads]
        least, most = one.get("minItems"), one.get("maxItems")
        wanted = max(2 if self._full and depth < _DEEP else 0, least if isinstance(least, int) else 0)
        wanted = min(wanted, most if isinstance(most, int) and most >= 0 else wanted, 200)
        item = one.get("items", {})
        item = item if isinstance(item, dict | bool) and not heads else False
        turn, repeats = self._turn, 0
        while len(made) < wanted and repeats < 2 * wanted:
            value = self.make(item, depth + 1, trail)
            self._turn += 1
            repeats += 1
            if value is ABSENT:
                break
            if one.get("uniqueItems") is True and value in made:
                continue
            made.append(value)
        self._turn = turn
        if ABSENT in made or (isinstance(least, int) and len(made) < least):
            return ABSENT
        return made

    def _number(self, one: dict[str, Json], *, whole: bool) -> Json:
        low, high = _limit(one, "minimum"), _limit(one, "maximum")
        step = one.get("multipleOf")
        step = step if isinstance(step, int | float) and step > 0 else None
        above, below = one.get("exclusiveMinimum"), one.get("exclusiveMaximum")
        if isinstance(above, int | float) and above is not True:
            low = above + (step or (1 if whole else 0.5)) if above is not False else low
        elif above is True and low is not None:
            low += step or (1 if whole else 0.5)
        if isinstance(below, int | float) and not isinstance(below, bool):
            high = below - (step or (1 if whole else 0.5))
        elif below is True and high is not None:
            high -= step or (1 if whole else 0.5)
        if step is not None:
            value = -(-(low or step) // step) * step
            return int(value) if whole or float(value).is_integer() else value
        value = 7 + self._turn if whole else 7.5 + self._turn
        if low is not None and value < low:
            value = low
        if high is not None and value > high:
            value = high
        return int(value) if whole else value

    def _text(self, one: dict[str, Json]) -> str:
        least, high = one.get("minLength"), one.get("maxLength")
        low = least if isinstance(least, int) else 0
        high = high if isinstance(high, int) else None
        pattern = one.get("pattern")
        form = one.get("format")
        if isinstance(form, str) and form.lower() in _TEXTS:
            return _TEXTS[form.lower()]
        if one.get("contentEncoding") == "base64":
            return _TEXTS["byte"]
        if isinstance(pattern, str):
            made = self._maker.pattern(pattern).sample(random.Random(f"{pattern} {self._turn}"), low, high)
            if made is not None and "\r" not in made:
                return made
        text = ("text" if self._turn % 2 == 0 else "other text").ljust(min(low, 5000), "x")
        return text if high is None else text[: max(high, 0)]


def kinds_of(schema: Json) -> list[str]:
    """Return the JSON types that a schema names."""
    kind = schema.get("type")
    if isinstance(kind, str):
        return ["string"] if kind == "file" else [kind]
    return [one for one in kind if isinstance(one, str)] if isinstance(kind, list) else []


def _is_of(value: Json, kinds: list[str]) -> bool:
    match value:
        case bool():
            own = {"boolean"}
        case int():
            own = {"integer", "number"}
        case float():
            own = {"number"}
        case str():
            own = {"string"}
        case list():
            own = {"array"}
        case _:
            own = {"object"}
    return not kinds or bool(own & set(kinds))


def _implied(one: dict[str, Json]) -> str:
    if any(key in one for key in ("properties", "additionalProperties", "required", "patternProperties")):
        return "object"
    if any(key in one for key in ("items", "prefixItems", "minItems")):
        return "array"
    if any(key in one for key in ("minimum", "maximum", "multipleOf")):
        return "number"
    return "string"


def _limit(one: dict[str, Json], key: str) -> float | int | None:
    value = one.get(key)
    return None if isinstance(value, bool) or not isinstance(value, int | float) else value


def _fold(made: dict[str, Json], key: str, value: Json) -> None:
    """Add a keyword of one part of an `allOf` to what the other parts say."""
    old = made.get(key, ABSENT)
    match key, old, value:
        case _, _, _ if old is ABSENT:
            made[key] = value
        case "properties", dict(), dict():
            both = {
                name: {"allOf": [old[name], value[name]]}
                for name in old.keys() & value.keys()
                if old[name] != value[name]
            }
            made[key] = {**old, **value, **both}
        case "required", list(), list():
            made[key] = [*old, *(name for name in value if name not in old)]
        case "enum", list(), list():
            made[key] = [one for one in old if one in value] or old
        case "minimum" | "minLength" | "minItems" | "minProperties", int() | float(), int() | float():
            made[key] = max(old, value)
        case "maximum" | "maxLength" | "maxItems" | "maxProperties", int() | float(), int() | float():
            made[key] = min(old, value)
        case "oneOf" | "anyOf", list(), list():
            made[key] = [{"allOf": [one, other]} for one in old for other in value][:40]
        case "type", _, _:
            own, other = kinds_of({"type": old}), kinds_of({"type": value})
            made[key] = [one for one in own if one in other] or old
        case "additionalProperties", _, bool():
            made[key] = old
        case "nullable" | "discriminator" | "example" | "title" | "description" | "\0tagged", _, _:
            pass
        case _:
            made[key] = value

