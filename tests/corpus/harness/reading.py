"""A description as its author wrote it, read without the generator's help.

Files that `$ref` leads to are hung into the document, so that every reference is a local pointer.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml

Json = Any

_FILES = "x-other-files"


class _Loader(yaml.CSafeLoader):
    """YAML with the scalars of version 1.2: `no` is a word and a date is a text."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag.rpartition(":")[2] in {"null", "int", "float", "merge"}
    ]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", __import__("re").compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)


def parse(path: Path) -> Json:
    """Return the data in a JSON or YAML file."""
    text = path.read_text(encoding="utf-8-sig")
    if text.lstrip().startswith(("{", "[")):
        try:
            return json.loads(text)
        except ValueError:
            pass
    return _with_text_keys(yaml.load(text, _Loader))


def _with_text_keys(value: Json) -> Json:
    match value:
        case dict():
            return {
                key if isinstance(key, str) else json.dumps(key): _with_text_keys(one)
                for key, one in value.items()
            }
        case list():
            return [_with_text_keys(one) for one in value]
        case _:
            return value


class Description:
    """One document whose `$ref`s are all local; `root` may be changed by nobody."""

    def __init__(self, path: Path) -> None:
        self._others: dict[Path, int] = {}
        self._waiting = [(path.resolve(), "")]
        self._anchors: dict[str, str] = {}
        self.root: dict[str, Json] = {}
        others: list[Json] = []
        entry = path.resolve()
        self._others[entry] = -1
        while self._waiting:
            file, _ = self._waiting.pop(0)
            tree = parse(file) if file.is_file() else {}
            self._find_anchors(tree, self._place(file))
            self._localise(tree, file)
            if file == entry:
                self.root = tree if isinstance(tree, dict) else {}
            else:
                others.append(tree)
        if others:
            self.root[_FILES] = others
        text = str(self.root.get("openapi", "3.0"))
        self.version = tuple(int(part) for part in text.split(".")[:2] if part.isdigit())
        self.is_old = self.version < (3, 1)

    def _place(self, file: Path) -> str:
        number = self._others[file]
        return "#" if number < 0 else f"#/{_FILES}/{number}"

    def _find_anchors(self, value: Json, pointer: str) -> None:
        if isinstance(value, dict):
            for keyword in ("$anchor", "$dynamicAnchor"):
                if isinstance(value.get(keyword), str):
                    self._anchors.setdefault(value[keyword], pointer)
            for key, one in value.items():
                self._find_anchors(one, f"{pointer}/{escape(key)}")
        elif isinstance(value, list):
            for number, one in enumerate(value):
                self._find_anchors(one, f"{pointer}/{number}")

    def _localise(self, value: Json, file: Path) -> None:
        if isinstance(value, dict):
            for keyword in ("$ref", "$dynamicRef"):
                if isinstance(value.get(keyword), str):
                    value["$ref"] = self._local(value.pop(keyword), file)
            for one in value.values():
                self._localise(one, file)
        elif isinstance(value, list):
            for one in value:
                self._localise(one, file)

    def _local(self, ref: str, file: Path) -> str:
        address, _, fragment = ref.partition("#")
        fragment = unquote(fragment)
        if "://" in address:
            return ref
        if address and address != file.name:
            file = (file.parent / unquote(address)).resolve()
            if file not in self._others:
                self._others[file] = len(self._others) - 1
                self._waiting.append((file, ""))
        if fragment and not fragment.startswith("/"):
            return self._anchors.get(fragment, f"#/{fragment}")
        return self._place(file) + fragment

    def target(self, ref: str) -> Json:
        """Return what a local reference points to; None if that is nothing."""
        return self._walk(ref, 0)

    def _walk(self, ref: str, depth: int) -> Json:
        found: Json = self.root
        for step in ref.split("/")[1:]:
            if isinstance(found, dict) and isinstance(found.get("$ref"), str) and depth < 20:
                found = self._walk(found["$ref"], depth + 1)
            step = step.replace("~1", "/").replace("~0", "~")
            if isinstance(found, dict) and step in found:
                found = found[step]
            elif isinstance(found, list) and step.isdigit() and int(step) < len(found):
                found = found[int(step)]
            else:
                return None
        return found

    def follow(self, value: Json) -> dict[str, Json]:
        """Return the object that `value` is or refers to; what is no object counts as empty."""
        for _ in range(20):
            if not isinstance(value, dict):
                return {}
            ref = value.get("$ref")
            if not isinstance(ref, str):
                return value
            value = self.target(ref)
        return {}


def escape(key: str) -> str:
    """Return `key` as a step of a JSON pointer."""
    return key.replace("~", "~0").replace("/", "~1")


def members(value: Json, key: str) -> Iterator[tuple[str, Json]]:
    """Yield the members of the object under `key`, or nothing."""
    found = value.get(key) if isinstance(value, dict) else None
    if isinstance(found, dict):
        yield from found.items()


def elements(value: Json, key: str) -> list[Json]:
    """Return the list under `key`, or an empty one."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []
