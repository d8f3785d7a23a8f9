"""The files of tables, read by a reader that is not their writer."""

import csv
from pathlib import Path

import pyarrow.parquet as pq

_LONGEST_CELL = 10**9  # characters


def number_of_rows(path: Path) -> int | None:
    """The rows of a Parquet or a CSV file; None for another file.

    Raises OSError or ValueError where the file cannot be read.
    """
    if path.suffix == ".parquet":
        return int(pq.ParquetFile(path).metadata.num_rows)
    if path.suffix == ".csv":
        csv.field_size_limit(_LONGEST_CELL)
        with path.open(newline="", encoding="utf-8") as stream:
            return sum(1 for _ in csv.reader(stream)) - 1
    return None
