"""When the refresh runs next, in any time zone, and on the odd days of a calendar."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from courseatlas.errors import InvalidFile, UsageError
from flows.deployment.cron import Schedule, make_schedule, next_run, remembered
from tests.support.prefect_settings import prefect_settings
from tests.support.project import Project

TUESDAY = datetime(2026, 11, 24, 5, tzinfo=UTC)
# a schedule, a time, and the slots after it in UTC
ODD_DAYS = [
    ("0 5 * * *", "Europe/Berlin", "2026-03-28T00:00", ["03-28T04", "03-29T03", "03-30T03"]),
    ("0 5 * * *", "Europe/Berlin", "2026-10-24T00:00", ["10-24T03", "10-25T04", "10-26T04"]),
    # the hour that comes twice: the first of the two
    ("0 2 * * *", "Europe/Berlin", "2026-10-24T00:00", ["10-24T00", "10-25T00", "10-26T01"]),
    ("0 1 * * *", "America/New_York", "2026-10-31T00:00", ["10-31T05", "11-01T05", "11-02T06"]),
    ("0 5 29 2 *", "UTC", "2027-01-01T00:00", ["02-29T05", "02-29T05"]),
    ("0 5 * * *", "UTC", "2028-02-28T00:00", ["02-28T05", "02-29T05", "03-01T05"]),
    ("0 5 * * 1", "UTC", "2026-12-22T00:00", ["12-28T05", "01-04T05"]),
    ("0 0 1 1 *", "Pacific/Auckland", "2026-11-01T00:00", ["12-31T11", "12-31T11"]),
    ("0 5 31 * *", "UTC", "2026-12-01T00:00", ["12-31T05", "01-31T05", "03-31T05"]),
]


def test_the_next_run_is_the_first_time_that_the_schedule_names(tmp_path: Path) -> None:
    assert next_run(tmp_path, TUESDAY) is None
    with remembered(tmp_path, Schedule("0 5 * * 1")):
        assert next_run(tmp_path, TUESDAY) == datetime(2026, 11, 30, 5, tzinfo=UTC)
    assert next_run(tmp_path, TUESDAY) is None


@pytest.mark.parametrize(("cron", "zone", "start", "slots"), ODD_DAYS)
def test_each_slot_comes_once_at_clock_changes_leap_days_and_the_end_of_the_year(
    cron: str, zone: str, start: str, slots: list[str]
) -> None:
    schedule = make_schedule(cron, zone, TUESDAY)
    now = datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(zone))
    times = []
    for _ in slots:
        now = schedule.next_time(now)
        times.append(now)
    assert [f"{time.astimezone(UTC):%m-%dT%H}" for time in times] == slots


def test_prefect_plans_the_same_slots(tmp_path: Path) -> None:
    with prefect_settings(str(tmp_path)):
        from prefect.server.schemas.schedules import CronSchedule

        for cron, zone, start, slots in ODD_DAYS:
            planned = CronSchedule(cron=cron, timezone=zone)
            now = datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(zone))
            dates = asyncio.run(planned.get_dates(n=len(slots), start=now))
            assert [f"{date.astimezone(UTC):%m-%dT%H}" for date in dates] == slots, cron


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
def test_an_hour_that_a_clock_change_leaves_out_still_has_its_slot_that_day(zone: str) -> None:
    schedule = make_schedule("30 2 * * *", zone, TUESDAY)
    now = datetime(2027, 1, 1, tzinfo=ZoneInfo(zone))
    days = []
    for _ in range(365):
        now = schedule.next_time(now)
        days.append(now.date())
    assert days == [days[0] + timedelta(days=number) for number in range(365)]


def test_what_is_no_cron_expression_is_refused_and_a_damaged_file_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="every Monday"):
        make_schedule("every Monday", "UTC", TUESDAY)
    for damaged in ("{}", "[]", "{", '{"cron": "0 5 * * 1", "timezone": "Nowhere"}'):
        (tmp_path / "schedule.json").write_text(damaged)
        with pytest.raises(InvalidFile, match="schedule.json:1: cron"):
            next_run(tmp_path, TUESDAY)


def test_status_says_when_the_next_run_is(project: Project) -> None:
    assert "next run:     none scheduled" in project.run("status").stdout
    with remembered(project.output, Schedule("0 5 1 1 *")):
        assert "-01-01 05:00 UTC" in project.run("status").stdout
