"""Normalize: the few texts that name a record and decide what it is about, in one form."""

from functools import cache
from typing import Any

import pandas as pd

from courseatlas.arrow import series
from courseatlas.records import CrawlRecord
from courseatlas.text import described, one_line, title_case
from courseatlas.values.credits import credits
from pipelines.parse import credits_as_declared
from pipelines.step import CurationContext, StepResult, nothing_ends


def normalize(frame: pd.DataFrame, context: CurationContext) -> StepResult:
    """The rows with the columns that name a record and decide what it is about.

    They are `source_id, key, title, description, code, cross_listed, topic_titles, aliases,
    campuses, credits`.

    `frame` has `record_number` and `record`, the record as a crawl gave it. `credits` is the lowest
    number of credits, for the sums of programs; null where the page states none.
    """
    records = frame["record"].tolist()
    fields = [record["fields"] for record in records]
    columns: dict[str, tuple[list[Any], str]] = {
        "source_id": ([record["source_id"] for record in records], "string"),
        "key": ([one_line(record["key"]) for record in records], "string"),
        "title": ([_title(record, context) for record in records], "string"),
        "description": (
            [described(field.get("description")) or None for field in fields],
            "string",
        ),
        "code": ([one_line(field.get("code")) or None for field in fields], "string"),
        "cross_listed": ([field.get("cross_listed") or [] for field in fields], "list<string>"),
        "topic_titles": ([field.get("topic_titles") or [] for field in fields], "list<string>"),
        "aliases": ([record.get("aliases") or [] for record in records], "list<string>"),
        "campuses": ([field.get("campuses") or [] for field in fields], "list<string>"),
        "credits": ([_credits(record, context) for record in records], "double"),
    }
    typed = {name: series(values, kind, frame.index) for name, (values, kind) in columns.items()}
    return nothing_ends(frame.assign(**typed))


def _title(record: CrawlRecord, context: CurationContext) -> str:
    title = one_line(record["title"])
    capitals = context.sources[record["source_id"]].titles == "capitals"
    return title_case(title) if capitals else title


def _credits(record: CrawlRecord, context: CurationContext) -> float | None:
    stated = record["fields"].get("credits_min")
    if isinstance(stated, int | float):
        return float(stated)
    source = context.sources[record["source_id"]]
    return _lowest(credits_as_declared(record["fields"].get("credits_text"), source))


@cache
def _lowest(printed: str | None) -> float | None:
    return credits(printed)[0]
