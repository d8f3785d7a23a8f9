"""How long the site of a release takes, and how large it is, as the release grows.

`python -m benchmarks.site FOLDER [ROWS …]` takes the newest release of an output folder, such as
the demo's, and writes it again with so many rows: all tables that relate records are multiplied
with them, under new ids. It prints the seconds of the whole build, which runs Pagefind as a process
of its own, and the size of the folder.
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from courseatlas.releases import Release, find
from courseatlas.schema import RECORD_TABLES
from release_site.build import write_site

# the columns that hold ids of records, by table; a list holds several
_IDS = {
    **{table.name: ("id", "same_as") for table in RECORD_TABLES},
    "program_courses": ("program_id", "course_id"),
    "program_topics": ("program_id",),
    "course_prerequisites": ("course_id", "prerequisite_id"),
    "profile_links": ("record_id",),
    "changes": ("id",),
}


def main() -> None:
    """Print a line for each number of rows."""
    if len(sys.argv) < 2:
        raise SystemExit("usage: python -m benchmarks.site FOLDER [ROWS …]; give an output folder")
    release = find(Path(sys.argv[1]), "latest")
    print(f"{'rows':>8} {'seconds':>8} {'CPU s':>8} {'MB':>8} {'files':>8}")
    for rows in [int(number) for number in sys.argv[2:]] or [2_000, 10_000]:
        with tempfile.TemporaryDirectory() as folder:
            _measure(release, rows, Path(folder))


def _measure(release: Release, rows: int, folder: Path) -> None:
    large = multiplied(release, rows, folder / release.version)
    (folder / "site").mkdir()
    started, used = time.perf_counter(), _cpu_seconds()
    size = write_site(large, [], folder / "site")
    seconds, cpu = time.perf_counter() - started, _cpu_seconds() - used
    records = sum(len(frame) for frame in large.record_tables.values())
    print(
        f"{records:>8} {seconds:>8.1f} {cpu:>8.1f} {size.bytes / 1e6:>8.1f} {size.files:>8}",
        flush=True,
    )


def multiplied(release: Release, rows: int, folder: Path) -> Release:
    """A copy of a release with about so many records; its other files are as they were."""
    folder.mkdir()
    files = release.manifest["files"]
    for name in ("manifest.json", *files):
        if not name.endswith(".csv"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((release.path / name).read_bytes())
    copies = max(
        1, -(-rows // sum(files[f"{table.name}.parquet"]["rows"] for table in RECORD_TABLES))
    )
    for name, columns in _IDS.items():
        path = folder / f"{name}.parquet"
        if path.exists():
            table = pq.read_table(path)
            parts = [_copy(table, columns, number) for number in range(copies)]
            pq.write_table(pa.concat_tables(parts), path)
    return Release(folder)


def _copy(table: pa.Table, columns: tuple[str, ...], number: int) -> pa.Table:
    """The rows under new ids; the first copy has those that the rows had."""
    if number == 0:
        return table
    for column in columns:
        place, values = table.schema.get_field_index(column), table[column].combine_chunks()
        if pa.types.is_list(values.type):
            ids = _renamed(values.flatten(), number)
            renamed = pa.ListArray.from_arrays(values.offsets, ids)
        else:
            renamed = _renamed(values, number)
        table = table.set_column(place, table.schema.field(column), renamed)
    return table


def _renamed(ids: pa.Array, number: int) -> pa.Array:
    return pc.binary_join_element_wise(ids, f"{number}", "-")


def _cpu_seconds() -> float:
    """The CPU seconds of this process and of those that it started and that ended."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


if __name__ == "__main__":
    main()
