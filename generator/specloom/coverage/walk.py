"""The way through a whole description: each thing it says is met once and asked what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from specloom.coverage.keywords import Keywords
from specloom.coverage.known import Known, known
from specloom.coverage.ledger import Entry, Fate, Ledger, summed
from specloom.document import Document
from specloom.ir.api import Api
from specloom.lower.media import cleaned
from specloom.lower.methods import METHODS
from specloom.path_templates import address
from specloom.source import Node

Task = Callable[[], Iterator[Entry]]

_PATH_ITEM = frozenset({"$ref", "summary", "description", "servers", "parameters"})


def measure(document: Document, api: Api) -> Ledger:
    """Return the ledger of `document`, from which `api` was lowered."""
    return summed(entries(document, api))


def entries(document: Document, api: Api) -> Iterator[Entry]:
    """Yield what became of every operation, parameter, body, answer and schema keyword.

    Extensions (`x-`) are nobody's to keep and are passed over.
    """
    found = known(api)
    walk = _Walk(document, found)
    yield from walk.everything()
    for losses, fate in ((found.lost, Fate.LOST), (found.asides, Fate.ASIDE)):
        for pointer, loss in losses.items():
            if pointer not in walk.answered:
                yield Entry("other", loss.at, loss.what, fate, loss.reason)


class _Walk:
    """Asks every part of one document in turn; what is referred to is asked at its own place."""

    def __init__(self, document: Document, found: Known) -> None:
        self._document = document
        self._known = found
        self._seen: set[str] = set()
        self._tasks: list[Task] = []
        self.answered: set[str] = set()
        self._keywords = Keywords(document, found, self.answered, self._seen)

    def everything(self) -> Iterator[Entry]:
        root = self._document.root
        yield from self._about(root)
        for path, node in self._members(root.get("paths")):
            yield from self._path_item(node, path)
        for _, node in self._members(root.get("webhooks")):
            yield from self._path_item(node, None)
        yield from self._keywords.drained()
        yield from self._components(root.get("components"))
        yield from self._keywords.drained()

    def _about(self, root: Node) -> Iterator[Entry]:
        info = root.get("info")
        for owner, names in (
            (info, ("contact", "license", "termsOfService")),
            (root, ("externalDocs",)),
        ):
            for name in names:
                node = owner.get(name) if owner else None
                if node is not None:
                    reason = "it is about the document, not about calling the API"
                    yield Entry("about", node, name, Fate.ASIDE, reason)
        for server in _items(root.get("servers")):
            yield self._answer("server", server, "server", "servers")
        for tag in _items(root.get("tags")):
            yield self._answer("tag", tag, tag.text("name"), "resources")

    def _components(self, components: Node | None) -> Iterator[Entry]:
        for section, members in self._members(components):
            for name, node in self._members(members):
                if section == "schemas":
                    self._keywords.add(node, name, places=True)
                elif section == "securitySchemes":
                    symbol = self._known.schemes.get(node.pointer)
                    yield self._answer("security scheme", node, name, symbol)
                elif node.pointer not in self._seen and section != "examples":
                    reason = "nothing refers to it"
                    yield Entry("unused component", node, f"{section}/{name}", Fate.ASIDE, reason)

    def _path_item(self, node: Node, path: str | None) -> Iterator[Entry]:
        layers = [node] if "$ref" not in node else [self._document.follow(node), node]
        self._seen.update(layer.pointer for layer in layers)
        members = {key: member for layer in layers for key, member in _named(layer)}
        shared = [*_items(members.get("parameters"))]
        operations = [
            (key.upper(), member) for key, member in members.items() if key.lower() in METHODS
        ]
        operations += self._members(members.get("additionalOperations"))
        for method, operation in operations:
            yield from self._operation(method, path, operation)
        for server in _items(members.get("servers")):
            yield self._answer("server", server, "server", "servers")
        for parameter in shared:
            yield from self._parameter(parameter, overridden=True)
        for key, member in members.items():
            if key.lower() not in METHODS and key not in _PATH_ITEM | {"additionalOperations"}:
                yield self._answer("unknown method", member, key, None)

    def _operation(self, method: str, path: str | None, node: Node) -> Iterator[Entry]:
        if path is None:
            symbol = self._known.webhooks.get(node.pointer)
        else:
            symbol = self._known.operations.get((method, address(path)))
        kind = "operation" if path is not None else "webhook"
        entry = self._answer(kind, node, f"{method} {path or ''}".strip(), symbol)
        yield entry
        if entry.fate is not Fate.KEPT or not self._first(node):
            return
        for parameter in _items(node.get("parameters")):
            yield from self._parameter(parameter)
        for server in _items(node.get("servers")):
            yield self._answer("server", server, "server", "servers")
        body = node.get("requestBody")
        if body is not None and body.value is not None:
            symbol = self._known.bodies.get(body.pointer)
            entry = self._answer("body", body, "requestBody", symbol)
            yield entry
            if symbol:
                yield from self._content(body, self._document.follow(body), symbol)
        for _, callback in self._members(node.get("callbacks")):
            target = self._document.follow(callback)
            self._seen.add(target.pointer)
            for _, item in self._members(target):
                yield from self._path_item(item, None)
        yield from self._responses(node.get("responses"))

    def _parameter(self, node: Node, *, overridden: bool = False) -> Iterator[Entry]:
        symbol = self._known.parameters.get(node.pointer)
        target = self._document.follow(node)
        self._seen.add(target.pointer)
        entry = self._answer("parameter", node, target.text("name") or "parameter", symbol)
        if entry.fate is Fate.HIDDEN and overridden:
            entry = Entry(
                "parameter",
                node,
                entry.name,
                Fate.ASIDE,
                "every operation of the path overrides it",
            )
        yield entry
        if symbol and self._first(target, "parameter"):
            self._keywords.add(target.get("schema"), symbol, places=True, is_named=True)
            for _, media in list(self._members(target.get("content")))[:1]:
                content = self._document.follow(media)
                self._keywords.add(content.get("schema"), symbol, places=True)

    def _responses(self, responses: Node | None) -> Iterator[Entry]:
        if responses is None:
            return
        if responses.pointer in self._known.asides:
            yield self._answer("response", responses, "responses", None)
            return
        for status, node in self._members(responses):
            symbol = self._known.responses.get(node.pointer)
            yield self._answer("response", node, status, symbol)
            if not symbol:
                continue
            target = self._document.follow(node)
            for kind, names, key in (
                ("header", self._known.headers[node.pointer], "headers"),
                ("link", self._known.links[node.pointer], "links"),
            ):
                for name, member in self._members(target.get(key)):
                    yield self._answer(kind, member, name, symbol if name in names else None)
                    inner = self._document.follow(member)
                    self._seen.add(inner.pointer)
                    if kind == "header" and name in names and self._first(inner, "header"):
                        self._keywords.add(inner.get("schema"), f"{symbol} {name}", places=False)
            yield from self._content(node, target, symbol)

    def _content(self, owner: Node, target: Node, symbol: str) -> Iterator[Entry]:
        """Answer for the media types of a body or response that is used at `owner`."""
        self._seen.add(target.pointer)
        content = target.get("content")
        media = self._known.media[owner.pointer]
        for name, node in self._members(content):
            is_there = (cleaned(name) or "application/octet-stream") in media or "*" in name
            entry = self._answer("media type", node, name, symbol if is_there else None)
            yield entry
            inner = self._document.follow(node)
            self._seen.add(inner.pointer)
            if entry.fate is not Fate.KEPT or not self._first(inner, "content"):
                continue
            for key in ("schema", "itemSchema"):
                self._keywords.add(inner.get(key), symbol, places=False)
            parts = self._known.encodings.get(owner.pointer, set())
            for wire, part in self._members(inner.get("encoding")):
                kept = symbol if wire in parts else None
                if owner.pointer in self._known.responses:
                    reason = "only what is sent is encoded"
                    yield Entry("encoding", part, wire, Fate.ASIDE, reason)
                else:
                    yield self._answer("encoding", part, wire, kept)

    def _members(self, node: Node | None) -> Iterator[tuple[str, Node]]:
        """Yield the members of what `node` is or, where nobody should refer, refers to."""
        if node is not None and node.is_map and isinstance(node.value.get("$ref"), str):
            node = self._document.follow(node)
        return _named(node)

    def _first(self, node: Node, role: str = "") -> bool:
        """Return whether this is the first visit to `node` in this role."""
        key = f"{role} {node.pointer}"
        is_first = key not in self._seen
        self._seen.add(key)
        return is_first

    def _answer(self, kind: str, node: Node, name: str, symbol: str | None) -> Entry:
        return answer(self._known, self.answered, kind, node, name, symbol)


def answer(
    found: Known, answered: set[str], kind: str, node: Node, name: str, symbol: str | None
) -> Entry:
    """Return what became of `node`: a loss, else `symbol`, else why it was set aside, else nothing.

    The same place may be set aside for one operation and kept for another that shares it.
    """
    pointer = node.pointer
    answered.add(pointer)
    if pointer in found.lost:
        return Entry(kind, node, name, Fate.LOST, found.lost[pointer].reason)
    if symbol is not None:
        return Entry(kind, node, name, Fate.KEPT, symbol)
    if pointer in found.asides:
        return Entry(kind, node, name, Fate.ASIDE, found.asides[pointer].reason)
    return Entry(kind, node, name, Fate.HIDDEN, "nothing in the output came from it")


def _named(node: Node | None) -> Iterator[tuple[str, Node]]:
    """Yield the members of an object without its extensions."""
    for key, member in node.items() if node is not None else ():
        if not key.startswith("x-"):
            yield key, member


def _items(node: Node | None) -> Iterator[Node]:
    return node.elements() if node is not None else iter(())
