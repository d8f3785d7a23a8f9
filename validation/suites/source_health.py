"""The rules of source_health: its books balance, and what went wrong is said."""

from collections.abc import Iterator

from validation.gx.expectation import CRITICAL, Rule, holds
from validation.gx.prepared import among
from validation.references import References

_FATES = ["records_released", "records_filtered", "records_quarantined", "records_merged"]
_SEE = "see `flows/health.py` and the balances in `flows/validate/balance.py`"


def rules(references: References) -> Iterator[Rule]:
    """What a source's line must be beyond its schema."""
    yield holds(
        "records balance",
        ("records_extracted", *_FATES, "source_id"),
        lambda rows: rows[_FATES].sum(axis=1) == rows["records_extracted"],
        CRITICAL,
        "extracted = released + filtered + quarantined + merged",
        _SEE,
    )
    for part in ("pages_fetched", "pages_failed", "pages_not_modified"):
        yield _part_of_the_pages(part)
    yield holds(
        "what is not well says why",
        ("message", "state", "source_id"),
        lambda rows: rows["message"].fillna("").str.len() > 0,
        CRITICAL,
        "a source that is not ok has a message",
        "say in `flows/health.py` what happened; a source that is not active says it in `reason`",
        where=lambda rows: rows["state"].notna() & (rows["state"] != "ok"),
    )
    if (sources := references.sources) is not None:
        yield holds(
            "source_id is a source",
            ("source_id",),
            lambda rows: among(rows["source_id"], sources),
            CRITICAL,
            "every line is a source's of this run",
            _SEE,
            where=lambda rows: rows["source_id"].notna(),
        )


def _part_of_the_pages(part: str) -> Rule:
    return holds(
        f"{part} is at most pages_requested",
        (part, "pages_requested", "source_id"),
        lambda rows: rows[part] <= rows["pages_requested"],
        CRITICAL,
        f"no more pages are counted as {part} than were requested",
        _SEE,
        where=lambda rows: rows[part].notna() & rows["pages_requested"].notna(),
    )
