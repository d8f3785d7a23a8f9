"""Storage that machines share: the same promises over a folder, SFTP and S3."""

import hashlib
import json
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import fsspec
import pytest

import courseatlas
from courseatlas import objects, releases
from courseatlas.errors import AtlasError, DamagedRelease, StorageError, UsageError
from courseatlas.objects import ObjectMissing
from courseatlas.release_copy import POINTER, push
from courseatlas.storage import Storage
from flows.publication.pointer import pointer_problem
from flows.publication.restore import restore
from tests.support.processes import children, command_line
from tests.support.storage_servers import StorageServers, free_port, sftp_server

KINDS = ("file", "memory", "sftp", "s3")


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, storage_url: Callable[[str], str]) -> str:
    """The address of storage of its own for each test."""
    return storage_url(request.param)


@pytest.fixture(scope="module", params=KINDS)
def pushed(
    request: pytest.FixtureRequest,
    storage_servers: StorageServers,
    sample_release: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The address of storage to which the sample release was pushed; tests only read it."""
    folder = tmp_path_factory.mktemp("pushed")
    address, environment = storage_servers.address(request.param, folder)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        push(releases.find(sample_release, "latest"), address)
        yield address


def test_what_is_written_is_read_and_replaced_whole(url: str) -> None:
    storage = Storage(url)
    assert storage.read("runs/a.json") is None and storage.names("runs") == []
    storage.write("runs/a.json", b"one")
    storage.write("runs/a.json", b"two and more")
    assert Storage(url).read("runs/a.json") == b"two and more"
    assert storage.size("runs/a.json") == 12 and storage.size("runs/b.json") is None
    storage.write("runs/sub/b.json", b"")
    assert storage.names("runs") == ["a.json", "sub"]
    storage.remove("runs/a.json")
    storage.remove("runs/a.json")
    assert storage.names("runs") == ["sub"]
    for name in ("c.json", "d.json", "e.json"):
        storage.write(f"runs/{name}", b"three")
    storage.remove_all(["runs/c.json", "runs/d.json"])
    storage.remove_all(["runs/d.json", "runs/e.json"])
    storage.remove_all([])
    assert storage.names("runs") == ["sub"]
    storage.remove_folder("runs")
    storage.remove_folder("runs")
    assert storage.read("runs/sub/b.json") is None


@pytest.mark.parametrize("kind", ["file", "sftp"])
def test_of_several_that_create_a_file_at_once_one_succeeds(
    kind: str, storage_url: Callable[[str], str]
) -> None:
    address = storage_url(kind)
    machines = [Storage(address) for _ in range(4)]
    start = threading.Barrier(len(machines))

    def create(number: int) -> bool:
        start.wait()
        return machines[number].create("coordinator/1.json", f"machine {number}".encode())

    with ThreadPoolExecutor() as pool:
        created = list(pool.map(create, range(len(machines))))
    assert created.count(True) == 1
    winner = f"machine {created.index(True)}".encode()
    assert machines[0].read("coordinator/1.json") == winner


def test_a_file_that_is_there_is_not_created(url: str) -> None:
    """Over S3 one after the other: moto's answer to `If-None-Match` is not atomic, S3's is."""
    assert Storage(url).create("coordinator/1.json", b"one")
    assert not Storage(url).create("coordinator/1.json", b"two")
    assert Storage(url).create("coordinator/1.json", b"one"), "after a failure in the middle"
    assert Storage(url).read("coordinator/1.json") == b"one"


def test_objects_are_sent_once_and_checked_when_they_are_read(url: str, tmp_path: Path) -> None:
    storage, path = Storage(url), tmp_path / "page.warc.gz"
    path.write_bytes(b"page" * 1000)
    digest = objects.put_file(storage, path)
    assert (
        digest
        == objects.put(storage, path.read_bytes())
        == hashlib.sha256(b"page" * 1000).hexdigest()
    )
    objects.get_file(storage, digest, tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == objects.get(storage, digest) == path.read_bytes()
    with pytest.raises(ObjectMissing, match="is not there"):
        objects.get(storage, "0" * 64)
    storage.write(f"objects/{digest[:2]}/{digest}", b"pagE" * 1000)
    with pytest.raises(ObjectMissing, match="holds other bytes.*it is sent again"):
        objects.get_file(storage, digest, tmp_path / "damaged")
    assert not (tmp_path / "damaged").exists()
    assert (
        objects.put_file(storage, path) == digest
        and objects.get(storage, digest) == path.read_bytes()
    )


def test_a_release_is_pushed_there_and_found_whole(url: str, sample_release: Path) -> None:
    release = releases.find(sample_release, "latest")
    copied = push(release, url)
    assert copied.sent == copied.files and push(release, url).sent == 0
    storage = Storage(url)
    pointer = json.loads(storage.read("latest.json") or b"")
    for path in release.path.rglob("*"):
        if path.is_file():
            name = f"{pointer['path']}/{path.relative_to(release.path).as_posix()}"
            assert storage.digest(name) == hashlib.sha256(path.read_bytes()).hexdigest()


def test_an_analyst_reads_a_release_that_was_pushed_there(
    pushed: str, sample_release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    atlas = courseatlas.load(f"{pushed}/latest")
    assert atlas.programs.equals(courseatlas.load(sample_release).programs)
    counted = atlas.sql("SELECT count(*) AS n FROM courses_with_providers")
    assert counted.n.tolist() == [len(atlas.courses)]


@pytest.mark.parametrize("pushed", ["memory", "s3"], indirect=True)
def test_duckdb_reads_a_release_where_it_was_pushed(pushed: str, sample_release: Path) -> None:
    release = releases.find(sample_release, "latest")
    with duckdb.connect() as connection:
        connection.register_filesystem(fsspec.filesystem(pushed.partition("://")[0]))
        # as docs/tutorials/sql.md does it
        pointer = connection.sql(f"SELECT path FROM read_json('{pushed}/{POINTER}')")
        ((folder,),) = pointer.fetchall()
        courses = f"'{pushed}/{folder}/courses.parquet'"
        ids = [row[0] for row in connection.sql(f"SELECT id FROM {courses} ORDER BY id").fetchall()]
    assert ids == sorted(row["id"] for row in release.rows("courses"))


def test_a_release_that_was_pushed_is_restored_on_a_new_machine(
    pushed: str, sample_release: Path, tmp_path: Path
) -> None:
    release, output = releases.find(sample_release, "latest"), tmp_path / "new machine"
    with pytest.raises(AtlasError, match="names no release; push one there first"):
        restore(output, f"{pushed}/elsewhere", "latest")
    restored = restore(output, pushed, "latest")
    assert releases.verify(restored.path) == [] and restored.version == release.version
    assert pointer_problem(output) is None
    assert (output / "latest").resolve() == restored.path
    with pytest.raises(AtlasError, match="has 2026-11-24.1 already"):
        restore(output, pushed, release.version)


def test_a_copy_that_was_damaged_is_not_restored(sample_release: Path, tmp_path: Path) -> None:
    release, output, url = (
        releases.find(sample_release, "latest"),
        tmp_path / "out",
        tmp_path.as_uri(),
    )
    push(release, url)
    courses = tmp_path / "releases" / release.version / "courses.csv"
    courses.write_bytes(courses.read_bytes()[:-1])
    with pytest.raises(DamagedRelease, match="courses.csv.*push it anew"):
        restore(output, url, "latest")
    courses.unlink()
    with pytest.raises(DamagedRelease, match="courses.csv: cannot be read"):
        restore(output, url, "latest")
    assert not list((output / "releases").iterdir()) and not (output / "latest").exists()


def test_a_network_that_is_cut_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = type(fsspec.core.url_to_fs(tmp_path.as_uri())[0])
    write, cut = system.pipe_file, []

    def cut_twice(self: object, path: str, body: bytes, **options: object) -> None:
        if len(cut) < 2:
            cut.append(path)
            raise ConnectionResetError(104, "Connection reset by peer")
        write(self, path, body, **options)

    monkeypatch.setattr(system, "pipe_file", cut_twice)
    with pytest.raises(StorageError, match="Connection reset by peer"):
        Storage(tmp_path.as_uri()).write("a.json", b"one")
    cut.clear()
    Storage(tmp_path.as_uri(), patience_seconds=60).write("a.json", b"one")
    assert len(cut) == 2 and (tmp_path / "a.json").read_bytes() == b"one"
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_a_connection_that_breaks_is_opened_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    with sftp_server(tmp_path, tmp_path) as address:
        patient, impatient = Storage(address, patience_seconds=60), Storage(address)
        patient.write("runs/a.json", b"one")
        impatient.read("runs/a.json")
        (server,) = [
            process
            for process in children(os.getpid())
            if str(tmp_path).encode() in command_line(process)
        ]
        for session in children(server):
            os.kill(session, signal.SIGKILL)
        assert patient.read("runs/a.json") == b"one"
        with pytest.raises(StorageError) as error:
            impatient.read("runs/a.json")
        assert "\n" not in str(error.value)


def test_a_refusal_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "runs").write_text("a file where a folder is to be")
    with pytest.raises(StorageError) as error:
        Storage(tmp_path.as_uri(), patience_seconds=600).write("runs/a.json", b"one")
    assert "\n" not in str(error.value) and str(tmp_path) in str(error.value)


def test_a_server_that_does_not_answer_is_one_line_without_the_password() -> None:
    pytest.importorskip("paramiko", reason="paramiko is not installed")
    with pytest.raises(StorageError) as error:
        Storage(f"sftp://atlas:secret@127.0.0.1:{free_port()}/atlas")
    assert "\n" not in str(error.value) and "secret" not in str(error.value)
    assert str(error.value).startswith("sftp://atlas:…@127.0.0.1")


def test_a_host_that_is_not_known_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    with sftp_server(tmp_path, tmp_path) as address:
        assert Storage(address).names("") != []
        (tmp_path / ".ssh" / "known_hosts").write_text("")
        with pytest.raises(StorageError, match="does not know this key.*ssh-keyscan"):
            Storage(address)


@pytest.mark.parametrize("address", ["gopher://example.edu/atlas", "://", "atlas"])
def test_an_address_of_no_storage_is_a_usage_error(address: str) -> None:
    with pytest.raises(UsageError, match="give one such as file:///mnt/atlas"):
        Storage(address)
