"""The refresh against a real local server: what is fetched, what is published, what a fault leaves."""

import gzip
import itertools
import signal
import socket
import subprocess
import threading

from warcio.archiveiterator import ArchiveIterator

from tests.support.paths import ROOT
from tests.support.processes import crawls, has_ended
from tests.support.project import Project
from tests.support.sites import catalog
from tests.support.sites.server import Reply
from tests.support.waiting import DEADLINE_SECONDS, wait_until


def test_a_second_refresh_transfers_no_unchanged_body_and_keeps_ids(project: Project) -> None:
    catalog.put(project.site, 3)
    first = project.refresh()
    assert first.returncode == 0, first.stderr
    ids = [row["id"] for row in project.rows("courses")]
    assert len(ids) == 12 and ids[0] == "example:course:CS-000"
    project.site.bodies.clear()
    second = project.refresh()
    assert second.returncode == 0 and "nothing new" in second.stdout
    assert {
        path: count for path, count in project.site.bodies.items() if path != "/robots.txt"
    } == {}
    assert set(project.page_outcomes().values()) == {"not_modified"}
    project.site.page("/courses/s1/", catalog.subject_page(1, courses=5))
    third = project.refresh()
    assert "published" in third.stdout
    rows = project.rows("courses")
    assert [row["id"] for row in rows if row["id"] in ids] == ids and len(rows) == 13
    assert {row["freshness"] for row in rows} == {"fresh", "unchanged"}


def test_a_killed_crawl_resumes_with_the_same_records_and_fetches_nothing_twice(
    project: Project, tmp_path
) -> None:
    catalog.put(project.site, 12)
    killed = threading.Event()
    held = [f"/courses/s{number}/" for number in range(6, 12)]
    for number in range(6, 12):  # the crawl is killed while it waits for the first of these
        project.site.page(f"/courses/s{number}/", catalog.subject_page(number), held_until=killed)
    running = subprocess.Popen(
        project.refresh_command(), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    wait_until(
        lambda: any(project.site.asked[path] for path in held), "the crawl asks for a held page"
    )
    (crawl,) = crawls(running.pid)
    running.send_signal(signal.SIGKILL)
    running.wait()
    wait_until(lambda: has_ended(crawl), "the crawl ends, as the pipe of its parent is closed")
    killed.set()
    whole = project.archived()
    assert 5 <= len(whole) < 14
    assert not (project.output / "latest").exists()
    catalog.put(project.site, 12)
    done = project.refresh()
    assert done.returncode == 0, done.stderr
    assert len(project.rows("courses")) == 48
    # what was under way when the process died is fetched again, and nothing that the archive had whole
    assert [path for path in whole if project.site.bodies[path] > 1 and path != "/robots.txt"] == []
    broken = {row["id"]: row["title"] for row in project.rows("courses")}
    project.output = tmp_path / "unbroken"
    project.refresh()
    assert {row["id"]: row["title"] for row in project.rows("courses")} == broken


def test_two_readers_find_the_same_records_in_the_archive(project: Project) -> None:
    catalog.put(project.site, 2)
    project.refresh()
    project.refresh()
    files = sorted((project.output / "archive" / "example").glob("*.warc.gz"))
    checked = subprocess.run(
        ["warcio", "check", *map(str, files)],
        capture_output=True,
        text=True,
        env={"PATH": f"{ROOT}/.venv/bin:/usr/bin:/bin"},
    )
    assert checked.returncode == 0, checked.stdout
    for path in files:
        with open(path, "rb") as stream:
            by_warcio = [
                record.rec_headers.get_header("WARC-Record-ID")
                for record in ArchiveIterator(stream)
            ]
        lines = gzip.decompress(path.read_bytes()).split(b"\r\n")
        by_gzip = [
            line.split(b": ", 1)[1].decode()
            for line in lines
            if line.startswith(b"WARC-Record-ID:")
        ]
        assert by_warcio == by_gzip and by_warcio


def test_a_source_that_goes_away_keeps_its_last_good_rows(project: Project) -> None:
    catalog.put(project.site, 3)
    other = catalog.yaml(project.site).replace("/courses/]", "/other/]")
    (project.sources / "other.yml").write_text(other)
    project.site.page("/other/", catalog.subject_page(7))
    project.refresh()
    project.site.page("/other/", catalog.subject_page(7, courses=5))
    for number in range(3):
        project.site.page(f"/courses/s{number}/", "<html><body>gone</body></html>")
    project.site.page("/courses/", "<html><body>We have moved.</body></html>")
    done = project.refresh()
    assert done.returncode == 7, done.stdout + done.stderr
    rows = project.rows("courses")
    assert [row["freshness"] for row in rows if row["source_id"] == "example"] == ["stale"] * 12
    assert [row["freshness"] for row in rows if row["source_id"] == "other"] == ["fresh"] * 5
    health = project.rows("source_health")[0]
    assert (
        health["state"] == "stale"
        and health["records_carried"] == 12
        and "No record" in health["message"]
    )


def test_a_first_refresh_below_its_floor_publishes_nothing_and_says_so(project: Project) -> None:
    catalog.put(project.site, 1)
    project.source("expect: {courses: {at_least: 100}}\n")
    done = project.refresh()
    assert done.returncode == 6
    errors = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert (
        len(errors) == 1
        and "fewer than the 100" in errors[0]
        and "report" in errors[0]
        and "Traceback" not in done.stderr
    )
    assert not (project.output / "latest").exists()


def test_every_kind_of_page_ends_in_its_outcome(project: Project) -> None:
    catalog.put(project.site, 2)
    site = project.site
    site.page("/robots.txt", "User-agent: *\nDisallow: /courses/private/\n", "text/plain")
    links = "".join(
        f'<a href="/courses/{name}/">x</a>'
        for name in ("s0", "s1", "gone", "private", "old", "half", "empty", "angry")
    )
    site.page(
        "/courses/",
        f'<html><body class="az_sitemap">{links}<a href="http://127.0.0.2/courses/">elsewhere</a></body></html>',
    )
    site.replies["/courses/old/"] = Reply(b"", 301, {"Location": "/courses/s0/"})
    whole = gzip.compress(b"<html>" + bytes(range(256)) * 20)
    site.page("/courses/half/", whole, headers={"Content-Encoding": "gzip"}, cut=True)
    site.page("/courses/empty/", "<html><body><p>Nothing is taught here.</p></body></html>")
    site.page("/courses/angry/", "no", status=403)
    done = project.refresh()
    assert done.returncode == 0, done.stderr
    assert project.page_outcomes() == {
        "/courses/": "listing", "/courses/s0/": "record", "/courses/s1/": "record", "/courses/gone/": "error:http_404", "/courses/private/": "robots",
        "/courses/old/": "redirect", "/courses/half/": "error:truncated", "/courses/empty/": "no_record", "/courses/angry/": "error:blocked",
    }  # fmt: skip
    assert site.asked["/courses/private/"] == 0
    assert any("CourseAtlas" in agent and "@" in agent for agent in site.agents)


def test_a_robots_txt_that_fails_disallows_everything(project: Project) -> None:
    catalog.put(project.site, 1)
    project.site.page("/robots.txt", "broken", status=503)
    done = project.refresh()
    assert done.returncode == 6
    assert project.site.asked["/courses/"] == 0
    assert project.page_outcomes() == {"/courses/": "error:http_503"}


def test_retry_after_is_honoured(project: Project) -> None:
    catalog.put(project.site, 2)
    project.site.page("/courses/s0/", "busy", status=503, headers={"Retry-After": "1"})
    project.refresh()
    asked = [when for path, when in project.site.times if path == "/courses/s0/"]
    # the wait begins after the answer, so that a busy machine can only lengthen it
    assert len(asked) == 3
    assert all(later - earlier >= 0.95 for earlier, later in itertools.pairwise(asked))
    assert project.page_outcomes()["/courses/s0/"] == "error:http_503"


def test_an_address_that_is_not_public_is_refused(project: Project, monkeypatch) -> None:
    catalog.put(project.site, 1)
    monkeypatch.delenv("COURSEATLAS_ALLOW_ADDRESSES")
    done = project.refresh()
    assert done.returncode == 4 and "which is not public" in done.stderr
    assert sum(project.site.asked.values()) == 0


def test_a_second_refresh_on_the_same_output_says_busy(project: Project) -> None:
    ended = threading.Event()
    catalog.put(project.site, 3, held_until=ended)
    running = subprocess.Popen(
        project.refresh_command(), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    wait_until(
        lambda: project.site.asked.keys() - {"/robots.txt", "/courses/"},
        "the first refresh asks for a page",
    )
    busy = project.refresh()
    running.send_signal(signal.SIGTERM)
    assert busy.returncode == 5
    holder = f"process {running.pid} on {socket.gethostname()}, since 20"
    errors = [line for line in busy.stderr.splitlines() if line.startswith("error: ")]
    assert len(errors) == 1 and holder in errors[0]
    assert running.wait(DEADLINE_SECONDS) == 8
    ended.set()


def test_a_page_budget_ends_in_outcomes(project: Project) -> None:
    catalog.put(project.site, 5)
    done = project.refresh("--max-pages", "3")
    assert done.returncode == 0, done.stderr
    assert sorted(project.page_outcomes().values()) == ["budget"] * 3 + ["listing"] + ["record"] * 2
