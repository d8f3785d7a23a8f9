"""Courses and programs in schema.org's terms, as JSON-LD.

Source of the terms: https://schema.org/Course, https://schema.org/CourseInstance and
https://schema.org/EducationalOccupationalProgram, release 30.0. A property stands only where the
record states its value.
"""

from collections.abc import Sequence
from typing import Any

from courseatlas.linked_data.durations import iso_duration
from courseatlas.linked_data.nodes import Node, Row, stated

CONTEXT = "https://schema.org"
# the spelling that schema.org's examples use for the mode of a course
_MODES = {"in_person": "onsite", "online": "online", "hybrid": "blended"}
_ORGANIZATIONS = {"university": "CollegeOrUniversity"}
_PRICES = {"free": "Free", "one_off": "Paid", "subscription": "Subscription", "tuition": "Paid"}
_PUBLISHER = {"@type": "Organization", "name": "Course Atlas"}


def schema_org_course(course: Row, provider: Row | None) -> Node:
    """A row of `courses` as a Course, with one CourseInstance where a run or a way is stated.

    `provider` is its row of `providers`.
    """
    return {"@context": CONTEXT} | stated(
        {
            "@type": "Course",
            **_of_record(course),
            "courseCode": course["code"],
            "description": course["description"],
            "inLanguage": course["language"],
            "license": course["license"],
            "provider": _organization(provider),
            "about": _topics(course["topics"]),
            "educationalLevel": [
                level for level in (course["academic_level"], course["difficulty"]) if level
            ],
            "coursePrerequisites": course["prerequisites_text"],
            "numberOfCredits": _credits(course, "credits_min", "credits_max"),
            "timeRequired": iso_duration(course),
            "syllabusSections": [
                {"@type": "Syllabus", "name": title} for title in course["syllabus"]
            ],
            "hasCourseInstance": _instance(course),
            "offers": _offer(course),
            "isAccessibleForFree": True if course["price_kind"] == "free" else None,
            "aggregateRating": _rating(course),
            "totalHistoricalEnrollment": course["enrolled_count"],
            "sdPublisher": _PUBLISHER,
            "sdDatePublished": _day(course["last_seen"]),
        }
    )


def schema_org_program(program: Row, provider: Row | None, listed: Sequence[Row]) -> Node:
    """A row of `programs` as an EducationalOccupationalProgram with the courses that it lists.

    `listed` are its rows of `program_courses`; ranges of courses are no course.
    """
    return {"@context": CONTEXT} | stated(
        {
            "@type": "EducationalOccupationalProgram",
            **_of_record(program),
            "description": program["description"],
            "provider": _organization(provider),
            "educationalCredentialAwarded": _credential(program),
            "educationalProgramMode": _MODES.get(program["delivery"]),
            "numberOfCredits": _credits(program, "credits_total_min", "credits_total_max"),
            "timeToComplete": iso_duration(program),
            "offers": _offer(program),
            "hasCourse": [_listed_course(row) for row in listed if not row["range_from"]],
        }
    )


def _of_record(row: Row) -> Node:
    """What any Thing has: its name, its page, its id in the atlas."""
    return {"identifier": row["id"], "name": row["title"], "url": row["url"]}


def _organization(provider: Row | None) -> Node | None:
    if provider is None:
        return None
    kind = _ORGANIZATIONS.get(provider["provider_type"], "Organization")
    return stated(
        {
            "@type": kind,
            "name": provider["name"],
            "url": provider["website"],
            "sameAs": provider["ror_id"],
        }
    )


def _topics(topics: Sequence[str]) -> list[Node]:
    return [
        {"@type": "DefinedTerm", "termCode": topic, "name": topic.replace("_", " ")}
        for topic in topics
    ]


def _credits(row: Row, lowest: str, highest: str) -> int | Node | None:
    """A whole number where that is all there is; else a QuantitativeValue with its unit."""
    low, high, unit = row[lowest], row[highest], row["credit_unit"]
    if low is None:
        return None
    if low == high and low == int(low) and unit is None:
        return int(low)
    bounds = {"value": low} if low == high else {"minValue": low, "maxValue": high}
    return stated({"@type": "QuantitativeValue", **bounds, "unitText": unit})


def _instance(course: Row) -> Node | None:
    """The dated run of a course, or how it is taught where no run is dated."""
    instance = stated(
        {
            "courseMode": _MODES.get(course["delivery"]),
            "courseWorkload": _workload(course),
            "startDate": _day(course["starts_on"]),
            "endDate": _day(course["ends_on"]),
            "instructor": [{"@type": "Person", "name": name} for name in course["instructors"]],
        }
    )
    return {"@type": "CourseInstance"} | instance if instance else None


def _workload(course: Row) -> str | None:
    low, high = course["effort_hours_per_week_min"], course["effort_hours_per_week_max"]
    if low is None:
        return None
    hours = f"{low:g}" if low == high or high is None else f"{low:g} to {high:g}"
    return f"{hours} hours per week"


def _offer(row: Row) -> Node | None:
    if row["price_amount"] is None:
        return None
    return stated(
        {
            "@type": "Offer",
            "price": str(row["price_amount"]),
            "priceCurrency": row["price_currency"],
            "category": _PRICES.get(row["price_kind"]),
        }
    )


def _rating(course: Row) -> Node | None:
    if course["rating_value"] is None:
        return None
    return stated(
        {
            "@type": "AggregateRating",
            "ratingValue": course["rating_value"],
            "bestRating": 5,
            "ratingCount": course["rating_count"],
        }
    )


def _credential(program: Row) -> Node:
    return stated(
        {
            "@type": "EducationalOccupationalCredential",
            "credentialCategory": program["credential_type"].replace("_", " "),
            "name": program["award"],
            "educationalLevel": program["academic_level"],
        }
    )


def _listed_course(row: Row) -> Node:
    return stated(
        {
            "@type": "Course",
            "identifier": row["course_id"],
            "courseCode": row["course_code"],
            "name": row["course_title"],
        }
    )


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
