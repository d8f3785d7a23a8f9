"""Parse: printed strings become typed columns, once per distinct string; what cannot be read stays null and is counted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from courseatlas.parsing import PARSERS, main_columns, states_a_value
from courseatlas.schema import DAY, MONEY, Table
from courseatlas.sources import Source
from courseatlas.values.numbers import decimal

Unread = dict[str, Counter[str]]
# what a source's YAML says of all its rows stands only beside a value that it explains
_DEFAULT_NEEDS = {"credit_unit": ("credits_min", "credits_total_min"), "price_currency": ("price_amount",)}


def parse(frame: pd.DataFrame, table: Table, sources: Mapping[str, Source]) -> tuple[pd.DataFrame, Unread]:
    """(the rows with their typed columns, the strings no value could be made of: printed column -> string -> rows).

    What the reader already stated as a value stays. A source's defaults fill what its pages leave open.
    """
    frame, unread = frame.copy(), {}
    for printed, parser in PARSERS.items():
        texts = objects(_with_declared_currency(frame, sources), frame) if printed == "price_text" else frame[printed]
        strings = texts.dropna()
        if strings.empty:
            continue
        known = {value: parser(value) for value in strings.unique()}
        names = set().union(*known.values()) & set(frame)
        for name in sorted(names):
            parsed = [known[value].get(name) if value is not None else None for value in texts]
            filled = (new if new is not None and old in (None, []) else old for old, new in zip(frame[name], parsed, strict=True))
            frame[name] = objects(filled, frame)
        missed = {value for value, parsed in known.items() if not states_a_value(printed, value, parsed)}
        empty = frame[[name for name in main_columns(known[strings.iloc[0]]) if name in names]].isna().all(axis=1)
        if unread_here := Counter(value for value in texts[empty] if value in missed):
            unread[printed] = unread_here
    _defaults(frame, sources)
    for column in table.columns:
        if column.type == DAY:
            days = (pd.Timestamp(value).date() if isinstance(value, str) else value for value in frame[column.name])
            frame[column.name] = objects(days, frame)
        elif column.type == MONEY:
            amounts = (None if value is None else Decimal(str(value)).quantize(Decimal("0.01")) for value in frame[column.name])
            frame[column.name] = objects(amounts, frame)
    return frame, unread


def _with_declared_currency(frame: pd.DataFrame, sources: Mapping[str, Source]) -> list[str | None]:
    """The printed prices; a bare number gets the currency that its source declares: an API gives "300" and means dollars."""
    declared = {source_id: source.defaults.get("price_currency") for source_id, source in sources.items()}
    return [
        f"{declared[source]} {text}" if text and declared[source] and decimal(text) is not None else text
        for source, text in zip(frame["source_id"], frame["price_text"], strict=True)
    ]


def objects(values: Iterable[Any], frame: pd.DataFrame) -> pd.Series:
    """Values as a column of the frame in which a null stays None: pandas makes a text column with NaN of a list of texts and nulls."""
    return pd.Series(list(values), index=frame.index, dtype=object)


def _defaults(frame: pd.DataFrame, sources: Mapping[str, Source]) -> None:
    for source_id, source in sources.items():
        for name, value in source.defaults.items():
            if name in frame:
                needs = [column for column in _DEFAULT_NEEDS.get(name, ()) if column in frame]
                missing = (frame["source_id"] == source_id) & frame[name].isna()
                if needs:
                    missing &= frame[needs].notna().any(axis=1)
                frame.loc[missing, name] = value
