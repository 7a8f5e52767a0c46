"""The output folder holds the old tree or the new one, and only ever loses what is ours."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from specloom.emit.tree import MANIFEST, Tree, compare, owned
from specloom.emit.write import WriteError, write


def tree(**files: str) -> Tree:
    return Tree(files={path.replace("__", "/"): text.encode() for path, text in files.items()})


def contents(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def test_a_first_run_writes_every_file_and_a_manifest(tmp_path: Path) -> None:
    written = write({"python": tree(a="1", src__b="2")}, tmp_path / "out")
    assert written.changes["python"].added == (MANIFEST, "a", "src/b")
    assert contents(tmp_path / "out") == {"python/a": "1", "python/src/b": "2"}
    assert set(owned(tmp_path / "out/python")) == {"a", "src/b"}


def test_a_second_run_touches_nothing(tmp_path: Path) -> None:
    write({"python": tree(a="1")}, tmp_path)
    before = (tmp_path / "python").stat()
    assert write({"python": tree(a="1")}, tmp_path).is_clean
    assert (tmp_path / "python").stat().st_ino == before.st_ino


def test_a_stale_file_goes_and_an_unchanged_one_keeps_its_time(tmp_path: Path) -> None:
    write({"python": tree(a="1", b="2", deep__er__c="3")}, tmp_path)
    os.utime(tmp_path / "python/a", (1, 1))
    write({"python": tree(a="1", d="4")}, tmp_path)
    assert contents(tmp_path) == {"python/a": "1", "python/d": "4"}
    assert (tmp_path / "python/a").stat().st_mtime == 1
    assert not (tmp_path / "python/deep").exists()


def test_files_of_others_survive_with_their_links_and_modes(tmp_path: Path) -> None:
    write({"python": tree(a="1", src__b="2")}, tmp_path)
    mine = tmp_path / "python/src/mine.sh"
    mine.write_text("#!/bin/sh\n")
    mine.chmod(0o755)
    (tmp_path / "python/src/link").symlink_to("/etc/hostname")
    (tmp_path / "python/empty").mkdir()
    write({"python": tree(a="2")}, tmp_path)
    assert mine.read_text() == "#!/bin/sh\n"
    assert mine.stat().st_mode & 0o777 == 0o755
    assert os.readlink(tmp_path / "python/src/link") == "/etc/hostname"
    assert (tmp_path / "python/empty").is_dir()
    assert not (tmp_path / "python/src/b").exists()


@pytest.mark.parametrize("then", [{"a": "2"}, {"b": "1"}])
def test_an_edited_file_is_reported_and_kept(tmp_path: Path, then: dict[str, str]) -> None:
    write({"python": tree(a="1")}, tmp_path)
    (tmp_path / "python/a").write_text("edited")
    with pytest.raises(WriteError, match="edited by hand"):
        write({"python": tree(**then)}, tmp_path)
    assert contents(tmp_path) == {"python/a": "edited"}
    write({"python": tree(**then)}, tmp_path, force=True)
    assert contents(tmp_path) == {f"python/{path}": text for path, text in then.items()}


def test_a_file_that_was_never_ours_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "python").mkdir()
    (tmp_path / "python/a").write_text("yours")
    with pytest.raises(WriteError, match="not written by specloom"):
        write({"python": tree(a="1", b="2")}, tmp_path)
    assert contents(tmp_path) == {"python/a": "yours"}


def test_other_folders_beside_a_target_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "yours").mkdir()
    (tmp_path / "yours/x").write_text("x")
    write({"python": tree(a="1"), "docs": tree(b="1")}, tmp_path)
    inode = (tmp_path / "yours").stat().st_ino
    write({"python": tree(a="2"), "docs": tree(b="2")}, tmp_path)
    assert (tmp_path / "yours").stat().st_ino == inode
    assert contents(tmp_path) == {"docs/b": "2", "python/a": "2", "yours/x": "x"}


def test_one_target_is_replaced_without_the_other(tmp_path: Path) -> None:
    write({"python": tree(a="1"), "docs": tree(b="1")}, tmp_path)
    write({"python": tree(a="2")}, tmp_path)
    assert contents(tmp_path) == {"docs/b": "1", "python/a": "2"}


def test_a_link_out_of_the_output_is_never_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / "out/python").mkdir(parents=True)
    (tmp_path / "out/python/src").symlink_to(outside)
    with pytest.raises(WriteError, match="link or a folder"):
        write({"python": tree(src__a="1")}, tmp_path / "out", force=True)
    assert list(outside.iterdir()) == []


def test_a_manifest_cannot_make_us_delete_outside(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("")
    folder = tmp_path / "out/python"
    folder.mkdir(parents=True)
    mark = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    (folder / MANIFEST).write_text(f'{{"files": {{"../../victim": "{mark}"}}}}')
    assert compare(tree(a="1"), folder).removed == ()
    write({"python": tree(a="1")}, tmp_path / "out")
    assert victim.exists()


@pytest.mark.parametrize("path", ["../a", "/etc/a", "a\\b", "x" * 201, ""])
def test_an_unportable_name_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(WriteError, match="portable"):
        write({"python": Tree(files={path: b""})}, tmp_path)


def test_names_that_differ_only_in_case_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="one file on some systems"):
        write({"python": tree(a="1", A="2")}, tmp_path)


def test_a_failure_while_staging_leaves_the_old_tree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write({"python": tree(a="1")}, tmp_path / "out")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(WriteError, match="the disk is full"):
            write({"python": tree(a="2")}, tmp_path / "out")
    assert contents(tmp_path) == {"out/python/a": "1"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


_WRITER = """
import sys
from pathlib import Path
from specloom.emit.tree import Tree
from specloom.emit.write import write

out, rounds = Path(sys.argv[1]), int(sys.argv[2])
for n in range(rounds):
    body = str(n).encode()
    files = {f"src/{i}.py": body for i in range(20)} | {f"only{n % 2}": body}
    write({"python": Tree(files=files), "docs": Tree(files={"a": body, "b": body})}, out)
    print(n, flush=True)
"""


def test_runs_at_the_same_time_wait_for_one_another(tmp_path: Path) -> None:
    out = tmp_path / "out"
    writers = [
        subprocess.Popen([sys.executable, "-c", _WRITER, str(out), "15"], stdout=subprocess.DEVNULL)
        for _ in range(3)
    ]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0, 0]
    assert len(set(contents(out).values())) == 1
