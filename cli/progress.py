"""The progress of a refresh on standard error: a live table on a terminal, else plain lines."""

import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from flows.progress import SourceProgress

ReadProgress = Callable[[], "list[SourceProgress]"]

_TABLE_SECONDS = 0.5
_LINE_SECONDS = 30.0
_STOP_SECONDS = 5.0


@contextmanager
def progress_shown(read: ReadProgress, console: "Console | None" = None) -> Iterator[None]:
    """Show what `read` returns again and again, until the block ends.

    `read` is called from another thread. On a terminal it fills one line per source in a live
    table; elsewhere a line is printed for each source whose state changes, and every half minute
    for each one that goes on.
    """
    from rich.console import Console

    console = console or Console(stderr=True)
    stopped = threading.Event()
    show = _show_table if console.is_terminal else _show_lines
    thread = threading.Thread(
        target=show, args=(read, console, stopped), name="progress", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join(_STOP_SECONDS)


def _show_table(read: ReadProgress, console: "Console", stopped: threading.Event) -> None:
    from rich.live import Live

    with Live(console=console, auto_refresh=False, transient=False) as live:
        while True:
            is_last = stopped.is_set()
            live.update(progress_table(read(), _now()), refresh=True)
            if is_last:
                return
            stopped.wait(_TABLE_SECONDS)


def _show_lines(read: ReadProgress, console: "Console", stopped: threading.Event) -> None:
    states: Mapping[str, str] = {}
    printed_at = _now()
    while True:
        is_last = stopped.is_set()
        sources, now = read(), _now()
        is_due = (now - printed_at).total_seconds() >= _LINE_SECONDS
        for line in progress_lines(states, sources, now, with_unchanged=is_due):
            print(line, file=sys.stderr)
        states = {source.source_id: source.state for source in sources}
        printed_at = now if is_due else printed_at
        if is_last:
            return
        stopped.wait(_TABLE_SECONDS)


def _now() -> datetime:
    return datetime.now(UTC)


def progress_lines(
    states: Mapping[str, str],
    sources: "Sequence[SourceProgress]",
    now: datetime,
    with_unchanged: bool,
) -> list[str]:
    """A line for each source whose state differs from `states`.

    `with_unchanged` adds a line for each source that is under way.
    """
    shown = [
        source
        for source in sources
        if states.get(source.source_id, "waiting") != source.state
        or (with_unchanged and source.state == "running")
    ]
    return [" ".join(filter(None, _cells(source, now))) for source in shown]


def progress_table(sources: "Sequence[SourceProgress]", now: datetime) -> "Table":
    """One line per source: state, pages done, records, rate and time left."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for name in ("source", "state", "pages", "records", "rate", "time left"):
        table.add_column(name, justify="left" if name in ("source", "state") else "right")
    for source in sources:
        table.add_row(*map(Text, _cells(source, now)))
    return table


def _cells(source: "SourceProgress", now: datetime) -> tuple[str, ...]:
    if source.started_at is None:
        return source.source_id, source.state, "", "", "", ""
    planned = "" if source.pages_planned is None else f" of {source.pages_planned}"
    rate, seconds = source.pages_per_minute(now), source.seconds_left(now)
    is_done = source.state != "running"
    return (
        source.source_id,
        source.state,
        f"{source.pages_done}{planned} pages",
        f"{source.records} records",
        "" if rate is None else f"{rate:.0f} pages/min",
        "" if seconds is None or is_done else f"{format_seconds(seconds)} left",
    )


def format_seconds(seconds: float) -> str:
    """A duration in one or two units.

    >>> [format_seconds(seconds) for seconds in (42, 95, 3700)]
    ['42 s', '1 min 35 s', '1 h 1 min']
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
