"""What is refused before it is sent, and what is not given away."""

from __future__ import annotations

import ssl
import typing as t

import handmade as api
import pytest
from either import Either
from loopback import Loopback, answer, loopback
from sdk_under_test import _core

GOOD = {"success": True, "data": {"id": 1}}
ok = answer(200, GOOD)


@pytest.mark.parametrize("value", ["", ".", "..", "%2e", "%2E%2e", ".%2e", None])
def test_a_path_value_that_would_mean_another_path_is_refused(usual: Either, value: object) -> None:
    usual.server.play(ok)
    with pytest.raises(_core.InvalidArgumentError):
        usual.call(api.ODD, key=value)
    assert usual.server.requests == []


@pytest.mark.parametrize(
    ("value", "target"),
    [
        ("a/b", "/odd/a%2Fb"),
        ("a?b#c", "/odd/a%3Fb%23c"),
        ("../x", "/odd/..%2Fx"),
        ("a b", "/odd/a%20b"),
        ("ключ", "/odd/%D0%BA%D0%BB%D1%8E%D1%87"),
        ("a%2Fb", "/odd/a%252Fb"),
        ("a;b@c:d", "/odd/a%3Bb%40c%3Ad"),
        ("\r\nX: y", "/odd/%0D%0AX%3A%20y"),
    ],
)
def test_a_path_value_is_one_segment(either: Either, value: str, target: str) -> None:
    either.server.play(ok)
    either.call(api.ODD, key=value)
    assert either.server.requests[0].target == target


@pytest.mark.parametrize("value", ["a\r\nX-Evil: 1", "a\nb", "\0", "a\x7f"])
def test_a_header_value_cannot_become_two_headers(usual: Either, value: str) -> None:
    usual.server.play(ok)
    with pytest.raises(_core.InvalidArgumentError):
        usual.call(api.ODD, key="a", note=value)
    with pytest.raises(_core.InvalidArgumentError):
        usual.client.with_options(headers={"X-Note": value})
    with pytest.raises(_core.InvalidArgumentError):
        usual.client.with_options(headers={value: "x"})
    assert usual.server.requests == []


def test_headers_of_the_caller_replace_ours_in_any_case(either: Either) -> None:
    either.server.play(ok)
    client = either.make(headers={"accept": "text/html", "X-A": "1"})
    client = client.with_options(headers={"X-B": "2", "USER-AGENT": "mine"})
    either.call(api.ODD, client, key="a", note="hi", crumb="c d")
    request = either.server.requests[0]
    assert request.header("Accept") == "text/html"
    assert request.header("User-Agent") == "mine"
    assert (request.header("X-A"), request.header("X-B")) == ("1", "2")
    assert request.header("X-Note") == "hi"
    assert request.header("Cookie") == "crumb=c%20d"


def test_what_is_sent_without_being_asked(either: Either) -> None:
    either.server.play(ok, answer(201, {"success": True, "data": {"id": 1}}), answer(204))
    either.call(api.GET, thing_id=1)
    either.call(api.CREATE, name="a", price=None)
    either.call(api.DELETE, thing_id=1)
    get, create, delete = either.server.requests
    assert get.header("Accept") == "application/vnd.things.v2+json"
    assert get.header("User-Agent") == "sdk_under_test/1.2.3"
    assert get.header("Accept-Encoding") == "gzip, deflate"
    assert get.header("Content-Type") is None
    assert get.body == b""
    assert create.header("Content-Type") == "application/json"
    assert create.json() == {"name": "a", "price": None}
    assert delete.body == b""
    assert delete.header("Content-Type") is None
    assert delete.header("Transfer-Encoding") is None


def test_rules_between_arguments_are_checked(usual: Either) -> None:
    usual.server.play(answer(204))
    for arguments in (
        {"a": 1},
        {"b": 1},
        {},
        {"c": 1, "kind": "x"},
        {"a": 1, "b": 1, "c": 1, "kind": "x"},
    ):
        with pytest.raises(_core.InvalidArgumentError, match=r"things\.ruled"):
            usual.call(api.RULED, **arguments)
    assert usual.server.requests == []
    # Where null can be written, None is a value like any other.
    for arguments in ({"a": 1, "b": 2}, {"c": 1}, {"c": None}, {"c": 1, "kind": "y"}):
        usual.call(api.RULED, **arguments)
    assert [request.json() for request in usual.server.requests][2] == {"c": None}
    assert len(usual.server.requests) == 4


@pytest.fixture
def elsewhere() -> t.Iterator[Loopback]:
    with loopback() as server:
        yield server


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed_unless_asked(
    either: Either, elsewhere: Loopback, status: int
) -> None:
    either.server.play(answer(status, Location=f"{elsewhere.url}/x"))
    elsewhere.play(ok)
    with pytest.raises(_core.RedirectError) as caught:
        either.call(api.GET, thing_id=1)
    assert caught.value.headers["location"] == f"{elsewhere.url}/x"
    assert elsewhere.requests == []


def test_no_credential_follows_a_redirect_to_another_origin(
    either: Either, elsewhere: Loopback
) -> None:
    credentials = {"Token": "t0ken", "User": "u", "Query": "q", "Cookie": "c"}
    client = either.make(
        credentials=credentials, follow_redirects=True, headers={"X-Own-Secret": "s"}
    )
    either.server.play(answer(307, Location=f"{elsewhere.url}/x?a=1"))
    elsewhere.play(ok)
    either.call(api.secured(("Token", "Query", "Cookie", "User")), client, thing_id=1)
    request = elsewhere.requests[0]
    assert request.target == "/x?a=1"
    for name in ("Authorization", "X-User", "Cookie", "X-Own-Secret"):
        assert request.header(name) is None
    assert not any("t0ken" in value for _, value in request.headers)


def test_credentials_follow_a_redirect_within_the_origin(either: Either) -> None:
    either.server.play(answer(302, Location="/other"), ok)
    either.call(api.GET, either.client.with_options(follow_redirects=True), thing_id=1)
    assert [request.target for request in either.server.requests] == ["/things/1", "/other"]
    assert either.server.requests[1].header("Authorization") == "Bearer t0ken-value"


def test_a_redirect_may_change_the_method_or_repeat_the_body(either: Either) -> None:
    client = either.client.with_options(follow_redirects=True)
    made = answer(201, {"success": True, "data": {"id": 1}})
    either.server.play(answer(303, Location="/x"), made)
    either.call(api.CREATE, client, name="a")
    assert either.server.methods == ["POST", "GET"]
    assert either.server.requests[1].body == b""
    either.server.play(answer(308, Location="/x"), made)
    either.call(api.CREATE, client, name="a")
    assert either.server.methods == ["POST", "POST"]
    assert either.server.requests[1].json() == {"name": "a"}


def test_redirects_in_a_circle_end(usual: Either) -> None:
    usual.server.play(answer(302, Location="/again"))
    with pytest.raises(_core.RedirectError):
        usual.call(api.GET, usual.client.with_options(follow_redirects=3), thing_id=1)
    assert len(usual.server.requests) == 4


@pytest.mark.parametrize(
    "location", ["", "ftp://127.0.0.1/x", "file:///etc/passwd", "http://u:p@127.0.0.1/", "//[::1"]
)
def test_a_redirect_to_nowhere_is_not_followed(usual: Either, location: str) -> None:
    usual.server.play(answer(302, Location=location))
    with pytest.raises(_core.RedirectError):
        usual.call(api.GET, usual.client.with_options(follow_redirects=True), thing_id=1)
    assert len(usual.server.requests) == 1


@pytest.mark.parametrize(
    "url",
    [
        "",
        "api.example",
        "ftp://api.example",
        "https://",
        "https://u:p@api.example",
        "https://a/?x=1",
    ],
)
def test_a_base_url_that_cannot_be_one_is_refused(url: str) -> None:
    with pytest.raises(_core.InvalidArgumentError):
        api.Client(base_url=url)


def test_variables_fill_the_address_of_the_server() -> None:
    assert repr(api.Client()) == "<Client at https://eu.things.example/v1>"
    client = api.Client(variables={"region": "us"})
    assert repr(client) == "<Client at https://us.things.example/v1>"
    with pytest.raises(_core.InvalidArgumentError):
        api.Client(variables={"region": "evil.example/"})


@pytest.mark.parametrize("value", ["evil.example/", "a@b", "a?b", "a#b", "a b", "a\\b"])
def test_a_variable_cannot_change_the_host(value: str) -> None:
    from sdk_under_test._core.urls import base_of

    server = _core.Server("https://{tenant}.things.example", (_core.Variable("tenant", "demo"),))
    assert base_of((server,), {"tenant": "acme"}) == "https://acme.things.example"
    with pytest.raises(_core.InvalidArgumentError):
        base_of((server,), {"tenant": value})


def test_a_description_without_a_host_asks_for_one() -> None:
    import msgspec

    settings = msgspec.structs.replace(api.SETTINGS, servers=(_core.Server("/api/v1"),))
    client = api.Client(settings=settings, credentials={"Token": "t"})
    with pytest.raises(_core.InvalidArgumentError, match="base_url="):
        client.things.get(1)


def test_an_operation_may_live_elsewhere_unless_the_caller_says_otherwise(
    usual: Either, elsewhere: Loopback
) -> None:
    operation = api.operation(
        "things.far",
        "GET",
        "/far/{thing_id}",
        responses=api.ONE,
        servers=(_core.Server(elsewhere.url),),
    )
    usual.server.play(ok)
    usual.call(operation, thing_id=1)
    assert len(usual.server.requests) == 1
    elsewhere.play(ok)
    usual.call(operation, usual.make(base_url=None), thing_id=1)
    assert elsewhere.requests[0].target == "/far/1"


@pytest.mark.parametrize(
    "name",
    [
        "PYTHONHTTPSVERIFY",
        "CURL_CA_BUNDLE",
        "REQUESTS_CA_BUNDLE",
        "SSL_VERIFY",
        "NODE_TLS_REJECT_UNAUTHORIZED",
    ],
)
def test_nothing_in_the_environment_switches_verification_off(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sdk_under_test._core.tls import new_context

    for value in ("0", ""):
        monkeypatch.setenv(name, value)
        context = new_context()
        assert context.verify_mode is ssl.CERT_REQUIRED
        assert context.check_hostname is True


def test_the_tls_context_is_built_once() -> None:
    from sdk_under_test._core.tls import shared_context

    assert shared_context() is shared_context()
