"""The crawl step of a refresh whose sources are crawled by workers."""

from collections.abc import Sequence
from functools import partial
from threading import Event

from courseatlas.errors import Interrupted
from courseatlas.sources import Source
from courseatlas.storage import Storage
from flows.crawl import Crawl
from flows.lanes import crawl_lanes
from flows.runs import Run
from flows.workers.attempts import crawl_by_worker
from flows.workers.lease import PATIENCE_SECONDS, SILENCE_SECONDS, coordinator_lease
from flows.workers.source_runs import SourceRuns
from flows.workers.sweep import sweep
from flows.workers.watch import Watching, Workshop


def crawl_by_workers(
    sources: Sequence[Source],
    run: Run,
    url: str,
    runs: SourceRuns,
    watching: Watching | None = None,
    lease_silence: float = SILENCE_SECONDS,
) -> list[Crawl]:
    """The crawls of the sources by workers, in the order of the sources.

    The result does not depend on the number of workers, nor on how often one of them is lost.
    Raises Busy where another coordinator works on the storage, and StorageError where that cannot
    be reached or refuses.
    """
    Storage(url).names("")  # what cannot be reached now is not waited for
    storage, stopping = Storage(url, PATIENCE_SECONDS), Event()
    with coordinator_lease(Storage(url), run.plan.output, lease_silence) as lease:
        if not run.resumed:
            sweep(storage, run.id)

        def check() -> None:
            lease.check()
            if stopping.is_set():
                raise Interrupted("the run was interrupted; the same command resumes")

        shop = Workshop(run, storage, runs, check, watching or Watching())
        return crawl_lanes(
            partial(crawl_by_worker, shop=shop),
            sources,
            run.plan.jobs,
            partial(_stop, stopping, runs),
        )


def _stop(stopping: Event, runs: SourceRuns) -> None:
    """End the attempts that run; what they fetched is in the storage."""
    stopping.set()
    runs.cancel_all()
