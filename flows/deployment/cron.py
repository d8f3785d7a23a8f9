"""When the refresh runs next: `courseatlas schedule` keeps its cron expression in the output
folder.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from courseatlas.errors import InvalidFile, UsageError
from courseatlas.files import write_then_rename

_FILE = "schedule.json"


@dataclass(frozen=True)
class Schedule:
    """A cron expression (five fields) and the IANA name of the time zone that it is read in."""

    cron: str
    timezone: str = "UTC"

    def __str__(self) -> str:
        return f"{self.cron} ({self.timezone})"

    def next_time(self, now: datetime) -> datetime:
        """The first time after `now` that the schedule names, in its time zone.

        Raises CronSimError, ValueError or KeyError for what is no expression or no time zone, and
        StopIteration where no time comes.
        """
        return next(CronSim(self.cron, now.astimezone(ZoneInfo(self.timezone))))


def make_schedule(cron: str, timezone: str, now: datetime) -> Schedule:
    """The schedule that the options of `courseatlas schedule` describe.

    Raises UsageError for what is not a cron expression or a time zone, or never comes.
    """
    try:
        ZoneInfo(timezone)
    except (ValueError, KeyError, OSError) as e:
        raise UsageError(
            f"--timezone {timezone!r}: is not the name of a time zone such as Europe/Berlin"
        ) from e
    schedule = Schedule(cron, timezone)
    try:
        schedule.next_time(now)
    except CronSimError as e:
        raise UsageError(
            f'--cron {cron!r}: is not a cron expression such as "0 5 * * 1" ({e})'
        ) from e
    except StopIteration as e:
        raise UsageError(f"--cron {cron!r}: names a day that never comes") from e
    return schedule


@contextmanager
def remembered(output: Path, schedule: Schedule) -> Iterator[Path]:
    """Keep the schedule in the output folder within the block; yields its file.

    Nothing is scheduled once nobody serves.
    """
    output.mkdir(parents=True, exist_ok=True)
    path = output / _FILE
    write_then_rename(path, json.dumps(asdict(schedule)) + "\n")
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def next_run(output: Path, now: datetime) -> datetime | None:
    """The first time after `now` that the schedule names; None where none is served.

    Raises InvalidFile for a damaged file.
    """
    path = output / _FILE
    if not path.exists():
        return None
    try:
        return Schedule(**json.loads(path.read_text())).next_time(now)
    except (ValueError, KeyError, TypeError, OSError, CronSimError, StopIteration) as e:
        raise InvalidFile(
            f"{path}:1: cron: names no time ({e}); remove the file, "
            "courseatlas schedule writes a new one"
        ) from e
