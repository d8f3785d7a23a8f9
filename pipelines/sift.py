"""Sift: which records are about AI/ML at all, told from the few columns that decide it, before all the others are cleaned.

A university's catalog is mostly about other things; its rows need an id, for the programs that list them, and no more.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from courseatlas.relevance import Relevance
from courseatlas.text import described, one_line
from pipelines.identify import identify

_NARROW = ("code", "cross_listed", "campuses")


def narrow(records: Iterable[Mapping[str, Any]], kind: str) -> pd.DataFrame:
    """One row a record, in their order: `source_id, id, title, description, code, cross_listed`, text normalised."""
    rows = list(records)
    frame = pd.DataFrame(
        {
            "source_id": [row["source_id"] for row in rows],
            "key": [row["key"] for row in rows],
            "title": [one_line(row["title"]) for row in rows],
            "description": [described(row["fields"].get("description")) or None for row in rows],
            "code": [one_line(row["fields"].get("code")) or None for row in rows],
            "cross_listed": [row["fields"].get("cross_listed") or [] for row in rows],
            "campuses": [row["fields"].get("campuses") or [] for row in rows],
        },
        dtype=object,
    )
    return identify(frame, kind).drop(columns=["key", "campuses"])


def about_ai(rows: pd.DataFrame, relevance: Relevance) -> set[str]:
    """The ids of which any record is more than `none`. A course that two pages print may say what it is about on one of them."""
    relevant = {
        text
        for text in dict.fromkeys(zip(rows["title"], rows["description"], strict=True))
        if relevance.classify(text[0], text[1]).relevance != "none"
    }
    return {record_id for record_id, *text in zip(rows["id"], rows["title"], rows["description"], strict=True) if tuple(text) in relevant}
