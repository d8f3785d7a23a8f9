"""A source that fails keeps what its programs ask for, and what its courses ask for."""

import json
import shutil
from pathlib import Path

import pandas as pd

from courseatlas.errors import ExitStatus
from flows.plan import make_plan
from flows.refresh import refresh
from tests.support.crawls import pages, replayed

RELATED = ("program_courses", "program_topics", "course_prerequisites")


def test_the_relations_of_a_source_that_fails_stay_as_they_were(
    sample_release: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    shutil.copytree(sample_release, output, symlinks=True)
    before = {name: pd.read_parquet(output / "latest" / f"{name}.parquet") for name in RELATED}
    read = ("northeastern", "cornell")
    plan = make_plan(output, source_ids=read, replay="sample", now="2026-11-25T05:00:00Z")
    steps = replayed(lambda source: pages(source.id) if source.id == "cornell" else [])
    result = refresh(plan, steps)
    assert result.status == ExitStatus.PARTLY_FAILED and result.release, result.headline
    for name in RELATED:
        after = pd.read_parquet(result.release / f"{name}.parquet")
        assert after.astype(str).equals(before[name].astype(str)), name
    assert any(before["program_topics"]["program_id"].str.startswith("northeastern:"))
    history = json.loads((result.release / "findings.json").read_text("utf-8"))["history"]
    assert [entry["release"] for entry in history] == ["2026-11-24.1", "2026-11-25.1"]
