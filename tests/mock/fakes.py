"""Fakes of small descriptions, and short ways to ask them something."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from specloom.diagnostics import Report
from specloom.mock.engine.description import Description
from specloom.mock.engine.engine import Engine, Options
from specloom.mock.engine.messages import Request, Response
from specloom.mock.prepare import Prepared, prepare

FLAGSHIP = Path(__file__).parents[2] / "spec" / "altegio" / "openapi.yaml"
BOTH_TOKENS = {"Authorization": "Bearer demo-partner, User demo-user"}

PETS = """
openapi: 3.1.0
info: {title: Pets, version: "1"}
paths:
  /pets:
    get:
      operationId: list_pets
      parameters:
        - {name: limit, in: query, schema: {type: integer, minimum: 1}}
        - {name: page, in: query, schema: {type: integer, minimum: 1}}
        - {name: status, in: query, schema: {type: string}}
        - {name: born_after, in: query, schema: {type: string, format: date}}
        - {name: sort, in: query, schema: {type: string}}
        - {name: q, in: query, schema: {type: string}}
      responses:
        "200":
          description: A page.
          content:
            application/json:
              schema:
                type: object
                required: [items, total]
                properties:
                  items: {type: array, items: {$ref: "#/components/schemas/Pet"}}
                  total: {type: integer}
                  has_more: {type: boolean}
    post:
      operationId: create_pet
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: "#/components/schemas/NewPet"}
      responses:
        "201":
          description: It is there.
          headers: {Location: {schema: {type: string}}}
          content:
            application/json: {schema: {$ref: "#/components/schemas/Pet"}}
        "422": {$ref: "#/components/responses/Wrong"}
  /pets/{pet_id}:
    parameters:
      - {name: pet_id, in: path, required: true, schema: {type: integer}}
    get:
      operationId: get_pet
      responses:
        "200":
          description: The pet.
          content:
            application/json: {schema: {$ref: "#/components/schemas/Pet"}}
        "404": {$ref: "#/components/responses/Wrong"}
    put:
      operationId: replace_pet
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: "#/components/schemas/NewPet"}}
      responses:
        "200":
          description: The pet.
          content:
            application/json: {schema: {$ref: "#/components/schemas/Pet"}}
    patch:
      operationId: update_pet
      requestBody:
        content:
          application/json: {schema: {type: object}}
          application/json-patch+json: {schema: {type: array}}
      responses:
        "200":
          description: The pet.
          content:
            application/json: {schema: {$ref: "#/components/schemas/Pet"}}
    delete:
      operationId: delete_pet
      responses: {"204": {description: Gone.}}
components:
  responses:
    Wrong:
      description: No.
      content:
        application/json:
          schema:
            type: object
            required: [message, errors]
            properties:
              message: {type: string}
              code: {type: integer}
              errors:
                type: array
                items:
                  type: object
                  required: [field, reason]
                  properties: {field: {type: string}, reason: {type: string}}
  schemas:
    NewPet:
      type: object
      required: [name]
      properties:
        name: {type: string, minLength: 1}
        status: {type: string, enum: [available, sold], default: available}
        born: {type: string, format: date}
        owner: {type: object, properties: {name: {type: string}, city: {type: string}}}
    Pet:
      type: object
      required: [id, name, status, created_at]
      properties:
        id: {type: integer, readOnly: true}
        name: {type: string}
        status: {type: string, enum: [available, sold]}
        born: {type: string, format: date}
        owner: {type: object, properties: {name: {type: string}, city: {type: string}}}
        created_at: {type: string, format: date-time, readOnly: true}
        updated_at: {type: string, format: date-time, readOnly: true}
"""


def prepared(text: str, config: str | None = None) -> Prepared:
    """Return a description ready for a fake, made from YAML."""
    with TemporaryDirectory() as folder:
        spec = Path(folder) / "openapi.yaml"
        spec.write_text(textwrap.dedent(text), encoding="utf-8")
        if config is not None:
            (spec.parent / "sdk.yaml").write_text(textwrap.dedent(config), encoding="utf-8")
        return load(spec)


def load(spec: Path) -> Prepared:
    """Return the description in a file, ready for a fake; it must be free of errors."""
    report = Report()
    found = prepare(spec, None, report)
    assert found is not None, [one.text for one in report]
    assert not report.failed, [one.text for one in report]
    return found


def fake(text: str, config: str | None = None, **options: Any) -> Engine:
    """Return a fake of a small description."""
    return Engine(prepared(text, config).description, Options(**options))


def flagship(**options: Any) -> Engine:
    """Return a fake of the flagship."""
    return Engine(load(FLAGSHIP).description, Options(**options))


def operations(paths: str, more: str = "") -> str:
    """Return a description with these paths."""
    head = 'openapi: 3.1.0\ninfo: {title: Small, version: "1"}\npaths:\n'
    return head + textwrap.indent(textwrap.dedent(paths), "  ") + textwrap.dedent(more)


def ask(
    engine: Engine,
    method: str,
    target: str,
    body: Any = None,
    headers: Mapping[str, str] | None = None,
    *,
    raw: bytes | None = None,
) -> Response:
    """Ask the fake; a body is sent as JSON unless it is `raw`."""
    path, _, query = target.partition("?")
    sent = {name.lower(): value for name, value in (headers or {}).items()}
    content = raw if raw is not None else b"" if body is None else json.dumps(body).encode()
    if content:
        sent.setdefault("content-type", "application/json")
    return engine.handle(Request(method=method, path=path, query=query, headers=sent, body=content))


def book(engine: Engine, /, *, location: int = 100200, **fields: Any) -> Response:
    """Book an appointment with the flagship's fake."""
    body = {
        "staff_id": 3001,
        "services": [{"id": 5001}],
        "client": {"phone": "+10000000009", "name": "Ines"},
        "datetime": "2030-02-15T10:00:00",
        "seance_length": 3600,
        "save_if_busy": False,
    } | fields
    return ask(engine, "POST", f"/records/{location}", body, BOTH_TOKENS)


def described(**facts: Any) -> Description:
    """Return a description made by hand."""
    return Description(**facts)
