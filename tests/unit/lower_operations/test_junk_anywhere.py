"""Whatever stands in a wrong place is told, and the rest is still there."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from specloom import coverage
from specloom.config import Config
from specloom.diagnostics import Report
from specloom.document import resolve
from specloom.ir.dump import dump_text
from specloom.lower import lower

RICH = yaml.safe_load("""
openapi: 3.1.0
info: {title: Rich, version: '1'}
servers: [{url: 'https://{x}.test', variables: {x: {default: a, enum: [a]}}}]
tags: [{name: t, description: Things.}]
security: [{key: []}]
paths:
  /things/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
    get:
      tags: [t]
      operationId: getThing
      parameters:
        - {name: q, in: query, style: form, explode: false, schema: {type: array, items: {type: string}}}
        - {$ref: '#/components/parameters/P'}
      responses:
        '200':
          headers: {X-A: {schema: {type: integer}}}
          links: {l: {operationId: getThing, parameters: {id: $response.body#/id}}}
          content:
            application/json: {schema: {$ref: '#/components/schemas/Thing'}, examples: {e: {value: 1}}}
        default: {$ref: '#/components/responses/R'}
    post:
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema: {type: object, properties: {f: {type: string, format: binary}}}
            encoding: {f: {contentType: image/png}}
      callbacks: {c: {'{$url}': {post: {requestBody: {content: {text/plain: {}}}, responses: {}}}}}
      responses: {}
webhooks: {w: {post: {responses: {}}}}
components:
  parameters: {P: {name: p, in: header, content: {application/json: {schema: {type: object}}}}}
  responses: {R: {description: No., content: {text/event-stream: {schema: {type: string}}}}}
  schemas: {Thing: {type: object, required: [id], properties: {id: {type: integer, minimum: 1}}}}
  securitySchemes: {key: {type: oauth2, flows: {clientCredentials: {tokenUrl: /t, scopes: {a: b}}}}}
""")
JUNK: dict[str, Any] = {
    "null": None,
    "number": 42,
    "text": "x",
    "empty text": "",
    "empty list": [],
    "empty object": {},
    "flag": True,
    "list of null": [None],
    "object": {"x": 1},
    "dangling": {"$ref": "#/nowhere"},
    "wrong kind": {"$ref": "#/components"},
}


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    children = value.items() if isinstance(value, dict) else enumerate(value)
    for key, child in children:
        if (*path, key) not in (("openapi",), ("components",)):
            yield (*path, key)
            if isinstance(child, dict | list):
                yield from _places(child, (*path, key))


@pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK)
def test_junk_at_any_place_never_stops_the_rest(tmp_path: Path, junk: Any) -> None:
    spec = tmp_path / "openapi.json"
    for place in _places(RICH):
        changed = copy.deepcopy(RICH)
        around = changed
        for key in place[:-1]:
            around = around[key]
        around[place[-1]] = copy.deepcopy(junk)
        spec.write_text(json.dumps(changed))
        report = Report()
        document = resolve(spec, report=report)
        assert document is not None
        api = lower(document, Config(), report)
        ledger = coverage.measure(document, api)
        hidden = [entry for entry in ledger.exceptions if entry.fate is coverage.Fate.HIDDEN]
        assert not hidden, (place, hidden)
        assert dump_text(api)
        assert len({each.code for each in report}) or ledger.is_whole, place
