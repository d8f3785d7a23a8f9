"""The rules of profile_links: a recommendation that is met names the record that meets it."""

from collections.abc import Iterator

from validation.gx.expectation import CRITICAL, ExpectationRule, row_rule
from validation.gx.prepared import among
from validation.references import References
from validation.suites import texts


def rules(references: References) -> Iterator[ExpectationRule]:
    """The rules that a link keeps besides its schema."""
    see = "see `pipelines/profile_links.py`"
    yield row_rule(
        "what is met names its record",
        ("record_id", "status", "recommendation_id"),
        lambda rows: rows["record_id"].notna(),
        CRITICAL,
        "a recommendation is met by a record",
        see,
        where=lambda rows: rows["status"] == "met",
    )
    yield row_rule(
        "what is not met names none",
        ("record_id", "status", "recommendation_id"),
        lambda rows: rows["record_id"].isna(),
        CRITICAL,
        "a recommendation that nothing meets names no record",
        see,
        where=lambda rows: rows["status"].isin(["not_found", "source_unavailable"]),
    )
    yield row_rule(
        "a record has its score",
        ("match_score", "record_id"),
        lambda rows: rows["match_score"].notna() == rows["record_id"].notna(),
        CRITICAL,
        "a row has a match_score where it has a record, and only there",
        see,
    )
    yield from texts.text("match_reason")
    records = references.records
    if records is not None:
        yield row_rule(
            "record_id is a row of the release",
            ("record_id",),
            lambda rows: among(rows["record_id"], records),
            CRITICAL,
            "every record that meets a recommendation is a row of this release",
            f"{see}: it names a row that was withheld",
            where=lambda rows: rows["record_id"].notna(),
        )
