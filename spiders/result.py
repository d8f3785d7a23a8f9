"""`result.json`: how a crawl ended, for the supervisor that watches it."""

import json
import resource
from pathlib import Path


def write_result(
    folder: Path, reason: str, storage_error: str | None, seconds: float, requests: int
) -> None:
    """Write why a crawl ended, how long it took, what it sent and the most memory that it held."""
    result = {
        "reason": reason,
        "storage_error": storage_error,
        "seconds": round(seconds, 3),
        "requests": requests,
        "peak_memory_kib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
    }
    (folder / "result.json").write_text(json.dumps(result) + "\n")
