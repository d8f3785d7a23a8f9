"""`courseatlas refresh`: crawl, curate, validate and publish."""

import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.options import ExampleCommand, PositiveInt, output_option, site_option, sources_option
from courseatlas.errors import ExitStatus

if TYPE_CHECKING:
    from flows.plan import Plan
    from flows.result import RunResult


@click.command(cls=ExampleCommand, example="refresh --replay sample --output output")
@click.option(
    "--source",
    "source_ids",
    multiple=True,
    metavar="ID",
    help="Only this source (may be repeated).",
)
@click.option(
    "--replay",
    metavar="ARCHIVE",
    help="Read a folder of archived pages, or the word `sample`, in place of the live sites.",
)
@sources_option
@click.option("--max-pages", type=PositiveInt, metavar="N", help="At most N pages per source.")
@click.option("--max-seconds", type=PositiveInt, metavar="N", help="At most N seconds per source.")
@click.option(
    "--now", metavar="ISO8601", help="The time that dates the release (default: the clock)."
)
@click.option(
    "--accept",
    "accepted",
    multiple=True,
    metavar="ID",
    help="Accept this source's large change as right (may be repeated).",
)
@click.option(
    "--candidates",
    is_flag=True,
    help="Also read the candidates of the registry, which no person has promoted yet.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    metavar="N",
    help="Crawls at a time (default: eight per core, as far as memory allows).",
)
@click.option(
    "--plan",
    "only_plan",
    is_flag=True,
    help="Only show what would be fetched and how long it would take.",
)
@click.option(
    "--workers",
    is_flag=True,
    help="Let the workers of a Prefect server crawl (needs PREFECT_API_URL, COURSEATLAS_STORAGE).",
)
@site_option
@click.option("--no-prefect", is_flag=True, help="Run without the Prefect flow.")
@output_option
def command(
    source_ids: tuple[str, ...],
    replay: str | None,
    folder: Path | None,
    max_pages: int | None,
    max_seconds: int | None,
    now: str | None,
    accepted: tuple[str, ...],
    candidates: bool,
    jobs: int | None,
    only_plan: bool,
    workers: bool,
    site: bool,
    no_prefect: bool,
    output: Path,
) -> int:
    """Crawl the catalogs, curate what they say, validate it and publish a release.

    An unfinished run of the same plan is found and resumed.
    """
    from flows.plan import make_plan

    options: dict[str, Any] = {
        "replay": replay,
        "now": now,
        "max_pages": max_pages,
        "max_seconds": max_seconds,
        "accepted": list(accepted),
        "candidates": candidates,
        "jobs": jobs,
        "workers": workers,
        "site": site,
    }
    if workers and no_prefect:
        raise click.UsageError("--workers: needs Prefect; leave --no-prefect out")
    plan = make_plan(output, source_ids=source_ids, sources_folder=folder, **options)
    if only_plan:
        from cli.plan_lines import plan_lines

        print("\n".join(plan_lines(plan)))
        return ExitStatus.OK
    parameters = None if no_prefect else _parameters(plan, source_ids, folder, options)
    result = _refresh(plan, parameters)
    print("\n".join(result.lines))
    return print_result(result)


def _refresh(plan: "Plan", parameters: dict[str, Any] | None) -> "RunResult":
    """Refresh while the progress is shown; through Prefect's flow where there are parameters."""
    from cli.progress import progress_shown
    from flows.progress import read_progress

    active, since = [source.id for source in plan.active], datetime.now(UTC)
    with progress_shown(lambda: read_progress(plan.output, active, since)):
        if parameters is None:
            from flows.refresh import refresh

            return refresh(plan)
        from flows.deployment.run import refresh_through_prefect

        return refresh_through_prefect(plan, parameters)


def _parameters(
    plan: "Plan", source_ids: Sequence[str], folder: Path | None, options: Mapping[str, Any]
) -> dict[str, Any]:
    """The parameters of the Prefect flow, which makes the plan itself."""
    return {
        "output": str(plan.output),
        "sources": list(source_ids),
        "sources_folder": str(folder) if folder else None,
        **options,
    }


def print_result(result: "RunResult") -> int:
    """Print how a run ended and where its release and its report are; returns the exit status."""
    print(result.headline)
    if result.release:
        print(f"release: {result.release}")
    print(f"report:  {result.report}")
    if result.site:
        print(f"site:    {result.site}")
    if result.status == ExitStatus.NOT_PUBLISHED:
        print(f"error: {result.headline}; see {result.report}", file=sys.stderr)
    return result.status
