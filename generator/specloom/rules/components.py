"""Rules about components and security: what is defined and what is used."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from specloom.diagnostics import Severity
from specloom.rules.rule import Finding, Rule, rule
from specloom.rules.survey import Survey
from specloom.source import Node


@rule("unused-component", Severity.NOTE)
def unused_component(survey: Survey) -> Iterator[Finding]:
    """Every component is used somewhere.

    What nobody refers to is often a leftover, or the reference to it is misspelt. Schemas that
    extend one with a discriminator are used through it.
    """
    components = survey.document.root.get("components")
    if components is None:
        return
    listed = [
        (part, name, component)
        for part, members in components.items()
        if not part.startswith("x-")
        for name, component in members.items()
    ]
    # A component that only says in which file its content stands does not use that content.
    senders = {
        component.pointer: component
        for _, _, component in listed
        if component.is_map
        and list(component.value) == ["$ref"]
        and not component.text("$ref").startswith("#")
    }
    used = set(_used(survey, senders.keys()))
    for sender in senders.values():
        if sender.pointer in used:
            used.update(_around(survey.document.follow(sender)))
    for part, name, component in listed:
        if component.pointer not in used:
            content = survey.document.follow(component)
            if content.pointer not in used or component.pointer not in senders:
                yield Finding(
                    at=component.at_key,
                    text=f"nothing refers to '{name}' under components/{part}",
                    help="Remove it, or refer to it.",
                )


def _used(survey: Survey, senders: Collection[str]) -> Iterator[str]:
    document = survey.document
    schemes = document.root.get("components")
    schemes = schemes.get("securitySchemes") if schemes else None
    for reference in survey.references:
        if reference.pointer in senders:
            continue
        text = reference.text("$ref") or reference.text("$dynamicRef")
        target = document.locate(text, reference)
        if target is None:
            continue
        yield from _around(target)
        if "discriminator" in document.follow(target):
            yield from _around(reference)
    for discriminator in survey.all("Discriminator"):
        mapping = discriminator.get("mapping")
        for _, value in mapping.items() if mapping else ():
            for text in (str(value.value), f"#/components/schemas/{value.value}"):
                target = document.locate(text, value)
                if target is not None:
                    yield from _around(target)
    if schemes is not None:
        for name, _ in _requirements(survey):
            yield f"{schemes.pointer}/{name}"


def _around(node: Node | None) -> Iterator[str]:
    while node is not None:
        yield node.pointer
        node = node.parent


@rule("security-not-defined", Severity.WARNING)
def security_not_defined(survey: Survey) -> Iterator[Finding]:
    """Every security requirement names a scheme under components/securitySchemes.

    Otherwise nobody knows how to prove who is calling.
    """
    components = survey.document.root.get("components")
    schemes = components.get("securitySchemes") if components else None
    known = [name for name, _ in survey.document.follow(schemes).items()] if schemes else []
    for name, requirement in _requirements(survey):
        if name not in known:
            close = get_close_matches(name[:60], known, n=1)
            yield Finding(
                at=requirement.at_key,
                text=f"there is no security scheme '{name}'",
                help=(
                    f"Did you mean '{close[0]}'?"
                    if close
                    else "Define it under components/securitySchemes."
                ),
            )


def _requirements(survey: Survey) -> Iterator[tuple[str, Node]]:
    holders = [survey.document.root, *(operation.node for operation in survey.operations)]
    for holder in holders:
        listed = holder.get("security")
        for alternative in listed.elements() if listed else ():
            yield from alternative.items()


RULES: tuple[Rule, ...] = (unused_component, security_not_defined)
