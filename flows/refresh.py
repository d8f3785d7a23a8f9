"""The refresh: plan, crawl, curate, validate, compare, publish, report."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from courseatlas import releases
from courseatlas.sources import Source
from flows.assemble import assemble
from flows.curate import curate
from flows.health import source_health
from flows.outcome import Outcome, conclude
from flows.plan import Plan
from flows.publishing import publish_release
from flows.report.history import past_of
from flows.report.write import write_report
from flows.runs import Run, open_run, output_lock
from flows.steps import Steps
from flows.supervisor import Crawl, begin, crawl_source, stop_all
from flows.validate import diagnose_failed, validate
from pipelines.publish import clear_staging
from validation.check import warm_up

CrawlAll = Callable[[list[Source], Plan, Run], list[Crawl]]


def refresh(plan: Plan, crawl_all: CrawlAll | None = None) -> Outcome:
    """Crawl every source of the plan, curate what came, publish what passes, and say what happened.

    Raises Busy, StorageError, Interrupted, or DamagedRelease where the last release cannot be compared with; the last release stays whole whatever happens.
    """
    with output_lock(plan.output):
        clear_staging(plan.output)
        if previous := releases.latest(plan.output):
            previous.check()
        steps, run = Steps(), open_run(plan)
        crawls = steps.done("crawl", _crawl(plan, run, crawl_all or crawl_here))
        curated = steps.done("curate", curate(crawls))
        verdict = validate(plan, run, crawls, curated, previous)
        verdict.diagnoses = diagnose_failed(plan, run, crawls, verdict)
        verdict.health = steps.done("validate", source_health(plan, run, crawls, verdict))
        tables = steps.done("assemble", assemble(plan, run, verdict, previous))
        report = partial(write_report, plan, run, crawls, verdict, tables, past_of(plan.output, previous))
        publishes = verdict.publishable and plan.publish
        release = publish_release(plan, run, tables, verdict.facts, previous, report) if publishes else None
        steps.done("publish", release)
        return conclude(plan, run, crawls, verdict, tables, release, partial(report, seconds=steps.seconds))


def _crawl(plan: Plan, run: Run, crawl_all: CrawlAll) -> list[Crawl]:
    warm_up()
    begin()
    try:
        return crawl_all(plan.active, plan, run)
    except BaseException:
        stop_all()  # the pool's threads would go on to the end of their crawls
        raise


def crawl_here(sources: list[Source], plan: Plan, run: Run, at_a_time: int = 2) -> list[Crawl]:
    """All crawls, a few at a time, each in its own process."""
    pool = ThreadPoolExecutor(max_workers=at_a_time)
    crawls = list(pool.map(lambda source: crawl_source(source, plan, run), sources))
    pool.shutdown()
    return crawls
