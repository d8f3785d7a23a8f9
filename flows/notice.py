"""A notice for people who do not open reports: off unless an address is configured, and never the reason that a run fails.

`COURSEATLAS_WEBHOOK` is an address that takes one JSON POST; `COURSEATLAS_NOTIFY` names a Prefect notification block, such as
`email-server-credentials/...` or `slack-webhook/team`, made with `prefect block register`.
"""

import os
import sys
from typing import Any

from flows.outcome import Outcome

_SECONDS = 10.0


def notice_of(outcome: Outcome) -> dict[str, Any]:
    """What is sent: the verdict, the sources that need somebody, and where the report lies."""
    health = outcome.tables["source_health"].astype(object)
    needing = [
        {"source_id": row["source_id"], "state": row["state"], "message": row["message"]}
        for row in health.where(health.notna(), None).to_dict("records")
        if row["state"] in ("failed", "stale", "blocked")
    ]
    return {
        "run_id": outcome.run.id,
        "status": outcome.status,
        "headline": outcome.headline,
        "release": outcome.release.name if outcome.release else None,
        "report": str(outcome.report),
        "needing_attention": needing,
    }


def send(outcome: Outcome) -> None:
    """Send what is configured; a notice that cannot be sent is one line on standard error."""
    notice = notice_of(outcome)
    for name, deliver in (("COURSEATLAS_WEBHOOK", _post), ("COURSEATLAS_NOTIFY", _through_prefect)):
        if address := os.environ.get(name):
            try:
                deliver(address, notice)
            except Exception as e:  # whatever stands in the way of a notice, the run is done
                print(f"notice: {name} could not be used: {type(e).__name__}: {e}; the run itself is not touched", file=sys.stderr)


def text(notice: dict[str, Any]) -> str:
    """The notice as lines for a chat or an e-mail."""
    lines = [f"{notice['headline']} (status {notice['status']})"]
    lines += [f"{one['source_id']} {one['state']}: {one['message']}" for one in notice["needing_attention"]]
    return "\n".join([*lines, f"report: {notice['report']}"])


def _post(address: str, notice: dict[str, Any]) -> None:
    import httpx

    httpx.post(address, json=notice, timeout=_SECONDS).raise_for_status()


def _through_prefect(block: str, notice: dict[str, Any]) -> None:
    from prefect.blocks.abstract import NotificationBlock
    from prefect.blocks.core import Block

    loaded = Block.load(block)
    if not isinstance(loaded, NotificationBlock):
        raise TypeError(f"{block} is a {type(loaded).__name__}, no notification block")
    loaded.notify(text(notice), subject=f"Course Atlas: {notice['headline']}")  # type: ignore[unused-coroutine]  # outside of an event loop it is no coroutine
