"""A notice for people who do not open reports: off unless an address is configured.

`COURSEATLAS_WEBHOOK` is an address that takes a JSON POST; `COURSEATLAS_NOTIFY` names a Prefect
notification block, such as `slack-webhook/team`, made with `prefect block register`. A notice is
never the reason that a run fails.
"""

import os
import sys
from collections.abc import Iterable, Mapping
from typing import Any

_SECONDS = 10.0
_NEEDING_ATTENTION = ("failed", "stale", "blocked")


def notice_of(
    *,
    run_id: str,
    status: int,
    headline: str,
    version: str | None,
    report: str,
    health: Iterable[Mapping[str, Any]],
) -> dict[str, Any]:
    """What is sent: the verdict, the sources that need somebody, and the path of the report."""
    return {
        "run_id": run_id,
        "status": int(status),
        "headline": headline,
        "release": version,
        "report": report,
        "needing_attention": [
            {name: row[name] for name in ("source_id", "state", "message")}
            for row in health
            if row["state"] in _NEEDING_ATTENTION
        ],
    }


def send(notice: Mapping[str, Any]) -> None:
    """Send what is configured; a notice that cannot be sent is one line on standard error."""
    channels = (("COURSEATLAS_WEBHOOK", _post), ("COURSEATLAS_NOTIFY", _notify_through_prefect))
    for name, deliver in channels:
        address = os.environ.get(name)
        if not address:
            continue
        try:
            deliver(address, notice)
        except Exception as e:  # whatever stands in the way of a notice, the run is done
            print(
                f"notice: {name} could not be used: {type(e).__name__}: {e}; "
                "the run itself is not affected",
                file=sys.stderr,
            )


def text(notice: Mapping[str, Any]) -> str:
    """The notice as lines for a chat or an e-mail."""
    lines = [f"{notice['headline']} (status {notice['status']})"]
    lines += [
        f"{source['source_id']} {source['state']}: {source['message']}"
        for source in notice["needing_attention"]
    ]
    return "\n".join([*lines, f"report: {notice['report']}"])


def _post(address: str, notice: Mapping[str, Any]) -> None:
    import httpx

    httpx.post(address, json=dict(notice), timeout=_SECONDS).raise_for_status()


def _notify_through_prefect(block: str, notice: Mapping[str, Any]) -> None:
    from prefect.blocks.abstract import NotificationBlock
    from prefect.blocks.core import Block

    loaded = Block.load(block)
    if not isinstance(loaded, NotificationBlock):
        raise TypeError(f"{block} is a {type(loaded).__name__}, not a notification block")
    # outside of an event loop this is no coroutine
    loaded.notify(  # type: ignore[unused-coroutine]
        text(notice), subject=f"Course Atlas: {notice['headline']}"
    )
