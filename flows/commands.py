"""What each command does: arguments in, lines on standard output, an exit status out."""

import argparse
import sys

from courseatlas import releases as published
from courseatlas import sources as registry
from courseatlas.errors import DamagedRelease, UsageError
from flows.plan import ROOT, make_plan
from spiders.readers import PLATFORMS


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
    wide = max((len(name) for name in plan.sources), default=0)
    for source in plan.sources.values():
        if source.state != "active":
            print(f"{source.id:<{wide}} {source.state}: {source.reason}")
            continue
        pages = min(source.pages, plan.max_pages or source.pages)
        minutes = min(
            source.minutes, (plan.max_seconds or source.minutes * 60) / 60, pages * source.delay_seconds / 60 / max(1, len(source.hosts))
        )
        print(
            f"{source.id:<{wide}} at most {pages} pages from {', '.join(source.hosts)}, about {minutes:.0f} minutes at {source.delay_seconds:g} s a page"
        )
        for url in source.start_urls:
            print(f"{'':<{wide}} {url}")
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
    found = registry.load_all(folder, PLATFORMS)
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


def schedule(arguments: argparse.Namespace) -> int:
    from flows.schedule import serve

    return serve(arguments.cron, arguments.output.resolve(), arguments.sources)
