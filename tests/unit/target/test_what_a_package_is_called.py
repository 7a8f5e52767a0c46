"""What a package and its client are called after the title of the API."""

from __future__ import annotations

import json
import keyword
from pathlib import Path

import pytest

from specloom.config import Config
from specloom.diagnostics import Report
from specloom.pipeline import TEMPLATES, Inputs, read
from specloom.target.dialect import Dialect, load_dialect
from specloom.target.names import Root
from specloom.target.roots import root_of


@pytest.fixture(scope="module")
def python() -> Dialect:
    return load_dialect([TEMPLATES / "python"])


def named(title: str, folder: Path, dialect: Dialect) -> Root:
    document = {
        "openapi": "3.1.0",
        "info": {"title": title, "version": "1"},
        "paths": {"/a": {"get": {"responses": {"204": {"description": "Done."}}}}},
    }
    spec = folder / "openapi.json"
    spec.write_text(json.dumps(document))
    project = read(Inputs(spec=spec), Report())
    assert project is not None
    return root_of(project.api, Config(), dialect)


@pytest.mark.parametrize(
    ("title", "package", "client"),
    [
        ("The Bakery API v2", "bakery", "Bakery"),
        ("Issue #12", "issue", "IssueApi"),
        ("Pages", "pages", "PagesApi"),
        ("Download service", "download_service", "DownloadService"),
        ("Mapping", "mapping", "MappingApi"),
        ("True", "true", "TrueApi"),
        ("json", "json_api", "JsonApi"),
        ("con", "con_api", "ConApi"),
        ("2048", "api_client", "ApiClient"),
        ("3 Kings", "kings", "Kings"),
        ("Кухня", "kukhnya", "Kukhnya"),
        ("", "api_client", "ApiClient"),
    ],
)
def test_a_title_becomes_names_that_hide_nothing(
    title: str, package: str, client: str, tmp_path: Path, python: Dialect
) -> None:
    root = named(title, tmp_path, python)
    assert (root.package, root.client) == (package, client)


@pytest.mark.parametrize("title", ["🎉", "x" * 300, "a/b\\c:d", "__init__", "Ωμέγα"])
def test_any_title_gives_names_that_can_be_written(
    title: str, tmp_path: Path, python: Dialect
) -> None:
    root = named(title, tmp_path, python)
    for name in (root.package, root.client):
        assert name.isidentifier()
        assert name.isascii()
        assert not keyword.iskeyword(name)
        assert len(name) <= 60


def test_every_argument_of_a_client_is_reserved(python: Dialect) -> None:
    printed = (TEMPLATES / "python/parts/client_arguments.jinja").read_text()
    names = {line.split(":")[0].strip() for line in printed.splitlines() if "=" in line}
    names -= {name for name in names if not name.isidentifier()}
    assert names
    assert names <= set(python.reserved["client_arguments"])
