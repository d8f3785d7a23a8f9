"""Udemy's answers and pages in the shapes that were seen of them, in our own words."""

import html
import json

import pytest

from courseatlas.parsing import parse
from courseatlas.records import Page
from spiders.platforms import recognise, udemy


def answer(value: object, url: str = "https://api.example.org/api/v1/courses/") -> Page:
    return Page(url, json.dumps(value).encode(), "application/json")


UDEMY = {
    "_class": "course", "id": 1, "title": "Seeing Machines", "url": "/course/seeing/", "headline": "Eyes.", "is_paid": True, "price": "$19.99",
    "price_detail": {"amount": 19.99, "currency": "USD", "price_string": "$19.99"}, "visible_instructors": [{"display_name": "Ada Byron"}], "avg_rating": 4.5123,
    "num_reviews": 10, "num_subscribers": 99, "instructional_level": "All Levels", "content_info": "8 total hours", "locale": {"locale": "en_US"},
}  # fmt: skip  # fmt: skip


def test_a_udemy_answer_gives_its_courses_and_not_their_lectures() -> None:
    row = UDEMY | {
        "curriculum_items": [{"_class": "lecture", "title": "Debugging", "url": "/new-lecture/1/"}]
    }
    (record,) = udemy.read(
        answer({"unit": {"items": [row, row]}}, "https://www.udemy.com/api-2.0/x/")
    )
    facts = parse(record.fields)
    assert (record.key, record.aliases) == ("1", ("seeing",))
    assert record.url == "https://www.udemy.com/course/seeing/"
    assert (
        facts["price_amount"],
        facts["price_currency"],
        facts["difficulty"],
        facts["duration_hours"],
    ) == ("19.99", "USD", "mixed", 8)
    assert (
        facts["rating_value"],
        facts["rating_count"],
        facts["enrolled_count"],
        facts["instructors"],
    ) == (4.5123, 10, 99, ["Ada Byron"])


@pytest.mark.parametrize(
    ("row", "url"),
    [
        (
            {"_class": "course", "title": "Seeing", "url": "/seeing/", "published_title": "seeing"},
            "https://www.udemy.com/seeing/",
        ),
        (
            {
                "title": "Seeing",
                "headline": "Eyes.",
                "urlCourseLanding": "https://www.udemy.com/course/seeing/",
                "rating": {"average": 4.5, "count": 10},
                "durationInSeconds": 7200,
            },
            "https://www.udemy.com/course/seeing/",
        ),
    ],
)
def test_the_lists_of_other_years_name_the_same_course(row: dict, url: str) -> None:
    (record,) = udemy.read(answer({"results": [row]}, "https://www.udemy.com/api-2.0/courses/"))
    assert (record.key, record.url) == ("seeing", url)
    rating = row.get("rating", {})
    assert record.fields.get("rating_value") == rating.get("average")
    assert record.fields.get("duration_hours") == (2 if rating else None)


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
    assert (
        facts["difficulty"],
        facts["duration_hours"],
        facts["enrolled_count"],
        facts["instructors"],
    ) == (
        "beginner",
        1.5,
        7,
        ["Ada Byron"],
    )
    assert float(facts["price_amount"]) == price and "offered_by" not in facts


EXAMPLES = [
    answer({"results": [UDEMY]}, "https://www.udemy.com/api-2.0/courses/"),
    Page("https://mirror.example.org/", b'<html><body id="udemy"></body></html>'),
]


@pytest.mark.parametrize("page", EXAMPLES)
def test_answers_and_pages_are_recognised(page: Page) -> None:
    assert recognise(page) == "udemy"
