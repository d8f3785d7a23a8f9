"""The rules of quarantine: a withheld row can be read, and told where it came from."""

from collections.abc import Iterator

from courseatlas.schema import BY_NAME
from validation.gx.expectation import CRITICAL, Rule, holds, in_set, matches
from validation.gx.prepared import among
from validation.references import References


def rules(references: References) -> Iterator[Rule]:
    """What a withheld row must tell beyond its schema."""
    yield in_set(
        "table is a table of the release",
        "table",
        BY_NAME,
        CRITICAL,
        "a withheld row names the table that it was meant for",
        "see the step that withheld it",
        required=True,
    )
    yield Rule(
        "record is JSON",
        CRITICAL,
        "the withheld row can be read again",
        "see `validation/check.py`, which writes it",
        "ExpectColumnValuesToBeJsonParseable",
        {"column": "record"},
        ("record",),
        required=True,
    )
    yield matches(
        "evidence_url has its form",
        "evidence_url",
        r"^https?://[^\s/]+",
        CRITICAL,
        "the page that the row came from is an http(s) address",
        "see the step that withheld it",
    )
    if (sources := references.sources) is not None:
        yield holds(
            "source_id is a source",
            ("source_id", "id"),
            lambda rows: among(rows["source_id"], sources),
            CRITICAL,
            "a withheld row names the source that it came from",
            "see the step that withheld it",
            where=lambda rows: rows["source_id"].notna(),
        )
