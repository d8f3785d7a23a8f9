"""What a run's validation found: one object that the later steps add to, and that the report is made of."""

from collections import Counter
from dataclasses import dataclass, field

import pandas as pd

from flows.curate import Curated
from flows.diagnose import Diagnosis
from validation.check import Check
from validation.gates.facts import Facts
from validation.gates.finding import Finding


@dataclass
class Verdict:
    """What may be published: record tables, the withheld rows, every check, and why a source or the whole run failed."""

    tables: dict[str, pd.DataFrame]
    curated: Curated
    quarantine: list[dict]
    checks: list[Check]
    failed: dict[str, str]
    stopped: str | None
    released: Counter = field(default_factory=Counter)
    quarantined: Counter = field(default_factory=Counter)
    carried: Counter = field(default_factory=Counter)
    previous: Counter = field(default_factory=Counter)
    health: list[dict] = field(default_factory=list)
    facts: dict[str, Facts] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    diagnoses: dict[str, Diagnosis] = field(default_factory=dict)  # of failed sources: what their pages lost
    walls: dict[str, Diagnosis] = field(default_factory=dict)  # of failed sources that answer with walls: which, on which page
    left: dict[str, tuple[str, str]] = field(default_factory=dict)  # id of a row that no catalog dropped -> (what made it leave, its value)
    not_read: dict[str, str] = field(default_factory=dict)  # sources of the last release that are read no more -> why
    warnings: list[tuple[str, str]] = field(default_factory=list)  # (record id, sentence): published, and worth a look

    @property
    def publishable(self) -> bool:
        return self.stopped is None
