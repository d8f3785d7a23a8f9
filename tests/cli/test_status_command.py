"""What `courseatlas status` says of the last run."""

import json
from pathlib import Path

import pytest

from cli.main import main
from flows.runs import output_lock


def last_run(output: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["status", "--output", str(output)]) == 0
    return capsys.readouterr().out.splitlines()[0].removeprefix("last run:").strip()


def test_a_refresh_that_was_killed_is_told_from_one_that_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "runs" / "20261126T050000Z-aaaa"
    folder.mkdir(parents=True)
    (folder / "run.json").write_text(json.dumps({"id": folder.name, "state": "running"}))
    with output_lock(tmp_path):
        assert last_run(tmp_path, capsys) == f"{folder.name} running"
    killed = f"{folder.name} killed; the same command resumes it within a day"
    assert last_run(tmp_path, capsys) == killed
