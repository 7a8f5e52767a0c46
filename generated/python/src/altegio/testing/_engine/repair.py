# Part of specloom, copied with the package that it serves.
# pyright: basic
"""What is wrong with an item that was put together, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .checks import Checks
from .habits import Habits
from .parameters import MISSING
from .problems import Run, TooComplexError
from .samples import Samples
from .scalars import Check
from .schemas import Schema, Schemas

_SAYINGS = frozenset(
    ("type", "properties", "required", "title", "description", "example", "examples", "deprecated",
     "externalDocs", "xml", "readOnly", "nullable")
)  # fmt: skip


class Repair:
    """Sees to it that items fit the description of the answers that show them."""

    def __init__(
        self,
        habits: Habits,
        schemas: Schemas,
        checks: Checks,
        samples: Samples,
        constants: Mapping[str, Any],
        adapt: Callable[[Any, Schema, Any, int], Any],
    ) -> None:
        self._habits = habits
        self._schemas = schemas
        self._checks = checks
        self._samples = samples
        self._adapt = adapt
        self._shape = schemas.shape(habits.item)
        known = self._shape.properties
        self._trusted = {
            name: value
            for name, value in constants.items()
            if checks.fits(known.get(name, True), value)
        }
        self._types: dict[str, frozenset[type]] = {}
        self._properties = self._only_properties()

    def fix(self, item: dict[str, Any]) -> dict[str, Any]:
        """Return `item` without what would break the description of the answer."""
        if self._properties is not None:
            wrong = self._wrong(item, self._properties)
        else:
            problems = self._checks.problems(self._habits.item, item)
            wrong = {str(one.path[0]) for one in problems if one.path}
        for name in wrong:
            if name not in item or name not in self._shape.properties:
                item.pop(name, None)
                continue
            schema = self._shape.properties[name]
            other = self._adapt(item[name], schema, None, 0)
            if self._checks.fits(schema, other):
                item[name] = other
            elif name in self._shape.required:
                item[name] = self._samples.value(schema, name)
            elif name != self._habits.id:
                del item[name]
        return item

    def _only_properties(self) -> dict[str, Check] | None:
        """Return the checks of the properties, if the schema of items demands nothing else."""
        schema = self._schemas.follow(self._habits.item)
        if not isinstance(schema, dict) or not schema.keys() <= _SAYINGS:
            return None
        known = self._shape.properties
        checks = {name: self._checks.check(one) for name, one in known.items()}
        plain = self._checks.plain
        self._types = {name: plain[one] for name, one in checks.items() if one in plain}
        return checks

    def _wrong(self, item: Mapping[str, Any], checks: Mapping[str, Check]) -> set[str]:
        """Return the fields that do not fit; the server's own constants were judged before."""
        trusted = self._trusted.get
        types = self._types.get
        run = Run()
        try:
            for name, value in item.items():
                if value is trusted(name, MISSING) or type(value) in types(name, ()):
                    continue
                check = checks.get(name)
                if check is not None:
                    check(value, (None, name), run)
        except (TooComplexError, RecursionError):
            return set(item)
        return {str(one.path[0]) for one in run.found} if run.found else set()
