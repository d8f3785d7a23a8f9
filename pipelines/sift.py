"""Sift: which records are about AI/ML at all, told from the few columns that decide it, before all the others are cleaned.

A university's catalog is mostly about other things; its rows need an id, for the programs that list them, and no more.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import pandas as pd

from courseatlas.relevance import Relevance, RelevanceResults
from courseatlas.text import described, one_line
from courseatlas.values.credits import credits
from pipelines.identify import identify


def narrow(records: Iterable[Mapping[str, Any]], kind: str) -> pd.DataFrame:
    """One row a record, in their order: `source_id, id, title, description, code, cross_listed, credits`, text normalised.

    `credits` is the least credit, for the sums of programs; None where the page states none.
    """
    rows = list(records)
    frame = pd.DataFrame(
        {
            "source_id": [row["source_id"] for row in rows],
            "key": [row["key"] for row in rows],
            "title": [one_line(row["title"]) for row in rows],
            "description": [described(row["fields"].get("description")) or None for row in rows],
            "code": [one_line(row["fields"].get("code")) or None for row in rows],
            "cross_listed": [row["fields"].get("cross_listed") or [] for row in rows],
            "credits": [_credits(row["fields"]) for row in rows],
            "campuses": [row["fields"].get("campuses") or [] for row in rows],
        },
        dtype=object,
    )
    return identify(frame, kind).drop(columns=["key", "campuses"])


def _credits(fields: Mapping[str, Any]) -> float | None:
    least = fields.get("credits_min")
    return least if isinstance(least, int | float) else _least(fields.get("credits_text"))


@cache
def _least(printed: str | None) -> float | None:
    return credits(printed)[0]


def about_ai(rows: pd.DataFrame, relevance: Relevance) -> tuple[set[str], RelevanceResults]:
    """The ids of which any record is more than `none`, and the verdicts that say so.

    A course that two pages print may say what it is about on one of them.
    """
    texts = list(zip(rows["title"], rows["description"], strict=True))
    judged = ((text, relevance.classify(*text)) for text in dict.fromkeys(texts))
    relevant = {text: verdict for text, verdict in judged if verdict.relevance != "none"}
    return {record_id for record_id, text in zip(rows["id"], texts, strict=True) if text in relevant}, relevant
