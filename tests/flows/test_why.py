"""`courseatlas why`: what became of a record, whatever became of it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from cli.main import main
from flows.plan import make_plan
from flows.refresh import refresh
from spiders.archive.warc import Answer
from tests.support.crawls import Site, pages, replayed
from tests.support.paths import ROOT

SOURCES = ("edx", "khan-academy", "cmu", "infosec")
LATIN = "edx:course:SampleX+LAT1"
Why = Callable[..., str]


def run(output: Path, sources: Path, now: str, site=lambda source: pages(source.id), accept=()):
    plan = make_plan(output, sources_folder=sources, now=now, accepted=accept)
    return refresh(plan, replayed(site))


def without_pages_of(source_id: str) -> Callable[..., Site]:
    """A site of which one source answers nothing that can be read."""

    def site(source) -> Site:
        answers = pages(source.id)
        if source.id != source_id:
            return answers
        return [Answer(answer.url, 500, [], b"") for answer in answers]

    return site


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("why")
    (folder / "sources").mkdir()
    for source in SOURCES:
        shutil.copy(ROOT / "samples" / "sources" / f"{source}.yml", folder / "sources")
    assert run(folder / "out", folder / "sources", "2026-06-01T05:00:00Z").status == 0
    return folder


@pytest.fixture
def here(first: Path, tmp_path: Path) -> Path:
    shutil.copytree(first, tmp_path / "here", symlinks=True)
    return tmp_path / "here"


@pytest.fixture
def why(capsys: pytest.CaptureFixture[str]) -> Why:
    def ask(folder: Path, *words: str, status: int = 0) -> str:
        capsys.readouterr()
        assert main(["why", *words, "--output", str(folder / "out")]) == status
        printed = capsys.readouterr()
        return printed.out or printed.err

    return ask


def test_a_course_about_latin_is_filtered_and_the_answer_says_by_which_rule(
    first: Path, why: Why
) -> None:
    told = why(first, "latin")
    assert LATIN in told and "prefilter" in told and "filtered by the rule “about AI/ML”" in told
    assert "https://www.edx.org/course/introduction-to-latin" in told and "score 0" in told
    assert why(first, LATIN) == told


def test_an_address_tells_the_outcome_of_the_page_and_of_its_records(first: Path, why: Why) -> None:
    told = why(first, "https://www.edx.org/course/introduction-to-latin")
    assert "record, 1 records" in told and "filtered" in told


def test_a_page_without_a_record_tells_what_to_do(first: Path, why: Why) -> None:
    ledger = pq.read_table(next(first.glob("out/runs/*/ledger.parquet"))).to_pylist()
    page = next(row for row in ledger if row["outcome"] == "no_record")
    told = why(first, page["url"])
    assert "no_record, 0 records" in told
    assert f"courseatlas pages show {page['url']}" in told


def test_a_released_record_names_the_release_and_a_merged_one_its_row(
    first: Path, why: Why
) -> None:
    told = why(first, "cmu:course:10-301")
    assert "it is a row of the release" in told and "2026-06-01.1, courses: fresh" in told
    assert "merged into cmu:course:10-301" in told and "that record" in told


def test_a_quarantined_record_tells_the_rule_and_its_remedy(first: Path, why: Why) -> None:
    (withheld,) = pq.read_table(next(first.glob("out/runs/*/quarantine.parquet"))).to_pylist()
    told = why(first, withheld["id"])
    assert f"quarantined by the rule “{withheld['rule']}”" in told and withheld["detail"] in told
    assert "open the page: if it prints the value, the reader misses it" in told


def test_words_that_match_several_records_give_a_short_list(first: Path, why: Why) -> None:
    lines = why(first, "machine", "learning").splitlines()
    assert len(lines) > 2 and all(": released" in line or "merged" in line for line in lines)


def test_a_question_that_names_nothing_is_an_error_in_one_line(first: Path, why: Why) -> None:
    told = why(first, "sourdough", status=1)
    # an earlier run may have read it: the answer claims no more than was looked at
    assert told.startswith("error: sourdough: neither the last run nor a release")
    assert (told.count("\n"), "--run" in told) == (1, True)


def test_rows_of_a_failed_source_are_carried_and_its_new_ones_held_back(
    here: Path, why: Why
) -> None:
    text = (here / "sources" / "khan-academy.yml").read_text("utf-8").partition("\nexpect:")[0]
    (here / "sources" / "khan-academy.yml").write_text(
        text + "\nexpect: {courses: {at_least: 1000}}\n"
    )
    assert run(here / "out", here / "sources", "2026-06-08T05:00:00Z").status == 7
    held = why(here, "khan-academy:course:" + _key(here, "khan-academy"))
    assert "held back by the rule “the source passes its gates”" in held and "fewer than" in held
    broken = without_pages_of("khan-academy")
    assert run(here / "out", here / "sources", "2026-06-15T05:00:00Z", broken).status == 7
    carried = why(here, "khan-academy:course:" + _key(here, "khan-academy"))
    assert "carried forward" in carried and "last seen" in carried and "2026-06-01" in carried


def test_a_row_that_its_catalog_dropped_says_so(here: Path, why: Why) -> None:
    dropped = "edx:course:MITx+6.86x"
    assert "row of the release" in why(here, dropped)

    def site(source) -> Site:
        return [one for one in pages(source.id) if b"6.86x" not in one.body or source.id != "edx"]

    result = run(here / "out", here / "sources", "2026-06-08T05:00:00Z", site, accept=["edx"])
    assert result.status == 0
    told = why(here, dropped)
    assert "its catalog does not list it any more" in told and "2026-06-01" in told


def test_a_row_that_expired_and_one_that_was_given_up_say_so(here: Path, why: Why) -> None:
    key = _key(here, "khan-academy")
    broken = without_pages_of("khan-academy")
    run(here / "out", here / "sources", "2026-06-08T05:00:00Z", broken)
    run(here / "out", here / "sources", "2026-10-08T05:00:00Z", broken)
    told = why(here, f"khan-academy:course:{key}")
    assert "carried forward for too long" in told and "since 2026-06-01" in told
    (here / "sources" / "cmu.yml").unlink()
    run(here / "out", here / "sources", "2026-10-09T05:00:00Z", accept=["cmu"])
    assert "a person let its rows go" in why(here, "cmu:course:10-301")


def test_a_release_answers_where_the_folder_of_its_run_is_gone(here: Path, why: Why) -> None:
    shutil.rmtree(here / "out" / "runs")
    told = why(here, "latin")
    assert "filtered by the rule “about AI/ML”" in told


def _key(folder: Path, source_id: str) -> str:
    """The key of a course of the first release."""
    release = folder / "out" / "releases" / "2026-06-01.1"
    ids = pq.read_table(release / "courses.parquet")["id"].to_pylist()
    return next(name for name in ids if name.startswith(f"{source_id}:")).split(":", 2)[2]
