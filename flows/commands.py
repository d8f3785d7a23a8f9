"""What each command does: arguments in, lines on standard output, an exit status out."""

import argparse
import json
import sys
import webbrowser
from datetime import UTC, datetime
from pathlib import Path

from courseatlas import releases as published
from courseatlas import sources as registry
from courseatlas.errors import AtlasError, DamagedRelease, UsageError
from flows.plan import ROOT, make_plan


def refresh(arguments: argparse.Namespace) -> int:
    plan = make_plan(
        arguments.output,
        arguments.source,
        arguments.replay,
        arguments.sources,
        arguments.now,
        arguments.max_pages,
        arguments.max_seconds,
        arguments.accept,
    )
    if arguments.plan:
        return _show_plan(plan)
    from flows import notice
    from flows.refresh import refresh as run_plainly

    if arguments.no_prefect:
        outcome = run_plainly(plan)
    else:
        from flows.prefect_flow import run_through_prefect

        outcome = run_through_prefect(plan)
    notice.send(outcome)
    print("\n".join(outcome.lines))
    print(f"{outcome.headline}")
    if outcome.release:
        print(f"release: {outcome.release}")
    print(f"report:  {outcome.report}")
    if outcome.status == 6:
        print(f"error: {outcome.headline}; see {outcome.report}", file=sys.stderr)
    return outcome.status


def _show_plan(plan) -> int:
    for source in plan.sources.values():
        if source.state != "active":
            print(f"{source.id:<16} {source.state}: {source.reason}")
            continue
        pages = min(source.pages, plan.max_pages or source.pages)
        minutes = min(
            source.minutes, (plan.max_seconds or source.minutes * 60) / 60, pages * source.delay_seconds / 60 / max(1, len(source.hosts))
        )
        print(
            f"{source.id:<16} at most {pages} pages from {', '.join(source.hosts)}, about {minutes:.0f} minutes at {source.delay_seconds:g} s a page"
        )
        for url in source.start_urls:
            print(f"{'':<16} {url}")
    return 0


def extract(arguments: argparse.Namespace) -> int:
    from flows.extract import extract as run

    platform = arguments.platform
    if arguments.source:
        path = ROOT / "sources" / f"{arguments.source}.yml"
        if not path.exists():
            raise UsageError(f"--source {arguments.source}: no such source; see courseatlas sources list")
        platform = registry.load(path).platform
    return run(arguments.file, arguments.url, platform, arguments.content_type)


def classify(arguments: argparse.Namespace) -> int:
    from flows.classify import classify as run

    return run(arguments.file, arguments.title, arguments.description, arguments.explain, sys.stdout)


def match(arguments: argparse.Namespace) -> int:
    from flows.match import match as run

    return run(arguments.a, arguments.b, arguments.title, arguments.provider, arguments.code, arguments.description, sys.stdout)


def sources(arguments: argparse.Namespace) -> int:
    folder = arguments.sources or ROOT / "sources"
    if arguments.action == "show":
        path = folder / f"{arguments.id}.yml"
        if not arguments.id or not path.exists():
            raise UsageError(f"sources show: no source {arguments.id or ''}; see courseatlas sources list")
        print(path.read_text("utf-8"), end="")
        return 0
    found = registry.load_all(folder)
    if arguments.action == "check":
        from courseatlas import profiles

        for path in sorted((ROOT / "profiles").glob("*.yml")):
            profiles.load(path, found if folder == ROOT / "sources" else None)
        print(f"{len(found)} sources are valid")
    else:
        release = published.latest(arguments.output)
        last = {row["source_id"]: row["state"] for row in release.rows("source_health")} if release else {}
        print(f"{'source':<28} {'state':<10} {'last state':<10} {'platform':<12} provider")
        for source in found.values():
            why = f" ({source.reason})" if source.reason else ""
            print(f"{source.id:<28} {source.state:<10} {last.get(source.id, '-'):<10} {source.platform:<12} {source.name}{why}")
    return 0


def status(arguments: argparse.Namespace) -> int:
    import pyarrow.parquet as pq

    from flows.cron import next_run
    from flows.runs import all_runs

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
    ages = {name: facts["oldest_days"] for name, facts in release.manifest["sources"].items()} if release else {}
    print(f"{'source':<28} {'state':<10} {'age (days)':>10} {'pages':>6} {'rows':>6}  last error")
    for row in pq.read_table(ended[-1]).to_pylist():
        age = ages.get(row["source_id"])
        print(
            f"{row['source_id']:<28} {row['state']:<10} {'' if age is None else age:>10} {row['pages_requested']:>6} "
            f"{row['records_released'] + row['records_carried']:>6}  {row['message'] or ''}"
        )
    return 0


def _run_id(arguments: argparse.Namespace) -> str:
    """The run that is asked for, else the last one. Raises AtlasError where there is none."""
    from flows.runs import all_runs

    runs = [run["id"] for run in all_runs(arguments.output)]
    run_id = arguments.run_id or (runs[-1] if runs else None)
    if run_id is None or run_id not in runs:
        raise AtlasError(f"{arguments.output}: no run {run_id or ''}; there is: {', '.join(runs) or 'none'}")
    return run_id


def pages(arguments: argparse.Namespace) -> int:
    from spiders.ledger import rows

    if arguments.what:
        if arguments.what[0] != "show" or len(arguments.what) != 2:
            raise UsageError("pages: give nothing for the ledger, or show and a URL, such as pages show https://catalog.example.edu/cs/")
        from flows import evidence

        print("\n".join(evidence.page(evidence.find(arguments.output, arguments.what[1]))))
        return 0
    run_id = _run_id(arguments)
    for path in sorted((arguments.output / "runs" / run_id / "sources").glob("*/ledger.sqlite")):
        for row in rows(path):
            if arguments.source in (None, row["source_id"]) and arguments.outcome in (None, row["outcome"]):
                code = f":{row['code']}" if row["code"] else ""
                print(
                    json.dumps(row, ensure_ascii=False)
                    if arguments.format == "jsonl"
                    else f"{row['source_id']:<14} {row['outcome'] + code:<22} {row['records']:>5} {row['url']}"
                    + (f"  {row['detail']}" if row["detail"] else "")
                )
    return 0


def quarantine(arguments: argparse.Namespace) -> int:
    import pyarrow.parquet as pq

    path = arguments.output / "runs" / _run_id(arguments) / "quarantine.parquet"
    if not path.exists():
        raise AtlasError(f"{path.parent}: the run has not ended, or ended before it validated anything; see courseatlas status")
    rows = [row for row in pq.read_table(path).to_pylist() if arguments.source in (None, row["source_id"])]
    for row in rows:
        if arguments.format == "jsonl":
            print(json.dumps(row, ensure_ascii=False))
        else:
            print(
                f"{row['table']:<15} {row['id'] or row['source_id']}\n    {row['severity']}: {row['rule']}: {row['detail']}\n    {row['evidence_url'] or ''}"
            )
    print(f"{len(rows)} rows withheld", file=sys.stderr)
    return 0


def replay(arguments: argparse.Namespace) -> int:
    from flows.replay import replay as run

    outcome, lines = run(arguments.output, arguments.source, arguments.publish, arguments.sources)
    print("\n".join(lines))
    print(outcome.headline)
    if outcome.release:
        print(f"release: {outcome.release}")
    print(f"report:  {outcome.report}")
    if outcome.status == 6:
        print(f"error: {outcome.headline}; see {outcome.report}", file=sys.stderr)
    return outcome.status


def releases(arguments: argparse.Namespace) -> int:
    if arguments.action == "list":
        current = published.latest(arguments.output)
        for release in published.all_releases(arguments.output):
            mark = "  <- latest" if current and release.version == current.version else ""
            print(f"{release.version:<16} {_holds(release)}{mark}")
        return 0
    if arguments.action == "verify":
        release = published.find(arguments.output, arguments.versions[0] if arguments.versions else "latest")
        if problems := published.verify(release.path):
            raise DamagedRelease(f"{release.path}: " + "; ".join(problems) + f"; {published.REMEDY}")
        print(f"{release.version}: every file is as its manifest says")
        return 0
    if len(arguments.versions) != 2:
        raise UsageError("releases diff: give two versions, such as releases diff 2026-11-16.1 2026-11-23.1")
    from flows import diff

    old, new = (published.find(arguments.output, version) for version in arguments.versions)
    rows = diff.difference(old, new)
    print("\n".join(diff.page(f"{old.version} -> {new.version}", rows, diff.titles(diff.record_tables(old), diff.record_tables(new)))))
    if arguments.csv:
        diff.write_csv(rows, arguments.csv)
        print(f"{len(rows)} rows written to {arguments.csv}", file=sys.stderr)
    return 0


def _holds(release: published.Release) -> str:
    """What a release holds, in a few words; a damaged one is told apart and does not hide the others."""
    try:
        files = release.manifest["files"]
        return ", ".join(f"{files[f'{name}.parquet']['rows']} {name}" for name in ("courses", "events", "programs"))
    except (DamagedRelease, KeyError):
        return f"damaged: see courseatlas releases verify {release.version}"


def report(arguments: argparse.Namespace) -> int:
    from flows.runs import all_runs

    runs = {run["id"]: run for run in all_runs(arguments.output) if run.get("report")}
    run_id = arguments.run_id or (list(runs)[-1] if runs else None)
    if run_id not in runs:
        raise AtlasError(f"{arguments.output}: no report of run {run_id or ''}; there is: {', '.join(runs) or 'none'}")
    path = (Path(arguments.output) / runs[run_id]["report"]).resolve()
    print(path)
    if arguments.open:
        webbrowser.open(path.as_uri())
    return 0


def schedule(arguments: argparse.Namespace) -> int:
    from flows.schedule import serve

    return serve(arguments.cron, arguments.output.resolve())
