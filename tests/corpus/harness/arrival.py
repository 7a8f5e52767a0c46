"""What arrived against what was meant: method, path, query, headers, cookies, body, credentials."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Generator, Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote, unquote_plus

from . import media as media_types
from . import styles
from .judge import Judge
from .operations import Media, Operation, Parameter
from .reading import Description, Json
from .sameness import same_json, same_text
from .server import Arrived

Given = Mapping[tuple[str, str], Json]
"""Values of parameters by place and name."""


def complaints(
    description: Description,
    judge: Judge,
    operation: Operation,
    given: Given,
    body: tuple[Media, Json] | None,
    secrets: Mapping[str, str],
    arrived: Arrived,
) -> Iterator[str]:
    """Yield everything about a request that is not as the description says."""
    if arrived.method != operation.method:
        yield f"method {arrived.method}"
    target, _, query = arrived.target.partition("?")
    yield from _path(operation, given, target)
    used = yield from _credentials(description, operation, secrets, arrived, query)
    yield from _query(operation, given, query, used)
    yield from _headers(operation, given, arrived)
    yield from _cookies(operation, given, arrived)
    yield from _body(description, judge, operation, body, arrived)


def _given(operation: Operation, given: Given, place: str) -> Iterator[tuple[Parameter, Json]]:
    for parameter in operation.parameters:
        if parameter.place == place and (place, parameter.name) in given:
            yield parameter, given[place, parameter.name]


def _path(operation: Operation, given: Given, target: str) -> Iterator[str]:
    template = operation.path.partition("#")[0].partition("?")[0]
    expected: dict[str, Any] = {
        parameter.name: styles.path(parameter, value)
        for parameter, value in _given(operation, given, "path")
    }
    wanted, found = template.split("/"), target.split("/")
    if len(wanted) != len(found):
        yield f"path {target} for {template}"
        return
    for one, other in zip(wanted, found, strict=True):
        yield from _segment(one, unquote(other), expected)


def _segment(template: str, found: str, expected: Mapping[str, Any]) -> Iterator[str]:
    wanted = template
    whole = None
    for name, value in expected.items():
        if "{" + name + "}" in wanted:
            if value is styles.UNDEFINED:
                return
            if isinstance(value, styles.Whole):
                whole = value.value
                continue
            wanted = wanted.replace("{" + name + "}", value)
    if whole is not None:
        try:
            if same_json(whole, json.loads(found)):
                yield f"path segment {found!r}"
        except ValueError:
            yield f"path segment {found!r} is not JSON"
    elif "{" not in wanted and not same_text(wanted, found):
        yield f"path segment {found!r} instead of {wanted!r}"


def _pairs(query: str) -> list[tuple[str, str]]:
    found = [part.partition("=") for part in query.split("&") if part]
    return [(unquote_plus(name), unquote_plus(value)) for name, _, value in found]


def _query(operation: Operation, given: Given, query: str, used: set[str]) -> Iterator[str]:
    left = [pair for pair in _pairs(query) if pair[0] not in used]
    fixed = _pairs(operation.path.partition("#")[0].partition("?")[2])
    for parameter, value in _given(operation, given, "path"):
        text = styles.path(parameter, value)
        if isinstance(text, str):
            fixed = [(name, one.replace("{" + parameter.name + "}", text)) for name, one in fixed]
    for parameter, value in _given(operation, given, "querystring"):
        del parameter, value
        return
    expected = [*fixed]
    free: list[str] = []
    for parameter, value in _given(operation, given, "query"):
        pairs = styles.query(parameter, value)
        if pairs is styles.UNDEFINED:
            free.append(parameter.name)
            yield from _leaves_arrived(parameter, value, query)
            if isinstance(value, dict):
                free += list(value)
        else:
            expected += pairs

    def is_judged(pair: tuple[str, Any]) -> bool:
        return not any(pair[0] == name or pair[0].startswith(f"{name}[") for name in free)

    yield from compare_pairs("query", [*filter(is_judged, expected)], [*filter(is_judged, left)])


def _leaves_arrived(parameter: Parameter, value: Json, query: str) -> Iterator[str]:
    text = unquote_plus(query)
    for leaf in _leaves(value):
        if leaf not in text and json.dumps(leaf)[1:-1] not in text:
            yield f"query {parameter.name}: {leaf!r} did not arrive"


def _leaves(value: Json) -> Iterator[str]:
    match value:
        case dict():
            for one in value.values():
                yield from _leaves(one)
        case list():
            for one in value:
                yield from _leaves(one)
        case None | float():
            pass
        case str() if ":" in value or value.startswith("P"):
            pass
        case _:
            yield styles.text(value)


def compare_pairs(
    where: str, expected: list[tuple[str, Any]], arrived: list[tuple[str, str]]
) -> Iterator[str]:
    """Yield how two lists of names with values differ; only the order within one name counts."""
    for name in dict.fromkeys([*(pair[0] for pair in expected), *(pair[0] for pair in arrived)]):
        wanted = [value for key, value in expected if key == name]
        found = [value for key, value in arrived if key == name]
        if len(wanted) != len(found):
            yield f"{where} {name}: {found} instead of {[_shown(one) for one in wanted]}"
            continue
        for one, other in zip(wanted, found, strict=True):
            if not _same(one, other):
                yield f"{where} {name}: {other!r:.80} instead of {_shown(one)!r:.80}"


def _shown(value: Any) -> Any:
    return value.value if isinstance(value, styles.Whole) else value


def _same(expected: Any, found: str) -> bool:
    if not isinstance(expected, styles.Whole):
        return same_json(expected, found) is None
    try:
        return same_json(expected.value, json.loads(found)) is None
    except ValueError:
        return False


def _headers(operation: Operation, given: Given, arrived: Arrived) -> Iterator[str]:
    for parameter, value in _given(operation, given, "header"):
        expected = styles.header(parameter, value)
        found = arrived.header(parameter.name)
        if expected is styles.UNDEFINED:
            continue
        if found is None:
            yield f"header {parameter.name} did not arrive"
        elif not _same(expected, found) and not _same(expected, unquote(found)):
            yield f"header {parameter.name}: {found!r} instead of {_shown(expected)!r}"


def _cookies(operation: Operation, given: Given, arrived: Arrived) -> Iterator[str]:
    found = [part.strip().partition("=") for part in (arrived.header("cookie") or "").split(";")]
    pairs = [(name, unquote(value.strip('"'))) for name, _, value in found if name]
    for parameter, value in _given(operation, given, "cookie"):
        expected = styles.query(parameter, value)
        if expected is not styles.UNDEFINED:
            names = {name for name, _ in expected}
            yield from compare_pairs("cookie", expected, [one for one in pairs if one[0] in names])


def _credentials(
    description: Description,
    operation: Operation,
    secrets: Mapping[str, str],
    arrived: Arrived,
    query: str,
) -> Generator[str, None, set[str]]:
    """Yield a complaint unless one alternative is satisfied; return the query names that were used."""
    schemes = description.root.get("components", {}).get("securitySchemes") or {}
    known = {name: description.follow(one) for name, one in schemes.items()}
    used = {
        str(one.get("name"))
        for one in known.values()
        if one.get("type") == "apiKey" and one.get("in") == "query"
    }
    taken = {one.name for one in operation.parameters if one.place == "query"}
    names = used - taken
    alternatives = [one for one in operation.security if all(name in known for name in one)]
    if not alternatives:
        return names
    if not any(
        _is_impossible(known[name] for name in one)
        or all(_is_satisfied(known[name], secrets.get(name, ""), arrived, query) for name in one)
        for one in alternatives
    ):
        yield f"credentials: none of {[sorted(one) for one in alternatives]} is satisfied"
    return names


def _is_impossible(schemes: Iterable[dict[str, Json]]) -> bool:
    """Whether several schemes want the same header for themselves."""
    return sum(one.get("type") in ("http", "oauth2", "openIdConnect") for one in schemes) > 1


def _is_satisfied(scheme: dict[str, Json], secret: str, arrived: Arrived, query: str) -> bool:
    sort = scheme.get("type")
    authorization = arrived.header("authorization") or ""
    if sort == "mutualTLS":
        return True
    if sort == "apiKey":
        name = str(scheme.get("name"))
        match scheme.get("in"):
            case "header":
                return secret in (arrived.header(name) or "")
            case "query":
                return (name, secret) in _pairs(query)
            case _:
                return f"{name}={secret}" in (arrived.header("cookie") or "")
    if sort == "http" and str(scheme.get("scheme")).lower() == "basic":
        return authorization == "Basic " + base64.b64encode(secret.encode()).decode()
    if sort == "http":
        return authorization.lower().startswith(str(scheme.get("scheme")).lower()) and secret in authorization
    return authorization == f"Bearer {secret}"


def _body(
    description: Description,
    judge: Judge,
    operation: Operation,
    body: tuple[Media, Json] | None,
    arrived: Arrived,
) -> Iterator[str]:
    if body is None:
        if arrived.body and arrived.body not in (b"{}",):
            yield f"a body where none was given: {arrived.body[:60]!r}"
        return
    media, value = body
    found = arrived.header("content-type") or ""
    sort = media_types.kind_of(description, media, sent=True)
    named = media_types.essence(media.media)
    if re.fullmatch(r"[^\s*/]+/[^\s*/]+", named) and media_types.essence(found) != named:
        yield f"content type {found!r} instead of {media.media!r}"
        return
    match sort:
        case "json" if not isinstance(value, bytes):
            try:
                arrived_value = json.loads(arrived.body)
            except ValueError:
                yield f"body is not JSON: {arrived.body[:80]!r}"
                return
            difference = same_json(value, arrived_value)
            if difference:
                yield f"body {difference}"
            elif judge.fits(media.schema, value):
                complaint = judge.complaint(media.schema, arrived_value)
                if complaint:
                    yield f"body breaks its schema: {complaint}"
        case "form" if isinstance(value, dict):
            yield from _form(media, value, _pairs(arrived.body.decode()))
        case "multipart" if isinstance(value, dict):
            yield from _multipart(description, media, value, arrived, found)
        case _:
            expected = value if isinstance(value, bytes) else styles.text(value).encode()
            if isinstance(value, dict | list):
                return
            if arrived.body != expected:
                yield f"body {arrived.body[:60]!r} instead of {expected[:60]!r}"


def _form(media: Media, value: dict[str, Json], arrived: list[tuple[str, str]]) -> Iterator[str]:
    left = list(arrived)
    for name, one in value.items():
        if one is None:
            continue
        how = media.encoding.get(name) or {}
        style = how.get("style") or "form"
        explode = how.get("explode")
        parameter = Parameter(
            name=name,
            place="query",
            schema={},
            required=False,
            style=style,
            explode=explode if isinstance(explode, bool) else style == "form",
        )
        own = [pair for pair in left if pair[0] == name or pair[0].startswith(f"{name}[")]
        if len(own) == 1 and isinstance(one, dict | list) and _same(styles.Whole(one), own[0][1]):
            left = [pair for pair in left if pair not in own]
            continue
        expected = styles.query(parameter, one)
        if expected is styles.UNDEFINED:
            yield from _leaves_arrived(parameter, one, "&".join(f"{k}={v}" for k, v in own))
            left = [pair for pair in left if pair not in own]
            continue
        names = {pair[0] for pair in expected}
        yield from compare_pairs("form", expected, [pair for pair in left if pair[0] in names])
        left = [pair for pair in left if pair[0] not in names]
    for name, text in left:
        yield f"form {name}: unexpected {text!r}"


def _multipart(
    description: Description, media: Media, value: dict[str, Json], arrived: Arrived, found: str
) -> Iterator[str]:
    try:
        parts = media_types.parts(arrived.body, found)
    except ValueError as error:
        yield f"body: {error}"
        return
    files = media_types.file_fields(description, media.schema)
    for name in dict.fromkeys([*value, *(part.name for part in parts)]):
        own = [part for part in parts if part.name == name]
        if name not in value:
            yield f"part {name}: unexpected"
            continue
        one = value[name]
        if one is None and not own:
            continue
        items = one if isinstance(one, list) and len(own) == len(one) else [one]
        if len(own) != len(items):
            if isinstance(one, dict) or (isinstance(one, list) and not one):
                continue
            yield f"part {name}: {len(own)} times instead of {len(items)}"
            continue
        for part, item in zip(own, items, strict=True):
            if not _same_part(part, item, is_file=name in files):
                yield f"part {name}: {part.body[:60]!r} instead of {item!r:.60}"


def _same_part(part: media_types.Part, item: Json, *, is_file: bool) -> bool:
    if isinstance(item, dict | list) or item is None:
        try:
            return same_json(item, json.loads(part.body)) is None
        except ValueError:
            return item is None and not part.body
    text = styles.text(item)
    try:
        return same_text(text, part.body.decode()) or part.body == base64.b64decode(text)
    except ValueError:
        return False
