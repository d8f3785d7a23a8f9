"""Rows that are not about AI and that a profile recommends: the best of them, counted apart."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from courseatlas.arrow import from_rows, values
from courseatlas.profiles import Match, Recommendation
from courseatlas.schema import RECORD_TABLES
from flows.validate.choose_supporting import ChosenTables, choose_supporting
from flows.validate.good_crawl import reader_digest
from pipelines.profile_links import LIMIT
from validation.gates.floors import floors
from validation.gates.source_stats import source_stats

ALGEBRA = Recommendation("algebra", "s", "subject", "text", Match(kind="course", title="algebra"))
COURSES = RECORD_TABLES[[table.name for table in RECORD_TABLES].index("courses")]


def course(number: int, relevance: str = "supporting", title: str = "Algebra") -> dict:
    return {
        "id": f"a:course:{number:03d}",
        "source_id": "a",
        "title": title,
        "relevance": relevance,
        "relevance_score": 0.1,
        "topics": [],
    }


def tables(rows: list[dict]) -> dict[str, pd.DataFrame]:
    empty = {table.name: from_rows(table, []) for table in RECORD_TABLES}
    return empty | {"courses": from_rows(COURSES, rows)}


def choose(rows: list[dict], before: list[dict] | None = None) -> ChosenTables:
    """What is chosen of rows that were all read today, after a release with other rows."""
    previous = None if before is None else SimpleNamespace(record_tables=tables(before))
    run = SimpleNamespace(
        plan=SimpleNamespace(recommendations=(ALGEBRA,)),
        previous=previous,
    )
    read = {
        name: frame.assign(record_number=range(len(frame))) for name, frame in tables(rows).items()
    }
    return choose_supporting(
        run,  # type: ignore[arg-type]
        SimpleNamespace(tables=read),  # type: ignore[arg-type]
        SimpleNamespace(tables=tables(rows)),  # type: ignore[arg-type]
    )


def released(chosen: ChosenTables) -> list[str]:
    return values(chosen.tables["courses"]["id"])


def test_the_best_of_a_recommendation_are_released_and_the_others_filtered() -> None:
    rows = [course(number) for number in range(LIMIT + 5)]
    chosen = choose(rows)
    assert released(chosen) == [row["id"] for row in rows[:LIMIT]]
    assert Counter(chosen.outcomes["outcome"]) == {"released": LIMIT, "filtered": 5}
    assert "20 better records" in chosen.outcomes["detail"].dropna().iloc[0]


def test_a_row_about_ai_takes_a_place_and_is_never_filtered() -> None:
    rows = [course(number) for number in range(LIMIT)]
    named = [course(900, "core", "Algebra"), course(901, "core", "Weaving")]
    chosen = choose([*rows, *named])
    assert {"a:course:900", "a:course:901"} <= set(released(chosen))
    assert len(released(chosen)) == LIMIT + 2


@pytest.mark.parametrize(("better", "stays"), [(LIMIT, True), (2 * LIMIT, False)])
def test_a_row_that_was_chosen_stays_until_it_falls_far(better: int, stays: bool) -> None:
    kept = course(999)
    chosen = choose([*(course(number) for number in range(better)), kept], before=[kept])
    assert (kept["id"] in released(chosen)) is stays
    assert (kept["id"] in chosen.departures) is not stays


def test_the_order_in_which_rows_were_read_makes_no_difference() -> None:
    rows = [course(number) for number in range(LIMIT + 5)]
    assert sorted(released(choose(rows))) == sorted(released(choose(rows[::-1])))


def test_the_gates_count_them_apart() -> None:
    rows = [course(1, "core", "Machine Learning"), course(2), course(3)]
    stats = source_stats(tables(rows), ())
    assert stats.rows["courses"] == 3 and stats.supporting == {"courses": 2}
    floor = SimpleNamespace(id="a", expect=SimpleNamespace(at_least={"courses": 2}, filled={}))
    (finding,) = floors(floor, stats)  # type: ignore[arg-type]
    assert "1 courses, fewer than the 2" in finding.sentence


def test_a_change_of_a_profile_is_one_of_the_reader_and_not_of_the_site() -> None:
    other = replace(ALGEBRA, match=Match(title="calculus"))
    digests = {reader_digest("courseleaf", rules) for rules in ([], [ALGEBRA], [other])}
    assert len(digests) == 3


def test_they_are_told_apart_in_the_release(sample_release: Path) -> None:
    latest = sample_release / "latest"
    courses = pd.read_parquet(latest / "courses.parquet")
    health = pd.read_parquet(latest / "source_health.parquet")
    supporting = courses[courses["relevance"] == "supporting"]
    links = pd.read_parquet(latest / "profile_links.parquet")
    assert len(supporting) and set(supporting["id"]) <= set(links["record_id"])
    programs = pd.read_parquet(latest / "programs.parquet")
    of_programs = (programs["relevance"] == "supporting").sum()
    assert health["rows_supporting"].sum() == len(supporting) + of_programs
