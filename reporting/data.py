"""What a report is made of: the values of a finished run, as the flow hands them over."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from courseatlas.coverage import Coverage
from courseatlas.findings import Check, Finding, SourceStats
from courseatlas.sources import Source
from reporting.history import PastRelease
from reporting.reasons import FailedSource

LedgerRow = Mapping[str, Any]


@dataclass(frozen=True)
class RunSummary:
    """The run and its verdict.

    `version` is the release that it publishes, None where it publishes none.
    """

    id: str
    now: datetime
    is_replay: bool
    is_resumed: bool
    state: str
    status: int
    headline: str
    stopped: str | None
    stopped_summary: str | None
    version: str | None
    previous_version: str | None


@dataclass(frozen=True)
class ReportData:
    """A run as its report tells it.

    `tables` are all tables of the release, or of what it would have been. `ledgers` has an entry
    per source that was crawled. `records` has the columns of RECORD_OUTCOMES. `unread` is printed
    column -> string -> number of rows. `warnings` are pairs of a record id and a sentence. `past`
    are the releases before this run, oldest first.
    """

    run: RunSummary
    sources: Mapping[str, Source]
    tables: Mapping[str, pd.DataFrame]
    health: Sequence[Mapping[str, Any]]
    ledgers: Mapping[str, Sequence[LedgerRow]]
    records: pd.DataFrame
    failed: Mapping[str, FailedSource]
    stats: Mapping[str, SourceStats]
    findings: Sequence[Finding]
    checks: Sequence[Check]
    quarantine: Sequence[Mapping[str, Any]]
    unread: Mapping[str, Counter[str]]
    warnings: Sequence[tuple[str, str]]
    past: Sequence[PastRelease]
    books_balance: bool
    coverage: Coverage
