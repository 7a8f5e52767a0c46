"""Declarations of the API as the modules of models."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from specloom.ir.api import Conversion
from specloom.ir.types import (
    Alias,
    Anything,
    Declaration,
    Enum,
    Field,
    Member,
    Null,
    Nullable,
    OrEmptyList,
    Record,
    Ref,
    Scalar,
    Tuple,
    TypeId,
    TypeRef,
    Union,
)
from specloom.target.aliases import in_order, mentioned
from specloom.target.code import Code
from specloom.target.facts import facts
from specloom.target.imports import Imports, listed, order
from specloom.target.kit import Kit, imports_view
from specloom.target.layout import Group, Node, Pair, assigned, declared, flat
from specloom.target.modules import EVENTS, OTHERS, SHARED
from specloom.target.prose import Prose, prose
from specloom.target.rules import rules_of
from specloom.target.types import Spelling, dict_name
from specloom.target.views import (
    AliasView,
    ConversionView,
    EnumView,
    ExportsView,
    FacadeView,
    FieldView,
    MemberView,
    ModelsView,
    RecordView,
)

_INDENT = 4


def build_models(kit: Kit) -> tuple[ModelsView, ...]:
    """Return every module of models, the shared ones first."""
    return tuple(_Module(kit, name).view() for name in kit.modules.members)


def build_models_facade(kit: Kit, modules: Iterable[ModelsView]) -> FacadeView:
    """Return what `models` offers, and which module has it."""
    exports = []
    for module in modules:
        names = [view.name for view in (*module.classes, *module.aliases)]
        text = _filled(kit, module.module, names)
        ordered = tuple(sorted(names, key=order))
        exports.append(
            ExportsView(module=module.module, names=ordered, text=text, is_short=len(text) == 1)
        )
    exports.sort(key=lambda export: export.module)
    return FacadeView(
        doc=Prose(summary=f"The types of the {kit.api.title or 'API'}."),
        modules=tuple(exports),
        names=tuple(sorted((name for export in exports for name in export.names), key=listed)),
    )


def _filled(kit: Kit, module: str, names: Iterable[Code]) -> tuple[Code, ...]:
    """Return `names` as text: one literal if that fits behind the module's name, else several."""
    whole = kit.literals.text(" ".join(names))
    if _INDENT + len(f'"{module}": {whole},') <= kit.dialect.width:
        return (whole,)
    return tuple(map(Code, kit.literals.prose(" ".join(names), kit.dialect.width - 12).pieces))


class _Module:
    """One module while it is made: its imports are collected as types are spelled."""

    def __init__(self, kit: Kit, name: str) -> None:
        self._kit = kit
        self._name = name
        self._ids = kit.modules.members[name]
        members = {member for id in self._ids for member in kit.class_members(id)}
        self._imports: Imports = kit.imports(depth=1, members=members)
        self._plain = kit.inside(self._imports, name)

    def view(self) -> ModelsView:
        classes: list[RecordView | EnumView] = []
        aliases = []
        for id in self._ids:
            found = self._kit.types[id]
            match found:
                case Record():
                    classes.append(self._record(found))
                case Enum():
                    classes.append(self._enum(found))
                case Union():
                    aliases.append((id, self._union(found)))
                case Alias():
                    aliases.append((id, self._alias(found)))
                case _:
                    assert_never(found)
        return ModelsView(
            module=Code(self._name),
            doc=Prose(summary=self._about()),
            imports=imports_view(self._imports),
            classes=tuple(classes),
            aliases=first_marked(
                [dict(aliases)[id] for id in in_order(self._kit.types, dict(aliases))],
                is_first=not classes,
            ),
        )

    def _about(self) -> str:
        if self._name == SHARED:
            return "Types that several resources use."
        if self._name == EVENTS:
            return "What the API sends by itself."
        if self._name == OTHERS:
            return "Types that are described, although nothing sends or receives them."
        return f"What `{self._name}` takes and gives."

    # --- Records ---

    def _record(self, record: Record) -> RecordView:
        spelling = self._kit.inside(
            self._imports, self._name, shadows=self._kit.class_members(record.id)
        )
        spelling.name(self._kit.dialect.runtime)
        rules = rules_of(record, lambda wire: str(self._kit.names.field(record.id, wire)))
        doc = prose(record.doc, rules, _gone(record.deprecated), split=True)
        return RecordView(
            name=self._kit.names.type(record.id),
            options=self._options(record),
            fields=tuple(self._field(record, field, spelling) for field in record.fields),
            conversions=tuple(
                self._conversion(conversion, spelling)
                for conversion in self._kit.api.conversions
                if conversion.source == record.id
            ),
            doc=doc,
            is_empty=not doc and not record.fields,
        )

    def _options(self, record: Record) -> Code:
        """Return what stands behind the base class: wire names that differ, types of other members."""
        kit = self._kit
        renamed = [
            (
                kit.literals.text(kit.names.field(record.id, field.wire)),
                kit.literals.text(field.wire),
            )
            for field in record.fields
            if kit.names.field(record.id, field.wire) != field.wire
        ]
        items: list[Node] = [Code(f"{kit.dialect.runtime}.Model")]
        if renamed:
            items.append(Pair(head="rename=", value=kit.literals.map_of(renamed)))
        if record.extra is not None:
            extra = self._plain.reading(record.extra)
            items.append(Pair(head="extra=", value=kit.literals.deferred(extra)))
        group = Group(open="(", close=")", items=tuple(items))
        head = len(f"class {kit.names.type(record.id)}")
        return kit.lay(group, indent=0, before=head, after=1)

    def _field(self, record: Record, field: Field, spelling: Spelling) -> FieldView:
        name = self._kit.names.field(record.id, field.wire)
        form = self._kit.dialect.types
        node = spelling.reading(field.type)
        default = ""
        if field.constant is not None:
            default = flat(self._kit.literals.make("always", field.constant))
        elif not field.required:
            node, default = spelling.optional(node), form.null
            if self._has_three_states(record, field):
                node, default = spelling.omittable(node), spelling.name(form.omit)
        type_, default = declared(
            name, node, default, indent=_INDENT, width=self._kit.dialect.width
        )
        return FieldView(name=name, type=type_, default=default, doc=_field_doc(self._kit, field))

    def _has_three_states(self, record: Record, field: Field) -> bool:
        """Whether a writer must be able to tell null from nothing."""
        is_sent = record.use.request and not field.read_only
        return is_sent and is_nullable(field.type, self._kit.types)

    def _conversion(self, conversion: Conversion, spelling: Spelling) -> ConversionView:
        kit, types = self._kit, self._kit.dialect.types
        target = kit.types[conversion.target]
        assert isinstance(target, Record)
        accepted = f"{spelling.name(types.inputs)}.{dict_name(kit.vocabulary, target)}"
        fields = dict(conversion.fields)
        more = {"as_text": conversion.as_text} if conversion.as_text else {}
        picked = kit.literals.make(
            "pick",
            Code("self"),
            kit.literals.deferred(spelling.reading(Ref(id=target.id))),
            fields,
            **more,
        )
        cast = Group(
            open=f"{spelling.name(types.cast)}(",
            close=")",
            items=(kit.literals.text(accepted), picked),
        )
        return ConversionView(
            name=kit.names.conversion(conversion),
            type=Code(accepted),
            doc=Prose(summary=conversion.doc or "Return what a request takes."),
            perform=Code(f"return {kit.lay(cast, indent=8, before=7)}"),
        )

    # --- Enumerations ---

    def _enum(self, enum: Enum) -> EnumView:
        kit = self._kit
        self._plain.name(kit.dialect.runtime)
        return EnumView(
            name=kit.names.type(enum.id),
            base=Code(f"{kit.dialect.runtime}.{kit.dialect.types.enums[enum.kind.value]}"),
            members=tuple(self._member(enum, member) for member in enum.members),
            doc=prose(enum.doc, _gone(enum.deprecated), split=True),
        )

    def _member(self, enum: Enum, member: Member) -> MemberView:
        name = self._kit.names.member(enum.id, member)
        return MemberView(
            name=name,
            value=assigned(
                self._kit.literals.scalar(member.value),
                indent=_INDENT,
                before=len(name) + 3,
                width=self._kit.dialect.width,
            ),
            doc=prose(member.doc, _gone(member.deprecated)),
        )

    # --- Names for other types ---

    def _union(self, union: Union) -> AliasView:
        kit = self._kit
        nodes = [self._plain.reading(variant.type) for variant in union.variants]
        shown = list(nodes)
        named: dict[str, object] = {}
        if union.tag is not None:
            # An unknown tag: the object is kept as it came.
            form = kit.dialect.types
            unknown = Group(
                open=f"{self._plain.name(form.map)}[",
                close="]",
                items=(self._plain.name(form.key), self._plain.name(form.anything)),
                hugs=True,
            )
            shown.append(unknown)
            tags = {
                tag: place
                for place, variant in enumerate(union.variants)
                for tag in variant.tags
                if not isinstance(tag, bool)
            }
            named = {
                "tag": union.tag,
                "tags": kit.literals.map_of(
                    [
                        (kit.literals.scalar(tag), kit.literals.scalar(place))
                        for tag, place in tags.items()
                    ]
                ),
            }
        made = kit.literals.make(
            "union",
            str(kit.names.type(union.id)),
            kit.literals.deferred(kit.literals.tuple_of(nodes)),
            **named,
        )
        return self._split(union.id, self._plain.either(*shown), made, _alias_doc(union))

    def _alias(self, alias: Alias) -> AliasView:
        kit = self._kit
        node = self._plain.reading(alias.target)
        target = alias.target
        doc = _alias_doc(alias)
        match target:
            case Scalar(pattern=str(pattern)):
                made = kit.literals.make("written", node, pattern)
                return self._split(alias.id, node, made, doc)
            case Tuple() if target.rest is not None:
                places = [self._plain.reading(item) for item in (*target.items, target.rest)]
                made = kit.literals.make(
                    "array",
                    str(kit.names.type(alias.id)),
                    kit.literals.deferred(kit.literals.tuple_of(places)),
                    rest=True,
                )
                return self._split(alias.id, node, made, doc)
            case _ if kit.vocabulary.is_wide_alias(alias):
                made = kit.literals.make(
                    "union",
                    str(kit.names.type(alias.id)),
                    kit.literals.deferred(kit.literals.tuple_of([node])),
                )
                return self._split(alias.id, node, made, doc)
            case _:
                return AliasView(
                    name=kit.names.type(alias.id),
                    type=self._laid(alias.id, node, indent=0),
                    doc=doc,
                    marker=self._plain.name(kit.dialect.types.alias),
                    type_checking=Code(""),
                )

    def _split(self, id: TypeId, shown: Node, made: Group, doc: Prose) -> AliasView:
        """Return a type that a type checker sees as `shown` and that is `made` at run time."""
        kit = self._kit
        self._plain.name(kit.dialect.runtime)
        self._plain.name(kit.dialect.types.alias)
        name = kit.names.type(id)
        text = flat(shown)
        # Types that contain themselves, or one below, can only be mentioned in quotes.
        return AliasView(
            name=name,
            type=(
                self._laid(id, shown, indent=_INDENT)
                if not self._looks_ahead(id)
                else Code(kit.literals.text(text))
            ),
            doc=doc,
            marker=self._plain.name(kit.dialect.types.alias),
            type_checking=self._plain.name(kit.dialect.types.type_checking),
            made=kit.lay(made, indent=_INDENT, before=len(name) + 3),
        )

    def _looks_ahead(self, id: TypeId) -> bool:
        return id in mentioned(self._kit.types, id, through=True)

    def _laid(self, id: TypeId, node: Node, *, indent: int) -> Code:
        alias = self._plain.name(self._kit.dialect.types.alias)
        before = len(f"{self._kit.names.type(id)}: {alias} = ")
        return assigned(node, indent=indent, before=before, width=self._kit.dialect.width)


def first_marked(aliases: Sequence[AliasView], *, is_first: bool) -> tuple[AliasView, ...]:
    """Return `aliases`, the first of them marked if nothing but imports stands above."""
    if not aliases:
        return ()
    return (replace(aliases[0], is_first=is_first), *aliases[1:])


def is_nullable(ref: TypeRef, types: Mapping[TypeId, Declaration]) -> bool:
    """Whether null is among the values of `ref`."""
    seen: set[TypeId] = set()
    while True:
        match ref:
            case Nullable() | Anything() | Null():
                return True
            case OrEmptyList():
                return isinstance(ref.inner, Nullable)
            case Ref() if ref.id not in seen:
                seen.add(ref.id)
                found = types.get(ref.id)
                if not isinstance(found, Alias):
                    return False
                ref = found.target
            case _:
                return False


def _field_doc(kit: Kit, field: Field) -> Prose:
    said = [facts(kit.resolved(field.type), field.constraints, field.default, field.example)]
    if field.read_only:
        said.append("Read only.")
    if field.write_only:
        said.append("Only sent, never received.")
    return prose(field.doc, " ".join(text for text in said if text), _gone(field.deprecated))


def _alias_doc(alias: Alias | Union) -> Prose:
    limits = facts(alias.target, alias.constraints) if isinstance(alias, Alias) else ""
    return prose(alias.doc, limits, _gone(alias.deprecated))


def _gone(deprecated: bool) -> str:
    return "Deprecated." if deprecated else ""
