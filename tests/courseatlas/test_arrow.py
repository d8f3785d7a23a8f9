"""A table that is not as declared: the error names table, column and value."""

import pandas as pd
import pytest

from courseatlas.arrow import empty_frame, from_rows, to_arrow
from courseatlas.errors import TableError
from courseatlas.schema import PROVIDERS

ROW = {
    "provider_id": "s",
    "name": "S",
    "provider_type": "university",
    "country": "US",
    "website": "https://example.edu",
}


def test_a_missing_column_is_named() -> None:
    with pytest.raises(
        TableError, match="table providers: no column ror_id; courseatlas/schema declares it"
    ):
        to_arrow(PROVIDERS, empty_frame(PROVIDERS).drop(columns="ror_id"))


def test_a_value_of_another_type_is_shown_with_its_column() -> None:
    rows = from_rows(PROVIDERS, [ROW, ROW]).astype(object)
    rows.loc[1, "name"] = 17
    with pytest.raises(
        TableError,
        match="table providers, column name: 17 is not string; correct the step that made it",
    ):
        to_arrow(PROVIDERS, rows)


def test_nulls_and_lists_keep_their_types() -> None:
    arrow = to_arrow(
        PROVIDERS, pd.DataFrame([ROW | {"ipeds_unitid": None, "ror_id": None}], dtype=object)
    )
    assert arrow.to_pylist() == [ROW | {"ipeds_unitid": None, "ror_id": None}]
