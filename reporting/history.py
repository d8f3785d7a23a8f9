"""What earlier releases hold of each source: for the small curves of a report."""

from dataclasses import dataclass
from pathlib import Path

from courseatlas.errors import DamagedRelease
from courseatlas.releases import Release, all_releases

LAST = 12


@dataclass(frozen=True)
class PastRelease:
    """A release and its number of rows by source."""

    version: str
    rows: dict[str, int]


def earlier_releases(output: Path, previous: Release | None) -> list[Release]:
    """The last releases of an output folder up to `previous`, oldest first."""
    if previous is None:
        return []
    releases = all_releases(output)
    versions = [release.version for release in releases]
    return releases[: versions.index(previous.version) + 1][-LAST:]


def past_releases(output: Path, previous: Release | None) -> list[PastRelease]:
    """What the last releases up to `previous` hold, oldest first.

    A release whose manifest cannot be read is left out: a curve is no reason to stop.
    """
    past = []
    for release in earlier_releases(output, previous):
        try:
            rows = {
                source: sum(entry["rows"].values())
                for source, entry in release.manifest["sources"].items()
            }
        except (DamagedRelease, KeyError, TypeError, AttributeError):
            continue
        past.append(PastRelease(release.version, rows))
    return past
