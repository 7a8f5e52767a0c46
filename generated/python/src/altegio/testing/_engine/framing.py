# Part of specloom, copied with the package that it serves.
# pyright: basic
"""The body around items: an envelope, a page that says how much there is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from .checks import Checks
from .concealing import Concealing
from .expressions import plant, reach
from .habits import Habits
from .listing import Page
from .parameters import MISSING
from .projection import Projections
from .results import Result
from .samples import Samples
from .schemas import Schema, Schemas


class Frame:
    """How the answer to one role of a collection is built."""

    def __init__(
        self, habits: Habits, role: str, checks: Checks, samples: Samples, projections: Projections
    ) -> None:
        schemas = checks.schemas
        self.result = habits.results[role]
        self._habits = habits
        self._view = projections.view(habits.item, self.result.inner)
        self._declared = habits.facts.answers.get(role)
        self._template = msgspec.json.encode(_template(self.result, checks, samples))
        self._concealing = Concealing(schemas)
        self._has_body = self.result.media is not None
        self._notes = {path: fact for path, fact in habits.totals.items() if role == "list"}
        for path, fact in (
            (habits.page.total, "total"),
            (habits.page.more, "more"),
            (habits.page.next, "next"),
        ):
            if path is not None and role == "list":
                self._notes[path] = fact
        schema = self.result.schema
        self._empty = {path: _empty(schema, path, schemas) for path in self._notes}

    def one(self, item: Mapping[str, Any]) -> Any:
        """Return the body that shows `item`, or `MISSING` where the answer has none."""
        if not self._has_body:
            return MISSING
        shown = self._view(item)
        if self._declared is not None:
            return self._open(filled(self._declared, {"item": shown, "items": [shown]}))
        return self._open(self._framed([shown] if self.result.many else shown))

    def page(self, page: Page) -> Any:
        """Return the body that shows a page, or `MISSING` where the answer has none."""
        if not self._has_body:
            return MISSING
        shown = [self._view(item) for item in page.items]
        if self._declared is not None:
            words = {"items": shown, "page": page.number, "total": page.total, "size": page.size}
            return self._open(filled(self._declared, words))
        body = self._framed(shown if self.result.many else (shown[0] if shown else None))
        if isinstance(body, dict):
            for path, fact in self._notes.items():
                _note(body, path, page.fact(fact), self._empty[path])
        return self._open(body)

    def _open(self, body: Any) -> Any:
        """Return what of a body may be shown."""
        return self._concealing.shown(self.result.schema, body)

    def _framed(self, payload: Any) -> Any:
        if not self.result.path:
            return payload
        body = msgspec.json.decode(self._template)
        if not isinstance(body, dict):
            return payload
        plant(body, self.result.path, payload)
        return body


def _note(body: dict[str, Any], path: tuple[str, ...], value: Any, empty: Any) -> None:
    """Put a fact about the page where it belongs; `empty` is said when there is none."""
    holder = reach(body, path[:-1])
    if isinstance(holder, dict):
        found = empty if value is None else value
        if found is MISSING:
            holder.pop(path[-1], None)
        else:
            holder[path[-1]] = found


def _empty(schema: Schema, path: tuple[str, ...], schemas: Schemas) -> Any:
    """Return what stands for nothing at `path`: null, an empty text, or that nothing is there."""
    shape = schemas.shape(schema)
    for step in path[:-1]:
        shape = schemas.shape(shape.properties.get(step, True))
    inner = shape.properties.get(path[-1], True)
    if schemas.is_nullable(inner):
        return None
    return "" if path[-1] in shape.required else MISSING


def _template(result: Result, checks: Checks, samples: Samples) -> Any:
    """Return the body of the answer with something where the items go."""
    if result.media is None or not result.path:
        return None
    for example in result.reply.content[result.media].examples.values():
        if isinstance(example, dict) and checks.fits(result.schema, example):
            return example
    return samples.value(result.schema)


def filled(template: Any, words: Mapping[str, Any]) -> Any:
    """Return `template` with its words put in: as themselves where they stand alone, else as text."""
    if isinstance(template, dict):
        return {key: filled(one, words) for key, one in template.items()}
    if isinstance(template, list):
        return [filled(one, words) for one in template]
    if not isinstance(template, str) or "{" not in template:
        return template
    if template[0] == "{" and template[-1] == "}" and template[1:-1] in words:
        return words[template[1:-1]]
    for name, value in words.items():
        if isinstance(value, str | int | float):
            template = template.replace("{" + name + "}", str(value))
    return template
