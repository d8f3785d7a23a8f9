"""Pruning the archive: what a kept release or the next run needs stays, whenever it is killed."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest

from courseatlas import releases
from flows.pruning.archive import Limits, prune_archive
from spiders.archive import compaction
from spiders.archive.index import Entry
from spiders.archive.store import PageStore
from spiders.archive.warc import Answer
from tests.support.project import Project
from tests.support.sites import catalog

ALL_AGES = Limits(age=timedelta(0))


def pages(output: Path) -> dict[Entry, Answer | None]:
    """The entries of the source's archive, each with the answer that it stands for."""
    store = PageStore(output / "archive" / "example", None)
    found = {entry: store.get(entry) for entry in store.index}
    store.close()
    return found


@pytest.fixture
def project_of_four(project: Project) -> Project:
    """Four releases: a page changes each time, one never, and one is gone after the second."""
    for number in range(1, 5):
        catalog.put(project.site, 3)
        project.site.page("/courses/s1/", catalog.subject_page(1, courses=4 + number))
        if number > 2:
            project.site.page("/courses/s2/", "busy", status=500)
        assert project.refresh("--accept", "example").returncode in (0, 7)
    return project


def evidence(output: Path) -> set[tuple[str, str]]:
    """The pages that the rows of all releases point to, by address and digest."""
    return {
        (row["evidence_url"], row["payload_sha256"])
        for release in releases.all_releases(output)
        for row in release.rows("courses")
    }


def test_what_kept_releases_need_stays_and_the_rest_goes(project_of_four: Project) -> None:
    output = project_of_four.output
    listed = [release.version for release in releases.all_releases(output)]
    assert prune_archive(output, ALL_AGES, dry_run=True).removed > 0
    before = pages(output)
    project_of_four.run("releases", "prune", "--keep", "2")
    told = project_of_four.run("archive", "prune", "--older-than", "0d")
    after = pages(output)
    assert told.returncode == 0 and told.stdout.startswith(f"removed: {len(before) - len(after)} ")
    assert f"evidence of release {listed[-1]}" in told.stdout
    assert len(after) < len(before) and None not in after.values()
    held = {
        (entry.url, hashlib.sha256(answer.body).hexdigest())
        for entry, answer in after.items()
        if answer
    }
    assert evidence(output) <= held
    too_large = project_of_four.run("archive", "prune", "--max-size", "1KB").stdout
    assert "removed: 0 records" in too_large and "kept over the limit: " in too_large
    # nothing is left to remove, and the site is asked as if nothing had been
    assert prune_archive(output, ALL_AGES).removed == 0
    project_of_four.site.bodies.clear()
    assert project_of_four.refresh().returncode in (0, 7)
    assert project_of_four.site.bodies["/courses/s0/"] == 0
    (project_of_four.output / "archive" / "example" / "index.sqlite").unlink()
    assert {answer.body for answer in pages(output).values() if answer} >= {
        answer.body for answer in after.values() if answer
    }


@pytest.mark.parametrize(
    "options", [(), ("--max-size", "much"), ("--older-than", "-1d"), ("--older-than", "soon")]
)
def test_a_limit_that_is_none_is_wrong_usage(project: Project, options: tuple[str, ...]) -> None:
    assert project.run("archive", "prune", *options).returncode == 2


@pytest.mark.parametrize("place", ["fsync", "rename", "replace_file", "unlink"])
def test_a_kill_while_records_are_removed_loses_no_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    class Killed(BaseException):
        pass

    def kill(*arguments: object, **named: object) -> None:
        raise Killed

    folder = tmp_path / "archive" / "example"
    urls = [f"https://www.example.edu/{number}" for number in range(4)]
    store = PageStore(folder, "20260101T000000Z-0001")
    first = [store.put(Answer(url, 200, [], url.encode())) for url in urls]
    store.close()
    store = PageStore(folder, "20260102T000000Z-0002")
    store.confirm(first[0], [])
    store.put(Answer(urls[1], 200, [], b"new"))
    store.close()
    store = PageStore(folder, "prune")
    with monkeypatch.context() as broken:
        owner = {"replace_file": store.index, "unlink": compaction.Path}.get(place, compaction.os)
        broken.setattr(owner, place, kill)
        with pytest.raises(Killed):
            compaction.remove_entries(folder, store.index, [first[1]])
    store.close()
    found = pages(tmp_path)
    assert None not in found.values()
    newest = {entry.url: answer.body for entry, answer in found.items() if answer}
    assert newest == {url: url.encode() for url in urls} | {urls[1]: b"new"}
    revisit = [answer for entry, answer in found.items() if entry.kind == "revisit" and answer]
    assert {answer.body for answer in revisit} == {urls[0].encode()}
