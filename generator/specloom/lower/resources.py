"""Which operations a caller finds together, and under what name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from specloom.ir import words
from specloom.ir.types import Claim, Doc, Origin
from specloom.lower.desk import Desk
from specloom.lower.pathnames import first_word
from specloom.lower.survey import Found
from specloom.lower.wishes import report_unmatched
from specloom.source import Node

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A resource before its operations are lowered."""

    key: str
    claim: Claim
    doc: Doc
    members: list[Found] = field(default_factory=list)

    @property
    def words(self) -> Words:
        """The words of its name."""
        return words.split(self.claim.text)


def group(desk: Desk, operations: Sequence[Found]) -> tuple[Group, ...]:
    """Return the resources that have operations: those of declared tags first, in their order.

    An operation belongs where sdk.yaml puts it, else to its first tag, else to the first literal
    segment of its path. Tags that differ only in their casing are one resource.
    """
    tags = {tag.text("name"): tag for tag in _declared(desk)}
    renamed = {choice.tag: name for name, choice in desk.config.resources.items() if choice.tag}
    tags_in_use = [*tags, *filter(None, (_first_tag(desk, found) for found in operations))]
    prefix = _prefix(tags_in_use)
    groups: dict[Words, Group] = {}
    for tag in tags:
        _open(desk, groups, tag, tags, renamed, prefix)
    for found in operations:
        if found.wish.resource:
            place = _pinned(desk, groups, found.wish.resource, tags)
        else:
            tag = _first_tag(desk, found)
            place = (
                _open(desk, groups, tag, tags, renamed, prefix) if tag else _by_path(groups, found)
            )
        place.members.append(found)
    wanted = {choice.tag: choice.at for choice in desk.config.resources.values() if choice.tag}
    report_unmatched(desk.report, desk.config, "resources", wanted, tags_in_use)
    return tuple(place for place in groups.values() if place.members)


def _prefix(tags: Sequence[str]) -> int:
    """Return how many words stand before every tag that only say which API and version this is."""
    names = {words.split(tag) for tag in tags}
    if len(names) < 4:
        return 0
    first = min(names)
    length = 0
    while all(len(name) > length + 1 and name[length] == first[length] for name in names):
        if not any(character.isdigit() for character in first[length]) and first[length] != "api":
            break
        length += 1
    return length


def _declared(desk: Desk) -> list[Node]:
    listed = desk.elements(desk.document.root.get("tags"), "the tags")
    return [tag for tag in listed if words.split(tag.text("name"))]


def _first_tag(desk: Desk, found: Found) -> str:
    tags = found.node.get("tags")
    if tags is not None and isinstance(tags.value, str):
        return tags.value if words.split(tags.value) else ""
    for tag in desk.elements(tags, "the tags of an operation"):
        if isinstance(tag.value, str) and words.split(tag.value):
            return tag.value
    return ""


def _open(
    desk: Desk,
    groups: dict[Words, Group],
    tag: str,
    tags: Mapping[str, Node],
    renamed: Mapping[str, str],
    prefix: int,
) -> Group:
    if tag in renamed:
        return _pinned(desk, groups, renamed[tag], tags)
    name = words.split(tag)[prefix:]
    if name not in groups:
        text = words.join(name) if prefix else tag
        claim = Claim(text=text, origin=Origin.COMPONENT, context=("resource",))
        groups[name] = Group(key=tag, claim=claim, doc=_doc(tags.get(tag)))
    return groups[name]


def _pinned(desk: Desk, groups: dict[Words, Group], name: str, tags: Mapping[str, Node]) -> Group:
    key = words.split(name)
    held = groups.get(key)
    if held is None or held.claim.origin is not Origin.PINNED:
        choice = desk.config.resources.get(name)
        tag = choice.tag if choice and choice.tag else held.key if held else name
        doc = _doc(tags.get(tag))
        if choice and choice.description:
            doc = Doc(summary=doc.summary, description=choice.description)
        claim = Claim(text=name, origin=Origin.PINNED, context=("resource",))
        groups[key] = Group(key=name, claim=claim, doc=doc, members=held.members if held else [])
    return groups[key]


def _by_path(groups: dict[Words, Group], found: Found) -> Group:
    name = first_word(found.path) or ("root",)
    if name not in groups:
        text = words.join(name)
        claim = Claim(text=text, origin=Origin.CONTEXT, context=("resource",))
        groups[name] = Group(key=text, claim=claim, doc=Doc())
    return groups[name]


def _doc(tag: Node | None) -> Doc:
    if tag is None:
        return Doc()
    return Doc(summary=tag.text("summary"), description=tag.text("description"))
