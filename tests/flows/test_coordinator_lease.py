"""One coordinator per storage: a second one ends, and one that died makes room."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from courseatlas.errors import Busy, ExitStatus, StorageError
from courseatlas.storage import Storage
from flows.workers import lease
from flows.workers.lease import Lease, clock_difference, coordinator_lease

QUICK = 0.6


@pytest.fixture(params=["file", "sftp", "s3"])
def storage(request: pytest.FixtureRequest, storage_url: Callable[[str], str]) -> Storage:
    return Storage(storage_url(request.param))


@pytest.fixture
def folder_storage(tmp_path: Path) -> Storage:
    return Storage(f"{tmp_path.as_uri()}/storage")


def abandoned(storage: Storage, output: Path) -> Lease:
    """A lease whose holder was killed: nobody renews it, and it was not released."""
    held = Lease(storage, lease._take(storage, output, QUICK), output)
    held.write()
    return held


def test_a_second_coordinator_is_told_who_holds_the_storage(storage: Storage) -> None:
    with (
        coordinator_lease(storage, Path("/srv/one"), QUICK),
        pytest.raises(Busy, match=r"process \d+ on .*/srv/one.* coordinates a refresh") as error,
        coordinator_lease(storage, Path("/srv/two"), 60.0),
    ):
        pass
    assert error.value.status == ExitStatus.BUSY and "\n" not in str(error.value)
    with coordinator_lease(storage, Path("/srv/two"), 60.0) as held:  # released: no wait
        held.check()
    assert len(storage.names("coordinator")) == 1


def test_of_two_that_start_at_once_one_coordinates(folder_storage: Storage) -> None:
    start, ended = threading.Barrier(2), threading.Event()

    def coordinate(name: str) -> str:
        start.wait()
        try:
            with coordinator_lease(folder_storage, Path(name), 6.0):  # renewed every second
                ended.wait(30)
                return "coordinated"
        except Busy:
            ended.set()
            return "busy"

    with ThreadPoolExecutor() as pool:
        assert sorted(pool.map(coordinate, ["/srv/one", "/srv/two"])) == ["busy", "coordinated"]


def test_a_lease_that_stands_still_is_taken_over_and_its_holder_learns_of_it(
    folder_storage: Storage,
) -> None:
    old = abandoned(folder_storage, Path("/srv/one"))
    with coordinator_lease(folder_storage, Path("/srv/two"), QUICK) as new:
        old.renew_until_the_end(0.01)
        with pytest.raises(Busy, match="another coordinator took over"):
            old.check()
        old.end()
        new.check()
        assert len(folder_storage.names("coordinator")) == 1


def test_the_same_folder_on_the_same_machine_need_not_wait(folder_storage: Storage) -> None:
    """Its lock tells that the holder of the lease is dead."""
    abandoned(folder_storage, Path("/srv/one"))
    with coordinator_lease(folder_storage, Path("/srv/one"), 3600.0) as held:
        held.check()


def test_a_machine_with_the_same_name_is_another_one(
    folder_storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "_boot", lambda: "another boot")
    with coordinator_lease(folder_storage, Path("/srv/one"), QUICK):
        monkeypatch.undo()
        with pytest.raises(Busy), coordinator_lease(folder_storage, Path("/srv/one"), 60.0):
            pass


def test_a_lease_that_its_creator_left_empty_is_taken_over(folder_storage: Storage) -> None:
    folder_storage.write("coordinator/00000041.json", b"")
    with coordinator_lease(folder_storage, Path("/srv/one"), 0.1):
        assert folder_storage.names("coordinator") == ["00000042.json"]


def test_a_lease_that_cannot_be_renewed_is_lost(
    folder_storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = abandoned(folder_storage, Path("/srv/one"))

    def refuse(*arguments: object) -> None:
        raise StorageError("the storage is away")

    monkeypatch.setattr(folder_storage, "names", refuse)
    held.renew_until_the_end(0.01, patience=0.05)
    with pytest.raises(StorageError, match="the storage is away; the same command resumes"):
        held.check()


def test_a_wrong_clock_is_told_only_while_a_coordinator_is_at_work(
    folder_storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "SILENCE_SECONDS", 0.3)
    held = abandoned(folder_storage, Path("/srv/one"))
    assert clock_difference(folder_storage, 300.0) is None

    monkeypatch.setattr(lease, "_now", lambda: datetime.now(UTC) - timedelta(hours=2))
    held.write()
    assert clock_difference(folder_storage, 300.0) is None  # the holder is dead, or stands still
    renewing = threading.Thread(target=held.renew_until_the_end, args=(0.06,), daemon=True)
    renewing.start()
    seconds = clock_difference(folder_storage, 300.0)
    held.end()
    renewing.join()
    assert seconds == pytest.approx(7200, abs=60)
