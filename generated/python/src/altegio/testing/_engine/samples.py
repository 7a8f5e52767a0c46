# Part of specloom, copied with the package that it serves.
# pyright: basic
"""Values made from schemas: believable, valid where that is possible, and the same for the same seed."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping
from typing import Any

from . import scalars, wording
from .checks import Checks
from .patterns import Pattern
from .problems import Run, TooComplexError
from .schemas import Schema, Schemas, count, kinds_of, listed, members

_DEEP = 5
_NODES = 3_000
_ABSENT: Any = object()

Making = Callable[[random.Random], str]


class Samples:
    """Makes values that an API could send, or take: `checks` say which."""

    def __init__(
        self, schemas: Schemas, checks: Checks, formats: Mapping[str, Making], seed: int
    ) -> None:
        self._schemas = schemas
        self._checks = checks
        self._formats = formats
        self._seed = seed

    def value(
        self, schema: Schema, name: str = "", *, salt: str = "", examples: bool = True
    ) -> Any:
        """Return a value of `schema`; `name` is what it is called, `salt` tells siblings apart."""
        best: Any = None
        for attempt in range(4):
            rng = random.Random(f"{self._seed}/{name}/{salt}/{attempt}")
            # The last attempts leave out what need not be there: a value that is wrong deep inside
            # of an optional part must not spoil the whole.
            maker = _Maker(self, rng, examples=examples and attempt < 2, lean=attempt % 2 == 1)
            found = maker.make(schema, name, 0)
            if found is not _ABSENT and self._fits(schema, found):
                return found
            if attempt == 0 and found is not _ABSENT:
                best = found
        return best

    def _fits(self, schema: Schema, value: Any) -> bool:
        run = Run()
        try:
            self._checks.check(schema)(value, None, run)
        except (TooComplexError, RecursionError):
            return False
        return not run.found


class _Maker:
    def __init__(self, samples: Samples, rng: random.Random, *, examples: bool, lean: bool) -> None:
        self._samples = samples
        self._schemas = samples._schemas
        self._rng = rng
        self._examples = examples
        self._lean = lean
        self._left = _NODES

    def make(self, schema: Schema, name: str, depth: int) -> Any:
        """Return a value, or `_ABSENT` where nothing can be made without going on for ever."""
        self._left -= 1
        if self._left < -_NODES:
            return _ABSENT
        if not isinstance(schema, dict):
            return _ABSENT if schema is False else None if depth > _DEEP else wording.word(name)
        if depth > 2 * _DEEP:
            return _ABSENT
        own = self._given(schema)
        if own is not _ABSENT:
            return own
        merged = self._merge(schema)
        given = self._given(merged)
        if given is not _ABSENT:
            return given
        for key in ("oneOf", "anyOf"):
            options = listed(merged, key)
            if options:
                return self._choose(merged, key, options, name, depth)
        return self._of_kind(merged, name, depth)

    def _given(self, schema: Mapping[str, Any]) -> Any:
        """Return what the schema itself says its value is, or shows as an example that fits."""
        if "const" in schema:
            return schema["const"]
        if self._examples:
            shown = [schema["example"]] if "example" in schema else listed(schema, "examples")[:1]
            for value in shown:
                if self._samples._fits(schema, value):
                    return value
        options = listed(schema, "enum")
        if options:
            real = [option for option in options if option is not None]
            return (real or options)[0]
        return schema["default"] if "default" in schema and self._examples else _ABSENT

    def _merge(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Return `schema` with its references and `allOf` folded in."""
        parts = list(self._schemas.parts(schema))
        if len(parts) == 1 and parts[0] is schema:
            return schema
        merged: dict[str, Any] = {}
        for part in parts:
            for key, value in part.items():
                _fold(merged, key, value)
        merged.pop("allOf", None)
        merged.pop("$ref", None)
        return merged

    def _choose(
        self, merged: dict[str, Any], key: str, options: list[Schema], name: str, depth: int
    ) -> Any:
        """Return a value of the first alternative that leads to one."""
        beside = {one: value for one, value in merged.items() if one != key}
        fallback: Any = _ABSENT
        for option in sorted(options, key=self._is_only_null):
            if isinstance(option, dict):
                joined = {"allOf": [beside, option]} if beside else option
                value = self.make(joined, name, depth + 1)
            else:
                value = self.make(beside, name, depth + 1) if option is True else _ABSENT
            if value is _ABSENT:
                continue
            for candidate in (value, self._tagged(merged, option, value)):
                if self._samples._fits(merged, candidate):
                    return candidate
            fallback = value if fallback is _ABSENT else fallback
        return fallback

    def _tagged(self, merged: Mapping[str, Any], option: Schema, value: Any) -> Any:
        """Set the discriminator of an alternative to the name that it goes by."""
        discriminator = members(merged, "discriminator")
        tag = discriminator.get("propertyName")
        if not isinstance(tag, str) or not isinstance(value, dict) or not isinstance(option, dict):
            return value
        ref = option.get("$ref")
        if not isinstance(ref, str):
            return value
        names = [
            key for key, target in members(discriminator, "mapping").items() if target == ref
        ] or [ref.rsplit("/", 1)[-1]]
        return value | {tag: names[0]}

    def _is_only_null(self, option: Schema) -> bool:
        followed = self._schemas.follow(option)
        return isinstance(followed, dict) and kinds_of(followed) == ("null",)

    def _of_kind(self, schema: dict[str, Any], name: str, depth: int) -> Any:
        kinds = kinds_of(schema) or _implied(schema)
        for kind in sorted(kinds, key="null".__eq__):
            match kind:
                case "object":
                    return self._object(schema, depth)
                case "array":
                    return self._array(schema, name, depth)
                case "string":
                    return self._text(schema, name)
                case "integer" | "number":
                    return self._number(schema, name, whole=kind == "integer")
                case "boolean":
                    return wording.flag(name, self._rng)
                case "null":
                    return None
        return wording.word(name)

    def _object(self, schema: dict[str, Any], depth: int) -> Any:
        known = members(schema, "properties")
        required = [one for one in listed(schema, "required") if isinstance(one, str)]
        made: dict[str, Any] = {}
        for key, one in known.items():
            if key not in required and (self._lean or depth >= _DEEP or self._left < 0):
                continue
            if self._is_others(one):
                continue
            value = self.make(one, key, depth + 1)
            if value is not _ABSENT:
                made[key] = value
            elif key in required:
                return _ABSENT
        more = schema.get("additionalProperties")
        for key in required:
            if key not in made and key not in known:
                made[key] = self.make(more if isinstance(more, dict) else True, key, depth + 1)
        return self._fill(schema, made, more, depth)

    def _is_others(self, schema: Schema) -> bool:
        """Whether only the other side sends a value of `schema`."""
        if self._samples._checks.request:
            return self._schemas.is_read_only(schema)
        return self._schemas.is_write_only(schema)

    def _fill(self, schema: dict[str, Any], made: dict[str, Any], more: Schema, depth: int) -> Any:
        """Add members to a map until there are as many as demanded, and one to show what is in it."""
        wanted = count(schema, "minProperties") or 0
        if isinstance(more, dict) and not made and depth < _DEEP and not self._lean:
            wanted = max(wanted, 1)
        names = schema.get("propertyNames", True)
        for number in range(1, min(wanted, 200) + 1):
            if len(made) >= wanted:
                break
            key = f"key{number}"
            if isinstance(names, dict):
                key = str(self._samples.value({"type": "string", **names}, key, salt=key))
            value = self.make(more if isinstance(more, dict) else True, key, depth + 1)
            if value is not _ABSENT:
                made[key] = value
        return made

    def _array(self, schema: dict[str, Any], name: str, depth: int) -> Any:
        low = count(schema, "minItems") or 0
        high = count(schema, "maxItems")
        heads = listed(schema, "prefixItems")
        made = [self.make(head, wording.singular(name), depth + 1) for head in heads]
        wanted = max(low, len(made), 0 if depth >= _DEEP or self._lean else 1)
        wanted = min(wanted, high if high is not None else wanted, 1_000)
        item = schema.get("items", schema.get("contains", bool(low)))
        for _ in range(10 * wanted):
            if len(made) >= wanted:
                break
            value = self.make(item, wording.singular(name), depth + 1)
            if value is _ABSENT:
                break
            if value in made and schema.get("uniqueItems") is True:
                value = self._another(item, name, len(made))
            made.append(value)
        if len(made) < low or _ABSENT in made:
            return _ABSENT if depth else []
        return made

    def _another(self, item: Schema, name: str, number: int) -> Any:
        followed = self._schemas.follow(item)
        options = listed(followed, "enum") if isinstance(followed, dict) else []
        if number < len(options):
            return options[number]
        return self._samples.value(item, name, salt=str(number), examples=False)

    def _text(self, schema: dict[str, Any], name: str) -> str:
        low, high = count(schema, "minLength") or 0, count(schema, "maxLength")
        low = min(low, 100_000)
        pattern = schema.get("pattern")
        if isinstance(pattern, str):
            fitting = Pattern(pattern).sample(self._rng, low, high)
            if fitting is not None:
                return fitting
        form = schema.get("format")
        if isinstance(form, str) and form in self._samples._formats:
            text = self._samples._formats[form](self._rng)
        else:
            text = wording.text(name, self._rng)
        if len(text) < low:
            text = (text + " ").ljust(low, "x") if form is None else text.ljust(low, "x")
        return text if high is None else text[:high]

    def _number(self, schema: dict[str, Any], name: str, *, whole: bool) -> float | int:
        low, high, low_out, high_out = scalars.bounds(schema)
        step = schema.get("multipleOf")
        step = step if isinstance(step, int | float) and step > 0 else None
        guess = wording.number(name, self._rng, whole=whole)
        if step is not None:
            base = math.ceil((low if low is not None else 0) / step) * step
            value: float | int = base + step if low_out and base == low else base
            if isinstance(value, float):
                value = round(value, 10)
            return int(value) if whole else value
        unit = 1 if whole or high is None or low is None or high - low > 2 else (high - low) / 4
        if low is not None and (guess < low or (low_out and guess == low)):
            guess = math.ceil(low) if whole else low
            guess += unit if low_out and guess == low else 0
        if high is not None and (guess > high or (high_out and guess == high)):
            guess = math.floor(high) if whole else high
            guess -= unit if high_out and guess == high else 0
        return guess


def _fold(merged: dict[str, Any], key: str, value: Any) -> None:
    """Add a keyword of one part of an `allOf` to what the other parts say."""
    old = merged.get(key, _ABSENT)
    if old is _ABSENT:
        merged[key] = value
    elif key == "properties" and isinstance(old, dict) and isinstance(value, dict):
        both = old.keys() & value.keys()
        merged[key] = old | value | {name: {"allOf": [old[name], value[name]]} for name in both}
    elif key == "required" and isinstance(old, list) and isinstance(value, list):
        merged[key] = old + [name for name in value if name not in old]
    elif key == "enum" and isinstance(old, list) and isinstance(value, list):
        merged[key] = [one for one in old if one in value]
    elif key in {"minimum", "minLength", "minItems", "minProperties"}:
        merged[key] = max(old, value)
    elif key in {"maximum", "maxLength", "maxItems", "maxProperties"}:
        merged[key] = min(old, value)
    elif key == "type":
        own, other = kinds_of({"type": old}), kinds_of({"type": value})
        merged[key] = [one for one in own if one in other] or old
    elif key in {"oneOf", "anyOf"}:
        merged[key] = [{"allOf": [one, other]} for one in old for other in value][:50]
    elif key not in {"example", "examples", "title", "description", "default"}:
        merged[key] = value


def _implied(schema: Mapping[str, Any]) -> tuple[str, ...]:
    if "properties" in schema or "additionalProperties" in schema or "required" in schema:
        return ("object",)
    if "items" in schema or "prefixItems" in schema or "minItems" in schema:
        return ("array",)
    if "minimum" in schema or "maximum" in schema or "multipleOf" in schema:
        return ("number",)
    return ("string",)
