"""Attempts on sources as flow runs of the deployment `refresh-source`.

Importing this imports Prefect.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from uuid import UUID

import httpx
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.objects import FlowRun, StateType, WorkerStatus
from prefect.exceptions import ObjectNotFound
from prefect.states import Cancelling

from courseatlas.errors import AtlasError
from flows.deployment.api import one_line
from flows.deployment.host_limits import free_hosts_of, make_limits
from flows.workers.messages import Assignment
from flows.workers.source_runs import RunState

DEPLOYMENT = "refresh-source/refresh-source"
_ENDED = (StateType.COMPLETED, StateType.FAILED, StateType.CRASHED, StateType.CANCELLED)
_PATIENCE_SECONDS, _AGAIN_SECONDS = 300.0, 2.0
# two coordinators may make the limit of a host at the same moment
_LATER = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.CONFLICT)
_log = logging.getLogger("courseatlas.workers")


class PrefectSourceRuns:
    """Starts attempts through Prefect; a `flows.workers.source_runs.SourceRuns`."""

    def __init__(self, client: SyncPrefectClient, deployment_id: UUID):
        self._client = client
        self._deployment_id = deployment_id
        self._open: set[str] = set()

    def start(self, assignment: Assignment, hosts: tuple[str, ...]) -> str:
        """Create the flow run of an attempt, or find the one that was created before.

        A server that is away or overloaded is waited for.
        """
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while True:
            try:
                handle = self._create(assignment, hosts)
            except Exception as e:  # whatever Prefect's API does
                if not _may_pass(e) or time.monotonic() > deadline:
                    raise AtlasError(
                        f"Prefect cannot start the crawl of {assignment.source_id}: {one_line(e)}; "
                        "the same command resumes"
                    ) from e
                time.sleep(_AGAIN_SECONDS)
                continue
            self._open.add(handle)
            return handle

    def _create(self, assignment: Assignment, hosts: tuple[str, ...]) -> str:
        order = f"{assignment.run_id}/{assignment.source_id}/{assignment.attempt}"
        make_limits(self._client, hosts)
        flow_run = self._client.create_flow_run_from_deployment(
            self._deployment_id,
            name=order,
            idempotency_key=f"{order}/{assignment.digest}",
            parameters={
                "run_id": assignment.run_id,
                "source_id": assignment.source_id,
                "attempt": assignment.attempt,
                "assignment": assignment.digest,
                "code": assignment.code,
                "hosts": list(hosts),
            },
        )
        return str(flow_run.id)

    def state(self, handle: str) -> tuple[RunState, str]:
        """How far a flow run is; an API that is silent says nothing about the worker."""
        try:
            flow_run = self._client.read_flow_run(UUID(handle))
        except ObjectNotFound:
            return RunState.ENDED, "Prefect does not know its flow run any more"
        except Exception as e:  # the sign of life in the storage decides
            return RunState.WORKING, f"Prefect does not answer: {one_line(e)}"
        if flow_run.state is None or flow_run.state.type == StateType.SCHEDULED:
            return RunState.WAITING, ""
        if flow_run.state.type not in _ENDED:
            return RunState.WORKING, flow_run.state.name or ""
        self._open.discard(handle)
        return RunState.ENDED, f"{flow_run.state.name}: {_first_line(flow_run)}"

    def cancel(self, handle: str) -> None:
        """Let Prefect end a flow run, and free the hosts that it held."""
        try:
            flow_run = self._client.read_flow_run(UUID(handle))
            if flow_run.state is not None and flow_run.state.type not in _ENDED:
                self._client.set_flow_run_state(flow_run.id, Cancelling())
            free_hosts_of(self._client, flow_run)
        except Exception as e:  # a worker that is superseded ends by itself
            _log.warning("flow run %s cannot be cancelled: %s", handle, one_line(e))
        self._open.discard(handle)

    def cancel_all(self) -> None:
        """Cancel the flow runs that were started and have not ended."""
        for handle in sorted(self._open):
            self.cancel(handle)


@contextmanager
def prefect_source_runs() -> Iterator[PrefectSourceRuns]:
    """The flow runs of the deployment on the API that the settings name.

    Raises AtlasError where there is no such deployment.
    """
    with get_client(sync_client=True) as client:
        try:
            deployment = client.read_deployment_by_name(DEPLOYMENT)
        except ObjectNotFound as e:
            raise AtlasError(
                f"{client.api_url}: has no deployment {DEPLOYMENT}; make it in the checkout with "
                "`prefect deploy --name refresh-source`"
            ) from e
        _look_for_workers(client, deployment.work_pool_name)
        yield PrefectSourceRuns(client, deployment.id)


def _look_for_workers(client: SyncPrefectClient, pool: str | None) -> None:
    """Say in the log that nobody polls a work pool: its flow runs wait until somebody does."""
    workers = client.read_workers_for_work_pool(pool) if pool else []
    if not any(worker.status == WorkerStatus.ONLINE for worker in workers):
        _log.warning("no worker polls the work pool %s; the crawls wait for one", pool)


def _may_pass(error: Exception) -> bool:
    """Whether an error is of the moment: the API does not answer, or has too much to do."""
    if isinstance(error, httpx.HTTPStatusError):
        status = error.response.status_code
        return status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in _LATER
    return isinstance(error, httpx.TransportError)


def _first_line(flow_run: FlowRun) -> str:
    message = flow_run.state.message if flow_run.state else None
    return (message or "it said nothing").partition("\n")[0][:300]
