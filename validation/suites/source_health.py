"""The rules of source_health: its counts add up, and a source that is not well has a reason."""

from collections.abc import Iterator

from validation.gx.expectation import CRITICAL, ExpectationRule, row_rule
from validation.gx.prepared import among
from validation.references import References

_OUTCOMES = ["records_released", "records_filtered", "records_quarantined", "records_merged"]
_SEE = "see `flows/health.py` and the balances in `flows/validate/balance.py`"


def rules(references: References) -> Iterator[ExpectationRule]:
    """What a source's line must be beyond its schema."""
    yield row_rule(
        "records balance",
        ("records_extracted", *_OUTCOMES, "source_id"),
        lambda rows: rows[_OUTCOMES].sum(axis=1) == rows["records_extracted"],
        CRITICAL,
        "extracted = released + filtered + quarantined + merged",
        _SEE,
    )
    for part in ("pages_fetched", "pages_failed", "pages_not_modified"):
        yield _part_of_the_pages(part)
    yield row_rule(
        "what is not well says why",
        ("message", "state", "source_id"),
        lambda rows: rows["message"].fillna("").str.len() > 0,
        CRITICAL,
        "a source that is not ok has a message",
        "say in `flows/health.py` what happened; a source that is not active has a `reason`",
        where=lambda rows: rows["state"].notna() & (rows["state"] != "ok"),
    )
    sources = references.sources
    if sources is not None:
        yield row_rule(
            "source_id is a source",
            ("source_id",),
            lambda rows: among(rows["source_id"], sources),
            CRITICAL,
            "every row is about a source of this run",
            _SEE,
            where=lambda rows: rows["source_id"].notna(),
        )


def _part_of_the_pages(part: str) -> ExpectationRule:
    return row_rule(
        f"{part} is at most pages_requested",
        (part, "pages_requested", "source_id"),
        lambda rows: rows[part] <= rows["pages_requested"],
        CRITICAL,
        f"no more pages are counted as {part} than were requested",
        _SEE,
        where=lambda rows: rows[part].notna() & rows["pages_requested"].notna(),
    )
