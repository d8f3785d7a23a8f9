"""`courseatlas runs`: remove the folders of old runs."""

from pathlib import Path

import click

from cli.options import ExampleGroup, PositiveInt, output_option


@click.group(cls=ExampleGroup, example="runs prune --keep 20")
def command() -> None:
    """Remove the folders of old runs."""


@command.command(example="runs prune --keep 20")
@click.option("--keep", type=PositiveInt, required=True, metavar="N", help="Keep the newest N.")
@output_option
def prune(keep: int, output: Path) -> int:
    """Remove the folders of ended runs but the newest N; their pages stay in the archive."""
    from flows.prune import prune_runs
    from flows.runs import output_lock

    with output_lock(output):
        removed = prune_runs(output, keep)
    print(f"{len(removed)} runs removed{': ' if removed else ''}{', '.join(removed)}")
    return 0
