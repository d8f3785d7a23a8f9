"""The slots of a schedule: each is covered by one run, however often and however late it comes.

A run reads the catalogs as they are when it starts, so it covers every slot that is due by then.
"""

import json
from datetime import datetime
from pathlib import Path

from courseatlas.files import write_then_rename
from courseatlas.locks import waiting_lock

_FILE = "last_slot.json"


def claim(output: Path, slot: datetime, now: datetime) -> str | None:
    """Claim a slot for the run that starts at `now`; returns why it needs no run, or None.

    A slot needs no run where it was claimed before, or where a run has started since it was due.
    """
    output.mkdir(parents=True, exist_ok=True)
    path = output / _FILE
    with waiting_lock(output / ".slots.lock"):
        last = _last(path)
        if last is not None:
            last_slot, started = last
            # a start in the future was dated by a clock that has been set back
            if slot == last_slot or slot <= started <= now:
                return f"the slot of {slot:%Y-%m-%d %H:%M %Z} has had its run at {started:%H:%M:%S}"
        claimed = {"slot": slot.isoformat(), "started_at": now.isoformat()}
        write_then_rename(path, json.dumps(claimed) + "\n")
    return None


def _last(path: Path) -> tuple[datetime, datetime] | None:
    """The slot that was claimed last and when; None where nothing tells it."""
    try:
        claimed = json.loads(path.read_text("utf-8"))
        slot, started = (datetime.fromisoformat(claimed[name]) for name in ("slot", "started_at"))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    # what a person wrote without a time zone cannot be compared
    return (slot, started) if slot.tzinfo and started.tzinfo else None
