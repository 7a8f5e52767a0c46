"""A small SDK as the generator would write it, by hand: operations for each thing the runtime can do."""

from __future__ import annotations

import functools
import typing as t
from collections.abc import Mapping

from sdk_under_test import _core


class Thing(_core.Model):
    id: int
    name: str | None = None
    price: float | None = None


class ThingList(_core.Model):
    success: bool
    data: list[Thing]
    meta: dict[str, t.Any] | list[t.Any] | None = None


class OneThing(_core.Model):
    success: bool
    data: Thing | None = None


class Created(_core.Model):
    success: bool
    data: list[Thing] | Thing


class Problem(_core.Model):
    success: bool
    meta: dict[str, t.Any] | list[t.Any] | None = None


class Tick(_core.Model):
    n: int


class Teapot(_core.ApiError):
    """418, documented by this API."""


ERRORS = {"401": _core.Json(lambda: Problem), "default": _core.Json(lambda: Problem)}
TOKEN = ((("Token", ()),),)

SETTINGS = _core.Settings(
    name="sdk_under_test",
    title="Things",
    version="1.2.3",
    servers=(
        _core.Server(
            "https://{region}.things.example/v1", (_core.Variable("region", "eu", ("eu", "us")),)
        ),
    ),
    schemes={
        "Token": _core.Bearer(argument="token", env="THINGS_TOKEN"),
        "User": _core.ApiKey(place="header", name="X-User", argument="user", env="THINGS_USER"),
        "Query": _core.ApiKey(place="query", name="api_key", argument="api_key"),
        "Cookie": _core.ApiKey(place="cookie", name="session", argument="session"),
        "Basic": _core.Basic(argument="basic", env="THINGS_BASIC"),
        "Hmac": _core.HttpScheme(scheme="HMAC", argument="hmac"),
        "OAuth": _core.OAuth2(token_url="/oauth/token", argument="oauth", scopes=("read",)),
    },
    composed=(
        _core.Composed(
            header="Authorization",
            template="Bearer {Token}, User {User}",
            schemes=("Token", "User"),
        ),
    ),
    headers={"Accept": "application/vnd.things.v2+json"},
    envelope=_core.Envelope(ok="success", data="data"),
    error_paths=_core.ErrorPaths(
        message=(("meta", "message"), ("message",)), fields=(("meta", "errors"), ("errors",))
    ),
    errors=lambda: {418: Teapot},
    timeouts=_core.Timeout(connect=2.0, read=2.0, total=5.0),
)


def operation(name: str, method: str, path: str, **facts: t.Any) -> _core.Operation[t.Any]:
    facts.setdefault("replay", "safe" if method == "GET" else "never")
    facts.setdefault("errors", ERRORS)
    facts.setdefault("security", TOKEN)
    parameters = facts.pop("parameters", ())
    if "{thing_id}" in path:
        parameters = (_core.Path("thing_id"), *parameters)
    return _core.Operation(name=name, method=method, path=path, parameters=parameters, **facts)


ONE = {"200": _core.Json(lambda: OneThing, unwrap=("data",))}
MANY = {"200": _core.Json(lambda: ThingList)}
FIELDS = _core.JsonFields({"name": "name", "price": "price"}, nullable=("price",), required=True)

GET = operation("things.get", "GET", "/things/{thing_id}", responses=ONE)
CREATE = operation(
    "things.create",
    "POST",
    "/things",
    body=FIELDS,
    responses={"201": _core.Json(lambda: Created, unwrap=("data",), single=True)},
    lookup="things.list",
    lookup_help="List the things and look for the name.",
)
KEYED = operation(
    "things.create_once",
    "POST",
    "/things",
    body=FIELDS,
    responses={"201": _core.Json(lambda: Created, unwrap=("data",), single=True)},
    key_header="Idempotency-Key",
)
REPLACE = operation(
    "things.replace",
    "PUT",
    "/things/{thing_id}",
    body=FIELDS,
    responses={"201": _core.Json(lambda: OneThing, unwrap=("data",))},
    replay="idempotent",
)
DELETE = operation(
    "things.delete",
    "DELETE",
    "/things/{thing_id}",
    responses={"204": _core.Empty()},
    replay="idempotent",
)
BOOK = operation(
    "things.book", "PUT", "/things/{thing_id}/booking", responses={"204": _core.Empty()}
)


def listing(style: str, **facts: t.Any) -> _core.Operation[t.Any]:
    facts.setdefault("items", ("data",))
    return operation(
        f"things.list_by_{style}",
        "GET",
        "/things",
        parameters=(
            _core.Query("page"),
            _core.Query("count"),
            _core.Query("cursor"),
            _core.Query("offset"),
            _core.Query("old", deprecated="use name="),
        ),
        responses=MANY,
        paging=_core.Paging(style=t.cast("t.Any", style), **facts),
    )


LISTS = {
    "page": listing("page", parameter="page", size="count", total=("meta", "total"), stop="short"),
    "offset": listing(
        "offset", parameter="offset", size="count", total=("meta", "total"), stop="total"
    ),
    "cursor": listing("cursor", parameter="cursor", next=("meta", "next"), stop="no-cursor"),
    "link": listing("link"),
    "next-url": listing("next-url", next=("meta", "next")),
    "empty": listing("page", parameter="page", stop="empty"),
    "more": listing("page", parameter="page", more=("meta", "more")),
}

FILE = operation(
    "things.file",
    "GET",
    "/files/{name}",
    parameters=(_core.Path("name"),),
    responses={"200": _core.Binary(media="application/pdf")},
)
EVENTS = operation(
    "things.events", "GET", "/events", responses={"200": _core.Events(lambda: Tick, end="[DONE]")}
)
LINES = operation("things.lines", "GET", "/lines", responses={"200": _core.Lines(lambda: Tick)})
TEXT = operation("things.text", "GET", "/text", responses={"200": _core.Text()})
EITHER = operation(
    "things.either",
    "GET",
    "/either",
    responses={
        "200": _core.ByMedia(
            {"application/json": _core.Json(lambda: Tick), "text/plain": _core.Text()}
        ),
        "202": _core.Empty(),
    },
)
UPLOAD = operation(
    "things.upload",
    "POST",
    "/upload",
    body=_core.MultipartFields(
        {"title": "title", "file": "file"}, parts={"file": _core.Part(content_type="image/png")}
    ),
    responses={"204": _core.Empty()},
    replay="idempotent",
)
RAW = operation(
    "things.raw_upload",
    "POST",
    "/raw",
    body=_core.BinaryBody(required=True),
    responses={"204": _core.Empty()},
    replay="idempotent",
)
RULED = operation(
    "things.ruled",
    "POST",
    "/ruled",
    body=_core.JsonFields({"a": "a", "b": "b", "c": "c", "kind": "kind"}, nullable=("c",)),
    responses={"204": _core.Empty()},
    rules=(
        _core.Rule(any_of=(("a", "b"), ("c",))),
        _core.Rule(when="kind", values=("x",), needs=("a",), forbids=("c",)),
    ),
)
ODD = operation(
    "things.odd",
    "GET",
    "/odd/{key}",
    parameters=(_core.Path("key"), _core.Header("X-Note", arg="note"), _core.Cookie("crumb")),
    responses=ONE,
)


def secured(*alternatives: tuple[str, ...]) -> _core.Operation[t.Any]:
    """Return an operation that wants one of these combinations of schemes."""
    needs = tuple(tuple((key, ()) for key in keys) for keys in alternatives)
    return operation("things.secured", "GET", "/things/{thing_id}", responses=ONE, security=needs)


class Things:
    """Things (sync)."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    def get(self, thing_id: int) -> Thing:
        return t.cast(Thing, self._client._call(GET, {"thing_id": thing_id}))

    def create(self, *, name: str, price: float | None | _core.Omit = _core.OMIT) -> Thing:
        return t.cast(Thing, self._client._call(CREATE, {"name": name, "price": price}))


class AsyncThings:
    """Things (async)."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    async def get(self, thing_id: int) -> Thing:
        return t.cast(Thing, await self._client._call(GET, {"thing_id": thing_id}))


class Client(_core.SyncClient):
    """The synchronous client."""

    def __init__(self, *, credentials: Mapping[str, t.Any] | None = None, **options: t.Any) -> None:
        settings = options.pop("settings", SETTINGS)
        super().__init__(settings, credentials=credentials, **options)

    @functools.cached_property
    def things(self) -> Things:
        return Things(self)


class AsyncClient(_core.AsyncClient):
    """The asynchronous client."""

    def __init__(self, *, credentials: Mapping[str, t.Any] | None = None, **options: t.Any) -> None:
        settings = options.pop("settings", SETTINGS)
        super().__init__(settings, credentials=credentials, **options)

    @functools.cached_property
    def things(self) -> AsyncThings:
        return AsyncThings(self)
