"""The flow as Prefect's UI shows it: a task per source and one per step, and two artifacts.

`sample_release` was made through Prefect, as the demo makes it; its database is under the output folder.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import yaml

from samples.build import ANSWERS
from tests.support.paths import ROOT


@pytest.fixture
def database(sample_release: Path) -> Iterator[sqlite3.Connection]:
    path = sample_release / "prefect" / "prefect.db"
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as opened:
        yield opened


def test_there_is_a_task_per_source_and_one_per_step(database: sqlite3.Connection) -> None:
    names = [name for (name,) in database.execute("SELECT name FROM task_run")]
    crawls = {name for name in names if name.startswith("crawl-")}
    assert crawls == {f"crawl-{source}" for source in ANSWERS}
    steps = sorted(name.rpartition("-")[0] for name in names if name not in crawls)
    assert steps == ["assemble", "curate", "publish", "validate"]
    states = {state for (state,) in database.execute("SELECT state_type FROM task_run")}
    assert states == {"COMPLETED"}


def test_the_flow_takes_the_options_as_json_and_completes(database: sqlite3.Connection) -> None:
    ((name, state, parameters),) = database.execute(
        "SELECT flow.name, flow_run.state_type, flow_run.parameters "
        "FROM flow_run JOIN flow ON flow.id = flow_run.flow_id"
    )
    given = json.loads(parameters)
    assert (name, state, given["replay"]) == ("refresh", "COMPLETED", "sample")
    assert given["now"] == "2026-11-24T05:00:00Z"


def test_the_summary_and_the_table_of_sources_are_artifacts(database: sqlite3.Connection) -> None:
    artifacts = dict(database.execute("SELECT key, data FROM artifact WHERE key IS NOT NULL"))
    assert "published 2026-11-24.1" in artifacts["refresh-summary"]
    assert "records: 239 extracted" in artifacts["refresh-summary"]
    rows = json.loads(json.loads(artifacts["refresh-sources"]))
    assert {row["source_id"] for row in rows} >= set(ANSWERS)


def test_no_table_is_kept_by_prefect(sample_release: Path) -> None:
    assert not list((sample_release / "prefect").glob("storage/*"))


def test_the_deployments_name_the_flows_and_pools_of_their_own() -> None:
    deployments = yaml.safe_load((ROOT / "prefect.yaml").read_text())["deployments"]
    assert [deployment["name"] for deployment in deployments] == ["weekly", "refresh-source"]
    for deployment in deployments:
        path, _, name = deployment["entrypoint"].partition(":")
        assert f"def {name}(" in (ROOT / path).read_text()
    assert len({deployment["work_pool"]["name"] for deployment in deployments}) == 2
