"""What OpenAPI cannot say: repetition, results, errors, conversions."""

from __future__ import annotations

import pytest
from operation_lowering import Describe, one_get

from specloom.ir.api import Conversion, Rate, ReplayClass, Unwrap

_ENVELOPE = "{type: object, properties: {ok: {type: boolean}, data: {type: array, items: {}}}}"


@pytest.mark.parametrize(
    ("method", "kind"),
    [
        ("get", ReplayClass.SAFE),
        ("head", ReplayClass.SAFE),
        ("options", ReplayClass.SAFE),
        ("put", ReplayClass.IDEMPOTENT),
        ("delete", ReplayClass.IDEMPOTENT),
        ("post", ReplayClass.NEVER),
        ("patch", ReplayClass.NEVER),
    ],
)
def test_the_method_tells_what_a_repetition_does(
    describe: Describe, method: str, kind: ReplayClass
) -> None:
    assert describe(f"/a:\n  {method}: {{responses: {{}}}}").only.replay.kind is kind


def test_a_declared_idempotency_key_is_known_but_does_not_change_the_class(
    describe: Describe,
) -> None:
    paths = """
    /a:
      post:
        parameters: [{name: Idempotency-Key, in: header, schema: {type: string}}]
        responses: {}
    """
    replay = describe(paths).only.replay
    assert (replay.kind, replay.key_header) == (ReplayClass.NEVER, "Idempotency-Key")


def test_sdk_yaml_says_how_to_find_out_what_happened(describe: Describe) -> None:
    paths = """
    /a:
      get: {operationId: look, responses: {}}
      post: {operationId: book, responses: {}}
    """
    sdk = """
    operations:
      book: {replay: {class: never, reason: It books twice., lookup: GET /a, lookup_help: Look.}}
    """
    found = describe(paths, sdk=sdk)
    replay = found.operations["book"].replay
    assert (replay.reason, replay.lookup, replay.lookup_help) == (
        "It books twice.",
        "look",
        "Look.",
    )
    wrong = describe(paths, sdk=sdk.replace("GET /a", "lock"))
    assert wrong.operations["book"].replay.lookup is None
    assert [each.help for each in wrong.report] == ["Did you mean 'look'?"]


def test_an_envelope_is_unwrapped_only_where_it_is_seen(describe: Describe) -> None:
    sdk = "envelope: {data: data, ok: ok}"
    body = "{content: {application/json: {schema: %s}}}"
    assert describe(one_get(answer=body % _ENVELOPE), sdk=sdk).only.unwrap == Unwrap(path=("data",))
    bare = "{type: object, properties: {data: {}}}"
    assert describe(one_get(answer=body % bare), sdk=sdk).only.unwrap is None


def test_a_result_of_its_own_overrides_the_envelope(describe: Describe) -> None:
    answer = f"{{content: {{application/json: {{schema: {_ENVELOPE}}}}}}}"
    sdk = "operations: {GET /things: {result: {path: data, single: true}}}"
    found = describe(one_get(answer=answer), sdk=sdk)
    assert found.only.unwrap == Unwrap(path=("data",), single=True)
    wrong = describe(one_get(answer=answer), sdk=sdk.replace("data", "date"))
    assert wrong.only.unwrap is None
    assert [each.help for each in wrong.report] == ["Did you mean 'data'?"]


def test_errors_keep_their_message_where_the_description_shows_it(describe: Describe) -> None:
    error = (
        "{type: object, properties: {error: {type: object, properties: {message: {type: string}}}}}"
    )
    paths = one_get().replace("'200'", "'400'")
    paths = paths.replace(
        "{description: ok}", f"{{content: {{application/json: {{schema: {error}}}}}}}"
    )
    assert describe(paths).api.errors.message == (("error", "message"),)
    assert describe(paths, sdk="errors: {message: [a.b]}").api.errors.message == (("a", "b"),)


def test_limits_and_headers_come_from_sdk_yaml(describe: Describe) -> None:
    sdk = "rate_limit: [{requests: 5, seconds: 1}]\nheaders: {Accept: a/b}\nretry: {attempts: 7}"
    behavior = describe(one_get(), sdk=sdk).api.behavior
    assert behavior.rates == (Rate(requests=5, seconds=1.0),)
    assert (behavior.headers, behavior.attempts) == ((("Accept", "a/b"),), 7)


_TYPES = """
components:
  schemas:
    Out: {type: object, properties: {id: {type: integer}, labels: {type: array, items: {type: object, properties: {id: {type: integer}}}}}}
    In: {type: object, properties: {label_ids: {type: array, items: {type: string}}}}
"""


def test_conversions_pair_fields_with_paths(describe: Describe) -> None:
    sdk = """
    conversions:
      - {name: to_in, source: Out, target: In, fields: {label_ids: "labels.[].id"}, as_text: [label_ids]}
    """
    found = describe(one_get(), rest=_TYPES, sdk=sdk)
    assert found.api.conversions == (
        Conversion(
            name="to_in",
            source="#/components/schemas/Out",
            target="#/components/schemas/In",
            fields=(("label_ids", ("labels", "[]", "id")),),
            as_text=("label_ids",),
        ),
    )


@pytest.mark.parametrize(
    ("fields", "help"),
    [
        ("source: Out, target: Inn, fields: {}", "Did you mean 'In'?"),
        ("source: Out, target: In, fields: {label_id: labels}", "Did you mean 'label_ids'?"),
        ("source: Out, target: In, fields: {label_ids: label.id}", "Did you mean 'labels'?"),
    ],
)
def test_a_conversion_that_does_not_fit_is_told(describe: Describe, fields: str, help: str) -> None:
    found = describe(one_get(), rest=_TYPES, sdk=f"conversions: [{{name: x, {fields}}}]")
    assert found.api.conversions == ()
    assert [each.help for each in found.report] == [help]
