"""The site on disk: it is replaced as a whole, and nothing that happens to it touches a release."""

import errno
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from urllib.request import urlopen

import pytest

from courseatlas import releases
from courseatlas.errors import AtlasError, Busy, StorageError
from courseatlas.locks import exclusive_lock
from flows import site
from flows.pruning import prune_releases
from flows.site import build_site, built_or_why_not, is_site, site_folder
from release_site import server
from release_site.build import SiteSize
from tests.support.paths import ROOT
from tests.support.project import Project
from tests.support.sites import catalog
from tests.support.small_release import write_release
from tests.support.waiting import wait_until


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output folder with a release."""
    write_release(tmp_path)
    return tmp_path


def place_of(output: Path) -> Path:
    return site_folder(output, "2026-11-24.1")


def latest(output: Path) -> releases.Release:
    found = releases.latest(output)
    assert found is not None
    return found


def test_a_site_is_built_beside_the_release_and_leaves_nothing_else(output: Path) -> None:
    size = build_site(output, latest(output), place_of(output))
    assert is_site(place_of(output)) and size.files > 30
    assert {path.name for path in (output / "site").iterdir()} == {"2026-11-24.1", ".site.lock"}
    assert releases.verify(latest(output).path) == []


@pytest.mark.parametrize("step", ["write", "rename"])
def test_a_build_that_fails_leaves_the_site_of_before(
    output: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    place = place_of(output)
    build_site(output, latest(output), place)
    (place / "mark").touch()

    def full(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as broken:
        if step == "write":
            broken.setattr(site, "write_site", full)
        else:
            rename = os.rename
            broken.setattr(os, "rename", lambda a, b: full() if ".staging" in str(a) else rename(a, b))  # fmt: skip
        with pytest.raises(StorageError, match="no site was changed"):
            build_site(output, latest(output), place)
    assert (place / "mark").exists() and is_site(place)
    build_site(output, latest(output), place)
    assert not (place / "mark").exists() and is_site(place)


def test_what_a_killed_build_left_is_put_right(output: Path) -> None:
    place = place_of(output)
    build_site(output, latest(output), place)
    # killed between the two renames, with half of a new site in the spare folder
    os.rename(place, place.with_name(".old-2026-11-24.1"))
    place.with_name(".staging-2026-11-24.1").mkdir()
    build_site(output, latest(output), place)
    assert is_site(place) and len(list(place.parent.iterdir())) == 2


def test_a_folder_of_something_else_is_never_replaced(output: Path) -> None:
    (output / "mine").mkdir()
    (output / "mine" / "thesis.txt").write_text("x")
    with pytest.raises(AtlasError, match="is no site of Course Atlas; give a new folder"):
        build_site(output, latest(output), output / "mine")
    assert (output / "mine" / "thesis.txt").exists()


def test_one_process_at_a_time_builds(output: Path) -> None:
    (output / "site").mkdir()
    with exclusive_lock(output / "site" / ".site.lock", "wait"), pytest.raises(Busy):
        build_site(output, latest(output), place_of(output))


def test_whatever_goes_wrong_after_a_publication_is_one_line(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*arguments: object) -> SiteSize:
        raise ValueError("two lamps")

    monkeypatch.setattr(site, "write_site", broken)
    line = built_or_why_not(output, latest(output).path)
    assert line == "not built: ValueError: two lamps; `courseatlas site` builds it"


def test_a_site_goes_with_its_release(output: Path) -> None:
    write_release(output, "2026-11-25.1")
    for release in releases.all_releases(output):
        build_site(output, release, site_folder(output, release.version))
    assert prune_releases(output, 1) == ["2026-11-24.1"]
    assert [path.name for path in (output / "site").iterdir() if path.is_dir()] == ["2026-11-25.1"]


def test_a_site_is_served_on_the_loopback_alone(output: Path) -> None:
    build_site(output, latest(output), place_of(output))
    with server.site_server(place_of(output), 0) as running:
        host, port = running.server_address[:2]
        threading.Thread(target=running.serve_forever, daemon=True).start()
        with urlopen(f"http://{host!s}:{port}/assets/search.js") as answer:
            assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
        with pytest.raises(AtlasError, match="give another one with --port"):
            server.site_server(place_of(output), int(port))
        running.shutdown()
    assert host == "127.0.0.1"


def test_a_refresh_builds_the_site_of_what_it_publishes_where_it_is_asked_to(
    project: Project,
) -> None:
    catalog.put(project.site, 1)
    done = project.refresh("--site")
    assert done.returncode == 0, done.stderr
    place = site_folder(project.output, latest(project.output).version)
    assert is_site(place) and f"site:    {place}" in done.stdout
    again = project.refresh("--site")
    assert "site:" not in again.stdout  # nothing new, nothing published


def test_a_build_that_is_killed_leaves_the_site_of_before(output: Path) -> None:
    place = place_of(output)
    build_site(output, latest(output), place)
    (place / "mark").touch()
    waits = output / "pagefind"
    waits.write_text(f"#!/bin/sh\ntouch '{output}/waits'\nexec sleep 600\n")
    waits.chmod(0o755)
    with subprocess.Popen(
        [sys.executable, "-m", "cli", "site", "--output", str(output)],
        cwd=ROOT,
        env={**os.environ, "PAGEFIND_BINARY_PATH": str(waits)},
        start_new_session=True,
    ) as process:
        wait_until((output / "waits").exists, "the build makes its search")
        os.killpg(process.pid, signal.SIGKILL)
    staged = place.with_name(".staging-2026-11-24.1")
    assert (staged / "courses.html").exists() and not is_site(staged)
    assert (place / "mark").exists() and is_site(place)
    build_site(output, latest(output), place)
    assert is_site(place) and not (place / "mark").exists() and not staged.exists()
