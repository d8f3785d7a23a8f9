import gc
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from flows.deployment.server import PrefectServer
from tests.support.paths import ROOT, TESTS
from tests.support.project import Project
from tests.support.sites.server import Site
from tests.support.storage_servers import StorageServers
from tests.support.waiting import DEADLINE_SECONDS

# as the command line does it: imports and rows are objects by the million that form no cycles
gc.set_threshold(50_000)
# the same examples in each run, however busy the machine is
settings.register_profile(
    "tests", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("tests")
# fixtures whose tests run a whole refresh
_REFRESHES = frozenset(["project", "sample_release"])
# what takes longest, the longest first: a worker that begins late with one of these ends alone. The
# second makes the sample release, while the others do without it
LONGEST = (
    "flows/test_prefect_workers.py",
    "cli/test_examples.py",
    "flows/test_mutations.py",
    "flows/test_schedule.py",
    "flows/test_morning.py",
    "flows/test_keep.py",
    "flows/test_rollback.py",
    "flows/test_refresh_on_a_site.py",
    "courseatlas/test_storage.py",
    "flows/test_why.py",
    "flows/test_workers.py",
    "flows/test_shards.py",
    "flows/test_sample_release.py",
    "flows/test_baseline.py",
    "release_site/test_search.py",
    "release_site/test_accessible_site.py",
)


def pytest_xdist_auto_num_workers() -> int:
    """Two workers more than processors, because a test that waits for a crawl uses none."""
    return (os.cpu_count() or 1) + 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that run a whole refresh as slow, and order the modules for the workers.

    `make quick` leaves slow tests out. The longest modules come first, and then the slow ones, so
    that the workers end together.
    """
    for item in items:
        if _REFRESHES & frozenset(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    longest = {TESTS / name: place for place, name in enumerate(LONGEST)}
    places = {
        path: (longest.get(path, len(longest)), path not in slow)
        for path in {item.path for item in items}
    }
    items.sort(key=lambda item: places[item.path])


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("COURSEATLAS_ALLOW_ADDRESSES", "127.0.0.0/8")
    running = Site()
    yield running
    running.close()


@pytest.fixture
def project(site: Site, tmp_path: Path) -> Project:
    project = Project(site, tmp_path / "out", tmp_path / "sources")
    project.source()
    return project


def _shared_folder(factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder that all workers of pytest-xdist share."""
    base = factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def prefect_database(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A database that a Prefect server of ours has made from nothing; tests copy it.

    Making it takes longer than all else that a small refresh does.
    """
    folder = _shared_folder(tmp_path_factory, worker_id)
    database = folder / "prefect.db"
    with FileLock(folder / "prefect.db.lock"):
        if not database.exists():
            _make_prefect_database(folder / "prefect home", database)
    return database


def _make_prefect_database(home: Path, database: Path) -> None:
    home.mkdir()
    settings = {"PREFECT_HOME": str(home), "DO_NOT_TRACK": "1"}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in settings.items():
            patch.setenv(name, value)
        server = PrefectServer(home / "server.log", with_scheduler=False)
        server.wait(DEADLINE_SECONDS)
        server.stop()
    copy = database.with_suffix(".part")
    with (
        closing(sqlite3.connect(home / "prefect.db")) as made,
        closing(sqlite3.connect(copy)) as to,
    ):
        made.backup(to)
    copy.rename(database)


@pytest.fixture(scope="session")
def sample_release(
    tmp_path_factory: pytest.TempPathFactory, worker_id: str, prefect_database: Path
) -> Path:
    """An output folder with the sample archive's release, made through Prefect as the demo does.

    It is made once for all workers of pytest-xdist: a test that changes it changes a copy.
    """
    folder = _shared_folder(tmp_path_factory, worker_id)
    output = folder / "sample out"
    with FileLock(folder / "sample out.lock"):
        if not (output / "stdout").exists():  # written last
            shutil.rmtree(output, ignore_errors=True)
            _make_sample_release(output, prefect_database)
    return output


def _make_sample_release(output: Path, prefect_database: Path) -> None:
    (output / "prefect").mkdir(parents=True)
    shutil.copy(prefect_database, output / "prefect")
    options = ["--replay", "sample", "--now", "2026-11-24T05:00:00Z", "--output", str(output)]
    command = [sys.executable, "-m", "cli", "refresh", *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (output / "stdout").write_text(done.stdout)


@pytest.fixture(scope="session")
def storage_servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StorageServers]:
    """The storage servers that tests share; each starts when a test asks for it."""
    with closing(StorageServers(tmp_path_factory)) as servers:
        yield servers


@pytest.fixture
def storage_url(
    storage_servers: StorageServers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], str]:
    """Kind -> the address of storage of its own for this test, whose environment knows the server."""

    def url(kind: str) -> str:
        address, environment = storage_servers.address(kind, tmp_path)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return address

    return url


@pytest.fixture
def chromium() -> str:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        pytest.skip("Chromium is not installed")
    return path
