"""The progress of a refresh: one line per source, live on a terminal, plain elsewhere."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from rich.console import Console

from cli.progress import format_seconds, progress_lines, progress_shown, progress_table
from flows.progress import SourceProgress

NOW = datetime(2026, 11, 26, 5, 10, tzinfo=UTC)
BEGUN = NOW - timedelta(minutes=2)
RUNNING = SourceProgress("cmu", "running", 10, 40, 120, BEGUN)
WAITING = SourceProgress("mit", "waiting")
DONE = SourceProgress("edx", "done", 7, 7, 9, BEGUN, BEGUN + timedelta(minutes=1))


def test_the_rate_and_the_time_left_follow_from_the_pages_done() -> None:
    assert RUNNING.pages_per_minute(NOW) == 5 and RUNNING.seconds_left(NOW) == 360
    assert WAITING.pages_per_minute(NOW) is None and WAITING.seconds_left(NOW) is None
    assert SourceProgress("a", "running", 3, None, 0, BEGUN).seconds_left(NOW) is None
    assert SourceProgress("a", "running", 3, 9, 0, NOW).pages_per_minute(NOW) is None


def test_the_rate_of_a_crawl_that_ended_does_not_fall_with_the_clock() -> None:
    assert DONE.pages_per_minute(NOW) == DONE.pages_per_minute(NOW + timedelta(hours=1)) == 7


def test_the_table_has_one_line_per_source() -> None:
    console = Console(file=io.StringIO(), width=100)
    console.print(progress_table([RUNNING, WAITING, DONE], NOW))
    shown = [
        " ".join(line.split()) for line in console.file.getvalue().splitlines() if line.strip("─ ")
    ]  # type: ignore[attr-defined]
    assert shown[0] == "source state pages records rate time left"
    assert shown[1] == "cmu running 10 of 40 pages 120 records 5 pages/min 6 min 0 s left"
    assert shown[2] == "mit waiting"
    assert shown[3] == "edx done 7 of 7 pages 9 records 7 pages/min"


def test_a_plain_line_is_printed_when_a_state_changes_and_now_and_then_while_a_crawl_goes_on() -> (
    None
):
    states = {"cmu": "running", "mit": "running", "edx": "done"}
    assert progress_lines(states, [RUNNING, WAITING, DONE], NOW, with_unchanged=False) == [
        "mit waiting"
    ]
    assert [
        line.split()[0]
        for line in progress_lines(states, [RUNNING, WAITING, DONE], NOW, with_unchanged=True)
    ] == ["cmu", "mit"]


def test_what_is_shown_last_is_how_it_ended(capsys: pytest.CaptureFixture[str]) -> None:
    reads = iter([[WAITING], [DONE]])
    last = [DONE]
    with progress_shown(lambda: next(reads, last), Console(file=io.StringIO())):
        pass
    assert capsys.readouterr().err.splitlines()[-1].startswith("edx done 7 of 7 pages 9 records")


def test_on_a_terminal_the_table_is_redrawn_in_place() -> None:
    terminal = Console(file=io.StringIO(), force_terminal=True, width=100)
    with progress_shown(lambda: [DONE], terminal):
        pass
    drawn = terminal.file.getvalue()  # type: ignore[attr-defined]
    assert "edx" in drawn and "\x1b[" in drawn


def test_a_name_with_brackets_is_no_markup() -> None:
    console = Console(file=io.StringIO(), width=100)
    console.print(progress_table([SourceProgress("[bold]x", "waiting")], NOW))
    assert "[bold]x" in console.file.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0 s"), (59.6, "1 min 0 s"), (7200, "2 h 0 min")]
)
def test_a_duration_is_told_in_one_or_two_units(seconds: float, text: str) -> None:
    assert format_seconds(seconds) == text
