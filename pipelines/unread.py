"""Unread: the printed strings that no value could be made of, counted for the report."""

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from courseatlas.parsing import PARSERS, main_columns, states_a_value
from courseatlas.sources import Source
from pipelines.date_orders import DateOrders
from pipelines.parse import printed_texts


def unread_strings(
    frame: pd.DataFrame, sources: Mapping[str, Source], orders: DateOrders
) -> dict[str, Counter[str]]:
    """Printed column -> string -> number of rows that it leaves without a value.

    A string that says in words that there is no value ("Varies") counts as read.
    """
    unread: dict[str, Counter[str]] = {}
    for printed, parser in PARSERS.items():
        texts = printed_texts(frame, printed, sources, orders)
        parsed = {text: parser(text) for text in dict.fromkeys(texts) if text is not None}
        missed = {
            text for text, columns in parsed.items() if not states_a_value(printed, text, columns)
        }
        if not missed:
            continue
        names = [name for name in main_columns(next(iter(parsed.values()))) if name in frame]
        empty = frame[names].isna().all(axis=1)
        counted = Counter(
            text for text, is_empty in zip(texts, empty, strict=True) if is_empty and text in missed
        )
        if counted:
            unread[printed] = counted
    return unread
