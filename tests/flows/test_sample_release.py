"""The demo's release: what a newcomer gets from `make demo`."""

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from courseatlas import releases
from courseatlas.arrow import arrow_schema
from courseatlas.schema import PARQUET_TABLES, TABLES
from flows.plan import make_plan
from flows.refresh import refresh
from tests.support.crawls import crawls_of_last_run
from tests.support.paths import ROOT


def table(output: Path, name: str) -> pd.DataFrame:
    return pd.read_parquet(output / "latest" / f"{name}.parquet")


def sums_but_of_databases(output: Path) -> list[str]:
    """The lines of SHA256SUMS, without the databases and the manifest, which holds their sums."""
    lines = (output / "latest" / "SHA256SUMS").read_text().splitlines()
    without = ("atlas.duckdb", "atlas.sqlite", "manifest.json")
    sums = [line for line in lines if not line.endswith(without)]
    assert len(sums) == len(lines) - len(without)
    return sums


def test_every_table_stands_as_csv_and_parquet_in_its_declared_types(sample_release: Path) -> None:
    for one in TABLES:
        path = sample_release / "latest" / f"{one.name}.parquet"
        assert pq.read_schema(path).equals(arrow_schema(one)), one.name
        csv = pd.read_csv(path.with_suffix(".csv"))
        assert list(csv.columns) == one.names and len(csv) == pq.read_metadata(path).num_rows
        assert duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall() == [(len(csv),)]


def test_the_balances_add_up(sample_release: Path) -> None:
    health = table(sample_release, "source_health")
    parts = health[
        ["records_released", "records_filtered", "records_quarantined", "records_merged"]
    ].sum(axis=1)
    assert (health.records_extracted == parts).all() and health.records_extracted.sum() == 239
    rows = sum(len(table(sample_release, name)) for name in ("programs", "courses", "events"))
    assert rows == health.records_released.sum() + health.records_carried.sum()


def test_a_program_lists_its_courses_with_their_ids_roles_and_alternatives(
    sample_release: Path,
) -> None:
    listed = table(sample_release, "program_courses")
    boston = listed[listed.program_id.str.endswith("artificial-intelligence-ms")].set_index(
        "course_code"
    )
    assert (
        boston.loc["AAI 6610", "role"] == "required"
        and boston.loc["AAI 6630", "role"] == "elective"
    )
    assert boston.loc["CS 6140", "alternative_to"] == boston.loc["AAI 6610", "position"]
    assert (
        boston.loc["AAI 6610", "course_id"] == "northeastern:course:AAI-6610"
        and boston.in_release.all()
    )
    assert boston.loc["AAI 6620", "choose_credits"] == 6


def test_the_profile_says_what_is_met_and_by_what(sample_release: Path) -> None:
    links = table(sample_release, "profile_links").set_index("recommendation_id")
    assert "mit-ocw:course:res-cms-001-media-literacy-in-the-age-of-deepfakes-spring-2021" in set(
        links.loc["mit-media-literacy", "record_id"]
    )
    assert (
        links.loc["certificate-cornell", "status"] == "met"
        and links.loc["cornell-3", "match_score"] < 1
    )
    assert links.loc["symposium-eaai", "record_id"] == "aaai:event:eaai-27-call"
    assert set(links.loc[["degree-cmu"], "status"]) == {"met"}
    offered_no_more = ["mit-deepfakes-for-good", "infosec-deepfake"]
    assert set(links.loc[offered_no_more, "status"]) == {"closest"}
    profile = json.loads((sample_release / "latest" / "profile.json").read_text())
    assert set(profile["links"]) == {one["id"] for one in profile["recommendations"]}


def test_the_profile_is_met_but_for_what_is_offered_no_more(sample_release: Path) -> None:
    """Forty-eight of fifty; where the article leaves the choice open, by two providers at least."""
    links = table(sample_release, "profile_links")
    own = links[links["profile_id"] == "deepfake-professional"]
    statuses = own.groupby("recommendation_id")["status"].first()
    assert statuses.value_counts().to_dict() == {"met": 48, "closest": 2}
    providers = own["record_id"].str.split(":").str[0].groupby(own["recommendation_id"]).nunique()
    is_open = providers.index.str.startswith(("hs-", "field-", "add-on-"))
    assert providers[is_open].min() >= 2


def test_a_replay_is_deterministic_and_a_second_one_publishes_nothing(
    sample_release: Path, tmp_path: Path
) -> None:
    command = [
        sys.executable,
        "-m",
        "cli",
        "refresh",
        "--replay",
        "sample",
        "--no-prefect",
        "--now",
        "2026-11-24T05:00:00Z",
        "--output",
    ]
    environment = {"PYTHONHASHSEED": "7", "TZ": "Asia/Kathmandu", "PATH": "/usr/bin:/bin"}
    other = tmp_path / "other"
    assert (
        subprocess.run(
            [*command, str(other)], cwd=ROOT, env=environment, capture_output=True
        ).returncode
        == 0
    )
    for table in TABLES:
        for kind in ("csv", "parquet"):
            name = f"latest/{table.name}.{kind}"
            assert (other / name).read_bytes() == (sample_release / name).read_bytes(), name
    # the sums of all files, those of the report too
    assert sums_but_of_databases(other) == sums_but_of_databases(sample_release)
    plan = make_plan(other, replay="sample", now="2026-11-24T05:00:00Z")
    again = refresh(plan, crawls_of_last_run(other))
    assert again.status == 0 and "nothing new" in again.headline
    assert len(releases.all_releases(other)) == 1


def test_the_tables_do_not_depend_on_how_many_crawls_run_at_a_time(tmp_path: Path) -> None:
    written = []
    for workers in (1, 4):
        plan = make_plan(
            tmp_path / str(workers),
            source_ids=["aaai", "ecornell", "mit-xpro", "udemy"],
            replay="sample",
            now="2026-11-24T05:00:00Z",
            jobs=workers,
        )
        outcome = refresh(plan)
        assert outcome.release is not None
        written.append({path.name: path.read_bytes() for path in outcome.release.glob("*.parquet")})
    assert written[0] == written[1]
    assert len(written[0]) == len((*TABLES, *PARQUET_TABLES))


def test_verify_names_a_damaged_file(sample_release: Path, tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(sample_release / "releases", copy / "releases")
    version = releases.all_releases(copy)[0].version
    command = [sys.executable, "-m", "cli", "releases", "verify", version, "--output", str(copy)]
    assert subprocess.run(command, cwd=ROOT).returncode == 0
    with open(copy / "releases" / version / "courses.csv", "a") as stream:
        stream.write("x\n")
    damaged = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (
        damaged.returncode == 9
        and "courses.csv" in damaged.stderr
        and "Traceback" not in damaged.stderr
    )


@pytest.mark.parametrize("page", ["latest/profile.html", "report"])
def test_a_browser_shows_the_page(
    sample_release: Path, page: str, chromium: str, tmp_path: Path
) -> None:
    path = (
        next(sample_release.glob("runs/*/report/index.html"))
        if page == "report"
        else sample_release / page
    )
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        f"--user-data-dir={tmp_path}",
    ]
    shown = subprocess.run(
        [chromium, *flags, "--dump-dom", path.resolve().as_uri()], capture_output=True, text=True
    ).stdout
    assert "Content-Security-Policy" in shown
    assert shown.count("<script") == (0 if page == "report" else 1)  # the filters, by their hash
    assert (
        ("northeastern" in shown)
        if page == "report"
        else ("Media Literacy in the Age of Deepfakes" in shown)
    )
