import io
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from cli.main import main
from spiders.archive.index import Index
from tests.support.sites import catalog
from tests.support.sites.server import Site

ROOT = Path(__file__).resolve().parent.parent


# fixtures whose tests run a whole refresh
_REFRESHES = frozenset({"project", "sample_release"})


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that run a whole refresh as slow: `make quick` leaves them out."""
    for item in items:
        if _REFRESHES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("COURSEATLAS_ALLOW_ADDRESSES", "127.0.0.0/8")
    running = Site()
    yield running
    running.close()


@dataclass
class Project:
    """An output folder and a registry with one source, `example`, over a site."""

    site: Site
    output: Path
    sources: Path

    def source(self, more: str = "") -> None:
        self.sources.mkdir(exist_ok=True)
        (self.sources / "example.yml").write_text(catalog.yaml(self.site, more))

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "cli", *arguments]

    def refresh(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run("refresh", "--sources", str(self.sources), "--no-prefect", *arguments)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command in this process, as a served schedule runs it again and again; what a process of its own would have left.

        A command that is killed, or that runs beside another, is started by `command` as a process; crawls always are processes.
        """
        printed, errors = (
            io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2)
        )
        handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
        with redirect_stdout(printed), redirect_stderr(errors):
            status = main([*arguments, "--output", str(self.output)])
        for number, handler in handlers.items():
            signal.signal(number, handler)
        out, err = (stream.buffer.getvalue().decode() for stream in (printed, errors))
        return subprocess.CompletedProcess(arguments, status, out, err)

    def archived(self) -> set[str]:
        """The paths of the pages that the source's archive holds whole."""
        index = Index(self.output / "archive" / "example" / "index.sqlite")
        paths = {urlsplit(entry.url).path for entry in index}
        index.close()
        return paths


@pytest.fixture
def project(site: Site, tmp_path: Path) -> Project:
    made = Project(site, tmp_path / "out", tmp_path / "sources")
    made.source()
    return made


@pytest.fixture(scope="session")
def sample_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with the sample archive's release, made once, through Prefect as the demo makes it."""
    output = tmp_path_factory.mktemp("sample out")
    command = [
        sys.executable,
        "-m",
        "cli",
        "refresh",
        "--replay",
        "sample",
        "--output",
        str(output),
        "--now",
        "2026-11-24T05:00:00Z",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    (output / "stdout").write_text(done.stdout)
    return output


@pytest.fixture
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.skip("Chromium is not installed")
    return found
