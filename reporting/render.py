"""Render a report: every file of its folder, as text, before anything is written."""

import json
from collections.abc import Mapping

from reporting.badge import badge
from reporting.coverage_page import coverage_page
from reporting.data import ReportData
from reporting.data_docs import data_docs
from reporting.document import document
from reporting.page import page
from reporting.records import record_pages


def report_files(data: ReportData, seconds: Mapping[str, float] | None = None) -> dict[str, str]:
    """Path within the report's folder -> text.

    `index.html` and `report.json`, a badge per source in `badges/`, the records of each source in
    `records/`, a page per suite in `data_docs/`, and `coverage.html`. The copy in a release has no
    `seconds`: two replays of one archive make equal releases.
    """
    report = document(data, seconds)
    files = {
        "report.json": json.dumps(report, indent=1, ensure_ascii=False) + "\n",
        "index.html": page(report),
        "coverage.html": coverage_page(data),
    }
    files |= {f"data_docs/{name}": text for name, text in data_docs(data.checks).items()}
    files |= record_pages(data)
    for source in report["sources"]:
        drawn = badge(source["name"], source["state"], sum(source["rows"].values()))
        files[f"badges/{source['source_id']}.svg"] = drawn
    return files
