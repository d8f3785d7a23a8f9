"""Ids over releases: a marketplace that renames a course, and one that begins to print its key."""

import json

from tests.support.project import Project

NAME = "Machine Learning for Pictures"
SOURCE = """
name: Example Courses
platform: coursera
provider: {{type: platform, country: US, website: https://www.example.org}}
start_urls: [{url}/api/courses.v1]
hosts: ['{host}']
delay_seconds: 0
"""


def serve(project: Project, **names: str) -> None:
    """Serve an API answer with one course."""
    row = {"courseType": "v2.ondemand", "name": NAME, "description": "How machines learn.", **names}
    body = json.dumps({"elements": [row], "paging": {}, "linked": {}})
    project.site.page("/api/courses.v1", body, "application/json")


def test_a_course_keeps_its_id_through_a_new_key_and_a_new_address(project: Project) -> None:
    site = project.site
    (project.sources / "example.yml").write_text(SOURCE.format(url=site.url, host=site.host))
    seen = []
    for names in (
        {"slug": "pictures"},
        {"slug": "pictures", "id": "Gt4-x"},
        {"slug": "pictures-anew", "id": "Gt4-x"},
        {"slug": "pictures-again", "id": "Gt4-x"},
    ):
        serve(project, **names)
        done = project.refresh()
        assert done.returncode == 0, done.stderr
        seen.append([(row["id"], row["url"].rpartition("/")[2]) for row in project.rows("courses")])
    record_id = "example:course:pictures"
    assert seen == [
        [(record_id, "pictures")],
        [(record_id, "pictures")],
        [(record_id, "pictures-anew")],
        [(record_id, "pictures-again")],
    ]
    aliases = {row["alias"]: row["id"] for row in project.rows("aliases")}
    assert aliases == {
        f"example:course:{name}": record_id for name in ("Gt4-x", "pictures-anew", "pictures-again")
    }
    assert "added" not in {row["change"] for row in project.rows("changes")}
    answer = project.run("why", "example:course:Gt4-x").stdout
    assert f"{NAME} ({record_id})" in answer
