"""Read CSV files of any origin: UTF-8, with the columns in the first line."""

import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from courseatlas.errors import AtlasError, UsageError

Row = Mapping[str, str | None]

_MAX_CELL = 10**8


@dataclass(frozen=True)
class CsvFile:
    """An open CSV file: its name, its columns, and a reader of its rows."""

    file: str
    columns: tuple[str, ...]
    reader: "csv.DictReader[str]"

    def rows(self) -> Iterator[Row]:
        """The rows. Raises AtlasError for a row with too many cells, as some would be lost."""
        for row in self.reader:
            surplus = row.pop(None, None)
            if surplus is not None:
                cells = len(self.columns) + len(surplus)
                counts = f"{cells} cells where the first line names {len(self.columns)}"
                raise AtlasError(
                    f"{self.file}:{self.reader.line_num}: {counts}; "
                    "put quotes around a cell that has a comma"
                )
            yield row


@contextmanager
def open_csv(file: str, options: Mapping[str, str | None]) -> Iterator[CsvFile]:
    """Open a CSV file for reading.

    `options` maps an option's name to the column that it names; such a column must be there. Raises
    UsageError for a column that is not there, AtlasError for a file that is empty or cannot be
    read.
    """
    csv.field_size_limit(_MAX_CELL)
    try:
        with open(Path(file), newline="", encoding="utf-8-sig") as stream:
            reader = csv.DictReader(stream)
            columns = tuple(reader.fieldnames or ())
            _check_columns(file, columns, options)
            yield CsvFile(file, columns, reader)
    except BrokenPipeError:
        raise
    except FileNotFoundError as e:
        raise AtlasError(f"{file}: no such file; give the path of a CSV file") from e
    except (OSError, UnicodeDecodeError, csv.Error) as e:
        raise AtlasError(
            f"{file}: cannot be read as a UTF-8 CSV: {e}; save it as UTF-8 and give its path"
        ) from e


def _check_columns(file: str, columns: tuple[str, ...], options: Mapping[str, str | None]) -> None:
    if not columns:
        raise AtlasError(
            f"{file}: is empty; its first line must name the columns, such as id,title,description"
        )
    for option, column in options.items():
        if column is not None and column not in columns:
            available = ", ".join(columns)
            raise UsageError(
                f"{file}: no column {column!r}; it has {available}; name one with --{option}"
            )
