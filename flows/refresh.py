"""The refresh: crawl, curate, validate, assemble, publish, report."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from courseatlas.errors import StorageError
from courseatlas.releases import Release, latest
from courseatlas.sources import Source
from flows.assemble import AssembledTables, assemble
from flows.crawl import Crawl
from flows.curate import CuratedTables, curate, curate_beside
from flows.curate.processes import Curators, curators
from flows.lanes import crawl_lanes
from flows.plan import Plan
from flows.publication import Publication, publish
from flows.publication.release_folder import mend
from flows.report import send_notice
from flows.result import RunResult, close_run, summary, write_files
from flows.runs import Run, open_run, output_lock
from flows.supervisor import allow_crawls, crawl_source, stop_crawls
from flows.timing import StepTimer
from flows.validate import ValidatedTables, validate
from reporting.render import report_files
from validation.check import warm_up


@dataclass(frozen=True)
class Steps:
    """The steps of a refresh. The Prefect flow runs the same steps as tasks.

    What depends on one source only is curated within `crawl`; `curate` joins the sources.
    """

    crawl: Callable[[Sequence[Source], Run], Sequence[Crawl]]
    curate: Callable[[Run, Sequence[Crawl]], CuratedTables]
    validate: Callable[[Run, Sequence[Crawl], CuratedTables], ValidatedTables]
    assemble: Callable[[Run, Sequence[Crawl], CuratedTables, ValidatedTables], AssembledTables]
    publish: Callable[
        [Run, Sequence[Crawl], CuratedTables, ValidatedTables, AssembledTables], Publication
    ]


def refresh(plan: Plan, steps: Steps | None = None) -> RunResult:
    """Crawl every source of the plan, curate what came, publish what passes, say what happened.

    Raises Busy, StorageError, Interrupted, or DamagedRelease where the last release cannot be
    compared with. The last release stays whole whatever happens.
    """
    do, timer = steps or plain_steps(), StepTimer()
    with output_lock(plan.output):
        mend(plan.output)
        run = open_run(plan, _previous_release(plan.output))
        with timer.step("crawl"), _crawls_end_with_this_process():
            crawls = do.crawl(plan.active, run)
        with timer.step("curate"):
            curated = do.curate(run, crawls)
        with timer.step("validate"):
            validated = do.validate(run, crawls, curated)
        with timer.step("assemble"):
            assembled = do.assemble(run, crawls, curated, validated)
        with timer.step("publish"):
            publication = do.publish(run, crawls, curated, validated, assembled)
        result = _conclude(run, crawls, assembled, publication, timer.seconds)
    return _with_site(result)


def plain_steps() -> Steps:
    """The steps without Prefect; some crawls run at a time, each in its own process."""
    return Steps(_crawl_here, curate, validate, assemble, publish)


def _crawl_here(sources: Sequence[Source], run: Run) -> list[Crawl]:
    """The crawls of the sources, in the order of the sources."""
    with curators() as beside:
        crawl = partial(crawl_and_curate, run=run, curators=beside)
        return crawl_lanes(crawl, sources, run.plan.jobs, partial(stop_work, beside))


def stop_work(beside: Curators) -> None:
    """End the crawls that run, and the curations beside them."""
    stop_crawls()
    beside.end()


def crawl_and_curate(source: Source, run: Run, curators: Curators) -> Crawl:
    """Crawl a source, and curate its records while other crawls run."""
    return curate_beside(run, crawl_source(source, run), curators)


@contextmanager
def _crawls_end_with_this_process() -> Iterator[None]:
    """Import what later steps need while crawls run; end them all where the run is interrupted."""
    warm_up()
    allow_crawls()
    try:
        yield
    except BaseException:
        stop_crawls()
        raise


def _previous_release(output: Path) -> Release | None:
    """The last release, if there is one and it is whole."""
    previous = latest(output)
    if previous:
        previous.check()
    return previous


def _with_site(result: RunResult) -> RunResult:
    """The result with the site of its release, where the plan asks for one."""
    if result.release is None or not result.run.plan.site:
        return result
    from flows.site import built_or_why_not

    return replace(result, site=built_or_why_not(result.run.plan.output, result.release))


def _conclude(
    run: Run,
    crawls: Sequence[Crawl],
    assembled: AssembledTables,
    publication: Publication,
    seconds: Mapping[str, float],
) -> RunResult:
    """Write the files and the report of the run, close it, and say how it went."""
    verdict = publication.verdict
    report = report_files(publication.report, seconds)
    try:
        page = write_files(run, crawls, publication.records, assembled.tables, report)
        close_run(run, verdict, page)
    except StorageError as e:
        stands = f"{verdict.version} is published" if verdict.version else "nothing was published"
        raise StorageError(f"{e}; {stands}") from e
    result = RunResult(
        run=run,
        status=verdict.status,
        headline=verdict.headline,
        release=publication.release,
        report=page,
        lines=summary(crawls, assembled.tables, publication.balance),
        tables=assembled.tables,
    )
    if run.plan.publish:
        send_notice(result)
    return result
