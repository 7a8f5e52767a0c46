"""Requests are found, judged and refused as the description and its error body say."""

from __future__ import annotations

from typing import Any

import pytest
from fakes import PETS, ask, fake, operations


def _echo(parameter: str, path: str = "/x") -> str:
    return operations(f"""
        {path}:
          get:
            operationId: x
            parameters: [{parameter}]
            responses: {{"200": {{description: Fine.}}}}
        """)


@pytest.mark.parametrize(
    ("path", "operation"),
    [
        ("/records/7", "one"),
        ("/records/partner", "partner"),
        ("/api/v1/records/7", "one"),
        ("/records/a%2Fb", "one"),
        ("/files/report.pdf", "file"),
        ("/records/7:cancel", "cancel"),
    ],
)
def test_a_path_means_one_operation(path: str, operation: str) -> None:
    engine = fake(
        operations(
            """
            /records/{id}: {get: {operationId: one, responses: {"200": {description: x}}}}
            /records/partner: {get: {operationId: partner, responses: {"200": {description: x}}}}
            /records/{id}:cancel: {get: {operationId: cancel, responses: {"200": {description: x}}}}
            /files/{name}.{form}: {get: {operationId: file, responses: {"200": {description: x}}}}
            """,
            "servers: [{url: https://example.com/api/v1}]",
        )
    )
    found = engine.find("GET", path)

    assert found is not None
    assert found.key == operation


def test_an_unknown_path_is_404_and_an_unknown_method_405_with_what_there_is() -> None:
    engine = fake(PETS)
    unknown = ask(engine, "GET", "/nothing")
    wrong = ask(engine, "PATCH", "/pets")

    assert unknown.status == 404
    assert wrong.status == 405
    assert wrong.header("Allow") == "GET, HEAD, OPTIONS, POST"


def test_head_is_get_without_a_body_and_options_tells_the_methods() -> None:
    engine = fake(PETS)
    head = ask(engine, "HEAD", "/pets")

    assert (head.status, head.body) == (200, b"")
    assert head.header("Content-Length") == str(len(ask(engine, "GET", "/pets").body))
    assert ask(engine, "OPTIONS", "/pets").status == 204


@pytest.mark.parametrize(
    "path", ["/../../etc/passwd", "/pets/%2e%2e%2f%2e%2e", "/pets/1/../2", "//pets", "/%zz", "/pets/%00",
             "/" + "a/" * 5_000, "/%c0%ae%c0%ae/", "/pets;x=1"]
)  # fmt: skip
def test_a_path_that_leads_elsewhere_is_refused(path: str) -> None:
    response = ask(fake(PETS), "GET", path)

    assert response.status == 404
    assert b"root:" not in response.body


@pytest.mark.parametrize(
    ("parameter", "query", "fits"),
    [
        ("{name: n, in: query, schema: {type: integer}}", "n=5", True),
        ("{name: n, in: query, schema: {type: integer}}", "n=5.0", True),
        ("{name: n, in: query, schema: {type: integer}}", "n=five", False),
        ("{name: n, in: query, schema: {type: integer}}", "n=", False),
        ("{name: n, in: query, schema: {type: integer}}", "n=1&n=2", False),
        ("{name: n, in: query, required: true, schema: {type: integer}}", "", False),
        ("{name: b, in: query, schema: {type: boolean}}", "b=true", True),
        ("{name: b, in: query, schema: {type: boolean}}", "b=yes", False),
        ("{name: a, in: query, schema: {type: array, items: {type: integer}}}", "a=1&a=2", True),
        ("{name: a, in: query, schema: {type: array, items: {type: integer}}}", "a=1&a=x", False),
        ("{name: a, in: query, explode: false, schema: {type: array, items: {type: integer}}}", "a=1,2", True),
        ("{name: a, in: query, style: pipeDelimited, explode: false, schema: {type: array, maxItems: 2, items: {}}}",
         "a=1%7C2", True),
        ("{name: o, in: query, style: deepObject, schema: {type: object, properties: {n: {type: integer}}}}",
         "o[n]=3", True),
        ("{name: o, in: query, style: deepObject, schema: {type: object, properties: {n: {type: integer}}}}",
         "o[n]=x", False),
        ("{name: j, in: query, content: {application/json: {schema: {type: object}}}}", "j=%7B%7D", True),
        ("{name: j, in: query, content: {application/json: {schema: {type: object}}}}", "j=%5B%5D", False),
        ("{name: e, in: query, schema: {enum: [1, 2]}}", "e=2", True),
        ("{name: e, in: query, schema: {enum: [1, 2]}}", "e=3", False),
    ],
)  # fmt: skip
def test_a_query_parameter_is_read_in_its_style_and_judged(
    parameter: str, query: str, fits: bool
) -> None:
    response = ask(fake(_echo(parameter)), "GET", f"/x?{query}")

    assert (response.status < 400) is fits, response.body


@pytest.mark.parametrize(
    ("parameter", "text", "fits"),
    [
        ("{name: p, in: path, required: true, schema: {type: integer}}", "7", True),
        ("{name: p, in: path, required: true, schema: {type: integer}}", "seven", False),
        ("{name: p, in: path, required: true, style: label, schema: {type: integer}}", ".7", True),
        ("{name: p, in: path, required: true, style: matrix, schema: {type: integer}}", ";p=7", True),
        ("{name: p, in: path, required: true, schema: {type: array, items: {type: integer}}}", "1,2", True),
        ("{name: p, in: path, required: true, schema: {type: string, format: uuid}}", "no", False),
    ],
)  # fmt: skip
def test_a_path_parameter_is_read_in_its_style_and_judged(
    parameter: str, text: str, fits: bool
) -> None:
    response = ask(fake(_echo(parameter, "/x/{p}")), "GET", f"/x/{text}")

    assert (response.status < 400) is fits
    assert fits or response.status == 404


def test_headers_and_cookies_are_judged() -> None:
    engine = fake(_echo("{name: X-Level, in: header, required: true, schema: {type: integer}}"))

    assert ask(engine, "GET", "/x").status == 400
    assert ask(engine, "GET", "/x", headers={"X-Level": "3"}).status < 400
    cookie = fake(_echo("{name: sid, in: cookie, schema: {type: string, minLength: 3}}"))
    assert ask(cookie, "GET", "/x", headers={"Cookie": "a=1; sid=x"}).status == 400
    assert ask(cookie, "GET", "/x", headers={"Cookie": "a=1; sid=xyz"}).status < 400


def test_a_body_is_judged_and_every_field_named_in_the_api_s_own_error_body() -> None:
    response = ask(fake(PETS), "POST", "/pets", {"name": "", "status": "lost"})

    assert response.status == 422
    body = response.json()
    assert body["code"] == 422
    assert {entry["field"] for entry in body["errors"]} == {"name", "status"}
    assert "name" in body["message"]
    assert (
        response.header("X-Mock-Reason")
        == "body name: must have at least 1 characters (and 1 more)"
    )


@pytest.mark.parametrize(
    ("raw", "headers", "status"),
    [
        (b"{", {}, 422),
        (b"\xff\xfe", {}, 422),
        (b'{"name": "\\ud800"}', {}, 422),
        (b"[" * 100_000, {}, 422),
        (b"name=Rex", {"Content-Type": "text/csv"}, 422),
        (b"", {}, 422),
        (b'{"name": "Rex"}', {"Content-Type": "application/vnd.pets+json"}, 201),
        (b'{"name": "Rex"}', {"Accept": "text/html"}, 406),
        (b'{"name": "Rex"}', {"Accept": "application/vnd.pets.v2+json"}, 201),
        (b'{"name": "Rex"}', {"Accept": "text/html, */*;q=0.1"}, 201),
        (b'{"name": "Rex"}', {"Accept": "application/json;q=0"}, 406),
    ],
)  # fmt: skip
def test_a_body_and_its_media_types_are_judged(
    raw: bytes, headers: dict[str, str], status: int
) -> None:
    assert ask(fake(PETS), "POST", "/pets", raw=raw, headers=headers).status == status


FORM = """
/f:
  post:
    operationId: f
    requestBody:
      required: true
      content:
        {media}:
          schema:
            type: object
            required: [count, tags]
            properties:
              count: {type: integer}
              tags: {type: array, items: {type: string}}
              inner: {type: object, properties: {n: {type: integer}}}
              file: {type: string, format: binary}
    responses: {"200": {description: Fine.}, "400": {description: No.}}
"""


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"count=1&tags=a&tags=b", 200),
        (b"count=1&tags[]=a&tags[]=b&inner[n]=4", 200),
        (b"count=1&tags[0]=a&tags[1]=b", 200),
        (b"count=x&tags=a", 400),
        (b"tags=a", 400),
        (b"count=1&tags=a&inner[n]=x", 400),
        (b"&&&=&=1", 400),
    ],
)
def test_a_form_is_read_and_judged(raw: bytes, status: int) -> None:
    kind = "application/x-www-form-urlencoded"
    engine = fake(operations(FORM.replace("{media}", kind)))

    assert ask(engine, "POST", "/f", raw=raw, headers={"Content-Type": kind}).status == status


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b'--B\r\nContent-Disposition: form-data; name="count"\r\n\r\n1\r\n--B\r\n'
         b'Content-Disposition: form-data; name="tags"\r\n\r\na\r\n--B\r\n'
         b'Content-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n\x00\xff\r\n--B--\r\n', 200),
        (b'--B\r\nContent-Disposition: form-data; name="tags"\r\n\r\na\r\n--B--\r\n', 400),
        (b"--B\r\nContent-Disposition: form-data\r\n\r\n1\r\n--B--\r\n", 400),
        (b"--B\r\nno end", 400),
        (b"", 400),
        (b"--B--", 400),
    ],
)  # fmt: skip
def test_a_multipart_body_is_read_and_judged(raw: bytes, status: int) -> None:
    engine = fake(operations(FORM.replace("{media}", "multipart/form-data")))
    headers = {"Content-Type": "multipart/form-data; boundary=B"}

    assert ask(engine, "POST", "/f", raw=raw, headers=headers).status == status


SECURED = """
/x: {get: {operationId: x, security: SECURITY, responses: {"200": {description: x}}}}
"""
SCHEMES = """
components:
  securitySchemes:
    Bearer: {type: http, scheme: bearer}
    Basic: {type: http, scheme: basic}
    Key: {type: apiKey, in: query, name: key}
    Cookie: {type: apiKey, in: cookie, name: sid}
    OAuth: {type: oauth2, flows: {}}
"""


@pytest.mark.parametrize(
    ("security", "target", "headers", "status"),
    [
        ("[{Bearer: []}]", "/x", {}, 401),
        ("[{Bearer: []}]", "/x", {"Authorization": "Bearer t"}, 200),
        ("[{Bearer: []}]", "/x", {"Authorization": "bearer t"}, 200),
        ("[{Bearer: []}]", "/x", {"Authorization": "Basic dDp0"}, 401),
        ("[{Basic: []}]", "/x", {"Authorization": "Basic dDp0"}, 200),
        ("[{Basic: []}]", "/x", {"Authorization": "Basic ???"}, 401),
        ("[{OAuth: [read]}]", "/x", {"Authorization": "Bearer t"}, 200),
        ("[{Key: []}]", "/x", {}, 401),
        ("[{Key: []}]", "/x?key=k", {}, 200),
        ("[{Cookie: []}]", "/x", {"Cookie": "sid=1"}, 200),
        ("[{Bearer: [], Key: []}]", "/x", {"Authorization": "Bearer t"}, 401),
        ("[{Bearer: [], Key: []}]", "/x?key=k", {"Authorization": "Bearer t"}, 200),
        ("[{Bearer: []}, {Key: []}]", "/x?key=k", {}, 200),
        ("[{Bearer: []}, {}]", "/x", {}, 200),
    ],
)  # fmt: skip
def test_credentials_are_demanded_as_described(
    security: str, target: str, headers: dict[str, str], status: int
) -> None:
    engine = fake(operations(SECURED.replace("SECURITY", security), SCHEMES))

    assert ask(engine, "GET", target, headers=headers).status in {
        status,
        204 if status == 200 else 0,
    }


def test_a_declared_credential_is_the_only_one_and_may_be_limited() -> None:
    config = """
    specloom: 1
    mock:
      credentials: {Bearer: [good, {token: limited, only: {id: [1]}}]}
    """
    paths = "/x/{id}: {get: {operationId: x, security: [{Bearer: []}], responses: {'200': {description: x}}}}"
    engine = fake(operations(paths, SCHEMES), config)

    def status(token: str, key: str) -> int:
        return ask(engine, "GET", f"/x/{key}", headers={"Authorization": f"Bearer {token}"}).status

    assert (status("good", "2"), status("bad", "2")) == (200, 401)
    assert (status("limited", "1"), status("limited", "2")) == (200, 403)


ERRORS: list[tuple[str, Any]] = [
    ("{type: object, properties: {error: {type: object, properties: {message: {type: string}, code: {type: integer}}}}}",
     lambda body: "n" in body["error"]["message"] and body["error"]["code"] == 400),
    ("{type: object, required: [detail], properties: {detail: {type: array, items: {type: object, properties: "
     "{loc: {type: array, items: {type: string}}, msg: {type: string}, type: {type: string}}}}}}",
     lambda body: body["detail"][0]["loc"] == ["n"] and body["detail"][0]["msg"]),
    ("{type: object, properties: {errors: {type: object, additionalProperties: {type: array, items: {type: string}}}}}",
     lambda body: body["errors"]["n"]),
    ("{type: object, properties: {errors: {type: array, items: {type: string}}}}",
     lambda body: body["errors"][0].startswith("n: ")),
    ("{type: string}", lambda body: "n" in body),
    ("{type: array, items: {type: object, properties: {field: {type: string}}}}",
     lambda body: body[0]["field"] == "n"),
]  # fmt: skip


@pytest.mark.parametrize(("schema", "says"), ERRORS)
def test_a_refusal_is_worded_in_the_shape_that_is_described(schema: str, says: Any) -> None:
    engine = fake(operations(f"""
            /x:
              get:
                operationId: x
                parameters: [{{name: n, in: query, schema: {{type: integer}}}}]
                responses:
                  "200": {{description: Fine.}}
                  "400": {{description: No., content: {{application/json: {{schema: {schema}}}}}}}
            """))
    response = ask(engine, "GET", "/x?n=x")

    assert response.status == 400
    assert says(response.json()), response.body


def test_an_api_that_describes_no_failures_refuses_with_problem_details() -> None:
    engine = fake(_echo("{name: n, in: query, schema: {type: integer}}"))
    response = ask(engine, "GET", "/x?n=x")

    assert response.header("Content-Type") == "application/problem+json"
    assert response.json()["errors"] == [{"field": "n", "message": "must be a whole number"}]


def test_in_strict_mode_what_is_not_described_is_refused() -> None:
    text = _echo("{name: n, in: query, schema: {type: integer}}")

    assert ask(fake(text), "GET", "/x?other=1").status < 400
    assert ask(fake(text, strict=True), "GET", "/x?other=1").status == 400


def test_a_number_has_to_fit_its_bits_and_a_form_may_leave_out_an_empty_list() -> None:
    engine = fake(
        operations(
            """
            /orders:
              post:
                requestBody:
                  required: true
                  content:
                    application/x-www-form-urlencoded:
                      schema:
                        type: object
                        required: [tags, amount]
                        properties:
                          amount: {type: integer, format: int32}
                          tags: {type: array, items: {type: string}}
                responses: {"200": {description: Good.}}
            """
        )
    )

    def order(form: bytes) -> int:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return ask(engine, "POST", "/orders", headers=kind, raw=form).status

    assert order(b"amount=2147483647") == 200
    assert order(b"amount=2147483648") == 422
    assert order(b"amount=1&tags=a&tags=b") == 200
    assert order(b"tags=a") == 422


def test_a_multipart_body_holds_nested_members_and_names_with_brackets() -> None:
    engine = fake(
        operations(
            """
            /files:
              post:
                requestBody:
                  required: true
                  content:
                    multipart/form-data:
                      schema:
                        type: object
                        additionalProperties: false
                        required: [link, kinds, "marks[]"]
                        properties:
                          link: {type: object, required: [create], properties: {create: {type: boolean}}}
                          kinds: {type: array, items: {type: string}}
                          "marks[]": {type: array, items: {type: integer}}
                responses: {"200": {description: Good.}}
            """
        )
    )

    def send(*parts: tuple[str, str]) -> int:
        form = "".join(
            f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in parts
        )
        kind = {"Content-Type": "multipart/form-data; boundary=b"}
        raw = f"{form}--b--\r\n".encode()
        return ask(engine, "POST", "/files", headers=kind, raw=raw).status

    rest = (("kinds[]", "a"), ("kinds[]", "b"), ("marks[]", "1"), ("marks[]", "2"))
    assert send(("link[create]", "true"), *rest) == 200
    assert send(("link[create]", "perhaps"), *rest) == 422
    assert send(("link", '{"create": true}'), ("kinds[0]", "a"), ("marks[]", "1")) == 200
    assert send(("link[create]", "true"), ("kinds", "a"), ("marks[]", "x")) == 422
