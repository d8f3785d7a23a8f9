"""Open edX's discovery API, in our own words."""

import json

from courseatlas.parsing import parse
from courseatlas.records import Page
from spiders.platforms import openedx, recognise


def answer(value: object, url: str = "https://api.example.org/api/v1/courses/") -> Page:
    return Page(url, json.dumps(value).encode(), "application/json")


def test_the_discovery_api_s_open_run_decides() -> None:
    runs = [
        {"key": "course-v1:SampleX+SEE+1", "availability": "Archived", "start": "2019-02-20T00:00:00Z", "seats": [{"type": "audit", "price": "0.00"}]},
        {"key": "course-v1:SampleX+SEE+2", "availability": "Current", "start": "2026-02-20T00:00:00Z", "end": "2026-05-22T00:00:00Z", "weeks_to_complete": 13, "min_effort": 10, "max_effort": 15,
         "seats": [{"type": "audit", "price": "0.00", "currency": "USD"}, {"type": "verified", "price": "150.00", "currency": "USD"}], "staff": [{"given_name": "Ada", "family_name": "Byron"}], "pacing_type": "self_paced"},
    ]  # fmt: skip
    page = answer(
        {
            "results": [
                {
                    "key": "SampleX+SEE",
                    "title": "Seeing",
                    "level_type": "Introductory",
                    "course_runs": runs,
                }
            ]
        },
        "https://discovery.edx.org/api/v1/courses/",
    )
    (course,) = openedx.read(page)
    facts = parse(course.fields)
    assert (
        recognise(page) == "openedx"
        and facts["starts_on"] == "2026-02-20"
        and facts["duration_weeks"] == 13
    )
    assert (
        facts["price_amount"],
        facts["price_currency"],
        facts["difficulty"],
        facts["instructors"],
        facts["pacing"],
    ) == (
        "150.00",
        "USD",
        "beginner",
        ["Ada Byron"],
        "self_paced",
    )


EXAMPLES = [answer({"results": [{"key": "SampleX+SEE", "title": "Seeing", "course_runs": []}]})]


def test_an_lms_names_the_run_whose_course_is_read() -> None:
    (course,) = openedx.read(answer([{"id": "course-v1:SampleX+SEE+2026", "name": "Seeing"}]))
    assert course.key == "SampleX+SEE"
