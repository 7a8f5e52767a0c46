"""Resources as modules: a description of each operation, and the same methods in every flavor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from specloom.ir.api import Api, Resource
from specloom.target.build_descriptors import Descriptors
from specloom.target.build_methods import Method, Methods, raw_type
from specloom.target.calls import Call, Slot
from specloom.target.code import Code
from specloom.target.dialect import Flavor
from specloom.target.kit import Kit, imports_view
from specloom.target.layout import Group
from specloom.target.prose import Prose, prose
from specloom.target.results import Result, result_of, stream_of
from specloom.target.types import Spelling
from specloom.target.views import ClassView, OperationView, ResourceView


def build_resource(kit: Kit, resource: Resource) -> ResourceView:
    """Return the module of `resource`."""
    methods = tuple(methods_of(kit, resource))
    members = frozenset({*(method.name for method in methods), *kit.dialect.reserved["resource"]})
    imports = kit.imports(depth=1, members=members)
    outside = kit.outside(imports)
    outside.name(f"{kit.dialect.runtime}.Operation")
    descriptors = Descriptors(kit, outside)
    operations = tuple(_described(kit, descriptors, outside, method) for method in methods)
    classes = tuple(
        _class(kit, resource, flavor, methods, kit.outside(imports, shadows=members))
        for flavor in kit.dialect.flavors
    )
    name = kit.names.resource(resource.key)
    return ResourceView(
        name=kit.names.resource(resource.key),
        doc=prose(resource.doc, split=True) or Prose(summary=f"The operations of `{name}`."),
        imports=imports_view(imports),
        operations=operations,
        classes=classes,
        plain=classes[0],
    )


def methods_of(kit: Kit, resource: Resource) -> Iterator[Method]:
    """Yield the methods of a resource: one for each operation, two where it also streams."""
    for operation in resource.operations:
        name = kit.names.method(resource.key, operation.key)
        method = Method(
            resource=resource.key,
            operation=operation,
            result=result_of(operation, kit.types),
            name=name,
            constant=constant(name),
            call=kit.names.calls[operation.key],
        )
        yield method
        stream = stream_of(operation)
        if stream is not None:
            yield _streaming(kit, method, stream)


def _streaming(kit: Kit, method: Method, stream: Result) -> Method:
    name = kit.names.stream(method.resource, method.operation.key)
    call = method.call
    without = Call(
        slots=tuple(slot for slot in call.slots if not is_switch(slot)),
        writings=call.writings,
        alternatives=tuple(
            tuple(slot for slot in slots if not is_switch(slot)) for slots in call.alternatives
        ),
    )
    return replace(method, result=stream, name=name, constant=constant(name), call=without)


def is_switch(slot: Slot) -> bool:
    """Whether an argument asks for a stream; a method that always streams sets it itself."""
    return slot.key.place == "body" and slot.key.wire == "stream"


def constant(name: str) -> Code:
    """Return the name of the description that belongs to a method."""
    return Code(f"_{name.strip('_').upper()}")


def _described(
    kit: Kit, descriptors: Descriptors, spelling: Spelling, method: Method
) -> OperationView:
    inner = raw_type(spelling, method.result)
    outer = Group(open=f"{kit.dialect.runtime}.Operation[", close="]", items=(inner,), hugs=True)
    width = kit.dialect.width
    start = len(f"{method.constant}: {outer.flat} = ")
    fits = start + len(f"{kit.dialect.runtime}.Operation(") <= width
    # Where only the bracket fits, the whole description moves into brackets.
    wrapped = not fits and start + 1 <= width
    described = descriptors.describe(
        method.resource,
        method.operation,
        method.result,
        name=f"{kit.names.resource(method.resource)}.{method.name}",
        indent=4 if wrapped else 0,
    )
    head = len(f"{method.constant}: ")
    after = 0 if wrapped else len(f" = {kit.dialect.runtime}.Operation(")
    return OperationView(
        constant=method.constant,
        type=kit.lay(outer, indent=0, before=head, after=after),
        descriptor=Code(f"(\n    {described}\n)") if wrapped else described,
    )


def _class(
    kit: Kit, resource: Resource, flavor: Flavor, methods: tuple[Method, ...], spelling: Spelling
) -> ClassView:
    name = kit.names.group(resource.key)
    attribute = kit.names.resource(resource.key)
    builder = Methods(kit, flavor, spelling)
    raw = None if flavor.raw else Code(f"{flavor.prefix}{name}Raw")
    if flavor.raw:
        said = Prose(summary=f"`client.{attribute}.raw`: whole answers, with status and headers.")
    else:
        doc = prose(resource.doc, split=True)
        reach = f"Reach it as `client.{attribute}`."
        said = replace(doc, paragraphs=(*doc.paragraphs, reach)) if doc else Prose(summary=reach)
    built = tuple(builder.build(method) for method in methods)
    has_overloads = any(method.overloads for method in built)
    overload = spelling.name(kit.dialect.types.overload) if has_overloads else Code("")
    return ClassView(
        name=Code(f"{flavor.prefix}{name}{flavor.suffix}"),
        client=Code(f"{kit.dialect.runtime}.{flavor.client}"),
        doc=said,
        methods=built,
        raw=raw,
        overload=overload,
    )


def all_methods(kit: Kit, api: Api) -> Iterator[Method]:
    """Yield every method of the package, in the order of the description."""
    for resource in api.resources:
        yield from methods_of(kit, resource)


def arguments_of(method: Method) -> int:
    """Return how many values a caller may pass."""
    return len(method.call.slots)
