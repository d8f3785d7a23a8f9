"""All suites over a release of 100,000 rows: CPU seconds and peak memory, beside the same questions as plain pandas expressions.

`python -m benchmarks.validation [ROWS]`. The rows are of our own words and healthy, as nearly all of a release are: 48 of 100 are courses.
Imports, the making of the rows and the reading of vocabularies are not counted. The plain expressions ask what the schema declares, with
`isna`, `isin`, `between`, `str.contains` and `duplicated` over the same columns, and give only a count: no rule by name, no row, no reason.
"""

import gc
import resource
import sys
import time
from collections.abc import Callable

import pandas as pd

from courseatlas.schema import STRINGS, TABLES, Table
from tests.support import healthy
from validation.check import check
from validation.gx.prepared import prepared
from validation.references import References
from validation.suites.texts import MARKUP, NAVIGATION, TEMPLATE

ROWS = 100_000


def plain(table: Table, frame: pd.DataFrame) -> int:
    """How many values break what the schema declares and the rules of texts, by pandas expressions alone."""
    rows, wrong = prepared(table, frame), 0
    wrong += int(rows.duplicated([name for name in table.key if name in rows]).sum())
    for column in table.columns:
        values = rows[column.name]
        if column.required:
            wrong += int(values.isna().sum())
        if column.type == STRINGS:
            continue
        present = values.dropna()
        if column.words:
            wrong += int((~present.isin(column.words)).sum())
        if column.low is not None or column.high is not None:
            low, high = (
                (column.low if column.low is not None else -float("inf")),
                (column.high if column.high is not None else float("inf")),
            )
            wrong += int((~present.between(low, high)).sum())
        if column.pattern:
            wrong += int((~present.astype("str").str.contains(column.pattern)).sum())
        if column.name in ("title", "description", "course_title"):
            text = present.astype("str")
            wrong += int(text.str.contains(TEMPLATE).sum()) + int(text.str.contains(MARKUP).sum())
            wrong += int(text.str.contains(NAVIGATION).sum()) if column.name != "description" else 0
    return wrong


def _cpu(run: Callable[[], int]) -> tuple[float, int]:
    gc.collect()
    begun = time.process_time()
    found = run()
    return time.process_time() - begun, found


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print a line a table, then both totals, the peak memory and the ratio."""
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    made = healthy.tables(asked)
    known = healthy.references(made)
    for table in TABLES:  # imports, and vocabularies
        check(table, made[table.name].head(3), True, References())
        check(table, made[table.name].head(3), True, known)
    print(f"{'table':<16} {'rows':>7} {'rules':>5} {'CPU s':>6} {'plain':>6}")
    ours = theirs = 0.0
    rows = rules = 0
    before = _peak()
    for table in TABLES:
        frame = made[table.name]
        results: list[int] = []

        def suites(
            table: Table = table, frame: pd.DataFrame = frame, results: list[int] = results
        ) -> int:
            checked = check(table, frame, True, known)
            results.append(len(checked.checks))
            return sum(one.failed_rows for one in checked.checks) + (checked.broken is not None)

        (seconds, wrong), (baseline, also) = (
            _cpu(suites),
            _cpu(lambda table=table, frame=frame: plain(table, frame)),
        )  # type: ignore[misc]
        if wrong or also:
            raise SystemExit(f"{table.name}: {wrong} and {also} faults in healthy rows")
        print(f"{table.name:<16} {len(frame):>7} {results[0]:>5} {seconds:>6.2f} {baseline:>6.2f}")
        ours, theirs, rows, rules = (
            ours + seconds,
            theirs + baseline,
            rows + len(frame),
            rules + results[0],
        )
    print(f"{'all':<16} {rows:>7} {rules:>5} {ours:>6.2f} {theirs:>6.2f}")
    print(f"peak {_peak():.0f} MB, of which {before:.0f} MB before the first suite")
    print(f"ratio {ours / theirs:.2f}")


if __name__ == "__main__":
    main()
