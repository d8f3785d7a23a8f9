"""When the refresh runs next."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from courseatlas.errors import InvalidFile, UsageError
from flows.deployment.cron import next_run, remember
from tests.support.project import Project

TUESDAY = datetime(2026, 11, 24, 5, tzinfo=UTC)


def test_the_next_run_is_the_first_time_that_the_schedule_names(tmp_path: Path) -> None:
    assert next_run(tmp_path, TUESDAY) is None
    remember(tmp_path, "0 5 * * 1")
    assert next_run(tmp_path, TUESDAY) == datetime(2026, 11, 30, 5, tzinfo=UTC)


def test_what_is_no_cron_expression_is_refused_and_a_damaged_file_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="every Monday"):
        remember(tmp_path, "every Monday")
    assert not (tmp_path / "schedule.json").exists()
    (tmp_path / "schedule.json").write_text("{}")
    with pytest.raises(InvalidFile, match="schedule.json:1: cron"):
        next_run(tmp_path, TUESDAY)


def test_status_says_when_the_next_run_is(project: Project) -> None:
    assert "next run:     none scheduled" in project.run("status").stdout
    remember(project.output, "0 5 1 1 *")
    assert "-01-01 05:00 UTC" in project.run("status").stdout
