"""`courseatlas runs`: list the runs and remove the oldest."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from cli.options import ExampleGroup, existing_output_option, keep_option, output_option


@click.group(cls=ExampleGroup, example="runs list")
def command() -> None:
    """List the runs and remove the oldest."""


@command.command("list", example="runs list")
@output_option
def list_runs(output: Path) -> int:
    """List the runs, oldest first, with how each ended."""
    from cli.tables import Heading, print_table

    print_table([Heading("run", 24), Heading("state", 12), Heading("how it ended")], _rows(output))
    return 0


def _rows(output: Path) -> Iterator[Sequence[object]]:
    from flows.runs import all_runs

    for run in all_runs(output):
        yield run["id"], run.get("state"), run.get("headline")


@command.command(example="runs prune --keep 90")
@keep_option
@existing_output_option
def prune(keep: int, output: Path) -> int:
    """Remove the folders of all but the newest runs, and never that of the latest release."""
    from flows.pruning import prune_runs
    from flows.runs import output_lock

    with output_lock(output):
        removed = prune_runs(output, keep)
    print(f"removed: {', '.join(removed) or 'none'}")
    return 0
