"""The slots of a schedule: each is covered by one run, however often and however late it comes.

A run reads the catalogs as they are when it starts, so it covers every slot that is due by then.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from courseatlas.files import write_then_rename
from courseatlas.locks import waiting_lock

_FILE = "last_slot.json"


def claim(output: Path, slot: datetime, run_id: str, now: datetime) -> str | None:
    """Claim a slot for the run that starts at `now`; returns why it needs no run, or None.

    A slot needs no run where another run has claimed it, or has started since it was due. The run
    that claimed it may be started again, as a person does with one that failed.
    """
    output.mkdir(parents=True, exist_ok=True)
    path = output / _FILE
    with waiting_lock(output / ".slots.lock"):
        last = _last(path)
        if last is not None and last.covers(slot, run_id, now):
            return (
                f"the run that started at {last.started_at:%Y-%m-%d %H:%M:%S %Z} covers this slot"
            )
        entries = {"slot": slot.isoformat(), "started_at": now.isoformat(), "run_id": run_id}
        write_then_rename(path, json.dumps(entries) + "\n")
    return None


@dataclass(frozen=True)
class _Claim:
    slot: datetime
    started_at: datetime
    run_id: str

    def covers(self, slot: datetime, run_id: str, now: datetime) -> bool:
        """Whether a run that starts for a slot would read again what this one has read."""
        if run_id == self.run_id:
            return False
        # a start in the future was dated by a clock that has been set back since
        return slot == self.slot or slot <= self.started_at <= now


def _last(path: Path) -> _Claim | None:
    """The last claim; None where no file tells it."""
    try:
        entries = json.loads(path.read_text("utf-8"))
        slot, started_at = (
            datetime.fromisoformat(entries[name]).astimezone(UTC) for name in ("slot", "started_at")
        )
        return _Claim(slot, started_at, entries["run_id"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
