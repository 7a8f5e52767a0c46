"""Operations of a document as the fake describes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from specloom.document import Document
from specloom.lower.selection import Selection, tags_of
from specloom.mock.bundle import Taking
from specloom.mock.engine.description import Body, Media, Operation, Parameter, Reply
from specloom.source import Node

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


class Reader:
    """Reads operations; `take` gives schemas in the form that the description wants."""

    def __init__(self, document: Document, take: Taking, selection: Selection) -> None:
        self._document = document
        self._take = take
        self._selection = selection
        self._keys: set[str] = set()
        self.left_out: set[str] = set()
        """The names of operations that are not offered."""
        self._replies: dict[str, Reply] = {}

    def operations(self) -> Iterator[Operation]:
        """Yield every operation that is offered, in the order of the document."""
        paths = self._document.root.get("paths")
        for path, item in paths.items() if paths is not None else ():
            if not path.startswith("/"):
                continue
            item = self._document.follow(item)
            for method, node in self._methods(item):
                if node.is_map and self._is_wanted(path, method, node):
                    yield self._operation(path, method, item, node)

    def _is_wanted(self, path: str, method: str, node: Node) -> bool:
        names = tuple(filter(None, (node.text("operationId").strip(), f"{method} {path}")))
        is_wanted = self._selection.wants(path=path, names=names, tags=tags_of(node))
        if not is_wanted:
            self.left_out.update(names)
        return is_wanted

    def _methods(self, item: Node) -> Iterator[tuple[str, Node]]:
        for key, node in item.items():
            if key in METHODS:
                yield key.upper(), node
            elif key == "additionalOperations":
                yield from node.items()

    def _operation(self, path: str, method: str, item: Node, node: Node) -> Operation:
        bare, _, query = path.partition("#")[0].partition("?")
        body = node.get("requestBody")
        key = node.text("operationId") or f"{method} {path}"
        if key in self._keys:
            key = f"{method} {path}"
        self._keys.add(key)
        return Operation(
            key=key,
            method=method,
            path=bare,
            parameters=tuple(self._parameters(item, node)),
            body=None if body is None else self._body(self._document.follow(body)),
            replies={status: self._reply(one) for status, one in self._members(node, "responses")},
            security=self._security(node),
            fixed=dict(parse_qsl(query, keep_blank_values=True)),
        )

    def _parameters(self, item: Node, node: Node) -> Iterator[Parameter]:
        found: dict[tuple[str, str], Node] = {}
        for holder in (item, node):
            listed = holder.get("parameters")
            for one in listed.elements() if listed is not None else ():
                one = self._document.follow(one)
                found[one.text("in"), one.text("name")] = one
        for (place, name), one in found.items():
            if place in {"path", "query", "header", "cookie", "querystring"}:
                yield self._parameter(place, name, one)

    def _parameter(self, place: str, name: str, node: Node) -> Parameter:
        style = node.text("style") or ("form" if place in {"query", "cookie"} else "simple")
        explode = node.get("explode")
        content = next(self._members(node, "content"), None)
        schema = node.get("schema") if content is None else content[1].get("schema")
        examples = list(self._examples(node).values())
        return Parameter(
            name="" if place == "querystring" else name,
            place="query" if place == "querystring" else place,
            required=node.flag("required") or place == "path",
            schema=self._take(schema),
            style=style,
            explode=style == "form" if explode is None else explode.value is True,
            content=None if content is None else content[0],
            example=examples[0] if examples else None,
        )

    def _body(self, node: Node) -> Body:
        return Body(content=self._content(node), required=node.flag("required"))

    def _reply(self, node: Node) -> Reply:
        """Return what is described; one that many operations share is read once."""
        node = self._document.follow(node)
        known = self._replies.get(node.pointer)
        if known is None:
            headers = {name: self._header(one) for name, one in self._members(node, "headers")}
            known = Reply(content=self._content(node), headers=headers)
            self._replies[node.pointer] = known
        return known

    def _header(self, node: Node) -> Mapping[str, Any]:
        node = self._document.follow(node)
        content = next(self._members(node, "content"), None)
        schema = node.get("schema") if content is None else content[1].get("schema")
        facts: dict[str, Any] = {"schema": self._take(schema), "required": node.flag("required")}
        examples = list(self._examples(node).values())
        return facts | ({"example": examples[0]} if examples else {})

    def _content(self, node: Node) -> dict[str, Media]:
        found = {}
        for kind, one in self._members(node, "content"):
            one = self._document.follow(one)
            schema = one.get("schema") or one.get("itemSchema")
            found[kind] = Media(schema=self._take(schema), examples=self._examples(one))
        return found

    def _examples(self, node: Node) -> dict[str, Any]:
        found = {}
        for name, one in self._members(node, "examples"):
            one = self._document.follow(one)
            for key in ("value", "dataValue", "serializedValue"):
                if key in one:
                    found[name] = one[key].value
                    break
        if "example" in node:
            found.setdefault("example", node["example"].value)
        return found

    def _security(self, node: Node) -> tuple[Mapping[str, tuple[str, ...]], ...]:
        declared = node.get("security") or self._document.root.get("security")
        return tuple(
            {
                name: tuple(str(scope.value) for scope in one.elements())
                for name, one in each.items()
            }
            for each in (declared.elements() if declared is not None else ())
        )

    def _members(self, node: Node, key: str) -> Iterator[tuple[str, Node]]:
        return _members(self._document, node, key)


def bases(document: Document) -> tuple[str, ...]:
    """Return the paths of all servers, which requests may begin with."""
    found: dict[str, None] = {}
    for node in _servers(document):
        url = node.text("url")
        for name, variable in _members(document, node, "variables"):
            url = url.replace("{" + name + "}", variable.text("default"))
        try:
            path = urlsplit(url).path.rstrip("/")
        except ValueError:
            continue
        if path:
            found["/" + path.lstrip("/")] = None
    return tuple(found)


def _servers(document: Document) -> Iterator[Node]:
    holders = [document.root]
    paths = document.root.get("paths")
    for _, item in paths.items() if paths is not None else ():
        item = document.follow(item)
        holders.append(item)
        holders += [node for key, node in item.items() if key in METHODS]
    for holder in holders:
        servers = holder.get("servers")
        yield from servers.elements() if servers is not None else ()


def _members(document: Document, node: Node, key: str) -> Iterator[tuple[str, Node]]:
    inner = node.get(key)
    if inner is not None:
        # Where a map is wanted, some descriptions refer to one.
        inner = document.follow(inner)
    for name, one in inner.items() if inner is not None else ():
        if not str(name).startswith("x-"):
            yield str(name), one
