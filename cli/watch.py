"""`courseatlas watch`: what is new in the answer to a query."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.options import ExampleCommand, output_option

if TYPE_CHECKING:
    from courseatlas.releases import Release


@click.command(
    cls=ExampleCommand,
    example="watch --query \"SELECT title, url FROM programs WHERE award = 'MS'\"",
)
@click.option(
    "--query",
    required=True,
    metavar="SQL|FILE",
    help="A query over the tables, or a file of one that ends in .sql.",
)
@click.option(
    "--since", metavar="VERSION", help="Compare with this release (default: the one before)."
)
@output_option
def command(query: str, since: str | None, output: Path) -> int:
    """Print, as CSV, the rows that a query gives in the last release and not in an earlier one.

    The query is DuckDB's SQL over the tables and views of a release. Rows that only the earlier
    release has are counted on standard error. Where there is no earlier release, all rows are new.
    """
    import csv
    import sys

    from courseatlas.atlas import Atlas
    from courseatlas.releases import find
    from courseatlas.watching import compare_answers

    latest = find(output, "latest")
    earlier = find(output, since) if since else _release_before(output, latest)
    before = Atlas(earlier) if earlier else None
    compared = compare_answers(Atlas(latest), before, _statement(query))
    writer = csv.DictWriter(sys.stdout, compared.columns, lineterminator="\n")
    writer.writeheader()
    for row in compared.new:
        writer.writerow({name: _cell(value) for name, value in row.items()})
    origin = f"since {earlier.version}" if earlier else "in the first release"
    print(f"{len(compared.new)} new, {compared.gone} gone {origin}", file=sys.stderr)
    return 0


def _cell(value: Any) -> Any:
    """A value as the CSV files of a release hold it: a list is a JSON array."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def _statement(query: str) -> str:
    """The query, or the content of the file that it names. One word is no query."""
    from courseatlas.errors import UsageError

    if not query.endswith(".sql"):
        if len(query.split()) < 2:
            raise UsageError(
                f"{query!r}: is no query; write one such as SELECT title FROM courses, "
                "or name a file that ends in .sql"
            )
        return query
    try:
        return Path(query).read_text("utf-8")
    except (OSError, ValueError) as e:
        raise UsageError(f"{query}: cannot be read; give a file of one SELECT in UTF-8") from e


def _release_before(output: Path, latest: "Release") -> "Release | None":
    """The release before the last one, None for the first."""
    from courseatlas.releases import all_releases

    versions = all_releases(output)
    names = [release.version for release in versions]
    position = names.index(latest.version)
    return versions[position - 1] if position else None
