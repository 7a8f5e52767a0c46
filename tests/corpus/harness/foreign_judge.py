"""Asks openapi-core whether requests that arrived are as their description says.

    python foreign_judge.py DOCUMENT REQUESTS

A program that needs openapi-core and nothing of this project: it runs in an environment of its own.
`REQUESTS` has one request as JSON on each line; one line is printed for each that is refused, and
at the end how many there were.
"""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

import yaml
from openapi_core import Config, OpenAPI
from openapi_core.datatypes import RequestParameters
from werkzeug.datastructures import Headers, ImmutableMultiDict


class Request:
    """A request as openapi-core wants to see it."""

    def __init__(self, line: dict[str, Any], server: str) -> None:
        path, _, query = line["target"].partition("?")
        headers = Headers(line["headers"])
        cookies = [part.strip().partition("=") for part in headers.get("cookie", "").split(";")]
        self.host_url = server
        self.path = unquote(path)
        self.method = line["method"].lower()
        self.body = base64.b64decode(line["body"]) or None
        self.content_type = headers.get("content-type", "")
        self.parameters = RequestParameters(
            query=ImmutableMultiDict(parse_qsl(query, keep_blank_values=True)),
            header=headers,
            cookie=ImmutableMultiDict([(name, unquote(value)) for name, _, value in cookies if name]),
        )


def main(document: Path, requests: Path) -> None:
    """Print what is refused."""
    text = document.read_text(encoding="utf-8-sig")
    described = json.loads(text) if document.suffix == ".json" else yaml.safe_load(text)
    # The requests went to a loopback; a description without servers has this one.
    described.pop("servers", None)
    for item in described.get("paths", {}).values():
        item.pop("servers", None)
        for operation in item.values():
            if isinstance(operation, dict):
                operation.pop("servers", None)
    api = OpenAPI.from_dict(described, config=Config(spec_validator_cls=None))
    count = 0
    for line in map(json.loads, requests.read_text().splitlines()):
        count += 1
        try:
            api.validate_request(Request(line, "http://localhost"))
        except Exception as error:
            causes: list[BaseException] = [error]
            while causes[-1].__cause__ is not None:
                causes.append(causes[-1].__cause__)
            said = " < ".join(f"{type(one).__name__}: {one}"[:200] for one in causes)
            print(json.dumps({"operation": line["operation"], "turn": line["turn"], "said": said}))
    print(json.dumps({"requests": count}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
