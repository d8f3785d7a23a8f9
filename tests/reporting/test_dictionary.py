"""The data dictionary: every column, how full it is, and an example that is no publisher's text."""

from datetime import date

from courseatlas.arrow import from_rows
from courseatlas.relevance import load
from courseatlas.schema import BY_NAME, COURSES, PARQUET_TABLES, TABLES
from courseatlas.views import VIEWS
from reporting.column_facts import ColumnFacts, column_facts
from reporting.release_documents import dictionary
from tests.support import healthy


def test_a_column_tells_how_full_it_is_and_its_first_short_value() -> None:
    rows = [
        {"id": "a", "topics": [], "description": "Lamps " * 20, "starts_on": None},
        {"id": "b", "topics": ["vision"], "description": "Lamps " * 20, "starts_on": date(2026, 1, 2)},
    ]  # fmt: skip
    facts = column_facts(from_rows(COURSES, rows))
    assert facts["topics"] == ColumnFacts(0.5, '["vision"]')
    assert facts["description"] == ColumnFacts(1.0, None)
    assert facts["starts_on"] == ColumnFacts(0.5, "2026-01-02")
    assert facts["code"] == ColumnFacts(0.0, None)
    assert column_facts(from_rows(COURSES, [])) == {}


def test_the_dictionary_has_a_line_per_column_with_as_many_cells_as_its_heading() -> None:
    tables = healthy.tables(100)
    tables["courses"].loc[0, "code"] = "A|B"
    rows = {
        table.name: len(tables.get(table.name, ()))
        for table in (*BY_NAME.values(), *PARQUET_TABLES)
    }
    lines = dictionary("2026-11-24.1", tables, rows).splitlines()
    table_lines = [line.replace(r"\|", "") for line in lines if line.startswith("| `")]
    assert len(table_lines) == sum(len(table.columns) for table in (*TABLES, *PARQUET_TABLES))
    assert {line.count("|") for line in table_lines} == {8}
    (code,) = [line for line in lines if line.startswith("| `code` |") and "own code" in line]
    assert code.endswith(r" % | A\|B |")


def test_the_dictionary_lists_the_views_and_the_topics_with_what_they_mean() -> None:
    rows = {table.name: 0 for table in (*TABLES, *PARQUET_TABLES)}
    lines = dictionary("2026-11-24.1", {}, rows).splitlines()
    views = lines[lines.index("## Views") : lines.index("## Topics")]
    assert [line.split("`")[1] for line in views if line.startswith("- ")] == [
        view.name for view in VIEWS
    ]
    topics = [line for line in lines[lines.index("## Topics") :] if line.startswith("- ")]
    assert [line.split("`")[1] for line in topics] == list(load().topics)
    assert "- `synthetic_media` (Synthetic media): Deepfakes, " in "\n".join(topics)
