"""What validation finds, as values: results of expectations, gates that a source does not pass."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

# a page that is gone is news of the site, not an error of ours
GONE_CODES = ("http_404", "http_410")
_MOST_NAMED = 5  # sources in the sentence that ends a command


@dataclass(frozen=True)
class Example:
    """A row that breaks a rule: its id, the value as text, and the page that it was read from."""

    id: str
    value: str
    evidence_url: str | None


@dataclass(frozen=True)
class Check:
    """The result of one expectation over the rows of a table.

    `looked` values of `rows` rows were examined; in `failed_rows` rows the rule does not hold.
    `error` says why the rule could not be checked. A rule about an optional column without a value
    holds.
    """

    table: str
    rule: str
    severity: str
    success: bool
    rows: int
    failed_rows: int
    error: str | None = None
    sentence: str = ""
    remedy: str = ""
    examples: tuple[Example, ...] = ()
    looked: int = 0


@dataclass(frozen=True)
class Finding:
    """A gate that a source does not pass: a sentence and a remedy for the person who reads the
    report.

    A `lifted` finding is told and does not hold the rows back. A person lifts a change with
    `--accept`; `why_lifted` says who or what lifts it. Floors are never lifted.
    """

    gate: str
    source_id: str
    sentence: str
    remedy: str
    lifted: bool = False
    why_lifted: str = ""


@dataclass(frozen=True)
class Diagnosis:
    """A sentence on what the pages of a source lost, and one of these pages to look at."""

    sentence: str
    url: str


@dataclass(frozen=True)
class SourceStats:
    """One source in numbers, as the gates compare them between two runs.

    `rows` and `supporting`, those of them that only support a profile, are by table. `filled`,
    `words`, `lengths` and `distinct` are by `table.column`; `pages` is by outcome, an
    error with its code. A length is the median number of characters of the texts of a column;
    `distinct` is the number of different texts as a share of all.
    """

    rows: dict[str, int] = field(default_factory=dict)
    filled: dict[str, float] = field(default_factory=dict)
    words: dict[str, dict[str, int]] = field(default_factory=dict)
    lengths: dict[str, float] = field(default_factory=dict)
    distinct: dict[str, float] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)  # by id
    pages: dict[str, int] = field(default_factory=dict)
    supporting: dict[str, int] = field(default_factory=dict)

    @property
    def ids(self) -> set[str]:
        """The ids of the source's rows."""
        return set(self.titles)

    @property
    def pages_in_error(self) -> int:
        """The number of pages in error, those that are gone (404, 410) left aside."""
        return sum(
            count
            for outcome, count in self.pages.items()
            if outcome.startswith("error:") and outcome.partition(":")[2] not in GONE_CODES
        )

    def as_manifest(self) -> dict[str, Any]:
        """What the manifest of a release keeps; the titles stand in the tables."""
        return {name: value for name, value in asdict(self).items() if name != "titles"}


@dataclass(frozen=True)
class StopReason:
    """Why a run must publish nothing: a sentence, and what lies behind it, source by source."""

    sentence: str
    details: str = ""

    def __str__(self) -> str:
        return f"{self.sentence} ({self.details})" if self.details else self.sentence


def listed_reasons(reasons: Mapping[str, str]) -> str:
    """Why sources failed, in one line: the first five of them, and how many more there are.

    The report names them all.

    >>> listed_reasons({f"site{number}": "down" for number in range(7)})
    'site0: down; site1: down; site2: down; site3: down; site4: down; 2 more sources'
    """
    listed = [f"{source}: {reason}" for source, reason in reasons.items()]
    unnamed = len(listed) - _MOST_NAMED
    if unnamed > 0:
        listed[_MOST_NAMED:] = [f"{unnamed} more sources"]
    return "; ".join(listed)
