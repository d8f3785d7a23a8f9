"""Parse: printed strings become typed columns, once per distinct string; what cannot be read stays null and is counted."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

import pandas as pd

from courseatlas.parsing import PARSERS, states_a_value
from courseatlas.schema import DAY, MONEY, Table
from courseatlas.sources import Source

Unread = dict[str, Counter[str]]
# what a source's YAML says of all its rows stands only beside a value that it explains
_DEFAULT_NEEDS = {"credit_unit": ("credits_min", "credits_total_min"), "price_currency": ("price_amount",)}


def parse(frame: pd.DataFrame, table: Table, sources: Mapping[str, Source]) -> tuple[pd.DataFrame, Unread]:
    """(the rows with their typed columns, the strings no value could be made of: printed column -> string -> rows).

    What the reader already stated as a value stays. A source's defaults fill what its pages leave open.
    """
    frame, unread = frame.copy(), {}
    for printed, parser in PARSERS.items():
        strings = frame[printed].dropna()
        if strings.empty:
            continue
        known = {value: parser(value) for value in strings.unique()}
        if missed := {value for value, parsed in known.items() if not states_a_value(printed, value, parsed)}:
            unread[printed] = Counter(value for value in strings if value in missed)
        for name in sorted({name for parsed in known.values() for name in parsed} & set(frame)):
            parsed = [known[value].get(name) if value is not None else None for value in frame[printed]]
            frame[name] = [new if new is not None and old in (None, []) else old for old, new in zip(frame[name], parsed, strict=True)]
    _defaults(frame, sources)
    for column in table.columns:
        if column.type == DAY:
            frame[column.name] = [pd.Timestamp(value).date() if isinstance(value, str) else value for value in frame[column.name]]
        elif column.type == MONEY:
            amounts = [None if value is None else Decimal(str(value)).quantize(Decimal("0.01")) for value in frame[column.name]]
            frame[column.name] = pd.Series(amounts, index=frame.index, dtype=object)
    return frame, unread


def _defaults(frame: pd.DataFrame, sources: Mapping[str, Source]) -> None:
    for source_id, source in sources.items():
        for name, value in source.defaults.items():
            if name in frame:
                needs = [column for column in _DEFAULT_NEEDS.get(name, ()) if column in frame]
                missing = (frame["source_id"] == source_id) & frame[name].isna()
                if needs:
                    missing &= frame[needs].notna().any(axis=1)
                frame.loc[missing, name] = value
