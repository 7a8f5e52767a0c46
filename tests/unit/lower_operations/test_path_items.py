"""Path items, webhooks and callbacks: every operation is found, wherever it is written."""

from __future__ import annotations

from operation_lowering import Describe

from specloom.ir.api import ReplayClass


def test_every_method_is_an_operation(describe: Describe) -> None:
    methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"]
    found = describe("/a:\n" + "\n".join(f"  {method}: {{responses: {{}}}}" for method in methods))
    assert [each.method for each in found.operations.values()] == [m.upper() for m in methods]
    assert found.ledger.is_whole


def test_openapi_3_2_brings_query_and_methods_of_ones_own(describe: Describe) -> None:
    paths = """
    /a:
      query: {responses: {}}
      additionalOperations:
        COPY: {responses: {}}
        Purge: {responses: {}}
    """
    found = describe(paths, version="3.2.0")
    assert {each.method: each.claim.text for each in found.operations.values()} == {
        "QUERY": "query",
        "COPY": "copy",
        "Purge": "purge",
    }
    assert found.operations["QUERY /a"].replay.kind is ReplayClass.SAFE
    assert found.operations["COPY /a"].replay.kind is ReplayClass.NEVER
    assert found.ledger.is_whole


def test_a_path_item_may_refer_to_another(describe: Describe) -> None:
    paths = """
    /a:
      $ref: '#/components/pathItems/Shared'
      post: {responses: {}}
    """
    rest = "components: {pathItems: {Shared: {get: {responses: {}}}}}"
    found = describe(paths, rest=rest)
    assert sorted(found.operations) == ["GET /a", "POST /a"]
    assert found.ledger.is_whole


def test_what_is_no_operation_is_a_loss(describe: Describe) -> None:
    paths = """
    /a:
      get: {responses: {}}
      fetch: {responses: {}}
      put: nothing
      x-mine: {}
    """
    found = describe(paths)
    assert list(found.operations) == ["GET /a"]
    assert found.losses == ["'fetch' of the path '/a'", "'put' of the path '/a'"]
    assert not found.ledger.is_whole
    assert found.ledger.data()["totals"].get("unknown method") == {"lost": 1}


def test_a_path_without_slash_gets_one(describe: Describe) -> None:
    found = describe("a/b:\n  get: {responses: {}}")
    assert found.only.path == "/a/b"
    assert found.warnings == ["path-without-slash"]


def test_a_path_speaks_for_its_operations(describe: Describe) -> None:
    paths = "/a:\n  summary: Things.\n  description: All.\n  get: {summary: One., responses: {}}"
    doc = describe(paths).only.doc
    assert (doc.summary, doc.description) == ("One.", "All.")


_EVENT = """
  post:
    operationId: told
    requestBody: {content: {application/json: {schema: {type: object, properties: {id: {type: integer}}}}}}
    responses: {'200': {description: Thanks.}}
"""


def test_webhooks_are_typed_as_what_is_received(describe: Describe) -> None:
    indented = _EVENT.replace("\n", "\n  ")
    found = describe("/a:\n  get: {responses: {}}", rest=f"webhooks:\n  newPet:{indented}")
    (webhook,) = found.api.webhooks
    assert (webhook.key, webhook.claim.text, webhook.method) == ("newPet", "newPet", "POST")
    (type_,) = found.api.types.values()
    assert type_.use.response
    assert not type_.use.request
    assert found.asides == ["the responses of 'newPet'"]
    assert found.ledger.is_whole


def test_callbacks_belong_to_their_operation(describe: Describe) -> None:
    indented = _EVENT.replace("\n", "\n          ")
    paths = f"""
/a:
  post:
    operationId: watch
    callbacks:
      changed:
        '{{$request.body#/url}}':{indented}
    responses: {{}}
"""
    (callback,) = describe(paths).only.callbacks
    assert callback.expression == "{$request.body#/url}"
    assert (callback.key, callback.claim.text) == ("watch changed", "changed")
    assert callback.body is not None


def test_paths_may_be_missing_altogether(describe: Describe) -> None:
    found = describe("{}", rest="webhooks: {}")
    assert found.api.resources == ()
    assert found.ledger.percent == 100
