"""The records of a release as linked data, one JSON-LD object per line.

`courses.jsonl` holds courses and programs in schema.org's terms; `programs-ctdl.jsonl` holds
programs in CTDL, and `programs-ctdl-missing.json` counts what a registry would ask for besides.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from courseatlas.linked_data import (
    REQUIRED_OF_PROGRAMS,
    ctdl_program,
    missing_of,
    schema_org_course,
    schema_org_program,
)

SCHEMA_ORG_FILE, CTDL_FILE = "courses.jsonl", "programs-ctdl.jsonl"
MISSING_FILE = "programs-ctdl-missing.json"
_BATCH = 2_000
Row = dict[str, Any]


def write_linked_data(folder: Path) -> None:
    """Write the files of linked data from the Parquet files of a folder. Raises OSError."""
    providers = {row["provider_id"]: row for row in _rows(folder, "providers")}
    listed = _CoursesOfPrograms(folder)
    missing: Counter[str] = Counter()
    with open(folder / SCHEMA_ORG_FILE, "wb") as schema_org:
        for course in _rows(folder, "courses"):
            provider = providers.get(course["provider_id"])
            schema_org.write(_line(schema_org_course(course, provider)))
        with open(folder / CTDL_FILE, "wb") as ctdl:
            for program in _rows(folder, "programs"):
                provider, rows = providers.get(program["provider_id"]), listed.of(program["id"])
                schema_org.write(_line(schema_org_program(program, provider, rows)))
                node = ctdl_program(program, provider, rows)
                ctdl.write(_line(node))
                missing.update(missing_of(node))
    _write_missing(folder / MISSING_FILE, missing)


class _CoursesOfPrograms:
    """The rows of `program_courses` by program; they stay in Arrow until they are asked for."""

    def __init__(self, folder: Path) -> None:
        table = pq.read_table(folder / "program_courses.parquet")
        self._table = table.sort_by([("program_id", "ascending"), ("position", "ascending")])
        counted = pc.value_counts(self._table["program_id"].combine_chunks())
        self._spans: dict[str, tuple[int, int]] = {}
        start = 0
        for program_id, count in zip(*map(pa.Array.to_pylist, counted.flatten()), strict=True):
            self._spans[program_id] = (start, count)
            start += count

    def of(self, program_id: str) -> list[Row]:
        """The rows of a program, in the order of its page."""
        rows: list[Row] = self._table.slice(*self._spans.get(program_id, (0, 0))).to_pylist()
        return rows


def _rows(folder: Path, table: str) -> Iterator[Row]:
    with pq.ParquetFile(folder / f"{table}.parquet") as file:
        for batch in file.iter_batches(_BATCH):
            yield from batch.to_pylist()


def _line(node: Mapping[str, Any]) -> bytes:
    return orjson.dumps(node, option=orjson.OPT_APPEND_NEWLINE)


def _write_missing(path: Path, missing: Mapping[str, int]) -> None:
    rows = [
        {"property": name, "programs_without": missing[name], "reason": reason}
        for name, reason in REQUIRED_OF_PROGRAMS.items()
        if missing[name]
    ]
    path.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")
