"""`courseatlas match`: pairs of rows of two CSV files that describe the same course or program."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from courseatlas.errors import AtlasError, UsageError
from courseatlas.matching import Listing
from courseatlas.matching import match as pairs_of

FIELDS = ["a_id", "b_id", "score", "reason"]
# who offers a row of a release: the institutions behind it, else its provider
_PROVIDERS = ("provider", "offered_by", "provider_id")


def match(a: str, b: str, title: str, provider: str | None, code: str | None, description: str | None, out: TextIO) -> int:
    """Write the pairs as CSV. Raises UsageError for a column that is not there, AtlasError for a file that cannot be used."""
    named = {"title": title, "provider": provider, "code": code, "description": description}
    listings = [listing for table, file in (("a", a), ("b", b)) for listing in read_listings(file, table, named)]
    writer = csv.writer(out)
    writer.writerow(FIELDS)
    writer.writerows((pair.a, pair.b, f"{pair.score:g}", pair.reason) for pair in pairs_of(listings))
    out.flush()
    return 0


def read_listings(file: str, table: str, named: dict[str, str | None]) -> Iterator[Listing]:
    """The rows of one CSV; `named` columns must be there, the others are used where they are."""
    csv.field_size_limit(10**8)
    try:
        with open(Path(file), newline="", encoding="utf-8-sig") as stream:
            rows = csv.DictReader(stream)
            columns = list(rows.fieldnames or [])
            if not columns:
                raise AtlasError(f"{file}: is empty; its first line must name the columns, such as id,title,provider,description")
            for option, column in named.items():
                if column is not None and column not in columns:
                    raise UsageError(f"{file}: no column {column!r}; it has {', '.join(columns)}; name one with --{option}")
            seen: dict[str, int] = {}
            for number, row in enumerate(rows, 1):
                listing = _listing(row, number, table, named)
                if listing.id in seen:
                    raise AtlasError(
                        f"{file}: column 'id': {listing.id!r} stands in rows {seen[listing.id]} and {number}; "
                        "make each id unique, or rename the column to have rows counted"
                    )
                seen[listing.id] = number
                yield listing
    except (OSError, UnicodeDecodeError, csv.Error) as e:
        raise AtlasError(f"{file}: cannot be read as a UTF-8 CSV: {e}; save it as UTF-8 and give its path") from e


def _listing(row: dict[str, str | None], number: int, table: str, named: dict[str, str | None]) -> Listing:
    def value(option: str) -> str | None:
        return row.get(named.get(option) or option)

    by = [named["provider"]] if named["provider"] else [name for name in _PROVIDERS if row.get(name) not in (None, "", "[]")][:1]
    return Listing(
        id=row.get("id") or str(number),
        title=value("title") or "",
        table=table,
        providers=tuple(name for column in by if column for name in _names(row.get(column) or "")),
        code=value("code"),
        description=value("description"),
        kind=row.get("credential_type") or row.get("kind"),
        url=row.get("url"),
    )


def _names(value: str) -> list[str]:
    """The names of a cell; a release's CSV holds a list as a JSON array."""
    if value.startswith("["):
        try:
            return [str(name) for name in json.loads(value)]
        except ValueError:
            return [value]
    return [value] if value else []
