"""The facts of a record in words, as far as its catalog states them."""

from collections.abc import Iterator, Mapping
from typing import Any

from release_site.brief import RecordBrief
from release_site.contents import SiteContents
from release_site.labels import country_name, spoken
from reporting.profile_page.amounts import credits_of
from reporting.profile_page.choice import choice
from reporting.profile_page.sentences import amount_words


def stated_facts(
    row: Mapping[str, Any], record: RecordBrief, contents: SiteContents
) -> Iterator[tuple[str, str]]:
    """(name, words) of what the catalog states of a row of `programs`, `courses` or `events`."""
    chosen = choice(row, {record.provider_id: record.provider}, contents.released)["facts"]
    provider = contents.providers.get(record.provider_id, {})
    facts = {
        "Code": record.code,
        "Also listed as": ", ".join(row.get("cross_listed") or []),
        "Credential": _words(row.get("credential_type")),
        "Award": row.get("award"),
        "Level": _words(row.get("academic_level")),
        "Difficulty": _words(row.get("difficulty")),
        "Credits": _credits(row),
        "Length": chosen["length"] if _has_time(row) else "",
        "Effort": _effort(row),
        "Price": chosen["price"],
        "Delivery": _words(row["delivery"]),
        "Pace": _words(row.get("pacing")),
        "Language": chosen["language"],
        "Dates" if record.kind == "event" else "Next start": chosen["next start"],
        "Place": row.get("place"),
        "Country": country_name(provider["country"]) if provider else "",
        "Campuses": ", ".join(row.get("campuses") or []),
        "Organizer": row.get("organizer"),
        "Part of": row.get("parent_event"),
        "Deadlines": row.get("deadlines_text"),
        "College": row.get("college"),
        "Department": row.get("department"),
        "Titles of its sections": ", ".join(row.get("topic_titles") or []),
        "Instructors": ", ".join(row.get("instructors") or []),
        "Offered by": ", ".join(row["offered_by"]),
        "Rating": _rating(row),
        "Enrolled": f"{row['enrolled_count']:,}" if row.get("enrolled_count") else "",
        "Edition": row["edition"],
        "Licence": row["license"],
        "CIP 2020": row.get("cip_code"),
        "ISCED-F 2013": row.get("isced_f_code"),
    }
    return ((name, words) for name, words in facts.items() if words)


def _credits(row: Mapping[str, Any]) -> str:
    credits = credits_of(row)
    return amount_words(credits) if credits else ""


def _has_time(row: Mapping[str, Any]) -> bool:
    """Whether the length of a record is a time, and not its credits over again."""
    names = ("duration_hours", "duration_weeks", "duration_months", "duration_text")
    return any(row.get(name) for name in names)


def _effort(row: Mapping[str, Any]) -> str:
    low, high = row.get("effort_hours_per_week_min"), row.get("effort_hours_per_week_max")
    numbers = [f"{number:g}" for number in dict.fromkeys([low, high]) if number is not None]
    return f"{'–'.join(numbers)} hours per week" if numbers else ""


def _rating(row: Mapping[str, Any]) -> str:
    if row.get("rating_value") is None:
        return ""
    count = f", {row['rating_count']:,} ratings" if row.get("rating_count") else ""
    return f"{row['rating_value']:g} of 5{count}"


def _words(word: str | None) -> str:
    return spoken(word) if word else ""
