"""A slot of the schedule has one run, however often and however late it is delivered."""

import json
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.deployment.slots import claim

MONDAY = datetime(2026, 11, 30, 5, tzinfo=UTC)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("deliveries", "runs"),
    [
        pytest.param([(MONDAY, MONDAY), (MONDAY, MONDAY)], [0], id="twice at once"),
        pytest.param([(MONDAY, MONDAY), (MONDAY, MONDAY + DAY)], [0], id="again a day later"),
        pytest.param([(MONDAY, MONDAY), (MONDAY + DAY, MONDAY + DAY)], [0, 1], id="two days"),
        pytest.param(
            [(MONDAY + number * DAY, MONDAY + 3 * DAY) for number in range(3)],
            [0],
            id="three late slots",
        ),
        pytest.param(
            [(MONDAY + number * DAY, MONDAY + 3 * DAY) for number in (2, 0, 1)],
            [0],
            id="three late slots, the newest first",
        ),
        pytest.param(
            [(MONDAY, MONDAY + 2 * DAY), (MONDAY + 3 * DAY, MONDAY + 3 * DAY)],
            [0, 1],
            id="a late slot, then one in time",
        ),
        pytest.param([(MONDAY, MONDAY - MINUTE), (MONDAY, MONDAY)], [0], id="a clock that is slow"),
        pytest.param(
            [(MONDAY + 1000 * DAY, MONDAY + 1000 * DAY), (MONDAY, MONDAY)],
            [0, 1],
            id="a clock that was wrong and is set back",
        ),
    ],
)
def test_the_deliveries_that_run(
    deliveries: list[tuple[datetime, datetime]], runs: list[int], tmp_path: Path
) -> None:
    reasons = [
        claim(tmp_path, slot, f"run {number}", now) for number, (slot, now) in enumerate(deliveries)
    ]
    assert [number for number, reason in enumerate(reasons) if reason is None] == runs
    assert all("covers this slot" in reason for reason in reasons if reason)


def test_a_run_that_failed_may_be_started_again(tmp_path: Path) -> None:
    assert claim(tmp_path, MONDAY, "one", MONDAY) is None
    assert claim(tmp_path, MONDAY, "one", MONDAY + MINUTE) is None
    assert claim(tmp_path, MONDAY, "two", MONDAY + MINUTE) is not None


def test_of_many_deliveries_at_the_same_time_one_runs(tmp_path: Path) -> None:
    reasons: list[str | None] = []
    start = threading.Barrier(8)

    def deliver(number: int) -> None:
        start.wait()
        reasons.append(claim(tmp_path, MONDAY, f"run {number}", MONDAY))

    threads = [threading.Thread(target=deliver, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(reasons) == 8 and reasons.count(None) == 1


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "[]",
        "null",
        json.dumps({"slot": 1, "started_at": 2, "run_id": "one"}),
        json.dumps({"slot": "2026", "started_at": "soon", "run_id": "one"}),
        json.dumps({"slot": "2026-11-30T05:00:00+00:00"}),
    ],
)
def test_a_damaged_file_stops_no_run(damaged: str, tmp_path: Path) -> None:
    (tmp_path / "last_slot.json").write_text(damaged)
    assert claim(tmp_path, MONDAY, "one", MONDAY) is None
