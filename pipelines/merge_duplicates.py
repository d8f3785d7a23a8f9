"""Merge duplicates: records of one source with the same id become one row; two things never do."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from courseatlas.arrow import arrow_type, rows_of, series, values
from courseatlas.outcomes import MERGED, QUARANTINED, Fault, no_outcomes, outcomes
from pipelines.step import CurationContext, StepResult, nothing_ends

KEY_RULE = "the key is one record's alone"
# lists whose parts stand on several records: a program printed once per campus is one program
_JOINED = ("campuses", "cross_listed", "topic_titles")
_SMALL_WORDS = frozenset(("of", "the", "and", "in", "to", "for", "a", "an", "on"))


def withhold_collisions(frame: pd.DataFrame, context: CurationContext) -> StepResult:
    """The rows whose id names one thing; a row that has the key of another thing is withheld."""
    sentences = collisions(frame)
    if not sentences:
        return nothing_ends(frame)
    colliding = frame.loc[list(sentences)]
    faults = [[Fault(KEY_RULE, "warning", sentence)] for sentence in sentences.values()]
    ended = outcomes(
        values(colliding["record_number"]),
        QUARANTINED,
        "withhold_collisions",
        id=values(colliding["id"]),
        faults=faults,
    )
    return frame.drop(index=list(sentences)), ended


def collisions(frame: pd.DataFrame) -> dict[Any, str]:
    """Index -> sentence of the rows whose id belongs to another thing, told by their titles.

    `frame` has `id, title, evidence_url`. The title that most rows of an id bear is the title of
    the id, of several the first. A title that abbreviates the other or continues it names the same
    thing.
    """
    repeated = frame[frame["id"].duplicated(keep=False)]
    rows = rows_of(repeated[["id", "title", "evidence_url"]])
    bearers = Counter((row["id"], row["title"]) for row in rows)
    owners: dict[str, dict[str, Any]] = {}
    for row in rows:
        owner = owners.get(row["id"])
        if owner is None or bearers[row["id"], row["title"]] > bearers[row["id"], owner["title"]]:
            owners[row["id"]] = row
    sentences = {}
    for index, row in zip(repeated.index, rows, strict=True):
        owner = owners[row["id"]]
        if owner["title"] != row["title"] and not _same_thing(owner["title"], row["title"]):
            sentences[index] = (
                f"the key of {row['id']} names two things: “{owner['title']}” on "
                f"{owner['evidence_url']} and “{row['title']}” on {row['evidence_url']}"
            )
    return sentences


def merge_duplicates(frame: pd.DataFrame, context: CurationContext) -> StepResult:
    """One row per id, sorted by id.

    The fullest row stands; what it leaves null is filled from the others, in the order of their
    pages. The other records end as `merged` into its id.
    """
    repeated = frame["id"].duplicated(keep=False)
    if not repeated.any():
        return frame.sort_values("id", kind="stable", ignore_index=True), no_outcomes()
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows_of(frame[repeated]):
        groups.setdefault(row["id"], []).append(row)
    merged_rows, merged_records = [], []
    for group in groups.values():
        ordered = sorted(group, key=lambda row: (-_filled(row), row["evidence_url"]))
        merged_rows.append(_merged(ordered))
        merged_records += ordered[1:]
    columns = {
        name: series([row[name] for row in merged_rows], arrow_type(frame[name]))
        for name in map(str, frame.columns)
    }
    ended = outcomes(
        [row["record_number"] for row in merged_records],
        MERGED,
        "merge_duplicates",
        id=[row["id"] for row in merged_records],
        merged_into=[row["id"] for row in merged_records],
    )
    whole = pd.concat([frame[~repeated], pd.DataFrame(columns)], ignore_index=True)
    return whole.sort_values("id", kind="stable", ignore_index=True), ended


def _merged(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The first row, with the values of the others where it has none."""
    merged = dict(rows[0])
    for name in merged:
        if name in _JOINED:
            merged[name] = _joined(row[name] for row in rows)
        elif _is_empty(merged[name]):
            others = (row[name] for row in rows if not _is_empty(row[name]))
            merged[name] = next(others, merged[name])
    return merged


def _joined(lists: Iterable[list[str] | None]) -> list[str]:
    """The distinct items of several lists, in the order of the lists."""
    return list(dict.fromkeys(item for items in lists for item in items or ()))


def _filled(row: dict[str, Any]) -> int:
    return sum(not _is_empty(value) for value in row.values())


def _is_empty(value: Any) -> bool:
    return value is None or value == []


def _same_thing(title: str, other_title: str) -> bool:
    words, other_words = _words(title), _words(other_title)
    # "Special Topics:" in both titles tells nothing
    while words and other_words and words[0][:3] == other_words[0][:3]:
        words, other_words = words[1:], other_words[1:]
    if not words or not other_words:
        return True
    shared = {word[:3] for word in words} & {word[:3] for word in other_words}
    return bool(shared) or _initials(words) in other_words or _initials(other_words) in words


def _words(title: str) -> list[str]:
    return [word for word in re.findall(r"\w+", title.casefold()) if word not in _SMALL_WORDS]


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words)
