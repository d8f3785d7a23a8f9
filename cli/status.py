"""`courseatlas status`: each source, the last run, the last release and the next run."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.options import ExampleCommand, output_option

if TYPE_CHECKING:
    from courseatlas.releases import Release


@click.command(cls=ExampleCommand, example="status")
@output_option
def command(output: Path) -> int:
    """Show each source, the last run, the last release, the next run, and hosts left alone."""
    from cli.tables import Heading, print_table
    from courseatlas.releases import latest
    from courseatlas.text import printable
    from flows.runs import all_runs

    runs, release = all_runs(output), latest(output)
    print(printable("\n".join([*_summary(output, runs, release), *_left_alone(output)])))
    health = _last_health(output, runs)
    if health is None:
        return 0
    print(f"logs:         {health.parent / 'sources'}/<source>/crawl.log")
    headings = [
        Heading("source", 28),
        Heading("state", 10),
        Heading("age (days)", 10, right=True),
        Heading("pages", 6, right=True),
        Heading("rows", 6, right=True),
        Heading("last error"),
    ]
    print_table(headings, _rows(health, release))
    return 0


def _summary(
    output: Path, runs: Sequence[Mapping[str, Any]], release: "Release | None"
) -> Iterator[str]:
    from datetime import UTC, datetime

    from flows.deployment.cron import next_run
    from flows.hold import hold_of
    from flows.publication.pointer import pointer_problem

    yield f"last run:     {_how_it_ended(output, runs[-1]) if runs else 'none'}"
    yield f"last release: {release.version if release else 'none'}"
    problem = pointer_problem(output)
    if problem:
        yield f"pointer:      {problem}; the next refresh mends it"
    hold = hold_of(output)
    if hold:
        yield f"held:         {hold}"
    planned = next_run(output, datetime.now(UTC))
    when = (
        f"{planned:%Y-%m-%d %H:%M %Z}"
        if planned
        else "none scheduled; courseatlas schedule serves one"
    )
    yield f"next run:     {when}"


def _left_alone(output: Path) -> Iterator[str]:
    """A line per host that asks to be left alone, with its sources and until when."""
    import time
    from datetime import UTC, datetime

    from spiders.waits import WAITS_FILE, read_waits

    for path in sorted((output / "archive").glob(f"*/{WAITS_FILE}")):
        for host, until in sorted(read_waits(path).items()):
            if until > time.time():
                when = datetime.fromtimestamp(until, UTC)
                yield f"left alone:   {host} ({path.parent.name}) until {when:%Y-%m-%d %H:%M} UTC"


def _how_it_ended(output: Path, run: Mapping[str, Any]) -> str:
    """A run and how it ended; a refresh that was killed could not say so itself."""
    from flows.runs import is_locked

    if run["state"] != "running":
        return f"{run['id']} {run['state']}: {run.get('headline', '')}"
    if is_locked(output):
        return f"{run['id']} running"
    return f"{run['id']} killed; the same command resumes it within a day"


def _last_health(output: Path, runs: Sequence[Mapping[str, Any]]) -> Path | None:
    """The health table of the last run that wrote one."""
    paths = [output / "runs" / run["id"] / "source_health.parquet" for run in runs]
    return next((path for path in reversed(paths) if path.exists()), None)


def _rows(health: Path, release: "Release | None") -> Iterator[Sequence[object]]:
    import pyarrow.parquet as pq

    sources = release.manifest["sources"] if release else {}
    for row in pq.read_table(health).to_pylist():
        yield (
            row["source_id"],
            row["state"],
            sources.get(row["source_id"], {}).get("oldest_days"),
            row["pages_requested"],
            row["records_released"] + row["records_carried"],
            row["message"],
        )
