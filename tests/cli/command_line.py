"""Runs `specloom` in this process and gives back what a shell would see."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from specloom.cli import main

SHOP = """\
openapi: 3.1.0
info: {title: Shop API, version: "1.0", description: At most 60 requests per minute.}
servers: [{url: https://shop.example/v1, description: Production}]
security: [{bearerAuth: []}]
tags: [{name: Orders}, {name: Goods}]
paths:
  /orders:
    get:
      operationId: listOrders
      tags: [Orders]
      parameters:
        - {name: page, in: query, schema: {type: integer, default: 1}}
        - {name: per_page, in: query, schema: {type: integer, default: 30}}
      responses:
        "200":
          description: ok
          content: {application/json: {schema: {$ref: "#/components/schemas/OrderList"}}}
    post:
      operationId: createOrder
      tags: [Orders]
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}
      responses: {"201": {$ref: "#/components/responses/Order"}}
  /orders/{order_id}:
    parameters: [{name: order_id, in: path, required: true, schema: {type: integer}}]
    get:
      operationId: getOrder
      tags: [Orders]
      responses: {"200": {$ref: "#/components/responses/Order"}}
  /goods/search:
    post:
      operationId: searchGoods
      tags: [Goods]
      requestBody: {content: {application/json: {schema: {type: object, properties: {text: {type: string}}}}}}
      responses:
        "200":
          description: ok
          content:
            application/json:
              schema:
                type: object
                properties:
                  success: {type: boolean}
                  data: {type: array, items: {$ref: "#/components/schemas/Good"}}
  /health:
    get:
      responses:
        "200":
          description: ok
          content: {application/json: {schema: {$ref: "#/components/schemas/Health"}}}
components:
  securitySchemes: {bearerAuth: {type: http, scheme: bearer}}
  responses:
    Order:
      description: ok
      content:
        application/json:
          schema:
            type: object
            properties:
              success: {type: boolean}
              data: {$ref: "#/components/schemas/Order"}
  schemas:
    OrderList:
      type: object
      properties:
        success: {type: boolean}
        data: {type: array, items: {$ref: "#/components/schemas/Order"}}
        meta: {type: object, properties: {total_count: {type: integer}}}
    Order:
      type: object
      required: [id]
      properties: {id: {type: integer}, good: {$ref: "#/components/schemas/Good"}}
    Good: {type: object, properties: {name: {type: string}, color: {$ref: "#/components/schemas/Color"}}}
    Color: {type: string, enum: [red, blue]}
    Health: {type: object, properties: {success: {type: boolean}, data: {type: string}}}
"""
"""A description with a bit of everything that a first look should find."""


@dataclass(frozen=True, kw_only=True)
class Ran:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Everything it said."""
        return self.out + self.err


class Shell:
    """A folder in which commands are run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, path: str, text: str) -> Path:
        """Make a file of the folder hold `text`."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
        return target

    def read(self, path: str) -> str:
        """Return what a file of the folder holds."""
        return (self.folder / path).read_text()

    def files(self, path: str = ".") -> list[str]:
        """Return the files below a folder of the folder."""
        top = self.folder / path
        return sorted(each.relative_to(top).as_posix() for each in top.rglob("*") if each.is_file())

    def __call__(self, *arguments: str, **environment: str) -> Ran:
        """Run `specloom` with these arguments."""
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
        code = 0
        with (
            contextlib.chdir(self.folder),
            _environment(environment),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            try:
                main(list(arguments))
            except SystemExit as end:
                code = int(end.code or 0)
        return Ran(code=code, out=_written(out), err=_written(err))


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode()


@contextlib.contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
