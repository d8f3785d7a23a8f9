"""`courseatlas pages`: the ledger of a run, and one archived page."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from cli.options import ExampleGroup, format_option, output_option, run_option


@click.group(
    cls=ExampleGroup, example="pages --outcome error --format jsonl", invoke_without_command=True
)
@run_option
@click.option("--source", "source_id", metavar="ID", help="Only this source.")
@click.option(
    "--outcome",
    metavar="OUTCOME",
    help="Only pages that ended so, such as record, error or error:http_404.",
)
@format_option
@output_option
@click.pass_context
def command(
    context: click.Context,
    run_id: str | None,
    source_id: str | None,
    outcome: str | None,
    output_format: str,
    output: Path,
) -> int:
    """List each URL of a run with its outcome."""
    if context.invoked_subcommand is not None:
        return 0
    from cli.tables import Heading, print_table
    from courseatlas.text import printable

    rows = _ledger(output, run_id, source_id, outcome)
    if output_format == "jsonl":
        for row in rows:
            print(printable(json.dumps(row, ensure_ascii=False)))
        return 0
    headings = [
        Heading("source", 14),
        Heading("outcome", 22),
        Heading("records", 5, right=True),
        Heading("reason", 12),
        Heading("url", whole=True),
    ]
    print_table([*headings, Heading("detail")], map(_cells, rows), with_headings=False)
    return 0


@command.command(example="pages show https://catalog.northeastern.edu/course-descriptions/cs/")
@click.argument("url")
@click.option("--body", is_flag=True, help="Only the page itself, for `courseatlas extract -`.")
@output_option
def show(url: str, body: bool, output: Path) -> int:
    """Show the last archived page of a URL with its headers."""
    from cli.archived_pages import find_page, page_lines
    from courseatlas.text import printable
    from spiders.archive.decoded import decoded_text

    page = find_page(output, url)
    print(decoded_text(page.answer) if body else printable("\n".join(page_lines(page))))
    return 0


def _ledger(
    output: Path, run_id: str | None, source_id: str | None, outcome: str | None
) -> Iterator[Mapping[str, Any]]:
    """The rows of a run's ledgers. Raises UsageError for an unknown source or outcome."""
    from cli.chosen_run import check_source, find_run
    from courseatlas.errors import UsageError
    from courseatlas.words import OUTCOME
    from spiders.ledger import OPEN, rows

    run = find_run(output, run_id)
    check_source(source_id, run["sources"], run["id"])
    name, _, code = (outcome or "").partition(":")
    if name not in ("", OPEN, *OUTCOME):
        raise UsageError(
            f"--outcome {outcome}: no such outcome; there is: {', '.join(OUTCOME)}, and error:CODE"
        )
    for path in sorted((output / "runs" / run["id"] / "sources").glob("*/ledger.sqlite")):
        for row in rows(path):
            is_source = source_id in (None, row["source_id"])
            if is_source and name in ("", row["outcome"]) and code in ("", row["code"]):
                yield row


def _cells(row: Mapping[str, Any]) -> tuple[Any, ...]:
    from courseatlas.pages import outcome_label

    shown = (row["records"], row["reason"], row["url"], row["detail"])
    return row["source_id"], outcome_label(row), *shown
