"""Publication: whatever the disk does, the last release stays whole."""

import errno
import os
import shutil
from pathlib import Path

import pyarrow as pa
import pytest

from courseatlas import releases
from courseatlas.arrow import empty_frame
from courseatlas.errors import StorageError
from courseatlas.schema import TABLES
from flows.publication import pointer, release_folder
from tests.support.releases import facts_of

IDS = pa.table({"id": ["x:course:1"]})


def release(output: Path, version: str) -> Path:
    tables = {table.name: empty_frame(table) for table in TABLES}
    staged = release_folder.stage(output, version, tables, {"ids": IDS})
    documents = {"report/index.html": "a report"}
    return release_folder.complete(staged, documents, {"sources": {}}, facts_of(version))


@pytest.mark.parametrize("step", ["rename", "fsync", "replace", "symlink"])
def test_an_error_of_the_disk_at_any_step_leaves_a_whole_release(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    release(tmp_path, "2026-11-23.1")

    def full(*arguments, **named):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(os, step, full)
        with pytest.raises(StorageError, match="last release is untouched"):
            release(tmp_path, "2026-11-23.2")
    current = releases.latest(tmp_path)
    assert current is not None and releases.verify(current.path) == []
    assert release(tmp_path, "2026-11-23.3").name == "2026-11-23.3"


def test_start_up_clears_what_a_dead_run_left(tmp_path: Path) -> None:
    path = release(tmp_path, "2026-11-23.1")
    shutil.copytree(path, tmp_path / "releases" / f"{release_folder.STAGING}-2026-11-23.2")
    assert release_folder.clear_staging(tmp_path) == [".staging-2026-11-23.2"]
    assert [one.version for one in releases.all_releases(tmp_path)] == ["2026-11-23.1"]


def test_files_and_links_that_are_named_like_a_staging_folder_are_removed(tmp_path: Path) -> None:
    whole = release(tmp_path, "2026-11-23.1")
    (tmp_path / "releases" / ".staging-file").write_text("x")
    (tmp_path / "releases" / ".staging-link").symlink_to(whole)
    (tmp_path / "releases" / ".staging-folder").mkdir()
    assert len(release_folder.clear_staging(tmp_path)) == 3
    assert [path.name for path in (tmp_path / "releases").iterdir()] == ["2026-11-23.1"]
    assert releases.verify(whole) == []


def test_each_flipped_byte_and_each_file_that_no_manifest_lists_is_named(tmp_path: Path) -> None:
    whole = release(tmp_path, "2026-11-23.1")
    assert releases.verify(whole) == []
    for file in sorted(path for path in whole.rglob("*") if path.is_file()):
        body = file.read_bytes()
        for position in {0, len(body) // 2, len(body) - 1} if body else ():
            flipped = bytes([body[position] ^ 1])
            file.write_bytes(body[:position] + flipped + body[position + 1 :])
            assert releases.verify(whole), (file.name, position)
        file.write_bytes(body)
    (whole / "report" / "left.txt").write_text("x")
    assert releases.verify(whole) == ["report/left.txt: is not listed in the manifest"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ('{"version": "2026-11-23.1", "path": "releases/2026-11-23.1"}', "names 2026-11-23.1,"),
        ("{", "cannot be read"),
        ("[]", "names None"),
        (None, "is missing"),
    ],
)
def test_latest_json_that_a_kill_left_behind_is_told_and_mended(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, content: str | None, problem: str
) -> None:
    for version in ("2026-11-23.1", "2026-11-24.1"):
        release(tmp_path, version)
    assert pointer.pointer_problem(tmp_path) is None
    path = tmp_path / "latest.json"
    whole = path.read_text()
    if content is None:
        path.unlink()
    else:
        path.write_text(content)
    told = pointer.pointer_problem(tmp_path)
    assert told and problem in told and "latest is 2026-11-24.1" in told
    release_folder.mend(tmp_path)
    assert path.read_text() == whole and told in caplog.text
