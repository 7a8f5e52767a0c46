"""What one call passes and what the server says to it, made from the description alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from . import media as media_types
from .judge import Judge
from .media import Said
from .operations import Media, Operation, Parameter
from .reading import Description, Json
from .values import Maker

_BYTES = b"\x00\x01 some bytes \xff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a call is made: `turn` picks alternatives, `full` gives what is optional as well."""

    turn: int
    full: bool
    is_async: bool
    is_raw: bool
    as_models: bool


ROUNDS = (
    Style(turn=0, full=True, is_async=False, is_raw=True, as_models=False),
    Style(turn=1, full=True, is_async=True, is_raw=True, as_models=True),
    Style(turn=2, full=True, is_async=False, is_raw=False, as_models=True),
    Style(turn=3, full=False, is_async=True, is_raw=False, as_models=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One call. `problems` are values that the generated method has no argument for.

    `judged` says whether every value fits its schema: some schemas contradict themselves.
    """

    operation: Operation
    given: Mapping[tuple[str, str], Json]
    body: tuple[Media, Json] | None
    arguments: Mapping[str, Json]
    answers: tuple[tuple[int, Media | None], ...]
    problems: tuple[str, ...]
    judged: bool


class Planner:
    """Plans the calls of one description; `names` are those that the generator published."""

    def __init__(self, description: Description) -> None:
        self._description = description
        self.judge = Judge(description, request=True)
        self.sent = Maker(description, self.judge, request=True)
        self.heard = Maker(description, Judge(description, request=False), request=False)

    def plan(self, operation: Operation, names: Mapping[str, str], style: Style) -> Plan:
        """Return the call of `operation` in one style."""
        arguments: dict[str, Json] = {}
        given: dict[tuple[str, str], Json] = {}
        problems: list[str] = []
        judged = True
        for parameter in operation.parameters:
            if not (style.full or parameter.required):
                continue
            value, fits = self._value(parameter, style)
            place = "query" if parameter.place == "querystring" else parameter.place
            wire = "" if parameter.place == "querystring" else parameter.name
            name = names.get(f"{place} {wire}")
            if name is None:
                problems.append(f"no argument for the {place} parameter '{parameter.name}'")
                continue
            judged = judged and fits
            arguments[name] = value
            if value is not None:
                given[parameter.place, parameter.name] = value
        body = None
        bodies = self._bodies(operation)
        media = bodies[style.turn % len(bodies)] if bodies else None
        value, fits = self._body(media, style) if media else (None, True)
        if media and value is None and "body " not in names:
            # Arguments for the members of a body cannot say that there is null in its place.
            value, fits = self._body(media, replace(style, turn=style.turn + 1))
        # Arguments cannot say whether an optional body without members is meant.
        if value == {} and media and not operation.body_required:
            media = None
        # An optional body with members that are not is passed, too: its arguments are required.
        if media and (style.full or operation.body_required or value):
            judged = judged and fits
            body = (media, value)
            problems += _spread(media, value, names, arguments)
            if "media " in names and "*" not in media.media:
                arguments[names["media "]] = media.media
        return Plan(
            operation=operation,
            given=given,
            body=body,
            arguments=arguments,
            answers=_answers(operation, style.turn),
            problems=tuple(problems),
            judged=judged,
        )

    def _bodies(self, operation: Operation) -> list[Media]:
        """Return the ways to send a body: a form has members, so a list goes out as JSON only."""
        lists = [
            one.schema
            for one in operation.bodies
            if media_types.kind(one.media) == "json"
            and self._description.follow(one.schema).get("type") == "array"
        ]
        return [
            one
            for one in operation.bodies
            if media_types.kind(one.media) not in ("form", "multipart") or one.schema not in lists
        ]

    def _value(self, parameter: Parameter, style: Style) -> tuple[Json, bool]:
        value, fits = self.sent.value(parameter.schema, turn=style.turn, full=style.full)
        # What is empty is not written into a path, and leaves nothing of a query parameter.
        if parameter.required and value in ("", None, [], {}):
            value, fits = self.sent.value(parameter.schema, turn=style.turn + 1, full=True)
        return value, fits

    def _body(self, media: Media, style: Style) -> tuple[Json, bool]:
        sort = media_types.kind_of(self._description, media, sent=True)
        if sort == "text":
            return "<text>7</text>" if "xml" in media.media else "text 7", True
        if sort in ("binary", "events") or media_types.is_binary(self._description, media.schema):
            return _BYTES, True
        if sort == "lines":
            return _BYTES, True
        return self.sent.value(media.schema, turn=style.turn, full=style.full)

    def answer(self, plan: Plan, style: Style, accept: str) -> tuple[int, Said | None]:
        """Return the first documented answer that a client who sends `accept` can read."""
        fitting = [one for one in plan.answers if one[1] is None or _accepts(accept, one[1].media)]
        status, media = (fitting or plan.answers)[0]
        if media is None:
            return status, None
        said = media_types.said(
            self._description, self.heard, media, turn=style.turn, full=style.full
        )
        return status, said


def _answers(operation: Operation, turn: int) -> tuple[tuple[int, Media | None], ...]:
    """Return every documented success, beginning with another one at every turn."""
    documented = [one for one in operation.answers if one[0] != "default"] or [*operation.answers]
    choices: list[tuple[int, Media | None]] = []
    known = {status for status, _, _ in documented}
    spare = next(one for one in (200, 201, 203, 206, 207) if str(one) not in known)
    for status, contents, _ in documented:
        number = int(status) if status.isdigit() else spare
        empty = 204 if number == 200 else number
        choices += [(number, media) for media in contents] or [(empty, None)]
    first = turn % len(choices) if choices else 0
    return (*choices[first:], *choices[:first]) or ((204, None),)


def _accepts(accept: str, media: str) -> bool:
    kind, _, subtype = media_types.essence(media).partition("/")
    for one in accept.split(",") if accept else ["*/*"]:
        wanted, _, narrower = media_types.essence(one).partition("/")
        if wanted in ("*", kind) and narrower in ("*", subtype):
            return True
    return "*" in media and "*" in (accept or "*")


def _spread(
    media: Media, value: Any, names: Mapping[str, str], arguments: dict[str, Json]
) -> list[str]:
    """Put a body into arguments: one, or one for each member."""
    members = {key.removeprefix("body "): name for key, name in names.items() if key.startswith("body ")}
    whole = members.pop("", None)
    if isinstance(value, dict) and members and (whole is None or 0 < len(value.keys() & members.keys()) == len(value)):
        arguments |= {members[key]: one for key, one in value.items() if key in members}
        return []
    if whole is None and isinstance(value, dict):
        # Members that can have one value only are nobody's arguments; what arrives will tell.
        return []
    if whole is None:
        return [f"no argument for a body of {media.media}"]
    arguments[whole] = value
    return []
