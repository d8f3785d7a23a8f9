"""What a maintainer looks at after a run: `status`, `pages`, `quarantine`, `report`. What sites wrote reaches the terminal without control characters."""

import argparse
import json
import sys
import webbrowser
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from courseatlas import releases as published
from courseatlas.errors import AtlasError, UsageError
from courseatlas.text import printable
from courseatlas.words import OUTCOME
from flows.cron import next_run
from flows.runs import all_runs
from spiders.ledger import OPEN, outcome_of, rows


def status(arguments: argparse.Namespace) -> int:
    runs, release = all_runs(arguments.output), published.latest(arguments.output)
    last = runs[-1] if runs else None
    print(f"last run:     {last['id']} {last['state']}: {last.get('headline', '')}" if last else "last run:     none")
    print(f"last release: {release.version if release else 'none'}")
    planned = next_run(arguments.output, datetime.now(UTC))
    print(f"next run:     {f'{planned:%Y-%m-%d %H:%M} UTC' if planned else 'none scheduled; courseatlas schedule serves one'}")
    ended = [arguments.output / "runs" / run["id"] / "source_health.parquet" for run in runs]
    ended = [path for path in ended if path.exists()]
    if not ended:
        return 0
    print(f"logs:         {ended[-1].parent / 'sources'}/<source>/crawl.log")
    ages = {name: facts.get("oldest_days") for name, facts in release.manifest["sources"].items()} if release else {}
    print(f"{'source':<28} {'state':<10} {'age (days)':>10} {'pages':>6} {'rows':>6}  last error")
    for row in pq.read_table(ended[-1]).to_pylist():
        age = ages.get(row["source_id"])
        _say(
            f"{row['source_id']:<28} {row['state']:<10} {'' if age is None else age:>10} {row['pages_requested']:>6} "
            f"{row['records_released'] + row['records_carried']:>6}  {row['message'] or ''}"
        )
    return 0


def pages(arguments: argparse.Namespace) -> int:
    if arguments.what:
        return _show_page(arguments)
    run = _run(arguments)
    _check_source(arguments.source, run["sources"], run["id"])
    outcome, _, code = (arguments.outcome or "").partition(":")
    if outcome not in ("", OPEN, *OUTCOME):
        raise UsageError(f"--outcome {arguments.outcome}: no such outcome; there is: {', '.join(OUTCOME)}, and error:CODE")
    for path in sorted((arguments.output / "runs" / run["id"] / "sources").glob("*/ledger.sqlite")):
        for row in rows(path):
            if arguments.source in (None, row["source_id"]) and outcome in ("", row["outcome"]) and code in ("", row["code"]):
                why = f"  {row['detail']}" if row["detail"] else ""
                _say(
                    _json(dict(row))
                    if arguments.format == "jsonl"
                    else f"{row['source_id']:<14} {outcome_of(row):<22} {row['records']:>5} {row['url']}{why}"
                )
    return 0


def _show_page(arguments: argparse.Namespace) -> int:
    if arguments.what[0] != "show" or len(arguments.what) != 2:
        raise UsageError("pages: give nothing for the ledger, or show and a URL, such as pages show https://catalog.example.edu/cs/")
    from flows import evidence

    found = evidence.find(arguments.output, arguments.what[1])
    if arguments.body:
        print(evidence.text(found.answer))
    else:
        _say("\n".join(evidence.page(found)))
    return 0


def quarantine(arguments: argparse.Namespace) -> int:
    run = _run(arguments)
    path = arguments.output / "runs" / run["id"] / "quarantine.parquet"
    if not path.exists():
        raise AtlasError(f"{path.parent}: the run has not ended, or ended before it validated anything; see courseatlas status")
    found = pq.read_table(path).to_pylist()
    _check_source(arguments.source, {*run["sources"], *(row["source_id"] for row in found)}, run["id"])
    found = [row for row in found if arguments.source in (None, row["source_id"])]
    for row in found:
        if arguments.format == "jsonl":
            _say(_json(row))
        else:
            _say(
                f"{row['table']:<15} {row['id'] or row['source_id']}\n    {row['severity']}: {row['rule']}: {row['detail']}\n    {row['evidence_url'] or ''}"
            )
    print(f"{len(found)} row{'' if len(found) == 1 else 's'} withheld", file=sys.stderr)
    return 0


def report(arguments: argparse.Namespace) -> int:
    runs = {run["id"]: run for run in all_runs(arguments.output) if run.get("report")}
    path = (Path(arguments.output) / _of(runs, arguments)["report"]).resolve()
    print(path)
    if arguments.open:
        webbrowser.open(path.as_uri())
    return 0


def _run(arguments: argparse.Namespace) -> dict[str, Any]:
    return _of({run["id"]: run for run in all_runs(arguments.output)}, arguments)


def _of(runs: dict[str, dict[str, Any]], arguments: argparse.Namespace) -> dict[str, Any]:
    """The run that is asked for, else the last one. Raises AtlasError where there is none."""
    if not runs:
        raise AtlasError(
            f"{arguments.output}: no run has ended here; make one with courseatlas refresh, or name another folder with --output"
        )
    run_id = arguments.run_id or next(reversed(runs))
    if run_id not in runs:
        raise AtlasError(f"{arguments.output}: no run {run_id}; the last ones are {', '.join(list(runs)[-5:])}")
    return runs[run_id]


def _check_source(source_id: str | None, known: Iterable[str], run_id: str) -> None:
    """Raises UsageError where a source is asked for that the run did not have: nothing of it is no good news."""
    if source_id is not None and source_id not in known:
        raise UsageError(f"--source {source_id}: run {run_id} has no such source; it has {', '.join(sorted(known))}")


def _json(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False)


def _say(text: str) -> None:
    print(printable(text))
