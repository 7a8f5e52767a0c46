"""What a media type means for the bytes of a body."""

from __future__ import annotations

import re

from specloom.ir.api import Shape

_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
# A second slash, and a parameter without a value, are against the rules and in use.
_VALID = re.compile(
    rf"{_TOKEN}/{_TOKEN}(?:/{_TOKEN})*(?:\s*;\s*{_TOKEN}(?:=(?:{_TOKEN}|\"[^\"\r\n\\]*\"))?)*\s*;?"
)

_LINES = frozenset({
    "application/x-ndjson",
    "application/ndjson",
    "application/x-jsonl",
    "application/jsonl",
    "application/x-jsonlines",
    "application/jsonlines",
    "application/json-lines",
    "application/json-seq",
    "application/stream+json",
    "application/x-json-stream",
})  # fmt: skip
_TEXT = frozenset({
    "application/xml",
    "application/text",
    "application/plain",
    "application/javascript",
    "application/ecmascript",
    "application/yaml",
    "application/x-yaml",
    "application/openapi+yaml",
    "application/vnd.oai.openapi",
    "application/toml",
    "application/graphql",
    "application/sql",
    "application/jwt",
    "application/csv",
    "application/pem-certificate-chain",
})  # fmt: skip
_BYTES = re.compile(
    r"(?:image|audio|video|font|model)/"
    r"|application/(?:octet-stream|x-binary|pdf|zip|x-zip|x-zip-compressed|gzip|x-gzip"
    r"|x-rar-compressed|msword|excel|x-tar|x-7z-compressed|rtf|wasm|ogg|cbor"
    r"|msgpack|x-msgpack|avro|protobuf|x-protobuf|x-bzip2?|parquet|epub\+zip|pkcs[0-9]+.*"
    r"|vnd\..*[.-](?:protobuf|msgpack|cbor|avro)"
    r"|java-archive|vnd\.(?:ms-|openxmlformats|oasis|apple|google-apps|google\.protobuf).*"
    r"|.*\+(?:zip|gzip|cbor|protobuf|proto|der|ber))$"
)


def cleaned(media: str) -> str | None:
    """Return `media` fit for a header, or None when it is no media type at all."""
    text = media.strip()
    return text.rstrip("; ") if _VALID.fullmatch(text) else None


def essence(media: str) -> str:
    """Return `media` in lower case without its parameters."""
    return media.split(";", 1)[0].strip().lower()


def is_xml(media: str) -> bool:
    """Whether `media` is an XML type; XML passes through us as text."""
    plain = essence(media)
    return plain.endswith(("/xml", "+xml"))


def is_yaml(media: str) -> bool:
    """Whether `media` is a YAML type; JSON is YAML too, so it can be sent where it cannot be read."""
    return essence(media).endswith(("/yaml", "/x-yaml", "+yaml"))


def shape_of(media: str) -> Shape | None:
    """Return how `media` is written; None when the name of the type does not tell."""
    plain = essence(media)
    kind, _, subtype = plain.partition("/")
    if plain == "text/event-stream":
        return Shape.EVENTS
    if plain in _LINES or subtype.endswith("+json-seq"):
        return Shape.LINES
    if subtype in ("json", "x-json") or subtype.endswith("+json"):
        return Shape.JSON
    if plain == "application/x-www-form-urlencoded":
        return Shape.FORM
    if kind == "multipart":
        return Shape.MULTIPART
    if kind == "text" or plain in _TEXT or subtype.endswith(("+xml", "+yaml")):
        return Shape.TEXT
    if _BYTES.match(plain):
        return Shape.BINARY
    return None


_RANK = {
    Shape.JSON: 0,
    Shape.FORM: 3,
    Shape.MULTIPART: 4,
    Shape.TEXT: 5,
    Shape.EVENTS: 7,
    Shape.LINES: 7,
    Shape.BINARY: 8,
}


def preference(media: str, shape: Shape) -> int:
    """Return the rank of a media type among the alternatives of one body; the lowest is the default."""
    if shape is Shape.JSON:
        if is_yaml(media):
            return 2
        return 0 if essence(media) == "application/json" else 1
    return _RANK[shape] + (1 if shape is Shape.TEXT and is_xml(media) else 0)
