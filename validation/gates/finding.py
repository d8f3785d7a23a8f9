"""What the remedies of all gates share: the thresholds, and the commands that they name."""

from functools import cache
from pathlib import Path
from typing import Any

from courseatlas.yaml_fields import read_own


@cache
def thresholds() -> dict[str, Any]:
    """`thresholds.yml`."""
    return read_own(Path(__file__).with_name("thresholds.yml"))


def accept(source: str) -> str:
    """The command with which a person says that a change is right."""
    return f"`courseatlas refresh --source {source} --accept {source}`"


def extract(source: str) -> str:
    """How to see what the reader makes of one of the source's pages."""
    return (
        "read one of its pages: `courseatlas pages show URL --body | "
        f"courseatlas extract - --url URL --source {source}`"
    )
