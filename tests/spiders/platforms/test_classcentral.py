"""Class Central's listings and course pages, in our own words."""

import json

import pytest

from courseatlas.parsing import parse
from courseatlas.records import Page, Unreadable
from spiders.platforms import recognise
from spiders.platforms.classcentral import read

CARD = (
    '<li class="bg-white course-list-course" itemprop="itemListElement"><a class="course-name" href="{href}"><h2 itemprop="name">{title}</h2></a>'
    '<span aria-label="Workload and duration">{load}</span></li>'
)
FACT = '<li class="course-details-item border"><div><i></i><span>{label}</span></div><div><span>{value}</span></div></li>'


def page(path: str, body: str) -> Page:
    return Page(
        f"https://www.classcentral.com/{path}",
        f"<html><head><title>x</title></head><body>{body}</body></html>".encode(),
    )


def test_each_card_of_a_listing_is_a_course_and_a_carousel_is_none() -> None:
    cards = CARD.format(
        href="../course/seeing-1.html", title="Seeing", load="5-10 hours a week, 6 weeks long"
    ) + CARD.format(href="/classroom/hearing-2", title="Hearing", load="")
    listing = page("subject/ai", f'<ul>{cards}</ul><a href="/course/popular-3">Popular</a>')
    seeing, hearing = read(listing)
    facts = parse(seeing.fields)
    assert recognise(listing) == "classcentral"
    assert (
        seeing.url,
        facts["effort_hours_per_week_min"],
        facts["effort_hours_per_week_max"],
        facts["duration_weeks"],
    ) == (
        "https://www.classcentral.com/course/seeing-1",
        5,
        10,
        6,
    )
    assert (
        "duration_hours" not in facts
        and dict(hearing.fields) == {}
        and hearing.url == "https://www.classcentral.com/classroom/hearing-2"
    )


def test_a_card_of_a_provider_or_a_university_names_its_course_without_markup() -> None:
    card = CARD.format(href="/course/seeing-1", title="Seeing", load="").replace(
        ' itemprop="name"', ""
    )
    (seeing,) = read(page("university/lamps", f"<ul>{card}</ul>"))
    assert (seeing.title, seeing.key) == ("Seeing", "1")


def test_a_course_page_joins_its_markup_with_its_labelled_facts() -> None:
    node = {"@context": "http://schema.org/", "@type": "Course", "name": "Seeing", "description": "Pixels.", "aggregateRating": {"ratingValue": "4.6", "reviewCount": "35"},
            "provider": {"@type": "CollegeOrUniversity", "name": "Example University"}}  # fmt: skip
    facts = "".join(
        FACT.format(label=label, value=value)
        for label, value in [
            ("Languages", "English"),
            ("Duration &amp; workload", "12 weeks long, 3-4 hours a week"),
            ("Level", "Beginner"),
        ]
    )
    (course,) = read(
        page(
            "course/seeing-1",
            f'<script type="application/ld+json">{json.dumps(node)}</script><ul>{facts}</ul><h3>Taught by</h3><p>Ada Byron</p>',
        )
    )
    row = parse(course.fields)
    assert (
        course.key,
        row["language"],
        row["difficulty"],
        row["duration_weeks"],
        row["effort_hours_per_week_max"],
    ) == (
        "1",
        "en",
        "beginner",
        12,
        4,
    )
    assert (row["rating_value"], row["rating_count"], row["offered_by"], row["instructors"]) == (
        4.6,
        35,
        ["Example University"],
        ["Ada Byron"],
    )


def test_a_challenge_is_blocked() -> None:
    with pytest.raises(Unreadable) as e:
        list(
            read(
                Page(
                    "https://www.classcentral.com/subject/ai",
                    b"<html><head><title>Just a moment...</title></head><body></body></html>",
                )
            )
        )
    assert e.value.code == "blocked"


EXAMPLES = [
    page("subject/ai", f"<ul>{CARD.format(href='/course/seeing-1', title='Seeing', load='')}</ul>")
]
