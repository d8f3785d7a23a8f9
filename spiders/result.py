"""`result.json`: how a crawl ended, for the supervisor that watches it."""

import json
import resource
from pathlib import Path


def write_result(
    folder: Path, reason: str, storage_error: str | None, seconds: float, requests: int
) -> None:
    """Write why a crawl ended, how long it took, what it sent and how much memory it took.

    `peak_memory_kib` is the most that it held, with what it shares with the process that it was
    forked from; `own_memory_kib` is what it shares with no other at its end.
    """
    result = {
        "reason": reason,
        "storage_error": storage_error,
        "seconds": round(seconds, 3),
        "requests": requests,
        "peak_memory_kib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
        "own_memory_kib": _own_memory_kib(),
    }
    (folder / "result.json").write_text(json.dumps(result) + "\n")


def _own_memory_kib() -> int | None:
    """KiB of memory that this process shares with no other; None where the system does not say."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    except OSError:
        return None
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))
