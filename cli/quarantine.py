"""`courseatlas quarantine`: the rows that validation withheld."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from cli.options import ExampleCommand, format_option, output_option, run_option


@click.command(cls=ExampleCommand, example="quarantine --source northeastern")
@run_option
@click.option("--source", "source_id", metavar="ID", help="Only this source.")
@format_option
@output_option
def command(run_id: str | None, source_id: str | None, output_format: str, output: Path) -> int:
    """List the withheld rows, each with its rule, a sentence and the page as evidence."""
    from courseatlas.text import printable

    rows = _withheld(output, run_id, source_id)
    if output_format == "jsonl":
        for row in rows:
            print(printable(json.dumps(row, ensure_ascii=False)))
    elif not _print_table(rows):
        for row in rows:
            print(printable("\n".join(_lines(row))))
    print(f"{len(rows)} {'row' if len(rows) == 1 else 'rows'} withheld", file=sys.stderr)
    return 0


def _withheld(output: Path, run_id: str | None, source_id: str | None) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    from cli.chosen_run import check_source, find_run
    from courseatlas.errors import AtlasError

    run = find_run(output, run_id)
    path = output / "runs" / run["id"] / "quarantine.parquet"
    if not path.exists():
        reason = "the run has not ended, or ended before it validated anything"
        raise AtlasError(f"{path.parent}: {reason}; see courseatlas status")
    rows: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    check_source(source_id, {*run["sources"], *(row["source_id"] for row in rows)}, run["id"])
    return [row for row in rows if source_id in (None, row["source_id"])]


def _print_table(rows: list[dict[str, Any]]) -> bool:
    from cli.tables import Heading, print_terminal_table

    headings = [
        Heading("table"),
        Heading("row", whole=True),
        Heading("severity"),
        Heading("rule"),
        Heading("detail"),
        Heading("evidence", whole=True),
    ]
    return print_terminal_table(headings, map(_cells, rows))


def _cells(row: Mapping[str, Any]) -> tuple[Any, ...]:
    row_id = row["id"] or row["source_id"]
    return row["table"], row_id, row["severity"], row["rule"], row["detail"], row["evidence_url"]


def _lines(row: Mapping[str, Any]) -> list[str]:
    return [
        f"{row['table']:<15} {row['id'] or row['source_id']}",
        f"    {row['severity']}: {row['rule']}: {row['detail']}",
        f"    {row['evidence_url'] or ''}",
    ]
