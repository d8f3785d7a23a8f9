"""Pushing a release to other storage: whole or not seen, and nothing is sent twice."""

import hashlib
import json
import shutil
from pathlib import Path

import fsspec
import pytest

from courseatlas import releases
from courseatlas.errors import DamagedRelease, StorageError, UsageError
from courseatlas.release_copy import push
from courseatlas.releases import Release


@pytest.fixture
def release(sample_release: Path, tmp_path: Path) -> Release:
    found = releases.find(sample_release, "latest")
    return Release(shutil.copytree(found.path, tmp_path / "releases" / found.version))


def test_a_release_arrives_whole_and_the_pointer_names_it(release: Release, tmp_path: Path) -> None:
    target = tmp_path / "store"
    copied = push(release, target.as_uri())
    assert copied.sent == copied.files == sum(path.is_file() for path in release.path.rglob("*"))
    pointer = json.loads((target / "latest.json").read_text())
    there = target / pointer["path"]
    assert releases.verify(there) == []
    assert push(release, target.as_uri()).sent == 0


def test_a_copy_that_stopped_goes_on_with_what_is_missing(
    release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "store"
    system = type(fsspec.core.url_to_fs(target.as_uri())[0])
    send, sent = system.put_file, []

    def refuse_after_five(self: object, path: str, target: str, **options: object) -> None:
        if len(sent) == 5:
            raise OSError(28, "No space left on device")
        sent.append(target)
        send(self, path, target, **options)

    monkeypatch.setattr(system, "put_file", refuse_after_five)
    with pytest.raises(
        StorageError, match="No space left.*free some space.*goes on with what is missing"
    ):
        push(release, target.as_uri())
    assert not (target / "latest.json").exists()
    monkeypatch.undo()
    copied = push(release, target.as_uri())
    assert copied.sent == copied.files - 5


def test_bytes_that_the_storage_changed_are_told_and_the_pointer_stays(
    release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "store"
    target.mkdir()
    (target / "latest.json").write_text('{"version": "before"}')
    system = type(fsspec.core.url_to_fs(target.as_uri())[0])

    def flip(self: object, path: str, target: str, **options: object) -> None:
        body = Path(path).read_bytes()
        Path(target).write_bytes(body[:-1] + bytes([body[-1] ^ 1]))

    monkeypatch.setattr(system, "put_file", flip)
    with pytest.raises(StorageError, match="other bytes than it was sent"):
        push(release, target.as_uri())
    assert (target / "latest.json").read_text() == '{"version": "before"}'


def test_a_damaged_release_is_not_pushed(release: Release, tmp_path: Path) -> None:
    courses = release.path / "courses.csv"
    courses.write_bytes(courses.read_bytes()[:-1])
    with pytest.raises(DamagedRelease, match="courses.csv"):
        push(release, (tmp_path / "store").as_uri())
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("url", ["gopher://example.edu/atlas", "://", "s3://bucket/atlas"])
def test_storage_that_is_not_known_is_one_line(url: str, release: Release) -> None:
    with pytest.raises((UsageError, StorageError)) as error:
        push(release, url)
    assert "\n" not in str(error.value)


def test_object_stores_are_addressed_as_any_other_storage(release: Release) -> None:
    push(release, "memory://bucket/atlas")
    memory = fsspec.filesystem("memory")
    pointer = json.loads(memory.cat_file("/bucket/atlas/latest.json"))
    body = memory.cat_file(f"/bucket/atlas/{pointer['path']}/courses.parquet")
    own = (release.path / "courses.parquet").read_bytes()
    assert hashlib.sha256(body).digest() == hashlib.sha256(own).digest()
    memory.rm("/bucket", recursive=True)
