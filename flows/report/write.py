"""Write a report's folder: `index.html`, `report.json`, `badges/<source>.svg`, and the suites' `data_docs/`."""

import json
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from flows.plan import Plan
from flows.report.badge import badge
from flows.report.facts import facts_of_run
from flows.report.history import Past
from flows.report.page import page
from flows.runs import Run
from flows.supervisor import Crawl
from flows.verdict import Verdict
from validation.data_docs import data_docs


def write_report(
    plan: Plan,
    run: Run,
    crawls: list[Crawl],
    verdict: Verdict,
    tables: Mapping[str, pd.DataFrame],
    past: list[Past],
    folder: Path,
    version: str | None,
    seconds: Mapping[str, float] | None = None,
) -> None:
    """The report of a run that publishes `version`, or nothing. A release's copy has no `seconds`: two replays make equal releases."""
    facts = facts_of_run(plan, run, crawls, verdict, tables, past, version, seconds)
    (folder / "badges").mkdir(parents=True, exist_ok=True)
    (folder / "report.json").write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n", "utf-8")
    (folder / "index.html").write_text(page(facts), "utf-8")
    (folder / "data_docs").mkdir(exist_ok=True)
    for name, text in data_docs(verdict.checks).items():
        (folder / "data_docs" / name).write_text(text, "utf-8")
    for source in facts["sources"]:
        drawn = badge(source["name"], source["state"], sum(source["rows"].values()))
        (folder / "badges" / f"{source['source_id']}.svg").write_text(drawn, "utf-8")
