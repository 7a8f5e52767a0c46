"""Who may call, and where the API lives."""

from __future__ import annotations

import pytest
from operation_lowering import Describe

from specloom.ir.api import (
    ApiKey,
    Composed,
    HttpAuth,
    In,
    MutualTls,
    Need,
    OAuth2,
    OpenIdConnect,
    SchemeKind,
)

_SCHEMES = """
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    bearer: {type: http, scheme: Bearer, bearerFormat: JWT}
    oauth:
      type: oauth2
      flows:
        clientCredentials: {tokenUrl: /token, refreshUrl: /again, scopes: {read: Read., write: ''}}
"""
_GET = "/a:\n  get: {responses: {}%s}"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{type: apiKey, in: query, name: k}", ApiKey(place=In.QUERY, wire="k")),
        ("{type: apiKey, in: cookie, name: k}", ApiKey(place=In.COOKIE, wire="k")),
        ("{type: http, scheme: basic}", HttpAuth(scheme="basic")),
        ("{type: http, scheme: HOBA}", HttpAuth(scheme="hoba")),
        ("{type: openIdConnect, openIdConnectUrl: /id}", OpenIdConnect(url="/id")),
        ("{type: mutualTLS}", MutualTls()),
    ],
)
def test_every_kind_of_scheme_is_known(describe: Describe, text: str, kind: SchemeKind) -> None:
    found = describe(_GET % "", rest=f"components: {{securitySchemes: {{a: {text}}}}}")
    assert [scheme.kind for scheme in found.api.auth.schemes] == [kind]


@pytest.mark.parametrize(
    ("key", "kind", "name"),
    [
        ("ApiKeyAuth", "{type: apiKey, in: header, name: k}", "api_key"),
        ("auth", "{type: apiKey, in: header, name: k}", "auth"),
        ("bearerAuth", "{type: http, scheme: bearer}", "bearer_token"),
        ("basicAuth", "{type: http, scheme: basic}", "basicAuth"),
    ],
)
def test_a_secret_is_called_what_it_is(describe: Describe, key: str, kind: str, name: str) -> None:
    found = describe(_GET % "", rest=f"components: {{securitySchemes: {{{key}: {kind}}}}}")
    assert [scheme.claim.text for scheme in found.api.auth.schemes] == [name]


def test_oauth_flows_keep_their_scopes(describe: Describe) -> None:
    kind = describe(_GET % "", rest=_SCHEMES).api.auth.schemes[2].kind
    assert isinstance(kind, OAuth2)
    (flow,) = kind.flows
    assert (flow.grant, flow.token_url, flow.refresh_url) == (
        "clientCredentials",
        "/token",
        "/again",
    )
    assert flow.scopes == (("read", "Read."), ("write", ""))


@pytest.mark.parametrize(
    "text", ["{type: magic}", "{type: apiKey, in: body, name: x}", "{type: http}", "3"]
)
def test_a_scheme_that_cannot_be_used_is_a_loss(describe: Describe, text: str) -> None:
    found = describe(_GET % "", rest=f"components: {{securitySchemes: {{a: {text}}}}}")
    assert found.api.auth.schemes == ()
    assert found.losses == ["the security scheme 'a'"]


def test_security_is_or_of_and_and_may_be_optional(describe: Describe) -> None:
    security = ", security: [{key: [], oauth: [read]}, {bearer: []}, {}]"
    assert describe(_GET % security, rest=_SCHEMES).only.security == (
        (Need(scheme="key"), Need(scheme="oauth", scopes=("read",))),
        (Need(scheme="bearer"),),
        (),
    )


def test_what_the_document_says_holds_unless_the_operation_says_otherwise(
    describe: Describe,
) -> None:
    rest = _SCHEMES + "security: [{key: []}]"
    assert describe(_GET % "", rest=rest).only.security == ((Need(scheme="key"),),)
    assert describe(_GET % ", security: []", rest=rest).only.security == ()


def test_an_alternative_with_an_unknown_scheme_is_left_out_whole(describe: Describe) -> None:
    found = describe(_GET % ", security: [{key: [], nobody: []}, {bearer: []}]", rest=_SCHEMES)
    assert found.only.security == ((Need(scheme="bearer"),),)
    assert found.warnings == ["unknown-security-scheme"]


def test_sdk_yaml_names_secrets_and_joins_them(describe: Describe) -> None:
    sdk = """
    auth:
      schemes: {key: {argument: api_key, env: MY_KEY}}
      compose:
        - {header: Authorization, schemes: [key], template: "{key}"}
        - {header: Authorization, schemes: [key, bearer], template: "{key} {bearer}"}
        - {header: Authorization, schemes: [keys], template: "{keys}"}
    """
    found = describe(_GET % "", rest=_SCHEMES, sdk=sdk)
    scheme = found.api.auth.schemes[0]
    assert (scheme.claim.text, scheme.env) == ("api_key", "MY_KEY")
    assert found.api.auth.composed == (
        Composed(header="Authorization", schemes=("key", "bearer"), template="{key} {bearer}"),
        Composed(header="Authorization", schemes=("key",), template="{key}"),
    )
    assert [each.help for each in found.report] == ["Did you mean 'key'?"]


def test_servers_keep_their_variables(describe: Describe) -> None:
    rest = """
    servers:
      - url: https://{region}.x.test/{base}
        description: Main.
        variables: {region: {enum: [eu, us], default: us}, base: {default: v1}}
      - url: /relative
    """
    first, second = describe(_GET % "", rest=rest).api.servers
    assert [(each.name, each.default, each.values) for each in first.variables] == [
        ("region", "us", ("eu", "us")),
        ("base", "v1", ()),
    ]
    assert (first.doc.description, second.url) == ("Main.", "/relative")


def test_a_variable_without_default_takes_its_first_value(describe: Describe) -> None:
    rest = "servers: [{url: 'https://{a}/{b}', variables: {a: {enum: [x, y]}, c: {default: z}}}]"
    found = describe(_GET % "", rest=rest)
    assert [each.default for each in found.api.servers[0].variables] == ["x", ""]
    assert found.losses == ["the server variable 'c'"]
    assert found.warnings.count("server-variable-without-default") == 2


def test_the_nearest_servers_count(describe: Describe) -> None:
    paths = """
    /a:
      servers: [{url: https://path.test}]
      get: {responses: {}}
      post: {servers: [{url: https://operation.test}], responses: {}}
    /b:
      get: {responses: {}}
    """
    found = describe(paths, rest="servers: [{url: https://all.test}]").operations
    urls = {key: [server.url for server in each.servers] for key, each in found.items()}
    assert urls == {
        "GET /a": ["https://path.test"],
        "POST /a": ["https://operation.test"],
        "GET /b": [],
    }


@pytest.mark.parametrize(
    ("security", "required"), [("[{k: []}]", False), ("[{k: []}, {}]", True), ("[]", True)]
)
def test_what_a_credential_sends_need_not_be_given(
    describe: Describe, security: str, required: bool
) -> None:
    parameter = "{name: key, in: query, required: true, schema: {type: string}}"
    found = describe(
        f"/a:\n  get: {{parameters: [{parameter}], security: {security}, responses: {{}}}}",
        rest="components: {securitySchemes: {k: {type: apiKey, in: query, name: key}}}",
    )
    assert [each.required for each in found.only.parameters] == [required]
