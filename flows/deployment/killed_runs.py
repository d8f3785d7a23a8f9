"""Flow runs whose process was killed: Prefect calls them running until somebody closes them.

A flow run holds a lock on a file of its own while it runs. A lock goes with its process, so a file
that is not locked tells of one that was killed.
"""

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId
from prefect.exceptions import ObjectNotFound
from prefect.states import Crashed

from courseatlas.errors import Busy
from courseatlas.locks import exclusive_lock

_FOLDER = ".flow_runs"
_log = logging.getLogger("courseatlas.prefect")


@contextmanager
def marked_as_running(output: Path, flow_run_id: str) -> Iterator[None]:
    """Hold the lock of a flow run within the block.

    Where the disk refuses the file, the block runs without it: what a refresh does about a disk is
    its own matter.
    """
    path = output / _FOLDER / flow_run_id
    with ExitStack() as stack:
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            stack.enter_context(exclusive_lock(path, "wait for it"))
            stack.callback(path.unlink, missing_ok=True)
        yield


def close_killed_runs(output: Path) -> None:
    """Close the flow runs of an output folder that were killed, with their tasks, as crashed.

    A run that cannot be closed now stays for the next time.
    """
    for path in sorted((output / _FOLDER).glob("*")):
        try:
            with exclusive_lock(path, "wait for it"), get_client(sync_client=True) as client:
                _close(client, path.name)
                path.unlink(missing_ok=True)
        except Busy:
            continue
        except Exception as e:  # the refresh is more important than the books of Prefect
            _log.warning("flow run %s was killed and cannot be closed: %s", path.name, e)


def _close(client: SyncPrefectClient, flow_run_id: str) -> None:
    message = "The process of this run was killed; the next refresh resumes its crawls."
    try:
        flow_run = client.read_flow_run(flow_run_id)  # type: ignore[arg-type]
    except ObjectNotFound:  # of another database
        return
    of_this_run = FlowRunFilter(id=FlowRunFilterId(any_=[flow_run.id]))
    for task_run in client.read_task_runs(flow_run_filter=of_this_run):
        if task_run.state is None or not task_run.state.is_final():
            client.set_task_run_state(task_run.id, Crashed(message=message), force=True)
    if flow_run.state is None or not flow_run.state.is_final():
        client.set_flow_run_state(flow_run.id, Crashed(message=message), force=True)
