"""Files that are built to exhaust, crash or lead astray whoever reads them, by what they try."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Files = Mapping[str, bytes]
"""Contents by name; the first is the description."""

HEAD = 'openapi: 3.1.0\ninfo: {title: T, version: "1"}\n'
PATHS = (
    "paths: {/a: {get: {operationId: a, responses: {'200': {description: d, content: "
    "{application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}}}\n"
)
ACTING = "A\x1b[31m\x9b31m\x07\u202e\u2066\r\x08"
SECRET = "root:x:0:0:hunter2"


def yaml(text: str) -> Files:
    return {"openapi.yaml": (HEAD + text).encode()}


def schemas(text: str) -> Files:
    return yaml(f"{PATHS}components:\n  schemas:\n{text}")


def whole(**schemas: Any) -> Files:
    answer = {
        "description": "d",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}},
    }
    body = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "paths": {"/a": {"get": {"operationId": "a", "responses": {"200": answer}}}},
        "components": {"schemas": schemas},
    }
    return {"openapi.json": json.dumps(body).encode()}


def nested(depth: int, opening: str, closing: str, inner: str) -> Files:
    head = '{"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{},"components":{"schemas":{"A":'
    return {"openapi.json": (head + opening * depth + inner + closing * depth + "}}}").encode()}


def outside(reference: str) -> Files:
    return {
        **schemas(f"    A: {{$ref: '{reference}'}}\n"),
        "notes.txt": f"{SECRET}: [".encode(),
    }


def property_of(schema: Any) -> Files:
    return whole(A={"type": "object", "properties": {"p": schema}})


LAUGHS = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
LADDER = "".join(
    f"    S{n}: {{allOf: [{{$ref: '#/components/schemas/S{n + 1}'}}, "
    f"{{$ref: '#/components/schemas/S{n + 1}'}}]}}\n"
    for n in range(40)
)

READING: dict[str, Callable[[], Files]] = {
    "aliases that double": lambda: yaml(f"paths: {{}}\nx-a:\n  b: 1\n{LAUGHS}"),
    "an alias of itself": lambda: yaml("paths: &p {/a: *p}\n"),
    "merge keys in a chain": lambda: yaml(
        "paths: {}\nm0: &m0 {k: 1}\n"
        + "".join(f"m{n}: &m{n} {{<<: *m{n - 1}, k{n}: 1}}\n" for n in range(1, 3000))
    ),
    "100,000 brackets": lambda: {"openapi.yaml": b"[" * 100_000},
    "100,000 braces in JSON": lambda: {"openapi.json": b'{"a":' * 100_000},
    "a key of two megabytes": lambda: {
        "openapi.yaml": f'{HEAD}paths: {{}}\n"{"k" * 2_000_000}": 1\n'.encode()
    },
    "a JSON key of two thousand letters in YAML": lambda: {
        "openapi.yaml": json.dumps(
            {
                "openapi": "3.1.0",
                "info": {"title": "T", "version": "1"},
                "paths": {},
                "x-" + "k" * 2000: 1,
            }
        ).encode()
    },
    "a number of a million digits": lambda: yaml("paths: {}\nx-n: " + "9" * 1_000_000 + "\n"),
    "a number of a million digits in JSON": lambda: {
        "openapi.json": b'{"openapi":"3.1.0","x-n":' + b"9" * 1_000_000 + b"}"
    },
    "a huge exponent": lambda: property_of(
        {"type": "number", "maximum": 1e308, "multipleOf": 1e-300}
    ),
    "a length without end": lambda: property_of(
        {"type": "string", "minLength": 10**12, "pattern": "^a{999999999}$"}
    ),
    "a list without end": lambda: property_of(
        {"type": "array", "minItems": 10**12, "items": {"type": "integer"}}
    ),
    "not a number": lambda: yaml(
        f"{PATHS}components: {{schemas: {{A: {{type: number, default: .nan, maximum: .inf}}}}}}\n"
    ),
    "not a number in JSON": lambda: {
        "openapi.json": b'{"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{},"x-n":NaN}'
    },
    "UTF-16": lambda: {"openapi.yaml": (HEAD + "paths: {}\n").encode("utf-16")},
    "UTF-32": lambda: {"openapi.yaml": (HEAD + "paths: {}\n").encode("utf-32")},
    "a NUL": lambda: yaml("paths: {}\nx-a: 'b\0c'\n"),
    "a lone surrogate": lambda: {
        "openapi.json": b'{"openapi":"3.1.0","info":{"title":"\\ud800","version":"1"},"paths":{}}'
    },
    "a lone surrogate in YAML": lambda: yaml('paths: {}\nx-a: "\\uD800"\n'),
    "bytes that are no text": lambda: {"openapi.yaml": HEAD.encode() + b"x-a: \xff\xfe\xc0\x80\n"},
    "compressed": lambda: {"openapi.json": gzip.compress(b"{}" * 1000, mtime=0)},
    "a million bytes of nothing": lambda: {"openapi.yaml": b"\0" * 1_000_000},
    "nothing": lambda: {"openapi.yaml": b""},
    "two documents": lambda: {"openapi.yaml": f"{HEAD}paths: {{}}\n---\n{HEAD}".encode()},
    "a tag that makes objects": lambda: yaml(
        "paths: {}\nx-a: !!python/object/apply:os.system ['touch /tmp/marker']\n"
    ),
    "text that acts on a terminal": lambda: {
        "openapi.json": json.dumps(
            {
                "openapi": "3.1.0",
                "info": {"title": ACTING, "version": ACTING},
                "paths": {
                    f"/{ACTING}": {
                        "get": {"operationId": ACTING, "summary": ACTING, "responses": {}}
                    }
                },
                "components": {"schemas": {ACTING: {"not": {}, "if": {}, "description": ACTING}}},
            }
        ).encode()
    },
    "the same key twice": lambda: yaml("paths: {}\npaths: {}\n"),
    "a description that is a list": lambda: {"openapi.yaml": b"- openapi: 3.1.0\n"},
}

CYCLES: dict[str, Callable[[], Files]] = {
    "a reference to itself": lambda: schemas("    A: {$ref: A}\n"),
    "a pointer to itself": lambda: schemas("    A: {$ref: '#/components/schemas/A'}\n"),
    "schemas inside schemas": lambda: yaml(
        f"{PATHS}components: {{schemas: {{$ref: '#/components/schemas/X'}}}}\n"
    ),
    "a document inside itself": lambda: yaml(
        f"{PATHS}components: {{schemas: {{A: {{properties: {{a: {{$ref: '#'}}}}}}}}}}\n"
    ),
    "a ring of allOf": lambda: schemas(
        "    A: {allOf: [{$ref: '#/components/schemas/B'}]}\n"
        "    B: {allOf: [{$ref: '#/components/schemas/C'}]}\n"
        "    C: {allOf: [{$ref: '#/components/schemas/A'}], properties: {x: {type: string}}}\n"
    ),
    "a ring of oneOf": lambda: schemas(
        "    A: {oneOf: [{$ref: '#/components/schemas/B'}, {type: string}]}\n"
        "    B: {anyOf: [{$ref: '#/components/schemas/A'}, {type: integer}]}\n"
    ),
    "a ladder of allOf": lambda: schemas(
        f"    A: {{$ref: '#/components/schemas/S0'}}\n{LADDER}    S40: {{type: object, properties: {{x: {{type: string}}}}}}\n"
    ),
    "a ladder of oneOf": lambda: schemas(
        f"    A: {{$ref: '#/components/schemas/S0'}}\n{LADDER.replace('allOf', 'oneOf')}    S40: {{type: string}}\n"
    ),
    "a ring of required records": lambda: schemas(
        "    A: {type: object, required: [a], properties: {a: {$ref: '#/components/schemas/A'}}}\n"
    ),
    "a ring of lists": lambda: schemas(
        "    A: {type: array, minItems: 1, items: {$ref: '#/components/schemas/A'}}\n"
    ),
    "a ring of not": lambda: schemas("    A: {not: {$ref: '#/components/schemas/A'}}\n"),
    "a ring of parameters": lambda: yaml(
        "paths: {/a: {parameters: [{$ref: '#/components/parameters/P'}], get: {responses: {}}}}\n"
        "components: {parameters: {P: {$ref: '#/components/parameters/Q'}, Q: {$ref: '#/components/parameters/P'}}}\n"
    ),
    "a ring of path items": lambda: yaml(
        "paths: {/a: {$ref: '#/paths/~1b'}, /b: {$ref: '#/paths/~1a'}}\n"
    ),
    "a ring of callbacks": lambda: yaml(
        "paths: {/a: {post: {responses: {}, callbacks: {c: {'{$url}': {$ref: '#/paths/~1a'}}}}}}\n"
    ),
    "a ring of discriminators": lambda: schemas(
        "    A: {type: object, discriminator: {propertyName: t, mapping: {a: '#/components/schemas/A'}}, "
        "oneOf: [{$ref: '#/components/schemas/A'}], properties: {t: {type: string}}}\n"
    ),
    "files that refer to each other": lambda: {
        **schemas("    A: {$ref: 'other.yaml#/B'}\n"),
        "other.yaml": b"B: {$ref: 'openapi.yaml#/components/schemas/A'}\n",
    },
}

SIZES: dict[str, Callable[[], Files]] = {
    "5,000 levels of properties": lambda: nested(
        5000, '{"type":"object","properties":{"p":', "}}", '{"type":"string"}'
    ),
    "60 levels of properties": lambda: nested(
        60, '{"type":"object","properties":{"p":', "}}", '{"type":"string"}'
    ),
    "60 levels of lists": lambda: nested(60, '{"type":"array","items":', "}", '{"type":"string"}'),
    "a chain of 5,000 references": lambda: whole(
        A={"$ref": "#/components/schemas/S0"},
        **{f"S{n}": {"$ref": f"#/components/schemas/S{n + 1}"} for n in range(5000)},
        S5000={"type": "string"},
    ),
    "1,000 records in each other": lambda: whole(
        A={"$ref": "#/components/schemas/S0"},
        **{
            f"S{n}": {
                "type": "object",
                "properties": {"p": {"$ref": f"#/components/schemas/S{n + 1}"}},
            }
            for n in range(1000)
        },
        S1000={"type": "string"},
    ),
    "20,000 properties": lambda: whole(
        A={"type": "object", "properties": {f"p{n}": {"type": "string"} for n in range(20_000)}}
    ),
    "20,000 values of an enumeration": lambda: property_of(
        {"enum": [f"v{n}" for n in range(20_000)]}
    ),
    "a union of 2,000": lambda: property_of(
        {"oneOf": [{"type": "object", "properties": {f"p{n}": {}}} for n in range(2000)]}
    ),
    "a description of 5 megabytes": lambda: property_of(
        {"type": "string", "description": "lorem ipsum " * 420_000}
    ),
    "a description of 5 megabytes without a space": lambda: property_of(
        {"type": "string", "description": "*_`[" * 1_250_000}
    ),
    "a name of a megabyte": lambda: whole(
        A={"type": "object", "properties": {"n" * 1_000_000: {"type": "string"}}}
    ),
    "an enumeration of long words": lambda: property_of(
        {"enum": ["w" * 100_000 + str(n) for n in range(20)]}
    ),
    "10,000 tags": lambda: yaml(
        "paths: {}\ntags: [" + ", ".join(f"{{name: t{n}}}" for n in range(10_000)) + "]\n"
    ),
}

HANGING = [
    "^(a+)+$",
    "^(a|aa)+$",
    "^(.*)*$",
    "(x+x+)+y",
    "^(([a-z])+.)+[A-Z]([a-z])+$",
    "^" + "(a?){30}" + "a{30}$",
    "(?:" * 5000 + ")" * 5000,
    "[" * 10_000,
    "a{1000}{1000}{1000}",
    "(?P<a>x)(?P<a>y)",
    "(?<=a+)b",
    "\\",
    "(",
]
PATTERNS: dict[str, Callable[[], Files]] = {
    f"pattern {number}": (
        lambda pattern=pattern: whole(  # type: ignore[misc]
            A={
                "type": "object",
                "properties": {
                    "p": {
                        "type": "string",
                        "pattern": pattern,
                        "default": "a" * 40 + "!",
                        "example": "a" * 40 + "!",
                        "enum": ["a" * 40 + "!", "x" * 40],
                    }
                },
                "patternProperties": {pattern: {"type": "string"}},
            }
        )
    )
    for number, pattern in enumerate(HANGING)
}

REFERENCES: dict[str, Callable[[], Files]] = {
    name: (lambda reference=reference: outside(reference))  # type: ignore[misc]
    for name, reference in {
        "the file of passwords": "file:///etc/passwd",
        "the file of passwords by its path": "/etc/passwd",
        "a folder above": "../outside/secret.yaml",
        "a folder above, encoded": "%2e%2e/outside/secret.yaml",
        "a folder above, twice encoded": "%252e%252e/outside/secret.yaml",
        "a folder above with a backslash": "..\\\\outside\\\\secret.yaml",
        "a link out": "link.yaml",
        "a folder that is a link out": "folder/secret.yaml",
        "a device": "/dev/zero",
        "a process": "/proc/self/environ",
        "a server": "http://127.0.0.1:9/secret.yaml",
        "a server without a scheme": "//127.0.0.1:9/secret.yaml",
        "the address of a cloud's secrets": "http://169.254.169.254/latest/meta-data/",
        "another scheme": "gopher://127.0.0.1/",
        "data in place": "data:application/json,{}",
        "a file that is no YAML": "notes.txt",
        "a pipe": "pipe.yaml",
        "a NUL in a name": "a\\0b.yaml",
        "a name too long": "x" * 5000,
    }.items()
}

CLASSES = {
    "reading": READING,
    "cycles": CYCLES,
    "sizes": SIZES,
    "patterns": PATTERNS,
    "references": REFERENCES,
}


def lay(files: Files, folder: Path) -> Path:
    """Write the files into `folder/spec`, with the links and the pipe, and return the description."""
    spec = folder / "spec"
    spec.mkdir(parents=True)
    (folder / "outside").mkdir()
    for name, content in files.items():
        (spec / name).write_bytes(content)
    (folder / "outside/secret.yaml").write_text(SECRET)
    (spec / "link.yaml").symlink_to("/etc/passwd")
    (spec / "folder").symlink_to(folder / "outside")
    os.mkfifo(spec / "pipe.yaml")
    return spec / next(iter(files))
