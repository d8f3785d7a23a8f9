"""edX, Udemy, MIT Learn and Open edX in the shapes that were seen of them, in our own words."""

import html
import json

import pytest

from courseatlas.parsing import parse
from courseatlas.records import Page
from spiders.readers import edx, learn, openedx, recognise, udemy


def answer(value: object, url: str = "https://api.example.org/api/v1/courses/") -> Page:
    return Page(url, json.dumps(value).encode(), "application/json")


EDX = (
    '<main><div class="course-info-content" data-course-run-key="course-v1:SampleX+SEE1+2026"><h1>Seeing Machines</h1><div class="p">Eyes for programs.</div>'
    '<div class="h4">7 weeks</div><div class="small">2–3 hours per week</div><div class="h4">Self-paced</div><div>1,234 already enrolled!</div>'
    '<div class="at-a-glance"><ul><li><span class="font-weight-bold">Level: </span> <!-- -->Introductory</li>'
    '<li><span class="font-weight-bold">Prerequisites: </span> <div><p>{before}</p></div></li><li><span class="font-weight-bold">Language: </span> English</li></ul></div>'
    "<table><tr><th><h4>Price</h4></th><td><p>$125 USD</p></td><td><p>Free</p></td></tr></table></div></main>"
)


@pytest.mark.parametrize(("before", "stated"), [("Some algebra", "Some algebra"), ("None", None), ("None.", None)])
def test_an_edx_course_is_read_by_what_its_page_prints(before: str, stated: str | None) -> None:
    page = Page("https://www.edx.org/course/seeing", f"<html><body>{EDX.format(before=before)}</body></html>".encode())
    (record,) = edx.read(page)
    row = parse(record.fields)
    assert recognise(page) == "edx" and (record.key, row["code"]) == ("SampleX+SEE1", "SampleX+SEE1")
    assert (row["duration_weeks"], row["effort_hours_per_week_min"], row["effort_hours_per_week_max"]) == (7, 2, 3)
    assert (row["difficulty"], row["language"], row["pacing"], row["enrolled_count"]) == ("beginner", "en", "self_paced", 1234)
    assert (row["price_amount"], row["price_currency"], row.get("prerequisites_text")) == (125, "USD", stated)


def test_an_edx_program_lists_the_courses_that_unfold() -> None:
    item = '<div class="collapsible"><div class="collapsible-title"><span>{}</span></div><div class="collapsible-body"><a href="/x">View the course</a></div></div>'
    body = (
        '<div class="program"><div class="type"><span>MicroMasters<sup>®</sup> Program</span> in <div class="title">Vision</div></div><div class="institution">SampleX</div></div>'
        f'<main>{item.format("Light")}{item.format("Shape")}<div class="collapsible"><div class="collapsible-title"><span>Job outlook</span></div></div>'
        '<div class="program-price">$447.30 <s>$497</s> USD</div><div class="enroll-context">2 courses in 6 months</div></main>'
    )
    (record,) = edx.read(Page("https://www.edx.org/micromasters/samplex-vision", f"<html><body>{body}</body></html>".encode()))
    row = parse(record.fields)
    assert (record.title, row["credential_type"], row["duration_months"]) == ("Vision", "microcredential", 6)
    assert [one.course_title for one in record.components] == ["Light", "Shape"]


def test_an_older_edx_page_states_its_program_in_microdata() -> None:
    body = '<div itemscope itemtype="http://schema.org/EducationalTrack"><h1 itemprop="name">Vision Professional Certificate</h1><p itemprop="description">Eyes for programs.</p></div>'
    (record,) = edx.read(Page("https://www.edx.org/professional-certificate/vision", f"<html><body>{body}</body></html>".encode()))
    assert (record.kind, record.title, parse(record.fields)["credential_type"]) == (
        "program",
        "Vision Professional Certificate",
        "professional_certificate",
    )


def test_edx_topic_pages_and_shells_state_nothing() -> None:
    for body in ("<main><h1>Learn vision</h1><div class='card'>Seeing Machines</div></main>", '<div id="___gatsby"></div>'):
        assert list(edx.read(Page("https://www.edx.org/learn/vision", f"<html><body>{body}</body></html>".encode()))) == []


UDEMY = {
    "_class": "course", "id": 1, "title": "Seeing Machines", "url": "/course/seeing/", "headline": "Eyes.", "is_paid": True, "price": "$19.99",
    "price_detail": {"amount": 19.99, "currency": "USD", "price_string": "$19.99"}, "visible_instructors": [{"display_name": "Ada Byron"}], "avg_rating": 4.5123,
    "num_reviews": 10, "num_subscribers": 99, "instructional_level": "All Levels", "content_info": "8 total hours", "locale": {"locale": "en_US"},
}  # fmt: skip


def test_a_udemy_answer_gives_its_courses_and_not_their_lectures() -> None:
    row = UDEMY | {"curriculum_items": [{"_class": "lecture", "title": "Debugging", "url": "/new-lecture/1/"}]}
    (record,) = udemy.read(answer({"unit": {"items": [row, row]}}, "https://www.udemy.com/api-2.0/x/"))
    facts = parse(record.fields)
    assert (record.key, record.url) == ("seeing", "https://www.udemy.com/course/seeing/")
    assert (facts["price_amount"], facts["price_currency"], facts["difficulty"], facts["duration_hours"]) == ("19.99", "USD", "mixed", 8)
    assert (facts["rating_value"], facts["rating_count"], facts["enrolled_count"], facts["instructors"]) == (4.5123, 10, 99, ["Ada Byron"])


@pytest.mark.parametrize(("paid", "price"), [(True, 44.99), (False, 0)])
def test_a_udemy_page_joins_its_markup_its_props_and_its_nodes(paid: bool, price: float) -> None:
    props = {
        "serverSideProps": {
            "course": {
                "title": "Seeing",
                "instructionalLevel": "Beginner Level",
                "contentLengthVideo": 5400,
                "numStudents": 7,
                "isPaid": paid,
            }
        }
    }
    markup = [
        {
            "@type": "Course",
            "@context": "http://schema.org",
            "@id": "https://www.udemy.com/course/seeing/",
            "name": "Seeing",
            "inLanguage": "en",
            "provider": {"name": "Ada Byron"},
            "creator": [{"@type": "Person", "name": "Ada Byron"}],
            "isAccessibleForFree": not paid,
        }
    ]
    meta = '<meta property="udemy_com:price" content="$44.99">' if paid else ""
    body = (
        f'<html><head><link rel="canonical" href="https://www.udemy.com/course/seeing/">{meta}</head><body id="udemy" data-module-args="{html.escape(json.dumps(props))}">'
        f'<script type="application/ld+json">{json.dumps(markup)}</script><h1 data-purpose="lead-title">Seeing</h1><div data-purpose="enrollment">7 students</div></body></html>'
    )
    (record,) = udemy.read(Page("https://www.udemy.com/course/seeing/", body.encode()))
    facts = parse(record.fields)
    assert (facts["difficulty"], facts["duration_hours"], facts["enrolled_count"], facts["instructors"]) == (
        "beginner",
        1.5,
        7,
        ["Ada Byron"],
    )
    assert float(facts["price_amount"]) == price and "offered_by" not in facts


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
    assert (facts["duration_weeks"], facts["effort_hours_per_week_min"], facts["credits_min"], facts["credit_unit"]) == (5, 3, 2.2, "ceu")
    assert (program.kind, parse(program.fields)["credential_type"], program.components[0].course_code) == (
        "program",
        "professional_certificate",
        "xPRO+SEE",
    )
    assert (event.kind, event.fields["starts_on"], event.fields["description"]) == ("event", "2026-05-12", "Come & see.")


def test_runs_that_differ_leave_the_start_open() -> None:
    (course,) = learn.read(
        answer(
            [
                {
                    "readable_id": "x",
                    "title": "Seeing",
                    "runs": [{"id": 1, "start_date": "2026-01-01"}, {"id": 2, "start_date": "2027-01-01"}],
                }
            ]
        )
    )
    assert "starts_on" not in course.fields


def test_the_discovery_api_s_open_run_decides() -> None:
    runs = [
        {"key": "course-v1:SampleX+SEE+1", "availability": "Archived", "start": "2019-02-20T00:00:00Z", "seats": [{"type": "audit", "price": "0.00"}]},
        {"key": "course-v1:SampleX+SEE+2", "availability": "Current", "start": "2026-02-20T00:00:00Z", "end": "2026-05-22T00:00:00Z", "weeks_to_complete": 13, "min_effort": 10, "max_effort": 15,
         "seats": [{"type": "audit", "price": "0.00", "currency": "USD"}, {"type": "verified", "price": "150.00", "currency": "USD"}], "staff": [{"given_name": "Ada", "family_name": "Byron"}], "pacing_type": "self_paced"},
    ]  # fmt: skip
    page = answer(
        {"results": [{"key": "SampleX+SEE", "title": "Seeing", "level_type": "Introductory", "course_runs": runs}]},
        "https://discovery.edx.org/api/v1/courses/",
    )
    (course,) = openedx.read(page)
    facts = parse(course.fields)
    assert recognise(page) == "openedx" and facts["starts_on"] == "2026-02-20" and facts["duration_weeks"] == 13
    assert (facts["price_amount"], facts["price_currency"], facts["difficulty"], facts["instructors"], facts["pacing"]) == (
        "150.00",
        "USD",
        "beginner",
        ["Ada Byron"],
        "self_paced",
    )
