"""`courseatlas replay`: read a source's archived pages again and show what would change."""

from pathlib import Path

import click

from cli.options import ExampleCommand, output_option, sources_option


@click.command(cls=ExampleCommand, example="replay --source northeastern")
@click.option(
    "--source", "source_id", required=True, metavar="ID", help="The source whose pages are read."
)
@click.option("--publish", is_flag=True, help="Publish what changes.")
@sources_option
@output_option
def command(source_id: str, publish: bool, folder: Path | None, output: Path) -> int:
    """Read the archived pages of a source's last run again, without the network.

    Shows the rows that would be added or removed and the fields that would change.
    """
    from cli.changes import change_lines
    from cli.refresh import print_result
    from flows.replay import replay

    replayed = replay(output, source_id, publish, folder)
    print("\n".join(change_lines(replayed.heading, replayed.changes, replayed.titles)))
    return print_result(replayed.result)
