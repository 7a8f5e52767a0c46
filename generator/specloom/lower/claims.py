"""What types wish to be called: their own names, their titles, or where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from specloom.config import Config, TypeChoice
from specloom.document import Document
from specloom.ir import words
from specloom.ir.types import Claim, Origin
from specloom.lower.compose import is_named
from specloom.lower.keywords import listed
from specloom.lower.versions import Schema
from specloom.source import Node

Context = tuple[str, ...]
"""Words that lead to a place, the nearest last: a parent's name, a property."""

_MOST_WORDS: Final = 9
_KEPT_IN_FRONT: Final = 3
_LONGEST_TITLE: Final = 5
_NAME_KEYS: Final = ("x-specloom-name", "x-fern-type-name", "x-speakeasy-name-override")
_QUALIFIED: Final = re.compile(
    r"(?:ai|app|cloud|co|com|dev|edu|gov|io|me|net|org)(?:\.[a-z][A-Za-z0-9_-]*)+\.[A-Z][A-Za-z0-9_]*"
)
"""A class with the reversed domain name of its owner, as in Java, Go and Kubernetes."""
_SAYS_NOTHING: Final = listed("""
    any array boolean body data default empty enum example inline integer item items list map model
    number object parameters params payload request response result results root schema string
    title type untitled value
""")


class Claims:
    """Makes the claims of one document's types."""

    def __init__(self, document: Document, config: Config) -> None:
        self._config = config
        schemas = document.root.get("components")
        schemas = schemas.get("schemas") if schemas else None
        self.component_names = tuple(key for key, _ in schemas.items()) if schemas else ()
        self._components = {words.split(key) for key in self.component_names}
        moved = tuple(_moved(document, schemas)) if schemas else ()
        self._names = {target: key for target, key, _ in moved}
        self._senders = frozenset(sender for _, _, sender in moved)

    def moved(self, node: Node) -> bool:
        """Whether `node` is a component that only says in which file its schema stands."""
        return node.pointer in self._senders

    def choice(self, node: Node, suffix: str = "") -> TypeChoice | None:
        """Return what sdk.yaml says of the schema at `node`.

        `suffix` ends the id of a shape that is derived from the schema.
        """
        key = self.key_of(node, suffix)
        return None if key is None else self._config.types[key]

    def key_of(self, node: Node, suffix: str = "") -> str | None:
        """Return how sdk.yaml calls the schema at `node`: by its key or by its pointer, if at all."""
        types = self._config.types
        if not types:
            return None
        keys = [node.pointer + suffix, (node.pointer + suffix).lstrip("#")]
        if not suffix:
            if len(node.path) == 3 and node.path[:2] == ("components", "schemas"):
                keys.insert(0, str(node.path[2]))
            elif node.pointer in self._names:
                keys.insert(0, self._names[node.pointer])
        return next((key for key in keys if key in types), None)

    def named(self, node: Node) -> Claim:
        """Return the claim of a schema with a name of its own."""
        pinned = self._pinned(node, (node.value,))
        if pinned is not None:
            return pinned
        path = node.path
        file = node.source.label.rsplit("/", 1)[-1].split(".", 1)[0]
        text = str(path[-1]) if path else file
        if node.pointer in self._names:
            return Claim(text=self._names[node.pointer], origin=Origin.COMPONENT)
        around = [file] if path and node.source.label else []
        if len(path) >= 3 and path[-2] in ("$defs", "definitions"):
            around.insert(0, str(path[-3]))
        if _QUALIFIED.fullmatch(text):
            *namespace, text = text.split(".")
            around = [*reversed(namespace), *around]
        return Claim(text=text, origin=Origin.COMPONENT, context=tuple(around))

    def inline(
        self,
        node: Node,
        context: Context,
        chain: Sequence[Schema],
        *,
        title: str | None = None,
        suffix: str = "",
    ) -> Claim:
        """Return the claim of a schema that has no name of its own.

        A title that only repeats the last word of `context` says less than the whole of it.
        """
        pinned = self._pinned(node, tuple(schema.raw for schema in chain), suffix)
        if pinned is not None:
            return pinned
        own = words.split(context[-1]) if context else ()
        for text in (title or "", *(schema.text("title") for schema in chain)):
            said = words.split(text)
            if _is_name(text, said) and said != own:
                around = (*reversed(context[:-1]), *context[-1:])
                return Claim(text=words.join(said), origin=Origin.TITLE, context=around)
        return Claim(
            text=words.join(phrase(context)),
            origin=Origin.CONTEXT,
            context=(*_media(node), "inline"),
        )

    def around(self, node: Node, owner: Node) -> str | None:
        """Return the name of the schema that `node` is written in, if that is not `owner`'s own."""
        home, own = _home(node), _home(owner)
        if home is None or (own is not None and home.value is own.value):
            return None
        return self.named(home).text

    def item(self, context: Context) -> Context:
        """Return the context of one of what `context` has many of."""
        if not context:
            return ("item",)
        *before, last = context
        many = words.split(last)
        if many and words.is_plural(many[-1]):
            one = (*before, words.join((*many[:-1], words.singular(many[-1]))))
            if phrase(one) not in self._components:
                return one
        return (*context, "item")

    def _pinned(self, node: Node, raws: Sequence[object], suffix: str = "") -> Claim | None:
        choice = self.choice(node, suffix)
        if choice is not None and choice.name:
            return Claim(text=choice.name, origin=Origin.PINNED)
        for raw in raws:
            for key in _NAME_KEYS:
                name = raw.get(key) if isinstance(raw, dict) else None
                if type(name) is str and name.isidentifier() and name.isascii():
                    return Claim(text=name, origin=Origin.PINNED)
        return None


def _moved(document: Document, schemas: Node) -> Iterator[tuple[str, str, str]]:
    """Yield where a schema stands in another file, and the key and place that send there.

    A description in several files lists its components by name and keeps them elsewhere: the name
    is that of the list. The first component wins.
    """
    for key, component in reversed(list(schemas.items())):
        if type(component.value) is not dict or list(component.value) != ["$ref"]:
            continue
        if not component.text("$ref").startswith("#"):
            target = document.peek(component)
            if target.source is not component.source:
                yield target.pointer, key, component.pointer


def _media(node: Node) -> Context:
    """Return a word for the media type that `node` is written under, if it is not JSON."""
    path = node.path
    if "content" not in path[:-1]:
        return ()
    media = str(path[path.index("content") + 1])
    if "json" in media:
        return ()
    kind, _, subtype = media.partition(";")[0].partition("/")
    return ("form",) if subtype == "x-www-form-urlencoded" else (kind,)


def _home(node: Node) -> Node | None:
    """Return the nearest schema around `node` that has a name of its own."""
    at: Node | None = node
    while at is not None and not is_named(at):
        at = at.parent
    return at


def field(wire: str, parent: Claim, choice: TypeChoice | None) -> Claim:
    """Return the claim of the property `wire` of the record that `parent` names."""
    if choice is not None and wire in choice.fields:
        return Claim(text=choice.fields[wire], origin=Origin.PINNED)
    return Claim(text=wire, origin=Origin.COMPONENT, context=(parent.text,))


def phrase(context: Context) -> tuple[str, ...]:
    """Return `context` as the words of one name; what a word repeats is said once."""
    said: list[str] = []
    for segment in context:
        new = list(words.split(segment))
        for length in range(min(len(said), len(new) - 1), 0, -1):
            if said[-length:] == new[:length]:
                del new[:length]
                break
        said.extend(new)
    if len(said) > _MOST_WORDS:
        said[_KEPT_IN_FRONT : len(said) - _MOST_WORDS + _KEPT_IN_FRONT] = []
    return tuple(said) or ("value",)


def _is_name(title: str, said: tuple[str, ...]) -> bool:
    """Whether `title` is short and particular enough to name a type."""
    if not said or len(said) > _LONGEST_TITLE or len(title) > 60 or "\n" in title:
        return False
    return any(word not in _SAYS_NOTHING and not word.isdigit() for word in said)
