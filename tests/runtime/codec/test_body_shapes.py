"""Bodies that have several shapes in one media type, and members that never change."""

from __future__ import annotations

from sdk_under_test._core.bodies import BodyChoice, FormFields, JsonFields, MultipartFields
from sdk_under_test._core.serialize import Encoded, body_of

ADDRESS = BodyChoice(
    (
        JsonFields({"street": "street", "city": "city"}),
        JsonFields({"line": "line"}),
        FormFields({"street": "street", "city": "city"}),
        FormFields({"line": "line"}),
    ),
    arg="content_type",
)


def sent(made: Encoded | None) -> bytes:
    assert made is not None
    assert isinstance(made.content, bytes)
    return made.content


def test_a_chosen_media_type_still_takes_the_shape_that_fits_the_arguments() -> None:
    form = "application/x-www-form-urlencoded"
    assert sent(body_of(ADDRESS, {"line": "5 Elm", "content_type": "application/json"})) == (
        b'{"line":"5 Elm"}'
    )
    assert sent(body_of(ADDRESS, {"line": "5 Elm", "content_type": form})) == b"line=5+Elm"
    assert sent(body_of(ADDRESS, {"city": "Bonn", "content_type": form})) == b"city=Bonn"


def test_members_that_never_change_travel_in_every_kind_of_form() -> None:
    form = FormFields({"code": "code"}, fixed={"grant_type": "authorization_code"})
    assert sent(body_of(form, {"code": "x"})) == b"grant_type=authorization_code&code=x"
    assert body_of(form, {}) is None
    made = body_of(MultipartFields({"a": "a"}, fixed={"kind": "image"}), {"a": 1})
    assert made is not None
    assert not isinstance(made.content, bytes)
    body = b"".join(made.content.chunks())
    assert body.index(b'name="kind"') < body.index(b'name="a"')
