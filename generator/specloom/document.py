"""The description as a graph: every `$ref` leads somewhere, and every value has one identity."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from specloom import dynamic, overlay, references
from specloom.diagnostics import Report
from specloom.library import Library, Refusal
from specloom.references import Names
from specloom.source import Key, Node, Source, load

_VERSION = re.compile(r"3\.([012])(?:\.\d+)?(?:[-+].*)?\Z", re.DOTALL)
_LOCAL_ONLY = re.compile(r"[\w.-]+\Z")


class Document:
    """A description whose references can be followed.

    `version` is (3, 0), (3, 1) or (3, 2). The identity of a value is its `pointer`: whichever
    way leads to it, `follow` and `locate` give a node with the same one.
    """

    def __init__(
        self, entry: Source, version: tuple[int, int], library: Library, report: Report
    ) -> None:
        self.entry = entry
        self.version = version
        self._library = library
        self._report = report
        self.forget()

    def forget(self) -> None:
        """Drop what was remembered about the data, after the data has changed."""
        self._targets: dict[tuple[int, str, str], Node | None] = {}
        self._names: dict[int, Names] = {}
        self._ends: dict[tuple[str, bool], Node] = {}

    @property
    def root(self) -> Node:
        """The entry document itself."""
        return self.entry.root

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every file that was read so far, the entry document first."""
        return self._library.sources

    def identity(self, node: Node) -> str:
        """Return what `node` is called, the same however it was reached."""
        return node.pointer

    def follow(self, node: Node) -> Node:
        """Return what `node` refers to at the end of all `$ref`s, or `node` itself.

        A reference that leads nowhere is reported once; an empty object (anything) stands in for
        its target, at the place of the reference.
        """
        return self._end(node, through_siblings=True)

    def peek(self, node: Node) -> Node:
        """Return what `node` refers to, as far as it leads, without a word."""
        seen: set[str] = set()
        while node.pointer not in seen and (found := references.texts(node.value)) is not None:
            seen.add(node.pointer)
            target = self._resolved(found[1], node, found[0])
            if isinstance(target, Refusal):
                break
            node = target
        return node

    def follow_with_siblings(self, node: Node) -> tuple[Node, dict[str, Node]]:
        """Return what `node` refers to, and the keys that stand beside its `$ref`.

        From 3.1 on such keys count, so a target that has some itself is where this stops: it is
        returned with its `$ref`. In 3.0 they mean nothing and there are none.
        """
        if self.version == (3, 0):
            return self.follow(node), {}
        return self._end(node, through_siblings=False), _siblings(node)

    def _end(self, node: Node, *, through_siblings: bool) -> Node:
        """Return where the references from `node` on end.

        The end is remembered for every step of the way, so that a long chain is walked once.
        """
        found = references.texts(node.value)
        if found is None:
            return node
        target = self._target(found[1], node, found[0])
        if target is None or references.texts(target.value) is None:
            return target or _anything(node)
        way: dict[tuple[str, bool], Node] = {}
        while (found := references.texts(node.value)) is not None:
            if way and not through_siblings and len(node.value) > 1:
                break
            step = (node.pointer, through_siblings)
            known = self._ends.get(step)
            if known is not None:
                node = known
                break
            if step in way:
                self._report_cycle(node)
                node = _anything(node)
                break
            way[step] = node
            target = self._target(found[1], node, found[0])
            if target is None:
                node = _anything(node)
                break
            node = target
        for step in way:
            self._ends[step] = node
        return node

    def locate(self, reference: str, at: Node) -> Node | None:
        """Return what the text `reference` means at `at`, one step far; None if nothing, unsaid.

        For texts that need not be references, such as a discriminator's mapping.
        """
        found = self._resolved(reference, at, "$ref")
        return found if isinstance(found, Node) else None

    def references(self) -> Iterator[Node]:
        """Yield every reference in the entry document and in what it reaches in other files."""
        walked: set[str] = set()
        pending = [self.root]
        while pending:
            top = pending.pop()
            if top.pointer in walked:
                continue
            walked.add(top.pointer)
            targets: dict[str, Node] = {}
            for keyword, text, path in references.references(top):
                node = references.node_at(top.source.root, path)
                yield node
                target = self._target(text, node, keyword) if text not in targets else None
                if target is not None and not self._is_walked(target, walked):
                    targets[text] = target
            pending.extend(reversed(targets.values()))

    def _is_walked(self, target: Node, walked: set[str]) -> bool:
        """Return whether `target` lies inside something whose references were listed already."""
        if target.source is self.entry and not any(
            isinstance(key, str) and key.startswith("x-") for key in target.path
        ):
            return True
        at: Node | None = target
        while at is not None:
            if at.pointer in walked:
                return True
            at = at.parent
        return False

    def _target(self, reference: str, at: Node, keyword: str) -> Node | None:
        base = references.base_of(at) if self._names_of(at.source).resources else ""
        scope = at.pointer if keyword == "$dynamicRef" else base
        key = (id(at.source), reference, scope)
        if key not in self._targets:
            # A pointer may lead through the very reference that it is the text of.
            self._targets[key] = None
            found = self._resolved(reference, at, keyword)
            if isinstance(found, Refusal):
                self._refuse(found, at, keyword)
            self._targets[key] = found if isinstance(found, Node) else None
        return self._targets[key]

    def _resolved(self, reference: str, at: Node, keyword: str) -> Node | Refusal:
        address, _, fragment = reference.partition("#")
        base = references.base_of(at) if self._names_of(at.source).resources else ""
        if keyword == "$dynamicRef" and not address and not fragment.startswith("/"):
            around = _enclosing(at, fragment)
            if around is not None:
                return around
        top: Node | Refusal = at.source.root
        if address:
            top = (
                self._named(references.join(base, address))
                or self._named(address)
                or Refusal(code="", text="")
            )
            if isinstance(top, Refusal):
                top = self._library.fetch(address, at.source)
        elif base:
            top = self._named(base) or at.source.root
        if isinstance(top, Refusal):
            return top
        found = self._inside(top, fragment, references.base_of(top) if base or address else "")
        if isinstance(found, Refusal) and top.parent is not None and not address:
            # `$id` moves the root of pointers; authors who set it rarely know.
            return self._inside(at.source.root, fragment, "")
        return found

    def _inside(self, top: Node, fragment: str, base: str) -> Node | Refusal:
        if not fragment:
            return top
        if not fragment.startswith("/"):
            path = self._names_of(top.source).anchors.get((base, fragment))
            if path is None:
                anchors = self._names_of(top.source).anchors.items()
                path = next((path for (_, name), path in anchors if name == fragment), None)
            if path is not None:
                return references.node_at(top.source.root, path)
            return _dangling(f"there is no '$anchor: {fragment}'", self._component(fragment))
        node = top
        for step in fragment.split("/")[1:]:
            inner = references.step_into(node, step)
            if inner is None and references.texts(node.value) is not None:
                node = self.follow(node)
                inner = references.step_into(node, step)
            if inner is None:
                advice = _near(node, step, fragment) or self._component(fragment.split("/")[-1])
                return _dangling(f"'{node.pointer}' has no '{step}'", advice)
            node = inner
        return node

    def _named(self, identifier: str) -> Node | None:
        for source in self.sources:
            path = self._names_of(source).resources.get(identifier)
            if path is not None:
                return references.node_at(source.root, path)
        return None

    def _names_of(self, source: Source) -> Names:
        if id(source) not in self._names:
            self._names[id(source)] = references.names(source)
        return self._names[id(source)]

    def _component(self, name: str) -> str | None:
        schemas = self.root.get("components")
        schemas = schemas.get("schemas") if schemas else None
        if schemas is not None and name in schemas:
            return f"Did you mean '#/components/schemas/{name}'?"
        return None

    def _refuse(self, refusal: Refusal, at: Node, keyword: str) -> None:
        if not refusal.code:
            return
        reference = at.value[keyword]
        advice = refusal.help
        if advice is None and _LOCAL_ONLY.match(reference):
            advice = self._component(reference)
        (self._report.error if refusal.is_error else self._report.warning)(
            refusal.code,
            text=f"'{reference}' leads nowhere: {refusal.text}",
            at=at[keyword],
            help=advice or "Correct the reference; until then it stands for anything.",
        )

    def _report_cycle(self, node: Node) -> None:
        keyword = (references.texts(node.value) or ("$ref", ""))[0]
        self._report.warning(
            "reference-cycle",
            text=f"'{node.value[keyword]}' leads back to itself and to no schema",
            at=node[keyword],
            help="Give one of the schemas on the way a type; until then it stands for anything.",
        )


def resolve(
    entry: Path,
    *,
    report: Report,
    root: Path | None = None,
    overlays: Sequence[Path] = (),
    allow_urls: Sequence[str] = (),
    fetch: Callable[[str], bytes] | None = None,
) -> Document | None:
    """Return the description in `entry`, or None after reporting why it cannot be used.

    References may lead to files inside `root` (the folder of `entry` when left out). Addresses
    that begin with one of `allow_urls` are read through `fetch`; all others are refused.
    """
    source = load(entry, report=report)
    if source is None:
        return None
    version = _version(source, report)
    if version is None:
        return None
    library = Library(source, root=root, report=report, allow_urls=allow_urls, fetch=fetch)
    document = Document(source, version, library, report)
    for path in overlays:
        changes = load(path, report=report, label=path.name)
        if changes is not None:
            overlay.apply(changes, lambda: source.root, document.peek, report)
            document.forget()
    if dynamic.fill(source.root, document.locate):
        document.forget()
    for node in document.references():
        document.follow(node)
    return document


def _version(source: Source, report: Report) -> tuple[int, int] | None:
    root = source.root
    declared = root.get("openapi")
    if declared is not None:
        match = _VERSION.match(root.text("openapi"))
        if match:
            minor = int(match.group(1))
            if minor == 2:
                report.note(
                    "openapi-3-2",
                    text="OpenAPI 3.2 is read; what is new in it is used where we know it",
                    at=declared,
                )
            return 3, minor
        report.error(
            "unknown-version",
            text=f"OpenAPI '{root.text('openapi')[:40]}' is not known; 3.0, 3.1 and 3.2 are",
            at=declared,
            help="Write the version as text, such as openapi: 3.1.0.",
        )
        return None
    if "swagger" in root:
        report.error(
            "swagger-2",
            text="this is Swagger 2.0, not OpenAPI 3",
            at=root["swagger"],
            help="Convert it: npx swagger2openapi -o openapi.yaml "
            + (source.path.name if source.path else "swagger.yaml"),
        )
        return None
    saw = ", ".join(f"'{key[:30]}'" for key, _ in list(root.items())[:6]) or "a list"
    report.error(
        "not-openapi",
        text=f"this is no OpenAPI document: it has no 'openapi' key, but {saw}",
        at=root,
        help="An OpenAPI document begins with 'openapi: 3.1.0'.",
    )
    return None


def _siblings(node: Node) -> dict[str, Node]:
    found = references.texts(node.value)
    if found is None:
        return {}
    return {key: child for key, child in node.items() if key != found[0]}


def _enclosing(node: Node, anchor: str) -> Node | None:
    at: Node | None = node
    while at is not None:
        if type(at.value) is dict and at.value.get("$dynamicAnchor") == anchor:
            return at
        at = at.parent
    return None


def _anything(node: Node) -> Node:
    return Node({}, node.source, node.parent, node.key)


def _near(node: Node, step: str, fragment: str) -> str | None:
    keys: list[Key] = [key for key, _ in node.items() if len(key) < 100]
    close = get_close_matches(step[:100], [str(key) for key in keys], n=1, cutoff=0.6)
    if not close:
        return None
    return f"Did you mean '#{fragment.replace(step, close[0])}'?"


def _dangling(text: str, help: str | None = None) -> Refusal:
    return Refusal(code="dangling-reference", text=text, help=help)
