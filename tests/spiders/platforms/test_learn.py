"""Rows of MIT Learn and the catalogs behind it, in our own words."""

import json

from courseatlas.parsing import parse
from courseatlas.records import Page
from spiders.platforms import learn, recognise


def answer(value: object, url: str = "https://api.example.org/api/v1/courses/") -> Page:
    return Page(url, json.dumps(value).encode(), "application/json")


def test_learn_rows_of_several_catalogs_are_read_by_their_keys() -> None:
    rows = [
        {"readable_id": "course-v1:xPRO+SEE", "title": "Seeing", "description": "<p>Eyes.</p>", "courseruns": [{"id": 5, "start_date": "2026-09-14T00:00:00Z", "current_price": "950.00", "instructors": [{"name": "Ada Byron"}]}], "next_run_id": 5, "time_commitment": "3-5 hours/week", "duration": "5 weeks", "credits": "2.2 CEUs"},
        {"readable_id": "program-v1:xPRO+VIS", "title": "Vision", "resource_type": "program", "certification_type": {"name": "Professional Certificate"}, "courses": [{"title": "Seeing", "readable_id": "course-v1:xPRO+SEE"}]},
        {"id": "e1", "title": "Open House", "start_date": "2026-05-12", "end_date": "2026-05-12", "time_range": "noon", "summary": "Come &amp; see."},
        {"readable_id": "hidden", "title": "Hidden", "published": False},
    ]  # fmt: skip
    course, program, event = learn.read(answer({"results": rows, "next": None}))
    facts = parse(course.fields)
    assert (course.key, facts["starts_on"], facts["instructors"], facts["price_amount"]) == (
        "xPRO+SEE",
        "2026-09-14",
        ["Ada Byron"],
        "950.00",
    )
    assert (
        facts["duration_weeks"],
        facts["effort_hours_per_week_min"],
        facts["credits_min"],
        facts["credit_unit"],
    ) == (5, 3, 2.2, "ceu")
    assert (
        program.kind,
        parse(program.fields)["credential_type"],
        program.components[0].course_code,
    ) == (
        "program",
        "professional_certificate",
        "xPRO+SEE",
    )
    assert (event.kind, event.fields["starts_on"], event.fields["description"]) == (
        "event",
        "2026-05-12",
        "Come & see.",
    )


def test_credits_of_continuing_education_are_told_by_their_key() -> None:
    rows = [
        {"Title": "Lamps", "Course_Id": "L1", "Continuing_Ed_Credits": "1.5", "URL": "/lamps"},
        {"title": "<em>Wicks</em>", "readable_id": "w", "continuing_ed_credits": "2.6 CEUs"},
    ]
    lamps, wicks = learn.read(answer(rows))
    assert wicks.title == "Wicks"
    amounts = [parse(each.fields) for each in (lamps, wicks)]
    assert [(row["credits_min"], row["credit_unit"]) for row in amounts] == [
        (1.5, "ceu"),
        (2.6, "ceu"),
    ]


def test_people_and_prices_of_other_shapes_are_read() -> None:
    rows = [
        {"Title": "Lamps", "Course_Id": "L1", "URL": "/l", "Faculty_Name": "Ada Wick, Bo Flame"},
        {
            "title": "Wicks",
            "readable_id": "w",
            "resource_prices": [{"amount": "250.00", "currency": "USD"}],
        },
    ]
    lamps, wicks = learn.read(answer(rows))
    assert lamps.fields["instructors"] == ["Ada Wick", "Bo Flame"]
    assert parse(wicks.fields)["price_currency"] == "USD"


def test_runs_that_differ_leave_the_start_open() -> None:
    (course,) = learn.read(
        answer(
            [
                {
                    "readable_id": "x",
                    "title": "Seeing",
                    "runs": [
                        {"id": 1, "start_date": "2026-01-01"},
                        {"id": 2, "start_date": "2027-01-01"},
                    ],
                }
            ]
        )
    )
    assert "starts_on" not in course.fields


EXAMPLES = [answer({"results": [{"readable_id": "x", "title": "Seeing"}]})]


def test_an_answer_leads_to_the_next_page_on_its_own_host() -> None:
    def following(url: str) -> list[str]:
        return list(learn.next_pages(answer({"results": [], "next": url})))

    assert recognise(EXAMPLES[0]) == "learn"
    assert following("https://api.example.org/api/v1/courses/?offset=100") == [
        "https://api.example.org/api/v1/courses/?offset=100"
    ]
    assert following("https://elsewhere.example.com/?offset=100") == []
