"""The maintainer's morning: what a run says of a source that changed too much, and what the maintainer can do about it."""

import json
import re
import shlex
import subprocess

from tests.support.paths import ROOT
from tests.support.project import Project
from tests.support.sites import catalog


def message(project: Project) -> str:
    """What `status` says of the example source after the last run, published or not."""
    return next(
        line for line in project.run("status").stdout.splitlines() if line.startswith("example ")
    )


def test_a_redesign_is_told_with_what_the_pages_lost_and_the_rows_stay(project: Project) -> None:
    catalog.put(project.site, 4)
    assert project.refresh("--now", "2026-11-16T05:00:00Z").returncode == 0
    for number in range(4):
        page = (
            catalog.subject_page(number)
            .replace("courseblockdesc", "cdesc")
            .replace('class="courseblock"', 'class="c-block"')
            .replace("courseblocktitle", "ctitle")
        )
        project.site.page(f"/courses/s{number}/", page)
    done = project.refresh("--now", "2026-11-23T05:00:00Z")
    assert done.returncode == 7, done.stderr
    assert len(project.rows("courses")) == 16 and "published" in done.stdout
    assert {row["freshness"] for row in project.rows("courses")} == {"stale"}
    shown = message(project)
    assert "The previous 16 rows are kept, marked stale since 2026-11-16" in shown
    assert (
        "the selectors `.courseblock`, `.courseblockdesc`, `.courseblocktitle` find nothing on 4 of 4 pages; new on them: `.c-block`"
        in shown
    )
    assert shown.endswith(
        "until it reads the page again, then `courseatlas replay --source example`"
    )


def test_the_pages_that_gave_the_rows_tell_the_cause_among_many_lists_and_on_the_next_morning_too(
    project: Project,
) -> None:
    def put_lists(year: int) -> None:
        """Eight lists that change every year, and have no course of their own."""
        links = "".join(f'<li><a href="/courses/list{n}/">Courses {n}</a></li>' for n in range(8))
        subjects = "".join(f'<li><a href="/courses/s{n}/">Subject {n}</a></li>' for n in range(2))
        page = f'<html><body><div class="az_sitemap">{links}{subjects}<p>{year}</p></div></body></html>'
        for path in ("/courses/", *(f"/courses/list{n}/" for n in range(8))):
            project.site.page(path, page)

    catalog.put(project.site, 2)
    put_lists(2025)
    assert project.refresh("--now", "2026-11-16T05:00:00Z").returncode == 0
    put_lists(2026)
    for number in range(2):
        page = catalog.subject_page(number).replace("courseblock", "c-block")
        project.site.page(f"/courses/s{number}/", page)
    for day in ("2026-11-23", "2026-11-24"):
        assert project.refresh("--now", f"{day}T05:00:00Z").returncode == 7
        assert "`.courseblocktitle` find nothing on 2 of 2 pages" in message(project)


def test_a_lost_description_is_told_as_a_maintainer_would_tell_it_and_what_to_try_works(
    project: Project,
) -> None:
    catalog.put(project.site, 4)
    assert project.refresh("--now", "2026-11-16T05:00:00Z").returncode == 0
    for number in range(4):
        project.site.page(
            f"/courses/s{number}/",
            catalog.subject_page(number).replace('p class="courseblockdesc"', 'aside class="text"'),
        )
    assert project.refresh("--now", "2026-11-23T05:00:00Z").returncode == 7
    url = f"{project.site.url}/courses/s0/"
    read = (
        f"courseatlas pages show {url} --body | courseatlas extract - --url {url} --source example"
    )
    assert message(project).partition("Description")[2] == (
        " is empty in 100% of courses (last release 0%). The previous 16 rows are kept, marked stale since 2026-11-16. Likely cause: the "
        f"selector `.courseblockdesc` finds nothing on 4 of 4 pages; new on them: `.text`. Try `{read}` until it reads the page again, then "
        "`courseatlas replay --source example`"
    )
    body = project.run("pages", "show", url, "--body").stdout
    command = project.command("extract", "-", "--url", url, "--platform", "courseleaf")
    records = subprocess.run(
        command, cwd=ROOT, input=body, capture_output=True, text=True
    ).stdout.splitlines()
    assert [json.loads(line)["code"] for line in records] == [
        "CS 000",
        "CS 001",
        "CS 002",
        "CS 003",
    ]
    withheld = json.loads(project.run("quarantine", "--format", "jsonl").stdout.splitlines()[0])
    assert (
        withheld["rule"] == "the source passes its gates"
        and json.loads(withheld["record"])["code"] == "CS 000"
    )


def test_a_blocked_source_is_not_to_be_pushed_and_has_nothing_to_replay(project: Project) -> None:
    catalog.put(project.site, 3)
    project.refresh("--now", "2026-11-16T05:00:00Z")
    wall = "<html><head><title>Just a moment...</title></head><body><script>window._cf_chl_opt={}</script></body></html>"
    for path in ("/courses/", *(f"/courses/s{number}/" for number in range(3))):
        project.site.page(path, wall, status=403 if path == "/courses/" else 200)
    assert project.refresh("--now", "2026-11-23T05:00:00Z").returncode == 7
    shown = message(project)
    assert "example                      blocked" in shown and "replay" not in shown
    assert (
        "No record on any page: 1 refused by the site. The previous 12 rows are kept, marked stale since 2026-11-16."
        in shown
    )
    assert (
        f"the site answered 403. Look at what the site answered: `courseatlas pages show {project.site.url}/courses/`. Do not push"
        in shown
    )
    shown = project.run("pages", "show", f"{project.site.url}/courses/")
    assert (
        shown.returncode == 0 and "status: 403" in shown.stdout and "Just a moment" in shown.stdout
    )


def test_a_command_to_copy_holds_no_address_that_a_shell_would_run(project: Project) -> None:
    path = "/courses/?term=$(touch%20gone)&page=1"
    (project.sources / "example.yml").write_text(
        catalog.yaml(project.site).replace("/courses/]", f"{path}]")
    )
    project.site.page(path, "<html><head><title>Just a moment...</title></head></html>", status=403)
    assert project.refresh().returncode == 6
    command = re.search(r"`(courseatlas pages show [^`]+)`", message(project))
    assert command and shlex.split(command[1])[3:] == [f"{project.site.url}{path}"]
    assert (
        "'" in command[1]
        and project.run("pages", "show", f"{project.site.url}{path}").returncode == 0
    )


def test_an_emptied_column_blocks_the_source_and_a_person_s_word_lets_it_pass(
    project: Project,
) -> None:
    catalog.put(project.site, 4)
    project.refresh()
    for number in range(4):
        project.site.page(
            f"/courses/s{number}/",
            re.sub(r'<p class="courseblockdesc">.*?</p>', "", catalog.subject_page(number)),
        )
    assert project.refresh().returncode == 7
    assert "description is empty in 100% of courses (last release 0%)" in message(project).replace(
        "Description", "description"
    )
    assert project.refresh("--accept", "example").returncode == 0
    assert {row["description"] for row in project.rows("courses")} == {None}
    assert project.refresh("--accept", "nobody").returncode == 2


def test_twice_the_rows_wait_for_a_person(project: Project) -> None:
    catalog.put(project.site, 3)
    project.refresh()
    catalog.put(project.site, 8)
    done = project.refresh()
    assert (
        done.returncode == 7
        and len(project.rows("courses")) == 12
        and "`courseatlas refresh --source example --accept example`" in message(project)
    )
    assert (
        project.refresh("--accept", "example").returncode == 0
        and len(project.rows("courses")) == 32
    )


def test_stale_rows_leave_after_ninety_days_with_the_reason(project: Project) -> None:
    catalog.put(project.site, 3)
    project.refresh("--now", "2026-06-01T05:00:00Z")
    project.source("expect:\n  courses: {at_least: 100}\n")
    second = (project.sources / "example.yml").read_text().replace("at_least: 100", "at_least: 1")
    (project.sources / "other.yml").write_text(second)
    assert project.refresh("--now", "2026-08-01T05:00:00Z").returncode == 7
    kept = [row for row in project.rows("courses") if row["source_id"] == "example"]
    assert len(kept) == 12 and {row["freshness"] for row in kept} == {"stale"}
    assert project.refresh("--now", "2026-10-01T05:00:00Z").returncode == 7
    assert {row["source_id"] for row in project.rows("courses")} == {"other"}
    removed = [row for row in project.rows("changes") if row["change"] == "removed"]
    assert len(removed) == 12 and {(row["field"], row["old"]) for row in removed} == {
        ("last_seen", "2026-06-01")
    }
    assert "12 rows left, because nobody saw them for 90 days" in message(project)


def test_replay_shows_what_a_fix_would_change_and_publishes_it_without_the_site(
    project: Project,
) -> None:
    catalog.put(project.site, 3)
    project.refresh()
    project.site.bodies.clear()
    project.source("defaults: {academic_level: graduate}\n")
    arguments = ("replay", "--source", "example", "--sources", str(project.sources))
    shown = project.run(*arguments)
    assert shown.returncode == 0, shown.stderr
    assert (
        "courses: 12 changed" in shown.stdout
        and "    academic_level: (empty) -> graduate" in shown.stdout
        and "rehearsal" in shown.stdout
    )
    assert {row["academic_level"] for row in project.rows("courses")} == {None}
    published = project.run(*arguments, "--publish")
    assert published.returncode == 0 and "published" in published.stdout
    assert {row["academic_level"] for row in project.rows("courses")} == {"graduate"}
    assert not project.site.bodies
    assert project.run(
        "replay", "--source", "example", "--sources", str(project.sources)
    ).stdout.startswith("example: its archived pages")


def test_an_archived_page_is_shown_with_where_it_lies(project: Project) -> None:
    catalog.put(project.site, 1)
    project.refresh()
    shown = project.run("pages", "show", f"{project.site.url}/courses/s0/")
    assert (
        shown.returncode == 0
        and "archived: " in shown.stdout
        and ".warc.gz at byte" in shown.stdout
    )
    assert (
        "status: 200" in shown.stdout
        and "Content-Type: text/html" in shown.stdout
        and "courseblocktitle" in shown.stdout
    )
    missing = project.run("pages", "show", "https://nowhere.example/")
    assert (
        missing.returncode == 1
        and "no archive" in missing.stderr
        and "Traceback" not in missing.stderr
    )
    assert project.run("pages", "hide").returncode == 2


def test_quarantine_shows_each_withheld_row_with_its_rule_and_page(project: Project) -> None:
    catalog.put(project.site, 3)
    project.site.page(
        "/courses/s0/",
        catalog.subject_page(0).replace("Machine Learning 0", "Machine Learning {{ title }}"),
    )
    project.refresh()
    shown = project.run("quarantine")
    assert (
        shown.returncode == 0
        and "title holds no template" in shown.stdout
        and f"{project.site.url}/courses/s0/" in shown.stdout
    )
    listed = [
        json.loads(line)
        for line in project.run(
            "quarantine", "--format", "jsonl", "--source", "example"
        ).stdout.splitlines()
    ]
    assert (
        len(listed) == 1
        and json.loads(listed[0]["record"])["title"] == "Machine Learning {{ title }}"
    )
    assert project.run("quarantine", "--source", "nobody").returncode == 2
