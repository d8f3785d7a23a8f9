"""A catalog rolls its edition over, or moves to other software, between two refreshes."""

from pathlib import Path

import pytest

from tests.support.project import Project
from tests.support.sites.mirrors import courseleaf
from tests.support.sites.mirrors.acalog import Acalog
from tests.support.sites.server import Site
from tests.support.whole_catalogs import yaml


@pytest.fixture
def catalog(site: Site, tmp_path: Path) -> Project:
    """A project whose one source names the root of an Acalog catalog."""
    project = Project(site, tmp_path / "out", tmp_path / "sources")
    project.sources.mkdir()
    (project.sources / "example.yml").write_text(yaml(site, "acalog") + "delay_seconds: 0\n")
    Acalog(site, 9, "2026-2027", with_graduate=False).put()
    assert project.refresh("--now", "2026-11-24T05:00:00Z").returncode == 0
    return project


def ids(project: Project) -> set[str]:
    return {row["id"] for table in ("courses", "programs") for row in project.rows(table)}


def test_a_new_edition_is_followed_from_the_root_and_all_ids_stay(
    catalog: Project, site: Site
) -> None:
    before = ids(catalog)
    assert before
    site.replies.clear()
    site.asked.clear()
    Acalog(site, 31, "2027-2028", with_graduate=False).put()
    assert catalog.refresh("--now", "2027-08-01T05:00:00Z").returncode == 0
    assert ids(catalog) == before
    rows = [*catalog.rows("courses"), *catalog.rows("programs")]
    assert {row["freshness"] for row in rows} == {"fresh"}
    assert all("catoid=31" in row["url"] for row in rows), "no row is of the earlier edition"
    assert {row["edition"] for row in rows} == {"2027-2028 Catalog"}
    assert not [path for path in site.asked if "catoid=9" in path or "catoid=30" in path]


def test_a_catalog_that_moved_to_other_software_fails_with_its_name_and_keeps_its_rows(
    catalog: Project, site: Site
) -> None:
    before = ids(catalog)
    site.replies.clear()
    courseleaf.put(site)
    done = catalog.refresh("--now", "2026-12-01T05:00:00Z")
    assert done.returncode != 0
    (health,) = catalog.rows("source_health")
    assert health["state"] == "stale"
    assert "courseleaf answers where acalog is expected" in health["message"]
    assert f"courseatlas sources probe {site.url}/" in health["message"]
    assert ids(catalog) == before
    assert {row["freshness"] for row in catalog.rows("courses")} == {"stale"}
    assert catalog.page_outcomes() == {"/": "error:other_platform"}
