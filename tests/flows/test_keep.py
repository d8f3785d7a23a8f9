"""Keep last good: old rows are judged by the rules of today, and a source that nobody reads any more does not vanish without a word."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.plan import make_plan
from flows.refresh import refresh
from flows.result import RunResult
from spiders.archive.warc import Answer
from tests.support.crawls import pages, replayed
from tests.support.paths import ROOT

SAMPLES = ROOT / "samples" / "sources"
FIRST = ("khan-academy", "cmu", "mit")


def run(
    output: Path,
    sources: Path,
    now: str,
    broken: tuple[str, ...] = (),
    accept: tuple[str, ...] = (),
    only: tuple[str, ...] = (),
) -> RunResult:
    """A refresh without HTTP; a broken source answers nothing that can be read."""

    def site(source) -> list[Answer]:
        return [
            Answer(one.url, 500, [], b"") if source.id in broken else one
            for one in pages(source.id)
        ]

    return refresh(
        make_plan(output, source_ids=only, sources_folder=sources, now=now, accepted=accept),
        replayed(site),
    )


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keep")
    (folder / "sources").mkdir()
    for source in FIRST:
        shutil.copy(SAMPLES / f"{source}.yml", folder / "sources")
    assert run(folder / "out", folder / "sources", "2026-11-16T05:00:00Z").status == 0
    return folder


@pytest.fixture
def here(first: Path, tmp_path: Path) -> Path:
    shutil.copytree(first, tmp_path / "here", symlinks=True)
    return tmp_path / "here"


def rows(output: Path, table: str) -> list[dict[str, Any]]:
    return pq.read_table(output / "latest" / f"{table}.parquet").to_pylist()


def tamper(output: Path, table: str, change: Callable[[list[dict[str, Any]]], None]) -> None:
    """Rows that an older release let pass: the table is written anew, and the manifest agrees with it."""
    release = (output / "latest").resolve()
    path = release / f"{table}.parquet"
    schema, held = pq.read_schema(path), rows(output, table)
    change(held)
    pq.write_table(pa.Table.from_pylist(held, schema=schema), path)
    manifest = json.loads((release / "manifest.json").read_text("utf-8"))
    manifest["files"][path.name]["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    (release / "manifest.json").write_text(json.dumps(manifest), "utf-8")


def report(outcome: RunResult) -> dict[str, Any]:
    return json.loads((outcome.report.parent / "report.json").read_text("utf-8"))


def test_a_carried_row_that_breaks_a_rule_of_today_is_withheld_with_its_reason(here: Path) -> None:
    def spoil(held: list[dict[str, Any]]) -> None:
        next(row for row in held if row["source_id"] == "mit")["title"] = "{{ course.title }}"

    tamper(here / "out", "courses", spoil)
    (bad,) = [
        row["id"] for row in rows(here / "out", "courses") if row["title"] == "{{ course.title }}"
    ]
    outcome = run(here / "out", here / "sources", "2026-11-23T05:00:00Z", broken=("mit",))
    assert outcome.status == 7 and outcome.release
    stale = [row for row in rows(here / "out", "courses") if row["source_id"] == "mit"]
    assert (
        stale
        and {row["freshness"] for row in stale} == {"stale"}
        and bad not in {row["id"] for row in stale}
    )
    assert [
        (row["id"], row["rule"])
        for row in rows(here / "out", "quarantine")
        if row["source_id"] == "mit"
    ] == [(bad, "title holds no template")]
    assert [
        (row["field"], row["old"]) for row in rows(here / "out", "changes") if row["id"] == bad
    ] == [("rule", "title holds no template")]
    facts = report(outcome)
    (told,) = [one for one in facts["attention"] if one["source_id"] == "mit"]
    assert (
        told["reasons"]["gone"] == "1 row left, because they break a rule of today"
        and facts["balances"]["hold"]
    )
    (rule,) = [
        one for one in facts["expectations"]["failed"] if one["rule"] == "title holds no template"
    ]
    assert rule["failed_rows"] == 1 and rule["rows"] == len(rows(here / "out", "courses")) + 1


def test_a_carried_row_that_breaks_a_critical_rule_stops_the_release(here: Path) -> None:
    def spoil(held: list[dict[str, Any]]) -> None:
        row = next(row for row in held if row["source_id"] == "mit")
        row["first_seen"] = row["last_seen"].replace(year=2030)

    tamper(here / "out", "courses", spoil)
    outcome = run(here / "out", here / "sources", "2026-11-23T05:00:00Z", broken=("mit",))
    assert outcome.status == 6 and outcome.release is None
    assert (
        'the critical rule "first_seen is not after last_seen" does not hold in 1 of'
        in outcome.headline
    )


def test_a_row_that_a_run_over_one_source_was_not_to_read_is_judged_too(here: Path) -> None:
    tamper(
        here / "out",
        "courses",
        lambda held: next(row for row in held if row["source_id"] == "mit").update(title="Sign in"),
    )
    outcome = run(here / "out", here / "sources", "2026-11-23T05:00:00Z", only=("cmu",))
    assert outcome.status == 0 and outcome.release
    assert "Sign in" not in {row["title"] for row in rows(here / "out", "courses")}
    assert {row["source_id"] for row in rows(here / "out", "courses")} == set(FIRST)
    assert [
        row["source_id"]
        for row in rows(here / "out", "quarantine")
        if row["rule"] == "title is no word of a menu"
    ] == ["mit"]


@pytest.mark.parametrize("way", ["its YAML is gone", "its YAML forbids it"])
def test_rows_of_a_source_that_is_read_no_more_stay_stale_until_a_person_or_ninety_days_let_them_go(
    here: Path, way: str
) -> None:
    output, sources = here / "out", here / "sources"
    count = sum(
        row["source_id"] == "mit"
        for table in ("courses", "programs")
        for row in rows(output, table)
    )
    written = (sources / "mit.yml").read_text("utf-8")
    if way == "its YAML is gone":
        (sources / "mit.yml").unlink()
    else:
        (sources / "mit.yml").write_text(
            written.replace(
                "\nplatform:", "\nstate: forbidden\nreason: they asked us to stop\nplatform:", 1
            ),
            "utf-8",
        )
    kept = run(output, sources, "2026-11-23T05:00:00Z")
    assert kept.status == 7 and {
        row["freshness"]
        for row in kept.tables["courses"].to_dict("records")
        if row["source_id"] == "mit"
    } == {"stale"}
    facts = report(kept)
    first = facts["attention"][0]
    assert (first["source_id"], first["urgency"]) == (
        "mit",
        "stale",
    ) and "it is not read any more" in first["reasons"]["why"]
    assert (
        f"the previous {count} rows are kept, marked stale since 2026-11-16"
        in first["reasons"]["kept"]
    )
    assert "`courseatlas refresh --accept mit`" in first["reasons"]["try"]
    accepted = run(output, sources, "2026-11-24T05:00:00Z", accept=("mit",))
    assert accepted.status == 0 and "mit" not in {
        row["source_id"] for row in rows(output, "courses")
    }
    left = [row for row in rows(output, "changes") if row["change"] == "removed"]
    assert len(left) == count and {(row["field"], row["old"]) for row in left} == {
        ("source_id", "mit")
    }
    (sources / "mit.yml").write_text(written, "utf-8")
    back = run(output, sources, "2026-11-25T05:00:00Z")
    assert back.status == 0 and {row["change"] for row in rows(output, "changes")} == {"returned"}


def test_a_source_that_comes_back_drops_the_mark(here: Path) -> None:
    assert run(here / "out", here / "sources", "2026-11-23T05:00:00Z", broken=("mit",)).status == 7
    outcome = run(here / "out", here / "sources", "2026-11-24T05:00:00Z")
    assert outcome.status == 0
    back = [
        row for row in outcome.tables["courses"].to_dict("records") if row["source_id"] == "mit"
    ]
    assert {row["freshness"] for row in back} == {"fresh"} and {
        str(row["last_seen"]) for row in back
    } == {"2026-11-24"}
    assert {str(row["first_seen"]) for row in back} == {"2026-11-16"}
