"""The rules of quarantine: a withheld row can be read, and its page and source are known."""

from collections.abc import Iterator

from courseatlas.schema import BY_NAME
from validation.gx.expectation import CRITICAL, ExpectationRule, in_set, matches, row_rule
from validation.gx.prepared import among
from validation.references import References


def rules(references: References) -> Iterator[ExpectationRule]:
    """The rules that a withheld row keeps besides its schema."""
    yield in_set(
        "table is a table of the release",
        "table",
        BY_NAME,
        CRITICAL,
        "a withheld row names the table that it was meant for",
        "see the step that withheld it",
        required=True,
    )
    yield ExpectationRule(
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
    sources = references.sources
    if sources is not None:
        yield row_rule(
            "source_id is a source",
            ("source_id", "id"),
            lambda rows: among(rows["source_id"], sources),
            CRITICAL,
            "a withheld row names the source that it came from",
            "see the step that withheld it",
            where=lambda rows: rows["source_id"].notna(),
        )
