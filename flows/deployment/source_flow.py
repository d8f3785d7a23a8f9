"""The flow `refresh-source`: a worker crawls and curates one source.

The storage and the folder are those of the worker's environment (COURSEATLAS_STORAGE and
COURSEATLAS_WORKER_FOLDER): an address may hold a password, and Prefect keeps parameters.
"""

from uuid import UUID

from prefect import flow
from prefect.runtime import flow_run

from courseatlas.errors import AtlasError
from flows.deployment.host_limits import hosts_held
from flows.deployment.server import end_with_parent
from flows.workers.checks import Order
from flows.workers.settings import reporting, storage_url, worker_folder
from flows.workers.worker import Workplace, work


@flow(name="refresh-source", persist_result=False)
def refresh_source_flow(
    run_id: str, source_id: str, attempt: int, assignment: str, code: str, hosts: list[str]
) -> str:
    """Make one attempt on a source; returns what became of it.

    The coordinator makes these flow runs: `assignment` is the SHA-256 of what it left in the
    storage, and `code` that of its code. Raises AtlasError, so that the flow run fails, where this
    machine refused the source.
    """
    end_with_parent()
    order = Order(run_id, source_id, attempt, assignment, code)
    held = hosts_held(hosts, UUID(str(flow_run.id)))
    result = work(order, Workplace(storage_url(), worker_folder(), held, reporting()))
    if result.refusal is not None:
        raise AtlasError(result.refusal.message)
    return result.failure or "crawled"
