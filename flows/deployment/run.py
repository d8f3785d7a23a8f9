"""The refresh of the command line: through Prefect where that is usable, and else without it."""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from courseatlas.errors import AtlasError, UsageError
from flows.deployment.api import PrefectApi, PrefectUnusable, one_line, prefect_api
from flows.deployment.time_limit import TimeLimitReached, time_limit
from flows.plan import Plan
from flows.refresh import refresh
from flows.result import RunResult
from flows.workers.settings import storage_url

_DRAIN_SECONDS = 5.0  # that each of Prefect's services may take to send what it still has


def refresh_through_prefect(plan: Plan, parameters: dict[str, Any]) -> RunResult:
    """Run the Prefect flow with these parameters, which give the plan.

    Whatever is wrong with Prefect is one line on standard error, and the same refresh runs without
    it. A run that Prefect leaves in the middle is resumed. Workers need Prefect: with them what is
    wrong is an AtlasError.
    """
    if plan.workers:
        _check_workers()
    try:
        # an error ends in one line of the command; Prefect would print a traceback beside it
        with prefect_api(plan.output, logging_level="CRITICAL") as api:
            return _run_flow(api, parameters)
    except PrefectUnusable as e:
        if plan.workers:
            raise AtlasError(
                f"Prefect is not usable: {e}; workers need it; the same command resumes"
            ) from e
        print(f"Prefect is not used: {e}; running without it", file=sys.stderr)
    return refresh(plan)


def _check_workers() -> None:
    """Raises UsageError where the environment does not say where the workers are."""
    storage_url()
    if not os.environ.get("PREFECT_API_URL"):
        raise UsageError(
            "--workers: PREFECT_API_URL is not set; give the address of the server that the "
            "workers poll, such as http://atlas-server:4200/api"
        )


def _run_flow(api: PrefectApi, parameters: dict[str, Any]) -> RunResult:
    """Run the flow; raises PrefectUnusable where Prefect fails before the run is finished."""
    finished: list[RunResult] = []
    try:
        from flows.deployment.prefect_flow import PublicationStopped, finished_runs, refresh_flow

        finished_runs.set(finished)
        limit = time_limit(api.patience_seconds)
        with _background_work_ended(), limit, suppress(PublicationStopped):
            refresh_flow(**parameters)
        return finished[0]
    except TimeLimitReached:
        problem = f"{api.address} was silent for {api.patience_seconds:g} s"
    except AtlasError:
        raise
    except Exception as e:  # whatever Prefect does, the refresh does not depend on it
        problem = f"{api.address}: {one_line(e)}"
    if finished:
        print(f"Prefect did not record how the run ended: {problem}", file=sys.stderr)
        return finished[0]
    raise PrefectUnusable(problem)


@contextmanager
def _background_work_ended() -> Iterator[None]:
    """Let Prefect's threads send what they have when the block ends, and then end their work.

    They would keep the process from ending for as long as an API is silent, and print what they
    cannot send.
    """
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker

    prints_errors, logging.raiseExceptions = logging.raiseExceptions, False
    try:
        yield
    finally:
        services = (EventsWorker, APILogWorker)
        tasks = [
            worker._task
            for service in services
            for worker in service._instances.values()  # type: ignore[misc]
        ]
        for service in services:
            logging.getLogger(service.__name__).setLevel(logging.CRITICAL)
            service.drain_all(timeout=_DRAIN_SECONDS)
        for task in tasks:
            if task is not None:
                task.get_loop().call_soon_threadsafe(task.cancel)
        logging.raiseExceptions = prints_errors
