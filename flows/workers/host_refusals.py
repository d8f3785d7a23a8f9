"""Hosts that refused in this run: what one machine learned of them, for the next one to heed.

Sources that share a host are crawled one after the other, so that the coordinator knows of the
first crawl when it gives the next one out.
"""

from collections.abc import Iterable, Mapping

from flows.lanes import host_name
from flows.runs import Run
from flows.workers.messages import HostRefusals
from spiders.host_turns import HostTurns


def refusals_of(run: Run, hosts: Iterable[str]) -> dict[str, HostRefusals]:
    """What this machine knows of the hosts in this run, by their names with and without a port."""
    turns = _turns(run)
    names = {name for host in hosts for name in (host, host_name(host))}
    known = {name: turns.refused(name) for name in sorted(names)}
    return {
        name: HostRefusals(refusals=refusals, closed_seconds=seconds)
        for name, (refusals, seconds) in known.items()
    }


def note_refusals(run: Run, hosts: Mapping[str, HostRefusals]) -> None:
    """Let the crawls of this machine know what another one learned."""
    turns = _turns(run)
    for name, host in hosts.items():
        turns.note_refused(name, host.refusals, host.closed_seconds)


def _turns(run: Run) -> HostTurns:
    return HostTurns(run.plan.output / "hosts", run.id)
