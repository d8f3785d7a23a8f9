"""Withhold: a row that a step cannot handle goes to quarantine with the step's name, and the run goes on."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

Row = Mapping[str, Any]
Result = TypeVar("Result")


def tolerant(step: Callable[[list[Row]], Result], rows: Sequence[Row]) -> tuple[Result, list[Row], list[tuple[Row, Exception]]]:
    """(the step's result over the rows it can handle, those rows, the others each with what the step raised).

    The step must treat each row by itself. Where it raises, the rows are halved until those that raise stand alone, so that healthy
    rows cost nothing.
    """
    try:
        return step(list(rows)), list(rows), []
    except Exception:  # whatever the row is, it becomes a line of the quarantine
        broken = list(_broken(step, rows))
    wrong = {id(row) for row, _ in broken}
    good = [row for row in rows if id(row) not in wrong]
    return step(good), good, broken


def _broken(step: Callable[[list[Row]], Any], rows: Sequence[Row]) -> list[tuple[Row, Exception]]:
    try:
        step(list(rows))
        return []
    except Exception as e:
        if len(rows) == 1:
            return [(rows[0], e)]
    half = len(rows) // 2
    return [*_broken(step, rows[:half]), *_broken(step, rows[half:])]


def withheld(record: Row, table: str, rule: str, detail: str, record_id: str | None = None) -> dict[str, Any]:
    """The quarantine row of a record as it was read."""
    return {
        "id": record_id,
        "source_id": record["source_id"],
        "table": table,
        "rule": rule,
        "severity": "warning",
        "detail": detail[:500],
        # of the run, not of the record: two runs over the same pages withhold the same row
        "record": json.dumps(
            {name: value for name, value in record.items() if name not in ("fetched_at", "freshness") and value not in (None, [], {})},
            ensure_ascii=False,
            default=str,
        ),
        "evidence_url": record.get("evidence_url"),
    }
