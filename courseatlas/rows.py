"""Rows as the steps of a run make them: the columns of a table, with their Python types."""

from datetime import datetime
from typing import TypedDict


class HealthRow(TypedDict):
    """A row of `source_health`."""

    source_id: str
    run_id: str
    state: str
    message: str | None
    pages_requested: int
    pages_fetched: int
    pages_not_modified: int
    pages_failed: int
    records_extracted: int
    records_released: int
    records_filtered: int
    records_quarantined: int
    records_merged: int
    records_carried: int
    previous_released: int
    rows_supporting: int
    started_at: datetime | None
    seconds: float | None
    bytes: int


class QuarantineRow(TypedDict):
    """A row of `quarantine`: a withheld row, and one rule that it breaks."""

    id: str | None
    source_id: str
    table: str
    origin: str
    rule: str
    severity: str
    detail: str
    record: str
    evidence_url: str | None


class RecordOutcomeRow(TypedDict):
    """A row of `records`: what became of one record that a crawl gave."""

    source_id: str
    kind: str
    key: str
    id: str | None
    title: str | None
    evidence_url: str
    page_position: int | None
    outcome: str
    step: str
    rule: str | None
    detail: str | None
    merged_into: str | None
