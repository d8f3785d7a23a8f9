"""`courseatlas match`: pairs of rows of two CSV files that describe the same course or program."""

import csv
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from cli.options import ExampleCommand

if TYPE_CHECKING:
    from cli.csv_rows import Row
    from courseatlas.matching import Listing

COLUMNS = ("a_id", "b_id", "score", "reason")
# who offers a row of a release: the institutions behind it, else its provider
_PROVIDER_ID = "provider_id"
_PROVIDER_COLUMNS = ("provider", "offered_by", _PROVIDER_ID)
# what the providers of a release are called: in the same folder
_PROVIDERS_FILE = "providers.csv"
_EMPTY_LIST = "[]"  # as a release's CSV writes an empty list


@click.command(cls=ExampleCommand, example="match mine.csv output/latest/courses.csv > pairs.csv")
@click.argument("a", metavar="A.csv")
@click.argument("b", metavar="B.csv")
@click.option(
    "--title",
    default="title",
    metavar="COLUMN",
    help="The column of the titles in both (default: title).",
)
@click.option(
    "--provider",
    metavar="COLUMN",
    help="The column of the providers (default: provider, else offered_by and provider_id).",
)
@click.option(
    "--code",
    metavar="COLUMN",
    help="The column of the course codes (default: code, if there is one).",
)
@click.option(
    "--description", metavar="COLUMN", help="The column of the descriptions (default: description)."
)
def command(
    a: str, b: str, title: str, provider: str | None, code: str | None, description: str | None
) -> int:
    """Pair the rows of two CSV files that describe the same course or program.

    Prints a_id, b_id, score and reason as CSV. The ids are those of the column id, else the numbers
    of the rows. A provider_id stands for the name that providers.csv beside the file gives it, as
    in the folder of a release.
    """
    match(
        a,
        b,
        {"title": title, "provider": provider, "code": code, "description": description},
        sys.stdout,
    )
    return 0


def match(a: str, b: str, columns: Mapping[str, str | None], out: TextIO) -> None:
    """Write the pairs as CSV.

    `columns` maps title, provider, code and description to the column that was named. Raises
    UsageError for a column that is not there, AtlasError for a file that cannot be used.
    """
    from courseatlas.matching import match as find_pairs

    ours, theirs = (
        list(read_listings(file, table, columns)) for table, file in (("a", a), ("b", b))
    )
    pairs = find_pairs([*ours, *theirs])
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows((pair.a, pair.b, f"{pair.score:g}", pair.reason) for pair in pairs)
    paired = len({pair.a for pair in pairs})
    print(f"{paired} of {len(ours)} rows of {a} have a pair in {b}", file=sys.stderr)


def read_listings(file: str, table: str, columns: Mapping[str, str | None]) -> "Iterator[Listing]":
    """The rows of one CSV file; a named column must be there, the others are used if they are."""
    from cli.csv_rows import open_csv
    from courseatlas.errors import AtlasError

    row_numbers: dict[str, int] = {}
    names = _provider_names(Path(file).parent / _PROVIDERS_FILE)
    with open_csv(file, columns) as source:
        for number, row in enumerate(source.reader, 1):
            listing = _listing(row, number, table, columns, names)
            if listing.id in row_numbers:
                raise AtlasError(
                    f"{file}: column 'id': {listing.id!r} is in rows "
                    f"{row_numbers[listing.id]} and {number}; "
                    "make each id unique, or rename the column so that the rows are numbered"
                )
            row_numbers[listing.id] = number
            yield listing


def _provider_names(path: Path) -> Mapping[str, str]:
    """provider_id -> name, from the providers of a release; none where there is no such file."""
    from cli.csv_rows import open_csv

    if not path.is_file():
        return {}
    with open_csv(str(path), {}) as source:
        rows = [(row.get("provider_id"), row.get("name")) for row in source.rows()]
    return {provider_id: name for provider_id, name in rows if provider_id and name}


def _listing(
    row: "Row",
    number: int,
    table: str,
    columns: Mapping[str, str | None],
    provider_names: Mapping[str, str],
) -> "Listing":
    from courseatlas.matching import Listing

    def value(field: str) -> str | None:
        return row.get(columns.get(field) or field)

    provider = columns["provider"] or next(
        (name for name in _PROVIDER_COLUMNS if row.get(name) not in (None, "", _EMPTY_LIST)), None
    )
    names = _names((row.get(provider) if provider else None) or "")
    if provider == _PROVIDER_ID:
        names += tuple(provider_names[name] for name in names if name in provider_names)
    return Listing(
        id=row.get("id") or str(number),
        title=value("title") or "",
        table=table,
        providers=names,
        code=value("code"),
        description=value("description"),
        kind=row.get("credential_type") or row.get("kind"),
        url=row.get("url"),
    )


def _names(value: str) -> tuple[str, ...]:
    """The names in a cell; a release's CSV writes a list as a JSON array."""
    if value.startswith("["):
        try:
            return tuple(str(name) for name in json.loads(value))
        except ValueError:
            return (value,)
    return (value,) if value else ()
