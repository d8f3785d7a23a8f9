"""Parse: printed strings become typed columns, once per distinct string."""

from collections.abc import Mapping

import pandas as pd

from courseatlas.arrow import arrow_type, series, values
from courseatlas.parsing import DATE_COLUMNS, PARSERS
from courseatlas.schema import Table
from courseatlas.sources import Source
from courseatlas.values.credits import credits_as
from courseatlas.values.dates import in_order
from courseatlas.values.numbers import decimal
from courseatlas.values.words import language_in_title
from pipelines.clean import converted
from pipelines.date_orders import DateOrders
from pipelines.step import CurationContext, StepResult, nothing_ends

# a default of a source's YAML holds only beside a value that it explains
_DEFAULT_NEEDS = {
    "credit_unit": ("credits_min", "credits_total_min"),
    "price_currency": ("price_amount",),
}


def parse(frame: pd.DataFrame, context: CurationContext) -> StepResult:
    """The rows with the typed columns that their printed strings state.

    What the reader stated as a value stays. The defaults of a source fill what its pages leave
    open. A string that no value can be made of leaves its columns null; see `pipelines.unread`.
    """
    for printed in PARSERS:
        texts = printed_texts(frame, printed, context.sources, context.date_orders)
        frame = frame.assign(**_parsed_columns(frame, printed, texts, context.table))
    return nothing_ends(_with_defaults(_with_language_of_title(frame), context.sources))


def printed_texts(
    frame: pd.DataFrame, printed: str, sources: Mapping[str, Source], orders: DateOrders
) -> list[str | None]:
    """The strings of a printed column as its parser reads them.

    A bare price gets the currency that its source declares: an API gives "300" and means dollars.
    Hours are added up where their source declares that their sum is the credits, and the last of
    them stands alone where it is the credits. Dates with slashes become ISO dates where the order
    of day and month of the source is known.
    """
    texts = values(frame[printed])
    if printed in DATE_COLUMNS:
        pairs = zip(values(frame["source_id"]), texts, strict=True)
        return [text and in_order(text, orders.get(source_id)) for source_id, text in pairs]
    if printed == "credits_text":
        pairs = zip(values(frame["source_id"]), texts, strict=True)
        return [credits_as_declared(text, sources[source_id]) for source_id, text in pairs]
    if printed != "price_text":
        return texts
    declared = {
        source_id: source.defaults.get("price_currency") for source_id, source in sources.items()
    }
    return [
        f"{declared[source]} {text}"
        if text and declared[source] and decimal(text) is not None
        else text
        for source, text in zip(values(frame["source_id"]), texts, strict=True)
    ]


def credits_as_declared(text: str | None, source: Source) -> str | None:
    """A printed credit string as the parser reads it for its source."""
    return credits_as(source.credits, text) if text else text


def _parsed_columns(
    frame: pd.DataFrame, printed: str, texts: list[str | None], table: Table
) -> dict[str, pd.Series]:
    parser = PARSERS[printed]
    parsed = {text: parser(text) for text in dict.fromkeys(texts) if text is not None}
    names = sorted({name for columns in parsed.values() for name in columns} & set(table.names))
    filled = {}
    for name in names:
        kind = table.column(name).type
        new = [None if text is None else parsed[text].get(name) for text in texts]
        old = values(frame[name])
        merged = [
            read if read is not None and stated in (None, []) else stated
            for stated, read in zip(old, converted(new, kind), strict=True)
        ]
        filled[name] = series(merged, kind, frame.index)
    return filled


def _with_language_of_title(frame: pd.DataFrame) -> pd.DataFrame:
    """The language that a title names stands where the page states none otherwise."""
    stated = values(frame["language"])
    named = map(language_in_title, values(frame["title"]))
    languages = [tag or other for tag, other in zip(stated, named, strict=True)]
    return frame.assign(language=series(languages, "string", frame.index))


def _with_defaults(frame: pd.DataFrame, sources: Mapping[str, Source]) -> pd.DataFrame:
    """The rows with the defaults of their sources, all sources at a time: there may be hundreds."""
    source_ids = values(frame["source_id"])
    defaults = {source_id: sources[source_id].defaults for source_id in dict.fromkeys(source_ids)}
    names = dict.fromkeys(name for stated in defaults.values() for name in stated)
    filled: dict[str, pd.Series] = {}
    for name in (name for name in names if name in frame):
        column = frame[name]
        default = [defaults[source_id].get(name) for source_id in source_ids]
        missing = column.isna()
        needed = [needs for needs in _DEFAULT_NEEDS.get(name, ()) if needs in frame]
        if needed:
            missing &= frame[needed].notna().any(axis=1)
        filled[name] = column.mask(missing, series(default, arrow_type(column), frame.index))
    return frame.assign(**filled)
