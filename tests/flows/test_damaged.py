"""A last release that somebody damaged: nothing is compared with it, no row is lost to it, and the message names the file and the remedy."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from courseatlas import releases
from tests.support.project import Project
from tests.support.sites import catalog

DAMAGES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "garbage": (
        "manifest.json: cannot be read",
        lambda release: (release / "manifest.json").write_text("{not json"),
    ),
    "missing": (
        "manifest.json: cannot be read",
        lambda release: (release / "manifest.json").unlink(),
    ),
    "empty": (
        "manifest.json: lists no files",
        lambda release: (release / "manifest.json").write_text("{}"),
    ),
    "no-table": (
        "courses.parquet: cannot be read",
        lambda release: (release / "courses.parquet").unlink(),
    ),
    "torn-table": (
        "courses.parquet: is not as its manifest says",
        lambda release: (release / "courses.parquet").write_bytes(b"PAR1"),
    ),
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with two releases, made once without HTTP."""
    from flows.plan import make_plan
    from flows.refresh import refresh
    from tests.support.crawls import pages, replayed
    from tests.support.paths import ROOT

    output = tmp_path_factory.mktemp("damaged")
    for day, source in (("2026-11-16", "khan-academy"), ("2026-11-17", "cmu")):
        plan = make_plan(
            output,
            source_ids=[source],
            sources_folder=ROOT / "samples" / "sources",
            now=f"{day}T05:00:00Z",
        )
        assert refresh(plan, replayed(lambda source: pages(source.id))).release
    return output


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_release_stops_the_refresh_before_it_asks_a_site(
    published: Path, project: Project, name: str
) -> None:
    said, damage = DAMAGES[name]
    shutil.copytree(published, project.output, symlinks=True)
    damage((project.output / "latest").resolve())
    catalog.put(project.site, 1)
    done = project.refresh("--now", "2026-11-24T05:00:00Z")
    assert done.returncode == 9 and not project.site.asked, done.stderr
    (line,) = done.stderr.strip().splitlines()
    assert (
        f"releases/2026-11-17.1/{said}" in line
        and "put the file back from a copy, or remove this release's folder" in line
    )
    assert [one.version for one in releases.all_releases(project.output)] == [
        "2026-11-16.1",
        "2026-11-17.1",
    ]
    for command in (("releases", "list"), ("releases", "verify"), ("status",)):
        told = project.run(*command)
        assert "Traceback" not in told.stderr and "fault of the program" not in told.stderr, (
            told.stderr
        )
    assert project.run("releases", "verify").returncode == 9
    shutil.rmtree((project.output / "latest").resolve())  # the remedy
    # 7: the rows of the release before stay, of a source that this folder reads no more
    assert project.refresh("--now", "2026-11-24T05:00:00Z").returncode == 7
    compared = json.loads(
        next(project.output.glob("releases/2026-11-24.1/report/report.json")).read_text("utf-8")
    )
    assert compared["verdict"]["previous"] == "2026-11-16.1"


def test_a_damaged_release_does_not_hide_the_others_of_the_list(
    published: Path, project: Project
) -> None:
    shutil.copytree(published, project.output, symlinks=True)
    (project.output / "releases" / "2026-11-16.1" / "manifest.json").write_text("[]")
    listed = project.run("releases", "list")
    assert (
        listed.returncode == 0
        and "damaged: see courseatlas releases verify 2026-11-16.1" in listed.stdout
    )
    assert "19 rows" not in listed.stdout and "<- latest" in listed.stdout.splitlines()[1]
