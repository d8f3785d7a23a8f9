"""The CSV form of a table, made by Arrow, column by column."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from courseatlas.schema import STRING, Column, Table

# how a text begins that a spreadsheet takes for a formula
_FORMULA = "^[=+@\t\r-]"
# what JSON escapes in a text
_ESCAPED = r'[\x00-\x1f"\\]'
_ISO_8601 = "%Y-%m-%dT%H:%M:%SZ"


def write_csv(table: Table, arrow: pa.Table, path: Path) -> None:
    """Write the CSV form of a table.

    Lists are JSON arrays, times are ISO 8601, and a text that would start a formula is preceded by
    an apostrophe. Text is quoted and other values are not, so that a spreadsheet can be told to
    leave the course number "6.390" as it is.
    """
    columns = [_printed(column, arrow[column.name]) for column in table.columns]
    options = pa.csv.WriteOptions(quoting_style="needed")
    pa.csv.write_csv(pa.table(columns, names=table.names), path, options)


def _printed(column: Column, values: pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """The values of a column as they are printed; a null stays null."""
    if pa.types.is_list(values.type):
        return _json_arrays(values.combine_chunks())
    if pa.types.is_timestamp(values.type):
        return pc.strftime(values, format=_ISO_8601)
    if column.type == STRING:
        guarded = pc.binary_join_element_wise("'", values, "")
        return pc.if_else(pc.match_substring_regex(values, _FORMULA), guarded, values)
    return values


def _json_arrays(lists: pa.Array) -> pa.Array:
    """Lists of texts as JSON, as `json.dumps` prints them: ["a", "b"]."""
    quoted = pc.fill_null(_json_strings(pc.list_flatten(lists)), "null")
    lengths = pc.fill_null(pc.list_value_length(lists), 0)
    ends = pc.cumulative_sum(lengths)
    offsets = pa.concat_arrays([pa.array([0], ends.type), ends])
    joined = pc.binary_join(pa.ListArray.from_arrays(offsets, quoted), ", ")
    return pc.if_else(pc.is_valid(lists), pc.binary_join_element_wise("[", joined, "]", ""), None)


def _json_strings(texts: pa.Array) -> pa.Array:
    """Texts as JSON strings; few of them hold what JSON escapes."""
    quoted = pc.binary_join_element_wise('"', texts, '"', "")
    escaped = pc.fill_null(pc.match_substring_regex(texts, _ESCAPED), False)
    dumped = [json.dumps(text, ensure_ascii=False) for text in texts.filter(escaped).to_pylist()]
    return pc.replace_with_mask(quoted, escaped, pa.array(dumped, pa.string()))
