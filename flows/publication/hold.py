"""A hold on publication: after a rollback no refresh publishes the withdrawn rows again."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from courseatlas import releases
from courseatlas.errors import AtlasError, DamagedRelease
from courseatlas.files import write_then_rename
from flows.publication.release_folder import switch

_FILE = "hold.json"


@dataclass(frozen=True)
class Hold:
    """The release that stands, the one that was withdrawn, and since when (RFC 3339, UTC)."""

    version: str
    withdrawn: str
    since: str

    def __str__(self) -> str:
        day = self.since.partition("T")[0]
        return (
            f"publication is held since {day}, when {self.withdrawn} was withdrawn: "
            f"`courseatlas releases resume` lifts it"
        )


def hold_of(output: Path) -> Hold | None:
    """The hold on an output folder, None where a refresh may publish.

    A file that cannot be read holds too, because somebody withdrew a release.
    """
    try:
        return Hold(**json.loads((output / _FILE).read_text("utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError):
        return Hold("unknown", "a release", "an unknown day")


def roll_back(output: Path, version: str) -> Hold:
    """Let an earlier release be the latest again, and hold publication.

    The withdrawn release stays in its folder. Raises DamagedRelease where the earlier release is
    not as its manifest says, AtlasError where it is the latest already.
    """
    current, wanted = releases.find(output, "latest"), releases.find(output, version)
    if wanted.version == current.version:
        raise AtlasError(f"{version} is the latest release; name an earlier one")
    problems = releases.verify(wanted.path)
    if problems:
        raise DamagedRelease(f"{wanted.path}: {problems[0]}; name another release")
    hold = Hold(wanted.version, current.version, datetime.now(UTC).isoformat(timespec="seconds"))
    # the hold comes first: a kill between the two leaves a hold without a rollback, which says so
    write_then_rename(output / _FILE, json.dumps(asdict(hold), indent=1) + "\n")
    switch(output, wanted.version)
    return hold


def resume(output: Path) -> None:
    """Let refreshes publish again. Raises AtlasError where nothing holds publication."""
    try:
        (output / _FILE).unlink()
    except FileNotFoundError:
        raise AtlasError(f"{output}: publication is not held; there is nothing to resume") from None
