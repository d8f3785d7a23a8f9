"""Healthy tables of a release, of our own words: what no rule may complain of, in as many rows as wanted."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd

from benchmarks.classify import generated_rows
from courseatlas.arrow import from_rows
from courseatlas.schema import BY_NAME, TABLES
from validation.references import References

_DAY, _TIME = date(2026, 11, 24), datetime(2026, 11, 24, 5, tzinfo=UTC)
# of 100 rows of a release; a program lists eight courses
_SHARES = {
    "courses": 48,
    "programs": 4,
    "events": 2,
    "program_courses": 32,
    "profile_links": 2,
    "changes": 11,
    "quarantine": 1,
}
_LISTED = 8


def tables(rows: int) -> dict[str, pd.DataFrame]:
    """All tables, of so many rows together."""
    counts = {name: max(rows * share // 100, 3) for name, share in _SHARES.items()}
    counts["program_courses"] = counts["programs"] * _LISTED
    records = {name: _records(name, counts[name]) for name in ("courses", "programs", "events")}
    made = {
        "courses": [row | _course(number) for number, row in enumerate(records["courses"])],
        "programs": [row | _program(number) for number, row in enumerate(records["programs"])],
        "events": [
            row | {"starts_on": _DAY, "ends_on": _DAY, "place": "Boston", "delivery": "in_person", "organizer": "A society"}
            for row in records["events"]
        ],
        "program_courses": [
            {
                "program_id": row["id"],
                "course_id": records["courses"][position]["id"] if position < 3 else None,
                "in_release": position < 3,
                "course_code": f"CS {position}",
                "course_title": f"Machine Learning {position}",
                "role": "elective",
                "group_title": "Options",
                "choose_count": 2,
                "choose_credits": 6.0,
                "alternative_to": position if position else None,
                "position": position + 1,
                "excluded_codes": [],
                "topics": ["machine_learning"],
            }
            for row in records["programs"]
            for position in range(_LISTED)
        ],
        "program_topics": [
            {"program_id": row["id"], "topic": "machine_learning", "role": role, "courses": 4, "credits": 12.0, "share": 0.5}
            for row in records["programs"]
            for role in ("required", "elective")
        ],
        "course_prerequisites": [
            {
                "course_id": row["id"], "group_number": group, "option": 1, "code": f"CS {group}",
                "prerequisite_id": records["courses"][0]["id"], "alternative_text": "consent of instructor",
            }
            for row in records["courses"]
            for group in (1, 2)
        ],
        "providers": [_provider(name) for name in ("x", "y", "z")],
        "profile_links": [_link(number, records["courses"]) for number in range(counts["profile_links"])],
        "changes": [_change(number, records["courses"]) for number in range(counts["changes"])],
        "quarantine": [
            {
                "id": f"x:course:W-{number}", "source_id": "x", "table": "courses", "origin": "crawl", "rule": "title is not null", "severity": "warning",
                "detail": "every row states its title", "record": "{}", "evidence_url": "https://catalog.example.edu/w",
            }
            for number in range(counts["quarantine"])
        ],
        "source_health": [_health(name) for name in ("x", "y", "z")],
    }  # fmt: skip
    return {table.name: from_rows(BY_NAME[table.name], made[table.name]) for table in TABLES}


def references(made: dict[str, pd.DataFrame]) -> References:
    """What these tables' rows refer to."""
    ids = {name: frozenset(made[name]["id"]) for name in ("programs", "courses", "events")}
    names = frozenset(("x", "y", "z"))
    sites = {
        "x": frozenset({"example.edu"}),
        "y": frozenset({"example.org"}),
        "z": frozenset({"example.net"}),
    }
    return References(
        names,
        ids["programs"],
        ids["courses"],
        frozenset().union(*ids.values()),
        names,
        sites,
        frozenset(("x", "z")),
    )


def _records(table: str, count: int) -> list[dict[str, Any]]:
    kind = table.removesuffix("s")
    return [
        {
            "id": f"x:{kind}:CS-{number}",
            "source_id": "x",
            "provider_id": "x",
            "url": f"https://catalog.example.edu/{kind}/{number}",
            "title": title,
            "description": description,
            "language": "en-US" if number % 2 else "es",
            "relevance": ("core", "applied", "adjacent")[number % 3],
            "relevance_score": (number % 10) / 10,
            "topics": ["machine_learning"],
            "matched_terms": ["machine learning"],
            "offered_by": [],
            "edition": "2026-2027",
            "license": "CC BY-NC-SA 4.0",
            "evidence_url": f"https://catalog.example.edu/{kind}/{number}",
            "fetched_at": _TIME,
            "payload_sha256": f"{number:064x}",
            "first_seen": _DAY,
            "last_seen": _DAY,
            "freshness": "fresh",
            "same_as": [f"x:{kind}:CS-{(number + 1) % count}"] if number % 10 == 0 else [],
        }
        for number, (title, description) in enumerate(generated_rows(count))
    ]


def _course(number: int) -> dict[str, Any]:
    return {
        "code": f"CS {number}", "cross_listed": [], "topic_titles": [], "subject": "CS", "department": "Computer Science", "credits_min": 3.0, "credits_max": 4.0,
        "credit_unit": "semester_hour", "credits_text": "3-4 credits", "academic_level": "graduate", "difficulty": "advanced",
        "prerequisites_text": "Linear algebra.", "prerequisite_codes": ["MA 1"], "instructors": ["A. Reader"], "delivery": "online",
        "pacing": "self_paced", "duration_hours": 40.0, "duration_weeks": 8.0, "effort_hours_per_week_min": 4.0,
        "effort_hours_per_week_max": 6.0, "duration_text": "8 weeks", "price_amount": Decimal(number % 2 * 99), "price_currency": "USD",
        "price_kind": "one_off" if number % 2 else "free", "price_text": "$99" if number % 2 else "Free", "rating_value": 4.5,
        "rating_count": 12, "enrolled_count": 100, "starts_on": _DAY, "ends_on": _DAY, "syllabus": ["Unit one"],
    }  # fmt: skip


def _program(number: int) -> dict[str, Any]:
    return {
        "credential_type": "master", "award": "MS", "department": "Computer Science", "college": "Engineering", "academic_level": "graduate",
        "credits_total_min": 30.0, "credits_total_max": 36.0, "credit_unit": "semester_hour", "duration_months": 24.0,
        "duration_text": "two years", "delivery": "hybrid", "price_amount": Decimal(number % 2 * 900), "price_currency": "EUR",
        "price_kind": "tuition" if number % 2 else "free", "price_text": "900 €", "campuses": ["Boston"], "cip_code": "11.0102",
        "isced_f_code": "0613",
    }  # fmt: skip


def _provider(name: str) -> dict[str, Any]:
    return {
        "provider_id": name, "name": f"University {name.upper()}", "provider_type": "university", "country": "US",
        "website": "https://example.edu", "ipeds_unitid": "123456", "ror_id": "https://ror.org/05x2bcf33",
    }  # fmt: skip


def _link(number: int, courses: list[dict[str, Any]]) -> dict[str, Any]:
    met = number % 3 > 0
    return {
        "profile_id": "p", "recommendation_id": f"r{number}", "recommendation": "Take machine learning", "kind": "subject",
        "status": "met" if met else "not_found", "record_id": courses[number % len(courses)]["id"] if met else None,
        "match_score": 0.9 if met else None, "match_reason": "its title says so" if met else "no course fits",
    }  # fmt: skip


def _change(number: int, courses: list[dict[str, Any]]) -> dict[str, Any]:
    changed = number % 2 == 0
    return {
        "id": courses[number % len(courses)]["id"], "table": "courses", "change": "changed" if changed else "returned",
        "field": "title" if changed else None, "old": "before" if changed else None, "new": "now" if changed else None,
    }  # fmt: skip


def _health(name: str) -> dict[str, Any]:
    counts = {
        one: 10
        for one in BY_NAME["source_health"].names
        if one.startswith(("pages", "records", "previous"))
    }
    return counts | {
        "source_id": name, "run_id": "r1", "state": "degraded", "records_extracted": 40, "started_at": _TIME, "seconds": 2.5,
        "bytes": 1000, "message": "one page in error",
    }  # fmt: skip
