"""Random hostile descriptions: one of a few tame shapes, with attacks in every place of a class."""

from __future__ import annotations

from random import Random
from typing import Any

from attacks import HEADERS, MARKUP, MEDIA, NAMES, PATTERNS, TOML, URLS, Words

CLASSES = (
    "string literal",
    "docstring",
    "identifier",
    "path",
    "regex",
    "header and media type",
    "markdown",
    "toml",
    "extension",
    "security",
    "union",
    "everything",
)


def document(kind: str, seed: int) -> dict[str, Any]:
    """Return a description that attacks in the manner of `kind`; the same for the same seed."""
    return _Writer(kind, Random(f"{kind} {seed}")).document()


class _Writer:
    def __init__(self, kind: str, random: Random) -> None:
        self._kind = kind
        self._random = random
        self._words = Words(random)

    def _in(self, *kinds: str) -> bool:
        return self._kind in kinds or (self._kind == "everything" and self._random.random() < 0.6)

    def _value(self, tame: Any = "tame") -> Any:
        return self._words.any() if self._in("string literal") else tame

    def _said(self, tame: str = "Tame.") -> str:
        if self._in("markdown"):
            return "".join(self._words.one(MARKUP) for _ in range(self._random.randint(1, 6)))
        return self._words.any(MARKUP) if self._in("docstring") else tame

    def _name(self, tame: str) -> str:
        if self._in("identifier"):
            return self._words.one(NAMES) or tame
        return tame

    def _names(self, *tame: str) -> list[str]:
        return list(dict.fromkeys(self._name(one) for one in tame))

    def document(self) -> dict[str, Any]:
        body: dict[str, Any] = {
            "openapi": self._random.choice(("3.0.3", "3.1.0")),
            "info": self._info(),
            "servers": [self._server()],
            "tags": [{"name": tag, "description": self._said()} for tag in self._names("tame")],
            "paths": {self._path(number): self._item(number) for number in range(2)},
            "components": {
                "schemas": {name: self._record() for name in self._names("Thing", "Part")},
                "securitySchemes": self._schemes(),
            },
        }
        names = list(body["components"]["schemas"])
        body["components"]["schemas"]["Choice"] = self._choice(names)
        if self._in("path", "identifier"):
            body["webhooks"] = {self._name("hook"): {"post": self._operation(9)}}
        self._extend(body)
        return body

    def _info(self) -> dict[str, Any]:
        info: dict[str, Any] = {"title": "Tame", "version": "1.0", "description": self._said()}
        if self._in("toml"):
            info["title"] = self._words.one(TOML) or "x"
            info["version"] = self._words.one(TOML) or "x"
            info["license"] = {"name": self._words.one(TOML), "url": self._words.one(URLS)}
            info["contact"] = {"name": self._words.one(TOML), "email": self._words.one(TOML)}
        return info

    def _server(self) -> dict[str, Any]:
        if not self._in("path"):
            return {"url": "https://a.example"}
        name = self._words.one(NAMES)
        default = self._words.any()
        return {
            "url": self._random.choice((self._words.one(URLS), f"https://{{{name}}}/")),
            "description": self._said(),
            "variables": {name: {"default": default, "enum": [default, self._words.any()]}},
        }

    def _path(self, number: int) -> str:
        if not self._in("path"):
            return f"/tame{number}/{{id}}"
        return f"/{self._words.any()}{number}/{{id}}"

    def _item(self, number: int) -> dict[str, Any]:
        methods = self._random.sample(("get", "post", "put", "delete"), k=2)
        return {method: self._operation(f"{number}{method}") for method in methods}

    def _operation(self, number: object) -> dict[str, Any]:
        content = {"schema": self._reference()}
        media = self._words.one(MEDIA) if self._in("header and media type") else "application/json"
        operation: dict[str, Any] = {
            "operationId": f"{self._name('tame')}{number}",
            "summary": self._said(),
            "description": self._said(),
            "tags": self._names("tame"),
            "parameters": [
                {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}},
                *self._parameters(),
            ],
            "responses": {
                "200": {
                    "description": self._said(),
                    "content": {media: content},
                    "headers": {name: {"schema": {"type": "string"}} for name in self._headers()},
                },
                self._random.choice(("default", "404", "4XX", "599")): {
                    "description": self._said()
                },
            },
        }
        if "post" in str(number) or "put" in str(number):
            operation["requestBody"] = {"description": self._said(), "content": {media: content}}
        if self._random.random() < 0.2:
            operation["deprecated"] = True
        self._extend(operation)
        return operation

    def _parameters(self) -> list[dict[str, Any]]:
        made = [
            {
                "name": name,
                "in": "query",
                "description": self._said(),
                "schema": self._scalar(),
                "example": self._value(),
            }
            for name in self._names("page", "size")
        ]
        made += [
            {
                "name": name,
                "in": self._random.choice(("header", "cookie")),
                "schema": self._scalar(),
            }
            for name in self._headers()
        ]
        return made

    def _headers(self) -> list[str]:
        return [self._words.one(HEADERS)] if self._in("header and media type") else []

    def _reference(self) -> dict[str, Any]:
        target = self._random.choice(("Thing", "Part", "Choice"))
        if self._in("path"):
            target = self._words.any()
        return {"$ref": f"#/components/schemas/{target}"}

    def _scalar(self) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": "string", "description": self._said()}
        if self._in("regex"):
            schema["pattern"] = self._words.one(PATTERNS)
        if self._in("string literal"):
            values = list(dict.fromkeys(self._words.any() for _ in range(3)))
            schema["enum"] = values
            schema["default"] = self._random.choice(values)
            schema["example"] = self._words.any()
        return schema

    def _record(self) -> dict[str, Any]:
        names = self._names("state", "label", "size")
        record: dict[str, Any] = {
            "type": "object",
            "title": self._said("Thing"),
            "description": self._said(),
            "properties": {name: self._scalar() for name in names},
            "required": names[:1],
            "example": {name: self._value() for name in names},
        }
        if self._in("regex"):
            record["patternProperties"] = {self._words.one(PATTERNS): {"type": "string"}}
        if self._in("string literal"):
            record["properties"]["fixed"] = {"const": self._words.any()}
            record["properties"]["made"] = {
                "type": "array",
                "items": {},
                "default": [self._words.any()],
            }
        self._extend(record)
        return record

    def _choice(self, names: list[str]) -> dict[str, Any]:
        if not self._in("union"):
            return {"oneOf": [{"type": "string"}, {"type": "integer"}]}
        tag = self._words.one(NAMES)
        kinds = list(dict.fromkeys(self._words.any() for _ in range(2)))
        return {
            "oneOf": [
                {
                    "type": "object",
                    "title": self._words.any(),
                    "required": [tag],
                    "properties": {tag: {"const": kind}},
                }
                for kind in kinds
            ]
            + [{"$ref": f"#/components/schemas/{name}"} for name in names[:1]],
            "discriminator": {
                "propertyName": tag,
                "mapping": {
                    self._words.any(): self._words.any(),
                    "x": "#/components/schemas/Thing",
                },
            },
        }

    def _schemes(self) -> dict[str, Any]:
        if not self._in("security", "identifier"):
            return {}
        return {
            self._words.one(NAMES): {
                "type": "apiKey",
                "in": self._random.choice(("header", "query", "cookie")),
                "name": self._words.one(HEADERS),
                "description": self._said(),
            },
            self._words.any(): {
                "type": "oauth2",
                "flows": {
                    "clientCredentials": {
                        "tokenUrl": self._words.one(URLS),
                        "scopes": {self._words.any(): self._words.any()},
                    }
                },
            },
        }

    def _extend(self, value: dict[str, Any]) -> None:
        if self._in("extension"):
            for key in (self._words.any(), "enum-varnames", "python-import", "class", "template"):
                value[f"x-{key}"] = self._random.choice(
                    (self._words.any(), [self._words.any()], {})
                )
