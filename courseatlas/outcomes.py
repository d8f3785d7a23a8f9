"""What becomes of each record: every record that a crawl gives ends in exactly one outcome.

The steps of a run return the records that end with them as a frame of outcomes. `combine` puts the
frames of all steps together; `courseatlas.schema.RECORD_OUTCOMES` is the form in which a run and a
release keep them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa

from courseatlas.arrow import series
from courseatlas.words import RECORD_OUTCOME

RELEASED, MERGED, FILTERED, QUARANTINED, HELD_BACK, LEFT_OUT = RECORD_OUTCOME
# outcomes of records that a rule or a step keeps out of the release: the quarantine lists them
WITHHELD = (QUARANTINED, HELD_BACK, LEFT_OUT)
# `faults` and `row` describe withheld records; the quarantine is made of them
_TYPES: dict[str, pa.DataType] = {
    "record_number": pa.int64(),
    "outcome": pa.string(),
    "step": pa.string(),
    "rule": pa.string(),
    "detail": pa.string(),
    "id": pa.string(),
    "merged_into": pa.string(),
    "faults": pa.list_(
        pa.struct([("rule", pa.string()), ("severity", pa.string()), ("detail", pa.string())])
    ),
    "row": pa.string(),
}
COLUMNS = tuple(_TYPES)
SCHEMA = pa.schema(_TYPES.items())


class Fault(NamedTuple):
    """A rule that a record breaks. `detail` is a sentence about this record."""

    rule: str
    severity: str
    detail: str


def outcomes(
    record_numbers: Sequence[int],
    outcome: str,
    step: str,
    faults: Sequence[Sequence[Fault]] | None = None,
    **columns: Sequence[Any] | str | None,
) -> pd.DataFrame:
    """A frame with one row per record that ends in `outcome` at `step`, in the types of SCHEMA.

    `columns` gives further columns of COLUMNS, as one value for all records or as a sequence with
    one value per record. `faults` are the rules that each record breaks; the first fault of a
    record is its rule and detail.
    """
    if faults is not None:
        columns |= {
            "rule": [record_faults[0].rule for record_faults in faults],
            "detail": [record_faults[0].detail for record_faults in faults],
            "faults": [[fault._asdict() for fault in record_faults] for record_faults in faults],
        }
    size = len(record_numbers)
    if not size and faults is None and step:
        return no_outcomes()
    data: dict[str, Any] = {"record_number": record_numbers, "outcome": outcome, "step": step}
    return pd.DataFrame(
        {
            name: series(_per_record(data.get(name, columns.get(name)), size), kind)
            for name, kind in _TYPES.items()
        }
    )


def _per_record(value: Sequence[Any] | str | None, size: int) -> Sequence[Any]:
    """One value per record, where a column has one for all of them."""
    if value is None or isinstance(value, str):
        return [value] * size
    return value


@cache
def no_outcomes() -> pd.DataFrame:
    """The frame of a step in which no record ends."""
    return outcomes((), RELEASED, "")


def combine(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The outcomes of several steps in one frame, sorted by record number."""
    filled = [frame for frame in frames if len(frame)]
    if not filled:
        return no_outcomes()
    return pd.concat(filled, ignore_index=True).sort_values(
        "record_number", kind="stable", ignore_index=True
    )


def counts(identified: pd.DataFrame) -> dict[str, Counter[str]]:
    """Source id -> number of records per outcome. `identified` has `source_id` and `outcome`."""
    by_source: dict[str, Counter[str]] = {}
    pairs = zip(identified["source_id"], identified["outcome"], strict=True)
    for (source_id, outcome), number in Counter(pairs).items():
        by_source.setdefault(source_id, Counter())[outcome] = number
    return by_source
