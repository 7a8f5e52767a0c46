"""Operations as methods: what is passed, what comes back, and what a reader should know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from specloom.ir.api import Operation
from specloom.ir.types import Alias, Kind, Nullable, OrEmptyList, Ref, Scalar, TypeRef
from specloom.target.build_models import is_nullable
from specloom.target.calls import Call, Slot, SlotKey
from specloom.target.code import Code
from specloom.target.dialect import Flavor
from specloom.target.facts import facts, quoted
from specloom.target.kit import Kit
from specloom.target.layout import Group, Node, Pair
from specloom.target.prose import Item, Prose, Section, deprecation, plain, prose
from specloom.target.results import Manner, Result, failures
from specloom.target.rules import rules_of
from specloom.target.types import Spelling
from specloom.target.views import ArgumentView, MethodView, SignatureView

MOST_ARGUMENTS = 40
"""A method with more keyword arguments takes them through one typed dictionary."""

_BODY = 8
_ARGUMENT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A method to be printed in every flavor: an operation, one of its results, and its names."""

    resource: str
    operation: Operation
    result: Result
    name: Code
    constant: Code
    call: Call

    @property
    def is_packed(self) -> bool:
        """Whether there are so many arguments that one dictionary takes them."""
        return sum(slot.key.place != "path" for slot in self.call.slots) > MOST_ARGUMENTS


class Methods:
    """Builds the methods of one class; its imports are collected by `spelling`."""

    def __init__(self, kit: Kit, flavor: Flavor, spelling: Spelling) -> None:
        self._kit = kit
        self._flavor = flavor
        self._spelling = spelling

    def build(self, method: Method) -> MethodView:
        """Return `method` as this flavor offers it."""
        operation = method.operation
        returns = self._returns(method.result)
        overloads = tuple(
            self._signature(method, slots, returns, overload=True)
            for slots in method.call.alternatives
            if not self._is_packed(method.call)
        )
        define = self._flavor.define
        wait = self._flavor.wait
        if method.result.manner is Manner.PAGES and not self._flavor.raw:
            define, wait = self._flavor.define_pages, ""
        deprecated = None
        if operation.deprecated:
            mark = Group(
                open=f"{self._spelling.name(self._kit.dialect.types.deprecated)}(",
                close=")",
                items=(self._kit.literals.prose(deprecation(operation.doc), 70),),
            )
            deprecated = self._kit.lay(mark, indent=4, before=1)
        return MethodView(
            name=method.name,
            define=Code(define),
            deprecated=deprecated,
            overloads=overloads,
            signature=self._signature(method, method.call.slots, returns, overload=False),
            doc=self._doc(method),
            perform=self._perform(method, wait),
        )

    # --- The signature ---

    def _signature(
        self, method: Method, slots: Iterable[Slot], returns: Node, *, overload: bool
    ) -> SignatureView:
        slots = tuple(slots)
        path = in_path_order(method.operation, slots)
        named = [slot for slot in slots if slot.key.place != "path"]
        rest = None
        if self._is_packed(method.call):
            form = self._kit.dialect.types
            inputs = self._spelling.name(form.inputs)
            unpack = self._spelling.name(form.unpack)
            rest = Code(f"{unpack}[{inputs}.{self._kit.names.parameters(method.operation.key)}]")
            named = []
        after = len(": ...") if overload else 1
        return SignatureView(
            positional=tuple(self._argument(method, slot) for slot in path),
            named=tuple(self._argument(method, slot) for slot in named),
            rest=rest,
            returns=self._kit.lay(returns, indent=4, before=len(") -> "), after=after),
        )

    def _is_packed(self, call: Call) -> bool:
        return sum(slot.key.place != "path" for slot in call.slots) > MOST_ARGUMENTS

    def _argument(self, method: Method, slot: Slot) -> ArgumentView:
        name = self._kit.names.argument(method.operation.key, slot.key)
        node, default = argument_type(self._kit, self._spelling, slot)
        text = f" = {default}" if default else ""
        return ArgumentView(
            name=name,
            type=self._kit.lay(node, indent=_ARGUMENT, before=len(name) + 2, after=len(text) + 1),
            default=Code(text),
        )

    # --- The result ---

    def _returns(self, result: Result) -> Node:
        types = self._kit.dialect.types
        if self._flavor.raw:
            return self._of(types.response, raw_type(self._spelling, result))
        match result.manner:
            case Manner.PAGES | Manner.EVENTS | Manner.LINES:
                outer = self._flavor.words[result.manner.value]
                return self._of(outer, self._spelling.reading(result.type))
            case Manner.DOWNLOAD:
                return self._spelling.name(self._flavor.words["download"])
            case _:
                return self._spelling.reading(result.type)

    def _of(self, outer: str, inner: Node) -> Node:
        return Group(open=f"{self._spelling.name(outer)}[", close="]", items=(inner,), hugs=True)

    def _perform(self, method: Method, wait: str) -> Code:
        action = "raw" if self._flavor.raw else method.result.manner.value
        names = self._kit.names
        pairs: list[Node] = []
        packed = self._is_packed(method.call)
        for slot in method.call.slots:
            if packed and slot.key.place != "path":
                continue
            name = names.argument(method.operation.key, slot.key)
            pairs.append(Pair(head=f"{self._kit.literals.text(name)}: ", value=name))
        if packed:
            pairs.append(Code(self._kit.dialect.types.spread))
        opening, closing = self._kit.dialect.literals.map_brackets
        arguments = Group(open=opening, close=closing, items=tuple(pairs))
        target = self._kit.dialect.types.actions[action]
        whole = Group(open=f"{target}(", close=")", items=(method.constant, arguments))
        head = f"return {wait}"
        return Code(head + self._kit.lay(whole, indent=_BODY, before=len(head)))

    # --- The documentation ---

    def _doc(self, method: Method) -> Prose:
        if self._flavor.raw:
            return Prose(summary=f"As `{method.name}`, with the whole answer.")
        operation = method.operation
        sections = [
            Section(title="Args", items=tuple(self._said_of_arguments(method))),
            Section(title="Returns", text=worth_saying(method.result.doc, operation)),
            Section(title="Raises", items=tuple(self._said_of_errors(operation))),
        ]
        notes = [self._said_of_fields(method)]
        if operation.replay.lookup:
            notes.append(self._said_of_replay(operation))
        if operation.external_docs:
            notes.append(f"See {operation.external_docs}")
        said = prose(
            operation.doc,
            *notes,
            sections=tuple(section for section in sections if section.items or section.text),
            split=True,
        )
        if operation.doc.summary.strip() or operation.doc.description.strip():
            return said
        paragraphs = tuple(text for text in (said.summary, *said.paragraphs) if text)
        request = quoted(f"{operation.method} {operation.route}")
        return replace(said, summary=request, paragraphs=paragraphs)

    def _said_of_arguments(self, method: Method) -> Iterable[Item]:
        path = in_path_order(method.operation, method.call.slots)
        named = [slot for slot in method.call.slots if slot.key.place != "path"]
        for slot in (*path, *named):
            text = said_of(self._kit, slot)
            if text:
                name = self._kit.names.argument(method.operation.key, slot.key)
                yield Item(name=name, text=text)

    def _said_of_fields(self, method: Method) -> str:
        """Return what the arguments demand of each other where they are the fields of one record."""
        records = {each.record.id: each.record for each in method.call.writings if each.record}
        if len(records) != 1:
            return ""
        slots = {slot.key: slot for slot in method.call.slots}

        def argument(wire: str) -> str:
            key = SlotKey(place="body", wire=wire)
            known = key in slots
            return str(self._kit.names.argument(method.operation.key, key)) if known else wire

        return rules_of(next(iter(records.values())), argument)

    def _said_of_errors(self, operation: Operation) -> Iterable[Item]:
        names = self._kit.errors
        for response in failures(operation):
            text = " ".join((response.doc.description or response.doc.summary).split())
            name = names.get(response.status)
            if name and response.status != "default":
                yield Item(name=name, text=text)

    def _said_of_replay(self, operation: Operation) -> str:
        replay = operation.replay
        key = replay.lookup or ""
        found = self._kit.operations.get(key)
        if found is None:
            return ""
        where = self._kit.names.where(found[0], key)
        reason = f"{replay.reason} " if replay.reason else ""
        return (
            f"{reason}After a failure that leaves it open whether the call took effect, "
            f"`OutcomeUnknownError` names `{where}` as the way to find out."
        )


def argument_type(kit: Kit, spelling: Spelling, slot: Slot) -> tuple[Node, str]:
    """Return the type of an argument, and its default (empty if it must be given)."""
    form = kit.dialect.types
    node = spelling.writing(slot.type)
    if slot.required:
        return node, ""
    node = spelling.optional(node)
    if slot.key.place == "body" and is_nullable(slot.type, kit.types):
        return spelling.omittable(node), spelling.name(form.omit)
    return node, form.null


def raw_type(spelling: Spelling, result: Result) -> Node:
    """Return the type of a whole answer that was read to its end."""
    match result.manner:
        case Manner.EVENTS | Manner.LINES:
            return Group(
                open=f"{spelling.name('list')}[",
                close="]",
                items=(spelling.reading(result.type),),
                hugs=True,
            )
        case Manner.PAGES | Manner.DOWNLOAD:
            return spelling.reading(result.body)
        case Manner.VALUE:
            return spelling.reading(result.type)


def in_path_order(operation: Operation, slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """Return the slots of the path as they stand in it: that is how a caller thinks of them."""
    path = [slot for slot in slots if slot.key.place == "path"]
    at = {slot.key: operation.path.find(f"{{{slot.key.wire}}}") for slot in path}
    return tuple(sorted(path, key=lambda slot: at[slot.key]))


def said_of(kit: Kit, slot: Slot) -> str:
    """Return what is worth knowing of an argument beyond its type."""
    said = plain(slot.doc)
    more = [
        facts(kit.resolved(slot.type), slot.constraints, slot.default, slot.example, telling=True)
    ]
    if slot.deprecated:
        more.append("Deprecated.")
    gap = "\n\n" if "\n" in said else " "
    return gap.join(text for text in (said, " ".join(filter(None, more))) if text)


_EMPTY_PHRASES = frozenset(
    [
        "ok",
        "success",
        "successful",
        "response",
        "responses",
        "succeeded",
        "operation",
        "request",
        "default",
        "a",
        "the",
        "result",
        "done",
        "created",
        "updated",
        "deleted",
        "accepted",
        "no",
        "content",
        "returned",
        "completed",
        "successfully",
        "was",
        "is",
        "and",
        "of",
        "for",
        "from",
    ]
)


def worth_saying(text: str, operation: Operation) -> str:
    """Return `text` unless it only says that all went well, or which operation this is."""
    empty = _EMPTY_PHRASES | {operation.key.lower(), operation.claim.text.lower()}
    words = [word.strip(".,:!()`'\"").lower() for word in text.split()]
    return "" if all(word in empty or word.isdigit() for word in words) else text.strip()


def has_bytes(ref: TypeRef, types: Mapping[str, object]) -> bool:
    """Whether bytes are passed as they are somewhere directly inside `ref`."""
    match ref:
        case Scalar():
            return ref.kind is Kind.BINARY
        case Nullable() | OrEmptyList():
            return has_bytes(ref.inner, types)
        case Ref():
            found = types.get(ref.id)
            return isinstance(found, Alias) and has_bytes(found.target, types)
        case _:
            return hasattr(ref, "item") and has_bytes(ref.item, types)
