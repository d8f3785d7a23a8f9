"""What a gate finds: a sentence for the person who reads the report, with what it means and what to do."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml


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
    return yaml.safe_load(Path(__file__).with_name("thresholds.yml").read_text("utf-8"))
