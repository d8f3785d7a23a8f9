"""A hold on publication: after a rollback no refresh publishes the withdrawn rows again."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from courseatlas.errors import AtlasError
from courseatlas.files import write_then_rename

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


def place(output: Path, hold: Hold) -> None:
    """Hold publication."""
    write_then_rename(output / _FILE, json.dumps(asdict(hold), indent=1) + "\n")


def resume(output: Path) -> None:
    """Let refreshes publish again. Raises AtlasError where nothing holds publication."""
    try:
        (output / _FILE).unlink()
    except FileNotFoundError:
        raise AtlasError(f"{output}: publication is not held; there is nothing to resume") from None
