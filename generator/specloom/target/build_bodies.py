"""Bodies as the runtime knows them: what is sent, made from which arguments."""

from __future__ import annotations

from collections.abc import Mapping

from specloom.ir.api import Content, Operation, PartEncoding, Shape, Style
from specloom.ir.types import Declaration, List, Nullable, Ref, Scalar, TypeId, TypeRef
from specloom.target.build_models import is_nullable
from specloom.target.calls import MEDIA, WHOLE_BODY, SlotKey, Written, part_header
from specloom.target.kit import Kit
from specloom.target.layout import Group, Node
from specloom.target.prose import deprecation

USUAL_MEDIA = {
    Shape.JSON: "application/json",
    Shape.FORM: "application/x-www-form-urlencoded",
    Shape.MULTIPART: "multipart/form-data",
    Shape.TEXT: "text/plain",
    Shape.BINARY: "application/octet-stream",
    Shape.EVENTS: "text/event-stream",
    Shape.LINES: "application/x-ndjson",
}


class Bodies:
    """Describes the body of one operation."""

    def __init__(self, kit: Kit, operation: Operation) -> None:
        self._kit = kit
        self._make = kit.literals.make
        self._operation = operation

    def _argument(self, key: SlotKey) -> str:
        return str(self._kit.names.argument(self._operation.key, key))

    def describe(self, *, stream: bool) -> Node | None:
        """Return what the body is made from, None where there is none; `stream` asks for a stream."""
        call = self._kit.names.calls[self._operation.key]
        if self._operation.body is None or not call.writings:
            return None
        required = self._operation.body.required
        made: list[Group] = []
        for written in call.writings:
            node = self._writing(written, required=required, stream=stream)
            if node.flat not in [other.flat for other in made]:
                made.append(node)
        if len(made) == 1:
            return made[0]
        named: dict[str, object] = {}
        if any(slot.key == MEDIA for slot in call.slots):
            named["arg"] = self._argument(MEDIA)
        if required:
            named["required"] = True
        return self._make("BodyChoice", self._kit.literals.tuple_of(made), **named)

    def _writing(self, written: Written, *, required: bool, stream: bool) -> Group:
        content = written.content
        named: dict[str, object] = {}
        if content.media != USUAL_MEDIA[content.shape]:
            named["media"] = content.media
        if required:
            named["required"] = True
        if written.record is None:
            return self._whole(written, named)
        arguments = {slot.key.wire: self._argument(slot.key) for slot in written.slots}
        fixed = dict(written.fixed)
        if stream and "stream" in arguments:
            fixed["stream"] = True
            del arguments["stream"]
        fields = {argument: wire for wire, argument in arguments.items()}
        write = {
            arguments[slot.key.wire]: pattern
            for slot in written.slots
            if slot.key.wire in arguments
            and (pattern := written_as(slot.type, self._kit.types)) is not None
        }
        deprecated = {
            arguments[slot.key.wire]: deprecation(slot.doc)
            for slot in written.slots
            if slot.deprecated and slot.key.wire in arguments
        }
        kind = {Shape.JSON: "JsonFields", Shape.FORM: "FormFields"}.get(
            content.shape, "MultipartFields"
        )
        nullable = [
            arguments[slot.key.wire]
            for slot in written.slots
            if slot.key.wire in arguments and is_nullable(slot.type, self._kit.types)
        ]
        if content.shape is not Shape.JSON:
            named |= self._parts(content)
        elif nullable:
            named["nullable"] = self._kit.literals.tuple_of(
                [self._kit.literals.text(name) for name in nullable]
            )
        if write:
            named["write"] = write
        if deprecated:
            named["deprecated"] = deprecated
        if fixed:
            named["fixed"] = fixed
        return self._make(kind, fields, **named)

    def _whole(self, written: Written, named: dict[str, object]) -> Group:
        content = written.content
        argument = self._argument(WHOLE_BODY)
        kind = {
            Shape.JSON: "JsonBody",
            Shape.FORM: "FormBody",
            Shape.MULTIPART: "MultipartBody",
            Shape.TEXT: "TextBody",
        }.get(content.shape, "BinaryBody")
        if kind == "BinaryBody" and content.media == USUAL_MEDIA[Shape.BINARY]:
            named.pop("media", None)
        elif kind == "BinaryBody":
            named["media"] = content.media
        if content.shape in (Shape.FORM, Shape.MULTIPART):
            named |= self._parts(content)
        pattern = written_as(content.type, self._kit.types)
        if pattern is not None and content.shape is Shape.JSON:
            named["write"] = pattern
        if argument != "body":
            named = {"arg": argument, **named}
        return self._make(kind, **named)

    def _parts(self, content: Content) -> dict[str, object]:
        parts = [
            (self._kit.literals.text(encoding.wire), part)
            for encoding in content.encoding
            if (part := self._part(content, encoding)) is not None
        ]
        return {"parts": self._kit.literals.map_of(parts)} if parts else {}

    def _part(self, content: Content, encoding: PartEncoding) -> Node | None:
        named: dict[str, object] = {}
        if encoding.content_type is not None:
            named["content_type"] = encoding.content_type
        if encoding.style is not Style.FORM:
            named["style"] = encoding.style.value
        if not encoding.explode:
            named["explode"] = False
        if encoding.allow_reserved:
            named["allow_reserved"] = True
        if content.shape is Shape.MULTIPART and encoding.headers:
            keys = {header: part_header(encoding.wire, header) for header in encoding.headers}
            named["headers"] = {self._argument(key): header for header, key in keys.items()}
        return self._make("Part", **named) if named else None


def written_as(ref: TypeRef, types: Mapping[TypeId, Declaration]) -> str | None:
    """Return how values of the type `ref` are written where that is not the usual way."""
    seen: set[TypeId] = set()
    while True:
        match ref:
            case Scalar():
                return ref.pattern
            case Nullable():
                ref = ref.inner
            case List():
                ref = ref.item
            case Ref() if ref.id not in seen:
                seen.add(ref.id)
                target = getattr(types.get(ref.id), "target", None)
                if target is None:
                    return None
                ref = target
            case _:
                return None
