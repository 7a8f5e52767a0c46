"""How the fields of a form or multipart body travel."""

from __future__ import annotations

from specloom.ir.api import PartEncoding, Style
from specloom.lower import media as media_types
from specloom.lower.desk import Desk
from specloom.source import Node

_STYLES = (Style.FORM, Style.SPACE, Style.PIPE, Style.DEEP)


def lower_encoding(desk: Desk, content: Node) -> tuple[PartEncoding, ...]:
    """Return the `encoding` of a media type object."""
    for key in ("prefixEncoding", "itemEncoding"):
        unnamed = content.get(key)
        if unnamed is not None:
            reason = "parts without a name cannot be built from fields"
            desk.lose(unnamed, f"'{key}'", reason, code="unnamed-parts")
    encodings = desk.members(content.get("encoding"), "the encoding")
    return tuple(
        _lower_part(desk, name, target)
        for name, node in encodings
        if (target := desk.follow(node, f"the encoding of '{name}'")) is not None
    )


def _lower_part(desk: Desk, name: str, node: Node) -> PartEncoding:
    style = _style(desk, node)
    explode = node.get("explode")
    return PartEncoding(
        wire=name,
        content_type=_content_type(desk, node),
        style=style,
        explode=explode.value is True if explode else style is Style.FORM,
        allow_reserved=node.flag("allowReserved"),
        headers=tuple(
            header
            for header, _ in desk.members(node.get("headers"), "the headers of a part")
            if header.lower() != "content-type"
        ),
    )


def _content_type(desk: Desk, node: Node) -> str | None:
    """Return the one type to write; where several are allowed the value itself decides."""
    written = node.text("contentType")
    if not written or "," in written or "*" in written:
        return None
    media = media_types.cleaned(written)
    if media is None:
        reason = f"'{written}' is not a media type"
        desk.lose(node, "the content type of a part", reason, code="bad-media-type")
    return media


def _style(desk: Desk, node: Node) -> Style:
    written = node.text("style", Style.FORM.value)
    for style in _STYLES:
        if style.value == written:
            return style
    reason = f"a form has no style '{written}'; 'form' is used"
    desk.lose(node, "the style of a field", reason, code="bad-style")
    return Style.FORM
