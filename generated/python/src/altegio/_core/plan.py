"""What the calls of one operation have in common, worked out at the first of them."""

from __future__ import annotations

import os
import typing as t
from collections.abc import Mapping

from .bodies import BodyChoice
from .conduct import Draft
from .deprecation import warn_argument
from .errors import InvalidArgumentError
from .model import OMIT
from .operation import Cookie, Header, Operation, Path, Query
from .options import check_header
from .readers import Binary, ByMedia, Empty, Events, Json, Lines, OneReader, Text
from .reading import pick
from .serialize import body_of, cookies_of, given_of, headers_of, path_of, query_of
from .urls import origin, resolved

if t.TYPE_CHECKING:
    from .headers import Headers
    from .options import Options
    from .settings import Settings

Arguments: t.TypeAlias = Mapping[str, t.Any]
Mode: t.TypeAlias = t.Literal["value", "download", "events", "lines"]

NOTHING: OneReader = Empty()

_FOR_MODE: dict[Mode, tuple[type, ...]] = {
    "value": (Json, Text, Binary, Empty),
    "download": (Binary, Text),
    "events": (Events,),
    "lines": (Lines,),
}


class Plan:
    """How to write the requests of an operation and how to read its answers."""

    def __init__(self, operation: Operation[t.Any]) -> None:
        self._operation = operation
        self._paths: list[tuple[Path, str]] = []
        self._query: list[tuple[Query, str]] = []
        self._headers: list[tuple[Header, str]] = []
        self._cookies: list[tuple[Cookie, str]] = []
        for parameter in operation.parameters:
            arg = parameter.arg or parameter.name
            match parameter:
                case Path():
                    self._paths.append((parameter, arg))
                case Query():
                    self._query.append((parameter, arg))
                case Header():
                    self._headers.append((parameter, arg))
                case Cookie():
                    self._cookies.append((parameter, arg))
        self._pieces, self._tail = _pieces(operation.path, self._paths)
        self._deprecated = dict(_deprecated(operation))
        self._success = next(
            (reader for status, reader in operation.responses.items() if status[:1] == "2"), NOTHING
        )
        self._accept: dict[Mode, str] = {}
        self._only: dict[int, OneReader] = {
            int(status): reader
            for status, reader in operation.responses.items()
            if status.isdecimal() and not isinstance(reader, ByMedia)
        }
        self._is_head = operation.method == "HEAD"

    def reader(self, status: int, headers: Headers) -> OneReader:
        """Return what reads an answer; one that is not described is read like the usual one."""
        if self._is_head:
            return NOTHING
        return (
            self._only.get(status)
            or pick(self._operation.responses, status, headers)
            or pick({str(status): self._success}, status, headers)
            or NOTHING
        )

    def error_reader(self, status: int, headers: Headers) -> OneReader | None:
        """Return what reads the body of an error, if that is described."""
        found = pick(self._operation.errors, status, headers)
        return found or pick(self._operation.responses, status, headers)

    def draft(
        self,
        arguments: Arguments,
        base: str,
        settings: Settings,
        options: Options,
        *,
        user_agent: str,
        mode: Mode = "value",
        url: str | None = None,
    ) -> tuple[Draft, str | None]:
        """Return a request for these arguments, and its idempotency key if there is one.

        `url` is the address of a later page, which replaces path and query.
        """
        operation = self._operation
        if operation.rules:
            check_rules(operation, arguments)
        if self._deprecated:
            self._warn(arguments)
        headers = {
            "User-Agent": user_agent,
            "Accept-Encoding": "gzip, deflate",
            **settings.headers,
        }
        headers["Accept"] = self._accepts(mode, settings.headers.get("Accept"))
        body = None
        if operation.body is not None:
            encoded = body_of(operation.body, arguments)
            if encoded is not None:
                body = encoded.content
                headers["Content-Type"] = encoded.media
        if self._headers:
            given = headers_of([(header, arguments.get(arg)) for header, arg in self._headers])
            for name, value in given.items():
                check_header(name, value)
            headers = merged(headers, given)
        if options.headers:
            headers = merged(headers, options.headers)
        cookies = None
        if self._cookies:
            cookies = cookies_of([(cookie, arguments.get(arg)) for cookie, arg in self._cookies])
        address = self._address(arguments, base) if url is None else _within(base, url)
        key = None
        if operation.key_header is not None:
            key = _value(headers, operation.key_header)
            if key is None:
                key = headers[operation.key_header] = _unique()
        draft = Draft(
            operation.method,
            operation.path,
            address,
            headers,
            (cookies,) if cookies else (),
            body,
        )
        return draft, key

    def _address(self, arguments: Arguments, base: str) -> str:
        path = self._path(arguments) if self._paths else self._operation.path
        address = base + path
        if self._query:
            query = query_of([(part, arguments.get(arg)) for part, arg in self._query])
            if query:
                address += ("&" if "?" in path else "?") + query
        return address if "/" in address[8:] else address + "/"

    def _path(self, arguments: Arguments) -> str:
        if self._pieces is not None:
            # Most values in paths are numbers, and those need no care.
            numbers = [arguments.get(arg) for _, arg in self._pieces]
            if all(type(number) is int for number in numbers):
                texts = [f"{lead}{n}" for (lead, _), n in zip(self._pieces, numbers, strict=True)]
                return "".join(texts) + self._tail
        values = [(place, arguments.get(arg)) for place, arg in self._paths]
        return path_of(self._operation.path, values)

    def _accepts(self, mode: Mode, usual: str | None) -> str:
        """Return the Accept header: what the API usually wants, and what this answer may be."""
        found = self._accept.get(mode)
        if found is None:
            found = self._accept[mode] = _accept(self._operation, mode, usual)
        return found

    def _warn(self, arguments: Arguments) -> None:
        for arg, message in self._deprecated.items():
            value = arguments.get(arg)
            if value is not None and value is not OMIT:
                warn_argument(self._operation.name, arg, message)


def _pieces(
    template: str, paths: list[tuple[Path, str]]
) -> tuple[list[tuple[str, str]] | None, str]:
    """Cut a path into literal text with an argument after it, and what is left.

    None if some value is written in a way of its own.
    """
    arguments = {place.name: arg for place, arg in paths}
    if any(place.style != "simple" or place.content or place.write for place, _ in paths):
        return None, ""
    pieces: list[tuple[str, str]] = []
    rest = template
    while "{" in rest:
        lead, _, rest = rest.partition("{")
        name, _, rest = rest.partition("}")
        if name not in arguments:
            return None, ""
        pieces.append((lead, arguments[name]))
    return pieces, rest


def _deprecated(operation: Operation[t.Any]) -> t.Iterator[tuple[str, str]]:
    for parameter in operation.parameters:
        if parameter.deprecated is not None:
            yield parameter.arg or parameter.name, parameter.deprecated
    body = operation.body
    for one in body.choices if isinstance(body, BodyChoice) else (body,):
        messages: Mapping[str, str] = getattr(one, "deprecated", {})
        yield from messages.items()


def _accept(operation: Operation[t.Any], mode: Mode, usual: str | None) -> str:
    every: list[OneReader] = []
    media: list[str] = []
    for status, reader in operation.responses.items():
        if status[:1] not in {"2", "d"}:
            continue
        if isinstance(reader, ByMedia):
            every.extend(reader.readers.values())
            media.extend(reader.readers)
        else:
            every.append(reader)
            media.append(reader.media)
    wanted = [
        name
        for name, one in zip(media, every, strict=True)
        if isinstance(one, _FOR_MODE[mode]) and not isinstance(one, Empty)
    ]
    if usual is not None:
        # The API's own type for JSON; errors come as it, too.
        wanted = [name for name in wanted if "json" not in name]
        return ", ".join(dict.fromkeys([*wanted, usual]))
    return ", ".join(dict.fromkeys(wanted)) or "*/*"


def merged(headers: dict[str, str], more: Mapping[str, str]) -> dict[str, str]:
    """Return headers with others put in, replacing those of the same name in any case."""
    replaced = {name.lower() for name in more}
    kept = {name: value for name, value in headers.items() if name.lower() not in replaced}
    return {**kept, **more}


def _value(headers: Mapping[str, str], name: str) -> str | None:
    wanted = name.lower()
    return next((value for key, value in headers.items() if key.lower() == wanted), None)


def _unique() -> str:
    """Return a random UUID, version 4."""
    raw = bytearray(os.urandom(16))
    raw[6] = raw[6] & 0x0F | 0x40
    raw[8] = raw[8] & 0x3F | 0x80
    text = raw.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _within(base: str, url: str) -> str:
    """Return the address of a later page, if it is one of the same API."""
    address = resolved(base + "/", url)
    if address is None or origin(address) != origin(base):
        raise InvalidArgumentError("a page can only be on the host of the API")
    return address


def check_rules(operation: Operation[t.Any], arguments: Arguments) -> None:
    """Refuse arguments that do not go together."""
    given, name = given_of(operation.body, arguments), operation.name
    for rule in operation.rules:
        if rule.when is not None:
            if rule.when not in given:
                continue
            if rule.values and arguments[rule.when] not in rule.values:
                continue
        because = "" if rule.when is None else f" with {rule.when}="
        missing = [arg for arg in rule.needs if arg not in given]
        if missing:
            raise InvalidArgumentError(f"{name} needs {_list(missing)}{because}")
        if rule.any_of and not any(given.issuperset(group) for group in rule.any_of):
            ways = ", or ".join(_list(group) for group in rule.any_of)
            raise InvalidArgumentError(f"{name} needs {ways}{because}")
        unwanted = [arg for arg in rule.forbids if arg in given]
        if unwanted:
            raise InvalidArgumentError(f"{name} does not take {_list(unwanted)}{because}")


def _list(arguments: t.Iterable[str]) -> str:
    return " and ".join(f"{arg}=" for arg in arguments)
