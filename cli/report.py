"""`courseatlas report`: where the report of a run is."""

import webbrowser
from pathlib import Path

import click

from cli.options import ExampleCommand, output_option


@click.command(cls=ExampleCommand, example="report --open")
@click.argument("run_id", metavar="[RUN]", required=False)
@click.option("--open", "in_browser", is_flag=True, help="Open it in a browser.")
@output_option
def command(run_id: str | None, in_browser: bool, output: Path) -> int:
    """Print the path of a run's report, by default of the last run."""
    from cli.chosen_run import find_reported_run

    path = (output / find_reported_run(output, run_id)["report"]).resolve()
    print(path)
    if in_browser:
        webbrowser.open(path.as_uri())
    return 0
