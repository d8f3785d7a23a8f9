"""When the refresh runs next: `courseatlas schedule` keeps its cron expression in the output
folder.
"""

import json
from datetime import datetime
from pathlib import Path

from cronsim import CronSim, CronSimError

from courseatlas.errors import InvalidFile, UsageError
from courseatlas.files import write_then_rename

_FILE = "schedule.json"


def remember(output: Path, cron: str) -> Path:
    """Write the expression (five fields, UTC) to the output folder; returns the file.

    Raises UsageError for what is not a cron expression.
    """
    try:
        CronSim(cron, datetime.now())
    except CronSimError as e:
        raise UsageError(
            f'--cron {cron!r}: is not a cron expression such as "0 5 * * 1" ({e})'
        ) from e
    output.mkdir(parents=True, exist_ok=True)
    path = output / _FILE
    write_then_rename(path, json.dumps({"cron": cron, "timezone": "UTC"}) + "\n")
    return path


def next_run(output: Path, now: datetime) -> datetime | None:
    """The first time after `now` (UTC) that the schedule names; None where none is served.

    Raises InvalidFile for a damaged file.
    """
    path = output / _FILE
    if not path.exists():
        return None
    try:
        return next(CronSim(json.loads(path.read_text())["cron"], now))
    except (ValueError, KeyError, TypeError, CronSimError, StopIteration) as e:
        raise InvalidFile(
            f"{path}:1: cron: names no time ({e}); remove the file, "
            "courseatlas schedule writes a new one"
        ) from e
