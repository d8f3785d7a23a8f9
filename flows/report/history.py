"""What earlier releases held of each source: for a report's small curves."""

from dataclasses import dataclass
from pathlib import Path

from courseatlas.errors import DamagedRelease
from courseatlas.releases import Release, all_releases

LAST = 12


@dataclass(frozen=True)
class Past:
    """A release and its rows by source."""

    version: str
    rows: dict[str, int]


def past_of(output: Path, previous: Release | None) -> list[Past]:
    """The last releases up to `previous`, oldest first. One whose manifest cannot be read is left out: a curve is no reason to stop."""
    if previous is None:
        return []
    found = []
    versions = [release.version for release in all_releases(output)]
    for release in all_releases(output)[: versions.index(previous.version) + 1][-LAST:]:
        try:
            rows = {source: sum(facts["rows"].values()) for source, facts in release.manifest["sources"].items()}
        except (DamagedRelease, KeyError, TypeError, AttributeError):
            continue
        found.append(Past(release.version, rows))
    return found
