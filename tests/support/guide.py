"""A small profession profile and a release beside it, in our own words, with every status that a recommendation may have."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd

from courseatlas.arrow import from_rows
from courseatlas.profiles import Match, Profile, Recommendation, Section
from courseatlas.schema import TABLES

RELEASED = date(2026, 11, 24)
VERSION = "2026-11-24.1"
_TIME = datetime(2026, 11, 23, 5, tzinfo=UTC)
_LISTS = ("topics", "matched_terms", "offered_by", "same_as", "cross_listed", "prerequisite_codes", "instructors", "syllabus", "campuses")  # fmt: skip
LOST = "no catalog lists it any more; last seen in “A guide” of 2026-01-01"


def recommendation(name: str, section: str = "school", kind: str = "subject", *parts: str, audience: str = "secondary") -> Recommendation:  # fmt: skip
    return Recommendation(name, section, kind, f"Take {name}", Match(), parts, audience=audience)


def profile(*recommendations: Recommendation) -> Profile:
    """A profile of two stages, `school` and `later`."""
    sections = (
        Section("school", "School", ("Lamps are lit at school.",)),
        Section("later", "Later", ("Lamps are never learnt to the end.",)),
    )
    return Profile("lamp-lighter", "Lamp Lighter", "1", "A guide", date(2026, 1, 1), ("15-2051.00",), sections, recommendations)  # fmt: skip


def row(key: str, **fields: Any) -> dict[str, Any]:
    """A row of the table that its fields fit, or of courses."""
    page = f"https://catalog.example.edu/{key}"
    return {
        "id": f"x:course:{key}", "source_id": "x", "provider_id": "x", "url": page, "title": f"Lamps {key}", "language": "en",
        "relevance": "core", "relevance_score": 0.5, "evidence_url": f"{page}?as=read", "fetched_at": _TIME,
        "payload_sha256": "0" * 64, "first_seen": RELEASED, "last_seen": date(2026, 11, 2), "freshness": "fresh",
    } | dict.fromkeys(_LISTS, []) | fields  # fmt: skip


def link(name: str, record_id: str | None, status: str = "met", reason: str = "its title says “Lamps”; it is online", profile_id: str = "lamp-lighter") -> dict[str, Any]:  # fmt: skip
    return {
        "profile_id": profile_id, "recommendation_id": name, "recommendation": f"Take {name}", "kind": "subject",
        "status": status, "record_id": record_id, "match_score": 0.5, "match_reason": reason,
    }  # fmt: skip


def tables(links: list[dict[str, Any]], **rows: list[dict[str, Any]]) -> dict[str, pd.DataFrame]:
    """All tables of a release: the links, the rows by table, and one provider."""
    provider = {"provider_id": "x", "name": "Example University", "provider_type": "university", "country": "US", "website": "https://example.edu"}  # fmt: skip
    made = {"profile_links": links, "providers": [provider], **rows}
    return {table.name: from_rows(table, made.get(table.name, [])) for table in TABLES}


def every_status() -> tuple[Profile, dict[str, pd.DataFrame]]:
    """A profile whose recommendations have each status, and rows that are stale, supporting, free, soon and gone."""
    asked = profile(
        recommendation("programming"),
        recommendation("brass", "school", "certificate", "polish", audience="career_changer"),
        recommendation("polish", "school", "certificate_course"),
        recommendation("oil", "later", "course", audience="professional"),
        recommendation("gas", "later", "degree_program", audience="undergraduate"),
        recommendation("whales", "later", "course"),
        recommendation("wicks", "later", "course"),
        recommendation("fair", "later", "event"),
    )
    courses = [
        row("free", price_kind="free", price_amount=Decimal(0), delivery="online", duration_weeks=6.0, effort_hours_per_week_min=3.0, effort_hours_per_week_max=5.0, pacing="self_paced", difficulty="beginner"),
        row("old", relevance="supporting", freshness="stale", starts_on=date(2026, 9, 14), duration_hours=9.0),
        row("polish", price_kind="one_off", price_amount=Decimal("19.99"), price_currency="USD", starts_on=date(2027, 1, 12)),
        row("oil", price_kind="subscription", price_amount=Decimal(49), price_currency="USD", price_text="$49 per month", credits_min=3.0, credits_max=4.0, credit_unit="unit"),
    ]  # fmt: skip
    programs = [row("gas", id="x:program:gas", credential_type="bachelor", award="BS", academic_level="undergraduate", credits_total_min=120.0, credits_total_max=120.0, credit_unit="semester_hour")]  # fmt: skip
    events = [row("fair", id="x:event:fair", starts_on=date(2027, 2, 21), ends_on=date(2027, 2, 23), organizer="A society")]  # fmt: skip
    links = [
        *(link("programming", f"x:course:{key}") for key in ("free", "old")),
        link("brass", None, "partly_met", "1 of its 1 parts are met"),
        link("polish", "x:course:polish"),
        link("oil", "x:course:oil", "closest", f"{LOST}; this comes close: it is about oil"),
        link("gas", "x:program:gas"),
        link("whales", None, "not_found", "no course in this release fits the rule"),
        link("wicks", None, "source_unavailable", "this release has no rows of y"),
        link("fair", "x:event:fair"),
        link("oil", "x:course:free", profile_id="another"),
    ]
    return asked, tables(links, courses=courses, programs=programs, events=events)
