"""Rollback: an earlier release counts as the last one again, until a person resumes publication.

The next run would publish the withdrawn rows again. So publication is held, in a file of the output
folder, and runs say so.
"""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from courseatlas.errors import AtlasError
from courseatlas.files import write_then_rename
from courseatlas.releases import find, latest
from flows.publication.release_folder import switch

_HOLD_FILE = "publication-held.json"


@dataclass(frozen=True)
class Hold:
    """Why nothing is published: the release that stands, the one that was withdrawn, since when."""

    version: str
    withdrawn: str
    since: str

    @property
    def sentence(self) -> str:
        """The hold and its remedy, in a line."""
        return (
            f"publication is held since {self.since}, when {self.withdrawn} was rolled back to "
            f"{self.version}; courseatlas releases resume lets it go on"
        )


def read_hold(output: Path) -> Hold | None:
    """The hold on an output folder, None where there is none. One that is damaged holds too."""
    path = output / _HOLD_FILE
    if not path.exists():
        return None
    try:
        return Hold(**json.loads(path.read_text("utf-8")))
    except (ValueError, TypeError):
        return Hold("an earlier release", "a release", "a day that cannot be read")


def roll_back(output: Path, version: str) -> Hold:
    """Point `latest` at an earlier release, and hold publication.

    Raises AtlasError where there is no such release or it is the last one already, and
    DamagedRelease where it is not whole. The caller holds the lock of the folder.
    """
    release, current = find(output, version), latest(output)
    if current is None or release.version == current.version:
        raise AtlasError(f"{version}: is the last release already; name an earlier one")
    release.check()
    since = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    hold = Hold(release.version, current.version, since)
    # first of all: a kill between the two leaves a hold that can be lifted, and no silent rollback
    write_then_rename(output / _HOLD_FILE, json.dumps(asdict(hold), indent=1) + "\n")
    switch(output, release.version)
    return hold


def resume(output: Path) -> None:
    """Let publication go on. Raises AtlasError where nothing holds it."""
    path = output / _HOLD_FILE
    if not path.exists():
        raise AtlasError(f"{output}: nothing holds publication")
    path.unlink()
