"""Candidates of the registry in a refresh: read when asked for, and left as they are otherwise."""

from collections import Counter

from courseatlas.errors import ExitStatus
from tests.support.project import Project
from tests.support.sites import catalog
from tests.support.sites.server import Site

# another path of the same site: a catalog of its own
CANDIDATE = """id: other-college
state: candidate
name: Other College
platform: courseleaf
provider: {{type: university, country: US, website: https://www.other.example.edu}}
start_urls: [{url}/other/]
hosts: ['{host}']
delay_seconds: 0
"""


def put_candidate(project: Project) -> None:
    page = catalog.course("ML 900", "Machine Learning at Other College", "How machines learn.")
    project.site.page("/other/", f'<html><body><div id="textcontainer">{page}</div></body></html>')
    text = CANDIDATE.format(url=project.site.url, host=project.site.host)
    (project.sources / "200001.yml").write_text(text)


def sources_of_rows(project: Project) -> Counter[str]:
    return Counter(row["source_id"] for row in project.rows("courses"))


def test_a_candidate_is_read_when_asked_for_and_stays_as_it_is_otherwise(
    project: Project, site: Site
) -> None:
    catalog.put(site, pages=2)
    put_candidate(project)
    assert project.refresh().returncode == 0
    assert sources_of_rows(project) == {"example": 8}
    assert site.asked["/other/"] == 0

    assert project.refresh("--candidates").returncode == 0
    assert sources_of_rows(project) == {"example": 8, "other-college": 1}
    row = next(row for row in project.rows("courses") if row["source_id"] == "other-college")

    catalog.put(site, pages=3)
    site.replies.pop("/other/")
    assert project.refresh().returncode == 0
    assert sources_of_rows(project) == {"example": 12, "other-college": 1}
    kept = next(row for row in project.rows("courses") if row["source_id"] == "other-college")
    assert (kept["id"], kept["last_seen"]) == (row["id"], row["last_seen"])
    providers = {row["provider_id"] for row in project.rows("providers")}
    assert providers == {"example", "other-college"}


def test_a_candidate_that_is_named_is_read_and_a_promoted_one_always(
    project: Project, site: Site
) -> None:
    catalog.put(site, pages=2)
    put_candidate(project)
    assert project.refresh("--source", "other-college").returncode == 0
    assert sources_of_rows(project) == {"other-college": 1}

    path = project.sources / "200001.yml"
    path.write_text(path.read_text().replace("state: candidate", "state: active"))
    assert project.refresh().returncode == 0
    assert sources_of_rows(project) == {"example": 8, "other-college": 1}
    assert [row["id"] for row in project.rows("courses") if row["code"] == "ML 900"] == [
        "other-college:course:ML-900"
    ]


def test_two_files_with_one_id_are_an_error_with_both_files(project: Project) -> None:
    put_candidate(project)
    path = project.sources / "200001.yml"
    (project.sources / "200002.yml").write_text(path.read_text())
    ended = project.refresh()
    assert ended.returncode == ExitStatus.INVALID_FILE
    assert "200002.yml:1: id: is other-college, as in" in ended.stderr
    assert "200001.yml" in ended.stderr
