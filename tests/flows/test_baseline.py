"""A corrected reader is no broken site: the gates compare with the archive read by the new reader."""

import json

import pytest

from courseatlas.paths import PROFILES
from courseatlas.profiles import load_all
from flows.validate.good_crawl import reader_digest
from tests.support.project import Project
from tests.support.sites import catalog


@pytest.fixture
def published(project: Project) -> Project:
    """A release of twelve courses, of which the manifest says that another reader made it."""
    catalog.put(project.site, 3)
    assert project.refresh("--now", "2026-11-16T05:00:00Z").returncode == 0
    return project


def manifest(project: Project) -> dict:
    return json.loads((project.output / "latest" / "manifest.json").read_text("utf-8"))


def change_manifest(project: Project, **entries: object) -> None:
    """Write the last release's entry of the source anew, as another reader would have left it."""
    path = (project.output / "latest").resolve() / "manifest.json"
    content = manifest(project)
    source = content["sources"]["example"]
    content["sources"]["example"] = source | entries
    path.write_text(json.dumps(content), "utf-8")


def gates(project: Project) -> list[dict]:
    run = sorted((project.output / "runs").glob("*/report/report.json"))[-1]
    return json.loads(run.read_text("utf-8"))["gates"]


def test_the_manifest_keeps_a_digest_of_each_source_s_reader(published: Project) -> None:
    entry = manifest(published)["sources"]["example"]
    rules = [rule for profile in load_all(PROFILES) for rule in profile.recommendations]
    assert entry["reader_sha256"] == reader_digest("courseleaf", rules)
    assert entry["crawl_run"] == manifest(published)["run_id"]


def test_rows_that_a_new_reader_loses_on_the_same_pages_do_not_hold_the_source_back(
    published: Project,
) -> None:
    # the reader of before took each course twice: it is mended, and half of the rows are gone
    facts = manifest(published)["sources"]["example"]["facts"]
    twice = facts | {"rows": {**facts["rows"], "courses": 2 * facts["rows"]["courses"]}}
    change_manifest(published, reader_sha256="another reader", facts=twice)
    done = published.refresh("--now", "2026-11-23T05:00:00Z")
    assert done.returncode == 0, done.stdout
    (gate,) = gates(published)
    assert gate["gate"] == "reader changed" and gate["lifted"]
    assert "gave 24 courses then and give 12 courses now" in gate["sentence"]


def test_without_a_new_reader_the_same_loss_holds_the_source_back(published: Project) -> None:
    facts = manifest(published)["sources"]["example"]["facts"]
    twice = facts | {"rows": {**facts["rows"], "courses": 2 * facts["rows"]["courses"]}}
    change_manifest(published, facts=twice)
    assert published.refresh("--now", "2026-11-23T05:00:00Z").returncode == 7
    assert {gate["gate"] for gate in gates(published)} == {"rows lost"}


def test_a_site_that_breaks_beside_a_new_reader_is_still_noticed(published: Project) -> None:
    change_manifest(published, reader_sha256="another reader")
    page = "<html><body><p>We have moved.</p></body></html>"
    for number in range(1, 3):
        published.site.page(f"/courses/s{number}/", page)
    assert published.refresh("--now", "2026-11-23T05:00:00Z").returncode == 7
    assert {"rows lost", "reader changed"} <= {gate["gate"] for gate in gates(published)}


def test_an_archive_that_is_gone_leaves_the_numbers_of_the_last_release(published: Project) -> None:
    change_manifest(published, reader_sha256="another reader", crawl_run="a-run-of-long-ago")
    assert published.refresh("--now", "2026-11-23T05:00:00Z").returncode == 0


def test_a_source_whose_yaml_reads_more_may_grow(published: Project) -> None:
    catalog.put(published.site, 9)
    published.source("budget: {pages: 300}\n")
    done = published.refresh("--now", "2026-11-23T05:00:00Z")
    assert done.returncode == 0, done.stdout
    (gate,) = gates(published)
    assert gate["gate"] == "rows grown" and gate["lifted"] and "YAML" in gate["remedy"]
