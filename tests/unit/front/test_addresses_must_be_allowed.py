"""An address is read when somebody allowed it by name, and only as long as it stays the same."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from front_files import errors, only, said, write

from specloom.diagnostics import Report
from specloom.document import Document, resolve
from specloom.remote import fetcher, is_allowed


@pytest.mark.parametrize(
    ("url", "allowed", "is_it"),
    [
        ("https://a.example/x.yaml", "https://a.example", True),
        ("https://a.example/x.yaml", "https://a.example/", True),
        ("https://A.example/d/x.yaml", "https://a.example/d", True),
        ("https://a.example/x.yaml", "https://a.example/x.yaml", True),
        ("https://a.example.org/x.yaml", "https://a.example", False),
        ("https://a.example@evil.org/x", "https://a.example", False),
        ("https://user@a.example/x", "https://user@a.example", False),
        ("https://a.example/dx/x.yaml", "https://a.example/d", False),
        ("https://a.example/d/../x.yaml", "https://a.example/d", False),
        ("https://a.example/d/%2e%2e/x.yaml", "https://a.example/d", False),
        ("http://a.example/x.yaml", "https://a.example", False),
        ("https://a.example:81/x.yaml", "https://a.example", False),
        ("file:///etc/passwd", "file:///etc", False),
        ("https://[broken", "https://[broken", False),
        ("https://a.example/x", "", False),
    ],
)
def test_an_address_is_allowed_by_host_and_path(url: str, allowed: str, is_it: bool) -> None:
    assert is_allowed(url, allowed) is is_it


def resolved(
    folder: Path, contents: dict[str, bytes], allow: tuple[str, ...]
) -> tuple[Document, Report, list[str]]:
    entry = write(
        folder,
        openapi="""\
            openapi: 3.1.0
            components: {schemas: {A: {$ref: 'https://a.example/d/pets.yaml#/Pet'}}}
            """,
    )
    asked: list[str] = []

    def read(url: str) -> bytes:
        asked.append(url)
        if url not in contents:
            raise ValueError("the server answered 404")
        return contents[url]

    report = Report()
    fetch = fetcher(folder / "refs.lock", read=read)
    found = resolve(entry, report=report, allow_urls=allow, fetch=fetch)
    assert found is not None
    return found, report, asked


PETS = {
    "https://a.example/d/pets.yaml": b"Pet: {properties: {n: {$ref: 'names.yaml#/Name'}}}\n",
    "https://a.example/d/names.yaml": b"Name: {type: string}\n",
}


def test_nothing_is_asked_for_unless_allowed(tmp_path: Path) -> None:
    _, report, asked = resolved(tmp_path, PETS, ())
    assert (asked, errors(report)) == ([], ["remote-reference"])
    assert not (tmp_path / "refs.lock").exists()


def test_an_allowed_document_is_read_and_so_are_its_neighbours(tmp_path: Path) -> None:
    found, report, asked = resolved(tmp_path, PETS, ("https://a.example/d",))
    pet = found.follow(found.root["components"]["schemas"]["A"])
    assert pet.pointer == "https://a.example/d/pets.yaml#/Pet"
    assert found.follow(pet["properties"]["n"]).value == {"type": "string"}
    assert (said(report), asked) == ([], list(PETS))
    locked = json.loads((tmp_path / "refs.lock").read_text())
    assert list(locked) == sorted(PETS)
    assert all(digest.startswith("sha256:") for digest in locked.values())


def test_a_document_that_changed_since_is_refused(tmp_path: Path) -> None:
    resolved(tmp_path, PETS, ("https://a.example/",))
    before = (tmp_path / "refs.lock").read_bytes()
    changed = {**PETS, "https://a.example/d/pets.yaml": b"Pet: {type: integer}\n"}
    found, report, _ = resolved(tmp_path, changed, ("https://a.example/",))
    assert errors(report) == ["remote-reference"]
    assert "refs.lock" in only(report).text
    assert found.follow(found.root["components"]["schemas"]["A"]).value == {}
    assert (tmp_path / "refs.lock").read_bytes() == before


def test_a_server_that_refuses_is_an_error_at_the_reference(tmp_path: Path) -> None:
    _, report, _ = resolved(tmp_path, {}, ("https://a.example/",))
    assert errors(report) == ["remote-reference"]
    assert "404" in only(report).text


def test_a_damaged_lock_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "refs.lock").write_text("not json")
    _, report, _ = resolved(tmp_path, PETS, ("https://a.example/",))
    assert "damaged" in only(report).text
    assert (tmp_path / "refs.lock").read_text() == "not json"


@pytest.fixture
def server() -> Iterator[str]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/moved":
                self.send_response(302)
                self.send_header("Location", "/pets.yaml")
                self.end_headers()
                return
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"Pet: {type: string}\n")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def test_redirects_are_not_followed(server: str, tmp_path: Path) -> None:
    fetch = fetcher(tmp_path / "refs.lock")
    assert fetch(f"{server}/pets.yaml") == b"Pet: {type: string}\n"
    with pytest.raises(ValueError, match="302"):
        fetch(f"{server}/moved")


def test_a_server_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot be reached"):
        fetcher(tmp_path / "refs.lock")("http://127.0.0.1:9/x")
