"""Poison pages: what ends the process of a crawl twice is set aside, and the crawl goes on."""

import multiprocessing
import signal
from pathlib import Path
from types import SimpleNamespace

import pytest
from scrapy.http import Request, Response

from flows import supervisor
from flows.plan import make_plan
from flows.runs import open_run
from flows.supervisor import crawl_source
from spiders.errors import Refused
from spiders.middlewares.poison import BeginReading, EndReading
from spiders.poison import MOST_DEATHS, ReadingGuard, is_reading, note_death
from tests.support.project import Project
from tests.support.sites import catalog

URL = "https://catalog.example.edu/courses/"


def read_for_ever(folder: Path) -> None:
    with ReadingGuard(folder, most_cpu_seconds=0.05).reading(URL):
        while True:
            pass


def test_a_reading_that_takes_too_much_cpu_ends_the_process_and_is_noted(tmp_path: Path) -> None:
    for deaths in (1, 2):
        process = multiprocessing.get_context("fork").Process(
            target=read_for_ever, args=(tmp_path,)
        )
        process.start()
        process.join()
        assert process.exitcode == -signal.SIGPROF
        assert note_death(tmp_path)
        guard = ReadingGuard(tmp_path)
        assert guard.is_poison(URL) is (deaths == 2)
        guard.close()
    assert not note_death(tmp_path)


def test_a_page_that_was_read_or_could_not_be_read_is_no_poison(tmp_path: Path) -> None:
    guard = ReadingGuard(tmp_path)
    with guard.reading(URL):
        pass
    with pytest.raises(ValueError), guard.reading(URL):
        raise ValueError
    assert not note_death(tmp_path) and not guard.is_poison(URL)
    guard.close()


def test_the_crawl_goes_on_without_the_pages_that_ended_it(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog.put(project.site, 4)
    plan = make_plan(project.output, sources_folder=project.sources)
    run = open_run(plan, None)
    deadly = [f"{project.site.url}/courses/s{number}/" for number in (1, 1, 2, 2)]
    attempt = supervisor._attempt

    def dies_at_first(folder: Path, *arguments) -> str | None:
        if deadly:
            (folder / "reading").write_text(deadly.pop())
            return "it ended with status -11"
        return attempt(folder, *arguments)

    monkeypatch.setattr(supervisor, "_attempt", dies_at_first)
    crawl = crawl_source(plan.sources["example"], run)
    codes = {row["url"].removeprefix(project.site.url): row["code"] for row in crawl.ledger}
    assert crawl.failure is None
    assert codes == {
        "/courses/": None,
        "/courses/s0/": None,
        "/courses/s1/": "poison",
        "/courses/s2/": "poison",
        "/courses/s3/": None,
    }


def test_a_crawl_that_is_given_up_leaves_no_url_open(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog.put(project.site, 2)
    plan = make_plan(project.output, sources_folder=project.sources)
    run = open_run(plan, None)
    attempt = supervisor._attempt

    def dies_at_last(folder: Path, *arguments) -> str:
        attempt(folder, *arguments)
        (folder / "result.json").unlink()
        ledger = supervisor.Ledger(folder / "ledger.sqlite", "example")
        ledger.reopen()
        ledger.close()
        return "it ended with status -9"

    monkeypatch.setattr(supervisor, "_attempt", dies_at_last)
    crawl = crawl_source(plan.sources["example"], run)
    assert crawl.failure and "after 3 attempts" in crawl.failure
    assert {(row["outcome"], row["code"]) for row in crawl.ledger} == {("error", "unfinished")}


def test_what_the_middlewares_do_with_an_answer_is_reading_too(tmp_path: Path) -> None:
    guard = ReadingGuard(tmp_path)
    crawler = SimpleNamespace(spider=SimpleNamespace(reading_guard=guard))
    begin, end = BeginReading(crawler), EndReading(crawler)
    request, answer = Request(URL), Response(URL)
    assert begin.process_response(request, answer) is answer and is_reading(tmp_path)
    assert end.process_response(request, answer) is answer and not is_reading(tmp_path)
    begin.process_response(request, answer)
    end.process_request(request)  # a middleware asks again
    assert not is_reading(tmp_path)
    guard.close()
    for _ in range(MOST_DEATHS):
        (tmp_path / "reading").write_text(URL)
        assert note_death(tmp_path)
    crawler.spider.reading_guard = guard = ReadingGuard(tmp_path)
    with pytest.raises(Refused) as e:
        begin.process_response(request, answer)
    assert e.value.code == "poison" and not is_reading(tmp_path)
    guard.close()
