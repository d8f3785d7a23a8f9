"""The refresh as a Prefect flow: one task per source and one per step, as `flows.refresh` reads.

Import this module within `prefect_api`: Prefect reads its settings when it is imported. The flow
takes the options of `courseatlas refresh` as plain JSON and makes the plan itself. Tables pass
between tasks within `quote`, without caching and without persistence: Prefect would walk over every
element of an argument otherwise. Only crawls are retried.
"""

from collections.abc import Callable, Sequence
from contextvars import ContextVar, copy_context
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.runtime import deployment, flow_run
from prefect.states import Completed
from prefect.utilities.annotations import quote

from courseatlas.arrow import rows_of
from courseatlas.errors import AtlasError, ExitStatus
from courseatlas.sources import Source
from flows import assemble as assembling
from flows import curate as curating
from flows import publication as publishing
from flows import validate as validating
from flows.assemble import AssembledTables
from flows.crawl import Crawl
from flows.curate import CuratedTables
from flows.curate.processes import Curators, curators
from flows.deployment import slots
from flows.deployment.killed_runs import close_killed_runs, marked_as_running
from flows.deployment.server import end_with_parent
from flows.deployment.source_runs import prefect_source_runs
from flows.deployment.time_limit import time_limit_lifted
from flows.lanes import crawl_lanes
from flows.plan import Plan, make_plan
from flows.publication import Publication
from flows.refresh import Steps, crawl_and_curate, refresh, stop_work
from flows.result import RunResult
from flows.runs import Run
from flows.validate import ValidatedTables
from flows.workers.coordinator import crawl_by_workers
from flows.workers.settings import storage_url, watching

_HEALTH_COLUMNS = (
    "source_id",
    "state",
    "pages_requested",
    "pages_failed",
    "records_extracted",
    "records_released",
    "records_carried",
    "message",
)


# where the caller of the flow gets the finished run from, also when Prefect fails afterwards
finished_runs: ContextVar[list[RunResult] | None] = ContextVar("finished_runs", default=None)


class PublicationStopped(AtlasError):
    """Validation stopped the publication: the flow run fails. `result` is the finished run."""

    status = ExitStatus.NOT_PUBLISHED

    def __init__(self, result: RunResult):
        super().__init__(f"{result.headline}; see {result.report}")
        self.result = result


@task(
    name="crawl",
    retries=1,
    retry_delay_seconds=10,
    persist_result=False,
    cache_policy=NO_CACHE,
)
def crawl_task(source: Source, run: Run, curators: Curators) -> Crawl:
    """Crawl one source and curate its records."""
    return crawl_and_curate(source, run, curators)


@task(name="curate", persist_result=False, cache_policy=NO_CACHE)
def curate_task(run: Run, crawls: Sequence[Crawl]) -> CuratedTables:
    """Join the curated records of all crawls in the record tables."""
    return curating.curate(run, crawls)


@task(name="validate", persist_result=False, cache_policy=NO_CACHE)
def validate_task(run: Run, crawls: Sequence[Crawl], curated: CuratedTables) -> ValidatedTables:
    """Check the tables, hold failed sources back, keep the last good rows."""
    return validating.validate(run, crawls, curated)


@task(name="assemble", persist_result=False, cache_policy=NO_CACHE)
def assemble_task(
    run: Run, crawls: Sequence[Crawl], curated: CuratedTables, validated: ValidatedTables
) -> AssembledTables:
    """Relate the records and make all tables of the release."""
    return assembling.assemble(run, crawls, curated, validated)


@task(name="publish", persist_result=False, cache_policy=NO_CACHE)
def publish_task(
    run: Run,
    crawls: Sequence[Crawl],
    curated: CuratedTables,
    validated: ValidatedTables,
    assembled: AssembledTables,
) -> Publication:
    """Stage, verify and publish the release."""
    return publishing.publish(run, crawls, curated, validated, assembled)


@flow(name="refresh", persist_result=False)
def refresh_flow(  # noqa: PLR0913 - the options of the command
    output: str = "output",
    sources: list[str] | None = None,
    replay: str | None = None,
    sources_folder: str | None = None,
    now: str | None = None,
    max_pages: int | None = None,
    max_seconds: float | None = None,
    accepted: list[str] | None = None,
    candidates: bool = False,
    jobs: int | None = None,
    workers: bool = False,
    site: bool = False,
) -> RunResult | State[None]:
    """Refresh the sources of a folder, all of them unless `sources` names some.

    The parameters are the options of `courseatlas refresh`. A scheduled run whose slot an earlier
    one has covered is skipped. Raises PublicationStopped, so that the flow run fails, where
    validation stops the publication.
    """
    end_with_parent()
    close_killed_runs(Path(output))
    reason = _covered(Path(output))
    if reason:
        return Completed(name="Skipped", message=reason)
    plan = make_plan(
        Path(output),
        source_ids=sources or (),
        replay=replay,
        sources_folder=Path(sources_folder) if sources_folder else None,
        now=now,
        max_pages=max_pages,
        max_seconds=max_seconds,
        accepted=accepted or (),
        candidates=candidates,
        jobs=jobs,
        workers=workers,
        site=site,
    )
    with marked_as_running(plan.output, flow_run.id):
        result = _refresh(plan)
        _create_artifacts(result)
    if result.status == ExitStatus.NOT_PUBLISHED:
        raise PublicationStopped(result)
    return result


def _covered(output: Path) -> str | None:
    """Why a run of a deployment is not needed; None for one that is, and for any other run."""
    if deployment.id is None:
        return None
    return slots.claim(output, flow_run.scheduled_start_time, flow_run.id, datetime.now(UTC))


def _refresh(plan: Plan) -> RunResult:
    """Run the refresh and hand it over, before Prefect is asked to record it."""
    with time_limit_lifted():
        result = refresh(plan, _WORKER_TASKS if plan.workers else _TASKS)
        finished = finished_runs.get()
        if finished is not None:
            finished.append(result)
    return result


def _quoting(task: Callable[..., Any]) -> Callable[..., Any]:
    """Call a task with its arguments in `quote`; the task itself receives the plain values."""
    return lambda *values: task(*map(quote, values))


def _crawl_all(sources: Sequence[Source], run: Run) -> list[Crawl]:
    """Each crawl as a task of its own; the lanes decide how many run at a time."""
    context = copy_context()

    def crawl(source: Source) -> Crawl:
        task = crawl_task.with_options(task_run_name=f"crawl-{source.id}")
        # a task finds its flow run in the context of its thread
        result: Crawl = context.copy().run(_quoting(task), source, run, beside)
        return result

    with curators() as beside:
        return crawl_lanes(crawl, sources, run.plan.jobs, partial(stop_work, beside))


_TASKS = Steps(
    crawl=_crawl_all,
    curate=_quoting(curate_task),
    validate=_quoting(validate_task),
    assemble=_quoting(assemble_task),
    publish=_quoting(publish_task),
)


def _crawl_by_workers(sources: Sequence[Source], run: Run) -> list[Crawl]:
    """Each crawl as a flow run of its own, on the machine of a worker."""
    with prefect_source_runs() as runs:
        return crawl_by_workers(sources, run, storage_url(), runs, watching())


_WORKER_TASKS = replace(_TASKS, crawl=_crawl_by_workers)


def _create_artifacts(result: RunResult) -> None:
    """The summary and the table of sources, for Prefect's UI."""
    lines = "\n".join(result.lines)
    create_markdown_artifact(
        f"**{result.headline}**\n```\n{lines}\n```",
        key="refresh-summary",
        description=result.run.id,
    )
    health = rows_of(result.tables["source_health"][list(_HEALTH_COLUMNS)])
    create_table_artifact(health, key="refresh-sources", description=result.run.id)
