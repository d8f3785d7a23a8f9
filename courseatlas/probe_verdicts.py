"""What became of the last visit to each catalog of the registry: `registry/verdicts.csv`."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import Field

from courseatlas.csv_rows import CsvRow, Maybe, OptionalText, read_rows, rows_as_text
from courseatlas.files import write_then_rename

# a catalog of the vendor that the registry names, or of another one; else why there is none
VerdictWord = Literal[
    "confirmed",
    "other_platform",
    "moved",
    "walled",
    "needs_login",
    "script_only",
    "closed",
    "gone",
    "no_catalog",
    "failed",
]
VERDICTS_FILE = "verdicts.csv"
VERDICTS: tuple[str, ...] = get_args(VerdictWord)
# a visit that failed says nothing of the catalog: it is made again
PASSING: VerdictWord = "failed"


class ProbeVerdict(CsvRow):
    """What a visit to a host found, on which day (UTC).

    `courses`, `programs` and `ai_programs` count what its few pages showed. `source_id` is the id
    of the candidate that was written, if one was.
    """

    host: Annotated[str, Field(min_length=1)]
    checked_on: date
    verdict: VerdictWord
    platform: OptionalText
    courses: Annotated[int | None, Maybe] = None
    programs: Annotated[int | None, Maybe] = None
    ai_programs: Annotated[int | None, Maybe] = None
    source_id: OptionalText = None
    detail: OptionalText = None


def load_verdicts(path: Path) -> dict[str, ProbeVerdict]:
    """The verdicts by host; none where there is no file yet.

    Raises InvalidFile: file, line, field, remedy.
    """
    if not path.exists():
        return {}
    return {row.host: row for row in read_rows(path, ProbeVerdict, "host")}


def save_verdicts(path: Path, verdicts: Mapping[str, ProbeVerdict]) -> None:
    """Write the verdicts, sorted by host. Raises OSError where the disk refuses."""
    ordered = [verdicts[host] for host in sorted(verdicts)]
    write_then_rename(path, rows_as_text(ordered, ProbeVerdict))
