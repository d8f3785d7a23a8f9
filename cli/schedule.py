"""`courseatlas schedule`: serve the Prefect deployment of the refresh flow."""

from pathlib import Path

import click

from cli.options import ExampleCommand, output_option, site_option, sources_option


@click.command(cls=ExampleCommand, example='schedule --cron "0 5 * * 1"')
@click.option("--cron", default="0 5 * * 1", help="When (default: on Mondays at five).")
@click.option(
    "--timezone",
    default="UTC",
    metavar="NAME",
    help="The time zone of --cron, such as Europe/Berlin (default: UTC).",
)
@site_option
@sources_option
@output_option
def command(cron: str, timezone: str, site: bool, folder: Path | None, output: Path) -> int:
    """Serve the Prefect deployment that refreshes on a schedule, until it is interrupted."""
    from datetime import UTC, datetime

    from flows.deployment.cron import make_schedule
    from flows.deployment.serve import serve

    schedule = make_schedule(cron, timezone, datetime.now(UTC))
    return serve(schedule, output.resolve(), folder, site)
