"""All suites over a release of 100,000 rows, beside the same questions as plain pandas expressions.

`python -m benchmarks.validation [ROWS]` prints CPU seconds and peak memory. The rows are generated
and healthy, as nearly all rows of a release are: 48 of 100 are courses. Imports, the generation of
the rows and the reading of vocabularies are not counted. The plain expressions check what the
schema declares, with `isna`, `isin`, `between`, `str.contains` and `duplicated` over the same
columns, and give a count only: no name of a rule, no row, no reason.
"""

import gc
import resource
import sys
import time
from collections.abc import Callable
from functools import partial

import pandas as pd

from courseatlas.schema import STRINGS, TABLES, Table
from tests.support import healthy
from validation.check import check
from validation.gx.prepared import prepared
from validation.references import References
from validation.suites.texts import MARKUP, NAVIGATION, TEMPLATE

ROWS = 100_000


def plain(table: Table, frame: pd.DataFrame) -> int:
    """How many values break the schema or a rule of texts, by pandas expressions alone."""
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
    result = run()
    return time.process_time() - begun, result


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print a line per table, then both totals, the peak memory and the ratio."""
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    made = healthy.tables(asked)
    references = healthy.references(made)
    for table in TABLES:  # imports, and vocabularies
        check(table, made[table.name].head(3), True, References())
        check(table, made[table.name].head(3), True, references)
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
            checked = check(table, frame, True, references)
            results.append(len(checked.checks))
            return sum(rule_check.failed_rows for rule_check in checked.checks) + (
                checked.stop_reason is not None
            )

        seconds, wrong = _cpu(suites)
        baseline, plain_wrong = _cpu(partial(plain, table, frame))
        if wrong or plain_wrong:
            raise SystemExit(f"{table.name}: {wrong} and {plain_wrong} faults in healthy rows")
        print(f"{table.name:<16} {len(frame):>7} {results[0]:>5} {seconds:>6.2f} {baseline:>6.2f}")
        ours, theirs = ours + seconds, theirs + baseline
        rows, rules = rows + len(frame), rules + results[0]
    print(f"{'all':<16} {rows:>7} {rules:>5} {ours:>6.2f} {theirs:>6.2f}")
    print(f"peak {_peak():.0f} MB, of which {before:.0f} MB before the first suite")
    print(f"ratio {ours / theirs:.2f}")


if __name__ == "__main__":
    main()
