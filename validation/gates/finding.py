"""What a gate finds: a sentence for the person who reads the report, with what it means and what to do."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from courseatlas.yaml_files import read_own


@dataclass(frozen=True)
class Finding:
    """A gate that a source did not pass. `lifted`: a person's `--accept` lets it pass; floors are never lifted."""

    gate: str
    source_id: str
    sentence: str
    remedy: str
    lifted: bool = False


@cache
def thresholds() -> dict[str, Any]:
    """`thresholds.yml`."""
    return read_own(Path(__file__).with_name("thresholds.yml"))


def accept(source: str) -> str:
    """The command that is a person's word that a change is right."""
    return f"`courseatlas refresh --source {source} --accept {source}`"


def extract(source: str) -> str:
    """How to see what the reader makes of one of the source's pages."""
    return f"read one of its pages: `courseatlas pages show URL --body | courseatlas extract - --url URL --source {source}`"
