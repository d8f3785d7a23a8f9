"""A release that a person withdraws, and folders that a person prunes."""

import json
import shutil
from pathlib import Path

import pytest

from courseatlas import releases
from flows.plan import make_plan
from flows.refresh import refresh
from tests.support.crawls import pages, replayed
from tests.support.paths import SAMPLE_SOURCES
from tests.support.project import Project
from tests.support.sites import catalog


def publish(project: Project, subjects: int) -> str:
    """Publish a release of a site with some subjects; returns its version."""
    catalog.put(project.site, subjects)
    done = project.refresh()
    assert done.returncode == 0, done.stderr
    return json.loads((project.output / "latest.json").read_text())["version"]


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with one release, made once without HTTP; tests change a copy."""
    output = tmp_path_factory.mktemp("released")
    plan = make_plan(
        output,
        source_ids=["khan-academy"],
        sources_folder=SAMPLE_SOURCES,
        now="2026-11-16T05:00:00Z",
    )
    assert refresh(plan, replayed(lambda source: pages(source.id))).release
    return output


def with_release(project: Project, released: Path) -> str:
    """Give the output folder of a project a copy of the release; returns its version."""
    shutil.copytree(released, project.output, symlinks=True)
    return latest(project)


def latest(project: Project) -> str:
    return (project.output / "latest").resolve().name


def test_a_withdrawn_release_stays_withdrawn_until_a_person_resumes(project: Project) -> None:
    first, second = publish(project, 1), publish(project, 2)
    assert project.run("releases", "rollback", first).returncode == 0
    assert latest(project) == first
    assert second in project.run("releases", "list").stdout
    held = project.refresh()
    assert held.returncode == 7 and latest(project) == first
    assert f"{second} was withdrawn" in held.stdout
    assert f"{second} was withdrawn" in project.run("status").stdout
    assert project.run("releases", "resume").returncode == 0
    done = project.refresh()
    assert done.returncode == 0 and latest(project) not in (first, second)
    assert "held:" not in project.run("status").stdout
    # the rows of the withdrawn release are no newcomers: their ids were held before
    first_seen = {row["id"]: row["first_seen"] for row in project.rows("ids")}
    withdrawn = releases.find(project.output, second).ids()
    assert {key: first_seen[key] for key in withdrawn} == {
        key: row["first_seen"] for key, row in withdrawn.items()
    }
    changes = {row["change"] for row in project.rows("changes")}
    assert changes == {"returned"}


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (("rollback", "2020-01-01.1"), "no release 2020-01-01.1"),
        (("rollback", "latest"), "name an earlier one"),
        (("resume",), "there is nothing to resume"),
    ],
)
def test_what_cannot_be_withdrawn_is_one_line(
    project: Project, released: Path, command: tuple[str, ...], message: str
) -> None:
    with_release(project, released)
    done = project.run("releases", *command)
    assert done.returncode == 1 and message in done.stderr and done.stderr.count("\n") == 1


def test_no_release_is_rolled_back_to_that_is_damaged(project: Project) -> None:
    first, second = publish(project, 1), publish(project, 2)
    with open(project.output / "releases" / first / "courses.csv", "a") as stream:
        stream.write("x\n")
    done = project.run("releases", "rollback", first)
    assert done.returncode == 9 and latest(project) == second
    assert project.refresh().returncode == 0  # nothing holds it


def test_prune_keeps_the_latest_what_is_withdrawn_and_what_is_newest(project: Project) -> None:
    versions = [publish(project, subjects) for subjects in (1, 2, 3, 4)]
    project.run("releases", "rollback", versions[0])
    assert project.run("releases", "prune", "--keep", "1").stdout == (
        f"removed: {versions[1]}, {versions[2]}\n"
    )
    assert [release.version for release in releases.all_releases(project.output)] == [
        versions[0],
        versions[3],
    ]
    runs = sorted(path.name for path in (project.output / "runs").iterdir())
    of_latest = releases.find(project.output, "latest").manifest["run_id"]
    project.run("runs", "prune", "--keep", "2")
    left = sorted(path.name for path in (project.output / "runs").iterdir())
    assert set(left) == {of_latest, *runs[-2:]}
    assert project.run("runs", "list").stdout.count(" published ") == 6


@pytest.mark.parametrize("name", ["SHA256SUMS", "manifest.json", "courses.csv", "README.md"])
def test_verify_names_a_flipped_byte_and_a_file_that_nobody_lists(
    project: Project, released: Path, name: str
) -> None:
    version = with_release(project, released)
    folder = project.output / "releases" / version
    assert releases.verify(folder) == []
    body = bytearray((folder / name).read_bytes())
    body[len(body) // 2] ^= 1
    (folder / name).write_bytes(bytes(body))
    problems = releases.verify(folder)
    assert problems and any(name in problem for problem in problems)
    body[len(body) // 2] ^= 1
    (folder / name).write_bytes(bytes(body))
    (folder / "stray.txt").write_text("x")
    assert releases.verify(folder) == ["stray.txt: is not listed in the manifest"]
