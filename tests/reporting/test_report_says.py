"""What the report of a run says: of a good one, of a source that broke, of a run that published nothing; and its facts for machines."""

import json
from pathlib import Path

import pytest
from lxml import html

from reporting.page import page, view_of
from tests.support.paths import ROOT
from tests.support.project import Project
from tests.support.sites import catalog


def test_the_facts_keep_to_their_schema(sample_release: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((ROOT / "reporting" / "report.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    check = jsonschema.Draft202012Validator(schema).validate
    check(json.loads((sample_release / "latest" / "report" / "report.json").read_text("utf-8")))
    check(json.loads(next(sample_release.glob("runs/*/report/report.json")).read_text("utf-8")))


def test_every_key_of_the_schema_that_is_not_plain_from_its_name_is_explained() -> None:
    schema = json.loads((ROOT / "reporting" / "report.schema.json").read_text("utf-8"))
    for name, part in schema["properties"].items():
        assert "description" in part or part.get("properties") or part.get("items"), name


def test_a_good_run_with_pages_gone_does_not_shout(sample_release: Path) -> None:
    facts = json.loads((sample_release / "latest" / "report" / "report.json").read_text("utf-8"))
    view = view_of(facts)
    assert (
        view["tone"] == "good"
        and view["urgent"] == []
        and view["title"].startswith("Published 2026-11-24.1")
    )
    assert [group["state"] for group in view["quiet"]] == ["degraded", "needs_key"]
    assert facts["balances"]["hold"] and facts["verdict"]["status"] == 0
    shown = html.fromstring(
        (sample_release / "latest" / "report" / "index.html").read_text("utf-8")
    )
    assert not shown.xpath("//*[contains(@class, 'failed') or contains(@class, 'blocked')]")
    # what was lost stands before what is gone
    outcomes = [row["outcome"] for row in facts["pages"]["listed"]]
    assert outcomes.index("error:http_404") > outcomes.index("error:unreadable")


def test_the_seconds_stand_in_the_report_of_the_run_alone(sample_release: Path) -> None:
    own = json.loads(next(sample_release.glob("runs/*/report/report.json")).read_text("utf-8"))
    released = json.loads((sample_release / "latest" / "report" / "report.json").read_text("utf-8"))
    assert (
        list(own["seconds"]) == ["crawl", "curate", "validate", "assemble", "publish"]
        and released["seconds"] is None
    )
    assert own | {"seconds": None} == released
    badges = {path.stem for path in (sample_release / "latest" / "report" / "badges").glob("*.svg")}
    assert badges == {source["source_id"] for source in own["sources"]}


def test_a_source_that_broke_stands_first_with_why_since_when_and_what_to_try(
    project: Project,
) -> None:
    catalog.put(project.site, 3)
    other = catalog.yaml(project.site).replace("/courses/]", "/other/]")
    (project.sources / "another.yml").write_text(other)
    project.site.page("/other/", catalog.subject_page(7))
    assert project.refresh("--now", "2026-11-17T05:00:00Z").returncode == 0
    project.site.page("/other/", catalog.subject_page(7, courses=5))
    for number in range(3):
        project.site.page(f"/courses/s{number}/", "<html><body><p>We have moved.</p></body></html>")
    assert project.refresh("--now", "2026-11-24T05:00:00Z").returncode == 7
    folder = project.output / "latest" / "report"
    facts = json.loads((folder / "report.json").read_text("utf-8"))
    first = facts["attention"][0]
    assert (first["source_id"], first["urgency"]) == ("example", "stale")
    assert (
        "no record on any page" in first["reasons"]["why"]
        and "stale since 2026-11-17" in first["reasons"]["kept"]
    )
    assert (
        "#textcontainer" in first["reasons"]["cause"]
        and "courseatlas pages show" in first["reasons"]["try"]
    )
    by_id = {source["source_id"]: source for source in facts["sources"]}
    assert by_id["example"]["stale_days"] == 7 and by_id["example"]["rows"]["courses"] == 12
    assert [point["rows"] for point in by_id["another"]["history"]] == [4, 5]
    courses = next(table for table in facts["tables"] if table["name"] == "courses")
    assert courses["changes"] == {"added": 1, "removed": 0, "changed": 0, "returned": 0}
    shown = html.fromstring((folder / "index.html").read_text("utf-8")).text_content()
    assert (
        "1 of 2 sources broke: example; 12 rows of the last good release stand in for them."
        in " ".join(shown.split())
    )
    assert "courseatlas replay --source example" in shown and "stale, 12 rows" in (
        folder / "badges" / "example.svg"
    ).read_text("utf-8")


def test_a_first_run_in_which_every_site_is_walled_ends_with_a_report(project: Project) -> None:
    project.site.page(
        "/courses/", "<html><head><title>Just a moment...</title></head></html>", status=403
    )
    done = project.refresh()
    assert done.returncode == 6, done.stderr
    facts = json.loads(next(project.output.glob("runs/*/report/report.json")).read_text("utf-8"))
    assert facts["verdict"]["state"] == "stopped" and facts["verdict"]["previous"] is None
    assert view_of(facts)["title"] == "Nothing was published: there is no release yet"
    assert facts["attention"][0]["urgency"] in ("blocked", "failed")


def test_many_sources_that_broke_stand_first_by_what_happened(sample_release: Path) -> None:
    facts = json.loads((sample_release / "latest" / "report" / "report.json").read_text("utf-8"))
    whys = {"gone": "no record on any page: {} gone (404)", "down": "no record: {} in error (dns)"}
    facts["attention"] = [
        {
            "source_id": f"{name}-{number}",
            "name": "A college",
            "urgency": "failed",
            "message": None,
            "reasons": {"why": why.format(number), "try": "look at `start_urls`"},
            "pages_lost": 0,
            "log": None,
        }
        for name, why in whys.items()
        for number in range(1, 6 if name == "down" else 15)
    ]
    assert [(one["cause"], len(one["sources"])) for one in view_of(facts)["causes"]] == [
        ("no record on any page: 1 gone (404)", 14),
        ("no record: 1 in error (dns)", 5),
    ]
    section = html.fromstring(page(facts)).get_element_by_id("attention")
    first = " ".join(section.findall(".//table//tr")[1].text_content().split())
    assert "14" in first and first.endswith("gone-12 and 2 more")
    assert len(section.findall(".//article")) == 19
    facts["attention"] = facts["attention"][:8]
    assert view_of(facts)["causes"] == []
