"""`courseatlas schedule`: serve the Prefect deployment of the refresh flow."""

from pathlib import Path

import click

from cli.options import ExampleCommand, output_option, sources_option


@click.command(cls=ExampleCommand, example='schedule --cron "0 5 * * 1"')
@click.option("--cron", default="0 5 * * 1", help="When, in UTC (default: on Mondays at five).")
@sources_option
@output_option
def command(cron: str, folder: Path | None, output: Path) -> int:
    """Serve the Prefect deployment that refreshes on a schedule, until it is interrupted."""
    from flows.deployment.serve import serve

    return serve(cron, output.resolve(), folder)
