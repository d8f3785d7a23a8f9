"""One crawl per host over all machines: a global concurrency limit of Prefect for each host.

Importing this imports Prefect. A lease that nobody renews frees the hosts after two minutes; a
coordinator that knows that a crawl has ended frees them at once (`free_hosts_of`).
"""

import logging
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID

import httpx
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.objects import FlowRun

from flows.lanes import host_name

LEASE_SECONDS = 120.0
MOST_WAIT_SECONDS = 1800.0
_RENEWALS_PER_LEASE = 3
_AGAIN_SECONDS = 5.0
# of the flow run that holds the hosts
_LABEL = "courseatlas.lease"
_log = logging.getLogger("courseatlas.worker")


class HostsHeld(Exception):
    """The hosts of a source were not free for long: the attempt fails, and no other source."""


def make_limits(client: SyncPrefectClient, hosts: Iterable[str]) -> None:
    """Let each host be crawled by one flow run at a time."""
    for name in _names(hosts):
        client.upsert_global_concurrency_limit_by_name(name, 1)


@contextmanager
def hosts_held(hosts: Iterable[str], flow_run_id: UUID) -> Iterator[None]:
    """Wait until no other flow run crawls one of the hosts, and hold them within the block.

    Raises HostsHeld where the wait is too long. A lease that cannot be renewed does not end the
    block: the API may be away for a while, and the coordinator gives no two sources of a host out
    at a time.
    """
    with get_client(sync_client=True) as client:
        lease_id = _take(client, _names(hosts))
        _label(client, flow_run_id, lease_id)
        ended = threading.Event()
        renewal = threading.Thread(target=_renew, args=(client, lease_id, ended), daemon=True)
        renewal.start()
        try:
            yield
        finally:
            ended.set()
            renewal.join()
            _release(client, lease_id)


def free_hosts_of(client: SyncPrefectClient, flow_run: FlowRun) -> None:
    """Free the hosts that a flow run held whose crawl has ended."""
    lease_id = flow_run.labels.get(_LABEL)
    if lease_id:
        _release(client, UUID(str(lease_id)))


def _names(hosts: Iterable[str]) -> list[str]:
    return sorted({f"courseatlas-{host_name(host)}" for host in hosts})


def _take(client: SyncPrefectClient, names: list[str]) -> UUID:
    deadline = time.monotonic() + MOST_WAIT_SECONDS
    while True:
        try:
            answer = client.increment_concurrency_slots_with_lease(
                names, 1, "concurrency", LEASE_SECONDS
            )
            return UUID(answer.json()["lease_id"])
        except httpx.HTTPError as e:
            # an answer that was lost may have taken the hosts: they are free when that lease ends
            if time.monotonic() > deadline:
                raise HostsHeld(
                    f"{', '.join(names)}: not free for {MOST_WAIT_SECONDS:.0f} s ({e}); where no "
                    "coordinator crawls there, free it: prefect gcl update NAME --active-slots 0"
                ) from e
        _log.info("waiting for %s", ", ".join(names))
        time.sleep(_AGAIN_SECONDS)


def _label(client: SyncPrefectClient, flow_run_id: UUID, lease_id: UUID) -> None:
    """Let the coordinator find the lease; otherwise it ends by itself."""
    try:
        client.update_flow_run_labels(flow_run_id, {_LABEL: str(lease_id)})
    except httpx.HTTPError as e:
        _log.warning("the flow run is not labelled with its lease: %s", e)


def _renew(client: SyncPrefectClient, lease_id: UUID, ended: threading.Event) -> None:
    while not ended.wait(LEASE_SECONDS / _RENEWALS_PER_LEASE):
        try:
            client.renew_concurrency_lease(lease_id, LEASE_SECONDS)
        except httpx.HTTPError as e:
            _log.warning("the lease of the hosts is not renewed: %s", e)


def _release(client: SyncPrefectClient, lease_id: UUID) -> None:
    """Release a lease; one that is not known any more is none, and others end by themselves."""
    try:
        client.release_concurrency_slots_with_lease(lease_id)
    except httpx.HTTPError as e:
        _log.warning("the lease of the hosts is not released: %s", e)
