"""What the gates compare: a source's rows and pages as numbers, of this run and of the last release's manifest."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any

import pandas as pd

from courseatlas.schema import RECORD_TABLES, STRINGS

# columns whose words are counted, where the table has them
_WORDS = ("relevance", "academic_level", "credit_unit", "credential_type", "delivery")
_TEXTS = ("title", "description")
# a page that is gone is news of the site, not an error of ours
_GONE = ("http_404", "http_410")


@dataclass(frozen=True)
class Facts:
    """One source in numbers. `filled`, `words`, `lengths` and `distinct` are by `table.column`; `pages` by outcome, an error with its code.

    A length is the median number of characters of a column's texts; `distinct` is the share of them that no other row has too.
    """

    rows: dict[str, int] = field(default_factory=dict)
    filled: dict[str, float] = field(default_factory=dict)
    words: dict[str, dict[str, int]] = field(default_factory=dict)
    lengths: dict[str, float] = field(default_factory=dict)
    distinct: dict[str, float] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)  # by id
    pages: dict[str, int] = field(default_factory=dict)

    @property
    def ids(self) -> set[str]:
        return set(self.titles)

    @property
    def pages_in_error(self) -> int:
        return sum(count for name, count in self.pages.items() if name.startswith("error:") and name.partition(":")[2] not in _GONE)

    def as_manifest(self) -> dict[str, Any]:
        """What a release's manifest keeps; the titles stand in the tables."""
        return {name: value for name, value in asdict(self).items() if name != "titles"}


def facts_of(source_id: str, tables: Mapping[str, pd.DataFrame], ledger: Iterable[Mapping[str, Any]]) -> Facts:
    """The facts of a source from the record tables and the rows of its ledger."""
    rows, filled, words, lengths = {}, {}, {}, {}
    distinct: dict[str, float] = {}
    titles: dict[str, str] = {}
    for table in RECORD_TABLES:
        frame = tables[table.name][tables[table.name]["source_id"] == source_id]
        rows[table.name] = len(frame)
        titles |= dict(zip(frame["id"], frame["title"], strict=True))
        if frame.empty:
            continue
        for column in table.columns:
            values = frame[column.name]
            present = values.map(len) > 0 if column.type == STRINGS else values.notna()
            filled[f"{table.name}.{column.name}"] = round(float(present.mean()), 4)
            if column.name in _WORDS:
                counted = Counter(str(value) for value in values.dropna())
                words[f"{table.name}.{column.name}"] = dict(sorted(counted.items()))
        for name in _TEXTS:
            if texts := [len(text) for text in frame[name] if isinstance(text, str)]:
                lengths[f"{table.name}.{name}"] = float(median(texts))
                distinct[f"{table.name}.{name}"] = round(frame[name].dropna().nunique() / len(texts), 4)
    pages = Counter(f"{row['outcome']}:{row['code']}" if row["code"] else row["outcome"] for row in ledger)
    return Facts(rows, filled, words, lengths, distinct, titles, dict(sorted(pages.items())))


def facts_before(manifest: Mapping[str, Any], source_id: str, titles: dict[str, str]) -> Facts | None:
    """The facts of a source in the last release, or None where it held no row of it."""
    kept = manifest["sources"].get(source_id, {}).get("facts")
    return Facts(titles=titles, **kept) if kept and titles else None
